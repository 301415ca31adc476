"""What refits made of a theme, topic or story: on its own page, and where a link names one that is gone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, empty, rows
from dashboard.context import Context
from dashboard.escape import escape
from data.lake import counts

MOST = 12


def show(context: Context, topic_id: str) -> None:
    """Its history, the latest first; nothing where no refit touched it."""
    texts = context.texts
    told = context.ask(counts.topic_history, topic_id).iloc[::-1]
    if told.empty:
        return
    st.header(texts.t("topic_page.history"), anchor=False)
    others = tuple(told["other_id"].dropna().unique())
    heirs = context.ask(counts.topic_heirs, others)
    context.learn(context.ask(counts.topics_of, tuple({*others, *heirs.values()})))
    said = "".join(f"<li>{_line(context, each, topic_id)}</li>" for each in told.head(MOST).to_dict("records"))
    st.html(f'<div class="sv sv-links"><ul>{said}</ul></div>')
    if len(told) > MOST:
        st.caption(texts.plural("list.more", len(told) - MOST))


def _line(context: Context, each: Mapping[Hashable, Any], topic_id: str) -> str:
    """HTML of one event: "12 Mar 2018: X was merged with it (40 articles)"."""
    texts, level, other = context.texts, context.levels[topic_id], each["other_id"]
    shared = texts.plural("count.articles", int(each["shared"]))
    said = escape(texts.t(f"history.{each['event']}.{level}", shared=shared, other="\0"))
    named = (
        rows.thing_link(context, "topics", other) if other in context.levels else _called(context, each["label"], level)
    )
    return f"{escape(_day(context, each['happened_at']))}: {said.replace(chr(0), named)}"


def _called(context: Context, label: object, level: str) -> str:
    """HTML of what an earlier one was called."""
    return escape(_plain(context, label, level))


def _day(context: Context, moment: pd.Timestamp) -> str:
    return context.texts.day(moment.tz_convert(context.edition.zone))


def announce(context: Context) -> None:
    """Say what became of the theme, topic or story that the address opens, where a refit gave it up."""
    asked = address.read()[0].open
    if asked is None or asked.what != "topic":
        return
    if asked.id in context.heirs:
        _led_on(context, asked.id)
    elif not context.state.open and not context.archive.topics.hidden_by(asked.id):
        fate(context, asked.id)


def _led_on(context: Context, asked: str) -> None:
    """Above the heir: what the link named was merged with it, and when."""
    fates = context.ask(counts.topic_fates, (asked,))
    for fate in fates.values():
        said = context.texts.t(
            "history.led_on", label=_plain(context, fate.label, fate.level), day=_day(context, fate.at)
        )
        st.info(said, icon=":material/merge:")


def _plain(context: Context, label: object, level: str) -> str:
    known = isinstance(label, str) and label
    return context.texts.t("history.called", label=label) if known else context.texts.t(f"history.another.{level}")


def fate(context: Context, asked: str) -> None:
    """Of an id that the archive no longer has: when it ended, and what its articles are in now."""
    known = context.ask(counts.topic_fates, (asked,)).get(asked)
    if known is None:
        empty.nothing_here(context, "empty.topic_gone")
        return
    texts = context.texts
    called = _plain(context, known.label, known.level)
    said = texts.t("history.ended", label=called, day=_day(context, known.at))
    if known.into:
        context.learn(context.ask(counts.topics_of, known.into))
        linked = ", ".join(rows.thing_link(context, "topics", i) for i in known.into)
        st.html(f'<p class="sv-links">{escape(said)} {escape(texts.t("history.now_in"))} {linked}.</p>')
    else:
        st.html(f"<p>{escape(said)}</p>")
