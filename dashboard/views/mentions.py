"""Mentions: up to eight people, organisations and places over time, ranked, by outlet, and in which forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.bars import bars
from dashboard.charts.chart import Chart
from dashboard.charts.lines import lines
from dashboard.components import empty, name_edits, rows, table
from dashboard.components.controls import ALL, find_name, level_switch, row, series_switches, shown, switch
from dashboard.components.desk import Desk
from dashboard.components.escape import markdown
from dashboard.components.figure import figure, to_articles
from dashboard.components.headlines import headlines
from dashboard.components.numbers import base_of, ranked_table, series_table, spread
from dashboard.components.outlets import outlets
from dashboard.components.sidebar import distinct
from dashboard.components.words import base_line
from dashboard.filters import MOST_SHOWN, Drill, Opened, State
from dashboard.theme import Theme
from data.filter import NOT_STATED, UNITS, Unit
from data.lake import counts
from data.schema import KINDS

FIRST = 5  # drawn where nobody chose
MOST_RANKED = 20
MOST_BESIDE = 12


def show(desk: Desk) -> None:
    """Draw the page."""
    texts = desk.texts
    st.title(texts.t("page.mentions"), anchor=False)
    passing = desk.ask(counts.passing, desk.flt)
    if not passing.articles:
        empty.all_excluded(desk)
        return
    unit = desk.state.unit
    ranked = desk.ask(counts.top_entities, desk.flt, unit, MOST_RANKED, kind=desk.state.kind)
    if ranked.empty:
        empty.nothing_here(desk, "empty.entities")
        return
    desk.names.update(zip(ranked["entity_id"], ranked["name"], strict=True))
    drawn = _drawn(desk, ranked)
    _over_time(desk, drawn)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _ranked(desk, ranked, drawn)
    with right:
        _opened(desk, drawn)


def _drawn(desk: Desk, ranked: pd.DataFrame) -> list[str]:
    """What the chart shows: as chosen, else the names filtered by, else the largest."""
    opened = desk.state.open
    chosen = [i for i in desk.state.show if i in desk.names]
    if not chosen and opened and opened.what == "name":
        chosen = [opened.id]
    return chosen or list(desk.flt.entities[:MOST_SHOWN]) or list(ranked["entity_id"].head(FIRST))


def _over_time(desk: Desk, drawn: Sequence[str]) -> None:
    texts, unit = desk.texts, desk.state.unit
    with row(desk):
        switch(
            texts.t("switch.kind"),
            (ALL, *KINDS),
            desk.state.kind or ALL,
            lambda kind: texts.t("kinds.all" if kind == ALL else f"kinds.{kind}"),
            "kind",
        )
        series_switches(desk, UNITS)
    shown(
        desk,
        distinct(desk.names, desk.kinds),
        drawn,
        label=texts.t("mentions.shown"),
        most=MOST_SHOWN,
        find=find_name(desk),
    )
    found = desk.ask(counts.entity_series, desk.flt, desk.step, unit, tuple(drawn))
    frame = spread(desk, found, "entity_id")

    def draw(theme: Theme) -> Chart:
        return lines(
            frame,
            texts,
            title=texts.t("mentions.over_time"),
            theme=theme,
            by_column="entity_id",
            names=desk.names,
            colours=desk.colours("entities", drawn, theme),
            unit=unit,
            value=desk.state.measure,
            thing=texts.t("name"),
        )

    base = base_line(desk, texts.plural(f"of.{unit}", base_of(frame, "entity_id")))
    figure(
        desk,
        "mentions",
        draw,
        caption=texts.t("caption.occurrences" if unit == "occurrences" else "caption.mentions", base=base),
        table=partial(series_table, desk, frame, unit, "entity_id", desk.names),
        on_pick=to_articles("name"),
        over_time=True,
    )


def _ranked(desk: Desk, ranked: pd.DataFrame, drawn: Sequence[str]) -> None:
    texts, unit = desk.texts, desk.state.unit

    def draw(theme: Theme) -> Chart:
        return bars(
            ranked,
            texts,
            title=texts.t("mentions.ranked"),
            theme=theme,
            by_column="entity_id",
            names=desk.names,
            colours=desk.colours("entities", drawn, theme),
            unit=unit,
            value=desk.state.measure,
            thing=texts.t("name"),
        )

    figure(
        desk,
        "mentions-ranked",
        draw,
        caption=texts.t("caption.ranked"),
        table=partial(ranked_table, desk, ranked, unit, "entity_id", desk.names),
        on_pick=_open_name,
    )


def _open_name(state: State, point: dict[str, str]) -> tuple[str, State]:
    return "mentions", replace(state, open=Opened("name", point.get("id", "")))


def _opened(desk: Desk, drawn: Sequence[str]) -> None:
    """One name: the forms that were counted, its outlets, topics and headlines."""
    opened = desk.state.open
    entity_id = opened.id if opened and opened.what == "name" else drawn[0]
    kind = desk.kinds.get(entity_id, "")
    st.subheader(markdown(desk.names.get(entity_id, "")) + (f" :small[:gray[{kind}]]" if kind else ""), anchor=False)
    headlines(desk, desk.flt.without_entities(), entity_id=entity_id)
    _forms(desk, entity_id)
    name_edits.show(desk, entity_id)
    counted: Unit = "articles" if desk.state.unit == "outlets" else desk.state.unit
    by_outlet = desk.ask(counts.by_outlet, desk.flt, counted, entity_id=entity_id)
    outlets(desk, "mentions-outlets", by_outlet, counted, Drill(name=entity_id))
    _topics(desk, entity_id)


def _forms(desk: Desk, entity_id: str) -> None:
    texts = desk.texts
    forms = desk.ask(counts.forms, desk.flt, entity_id).head(MOST_BESIDE)
    st.markdown(f"**{texts.t('mentions.forms')}**")
    if forms.empty:
        empty.nothing_here(desk, "empty.name_here")
        return
    st.text(", ".join(f"{f} – {texts.number(n)}" for f, n in zip(forms["form"], forms["count"], strict=True)))
    st.caption(texts.t("caption.forms"))


def _topics(desk: Desk, entity_id: str) -> None:
    texts = desk.texts
    st.markdown(f"**{texts.t(f'mentions.{desk.level}')}**")
    level_switch(desk)
    found = desk.ask(counts.entity_topics, desk.flt, entity_id, MOST_BESIDE, desk.level)
    if found.empty:
        empty.nothing_here(desk, f"empty.{desk.level}")
        return
    desk.learn(found, desk.level)
    table.table(
        [(rows.head(desk, "topics"), ""), (texts.t("unit.articles").capitalize(), "n")],
        [
            [table.Cell(rows.thing_link(desk, "topics", i)), table.number(texts.number(n))]
            for i, n in zip(found["topic_id"].fillna(NOT_STATED), found["count"], strict=True)
        ],
    )
