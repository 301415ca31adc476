"""Mentions: up to eight people, organisations and places over time, and the most mentioned, ranked and to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.components import chart, empty, name_edits, name_pairs, name_table
from dashboard.components.controls import ALL, find_name, row, series_switches, shown, switch
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.figures import names
from dashboard.state import MOST_SHOWN, Opened, State, elsewhere
from dashboard.texts import msgid
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
    ranked = names.ranked(context)
    if ranked.empty:
        empty.nothing_here(context, "empty.entities")
        return
    _over_time(context, names.drawn(context, ranked))
    left, right = st.columns([1, 1], gap="large")
    with left:
        chart.show(context, names.most_mentioned(context, ranked), click=texts.t("click.ranked"), on_pick=_open_name)
    with right:
        name_table.show(context, ranked)
    name_pairs.show(context)
    name_edits.every(context)


def _over_time(context: Context, drawn: Sequence[str]) -> None:
    texts = context.texts
    with row(context):
        switch(
            texts.t("switch.kind"),
            (ALL, *KINDS),
            context.state.kind or ALL,
            lambda kind: texts.t(msgid("kinds.all") if kind == ALL else msgid(f"kinds.{kind}")),
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
    if not drawn and context.state.show is not None:
        return
    over_time = names.over_time(context, "mentions", drawn)
    chart.show(context, over_time, click=texts.t("click.mentions"), on_pick=chart.to_articles("name"))


def _open_name(state: State, point: dict[str, str]) -> tuple[str, State]:
    return "name", replace(elsewhere(state), open=Opened("name", point.get("id", "")))
