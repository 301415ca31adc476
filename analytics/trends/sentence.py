"""One week in one sentence, filled from its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from babel.core import Locale

from data.filter import Level

ARTICLES = {
    "ru": {"one": "статья", "few": "статьи", "many": "статей"},
    "en": {"one": "article", "other": "articles"},
    "uk": {"one": "стаття", "few": "статті", "many": "статей"},
}
DAYS = {
    "ru": {"one": "день", "few": "дня", "many": "дней"},
    "en": {"one": "day", "other": "days"},
    "uk": {"one": "день", "few": "дні", "many": "днів"},
}
SAID = {
    "ru": {
        "week": "За неделю {week} — {articles}",
        "year": "{year} года",
        "alone": ", сравнить с прошлой неделей нельзя",
        "same": ", столько же, сколько неделей раньше",
        "more": ", на {n} больше, чем неделей раньше",
        "fewer": ", на {n} меньше, чем неделей раньше",
        "name": "заметнее всего прибавило имя",
        "days": "есть статьи за {days} из 7",
        "quoted": "«{name}»",
        "points": "{n} п. п.",
    },
    "en": {
        "week": "In the week of {week}: {articles}",
        "year": "{year}",
        "alone": ", no comparison with the week before",
        "same": ", as many as the week before",
        "more": ", {n} more than the week before",
        "fewer": ", {n} fewer than the week before",
        "name": "the name that gained most is",
        "days": "articles on {n} of 7 days",
        "quoted": "“{name}”",
        "points": "{n} pp",
    },
    "uk": {
        "week": "За тиждень {week} — {articles}",
        "year": "{year} року",
        "alone": ", порівняти з попереднім тижнем не можна",
        "same": ", стільки ж, скільки тижнем раніше",
        "more": ", на {n} більше, ніж тижнем раніше",
        "fewer": ", на {n} менше, ніж тижнем раніше",
        "name": "найбільше додало ім’я",
        "days": "статті є за {days} із 7",
        "quoted": "«{name}»",
        "points": "{n} в. п.",
    },
}
RISE: dict[str, dict[Level, tuple[str, str]]] = {
    "ru": {
        "theme": ("больше всего выросло направление", "снизилось"),
        "topic": ("больше всего выросла тема", "снизилась"),
        "story": ("больше всего вырос сюжет", "снизился"),
    },
    "en": {
        "theme": ("the theme that rose most is", "fell"),
        "topic": ("the topic that rose most is", "fell"),
        "story": ("the story that rose most is", "fell"),
    },
    "uk": {
        "theme": ("найбільше зріс напрям", "зменшився"),
        "topic": ("найбільше зросла тема", "зменшилася"),
        "story": ("найбільше зріс сюжет", "зменшився"),
    },
}
"""What is said before the name of what rose most, and of what fell most."""


@dataclass(frozen=True)
class WeekNumbers:
    """What the sentence is made of.

    Attributes:
        week: its Monday.
        articles, before: articles in the week and in the one before.
        compared: whether the two weeks can be compared.
        days: on how many of its days anything was published.
        level: of the topics: themes, topics or stories.
        topics, names: movers, see `movers.movers`.
    """

    week: date
    articles: int
    before: int
    compared: bool
    days: int
    topics: pd.DataFrame
    names: pd.DataFrame
    level: Level = "topic"


def sentence(numbers: WeekNumbers, language: str = "ru") -> str:
    """The week in one sentence, in a language of the interface; says so where no comparison is possible."""
    parts = [_volume(numbers, language), *_topics(numbers, language), *_name(numbers.names, language)]
    if numbers.days < 7:
        days = f"{numbers.days} {_form(numbers.days, DAYS, language)}"
        parts.append(SAID[language]["days"].format(n=numbers.days, days=days))
    return "; ".join(parts) + "."


def week_words(monday: date, language: str = "ru") -> str:
    """The span of a week in words: «19–25 февраля 2018 года», "19–25 February 2018"."""
    sunday = monday + timedelta(days=6)
    months = Locale.parse(language).months["format"]["wide"]
    year = SAID[language]["year"].format(year=sunday.year)
    end = f"{sunday.day} {months[sunday.month]} {year}"
    if monday.month == sunday.month:
        return f"{monday.day}–{end}"
    start = f"{monday.day} {months[monday.month]}"
    if monday.year != sunday.year:
        start += f" {monday.year}"
    return f"{start} – {end}"


def _form(count: int, forms: dict[str, dict[str, str]], language: str) -> str:
    """The form of a noun that goes with a number, by CLDR's rules."""
    return forms[language][Locale.parse(language).plural_form(count)]


def _volume(numbers: WeekNumbers, language: str) -> str:
    said = SAID[language]
    count = f"{numbers.articles} {_form(numbers.articles, ARTICLES, language)}"
    change = numbers.articles - numbers.before
    how = "alone" if not numbers.compared else "same" if change == 0 else "more" if change > 0 else "fewer"
    week = said["week"].format(week=week_words(numbers.week, language), articles=count)
    return week + said[how].format(n=abs(change))


def _topics(numbers: WeekNumbers, language: str) -> list[str]:
    movers, quoted = numbers.topics, SAID[language]["quoted"]
    rose, fell = movers[movers["change_pp"] > 0].head(1), movers[movers["change_pp"] < 0].head(1)
    said = zip(RISE[language][numbers.level], (rose, fell), strict=True)
    return [
        f"{verb} {quoted.format(name=name)} ({_points(change, language)})"
        for verb, row in said
        for name, change in zip(row["name"], row["change_pp"], strict=True)
    ]


def _name(movers: pd.DataFrame, language: str) -> list[str]:
    rose = movers[movers["change_pp"] > 0].head(1)
    return [
        f"{SAID[language]['name']}: {name} ({_points(change, language)})"
        for name, change in zip(rose["name"], rose["change_pp"], strict=True)
    ]


def _points(value: float, language: str) -> str:
    mark = Locale.parse(language).number_symbols["latn"]["decimal"]
    return SAID[language]["points"].format(n=f"{value:+.1f}".replace("-", "−").replace(".", mark))
