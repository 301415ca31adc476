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
from dashboard.components.chart import figure
from dashboard.components.controls import ALL, find_name, row, series_switches, shown, switch
from dashboard.components.name_lines import name_lines
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.figures.tables import ranked_table
from dashboard.filters import MOST_SHOWN, Opened, State, elsewhere
from dashboard.theme import Theme
from data.filter import UNITS
from data.lake import counts
from data.schema import KINDS

FIRST = 5  # drawn where nobody chose
MOST_RANKED = 20


def show(context: Context) -> None:
    """Draw the page."""
    texts = context.texts
    st.title(texts.t("page.mentions"), anchor=False)
    passing = context.ask(counts.passing, context.flt)
    if not passing.articles:
        empty.all_excluded(context)
        return
    unit = context.state.unit
    ranked = context.ask(counts.top_entities, context.flt, unit, MOST_RANKED, kind=context.state.kind)
    if ranked.empty:
        empty.nothing_here(context, "empty.entities")
        return
    context.names.update(zip(ranked["entity_id"], ranked["name"], strict=True))
    drawn = _drawn(context, ranked)
    _over_time(context, drawn)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _ranked(context, ranked, drawn)
    with right:
        name_table.show(context, ranked)
    name_pairs.show(context)
    name_edits.every(context)


def _drawn(context: Context, ranked: pd.DataFrame) -> list[str]:
    """What the chart shows: as chosen, else the names filtered by, else the largest."""
    opened = context.state.open
    chosen = [i for i in context.state.show if i in context.names]
    if not chosen and opened and opened.what == "name":
        chosen = [opened.id]
    return chosen or list(context.flt.entities[:MOST_SHOWN]) or list(ranked["entity_id"].head(FIRST))


def _over_time(context: Context, drawn: Sequence[str]) -> None:
    texts = context.texts
    with row(context):
        switch(
            texts.t("switch.kind"),
            (ALL, *KINDS),
            context.state.kind or ALL,
            lambda kind: texts.t("kinds.all" if kind == ALL else f"kinds.{kind}"),
            "kind",
        )
        series_switches(context, UNITS)
    shown(
        context,
        distinct(context.names, context.kinds),
        drawn,
        label=texts.t("mentions.shown"),
        most=MOST_SHOWN,
        find=find_name(context),
    )
    name_lines(context, "mentions", drawn)


def _ranked(context: Context, ranked: pd.DataFrame, drawn: Sequence[str]) -> None:
    texts, unit = context.texts, context.state.unit

    def draw(theme: Theme) -> Chart:
        return bars(
            ranked,
            texts,
            title=texts.t("mentions.ranked"),
            theme=theme,
            by_column="entity_id",
            names=context.names,
            colours=context.colours("entities", drawn, theme),
            unit=unit,
            value=context.state.measure,
            thing=texts.t("name"),
        )

    figure(
        context,
        "mentions-ranked",
        draw,
        caption=texts.t("caption.ranked"),
        table=partial(ranked_table, context, ranked, unit, "entity_id", context.names),
        on_pick=_open_name,
    )


def _open_name(state: State, point: dict[str, str]) -> tuple[str, State]:
    return "name", replace(elsewhere(state), open=Opened("name", point.get("id", "")))
