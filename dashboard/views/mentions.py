"""Mentions: up to eight people, organisations and places over time, and the most mentioned, ranked and to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.bars import bars
from dashboard.charts.chart import Chart
from dashboard.components import empty, name_edits, name_pairs, name_table
from dashboard.components.controls import ALL, find_name, row, series_switches, shown, switch
from dashboard.components.desk import Desk
from dashboard.components.figure import figure
from dashboard.components.name_lines import name_lines
from dashboard.components.numbers import ranked_table
from dashboard.components.sidebar import distinct
from dashboard.filters import MOST_SHOWN, Opened, State, elsewhere
from dashboard.theme import Theme
from data.filter import UNITS
from data.lake import counts
from data.schema import KINDS

FIRST = 5  # drawn where nobody chose
MOST_RANKED = 20


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
        name_table.show(desk, ranked)
    name_pairs.show(desk)
    name_edits.every(desk)


def _drawn(desk: Desk, ranked: pd.DataFrame) -> list[str]:
    """What the chart shows: as chosen, else the names filtered by, else the largest."""
    opened = desk.state.open
    chosen = [i for i in desk.state.show if i in desk.names]
    if not chosen and opened and opened.what == "name":
        chosen = [opened.id]
    return chosen or list(desk.flt.entities[:MOST_SHOWN]) or list(ranked["entity_id"].head(FIRST))


def _over_time(desk: Desk, drawn: Sequence[str]) -> None:
    texts = desk.texts
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
    name_lines(desk, "mentions", drawn)


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
    return "name", replace(elsewhere(state), open=Opened("name", point.get("id", "")))
