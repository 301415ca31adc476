"""A chart on a page: title, picture, what its number means, what a click does, and "Save as"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.chart import PICK, Chart
from dashboard.components import address
from dashboard.components.browser import link
from dashboard.components.save import save_chart
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.figures.wording import outside, outside_line
from dashboard.filters import Drill, State, elsewhere
from dashboard.theme import Theme
from data.filter import NOT_STATED

Pick = Callable[[State, dict[str, str]], tuple[str, State]]
"""From the state and what was clicked (`key`, `id`) to the page to open and its state."""


def figure(  # noqa: PLR0913 - a chart and all that stands around it
    context: Context,
    key: str,
    draw: Callable[[Theme], Chart],
    *,
    caption: str,
    table: Callable[[], pd.DataFrame],
    on_pick: Pick | None = None,
    over_time: bool = False,
) -> None:
    """Show a chart.

    Args:
        key: names the chart among those of its page.
        draw: makes the chart in the colours of a theme; files are always made in the light one.
        caption: what its number means.
        table: makes the numbers behind it, columns already named in the interface's language, for CSV and XLSX.
        on_pick: where a click leads; None: a click does nothing.
        over_time: the chart has an axis of time, so what lies outside of it is said.
    """
    left_out = outside_line(context) if over_time else ""
    chart = drawn(draw, context.theme)
    with st.container(key=f"figure-{key}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.subheader(chart.title, anchor=False, width="content")
            if not chart.empty:
                save_chart(context, key, chart.title, noting(draw, left_out), table)
        if chart.empty:
            st.caption(context.texts.t("empty.chart"))
            _outside(context, left_out)
            return
        st.vega_lite_chart(
            chart.data,
            chart.spec,
            theme=None,
            key=f"chart-{key}",
            alt=chart.alt,
            width="stretch",
            on_select=(lambda: _picked(f"chart-{key}", on_pick)) if on_pick else "ignore",
            selection_mode=PICK if on_pick else None,
        )
        st.caption(" ".join([caption, *chart.notes]))
        _outside(context, left_out)


def noting(draw: Callable[[Theme], Chart], note: str) -> Callable[[Theme], Chart]:
    """The same chart with one more note; none where it is empty."""

    def draw_noted(theme: Theme) -> Chart:
        chart = draw(theme)
        return replace(chart, notes=(*chart.notes, note)) if note else chart

    return draw_noted


def _outside(context: Context, said: str) -> None:
    """What the axis leaves out, each end a link to the list of it."""
    if not said:
        return
    shown = escape(said)
    for words, flt in outside(context).items():
        shown = shown.replace(escape(words), link(words, "articles", replace(elsewhere(context.state), filter=flt)))
    st.html(f'<p class="sv-links sv-quiet">{shown}</p>')


def drawn(draw: Callable[[Theme], Chart], theme: Theme) -> Chart:
    """The chart in the colours of a theme."""
    return draw(theme)


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
        return "articles", replace(state, show=(), open=None, drill=Drill(**picked))

    return pick
