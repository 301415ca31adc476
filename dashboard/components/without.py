"""What is in no theme, topic or story: by reason, and by the topic that is nearest all the same."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.trends.shares import part
from dashboard.components import table
from dashboard.components.browser import link
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.state import Drill, elsewhere
from data.filter import NOT_STATED, Lack
from data.lake import counts

FAR = "no fit"
MOST_NEAR = 8


def show(context: Context) -> None:
    """How many of the articles that pass are in none of the page's level, and why: each reason leads to them."""
    texts, level = context.texts, context.level
    reasons = context.ask(counts.reasons, context.flt, level)
    without = reasons[reasons["reason"].notna()]
    if without.empty:
        st.caption(texts.t(f"caption.all_classified.{level}"))
        return
    lacking = int(without["count"].sum())
    st.header(texts.t(f"without.{level}"), anchor=False)
    said = texts.t("without.share", share=texts.percent(part(lacking, reasons["count"].sum())), n=texts.number(lacking))
    listed = [
        _counted(context, texts.t(f"reason.{reason}"), n, Lack(level, reason))
        + (_nearest(context) if reason == FAR and level == "topic" else "")
        for reason, n in zip(without["reason"], without["count"], strict=True)
    ]
    lines = "".join(f"<li>{line}</li>" for line in listed)
    every = replace(elsewhere(context.state), drill=Drill(topic=(NOT_STATED,)))
    head = link(said, "articles", every) if level == "topic" else escape(said)
    st.html(f'<div class="sv sv-links">{head}<ul>{lines}</ul></div>')


def _counted(context: Context, label: str, n: int, lacks: Lack) -> str:
    """HTML of a link to the articles, and how many they are."""
    state = replace(elsewhere(context.state), drill=Drill(lacks=lacks))
    return f"{link(label, 'articles', state)} {table.quiet(context.texts.number(n))}"


def _nearest(context: Context) -> str:
    """HTML of the topics that are nearest to what fits none, each a link to these articles; empty where none is."""
    found = context.ask(counts.without_nearest, context.flt, FAR, MOST_NEAR)
    if found.empty:
        return ""
    context.learn(found, "topic")
    near = zip(found["topic_id"], found["count"], strict=True)
    said = [_counted(context, context.topics[i], n, Lack("topic", FAR, i)) for i, n in near]
    more = int(found["total"].iloc[0]) - len(found)
    said += [table.quiet(context.texts.plural("list.more", more))] if more > 0 else []
    return f"<br>{escape(context.texts.t('without.nearest'))} {' · '.join(said)}"
