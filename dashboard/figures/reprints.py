"""Who reprints whom, and whose texts are their own."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.trends.shares import share
from dashboard.charts.chart import Chart, Look
from dashboard.charts.matrix import matrix
from dashboard.charts.stacked import stacked
from dashboard.context import Context
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import bulletins_table, flows_table, groups_table, own_table, sources_table
from dashboard.figures.wording import base_line
from data.lake import counts
from data.spreadsheet import Plot

MOST_ASKED = 1000  # groups and series that are counted
MOST_OUTLETS = 12  # bars
ORIGINS = ("own", "reprints", "unknown")


def among(context: Context) -> str:
    """Among how many articles, and which."""
    passing = context.ask(counts.passing, context.flt)
    return base_line(context, context.texts.plural("among.articles", passing.articles), context.flt, far=True)


def who_reprints_whom(context: Context) -> Figure:
    """Who reprints whom."""
    texts, flows = context.texts, context.ask(counts.reprint_flows, context.flt, None)

    def draw(look: Look) -> Chart:
        return matrix(flows, texts, title=texts.t("reprints.matrix"), look=look)

    return figure(
        context,
        "reprints",
        texts.t("reprints.matrix"),
        draw=draw,
        caption=texts.t("caption.matrix", base=among(context)),
        table=partial(flows_table, context, flows),
    )


def flows(context: Context) -> Figure:
    """Who reprints whom, how much and how soon."""
    found, texts = context.ask(counts.reprint_flows, context.flt, None), context.texts
    numbers = partial(flows_table, context, found)
    return figure(context, "flows", texts.t("reprints.flows"), table=numbers, caption=texts.t("caption.flows"))


def own_texts(context: Context) -> Figure:
    """Where the texts of each outlet come from."""
    texts, value = context.texts, context.state.measure
    origins = context.ask(counts.own_share, context.flt)
    shown = origins.head(MOST_OUTLETS)
    parts = {name: texts.t(f"own.{name}") for name in ORIGINS}
    said = [
        texts.t("own.said", share=texts.percent(part), n=texts.number(n))
        for part, n in zip(share(shown["own"], shown["articles"]), shown["articles"], strict=True)
    ]

    def draw(look: Look) -> Chart:
        return stacked(
            shown,
            texts,
            title=texts.t("reprints.own"),
            look=look,
            by_column="outlet",
            parts=parts,
            said=said,
            value=value,
            thing=texts.t("outlet"),
        )

    def plot() -> Plot:
        numbers = shown[list(ORIGINS)]
        numbers = numbers.apply(share, base=shown["articles"]) if value == "share" else numbers
        numbers = numbers.set_axis([part.capitalize() for part in parts.values()], axis=1)
        numbers.insert(0, texts.t("outlet"), shown["outlet"].map(context.outlet))
        return Plot("bar", numbers, percent=value == "share", stacked=True)

    return figure(
        context,
        "own-texts",
        texts.t("reprints.own"),
        draw=draw,
        caption=texts.t("caption.own"),
        table=partial(own_table, context, origins),
        plot=plot,
    )


def groups(context: Context) -> Figure:
    """Texts that most articles carry."""
    return _table(context, "groups", counts.largest_groups, groups_table)


def series(context: Context) -> Figure:
    """Bulletins that resemble each other and are no reprints."""
    return _table(context, "series", counts.largest_series, bulletins_table)


def sources(context: Context) -> Figure:
    """Whom the texts themselves credit."""
    found, texts = context.ask(counts.sources, context.flt, None), context.texts
    numbers = partial(sources_table, context, found)
    caption = texts.t("caption.sources", base=among(context))
    return figure(context, "sources", texts.t("reprints.sources"), table=numbers, caption=caption)


def _table(context: Context, name: str, question: object, table: object) -> Figure:
    found: pd.DataFrame = context.ask(question, context.flt, MOST_ASKED)
    texts = context.texts
    return figure(
        context,
        name,
        texts.t(f"reprints.{name}"),
        table=partial(table, context, found),
        caption=texts.t(f"caption.{name}"),
    )
