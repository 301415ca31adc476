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
from dashboard.components.controls import languages_toggle, level_switch, row, series_switches, shown, switch
from dashboard.components.desk import Desk
from dashboard.components.escape import markdown
from dashboard.components.figure import figure, to_articles
from dashboard.components.headlines import headlines
from dashboard.components.numbers import base_of, ranked_table, series_table, spread
from dashboard.components.outlets import outlets
from dashboard.components.sidebar import distinct
from dashboard.components.words import base_line
from dashboard.filters import CHARTS, MOST_SHOWN, Drill, Opened, State, elsewhere
from dashboard.theme import Theme
from data.filter import Level, Unit
from data.lake import counts

UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")
STACKED: tuple[Unit, ...] = ("articles", "texts")
MOST_STORIES = 200  # that are ranked, and may be drawn


def show(desk: Desk) -> None:
    """Draw the page."""
    texts, level = desk.texts, desk.level
    st.title(texts.t("page.topics"), anchor=False)
    edit_log.outcome(desk)
    passing = desk.ask(counts.passing, desk.flt)
    if not passing.articles:
        empty.all_excluded(desk)
        return
    with row(desk):
        level_switch(desk)
        switch(texts.t("switch.chart"), CHARTS, chart_of(desk), lambda c: texts.t(f"chart.{c}"), "chart")
        series_switches(desk, _units(desk), unit=unit_of(desk))
        languages_toggle(desk)
    apart, ranked = (_ranked(desk, tongues) for tongues in (None, desk.tongues))
    if ranked.empty:
        empty.nothing_here(desk, f"empty.{level}")
        topic_edits.every(desk)
        return
    desk.learn(apart, level)
    topic_doubts.show(desk)
    _over_time(desk, ranked)
    opened = _looked_at(desk, ranked)
    own_topics.describe(desk, opened)
    left, right = st.columns([5, 6], gap="large")
    with left:
        colours = rows.colours_of(desk, "topics", ranked["topic_id"].head(MOST_SHOWN))
        listed = topic_list.with_parts(desk, ranked, apart)
        topic_list.show(desk, listed, opened, unit_of(desk), colours)
        without.show(desk)
        _refitted(desk)
    with right:
        topic_history.announce(desk)
        _opened(desk, apart, opened)
    topic_table.show(desk, apart, unit_of(desk))
    topic_edits.every(desk)
    _map(desk, apart)


def _refitted(desk: Desk) -> None:
    """Why the last analysis found topics anew."""
    texts = desk.texts
    for refit in desk.edition.totals.get("refits", ()):
        figures = {name: texts.percent(refit[name]) for name in ("value", "usual") if refit[name] is not None}
        why = texts.t(f"refit.{refit['why']}", **figures)
        st.caption(markdown(texts.t("refit.said", language=texts.language(refit["language"]), why=why)))


def _ranked(desk: Desk, tongues: tuple[str, ...] | None) -> pd.DataFrame:
    """What the page lists, largest first; see `counts.top_topics`."""
    limit = MOST_STORIES if desk.level == "story" else None
    return desk.ask(counts.top_topics, desk.flt, unit_of(desk), limit, desk.level, tongues=tongues)


def _looked_at(desk: Desk, ranked: pd.DataFrame) -> str:
    """The theme, topic or story that the address opens, else the largest."""
    asked, opened = address.read()[0].open, desk.state.open
    if opened and opened.what == "topic":
        return opened.id
    if asked and asked.what == "topic" and desk.archive.topics.hidden_by(asked.id):
        return asked.id
    return str(ranked["topic_id"].iloc[0])


def unit_of(desk: Desk) -> Unit:
    """What is counted: as chosen, where topics can be counted so."""
    return desk.state.unit if desk.state.unit in _units(desk) else "articles"


def _units(desk: Desk) -> tuple[Unit, ...]:
    return STACKED if chart_of(desk) == "areas" else UNITS


def chart_of(desk: Desk) -> str:
    return desk.state.chart or CHARTS[0]


def _over_time(desk: Desk, ranked: pd.DataFrame) -> None:
    texts, unit, level = desk.texts, unit_of(desk), desk.level
    own = list(dict.fromkeys(desk.head(i) for i in desk.state.show if desk.levels.get(i) == level))
    drawn = own or list(ranked["topic_id"].head(MOST_SHOWN))
    shown(desk, _labels(desk, [*ranked["topic_id"], *own]), drawn, label=texts.t("topics.shown"), most=MOST_SHOWN)
    found = desk.ask(counts.topic_series, desk.flt, desk.step, unit, tuple(drawn), level=level, tongues=desk.tongues)
    frame = spread(desk, found, "topic_id")
    base = base_line(desk, texts.plural(f"of.{unit}", base_of(frame, "topic_id")))
    figure(
        desk,
        f"topics-{chart_of(desk)}",
        _drawing(desk, frame, drawn, unit),
        caption=texts.t(f"caption.topics.{level}", base=base),
        table=partial(series_table, desk, frame, unit, "topic_id", desk.topics),
        on_pick=to_articles("topic", desk.parts),
        over_time=True,
    )


def _labels(desk: Desk, ranked: Sequence[str]) -> dict[str, str]:
    """What the chart may draw: every theme or topic, of the stories the largest."""
    texts, known = desk.texts, desk.choices.topics
    offered = [desk.head(i) for i in known["topic_id"] if desk.levels[i] == desk.level]
    languages = {i: texts.language(code) for i, code in zip(known["topic_id"], known["language"], strict=True)}
    return distinct({i: desk.topics[i] for i in dict.fromkeys([*offered, *ranked])}, languages)


def _drawing(desk: Desk, frame: pd.DataFrame, drawn: Sequence[str], unit: Unit) -> Callable[[Theme], Chart]:
    texts = desk.texts
    common: dict[str, Any] = {
        "title": texts.t(f"over_time.{desk.level}"),
        "by_column": "topic_id",
        "names": desk.topics,
        "unit": unit,
        "value": desk.state.measure,
        "thing": texts.t(f"level.{desk.level}"),
    }

    def draw(theme: Theme) -> Chart:
        if chart_of(desk) == "heatmap":
            return heatmap(frame, texts, theme=theme, **common)
        kind = {"areas": areas, "lines": lines}[chart_of(desk)]
        return kind(frame, texts, theme=theme, colours=rows.colours_of(desk, "topics", drawn, theme), **common)

    return draw


def _opened(desk: Desk, ranked: pd.DataFrame, topic_id: str) -> None:
    """One theme, topic or story: what it is inside of and in other languages, its words, names, outlets, headlines."""
    if topic_edits.hidden(desk, topic_id):
        return
    if topic_id not in desk.levels:
        empty.nothing_here(desk, "empty.topic_gone")
        return
    texts, above = desk.texts, desk.path(topic_id)[:-1]
    if above:
        st.html(f'<p class="sv-quiet sv-links sv-path">{rows.path_links(desk, above)} ›</p>')
    st.subheader(markdown(desk.topics[topic_id]), anchor=False)
    topic_parts.trust(desk, topic_id)
    topic_edits.note(desk, topic_id)
    topic_parts.in_other_languages(desk, topic_id)
    if desk.levels[topic_id] == desk.level and topic_id not in set(ranked["topic_id"]):
        empty.nothing_here(desk, "empty.topic_here")
    topic_parts.keywords(desk, topic_id)
    headlines(desk, desk.flt, topic_id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.t("topics.own_page"),
            key="topic-page",
            icon=":material/topic:",
            on_click=_to_page,
            args=(topic_id,),
        )
        topic_parts.ways_on(desk, topic_id)
    topic_edits.show(desk, topic_id)
    with st.grid("auto", min_column_width=220, gap="medium"):
        with st.container():
            topic_parts.names(desk, topic_id)
        with st.container():
            by_outlet = desk.ask(counts.by_outlet, desk.flt, "articles", topic_id=topic_id)
            outlets(desk, "topics-outlets", by_outlet, "articles", Drill(topic=(topic_id,)))


def _to_page(topic_id: str) -> None:
    state, _ = address.read()
    address.go("topic", replace(elsewhere(state), open=Opened("topic", topic_id)))


def _map(desk: Desk, ranked: pd.DataFrame) -> None:
    """Themes, and the topics of the one that is opened; at the other levels all topics, coloured by their theme."""
    texts, unit = desk.texts, unit_of(desk)
    theme_id = _unfolded_theme(desk)
    level: Level = "theme" if desk.level == "theme" and theme_id is None else "topic"
    found = ranked
    if theme_id:
        found = desk.ask(counts.inside, desk.flt, unit, theme_id, None)
    elif level != desk.level:
        found = desk.ask(counts.top_topics, desk.flt, unit, None, level)
    if found.empty:
        return
    places = desk.places.merge(found[["topic_id", "label", "parent_id", "count"]], on="topic_id")
    kind = "inside" if theme_id else level
    title = texts.t(f"topics.map.{kind}", theme=desk.topics.get(theme_id or "", ""))

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        return "topics", replace(state, open=Opened("topic", point.get("id", "")))

    numbers = partial(ranked_table, desk, found, unit, "topic_id", desk.topics, thing=texts.t(f"level.{level}"))
    drawing = _drawing_map(desk, places, title, level)
    caption = texts.t(f"caption.map.{kind}" if desk.choices.has_levels else "caption.map.inside")
    figure(desk, "topic-map", drawing, caption=caption, table=numbers, on_pick=pick)
    if theme_id:
        back = link(texts.t("topics.map.back"), "topics", replace(desk.state, open=None))
        st.html(f'<p class="sv-links">{back}</p>')


def _unfolded_theme(desk: Desk) -> str | None:
    """At the level of themes the one that is opened, or that what is opened is inside of."""
    opened = desk.state.open
    if desk.level != "theme" or not opened or opened.what != "topic":
        return None
    return desk.path(opened.id)[0]


def _drawing_map(desk: Desk, places: pd.DataFrame, title: str, level: Level) -> Callable[[Theme], Chart]:
    texts, largest = desk.texts, places.sort_values("count", ascending=False)
    in_themes = level == "topic" and desk.choices.has_levels
    by = "parent_id" if in_themes else "topic_id"
    coloured = list(dict.fromkeys(largest[by].dropna()))[:MOST_SHOWN]
    groups = {i: desk.topics[i] for i in coloured} if in_themes else None

    def draw(theme: Theme) -> Chart:
        kind = "topics" if level == "topic" and not in_themes else "themes"
        colours = desk.colours(kind, coloured, theme)
        frame = places.rename(columns={"parent_id": "group"})
        return topic_map(frame, texts, title=title, theme=theme, colours=colours, level=level, groups=groups)

    return draw
