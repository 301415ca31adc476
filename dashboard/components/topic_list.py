"""Themes, topics or stories as a list that unfolds down to the one being looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends import shares
from analytics.trends.course import topic_courses
from dashboard.components import order, rows, table
from dashboard.components.browser import link
from dashboard.components.save import headed
from dashboard.context import Context
from dashboard.figures.largest import caption, largest_topics
from dashboard.figures.tables import spread
from dashboard.figures.topics import MOST_LISTED, series_of
from dashboard.figures.wording import thing
from dashboard.state import elsewhere
from dashboard.texts import msgid
from data.filter import Level, Unit
from data.lake import counts

MOST_STORIES = 5  # of an unfolded topic
TALL = 14  # from so many rows on the list has its own scroll bar
ENDED = ("quiet", "gone")  # what nearly every story is
BELOW: dict[Level, Level] = {"theme": "topic", "topic": "story"}


@dataclass(frozen=True)
class Row:
    """One line of the list: a row of `with_parts`, how deep it stands, and how many stories it leaves out."""

    found: Mapping[str, Any]
    depth: int
    unfolded: bool = False
    more: int = 0


@dataclass(frozen=True)
class Course:
    """How what is listed went: by id the line of each over the range, in articles, and its state, see
    `course.courses`.
    """

    trends: Mapping[str, Sequence[float | None]]
    states: Mapping[str, str]


def with_parts(context: Context, ranked: pd.DataFrame, apart: pd.DataFrame) -> pd.DataFrame:
    """What is ranked, with its parts where it is told in several languages.

    Args:
        ranked, apart: of `counts.top_topics`, linked topics as one and each by itself.
    Returns:
        `ranked` with `parts`: rows of `apart` as dicts, the largest first; empty where there are not several.
    """
    known = {row["topic_id"]: row for row in apart.to_dict("records")}
    parts = [[known[i] for i in context.parts(own) if i in known] for own in ranked["topic_id"]]
    largest = [sorted(each, key=lambda row: -row["count"]) if len(each) > 1 else [] for each in parts]
    return ranked.assign(parts=pd.Series(largest, ranked.index, dtype=object))


def show(context: Context, ranked: pd.DataFrame, opened: str, unit: Unit, colours: Mapping[str, str]) -> None:
    """Draw the list.

    Args:
        ranked: of `with_parts`, of the page's level.
        opened: what is being looked at. Where the address names it it is unfolded, and whatever it is inside of; so is
            the largest of few themes, for beside it lies one in full.
        unit: what was counted.
        colours: by id.
    """
    texts = context.texts
    title = texts.t(f"topics.all.{context.level}")
    headed(context, largest_topics(context, unit, ranked), title)
    columns = [
        ("name", rows.head(context, "topics"), ""),
        ("count", texts.t(f"unit.{unit}").capitalize(), "n"),
        ("share", texts.t("share"), "n"),
        ("", texts.t("column.trend"), "t"),
    ]
    named = {
        "name": ranked["topic_id"].map(lambda i: thing(context, "topics", i)),
        "share": shares.share(ranked["count"], ranked["base"]),
    }
    ordered = order.arranged(context, "topics", ranked, named)
    has_room = context.level == "theme" and len(ranked) < TALL
    path = context.path(opened) if context.state.open or has_room else []
    listed = list(_unfolded(context, ordered.head(MOST_LISTED), path, unit))
    course = _courses(context, listed)
    with st.container(height=520 if len(listed) > TALL else "content", border=False):
        heads = order.heads(context, "topics", "topics", columns)
        table.table(heads, [_cells(context, row, opened, colours, course) for row in listed], title)
    total = int(ranked["total"].iloc[0])
    st.caption(caption(context, ranked, context.level, unit))
    if course.states:
        st.caption(texts.t("caption.course"))
    if ranked["parts"].map(bool).any():
        st.caption(texts.t(msgid("topics.together.outlets") if unit == "outlets" else msgid("topics.together")))
    if total > MOST_LISTED:
        st.caption(texts.t("list.first", shown=MOST_LISTED, all=texts.number(total)))


def _unfolded(context: Context, ranked: pd.DataFrame, path: Sequence[str], unit: Unit, depth: int = 0) -> Iterator[Row]:
    """Lines, and below each on the path what is inside of it; of several languages inside of that one."""
    shares_ = shares.share(ranked["count"], ranked["base"])
    for found in ranked.assign(share=shares_).to_dict("records"):
        looked_at = next((i for i in _ids(found) if i in path), None)
        below = BELOW.get(context.levels[looked_at]) if looked_at else None
        yield Row(found, depth, below is not None)
        if below and looked_at:
            limit = MOST_STORIES if below == "story" else None
            inside = context.ask(counts.inside, context.flt, unit, looked_at, limit)
            context.learn(inside, below)
            yield from _unfolded(context, inside, path, unit, depth + 1)
            more = int(inside["total"].iloc[0]) - len(inside) if len(inside) and below == "story" else 0
            if more > 0:
                yield Row({**found, "topic_id": looked_at}, depth + 1, more=more)


def _courses(context: Context, listed: Sequence[Row]) -> Course:
    """Of the page's level linked topics count as one, what is inside of them each by itself."""
    trends: dict[str, Sequence[float | None]] = {}
    told: dict[str, str] = {}
    for depth in sorted({row.depth for row in listed if not row.more}):
        ids = tuple(row.found["topic_id"] for row in listed if row.depth == depth and not row.more)
        level, tongues = context.levels[ids[0]], None if depth else context.tongues
        found = series_of(context, ids, "articles", level, tongues)
        lines = shares.sparkline(spread(context, found, "topic_id"), "topic_id", context.state.measure)
        trends |= dict(zip(lines["topic_id"], lines["trend"], strict=True))
        told |= context.ask(topic_courses, context.flt, ids, level, tongues=tongues)
    return Course(trends, told)


def _ids(found: Mapping[str, Any]) -> list[str]:
    """The topic under which a line stands, and its parts."""
    return [found["topic_id"], *(part["topic_id"] for part in found.get("parts", ()))]


def _cells(context: Context, row: Row, opened: str, colours: Mapping[str, str], course: Course) -> list[table.Cell]:
    texts, found, css = context.texts, row.found, f"in{row.depth}" if row.depth else ""
    if row.more:
        state = elsewhere(
            replace(context.state, level="story", filter=replace(context.flt, topics=(found["topic_id"],)))
        )
        return [
            table.Cell(link(texts.plural("topics.more", row.more), "topics", state), css),
            table.text(""),
            table.text(""),
            table.text("", "t"),
        ]
    topic_id = found["topic_id"]
    state = course.states.get(topic_id, "steady")
    state = "steady" if state in ENDED and context.levels[topic_id] == "story" else state
    said = "" if state == "steady" else f" {table.quiet('· ' + texts.t(f'course.short.{state}'))}"
    colour = colours.get(topic_id, context.theme.other)
    return [
        table.Cell(_name(context, row, opened, colours, said), css),
        table.number(texts.number(found["count"])),
        table.number(texts.percent(found["share"])),
        table.sparkline(course.trends.get(topic_id, []), colour, "", "t"),
    ]


def _name(context: Context, row: Row, opened: str, colours: Mapping[str, str], said: str) -> str:
    """HTML of what a row is called: in bold what is being looked at, beside it a language that is not the usual one or
    below it all that it has; `said` stands behind it.
    """
    found, topic_id, usual = row.found, row.found["topic_id"], context.choices.languages["language"].iloc[0]
    unfolds = context.levels[topic_id] in BELOW and context.choices.has_levels
    sign = table.quiet("▾ " if row.unfolded else "▸ ") if unfolds else ""
    named = link(thing(context, "topics", topic_id), "topics", rows.opened(context, "topics", topic_id))
    named = (f"<b>{named}</b>" if opened in _ids(found) else named) + rows.edit_mark(context, topic_id)
    mark = table.swatch(colours.get(topic_id, context.theme.other)) if context.levels[topic_id] == context.level else ""
    if found.get("parts"):
        return f"{sign}{mark}{named}{said}{_parts(context, found['parts'], opened)}"
    beside = "" if found["language"] == usual else f" {table.quiet(context.texts.language(found['language']))}"
    return sign + mark + named + beside + said


def _parts(context: Context, parts: Sequence[Mapping[str, Any]], opened: str) -> str:
    """HTML of the parts in several languages with their counts, each a link to that one; in bold the one looked at."""
    said = []
    for part in parts:
        topic_id, words = part["topic_id"], f"{part['language']} {context.texts.number(part['count'])}"
        shown = link(words, "topics", rows.opened(context, "topics", topic_id), title=context.topics[topic_id])
        said.append(f"<b>{shown}</b>" if topic_id == opened else shown)
    return f'<div class="quiet">{" · ".join(said)}</div>'
