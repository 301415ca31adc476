"""What the page of topics and a topic's own page say alike of one theme, topic or story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.components import address, empty, rows, table
from dashboard.components.topic_list import BELOW
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.state import Drill, State
from dashboard.texts import msgid
from data.filter import Level
from data.lake import counts

MOST_NAMES = 10


def trust(context: Context, topic_id: str) -> None:
    """How far a theme or topic can be trusted, in a sentence; nothing of a story, nor of an older program's topics."""
    known = context.ask(counts.topics_of, (topic_id,)).dropna(subset=["trust", "stability", "borderline"])
    for found in known.to_dict("records"):
        steady, near = (context.texts.percent(float(found[figure])) for figure in ("stability", "borderline"))
        key = msgid(f"trust.{found['trust']}.{context.levels[topic_id]}")
        said = context.texts.t(key, stability=steady, borderline=near)
        st.html(f'<p class="sv-quiet sv-trust">{escape(said)}</p>')


def in_other_languages(context: Context, topic_id: str) -> None:
    """What is about the same in other languages, where something is."""
    told = rows.in_other_languages(context, topic_id)
    if told:
        st.html(f'<p class="sv-quiet sv-links sv-trust">{told}</p>')


def keywords(context: Context, topic_id: str) -> None:
    """The words of a theme or topic; stories have none."""
    words = context.places["keywords"][context.places["topic_id"] == topic_id]
    if len(words):
        st.text(context.texts.t("topics.words", words=", ".join(*words)))


def names(context: Context, topic_id: str) -> None:
    """Whom and what its articles mention most."""
    texts = context.texts
    found = context.ask(counts.topic_entities, context.flt, topic_id, MOST_NAMES)
    st.markdown(f"**{texts.t('topics.names')}**")
    if found.empty:
        empty.nothing_here(context, "empty.entities")
        return
    context.names.update(zip(found["entity_id"], found["name"], strict=True))
    table.table(
        [(texts.t("name"), ""), (texts.t("unit.articles").capitalize(), "n")],
        [
            [table.Cell(rows.thing_link(context, "entities", i)), table.number(texts.number(n))]
            for i, n in zip(found["entity_id"], found["count"], strict=True)
        ],
    )


def ways_on(context: Context, topic_id: str) -> None:
    """Buttons to its articles, and to all pages about it alone; to be drawn in a row."""
    texts, level = context.texts, context.levels[topic_id]
    st.button(
        texts.t(f"open_articles.{level}"),
        key="topic-articles",
        icon=":material/article:",
        on_click=_articles,
        args=(topic_id,),
    )
    st.button(
        texts.t(f"narrow.{level}"),
        key="topic-narrow",
        icon=":material/filter_alt:",
        help=texts.t("narrow.help"),
        on_click=address.change,
        args=(_narrowed(topic_id, level),),
        disabled=context.flt.topics == (topic_id,),
    )


def _narrowed(topic_id: str, level: Level) -> Callable[[State], State]:
    """Everything about one theme or topic, told by what is inside of it; about one story."""

    def change(state: State) -> State:
        below = BELOW.get(level, state.level) if state.level == level else state.level
        flt = replace(state.filter, topics=(topic_id,))
        return replace(state, filter=flt, level=below, show=None, open=None)

    return change


def _articles(topic_id: str) -> None:
    state, _ = address.read()
    address.go("articles", replace(state, show=None, open=None, drill=Drill(topic=(topic_id,))))
