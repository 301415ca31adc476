"""A figure on a page: title, picture, what its number means, what a click does, and "Save as"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.charts.chart import PICK, Look
from dashboard.components import address
from dashboard.components.browser import link
from dashboard.components.save import save_figure
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.figures.figure import Figure
from dashboard.figures.wording import outside
from dashboard.state import Drill, State, elsewhere
from data.filter import NOT_STATED

Pick = Callable[[State, dict[str, str]], tuple[str, State]]
"""From the state and what was clicked (`key`, `id`) to the page to open and its state."""


def show(context: Context, figure: Figure, *, click: str = "", on_pick: Pick | None = None) -> None:
    """Show a figure that has a chart.

    Args:
        click: what a click does, in words.
        on_pick: where it leads; None: it does nothing.
    """
    chart, key = figure.drawn(Look(context.theme)), f"chart-{figure.name}"
    with st.container(key=f"figure-{figure.name}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.header(figure.title, anchor=False, width="content")
            if not chart.empty:
                save_figure(context, figure)
        if chart.empty:
            st.caption(context.texts.t("empty.chart"))
            _outside(context, figure.left_out)
            return
        st.vega_lite_chart(
            chart.data,
            chart.spec,
            theme=None,
            key=key,
            alt=chart.alt,
            width="stretch",
            on_select=(lambda: _picked(key, on_pick)) if on_pick else "ignore",
            selection_mode=PICK if on_pick else None,
        )
        st.caption(" ".join(part for part in (figure.caption, click, *chart.notes) if part))
        _outside(context, figure.left_out)


def _outside(context: Context, said: str) -> None:
    """What the axis leaves out, each end a link to the list of it."""
    if not said:
        return
    shown = escape(said)
    for words, flt in outside(context).items():
        shown = shown.replace(escape(words), link(words, "articles", replace(elsewhere(context.state), filter=flt)))
    st.html(f'<p class="sv-links sv-quiet">{shown}</p>')


def _picked(key: str, on_pick: Pick) -> None:
    points = st.session_state[key]["selection"].get(PICK) or []
    if not points:
        return
    point = {name: str(value) for name, value in points[0].items() if value is not None}
    state, _ = address.read()
    address.go(*on_pick(state, point))


def to_articles(dimension: str | None = None, parts: Callable[[str], tuple[str, ...]] | None = None) -> Pick:
    """A click opens Articles with what was clicked: its period, and its `id` as topic, name or outlet.

    Args:
        dimension: of the drill that the id goes into; None: the period alone.
        parts: the ids that stand under one, where a topic is told in several languages.
    """

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        picked: dict[str, Any] = {"period": point.get("key")}
        if dimension:
            picked[dimension] = parts(point.get("id", NOT_STATED)) if parts else point.get("id")
        return "articles", replace(state, show=None, open=None, drill=Drill(**picked))

    return pick


def to_outlet(drill: Drill) -> Pick:
    """A click opens the articles of a topic or name in the outlet."""

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        return "articles", replace(
            state, show=None, open=None, drill=replace(drill, outlet=point.get("id", NOT_STATED))
        )

    return pick
