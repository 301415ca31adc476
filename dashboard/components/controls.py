"""The switches above a chart: what is counted, share or count, length of a period. Each writes the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components import address
from dashboard.context import Context
from dashboard.state import MEASURES, State
from data.filter import LEVELS, STEPS, Unit
from data.lake import counts

ALL = "all"  # a choice among others; None in the state


def switch(
    label: str, options: Sequence[str], value: str | None, say: Callable[[str], str], field: str, **more: Any
) -> None:
    """A row of choices, one at a time, that writes one field of the state."""
    key = f"switch-{field}"
    st.session_state[key] = value
    st.segmented_control(
        label, options, format_func=say, key=key, required=True, on_change=_switched, args=(key, field), **more
    )


def _switched(key: str, field: str) -> None:
    chosen = st.session_state[key]
    chosen = None if chosen == ALL else chosen
    address.change(lambda state: replace(state, **{field: chosen}))


def row(context: Context) -> DeltaGenerator:
    """Where the switches of a page stand, side by side; not printed."""
    return st.container(
        horizontal=True, gap="medium", vertical_alignment="bottom", key=f"noprint-switches-{context.page}"
    )


def level_switch(context: Context) -> None:
    """Themes, topics or stories; to be drawn in a `row`. Where an older program found topics alone: what to do."""
    texts = context.texts
    if not context.choices.has_levels:
        st.caption(texts.t("switch.level.none"), width="content")
        return
    label, explained = texts.t("switch.level"), texts.t("switch.level.help")
    switch(label, LEVELS, context.level, lambda level: texts.t(f"levels.{level}"), "level", help=explained)


def languages_toggle(context: Context) -> None:
    """Whether what is told in several languages stands in one line; to be drawn in a `row`, where it may."""
    if context.has_links and context.level != "story":
        st.session_state["together"] = not context.state.apart
        said, explained = context.texts.t("switch.languages"), context.texts.t("switch.languages.help")
        st.toggle(said, key="together", help=explained, on_change=_together_switched)


def _together_switched() -> None:
    address.change(lambda state: replace(state, apart=not st.session_state["together"]))


def series_switches(context: Context, units: Sequence[Unit], *, unit: Unit | None = None, measure: bool = True) -> None:
    """Unit, share or count (where a share says something), and step; to be drawn in a `row`."""
    texts = context.texts
    _unit(context, units, unit or context.state.unit)
    if measure:
        switch(texts.t("switch.measure"), MEASURES, context.state.measure, texts.t, "measure")
    switch(texts.t("switch.by"), STEPS, context.step, lambda value: texts.t(f"step.{value}"), "by")


def _unit(context: Context, units: Sequence[Unit], value: Unit) -> None:
    texts = context.texts
    st.session_state["switch-unit"] = value
    st.selectbox(
        texts.t("switch.unit"),
        units,
        format_func=lambda unit: texts.t(f"unit.{unit}"),
        key="switch-unit",
        on_change=_switched,
        args=("switch-unit", "unit"),
        width=170,
        help=texts.t("switch.unit.help"),
    )


def shown(  # noqa: PLR0913 - what a chart may draw, and how it is found
    context: Context,
    labels: Mapping[str, str],
    drawn: Sequence[str],
    *,
    label: str,
    most: int,
    find: Callable[[str], str | None] | None = None,
) -> None:
    """Which things the page's chart draws; where all were taken out, the way back to the page's own choice.

    Args:
        find: the id for what was typed and is no choice; None: only what is offered may be chosen.
    """
    st.session_state["show"] = list(drawn)
    st.multiselect(
        label,
        list(labels),
        format_func=lambda i: labels.get(i, i),
        key="show",
        max_selections=most,
        select_all=False,
        accept_new_options=find is not None,
        on_change=_show,
        args=(labels, find),
        placeholder=context.texts.t("switch.show.any"),
    )
    if not drawn and context.state.show is not None:
        st.caption(context.texts.t("switch.show.none"))
        st.button(context.texts.t("switch.show.largest"), key="show-largest", on_click=address.change, args=(_largest,))


def _largest(state: State) -> State:
    return replace(state, show=None, open=None)


def _show(labels: Mapping[str, str], find: Callable[[str], str | None] | None) -> None:
    chosen = [i if i in labels or find is None else find(i) for i in st.session_state["show"]]
    ids = tuple(dict.fromkeys(i for i in chosen if i))
    address.change(lambda state: replace(state, show=ids, open=None))


def find_name(context: Context) -> Callable[[str], str | None]:
    """Finds a typed name among all of the archive, not only among those offered; says so where there is none."""

    def find(typed: str) -> str | None:
        found = context.ask(counts.find_entities, typed, 1)
        if len(found):
            return str(found["entity_id"].iloc[0])
        st.toast(context.texts.t("filters.no_such_name"))
        return None

    return find
