"""Overview: what is in the archive, how much over time, what is largest, what changed most."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.trends import movers
from analytics.trends.shares import part
from analytics.trends.weekly import weekly
from dashboard.components import chart, empty, rows, save, table
from dashboard.components.browser import link
from dashboard.components.controls import languages_toggle, level_switch, row, series_switches
from dashboard.context import Context
from dashboard.figures import largest, volume
from dashboard.figures.tables import spread
from dashboard.figures.week import left_aside
from dashboard.state import elsewhere
from data.errors import NothingToAnswer
from data.filter import Unit
from data.lake import counts

MOST_MOVERS = 6
UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.texts.t("page.overview"), anchor=False)
    passing = context.ask(counts.passing, context.flt)
    if not passing.articles:
        empty.all_excluded(context)
        return
    _figures(context, passing)
    with row(context):
        level_switch(context)
        series_switches(
            context, UNITS, unit=volume.unit_of(context), measure=context.flt.has_subject()
        )  # all of all is no share
        languages_toggle(context)
    _volume(context)
    with _side_by_side():
        for what in rows.ID:
            with st.container():
                _largest(context, what)
    _changed(context)


def _side_by_side() -> DeltaGenerator:
    """Two columns, one below the other where the page is narrow."""
    return st.grid("auto", min_column_width=430, gap="large")


def _figures(context: Context, passing: counts.Passing) -> None:
    texts, level = context.texts, context.level
    reasons = context.ask(counts.reasons, context.flt, level)
    without = int(reasons["count"][reasons["reason"].notna()].sum())
    outlets, of_level = context.choices.stated_outlets, context.choices.levels.get(level, 0)
    pairs = [
        (texts.number(passing.articles), texts.plural("figure.articles", passing.articles)),
        (texts.percent(part(context.ask(counts.repeated, context.flt), passing.articles)), texts.t("figure.reprints")),
        (texts.number(outlets), texts.plural("figure.outlets", outlets)),
        (texts.number(of_level), texts.plural(f"figure.{level}", of_level)),
        (texts.percent(part(without, passing.articles)), texts.t(f"figure.without.{level}")),
    ]
    table.figures(pairs)
    said = [
        f"{texts.t(f'reason.{row.reason}')} – {texts.number(row.count_)}"
        for row in reasons[reasons["reason"].notna()].rename(columns={"count": "count_"}).itertuples()
    ]
    only_clutter = context.edition.totals.get("only_clutter", 0)
    if said:
        st.caption(texts.t("figure.reasons", without=texts.t(f"without.{level}"), reasons="; ".join(said)))
    if only_clutter:
        st.caption(texts.plural("figure.only_clutter", only_clutter))


def _volume(context: Context) -> None:
    click = context.texts.t("click.volume")
    chart.show(context, volume.volume(context), click=click, on_pick=chart.to_articles())


def _largest(context: Context, what: str) -> None:
    """The largest themes, topics or stories, or names, and how they went."""
    texts, unit = context.texts, volume.unit_of(context)
    named, more = (
        (context.level, {"level": context.level, "tongues": context.tongues}) if what == "topics" else (what, {})
    )
    top, series = {
        "topics": (counts.top_topics, counts.topic_series),
        "entities": (counts.top_entities, counts.entity_series),
    }[what]
    ranked = context.ask(top, context.flt, unit, largest.ON_OVERVIEW, **more)
    if ranked.empty:
        st.header(texts.t(f"largest.{named}"), anchor=False)
        empty.nothing_here(context, f"empty.{named}")
        return
    if what == "topics":
        context.learn(ranked, context.level)
    id_ = rows.ID[what]
    found = context.ask(series, context.flt, context.step, unit, tuple(ranked[id_]), **more)
    frame = spread(context, found, id_)
    save.headed(context, largest.largest_topics(context) if what == "topics" else largest.largest_names(context))
    rows.largest(context, what, ranked, frame, unit)
    st.caption(largest.caption(context, ranked, named, unit))


def _changed(context: Context) -> None:
    texts = context.texts
    st.header(texts.t("overview.changed"), anchor=False)
    try:
        week = context.ask(weekly, context.flt.base().without_period(), None, context.level, tongues=context.tongues)
    except NothingToAnswer:
        empty.nothing_here(context, "empty.week")
        return
    st.html(
        f'<p class="sv-links sv-quiet">{table.text(texts.week(week.key)).html} · '
        f"{link(texts.t('overview.to_weekly'), 'weekly', elsewhere(context.state))}</p>"
    )
    rows.learn(context, week.topics)
    with _side_by_side():
        for what, moved in zip(rows.ID, (week.topics, week.names), strict=True):
            with st.container():
                _movers(context, what, moved[moved["state"] != "steady"].head(MOST_MOVERS))
    st.caption(f"{texts.t('caption.movers', least=movers.LEAST_ARTICLES)} {left_aside(context)}")


def _movers(context: Context, what: str, moved: pd.DataFrame) -> None:
    if moved.empty:
        empty.nothing_here(context, "empty.movers")
        return
    shown = partial(rows.group_link, context, what)
    table.table(
        rows.change_heads(context, what),
        [[table.Cell(shown(row["id"])), *rows.change(context, row)] for row in moved.to_dict("records")],
        context.texts.t("overview.changed"),
    )
