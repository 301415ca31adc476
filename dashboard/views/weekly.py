"""Weekly: one ISO week against the one before, on two pages of paper at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends import movers, periods, shares
from analytics.trends.weekly import Weekly
from dashboard.components import address, empty, rows, table
from dashboard.components.controls import languages_toggle, level_switch
from dashboard.components.headlines import lines
from dashboard.components.save import save_figure
from dashboard.components.sidebar import DATE_FORMATS
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.figures import largest
from dashboard.figures.week import changes, left_aside, week_of
from dashboard.filters import State
from data.errors import NothingToAnswer
from data.filter import Filter
from data.lake import counts

STATES = ("rose", "fell", "new", "came back")
MOST_ROWS = 4  # of one kind of change, so that the page fits two sheets of paper
LARGEST = 5  # of a week without comparison
WEEKS = 12  # of the small line
HEADLINES = {"topics": 2, "entities": 1}


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
    st.html(f'<p class="sv-lead">{escape(week.sentence(texts.lang))}</p>')
    _notes(context, week)
    if week.compared_with is None:
        empty.nothing_here(context, "empty.no_comparison")
        for what in rows.ID:
            _largest(context, week, what)
        return
    for what, moved in (("topics", week.topics), ("entities", week.names)):
        _changes(context, week, what, moved)
    st.caption(f"{texts.t('caption.movers', least=movers.LEAST_ARTICLES)} {texts.t('weekly.reprints')}")


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


def _changes(context: Context, week: Weekly, what: str, moved: pd.DataFrame) -> None:
    texts = context.texts
    title = texts.t(f"levels.{context.level}" if what == "topics" else "weekly.entities")
    st.header(title, anchor=False)
    pinned = moved["id"].map(lambda i: not context.archive.topics.pinned.isdisjoint(context.parts(i)))
    first = moved.loc[pinned.sort_values(ascending=False, kind="stable").index]
    shown = pd.concat([first[first["state"] == state].head(MOST_ROWS) for state in STATES])
    if shown.empty:
        empty.nothing_here(context, "empty.movers")
        return
    trends = _trends(context, week, what, tuple(shown["id"]))
    repeated = (texts.t("column.reprints"), "n")
    heads = [*rows.change_heads(context, what), repeated, (texts.t("column.weeks", n=WEEKS), "")]
    body = [
        [
            _thing(context, week, what, row),
            *rows.change(context, row),
            rows.reprints(context, row),
            table.sparkline(trends.get(row["id"], []), context.theme.accent, ""),
        ]
        for row in shown.to_dict("records")
    ]
    table.table(heads, body, title)


def _largest(context: Context, week: Weekly, what: str) -> None:
    """Of a week that nothing can be compared with: its largest topics, or names."""
    texts, flt = context.texts, _within(context, week)
    if what == "topics":
        found = context.ask(counts.top_topics, flt, "articles", LARGEST, level=context.level, tongues=context.tongues)
        context.learn(found, context.level)
    else:
        found = context.ask(counts.top_entities, flt, "articles", LARGEST)
        context.names.update(zip(found["entity_id"], found["name"], strict=True))
    title = texts.t(f"largest.{context.level if what == 'topics' else what}")
    if found.empty:
        return
    st.header(title, anchor=False)
    heads = [(rows.head(context, what), ""), (texts.t("unit.articles").capitalize(), "n"), (texts.t("share"), "n")]
    body = [
        [
            _thing(context, week, what, {"id": row[rows.ID[what]], "name": ""}),
            table.number(texts.number(row["count"])),
            table.number(texts.percent(part)),
        ]
        for row, part in zip(found.to_dict("records"), shares.share(found["count"], found["base"]), strict=True)
    ]
    table.table(heads, body, title)
    st.caption(largest.caption(context, found, context.level if what == "topics" else what, "articles", flt))


def _within(context: Context, week: Weekly) -> Filter:
    return context.flt.base().within(week.weeks.week, week.weeks.week + timedelta(days=6))


def _thing(context: Context, week: Weekly, what: str, row: Mapping[str, Any]) -> table.Cell:
    flt = _within(context, week)
    parts = context.parts(row["id"]) if what == "topics" else (row["id"],)
    each = (context.ask(counts.headlines, flt, limit=HEADLINES[what], **{rows.ID[what]: i}) for i in parts)
    found = next((some for some in each if len(some)), pd.DataFrame({"title": []}))
    found = found[found["title"] != row["name"]]  # a story is called by one of its headlines
    return table.with_lines(rows.group_link(context, what, row["id"]), lines(context, found))


def _trends(context: Context, week: Weekly, what: str, ids: tuple[str, ...]) -> dict[str, list[float | None]]:
    """The share of each over the weeks up to this one."""
    monday = week.weeks.week
    flt = context.flt.base().within(monday - timedelta(days=7 * (WEEKS - 1)), monday + timedelta(days=6))
    if what == "topics":
        found = context.ask(
            counts.topic_series, flt, "week", "articles", ids, level=context.level, tongues=context.tongues
        )
    else:
        found = context.ask(counts.entity_series, flt, "week", "articles", ids)
    calendar = periods.calendar(context.coverage, "week", flt.start, flt.end)
    id_ = rows.ID[what]
    lines_ = shares.sparkline(shares.series(found, found[[id_, "period", "base"]], calendar, id_), id_)
    return dict(zip(lines_[id_], lines_["trend"], strict=True))
