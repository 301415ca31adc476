"""What is in no theme, topic or story: by reason, and by the topic that is nearest all the same."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.components import table
from dashboard.components.browser import link
from dashboard.components.desk import Desk
from dashboard.components.escape import escape
from dashboard.filters import Drill, elsewhere
from data.filter import NOT_STATED, Lack
from data.lake import counts

FAR = "no fit"
MOST_NEAR = 8


def show(desk: Desk) -> None:
    """How many of the articles that pass are in none of the page's level, and why: each reason leads to them."""
    texts, level = desk.texts, desk.level
    reasons = desk.ask(counts.reasons, desk.flt, level)
    without = reasons[reasons["reason"].notna()]
    if without.empty:
        st.caption(texts.t(f"caption.all_classified.{level}"))
        return
    part = without["count"].sum() / reasons["count"].sum()
    st.subheader(texts.t(f"without.{level}"), anchor=False)
    said = texts.t("without.share", share=texts.percent(part), n=texts.number(int(without["count"].sum())))
    listed = [
        _counted(desk, texts.t(f"reason.{reason}"), n, Lack(level, reason))
        + (_nearest(desk) if reason == FAR and level == "topic" else "")
        for reason, n in zip(without["reason"], without["count"], strict=True)
    ]
    lines = "".join(f"<li>{line}</li>" for line in listed)
    every = replace(elsewhere(desk.state), drill=Drill(topic=(NOT_STATED,)))
    head = link(said, "articles", every) if level == "topic" else escape(said)
    st.html(f'<div class="sv sv-links">{head}<ul>{lines}</ul></div>')


def _counted(desk: Desk, label: str, n: int, lacks: Lack) -> str:
    """HTML of a link to the articles, and how many they are."""
    state = replace(elsewhere(desk.state), drill=Drill(lacks=lacks))
    return f"{link(label, 'articles', state)} {table.quiet(desk.texts.number(n))}"


def _nearest(desk: Desk) -> str:
    """HTML of the topics that are nearest to what fits none, each a link to these articles; empty where none is."""
    found = desk.ask(counts.without_nearest, desk.flt, FAR, MOST_NEAR)
    if found.empty:
        return ""
    desk.learn(found, "topic")
    near = zip(found["topic_id"], found["count"], strict=True)
    said = [_counted(desk, desk.topics[i], n, Lack("topic", FAR, i)) for i, n in near]
    more = int(found["total"].iloc[0]) - len(found)
    said += [table.quiet(desk.texts.plural("list.more", more))] if more > 0 else []
    return f"<br>{escape(desk.texts.t('without.nearest'))} {' · '.join(said)}"
