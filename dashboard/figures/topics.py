"""Themes, topics and stories: over time, one with what is inside of it, and on a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import pandas as pd

from dashboard.charts.areas import areas
from dashboard.charts.chart import Chart, Look
from dashboard.charts.heatmap import heatmap
from dashboard.charts.lines import lines
from dashboard.charts.topic_map import numbered, topic_map
from dashboard.context import KINDS, Context
from dashboard.figures import plots
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import ranked_table, series_table, spread
from dashboard.figures.wording import series_base
from dashboard.state import CHARTS, MOST_SHOWN
from dashboard.theme import LIGHT
from data.errors import NothingToAnswer
from data.filter import Level, Unit
from data.lake import counts

UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")
STACKED: tuple[Unit, ...] = ("articles", "texts")
MOST_STORIES = 200  # that are ranked, and may be drawn
BELOW: dict[Level, Level] = {"theme": "topic", "topic": "story"}
MOST_INSIDE = 5  # lines beside its own
MOST_LISTED = 40  # that the list draws small


def chart_of(context: Context) -> str:
    """Which chart is asked for."""
    return context.state.chart or CHARTS[0]


def units(context: Context) -> tuple[Unit, ...]:
    """What may be counted: outlets of several topics do not add up, so they are not stacked."""
    return STACKED if chart_of(context) == "areas" else UNITS


def unit_of(context: Context) -> Unit:
    """What is counted: as asked for, where topics can be counted so."""
    return context.state.unit if context.state.unit in units(context) else "articles"


def unit_of_one(context: Context) -> Unit:
    """The same for one of them, with what is inside of it."""
    return context.state.unit if context.state.unit in UNITS else "articles"


def ranked(context: Context, tongues: tuple[str, ...] | None) -> pd.DataFrame:
    """The themes, topics or stories that pass, largest first, see `counts.top_topics`."""
    limit = MOST_STORIES if context.level == "story" else None
    return context.ask(counts.top_topics, context.flt, unit_of(context), limit, context.level, tongues=tongues)


def drawn(context: Context) -> list[str]:
    """Those over time: as asked for, else the largest; and the one that is opened, in the place of the last."""
    shown, asked, level = context.state.show, context.state.open, context.level
    if shown is None:
        ids = list(ranked(context, context.tongues)["topic_id"].head(MOST_SHOWN))
    else:
        ids = list(dict.fromkeys(context.head(i) for i in shown if context.levels.get(i) == level))
    own = context.head(asked.id) if asked and context.levels.get(asked.id) == level else None
    return ids if own is None or own in ids else [*ids[: MOST_SHOWN - 1], own]


def topics(context: Context) -> Figure:
    """Themes, topics or stories over time: areas, lines or a heat map.

    Raises:
        NothingToAnswer: all of them were taken out of the chart.
    """
    context.learn(ranked(context, None), context.level)
    texts, unit, level, ids = context.texts, unit_of(context), context.level, drawn(context)
    if not ids and context.state.show is not None:
        raise NothingToAnswer("No topic is chosen for the chart.", "Choose one, or leave `show` out of the link.")
    frame = spread(context, series_of(context, ids, unit, level, context.tongues), "topic_id")
    kind, title = {"areas": areas, "lines": lines}.get(chart_of(context)), texts.t(f"over_time.{level}")
    common: dict[str, Any] = {
        "title": title,
        "by_column": "topic_id",
        "names": context.topics,
        "unit": unit,
        "value": context.state.measure,
        "thing": texts.t(f"level.{level}"),
    }

    def draw(look: Look) -> Chart:
        if kind is None:
            return heatmap(frame, texts, look=look, **common)
        return kind(frame, texts, look=look, colours=context.colours(KINDS[level], ids, look.theme), **common)

    native: Literal["line", "area"] = "area" if chart_of(context) == "areas" else "line"
    return _over_time(context, "topics", frame, ids, unit, draw=draw, title=title, level=level, kind=native)


def series_of(
    context: Context, ids: Sequence[str], unit: Unit, level: Level, tongues: tuple[str, ...] | None
) -> pd.DataFrame:
    """Some themes, topics or stories over time, see `counts.topic_series`.

    What the page's chart draws and what its list draws small are asked for together: one question answers both.
    """
    asked: Sequence[str] = ids
    if (level, tongues) == (context.level, context.tongues):
        largest = ranked(context, tongues)["topic_id"].head(MOST_LISTED)
        asked = list(dict.fromkeys([*largest, *drawn(context), *ids]))
    found = context.ask(
        counts.topic_series, context.flt, context.step, unit, tuple(asked), level=level, tongues=tongues
    )
    return found if asked is ids else _only(found, ids)


def _only(found: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    """The rows of these topics, in their order."""
    place = {i: n for n, i in enumerate(ids)}
    places = found["topic_id"].map(place)
    return found.loc[places.sort_values(kind="stable").dropna().index].reset_index(drop=True)


def opened(context: Context) -> str:
    """The theme, topic or story that is opened, else the largest topic.

    Raises:
        NothingToAnswer: there is none.
    """
    asked, offered = context.state.open, context.choices.topics
    if asked and asked.what == "topic":
        return asked.id
    largest = offered[offered["level"] == "topic"].sort_values(["size", "topic_id"], ascending=[False, True])
    if largest.empty:
        raise NothingToAnswer("The archive has no topic yet.", "Run `svodka analyse`.")
    return str(largest["topic_id"].iloc[0])


def topic(context: Context) -> Figure:
    """One topic over time, with its largest stories. Of a theme its topics."""
    own = opened(context)
    texts, level = context.texts, context.levels[own]
    unit = unit_of_one(context)
    ids, found = (own,), context.ask(counts.topic_series, context.flt, context.step, unit, (own,), level=level)
    if level in BELOW:
        inside = context.ask(counts.inside, context.flt, unit, own, MOST_INSIDE)
        context.learn(inside, BELOW[level])
        parts = tuple(inside["topic_id"].head(MOST_INSIDE))
        if parts:
            series = context.ask(counts.topic_series, context.flt, context.step, unit, parts, level=BELOW[level])
            ids, found = (own, *parts), pd.concat([found, series], ignore_index=True)
    frame, title = spread(context, found, "topic_id"), texts.t(f"topic_page.course.{level}")

    def draw(look: Look) -> Chart:
        return lines(
            frame,
            texts,
            title=title,
            look=look,
            by_column="topic_id",
            names=context.topics,
            colours=context.colours(KINDS[level], ids, look.theme),
            unit=unit,
            value=context.state.measure,
            thing=texts.t("column.title"),
        )

    return _over_time(
        context, "topic", frame, ids, unit, draw=draw, title=title, level=level, subject=context.topics[own]
    )


def _over_time(  # noqa: PLR0913 - what the two figures differ in
    context: Context,
    name: str,
    frame: pd.DataFrame,
    ids: Sequence[str],
    unit: Unit,
    *,
    draw: Callable[[Look], Chart],
    title: str,
    level: Level,
    kind: Literal["line", "area"] = "line",
    subject: str = "",
) -> Figure:
    texts, value = context.texts, context.state.measure
    base = series_base(context, frame, unit, "topics", "topic_id")
    colours = context.colours(KINDS[level], ids, LIGHT)
    named: dict[str, Any] = {"names": context.topics, "colours": colours, "by_column": "topic_id"}
    return figure(
        context,
        name,
        title,
        subject=subject,
        draw=draw,
        caption=texts.t(f"caption.topics.{level}", base=base),
        table=partial(series_table, context, frame, unit, "topic_id", context.topics),
        plot=partial(plots.over_time, context, frame, kind, value, **named),
        over_time=True,
    )


@dataclass(frozen=True)
class OnMap:
    """What the map shows: topics or themes with their places, and of which theme these topics are, if of one."""

    places: pd.DataFrame
    level: Level
    theme_id: str | None

    @property
    def kind(self) -> str:
        return "inside" if self.theme_id else self.level


def on_map(context: Context) -> OnMap:
    """Themes, and the topics of the one that is opened; at the other levels all topics."""
    asked, unit = context.state.open, unit_of(context)
    theme_id = context.path(asked.id)[0] if context.level == "theme" and asked and asked.what == "topic" else None
    level: Level = "theme" if context.level == "theme" and theme_id is None else "topic"
    if theme_id:
        found = context.ask(counts.inside, context.flt, unit, theme_id, None)
    elif level != context.level:
        found = context.ask(counts.top_topics, context.flt, unit, None, level)
    else:
        found = ranked(context, None)
    context.learn(found, level)
    places = context.places.merge(found[["topic_id", "label", "parent_id", "count"]], on="topic_id")
    return OnMap(places, level, theme_id)


def map_of_topics(context: Context, shown: OnMap | None = None) -> Figure:
    """Map of topics, or of themes. Topics are coloured by their theme.

    Args:
        shown: what is on it, where the page knows already.
    """
    texts, shown = context.texts, shown or on_map(context)
    level, places = shown.level, numbered(shown.places)
    title = texts.t(f"topics.map.{shown.kind}", theme=context.topics.get(shown.theme_id or "", ""))
    in_themes = level == "topic" and context.choices.has_levels
    coloured = list(dict.fromkeys(places["parent_id" if in_themes else "topic_id"].dropna()))[:MOST_SHOWN]
    groups = {i: context.topics[i] for i in coloured} if in_themes else None
    asked = context.state.open
    looked_at = asked.id if asked and asked.what == "topic" else ""

    def draw(look: Look) -> Chart:
        colours = context.colours("topics" if level == "topic" and not in_themes else "themes", coloured, look.theme)
        frame = places.rename(columns={"parent_id": "group"})
        return topic_map(
            frame, texts, title=title, look=look, colours=colours, level=level, groups=groups, opened=looked_at
        )

    names = {**context.topics, **dict(zip(places["topic_id"], places["label"], strict=True))}
    thing = texts.t(f"level.{level}")
    return figure(
        context,
        "topic-map",
        title,
        draw=draw,
        caption=texts.t("caption.map.colour") if in_themes else "",
        table=partial(ranked_table, context, places, unit_of(context), "topic_id", names, thing=thing),
    )
