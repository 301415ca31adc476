"""Topics: their shares over time, a map of them, and one of them in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends import shares
from dashboard.charts.areas import areas
from dashboard.charts.chart import Chart
from dashboard.charts.heatmap import heatmap
from dashboard.charts.lines import lines
from dashboard.charts.topic_map import topic_map
from dashboard.components import address, empty, rows, table
from dashboard.components.controls import row, series_switches, shown, switch
from dashboard.components.desk import Desk
from dashboard.components.escape import markdown
from dashboard.components.figure import figure, to_articles
from dashboard.components.headlines import headlines
from dashboard.components.numbers import base_of, ranked_table, series_table, spread
from dashboard.components.outlets import outlets
from dashboard.components.sidebar import distinct
from dashboard.components.words import base_line
from dashboard.filters import CHARTS, MOST_SHOWN, Drill, Opened, State
from dashboard.theme import Theme
from data.filter import Unit
from data.lake import counts

UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")
STACKED: tuple[Unit, ...] = ("articles", "texts")
MOST_LISTED = 40
MOST_BESIDE = 10


def show(desk: Desk) -> None:
    """Draw the page."""
    texts = desk.texts
    st.title(texts.t("page.topics"), anchor=False)
    passing = desk.ask(counts.passing, desk.flt)
    if not passing.articles:
        empty.all_excluded(desk)
        return
    ranked = desk.ask(counts.top_topics, desk.flt, unit_of(desk), None)
    if ranked.empty:
        empty.nothing_here(desk, "empty.topics")
        return
    _over_time(desk, ranked)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _list(desk, ranked)
    with right:
        _opened(desk, ranked)
    _map(desk, ranked)


def unit_of(desk: Desk) -> Unit:
    """What is counted: as chosen, where topics can be counted so."""
    offered = STACKED if chart_of(desk) == "areas" else UNITS
    return desk.state.unit if desk.state.unit in offered else "articles"


def chart_of(desk: Desk) -> str:
    return desk.state.chart or CHARTS[0]


def _over_time(desk: Desk, ranked: pd.DataFrame) -> None:
    texts, unit = desk.texts, unit_of(desk)
    drawn = [i for i in desk.state.show if i in desk.topics] or list(ranked["topic_id"].head(MOST_SHOWN))
    with row(desk):
        switch(texts.t("switch.chart"), CHARTS, chart_of(desk), lambda c: texts.t(f"chart.{c}"), "chart")
        series_switches(desk, STACKED if chart_of(desk) == "areas" else UNITS, unit=unit)
    languages = dict(zip(desk.choices.topics["topic_id"], desk.choices.topics["language"], strict=True))
    labels = distinct(desk.topics, {i: texts.language(code) for i, code in languages.items()})
    shown(desk, labels, drawn, label=texts.t("topics.shown"), most=MOST_SHOWN)
    found = desk.ask(counts.topic_series, desk.flt, desk.step, unit, tuple(drawn))
    frame = spread(desk, found, "topic_id")
    caption = texts.t("caption.topics", base=base_line(desk, texts.plural(f"of.{unit}", base_of(frame, "topic_id"))))
    figure(
        desk,
        f"topics-{chart_of(desk)}",
        _drawing(desk, frame, drawn, unit),
        caption=caption,
        table=partial(series_table, desk, frame, unit, "topic_id", desk.topics),
        on_pick=to_articles("topic"),
        over_time=True,
    )


def _drawing(desk: Desk, frame: pd.DataFrame, drawn: Sequence[str], unit: Unit) -> Callable[[Theme], Chart]:
    texts = desk.texts
    common: dict[str, Any] = {
        "title": texts.t("topics.over_time"),
        "by_column": "topic_id",
        "names": desk.topics,
        "unit": unit,
        "value": desk.state.measure,
        "thing": texts.t("topic"),
    }

    def draw(theme: Theme) -> Chart:
        if chart_of(desk) == "heatmap":
            return heatmap(frame, texts, theme=theme, **common)
        kind = {"areas": areas, "lines": lines}[chart_of(desk)]
        return kind(frame, texts, theme=theme, colours=desk.colours("topics", drawn, theme), **common)

    return draw


def _list(desk: Desk, ranked: pd.DataFrame) -> None:
    texts = desk.texts
    st.subheader(texts.t("topics.all"), anchor=False)
    heads = [
        (texts.t("topic"), ""),
        (texts.t(f"unit.{unit_of(desk)}").capitalize(), "n"),
        (texts.t("share"), "n"),
    ]
    listed = ranked.head(MOST_LISTED)
    usual = desk.choices.languages["language"].iloc[0]  # the others' topics say theirs
    colours = desk.colours("topics", ranked["topic_id"].head(MOST_SHOWN))
    parts = shares.share(listed["count"], listed["base"])
    cells = [
        [
            table.Cell(
                table.swatch(colours.get(row["topic_id"], desk.theme.other))
                + rows.thing_link(desk, "topics", row["topic_id"])
                + (f" {table.quiet(texts.language(row['language']))}" if row["language"] != usual else "")
            ),
            table.number(texts.number(row["count"])),
            table.number(texts.percent(part)),
        ]
        for row, part in zip(listed.to_dict("records"), parts, strict=True)
    ]
    with st.container(height=520 if len(listed) > 14 else "content", border=False):
        table.table(heads, cells, texts.t("topics.all"))
    if len(ranked) > MOST_LISTED:
        st.caption(texts.t("list.first", shown=MOST_LISTED, all=texts.number(len(ranked))))
    _unclassified(desk)


def _unclassified(desk: Desk) -> None:
    """How many articles are in no topic, and why, over all that pass."""
    texts = desk.texts
    reasons = desk.ask(counts.reasons, desk.flt)
    without = reasons[reasons["reason"].notna()]
    said = "; ".join(
        f"{texts.t(f'reason.{reason}')} – {texts.number(n)}"
        for reason, n in zip(without["reason"], without["count"], strict=True)
    )
    if said:
        part = without["count"].sum() / reasons["count"].sum()
        st.caption(texts.t("caption.unclassified", share=texts.percent(part), reasons=said))


def _opened(desk: Desk, ranked: pd.DataFrame) -> None:
    """One topic: its words, names, outlets and headlines."""
    opened = desk.state.open
    topic_id = opened.id if opened and opened.what == "topic" else str(ranked["topic_id"].iloc[0])
    known = desk.choices.topics
    found = known[known["topic_id"] == topic_id]
    if found.empty:
        empty.nothing_here(desk, "empty.topic")
        return
    texts, topic = desk.texts, found.iloc[0]
    st.subheader(markdown(topic["label"]), anchor=False)
    if topic_id not in set(ranked["topic_id"]):
        empty.nothing_here(desk, "empty.topic_here")
    flt = replace(desk.flt, topics=(topic_id,))
    words = desk.places["keywords"][desk.places["topic_id"] == topic_id]
    st.text(texts.t("topics.words", words=", ".join(*words)))
    headlines(desk, flt, topic_id=topic_id)
    st.button(
        texts.t("open_articles"),
        key="topic-articles",
        icon=":material/article:",
        on_click=_articles,
        args=(topic_id,),
    )
    with st.grid("auto", min_column_width=220, gap="medium"):
        with st.container():
            _names(desk, topic_id)
        with st.container():
            by_outlet = desk.ask(counts.by_outlet, desk.flt, "articles", topic_id=topic_id)
            outlets(desk, "topics-outlets", by_outlet, "articles", Drill(topic=topic_id))


def _articles(topic_id: str) -> None:
    state, _ = address.read()
    address.go("articles", replace(state, show=(), open=None, drill=Drill(topic=topic_id)))


def _names(desk: Desk, topic_id: str) -> None:
    texts = desk.texts
    found = desk.ask(counts.topic_entities, desk.flt, topic_id, MOST_BESIDE)
    st.markdown(f"**{texts.t('topics.names')}**")
    if found.empty:
        empty.nothing_here(desk, "empty.entities")
        return
    desk.names.update(zip(found["entity_id"], found["name"], strict=True))
    table.table(
        [(texts.t("name"), ""), (texts.t("unit.articles").capitalize(), "n")],
        [
            [table.Cell(rows.thing_link(desk, "entities", i)), table.number(texts.number(n))]
            for i, n in zip(found["entity_id"], found["count"], strict=True)
        ],
    )


def _map(desk: Desk, ranked: pd.DataFrame) -> None:
    texts = desk.texts
    places = desk.places.merge(ranked[["topic_id", "label", "count"]], on="topic_id")

    def draw(theme: Theme) -> Chart:
        shown = desk.colours("topics", ranked["topic_id"].head(MOST_SHOWN), theme)
        return topic_map(places, texts, title=texts.t("topics.map"), theme=theme, colours=shown)

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        return "topics", replace(state, open=Opened("topic", point.get("id", "")))

    numbers = partial(ranked_table, desk, ranked, unit_of(desk), "topic_id", desk.topics)
    figure(desk, "topic-map", draw, caption=texts.t("caption.map"), table=numbers, on_pick=pick)
