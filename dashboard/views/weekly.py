"""Weekly: one ISO week against the one before, on two pages of paper at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends import movers, periods, shares
from analytics.trends.weekly import Weekly, weekly
from dashboard.components import address, empty, rows, table
from dashboard.components.controls import languages_toggle, level_switch
from dashboard.components.desk import Desk
from dashboard.components.escape import escape
from dashboard.components.headlines import lines
from dashboard.components.save import save_table
from dashboard.components.sidebar import DATE_FORMATS
from dashboard.components.words import filter_line
from dashboard.filters import State
from data.errors import NothingToAnswer
from data.lake import counts

STATES = ("rose", "fell", "new", "came back")
MOST_ROWS = 4  # of one kind of change, so that the page fits two sheets of paper
WEEKS = 12  # of the small line
HEADLINES = {"topics": 2, "entities": 1}


def show(desk: Desk) -> None:
    """Draw the page."""
    texts = desk.texts
    st.title(texts.t("page.weekly"), anchor=False)
    asked = periods.bounds(desk.state.week)[0] if desk.state.week else None
    try:
        week = desk.ask(weekly, desk.flt.context().without_period(), asked, desk.level, tongues=desk.tongues)
    except NothingToAnswer:
        empty.nothing_here(desk, "empty.week")
        return
    rows.learn(desk, week.topics)
    _choose(desk, week)
    st.html(f'<p class="sv-lead">{escape(week.sentence(texts.lang))}</p>')
    _notes(desk, week)
    if week.compared_with is None:
        empty.nothing_here(desk, "empty.no_comparison")
        return
    for what, moved in (("topics", week.topics), ("entities", week.names)):
        _changes(desk, week, what, moved)
    st.caption(f"{texts.t('caption.movers', least=movers.LEAST_ARTICLES)} {texts.t('weekly.reprints')}")


def _choose(desk: Desk, week: Weekly) -> None:
    """The week by arrow or calendar."""
    texts, coverage = desk.texts, desk.coverage
    monday = week.weeks.week
    st.html(f'<p class="sv-quiet">{escape(texts.week(week.key))}</p>')
    first, last = (day or monday for day in coverage.ends)
    begin, end = (day or monday for day in coverage.axis())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="noprint-week"):
        _arrow(desk, monday - timedelta(days=7), "before", ":material/chevron_left:", begin)
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
        _arrow(desk, monday + timedelta(days=7), "after", ":material/chevron_right:", end)
        level_switch(desk)
        languages_toggle(desk)
        save_table(desk, "weekly", texts.t("page.weekly"), lambda: _all_changes(desk, week))


def _arrow(desk: Desk, monday: date, which: str, icon: str, edge: date) -> None:
    outside = monday + timedelta(days=6) < edge if which == "before" else monday > edge
    st.button(
        desk.texts.t(f"weekly.{which}"),
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


def _notes(desk: Desk, week: Weekly) -> None:
    texts = desk.texts
    notes = []
    if week.missing:
        days = ", ".join(texts.day(day) for day in week.missing)
        notes.append(texts.plural("weekly.missing", 7 - len(week.missing), missing=days))
    context = desk.flt.context().without_period()
    if context != desk.flt:
        notes.append(texts.t("weekly.ignores"))
    notes.append(texts.t("weekly.filters", filters=filter_line(desk, context)))
    st.html(f'<p class="sv-quiet">{escape(" ".join(notes))}</p>')


def _changes(desk: Desk, week: Weekly, what: str, moved: pd.DataFrame) -> None:
    texts = desk.texts
    title = texts.t(f"levels.{desk.level}" if what == "topics" else "weekly.entities")
    st.subheader(title, anchor=False)
    pinned = moved["id"].map(lambda i: not desk.archive.topics.pinned.isdisjoint(desk.parts(i)))
    first = moved.loc[pinned.sort_values(ascending=False, kind="stable").index]
    shown = pd.concat([first[first["state"] == state].head(MOST_ROWS) for state in STATES])
    if shown.empty:
        empty.nothing_here(desk, "empty.movers")
        return
    trends = _trends(desk, week, what, tuple(shown["id"]))
    repeated = (texts.t("column.reprints"), "n")
    heads = [*rows.change_heads(desk, what), repeated, (texts.t("column.weeks", n=WEEKS), "")]
    body = [
        [
            _thing(desk, week, what, row),
            *rows.change(desk, row),
            rows.reprints(desk, row),
            table.sparkline(trends.get(row["id"], []), desk.theme.accent, ""),
        ]
        for row in shown.to_dict("records")
    ]
    table.table(heads, body, title)


def _thing(desk: Desk, week: Weekly, what: str, row: Mapping[str, Any]) -> table.Cell:
    sunday = week.weeks.week + timedelta(days=6)
    flt = desk.flt.context().within(week.weeks.week, sunday)
    parts = desk.parts(row["id"]) if what == "topics" else (row["id"],)
    each = (desk.ask(counts.headlines, flt, limit=HEADLINES[what], **{rows.ID[what]: i}) for i in parts)
    found = next((some for some in each if len(some)), pd.DataFrame({"title": []}))
    found = found[found["title"] != row["name"]]  # a story is called by one of its headlines
    return table.with_lines(rows.group_link(desk, what, row["id"]), lines(desk, found))


def _trends(desk: Desk, week: Weekly, what: str, ids: tuple[str, ...]) -> dict[str, list[float | None]]:
    """The share of each over the weeks up to this one."""
    monday = week.weeks.week
    flt = desk.flt.context().within(monday - timedelta(days=7 * (WEEKS - 1)), monday + timedelta(days=6))
    if what == "topics":
        found = desk.ask(counts.topic_series, flt, "week", "articles", ids, level=desk.level, tongues=desk.tongues)
    else:
        found = desk.ask(counts.entity_series, flt, "week", "articles", ids)
    calendar = periods.calendar(desk.coverage, "week", flt.start, flt.end)
    id_ = rows.ID[what]
    lines_ = shares.sparkline(shares.series(found, found[[id_, "period", "base"]], calendar, id_), id_)
    return dict(zip(lines_[id_], lines_["trend"], strict=True))


def _all_changes(desk: Desk, week: Weekly) -> pd.DataFrame:
    """Every change of the week as a table for files."""
    texts = desk.texts
    both = pd.concat(
        [week.topics.assign(kind=texts.t(f"level.{desk.level}")), week.names.assign(kind=texts.t("name"))],
        ignore_index=True,
    )
    return pd.DataFrame(
        {
            texts.t("period"): week.key,
            texts.t("column.kind"): both["kind"],
            texts.t("name"): both["name"],
            texts.t("change"): both["state"].map(lambda state: texts.t(f"state.{state}")),
            texts.t("column.change_pp"): both["change_pp"],
            texts.t("column.change_count"): both["change_count"],
            texts.t("unit.articles").capitalize(): both["count"],
            texts.t("share"): both["share"],
            texts.t("column.reprints"): both["reprints"],
        }
    )
