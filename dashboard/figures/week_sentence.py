"""One week in one sentence, filled from its numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from babel.core import Locale

from analytics.trends.weekly import Weekly
from dashboard.texts import Texts, msgid


def week_sentence(week: Weekly, texts: Texts) -> str:
    """How much was written, what rose and fell most, and on how many days; says so where no comparison is possible."""
    parts = [_volume(week, texts), *_topics(week, texts), *_name(week.names, texts)]
    if week.missing:
        parts.append(texts.plural("week.lead.days", 7 - len(week.missing)))
    return "; ".join(parts) + "."


def week_words(monday: date, texts: Texts) -> str:
    """The span of a week, its months written out: 19–25 февраля 2018 года, 19–25 February 2018."""
    sunday = monday + timedelta(days=6)
    months = Locale.parse(texts.lang).months["format"]["wide"]
    end = f"{sunday.day} {months[sunday.month]} {texts.t('week.lead.year', year=sunday.year)}"
    if monday.month == sunday.month:
        return f"{monday.day}–{end}"
    start = f"{monday.day} {months[monday.month]}"
    if monday.year != sunday.year:
        start += f" {monday.year}"
    return f"{start} – {end}"


def _volume(week: Weekly, texts: Texts) -> str:
    said = texts.plural("week.lead", week.articles, week=week_words(week.weeks.week, texts))
    change = week.articles - week.before
    if week.compared_with is None:
        return said + texts.t("week.lead.alone")
    if change == 0:
        return said + texts.t("week.lead.same")
    how = msgid("week.lead.more") if change > 0 else msgid("week.lead.fewer")
    return said + texts.t(how, n=texts.number(abs(change)))


def _topics(week: Weekly, texts: Texts) -> list[str]:
    moved = week.topics
    firsts = {"rose": moved[moved["change_pp"] > 0].head(1), "fell": moved[moved["change_pp"] < 0].head(1)}
    return [
        texts.t(msgid(f"week.lead.{state}.{week.level}"), name=name, points=texts.points(change))
        for state, first in firsts.items()
        for name, change in zip(first["name"], first["change_pp"], strict=True)
    ]


def _name(moved: pd.DataFrame, texts: Texts) -> list[str]:
    rose = moved[moved["change_pp"] > 0].head(1)
    return [
        texts.t("week.lead.name", name=name, points=texts.points(change))
        for name, change in zip(rose["name"], rose["change_pp"], strict=True)
    ]
