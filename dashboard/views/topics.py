"""Topics: themes, topics or stories over time, a list that unfolds, a map, and one of them in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.areas import areas
from dashboard.charts.chart import Chart
from dashboard.charts.heatmap import heatmap
from dashboard.charts.lines import lines
from dashboard.charts.topic_map import topic_map
from dashboard.components import (
    address,
    edit_log,
    empty,
    own_topics,
    rows,
    topic_doubts,
    topic_edits,
    topic_history,
    topic_list,
    topic_parts,
    topic_table,
    without,
)
from dashboard.components.browser import link
from dashboard.components.chart import figure, to_articles
from dashboard.components.controls import languages_toggle, level_switch, row, series_switches, shown, switch
from dashboard.components.headlines import headlines
from dashboard.components.outlets import outlets
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.figures.tables import base_of, ranked_table, series_table, spread
from dashboard.figures.wording import base_line
from dashboard.filters import CHARTS, MOST_SHOWN, Drill, Opened, State, elsewhere
from dashboard.theme import Theme
from data.filter import Level, Unit
from data.lake import counts

UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")
STACKED: tuple[Unit, ...] = ("articles", "texts")
MOST_STORIES = 200  # that are ranked, and may be drawn


def show(context: Context) -> None:
    """Draw the page."""
    texts, level = context.texts, context.level
    st.title(texts.t("page.topics"), anchor=False)
    edit_log.outcome(context)
    passing = context.ask(counts.passing, context.flt)
    if not passing.articles:
        empty.all_excluded(context)
        return
    with row(context):
        level_switch(context)
        switch(texts.t("switch.chart"), CHARTS, chart_of(context), lambda c: texts.t(f"chart.{c}"), "chart")
        series_switches(context, _units(context), unit=unit_of(context))
        languages_toggle(context)
    apart, ranked = (_ranked(context, tongues) for tongues in (None, context.tongues))
    if ranked.empty:
        empty.nothing_here(context, f"empty.{level}")
        topic_edits.every(context)
        return
    context.learn(apart, level)
    topic_doubts.show(context)
    _over_time(context, ranked)
    opened = _looked_at(context, ranked)
    own_topics.describe(context, opened)
    left, right = st.columns([5, 6], gap="large")
    with left:
        colours = rows.colours_of(context, "topics", ranked["topic_id"].head(MOST_SHOWN))
        listed = topic_list.with_parts(context, ranked, apart)
        topic_list.show(context, listed, opened, unit_of(context), colours)
        without.show(context)
        _refitted(context)
    with right:
        topic_history.announce(context)
        _opened(context, apart, opened)
    topic_table.show(context, apart, unit_of(context))
    topic_edits.every(context)
    _map(context, apart)


def _refitted(context: Context) -> None:
    """Why the last analysis found topics anew."""
    texts = context.texts
    for refit in context.edition.totals.get("refits", ()):
        figures = {name: texts.percent(refit[name]) for name in ("value", "usual") if refit[name] is not None}
        why = texts.t(f"refit.{refit['why']}", **figures)
        st.caption(markdown(texts.t("refit.said", language=texts.language(refit["language"]), why=why)))


def _ranked(context: Context, tongues: tuple[str, ...] | None) -> pd.DataFrame:
    """What the page lists, largest first; see `counts.top_topics`."""
    limit = MOST_STORIES if context.level == "story" else None
    return context.ask(counts.top_topics, context.flt, unit_of(context), limit, context.level, tongues=tongues)


def _looked_at(context: Context, ranked: pd.DataFrame) -> str:
    """The theme, topic or story that the address opens, else the largest."""
    asked, opened = address.read()[0].open, context.state.open
    if opened and opened.what == "topic":
        return opened.id
    if asked and asked.what == "topic" and context.archive.topics.hidden_by(asked.id):
        return asked.id
    return str(ranked["topic_id"].iloc[0])


def unit_of(context: Context) -> Unit:
    """What is counted: as chosen, where topics can be counted so."""
    return context.state.unit if context.state.unit in _units(context) else "articles"


def _units(context: Context) -> tuple[Unit, ...]:
    return STACKED if chart_of(context) == "areas" else UNITS


def chart_of(context: Context) -> str:
    return context.state.chart or CHARTS[0]


def _over_time(context: Context, ranked: pd.DataFrame) -> None:
    texts, unit, level = context.texts, unit_of(context), context.level
    own = list(dict.fromkeys(context.head(i) for i in context.state.show if context.levels.get(i) == level))
    drawn = own or list(ranked["topic_id"].head(MOST_SHOWN))
    shown(context, _labels(context, [*ranked["topic_id"], *own]), drawn, label=texts.t("topics.shown"), most=MOST_SHOWN)
    found = context.ask(
        counts.topic_series, context.flt, context.step, unit, tuple(drawn), level=level, tongues=context.tongues
    )
    frame = spread(context, found, "topic_id")
    base = base_line(context, texts.plural(f"of.{unit}", base_of(frame, "topic_id")))
    figure(
        context,
        f"topics-{chart_of(context)}",
        _drawing(context, frame, drawn, unit),
        caption=texts.t(f"caption.topics.{level}", base=base),
        table=partial(series_table, context, frame, unit, "topic_id", context.topics),
        on_pick=to_articles("topic", context.parts),
        over_time=True,
    )


def _labels(context: Context, ranked: Sequence[str]) -> dict[str, str]:
    """What the chart may draw: every theme or topic, of the stories the largest."""
    texts, known = context.texts, context.choices.topics
    offered = [context.head(i) for i in known["topic_id"] if context.levels[i] == context.level]
    languages = {i: texts.language(code) for i, code in zip(known["topic_id"], known["language"], strict=True)}
    return distinct({i: context.topics[i] for i in dict.fromkeys([*offered, *ranked])}, languages)


def _drawing(context: Context, frame: pd.DataFrame, drawn: Sequence[str], unit: Unit) -> Callable[[Theme], Chart]:
    texts = context.texts
    common: dict[str, Any] = {
        "title": texts.t(f"over_time.{context.level}"),
        "by_column": "topic_id",
        "names": context.topics,
        "unit": unit,
        "value": context.state.measure,
        "thing": texts.t(f"level.{context.level}"),
    }

    def draw(theme: Theme) -> Chart:
        if chart_of(context) == "heatmap":
            return heatmap(frame, texts, theme=theme, **common)
        kind = {"areas": areas, "lines": lines}[chart_of(context)]
        return kind(frame, texts, theme=theme, colours=rows.colours_of(context, "topics", drawn, theme), **common)

    return draw


def _opened(context: Context, ranked: pd.DataFrame, topic_id: str) -> None:
    """One theme, topic or story: what it is inside of and in other languages, its words, names, outlets, headlines."""
    if topic_edits.hidden(context, topic_id):
        return
    if topic_id not in context.levels:
        empty.nothing_here(context, "empty.topic_gone")
        return
    texts, above = context.texts, context.path(topic_id)[:-1]
    if above:
        st.html(f'<p class="sv-quiet sv-links sv-path">{rows.path_links(context, above)} ›</p>')
    st.subheader(markdown(context.topics[topic_id]), anchor=False)
    topic_parts.trust(context, topic_id)
    topic_edits.note(context, topic_id)
    topic_parts.in_other_languages(context, topic_id)
    if context.levels[topic_id] == context.level and topic_id not in set(ranked["topic_id"]):
        empty.nothing_here(context, "empty.topic_here")
    topic_parts.keywords(context, topic_id)
    headlines(context, context.flt, topic_id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.t("topics.own_page"),
            key="topic-page",
            icon=":material/topic:",
            on_click=_to_page,
            args=(topic_id,),
        )
        topic_parts.ways_on(context, topic_id)
    topic_edits.show(context, topic_id)
    with st.grid("auto", min_column_width=220, gap="medium"):
        with st.container():
            topic_parts.names(context, topic_id)
        with st.container():
            by_outlet = context.ask(counts.by_outlet, context.flt, "articles", topic_id=topic_id)
            outlets(context, "topics-outlets", by_outlet, "articles", Drill(topic=(topic_id,)))


def _to_page(topic_id: str) -> None:
    state, _ = address.read()
    address.go("topic", replace(elsewhere(state), open=Opened("topic", topic_id)))


def _map(context: Context, ranked: pd.DataFrame) -> None:
    """Themes, and the topics of the one that is opened; at the other levels all topics, coloured by their theme."""
    texts, unit = context.texts, unit_of(context)
    theme_id = _unfolded_theme(context)
    level: Level = "theme" if context.level == "theme" and theme_id is None else "topic"
    found = ranked
    if theme_id:
        found = context.ask(counts.inside, context.flt, unit, theme_id, None)
    elif level != context.level:
        found = context.ask(counts.top_topics, context.flt, unit, None, level)
    if found.empty:
        return
    places = context.places.merge(found[["topic_id", "label", "parent_id", "count"]], on="topic_id")
    kind = "inside" if theme_id else level
    title = texts.t(f"topics.map.{kind}", theme=context.topics.get(theme_id or "", ""))

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        return "topics", replace(state, open=Opened("topic", point.get("id", "")))

    numbers = partial(ranked_table, context, found, unit, "topic_id", context.topics, thing=texts.t(f"level.{level}"))
    drawing = _drawing_map(context, places, title, level)
    caption = texts.t(f"caption.map.{kind}" if context.choices.has_levels else "caption.map.inside")
    figure(context, "topic-map", drawing, caption=caption, table=numbers, on_pick=pick)
    if theme_id:
        back = link(texts.t("topics.map.back"), "topics", replace(context.state, open=None))
        st.html(f'<p class="sv-links">{back}</p>')


def _unfolded_theme(context: Context) -> str | None:
    """At the level of themes the one that is opened, or that what is opened is inside of."""
    opened = context.state.open
    if context.level != "theme" or not opened or opened.what != "topic":
        return None
    return context.path(opened.id)[0]


def _drawing_map(context: Context, places: pd.DataFrame, title: str, level: Level) -> Callable[[Theme], Chart]:
    texts, largest = context.texts, places.sort_values("count", ascending=False)
    in_themes = level == "topic" and context.choices.has_levels
    by = "parent_id" if in_themes else "topic_id"
    coloured = list(dict.fromkeys(largest[by].dropna()))[:MOST_SHOWN]
    groups = {i: context.topics[i] for i in coloured} if in_themes else None

    def draw(theme: Theme) -> Chart:
        kind = "topics" if level == "topic" and not in_themes else "themes"
        colours = context.colours(kind, coloured, theme)
        frame = places.rename(columns={"parent_id": "group"})
        return topic_map(frame, texts, title=title, theme=theme, colours=colours, level=level, groups=groups)

    return draw
