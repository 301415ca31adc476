"""Where a refit left it open which topic is the one that was: the question, and a button for each answer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import edit_log, rows
from dashboard.context import Context
from dashboard.escape import escape, markdown
from data.lake import counts

MOST = 5


def show(context: Context, topic_id: str | None = None) -> None:
    """The questions that nobody answered yet.

    Args:
        topic_id: those alone that speak of this theme or topic; None: the most doubtful ones, folded, for the page is
            about something else.
    """
    found = context.ask(counts.doubtful_topics)
    if topic_id is not None:
        _questions(context, found[(found["topic_id"] == topic_id) | (found["other_id"] == topic_id)])
    elif len(found):
        label = context.texts.t("topic_doubt.open", n=context.texts.number(len(found)))
        folded = st.expander(label, icon=":material/help:", key="topic-doubts", on_change="rerun")
        if folded.open:
            with folded:
                _questions(context, found)


def _questions(context: Context, found: pd.DataFrame) -> None:
    for each in found.head(MOST).to_dict("records"):
        with st.container(border=True, key=f"topic-doubt-{each['topic_id']}"):
            _ask(context, each)
    if len(found) > MOST:
        st.caption(context.texts.plural("list.more", len(found) - MOST))


def _ask(context: Context, each: Mapping[Hashable, Any]) -> None:
    texts, one, other = context.texts, each["topic_id"], each["other_id"]
    day = texts.day(each["happened_at"].tz_convert(context.edition.zone))
    parts = {key: texts.percent(each[key]) for key in ("stayed", "went")}
    said = escape(texts.t("topic_doubt.asked", day=day, one="\0", other="\1", **parts))
    linked = {mark: rows.thing_link(context, "topics", i) for mark, i in (("\0", one), ("\1", other))}
    st.html(f'<p class="sv-links">{said.replace(chr(0), linked[chr(0)]).replace(chr(1), linked[chr(1)])}</p>')
    answers = {
        "same": texts.t("topic_edit.same"),
        "goes_on": texts.t("topic_edit.goes_on", other=context.topics[other]),
    }
    with st.container(horizontal=True, gap="small"):
        for what, label in answers.items():
            wanted = [{"what": what, "topic": one, "into": other}]
            edit_log.button(context, "topic", what, wanted, key=f"{what}-{one}", label=markdown(label))
