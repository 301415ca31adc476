"""What refits made of a theme, topic or story: on its own page, and where a link names one that is gone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, empty, rows
from dashboard.components.desk import Desk
from dashboard.components.escape import escape
from data.lake import counts

MOST = 12


def show(desk: Desk, topic_id: str) -> None:
    """Its history, the latest first; nothing where no refit touched it."""
    texts = desk.texts
    told = desk.ask(counts.topic_history, topic_id).iloc[::-1]
    if told.empty:
        return
    st.subheader(texts.t("topic_page.history"), anchor=False)
    others = tuple(told["other_id"].dropna().unique())
    heirs = desk.ask(counts.topic_heirs, others)
    desk.learn(desk.ask(counts.topics_of, tuple({*others, *heirs.values()})))
    said = "".join(f"<li>{_line(desk, each, topic_id)}</li>" for each in told.head(MOST).to_dict("records"))
    st.html(f'<div class="sv sv-links"><ul>{said}</ul></div>')
    if len(told) > MOST:
        st.caption(texts.plural("list.more", len(told) - MOST))


def _line(desk: Desk, each: Mapping[Hashable, Any], topic_id: str) -> str:
    """HTML of one event: "12 Mar 2018: X was merged with it (40 articles)"."""
    texts, level, other = desk.texts, desk.levels[topic_id], each["other_id"]
    shared = texts.plural("count.articles", int(each["shared"]))
    said = escape(texts.t(f"history.{each['event']}.{level}", shared=shared, other="\0"))
    named = rows.thing_link(desk, "topics", other) if other in desk.levels else _called(desk, each["label"], level)
    return f"{escape(_day(desk, each['happened_at']))}: {said.replace(chr(0), named)}"


def _called(desk: Desk, label: object, level: str) -> str:
    """HTML of what an earlier one was called."""
    return escape(_plain(desk, label, level))


def _day(desk: Desk, moment: pd.Timestamp) -> str:
    return desk.texts.day(moment.tz_convert(desk.edition.zone))


def announce(desk: Desk) -> None:
    """Say what became of the theme, topic or story that the address opens, where a refit gave it up."""
    asked = address.read()[0].open
    if asked is None or asked.what != "topic":
        return
    if asked.id in desk.heirs:
        _led_on(desk, asked.id)
    elif not desk.state.open and not desk.archive.topics.hidden_by(asked.id):
        fate(desk, asked.id)


def _led_on(desk: Desk, asked: str) -> None:
    """Above the heir: what the link named was merged with it, and when."""
    fates = desk.ask(counts.topic_fates, (asked,))
    for fate in fates.values():
        said = desk.texts.t("history.led_on", label=_plain(desk, fate.label, fate.level), day=_day(desk, fate.at))
        st.info(said, icon=":material/merge:")


def _plain(desk: Desk, label: object, level: str) -> str:
    known = isinstance(label, str) and label
    return desk.texts.t("history.called", label=label) if known else desk.texts.t(f"history.another.{level}")


def fate(desk: Desk, asked: str) -> None:
    """Of an id that the archive no longer has: when it ended, and what its articles are in now."""
    known = desk.ask(counts.topic_fates, (asked,)).get(asked)
    if known is None:
        empty.nothing_here(desk, "empty.topic_gone")
        return
    texts = desk.texts
    called = _plain(desk, known.label, known.level)
    said = texts.t("history.ended", label=called, day=_day(desk, known.at))
    if known.into:
        desk.learn(desk.ask(counts.topics_of, known.into))
        linked = ", ".join(rows.thing_link(desk, "topics", i) for i in known.into)
        st.html(f'<p class="sv-links">{escape(said)} {escape(texts.t("history.now_in"))} {linked}.</p>')
    else:
        st.html(f"<p>{escape(said)}</p>")
