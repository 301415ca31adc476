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
}
DAYS = {
    "ru": {"one": "день", "few": "дня", "many": "дней"},
    "en": {"one": "day", "other": "days"},
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
    """The week in one sentence, in Russian or English; says so where no comparison is possible."""
    parts = [_volume(numbers, language), *_topics(numbers, language), *_name(numbers.names, language)]
    if numbers.days < 7:
        parts.append(_days(numbers.days, language))
    return "; ".join(parts) + "."


def week_words(monday: date, language: str = "ru") -> str:
    """The span of a week in words: «19–25 февраля 2018 года», "19–25 February 2018"."""
    sunday = monday + timedelta(days=6)
    months = Locale.parse(language).months["format"]["wide"]
    year = f"{sunday.year} года" if language == "ru" else str(sunday.year)
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
    count = f"{numbers.articles} {_form(numbers.articles, ARTICLES, language)}"
    week = week_words(numbers.week, language)
    if language == "ru":
        return f"За неделю {week} — {count}{_difference_ru(numbers)}"
    return f"In the week of {week}: {count}{_difference_en(numbers)}"


def _difference_ru(numbers: WeekNumbers) -> str:
    if not numbers.compared:
        return ", сравнить с прошлой неделей нельзя"
    change = numbers.articles - numbers.before
    if change == 0:
        return ", столько же, сколько неделей раньше"
    return f", на {abs(change)} {'больше' if change > 0 else 'меньше'}, чем неделей раньше"


def _difference_en(numbers: WeekNumbers) -> str:
    if not numbers.compared:
        return ", no comparison with the week before"
    change = numbers.articles - numbers.before
    if change == 0:
        return ", as many as the week before"
    return f", {abs(change)} {'more' if change > 0 else 'fewer'} than the week before"


def _topics(numbers: WeekNumbers, language: str) -> list[str]:
    movers = numbers.topics
    rose, fell = movers[movers["change_pp"] > 0].head(1), movers[movers["change_pp"] < 0].head(1)
    said = zip(RISE[language][numbers.level], (rose, fell), strict=True)
    return [
        f"{verb} {_quoted(name, language)} ({_points(change, language)})"
        for verb, row in said
        for name, change in zip(row["name"], row["change_pp"], strict=True)
    ]


def _name(movers: pd.DataFrame, language: str) -> list[str]:
    rose = movers[movers["change_pp"] > 0].head(1)
    verb = {"ru": "заметнее всего прибавило имя", "en": "the name that gained most is"}[language]
    return [
        f"{verb}: {name} ({_points(change, language)})"
        for name, change in zip(rose["name"], rose["change_pp"], strict=True)
    ]


def _days(days: int, language: str) -> str:
    if language == "ru":
        return f"есть статьи за {days} {_form(days, DAYS, language)} из 7"
    return f"articles on {days} of 7 days"


def _quoted(name: str, language: str) -> str:
    return f"«{name}»" if language == "ru" else f"“{name}”"


def _points(value: float, language: str) -> str:
    number = f"{value:+.1f}".replace("-", "−")
    return f"{number.replace('.', ',')} п. п." if language == "ru" else f"{number} pp"
