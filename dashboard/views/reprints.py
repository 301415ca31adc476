"""Reprints: who reprints whom, whose texts are their own, whom texts credit, the largest groups, series."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.trends.shares import part
from dashboard.components import chart, empty, groups, order, table
from dashboard.components.controls import row, switch
from dashboard.components.save import headed
from dashboard.context import Context
from dashboard.figures import reprints
from dashboard.state import MEASURES
from dashboard.texts import msgid
from data.lake import counts

MOST_ROWS = 12  # of a table
MOST_GROUPS = 15
LEAST_PAIRS = 3  # fewer are a list, no table of rows and columns


def show(context: Context) -> None:
    """Draw the page."""
    texts = context.texts
    st.title(texts.t("page.reprints"), anchor=False)
    passing = context.ask(counts.passing, context.flt)
    if not passing.articles:
        empty.all_excluded(context)
        return
    series = context.ask(counts.largest_series, context.flt, reprints.MOST_ASKED)
    _figures(context, passing, len(series))
    flows = context.ask(counts.reprint_flows, context.flt, None)
    _matrix(context, flows)
    with _side_by_side():
        with st.container():
            _flows(context, flows)
        with st.container():
            _sources(context)
    _own(context)
    _groups(context)
    _series(context, series)


def _side_by_side() -> DeltaGenerator:
    """Two columns, one below the other where the page is narrow."""
    return st.grid("auto", min_column_width=430, gap="large")


def _figures(context: Context, passing: counts.Passing, series: int) -> None:
    texts, repeated = context.texts, context.ask(counts.repeated, context.flt)
    distinct = passing.articles - repeated
    table.figures(
        [
            (texts.number(passing.articles), texts.plural("figure.passing", passing.articles)),
            (texts.number(distinct), texts.plural("figure.texts", distinct)),
            (texts.percent(part(repeated, passing.articles)), texts.t("figure.reprint_share")),
            (texts.number(series), texts.plural("figure.series", series)),
        ]
    )
    st.caption(texts.t("caption.reprints"))


def _matrix(context: Context, flows: pd.DataFrame) -> None:
    """Who reprints whom, where there are pairs enough."""
    texts = context.texts
    if len(flows) < LEAST_PAIRS:
        st.header(texts.t("reprints.matrix"), anchor=False)
        empty.nothing_here(context, msgid("empty.matrix") if len(flows) else msgid("empty.no_matrix"))
        return

    shown = reprints.who_reprints_whom(context)
    chart.show(context, shown, click=texts.t("click.matrix"), on_pick=chart.to_articles("outlet"))


def _flows(context: Context, flows: pd.DataFrame) -> None:
    """Who takes from whom, and how soon."""
    texts = context.texts
    if flows.empty:
        st.header(texts.t("reprints.flows"), anchor=False)
        empty.nothing_here(context, "empty.flows")
        return
    headed(context, reprints.flows(context))
    columns = [
        ("source", texts.t("reprints.source"), ""),
        ("outlet", texts.t("reprints.taker"), ""),
        ("articles", texts.t("unit.articles").capitalize(), "n"),
        ("lag_hours", texts.t("reprints.lag"), "n w"),
    ]
    shown = order.arranged(context, "flows", flows).head(MOST_ROWS)
    rows = [
        [
            table.text(context.outlet(flow.source)),
            table.text(context.outlet(flow.outlet)),
            table.number(texts.number(flow.articles)),
            table.number(texts.duration(flow.lag_hours)),
        ]
        for flow in shown.itertuples()
    ]
    table.table(order.heads(context, "reprints", "flows", columns), rows, texts.t("reprints.flows"))
    table.rest(texts, len(flows) - len(shown))
    st.caption(texts.t("caption.flows"))


def _own(context: Context) -> None:
    """Where the texts of each outlet come from, as bars and in figures."""
    texts = context.texts
    origins = context.ask(counts.own_share, context.flt)
    shown = order.arranged(context, "own", origins).head(reprints.MOST_OUTLETS)
    with row(context):
        switch(texts.t("switch.measure"), MEASURES, context.state.measure, texts.t, "measure")
    with _side_by_side():
        own = reprints.own_texts(context)
        chart.show(context, own, click=texts.t("click.own"), on_pick=chart.to_articles("outlet"))
        with st.container():
            _own_table(context, origins, shown)


def _own_table(context: Context, origins: pd.DataFrame, shown: pd.DataFrame) -> None:
    texts = context.texts
    heads = [
        ("outlet", texts.t("outlet"), ""),
        ("articles", texts.t("unit.articles").capitalize(), "n"),
        *((name, texts.t(f"own.{name}").capitalize(), "n w") for name in reprints.ORIGINS),
        ("reprinted", texts.t("reprints.taken"), "n w"),
    ]
    columns = ("articles", *reprints.ORIGINS, "reprinted")
    rows = [
        [table.text(context.outlet(row["outlet"])), *(table.number(texts.number(row[name])) for name in columns)]
        for row in shown.to_dict("records")
    ]
    table.table(order.heads(context, "reprints", "own", heads), rows, texts.t("reprints.own"))
    table.rest(texts, len(origins) - len(shown))
    st.caption(texts.t("caption.own.table"))


def _groups(context: Context) -> None:
    """The texts that most articles carry; one of them unfolded."""
    texts = context.texts
    found = context.ask(counts.largest_groups, context.flt, reprints.MOST_ASKED)
    if found.empty:
        st.header(texts.t("reprints.groups"), anchor=False)
        empty.nothing_here(context, "empty.groups")
        return
    headed(context, reprints.groups(context))
    columns = [
        ("title", texts.t("column.title"), ""),
        ("outlet", texts.t("reprints.source"), ""),
        ("published_at", texts.t("column.when"), ""),
        ("articles", texts.t("unit.articles").capitalize(), "n"),
        ("outlets", texts.t("unit.outlets").capitalize(), "n"),
        ("last_lag_hours", texts.t("reprints.last"), "n"),
    ]
    rows = []
    for group in order.arranged(context, "groups", found).head(MOST_GROUPS).to_dict("records"):
        unfolded = _is_open(context, group["article_id"])
        members = groups.lines(context, context.ask(counts.copies_of, group["article_id"])) if unfolded else []
        rows.append(
            [
                table.with_lines(groups.reading(context, group), members),
                table.text(context.outlet(group["outlet"]) if group["known"] else texts.t("own.unknown")),
                table.text(groups.moment(context, group), "s"),
                groups.unfolding(context, group["article_id"], group["articles"], unfolded=unfolded),
                table.number(texts.number(group["outlets"])),
                table.number(texts.lag(group["last_lag_hours"])),
            ]
        )
    table.table(order.heads(context, "reprints", "groups", columns), rows, texts.t("reprints.groups"))
    table.rest(texts, len(found) - len(rows))
    st.caption(texts.t("caption.groups"))


def _is_open(context: Context, article_id: str) -> bool:
    opened = context.state.open
    return bool(opened and opened.what == "article" and opened.id == article_id)


def _sources(context: Context) -> None:
    """Whom the texts themselves credit."""
    texts = context.texts
    found = context.ask(counts.sources, context.flt, None)
    if found.empty:
        st.header(texts.t("reprints.sources"), anchor=False)
        empty.nothing_here(context, "empty.sources")
        return
    headed(context, reprints.sources(context))
    columns = [
        ("source", texts.t("reprints.credited"), ""),
        ("articles", texts.t("unit.articles").capitalize(), "n"),
        ("outlets", texts.t("unit.outlets").capitalize(), "n"),
    ]
    shown = order.arranged(context, "sources", found).head(MOST_ROWS)
    rows = [
        [
            table.text(source.source),
            table.number(texts.number(source.articles)),
            table.number(texts.number(source.outlets)),
        ]
        for source in shown.itertuples()
    ]
    table.table(order.heads(context, "reprints", "sources", columns), rows, texts.t("reprints.sources"))
    table.rest(texts, len(found) - len(shown))
    st.caption(texts.t("caption.sources", base=reprints.among(context)))


def _series(context: Context, found: pd.DataFrame) -> None:
    """Bulletins that resemble each other and are no reprints; one series unfolded."""
    texts = context.texts
    if found.empty:
        st.header(texts.t("reprints.series"), anchor=False)
        empty.nothing_here(context, "empty.series")
        return
    headed(context, reprints.series(context))
    columns = [
        ("title", texts.t("column.title"), ""),
        ("outlet", texts.t("outlet"), ""),
        ("first_day", texts.t("reprints.days"), ""),
        ("articles", texts.t("unit.articles").capitalize(), "n"),
    ]
    rows = []
    for series in order.arranged(context, "series", found).head(MOST_ROWS).to_dict("records"):
        unfolded = _is_open(context, series["article_id"])
        bulletins = groups.lines(context, context.ask(counts.bulletins_of, series["article_id"])) if unfolded else []
        others = texts.plural("count.outlets", series["outlets"]) if series["outlets"] > 1 else ""
        rows.append(
            [
                table.with_lines(groups.reading(context, series), bulletins),
                table.text(others or context.outlet(series["outlet"])),
                table.text(texts.span(series["first_day"], series["last_day"])),
                groups.unfolding(context, series["article_id"], series["articles"], unfolded=unfolded),
            ]
        )
    table.table(order.heads(context, "reprints", "series", columns), rows, texts.t("reprints.series"))
    table.rest(texts, len(found) - len(rows))
    st.caption(texts.t("caption.series"))
