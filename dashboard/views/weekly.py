"""Weekly: one ISO week against the one before, on one page of paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from analytics.trends import periods, shares
from analytics.trends.weekly import Weekly
from dashboard.components import address, empty, rows, table, week_lists
from dashboard.components.controls import languages_toggle, level_switch
from dashboard.components.headlines import lines, of_each
from dashboard.components.save import save_figure
from dashboard.components.sidebar import DATE_FORMATS
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.figures import largest
from dashboard.figures.week import caption, changes, left_aside
from dashboard.figures.week_items import items_of, week_of
from dashboard.figures.week_sentence import week_sentence
from dashboard.state import State
from data.errors import NothingToAnswer
from data.lake import counts

LARGEST = 5  # of a week without comparison


def show(context: Context) -> None:
    """Draw the page."""
    texts = context.texts
    st.title(texts.t("page.weekly"), anchor=False)
    try:
        week = week_of(context)
    except NothingToAnswer:
        empty.nothing_here(context, "empty.week")
        return
    rows.learn(context, week.topics)
    _choose(context, week)
    st.html(f'<p class="sv-lead">{escape(week_sentence(week, texts))}</p>')
    _notes(context, week)
    if week.compared_with is None:
        empty.nothing_here(context, "empty.no_comparison")
        for what in rows.ID:
            _largest(context, week, what)
        return
    week_lists.show(context, items_of(context))
    st.caption(caption(context))


def _choose(context: Context, week: Weekly) -> None:
    """The week by arrow or calendar."""
    texts, coverage = context.texts, context.coverage
    monday = week.weeks.week
    st.html(f'<p class="sv-quiet">{escape(texts.week(week.key))}</p>')
    first, last = (day or monday for day in coverage.ends)
    begin, end = (day or monday for day in coverage.axis())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="noprint-week"):
        _arrow(context, monday - timedelta(days=7), "before", ":material/chevron_left:", begin)
        st.session_state["week-day"] = min(max(monday, first), last)
        st.date_input(
            texts.t("weekly.any_day"),
            min_value=min(first, monday),
            max_value=max(last, monday),
            key="week-day",
            format=DATE_FORMATS[texts.lang],
            on_change=_day_chosen,
            width=170,
        )
        _arrow(context, monday + timedelta(days=7), "after", ":material/chevron_right:", end)
        level_switch(context)
        languages_toggle(context)
        save_figure(context, changes(context))


def _arrow(context: Context, monday: date, which: str, icon: str, edge: date) -> None:
    outside = monday + timedelta(days=6) < edge if which == "before" else monday > edge
    st.button(
        context.texts.t(f"weekly.{which}"),
        icon=icon,
        key=f"week-{which}",
        on_click=address.change,
        args=(_in_week(monday),),
        disabled=outside,
    )


def _in_week(day: date) -> Any:
    def change(state: State) -> State:
        return replace(state, week=periods.key_of(periods.start_of(day, "week"), "week"))

    return change


def _day_chosen() -> None:
    day = st.session_state["week-day"]
    if day:
        address.change(_in_week(day))


def _notes(context: Context, week: Weekly) -> None:
    texts = context.texts
    notes = []
    if week.missing:
        days = ", ".join(texts.day(day) for day in week.missing)
        notes.append(texts.plural("weekly.missing", 7 - len(week.missing), missing=days))
    notes.append(left_aside(context))
    st.html(f'<p class="sv-quiet">{escape(" ".join(notes))}</p>')


def _largest(context: Context, week: Weekly, what: str) -> None:
    """Of a week that nothing can be compared with: its largest topics, or names."""
    texts, monday = context.texts, week.weeks.week
    flt = context.flt.base().within(monday, monday + timedelta(days=6))
    if what == "topics":
        found = context.ask(counts.top_topics, flt, "articles", LARGEST, level=context.level, tongues=context.tongues)
        context.learn(found, context.level)
    else:
        found = context.ask(counts.top_entities, flt, "articles", LARGEST)
        context.names.update(zip(found["entity_id"], found["name"], strict=True))
    title = texts.t(f"largest.{context.level if what == 'topics' else what}")
    if found.empty:
        return
    ids = found[rows.ID[what]].tolist()
    read = of_each(context, flt, what, dict.fromkeys(ids, ""))
    st.header(title, anchor=False)
    heads = [(rows.head(context, what), ""), (texts.t("unit.articles").capitalize(), "n"), (texts.t("share"), "n")]
    body = [
        [
            table.with_lines(rows.group_link(context, what, i), lines(context, read[i]) if i in read else ()),
            table.number(texts.number(count)),
            table.number(texts.percent(part)),
        ]
        for i, count, part in zip(ids, found["count"], shares.share(found["count"], found["base"]), strict=True)
    ]
    table.table(heads, body, title)
    st.caption(largest.caption(context, found, context.level if what == "topics" else what, "articles", flt))
