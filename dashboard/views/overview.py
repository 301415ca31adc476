"""Overview: what is in the archive, how much over time, what is largest, what changed most."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.trends import movers, shares
from analytics.trends.weekly import weekly
from dashboard.charts.volume import volume as volume_chart
from dashboard.components import empty, rows, table
from dashboard.components.browser import link
from dashboard.components.controls import languages_toggle, level_switch, row, series_switches
from dashboard.components.desk import Desk
from dashboard.components.figure import figure, to_articles
from dashboard.components.numbers import series_table, spread
from dashboard.components.words import base_line
from dashboard.filters import elsewhere
from dashboard.theme import Theme
from data.errors import NothingToAnswer
from data.filter import Unit
from data.lake import counts

LARGEST = 8
MOST_MOVERS = 6
UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")


def show(desk: Desk) -> None:
    """Draw the page."""
    st.title(desk.texts.t("page.overview"), anchor=False)
    passing = desk.ask(counts.passing, desk.flt)
    if not passing.articles:
        empty.all_excluded(desk)
        return
    _figures(desk, passing)
    with row(desk):
        level_switch(desk)
        series_switches(desk, UNITS, unit=_unit(desk), measure=desk.flt.has_subject())  # all of all is no share
        languages_toggle(desk)
    _volume(desk)
    left, right = st.columns(2, gap="large")
    with left:
        _largest(desk, "topics")
    with right:
        _largest(desk, "entities")
    _changed(desk)


def _unit(desk: Desk) -> Unit:
    return desk.state.unit if desk.state.unit in UNITS else "articles"


def _figures(desk: Desk, passing: counts.Passing) -> None:
    texts, level = desk.texts, desk.level
    reasons = desk.ask(counts.reasons, desk.flt, level)
    without = int(reasons["count"][reasons["reason"].notna()].sum())
    outlets, of_level = desk.choices.stated_outlets, desk.choices.levels.get(level, 0)
    pairs = [
        (texts.number(passing.articles), texts.plural("figure.articles", passing.articles)),
        (texts.percent(desk.ask(counts.repeated, desk.flt) / passing.articles), texts.t("figure.reprints")),
        (texts.number(outlets), texts.plural("figure.outlets", outlets)),
        (texts.number(of_level), texts.plural(f"figure.{level}", of_level)),
        (texts.percent(without / passing.articles), texts.t(f"figure.without.{level}")),
    ]
    table.figures(pairs)
    said = [
        f"{texts.t(f'reason.{row.reason}')} – {texts.number(row.count_)}"
        for row in reasons[reasons["reason"].notna()].rename(columns={"count": "count_"}).itertuples()
    ]
    only_clutter = desk.edition.totals.get("only_clutter", 0)
    if said:
        st.caption(texts.t("figure.reasons", without=texts.t(f"without.{level}"), reasons="; ".join(said)))
    if only_clutter:
        st.caption(texts.plural("figure.only_clutter", only_clutter))


def _volume(desk: Desk) -> None:
    texts, unit = desk.texts, _unit(desk)
    found = desk.ask(counts.volume, desk.flt, desk.step, unit)
    frame = shares.series(found, found[["period", "base"]], desk.calendar)
    value = desk.state.measure if desk.flt.has_subject() else "count"

    def draw(theme: Theme) -> object:
        return volume_chart(frame, texts, title=texts.t("overview.volume"), theme=theme, unit=unit, value=value)

    caption = texts.t("caption.volume", base=base_line(desk, texts.t(f"unit.{unit}")))
    table_ = partial(series_table, desk, frame, unit)
    figure(desk, "volume", draw, caption=caption, table=table_, on_pick=to_articles(), over_time=True)


def _largest(desk: Desk, what: str) -> None:
    """The largest themes, topics or stories, or names, and how they went."""
    texts, unit = desk.texts, _unit(desk)
    named, more = (desk.level, {"level": desk.level, "tongues": desk.tongues}) if what == "topics" else (what, {})
    top, series = {
        "topics": (counts.top_topics, counts.topic_series),
        "entities": (counts.top_entities, counts.entity_series),
    }[what]
    st.subheader(texts.t(f"largest.{named}"), anchor=False)
    ranked = desk.ask(top, desk.flt, unit, LARGEST, **more)
    if ranked.empty:
        empty.nothing_here(desk, f"empty.{named}")
        return
    if what == "topics":
        desk.learn(ranked, desk.level)
    id_ = rows.ID[what]
    found = desk.ask(series, desk.flt, desk.step, unit, tuple(ranked[id_]), **more)
    frame = spread(desk, found, id_)
    rows.largest(desk, what, ranked, frame, unit)
    base = base_line(desk, texts.plural(f"of.{unit}", _base(ranked)), far=True)
    st.caption(texts.t(f"caption.largest.{named}", base=base))


def _base(ranked: pd.DataFrame) -> int:
    return int(ranked["base"].max())


def _changed(desk: Desk) -> None:
    texts = desk.texts
    st.subheader(texts.t("overview.changed"), anchor=False)
    try:
        week = desk.ask(weekly, desk.flt.context().without_period(), None, desk.level, tongues=desk.tongues)
    except NothingToAnswer:
        empty.nothing_here(desk, "empty.week")
        return
    st.html(
        f'<p class="sv-links sv-quiet">{table.text(texts.week(week.key)).html} · '
        f"{link(texts.t('overview.to_weekly'), 'weekly', elsewhere(desk.state))}</p>"
    )
    rows.learn(desk, week.topics)
    for column, what, moved in zip(st.columns(2, gap="large"), rows.ID, (week.topics, week.names), strict=True):
        with column:
            _movers(desk, what, moved[moved["state"] != "steady"].head(MOST_MOVERS))
    st.caption(texts.t("caption.movers", least=movers.LEAST_ARTICLES))


def _movers(desk: Desk, what: str, moved: pd.DataFrame) -> None:
    if moved.empty:
        empty.nothing_here(desk, "empty.movers")
        return
    shown = partial(rows.group_link, desk, what)
    table.table(
        rows.change_heads(desk, what),
        [[table.Cell(shown(row["id"])), *rows.change(desk, row)] for row in moved.to_dict("records")],
        desk.texts.t("overview.changed"),
    )
