"""The filters: one set for every chart on every page. Controls show what the address says and write what is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from analytics.search import query
from analytics.trends.periods import last_full_week
from dashboard.components import address, browser
from dashboard.components.boundary import guarded
from dashboard.components.controls import find_name
from dashboard.context import Context
from dashboard.state import LONGEST_WORDS, MOST_VALUES, State, drilled, from_widgets, to_widgets
from dashboard.texts import msgid
from data.filter import NOT_STATED, Filter
from data.lake import counts
from data.lake.coverage import Coverage

EPOCH = date(1970, 1, 1)  # where nothing is dated
DATE_FORMATS = {"ru": "DD.MM.YYYY", "en": "YYYY-MM-DD", "uk": "DD.MM.YYYY"}


def draw(context: Context) -> None:
    """The sidebar of a page whose numbers follow the filters."""
    for name, value in to_widgets(context.flt).items():
        st.session_state[_key(name)] = value
    with st.sidebar:
        _period(context)
        _choices(context)
        _words(context)
        _foot(context)


def _key(name: str) -> str:
    return f"filter-{name}"


def _changed(names: Mapping[str, str], find: Callable[[str], str | None]) -> None:
    """Write the controls into the address. A name typed rather than picked is looked up among all names."""
    values = {name: st.session_state[_key(name)] for name in to_widgets(Filter())}
    values["name"] = [found for v in values["name"] if (found := v if v in names else find(v))]
    address.change(lambda state: replace(state, filter=from_widgets(values)))


def _on_change(context: Context) -> dict[str, Any]:
    return {"on_change": _changed, "args": (context.names, find_name(context))}


def _period(context: Context) -> None:
    texts, flt = context.texts, context.flt
    presets = presets_of(context.coverage)
    chosen = next((name for name, span in presets.items() if span == (flt.start, flt.end)), None)
    st.session_state["preset"] = chosen
    st.segmented_control(
        texts.t("filters.period"),
        list(presets),
        format_func=lambda name: texts.t(f"preset.{name}"),
        key="preset",
        on_change=_preset_chosen,
        args=(presets,),
        width="stretch",
    )
    earliest, latest = offered_days(context.coverage, flt)
    for column, name in zip(st.columns(2, gap="small"), ("from", "to"), strict=True):
        column.date_input(
            texts.t(f"filters.{name}"),
            value=None,
            min_value=earliest,
            max_value=latest,
            key=_key(name),
            format=DATE_FORMATS[texts.lang],
            **_on_change(context),
        )


def offered_days(coverage: Coverage, flt: Filter) -> tuple[date, date]:
    """The days that the calendar offers, where it opens too: the archive's, and those of a link that are outside."""
    days = [day for day in (*coverage.ends, flt.start, flt.end) if day] or [EPOCH]
    return min(days), max(days)


def presets_of(coverage: Coverage) -> dict[str, tuple[date | None, date | None]]:
    """Periods relative to the data, by name: the whole archive, the four weeks up to the last full one, and that."""
    spans: dict[str, tuple[date | None, date | None]] = {"all": (None, None)}
    monday = last_full_week(coverage)
    if monday:
        (first, last), shown = coverage.ends, coverage.shown
        end = min(monday + timedelta(days=6), last or date.max)
        earlier = monday - timedelta(days=21)
        if shown.first and earlier >= shown.first:
            spans["weeks"] = (earlier, end)
        spans["week"] = (max(monday, first or date.min), end)
    return spans


def _preset_chosen(presets: Mapping[str, tuple[date | None, date | None]]) -> None:
    start, end = presets.get(st.session_state["preset"], (None, None))
    address.change(lambda state: replace(state, filter=replace(state.filter, start=start, end=end)))


def _choices(context: Context) -> None:
    texts, known = context.texts, context.choices
    _pick(context, "language", {code: texts.language(code) for code in known.languages["language"]})
    _pick(context, "outlet", {_stated(name): context.outlet(name) for name in known.outlets["outlet"]})
    _pick(context, "topic", offered_topics(context))
    _pick(context, "name", distinct(context.names, context.kinds), accept_new_options=True)
    if len(context.flt.entities) > 1:
        st.toggle(texts.t("filters.together"), key=_key("together"), **_on_change(context))


def offered_topics(context: Context) -> dict[str, str]:
    """Labels of the themes, each before its topics, and of whatever story is chosen; topics bear no mark."""
    texts, known = context.texts, context.choices.topics
    offered = [*known["topic_id"], NOT_STATED]
    chosen = [i for i in context.flt.topics if i not in set(offered)]
    languages = {i: texts.language(code) for i, code in zip(known["topic_id"], known["language"], strict=True)}
    labels = distinct({i: context.topics[i] for i in (*offered, *chosen)}, languages)
    kinds = {i: texts.t(f"level.{level}").lower() for i, level in context.levels.items() if level != "topic"}
    return {i: f"{label} ({kinds[i]})" if i in kinds else label for i, label in labels.items()}


def _stated(outlet: Any) -> str:
    return outlet if isinstance(outlet, str) else NOT_STATED


def _pick(context: Context, name: str, labels: Mapping[str, str], **more: Any) -> None:
    st.multiselect(
        context.texts.t(f"filters.{name}"),
        list(labels),
        format_func=lambda value: labels.get(value, value),
        key=_key(name),
        placeholder=context.texts.t(f"filters.{name}.any"),
        max_selections=MOST_VALUES,
        select_all=False,
        **more,
        **_on_change(context),
    )


def distinct(labels: Mapping[str, str], beside: Mapping[str, str]) -> dict[str, str]:
    """Labels that no two ids share: those that did say what else they are, and a number where that is the same too."""
    shared = Counter(labels.values())
    told = {i: f"{t} ({beside[i]})" if shared[t] > 1 and i in beside else t for i, t in labels.items()}
    seen: Counter[str] = Counter()
    unique = {}
    for i, label in told.items():
        seen[label] += 1
        unique[i] = label if seen[label] == 1 else f"{label} {seen[label]}"
    return unique


def _words(context: Context) -> None:
    texts = context.texts
    st.text_input(
        texts.t("filters.words"),
        key=_key("words"),
        max_chars=LONGEST_WORDS,
        placeholder=texts.t("filters.words.any"),
        help=texts.t("filters.words.help"),
        **_on_change(context),
    )
    hint = query.parse(context.flt.words).hint if context.flt.words else None
    if hint:
        st.caption(texts.t(f"search.{hint}"))


def _foot(context: Context) -> None:
    texts = context.texts
    count = st.container(gap=None)
    st.button(
        texts.t("filters.reset"),
        key="reset",
        on_click=address.change,
        args=(_reset,),
        disabled=context.flt == Filter(),
        width="stretch",
    )
    browser.copy_link(texts)
    with count:
        guarded(context, lambda: _passing(context))


def _passing(context: Context) -> None:
    """How many articles pass: on Articles what the list there holds, with what a click picked."""
    texts = context.texts
    flt = drilled(context.state) if context.page == "articles" else context.flt
    passing = context.ask(counts.passing, flt)
    st.markdown(texts.plural("filters.passing", passing.articles, all=texts.number(context.coverage.articles)))
    if passing.undated:
        within = flt.start is not None or flt.end is not None
        st.caption(texts.plural(msgid("filters.undated.left") if within else msgid("filters.undated"), passing.undated))


def _reset(state: State) -> State:
    return replace(state, filter=Filter())
