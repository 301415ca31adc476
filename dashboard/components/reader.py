"""One article with every counted mention marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, empty, rows
from dashboard.components.desk import Desk
from dashboard.components.escape import escape, web_address
from dashboard.components.headlines import title
from dashboard.filters import State
from data.errors import NothingToAnswer
from data.filter import NOT_STATED
from data.lake import counts

MOST_NAMES = 30


def show(desk: Desk, article_id: str) -> None:
    """The article, where it came from, its topic and names; a link to the original if that is on the web."""
    texts = desk.texts
    with st.container(key="reader", border=True):
        bar = st.container(horizontal=True, gap="small")
        bar.button(
            texts.t("reader.close"),
            key="reader-close",
            icon=":material/close:",
            on_click=address.change,
            args=(_closed,),
        )
        try:
            article = desk.ask(counts.article, article_id)
        except NothingToAnswer:
            empty.nothing_here(desk, "empty.article")
            return
        mentions = desk.ask(counts.article_mentions, article_id)
        desk.names.update(zip(mentions["entity_id"], mentions["name"], strict=True))
        url = web_address(article["url"])
        if url:
            bar.link_button(texts.t("reader.original"), url, icon=":material/open_in_new:")
        _head(desk, article, mentions)
        _names(desk, mentions)
        st.html(f'<div class="sv-reader">{_marked(article["text"], mentions, "text")}</div>')


def _closed(state: State) -> State:
    return replace(state, open=None)


def _head(desk: Desk, article: Mapping[str, Any], mentions: pd.DataFrame) -> None:
    texts = desk.texts
    said = _marked(article["title"], mentions, "title") or escape(title(desk, {}))
    parts = [desk.outlet(article["outlet"]), moment(desk, article), texts.language(article["language"])]
    topic = article["topic_id"] or NOT_STATED
    st.html(
        f'<div class="sv-reader"><h2>{said}</h2></div>'
        f'<p class="sv-quiet sv-links">{escape(" · ".join(parts))} · {escape(texts.t("topic"))}: '
        f"{rows.thing_link(desk, 'topics', topic)}</p>"
    )


def moment(desk: Desk, article: Mapping[str, Any]) -> str:
    """When it was published, in the archive's zone: a day where only a day was given, else to the minute."""
    texts, published = desk.texts, article["published_at"]
    if pd.isna(published):
        return texts.t("undated")
    local = article["local_time"]
    return texts.day(local) if "date_only" in article["flags"] else texts.moment(local)


def _names(desk: Desk, mentions: pd.DataFrame) -> None:
    counted = mentions.groupby("entity_id", sort=False).size().sort_values(ascending=False, kind="stable")
    said = [
        f"{rows.thing_link(desk, 'entities', i)} {desk.texts.number(n)}" for i, n in counted.head(MOST_NAMES).items()
    ]
    if said:
        st.html(f'<p class="sv-quiet sv-links">{escape(desk.texts.t("reader.names"))}: {" · ".join(said)}</p>')


def _marked(text: str, mentions: pd.DataFrame, part: str) -> str:
    spans = mentions[mentions["part"] == part]
    return escape(text, zip(spans["start"], spans["end"], strict=True))
