"""Reprints: who reprints whom, whose texts are their own, whom texts credit, the largest groups, series."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.trends.shares import share
from dashboard.charts.chart import Chart
from dashboard.charts.matrix import matrix
from dashboard.charts.stacked import stacked
from dashboard.components import empty, groups, table
from dashboard.components.controls import row, switch
from dashboard.components.desk import Desk
from dashboard.components.figure import figure, to_articles
from dashboard.components.numbers import bulletins_table, flows_table, groups_table, own_table, sources_table
from dashboard.components.save import headed_table
from dashboard.components.words import base_line
from dashboard.filters import MEASURES
from dashboard.theme import Theme
from data.lake import counts

MOST_ROWS = 12  # of a table
MOST_OUTLETS = 12  # bars
MOST_GROUPS = 15
LEAST_PAIRS = 3  # fewer are a list, no table of rows and columns
MOST_ASKED = 1000  # groups and series that are counted
ORIGINS = ("own", "reprints", "unknown")


def show(desk: Desk) -> None:
    """Draw the page."""
    texts = desk.texts
    st.title(texts.t("page.reprints"), anchor=False)
    passing = desk.ask(counts.passing, desk.flt)
    if not passing.articles:
        empty.all_excluded(desk)
        return
    base = base_line(desk, texts.plural("among.articles", passing.articles), far=True)
    series = desk.ask(counts.largest_series, desk.flt, MOST_ASKED)
    _figures(desk, passing, len(series))
    flows = desk.ask(counts.reprint_flows, desk.flt, None)
    _matrix(desk, flows, base)
    with _side_by_side():
        with st.container():
            _flows(desk, flows)
        with st.container():
            _sources(desk, base)
    _own(desk)
    _groups(desk)
    _series(desk, series)


def _side_by_side() -> DeltaGenerator:
    """Two columns, one below the other where the page is narrow."""
    return st.grid("auto", min_column_width=430, gap="large")


def _figures(desk: Desk, passing: counts.Passing, series: int) -> None:
    texts, repeated = desk.texts, desk.ask(counts.repeated, desk.flt)
    distinct = passing.articles - repeated
    table.figures(
        [
            (texts.number(passing.articles), texts.plural("figure.passing", passing.articles)),
            (texts.number(distinct), texts.plural("figure.texts", distinct)),
            (texts.percent(repeated / passing.articles), texts.t("figure.reprint_share")),
            (texts.number(series), texts.plural("figure.series", series)),
        ]
    )
    st.caption(texts.t("caption.reprints"))


def _matrix(desk: Desk, flows: pd.DataFrame, base: str) -> None:
    """Who reprints whom, where there are pairs enough."""
    texts = desk.texts
    if len(flows) < LEAST_PAIRS:
        st.subheader(texts.t("reprints.matrix"), anchor=False)
        empty.nothing_here(desk, "empty.matrix" if len(flows) else "empty.no_matrix")
        return

    def draw(theme: Theme) -> Chart:
        return matrix(flows, texts, title=texts.t("reprints.matrix"), theme=theme)

    figure(
        desk,
        "reprints-matrix",
        draw,
        caption=texts.t("caption.matrix", base=base),
        table=partial(flows_table, desk, flows),
        on_pick=to_articles("outlet"),
    )


def _flows(desk: Desk, flows: pd.DataFrame) -> None:
    """Who takes from whom, and how soon."""
    texts = desk.texts
    if flows.empty:
        st.subheader(texts.t("reprints.flows"), anchor=False)
        empty.nothing_here(desk, "empty.flows")
        return
    headed_table(desk, "reprint-flows", texts.t("reprints.flows"), partial(flows_table, desk, flows))
    heads = [
        (texts.t("reprints.source"), ""),
        (texts.t("reprints.taker"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        (texts.t("reprints.lag"), "n w"),
    ]
    shown = flows.head(MOST_ROWS)
    rows = [
        [
            table.text(desk.outlet(flow.source)),
            table.text(desk.outlet(flow.outlet)),
            table.number(texts.number(flow.articles)),
            table.number(texts.duration(flow.lag_hours)),
        ]
        for flow in shown.itertuples()
    ]
    table.table(heads, rows, texts.t("reprints.flows"))
    table.rest(texts, len(flows) - len(shown))
    st.caption(texts.t("caption.flows"))


def _own(desk: Desk) -> None:
    """Where the texts of each outlet come from, as bars and in figures."""
    texts = desk.texts
    origins = desk.ask(counts.own_share, desk.flt)
    shown = origins.head(MOST_OUTLETS)
    parts = {name: texts.t(f"own.{name}") for name in ORIGINS}
    said = [
        texts.t("own.said", share=texts.percent(part), n=texts.number(n))
        for part, n in zip(share(shown["own"], shown["articles"]), shown["articles"], strict=True)
    ]

    def draw(theme: Theme) -> Chart:
        return stacked(
            shown,
            texts,
            title=texts.t("reprints.own"),
            theme=theme,
            by_column="outlet",
            parts=parts,
            said=said,
            value=desk.state.measure,
            thing=texts.t("outlet"),
        )

    with row(desk):
        switch(texts.t("switch.measure"), MEASURES, desk.state.measure, texts.t, "measure")
    with _side_by_side():
        figure(
            desk,
            "reprints-own",
            draw,
            caption=texts.t("caption.own"),
            table=partial(own_table, desk, origins),
            on_pick=to_articles("outlet"),
        )
        with st.container():
            _own_table(desk, origins, shown)


def _own_table(desk: Desk, origins: pd.DataFrame, shown: pd.DataFrame) -> None:
    texts = desk.texts
    heads = [
        (texts.t("outlet"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        *((texts.t(f"own.{name}").capitalize(), "n w") for name in ORIGINS),
        (texts.t("reprints.taken"), "n w"),
    ]
    columns = ("articles", *ORIGINS, "reprinted")
    rows = [
        [table.text(desk.outlet(row["outlet"])), *(table.number(texts.number(row[name])) for name in columns)]
        for row in shown.to_dict("records")
    ]
    table.table(heads, rows, texts.t("reprints.own"))
    table.rest(texts, len(origins) - len(shown))
    st.caption(texts.t("caption.own.table"))


def _groups(desk: Desk) -> None:
    """The texts that most articles carry; one of them unfolded."""
    texts = desk.texts
    found = desk.ask(counts.largest_groups, desk.flt, MOST_ASKED)
    if found.empty:
        st.subheader(texts.t("reprints.groups"), anchor=False)
        empty.nothing_here(desk, "empty.groups")
        return
    headed_table(desk, "reprint-groups", texts.t("reprints.groups"), partial(groups_table, desk, found))
    heads = [
        (texts.t("column.title"), ""),
        (texts.t("reprints.source"), ""),
        (texts.t("column.when"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        (texts.t("unit.outlets").capitalize(), "n"),
        (texts.t("reprints.last"), "n"),
    ]
    rows = []
    for group in found.head(MOST_GROUPS).to_dict("records"):
        unfolded = _is_open(desk, group["article_id"])
        members = groups.lines(desk, desk.ask(counts.copies_of, group["article_id"])) if unfolded else []
        rows.append(
            [
                table.with_lines(groups.reading(desk, group), members),
                table.text(desk.outlet(group["outlet"]) if group["known"] else texts.t("own.unknown")),
                table.text(groups.moment(desk, group), "s"),
                groups.unfolding(desk, group["article_id"], group["articles"], unfolded=unfolded),
                table.number(texts.number(group["outlets"])),
                table.number(texts.lag(group["last_lag_hours"])),
            ]
        )
    table.table(heads, rows, texts.t("reprints.groups"))
    table.rest(texts, len(found) - len(rows))
    st.caption(texts.t("caption.groups"))


def _is_open(desk: Desk, article_id: str) -> bool:
    opened = desk.state.open
    return bool(opened and opened.what == "article" and opened.id == article_id)


def _sources(desk: Desk, base: str) -> None:
    """Whom the texts themselves credit."""
    texts = desk.texts
    found = desk.ask(counts.sources, desk.flt, None)
    if found.empty:
        st.subheader(texts.t("reprints.sources"), anchor=False)
        empty.nothing_here(desk, "empty.sources")
        return
    headed_table(desk, "sources", texts.t("reprints.sources"), partial(sources_table, desk, found))
    heads = [
        (texts.t("reprints.credited"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
        (texts.t("unit.outlets").capitalize(), "n"),
    ]
    shown = found.head(MOST_ROWS)
    rows = [
        [
            table.text(source.source),
            table.number(texts.number(source.articles)),
            table.number(texts.number(source.outlets)),
        ]
        for source in shown.itertuples()
    ]
    table.table(heads, rows, texts.t("reprints.sources"))
    table.rest(texts, len(found) - len(shown))
    st.caption(texts.t("caption.sources", base=base))


def _series(desk: Desk, found: pd.DataFrame) -> None:
    """Bulletins that resemble each other and are no reprints; one series unfolded."""
    texts = desk.texts
    if found.empty:
        st.subheader(texts.t("reprints.series"), anchor=False)
        empty.nothing_here(desk, "empty.series")
        return
    headed_table(desk, "series", texts.t("reprints.series"), partial(bulletins_table, desk, found))
    heads = [
        (texts.t("column.title"), ""),
        (texts.t("outlet"), ""),
        (texts.t("reprints.days"), ""),
        (texts.t("unit.articles").capitalize(), "n"),
    ]
    rows = []
    for series in found.head(MOST_ROWS).to_dict("records"):
        unfolded = _is_open(desk, series["article_id"])
        bulletins = groups.lines(desk, desk.ask(counts.bulletins_of, series["article_id"])) if unfolded else []
        others = texts.plural("count.outlets", series["outlets"]) if series["outlets"] > 1 else ""
        rows.append(
            [
                table.with_lines(groups.reading(desk, series), bulletins),
                table.text(others or desk.outlet(series["outlet"])),
                table.text(texts.span(series["first_day"], series["last_day"])),
                groups.unfolding(desk, series["article_id"], series["articles"], unfolded=unfolded),
            ]
        )
    table.table(heads, rows, texts.t("reprints.series"))
    table.rest(texts, len(found) - len(rows))
    st.caption(texts.t("caption.series"))
