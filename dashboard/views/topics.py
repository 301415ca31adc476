"""Topics: themes, topics or stories over time, a list that unfolds, a map, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.charts.topic_map import numbered
from dashboard.components import (
    address,
    chart,
    edit_log,
    empty,
    own_topics,
    rows,
    topic_doubts,
    topic_edits,
    topic_history,
    topic_list,
    topic_parts,
    topic_table,
    without,
)
from dashboard.components.browser import link
from dashboard.components.controls import languages_toggle, level_switch, row, series_switches, shown, switch
from dashboard.components.headlines import headlines
from dashboard.components.sidebar import distinct
from dashboard.context import Context
from dashboard.escape import escape, markdown
from dashboard.figures import outlets, topics
from dashboard.state import CHARTS, MOST_SHOWN, Drill, Opened, State, elsewhere
from data.lake import counts


def show(context: Context) -> None:
    """Draw the page."""
    texts, level = context.texts, context.level
    st.title(texts.t("page.topics"), anchor=False)
    edit_log.outcome(context)
    passing = context.ask(counts.passing, context.flt)
    if not passing.articles:
        empty.all_excluded(context)
        return
    with row(context):
        level_switch(context)
        switch(texts.t("switch.chart"), CHARTS, topics.chart_of(context), lambda c: texts.t(f"chart.{c}"), "chart")
        series_switches(context, topics.units(context), unit=topics.unit_of(context))
        languages_toggle(context)
    apart, ranked = (topics.ranked(context, tongues) for tongues in (None, context.tongues))
    if ranked.empty:
        empty.nothing_here(context, f"empty.{level}")
        topic_edits.every(context)
        return
    context.learn(apart, level)
    topic_doubts.show(context)
    _over_time(context, ranked)
    opened = _looked_at(context, ranked)
    own_topics.describe(context, opened)
    left, right = st.columns([5, 6], gap="large")
    with left:
        colours = rows.colours_of(context, "topics", topics.drawn(context))
        listed = topic_list.with_parts(context, ranked, apart)
        topic_list.show(context, listed, opened, topics.unit_of(context), colours)
        without.show(context)
        _refitted(context)
    with right:
        topic_history.announce(context)
        _opened(context, apart, opened)
    topic_table.show(context, apart, topics.unit_of(context))
    topic_edits.every(context)
    _map(context)


def _refitted(context: Context) -> None:
    """Why the last analysis found topics anew."""
    texts = context.texts
    for refit in context.edition.totals.get("refits", ()):
        figures = {name: texts.percent(refit[name]) for name in ("value", "usual") if refit[name] is not None}
        why = texts.t(f"refit.{refit['why']}", **figures)
        st.caption(markdown(texts.t("refit.said", language=texts.language(refit["language"]), why=why)))


def _looked_at(context: Context, ranked: pd.DataFrame) -> str:
    """The theme, topic or story that the address opens, else the largest."""
    asked, opened = address.read()[0].open, context.state.open
    if opened and opened.what == "topic":
        return opened.id
    if asked and asked.what == "topic" and context.archive.topics.hidden_by(asked.id):
        return asked.id
    return str(ranked["topic_id"].iloc[0])


def _over_time(context: Context, ranked: pd.DataFrame) -> None:
    texts = context.texts
    drawn, offered = topics.drawn(context), _labels(context, ranked["topic_id"])
    shown(context, offered, drawn, label=texts.t("topics.shown"), most=MOST_SHOWN)
    if not drawn and context.state.show is not None:
        return
    chart.show(
        context,
        topics.topics(context),
        click=texts.t(f"click.topics.{context.level}"),
        on_pick=chart.to_articles("topic", context.parts),
    )


def _labels(context: Context, ranked: Sequence[str]) -> dict[str, str]:
    """What the chart may draw: every theme or topic, of the stories the largest."""
    texts, known = context.texts, context.choices.topics
    offered = [context.head(i) for i in known["topic_id"] if context.levels[i] == context.level]
    languages = {i: texts.language(code) for i, code in zip(known["topic_id"], known["language"], strict=True)}
    return distinct({i: context.topics[i] for i in dict.fromkeys([*offered, *ranked])}, languages)


def _opened(context: Context, ranked: pd.DataFrame, topic_id: str) -> None:
    """One theme, topic or story: what it is inside of and in other languages, its words, names, outlets, headlines."""
    if topic_edits.hidden(context, topic_id):
        return
    if topic_id not in context.levels:
        empty.nothing_here(context, "empty.topic_gone")
        return
    texts, above = context.texts, context.path(topic_id)[:-1]
    if above:
        st.html(f'<p class="sv-quiet sv-links sv-path">{rows.path_links(context, above)} ›</p>')
    st.header(markdown(context.topics[topic_id]), anchor=False)
    topic_parts.trust(context, topic_id)
    topic_edits.note(context, topic_id)
    topic_parts.in_other_languages(context, topic_id)
    if context.levels[topic_id] == context.level and topic_id not in set(ranked["topic_id"]):
        empty.nothing_here(context, "empty.topic_here")
    topic_parts.keywords(context, topic_id)
    headlines(context, context.flt, topic_id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.t("topics.own_page"),
            key="topic-page",
            icon=":material/topic:",
            on_click=_to_page,
            args=(topic_id,),
        )
        topic_parts.ways_on(context, topic_id)
    topic_edits.show(context, topic_id)
    with st.grid("auto", min_column_width=220, gap="medium"):
        with st.container():
            topic_parts.names(context, topic_id)
        with st.container():
            to_outlet = chart.to_outlet(Drill(topic=(topic_id,)))
            chart.show(
                context,
                outlets.of_topic(context, topic_id),
                click=texts.t("click.by_outlet"),
                on_pick=to_outlet,
            )


def _to_page(topic_id: str) -> None:
    state, _ = address.read()
    address.go("topic", replace(elsewhere(state), open=Opened("topic", topic_id)))


def _map(context: Context) -> None:
    shown_ = topics.on_map(context)
    if shown_.places.empty:
        return
    texts = context.texts

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        return "topics", replace(state, open=Opened("topic", point.get("id", "")))

    chart.show(context, topics.map_of_topics(context, shown_), click=texts.t(f"click.map.{shown_.kind}"), on_pick=pick)
    _map_list(context, shown_)
    if shown_.theme_id:
        back = link(texts.t("topics.map.back"), "topics", replace(context.state, open=None))
        st.html(f'<p class="sv-links">{back}</p>')


def _map_list(context: Context, on_map: topics.OnMap) -> None:
    """Which number is which circle, for what has no room for its name, and for whoever has no pointer."""
    listed = "".join(f"<li>{rows.thing_link(context, 'topics', i)}</li>" for i in numbered(on_map.places)["topic_id"])
    head = escape(context.texts.t("topics.map.list"))
    st.html(f'<details class="sv sv-links"><summary>{head}</summary><ol class="sv-map">{listed}</ol></details>')
