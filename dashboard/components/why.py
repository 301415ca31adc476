"""Why an article is of its topic, or of none: asked and said only once it is unfolded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from analytics.why import Why, why
from dashboard.components import groups, rows
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.texts import msgid
from data.lake import counts

AT_ITS_HEART, INSIDE = 0.5, 0.2
"""Of the way from a topic's edge to its centre."""


def show(context: Context, article: Mapping[str, Any]) -> None:
    """An expander below an article (`counts.article`), closed at first."""
    article_id, texts = article["article_id"], context.texts
    said = texts.t(msgid("why.open") if article["topic_id"] else msgid("why.open.none"))
    unfolded = st.expander(said, icon=":material/help:", key=f"reader-why-{article_id}", on_change="rerun")
    if not unfolded.open:
        return
    found = context.ask(why, article_id)
    with unfolded:
        lines = list(_placed(context, found) if found.placing["topic_id"] else _left_out(context, found))
        lines += [escape(texts.t("why.near"))] if len(found.near) else []
        st.html(f'<div class="sv-why sv-links">{"".join(f"<p>{line}</p>" for line in lines)}</div>')
        if len(found.near):
            groups.show(context, found.near, article_id)


def _placed(context: Context, found: Why) -> Iterator[str]:
    """HTML lines: shared words, how near it is, and which topic comes next."""
    texts, placing = context.texts, found.placing
    yield escape(texts.t("why.words", words=", ".join(found.words)) if found.words else texts.t("why.no_words"))
    score, reach = placing["score"], placing["reach"]
    if score is None:
        yield escape(texts.t("why.said"))
    elif reach is None:
        yield escape(texts.t("why.score", score=texts.number(score, 2)))
    else:
        inside = (score - reach) / max(1 - reach, 1e-9)
        where = "heart" if inside >= AT_ITS_HEART else "inside" if inside >= INSIDE else "edge"
        figures = {"score": texts.number(score, 2), "reach": texts.number(reach, 2)}
        yield escape(texts.t(f"why.score.{where}", **figures))
    if found.certainty:
        yield _beside(context, msgid(f"why.next.{found.certainty}"), found)


def _left_out(context: Context, found: Why) -> Iterator[str]:
    """HTML lines: the reason, and how far the nearest topic is."""
    texts, placing = context.texts, found.placing
    yield escape(texts.t(f"why.left_out.{placing['reason'] or 'no fit'}"))
    if placing["next_topic_id"]:
        yield _beside(context, msgid("why.nearest"), found)


def _beside(context: Context, key: str, found: Why) -> str:
    """HTML of a sentence that ends with the next topic as a link; without it where all its articles were forgotten."""
    texts, placing = context.texts, found.placing
    context.learn(context.ask(counts.topics_of, (placing["next_topic_id"],)))
    figures = {name: texts.number(placing[name], 2) for name in ("next_score", "reach")}
    said = escape(texts.t(key, **figures))
    return f"{said} {rows.thing_link(context, 'topics', placing['next_topic_id'])}" if placing["next_topic"] else said
