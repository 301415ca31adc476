"""One article with every counted mention marked and its clutter pale, its reprints, its series, whom it credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, empty, groups, own_topics, rows, topic_edits, why
from dashboard.components.desk import Desk
from dashboard.components.escape import Span, escape, web_address
from dashboard.components.headlines import title
from dashboard.filters import State
from data.errors import NothingToAnswer
from data.filter import LEVELS, NOT_STATED
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
        _sources(desk, article_id)
        why.show(desk, article)
        topic_edits.move(desk, article)
        own_topics.example(desk, article)
        _group(desk, article_id)
        _series(desk, article_id)
        clutter = desk.ask(counts.clutter_of, article_id)
        _pale_kinds(desk, clutter)
        st.html(f'<div class="sv-reader">{_marked(article["text"], mentions, "text", _pale(desk, clutter))}</div>')


def _closed(state: State) -> State:
    return replace(state, open=None)


def _head(desk: Desk, article: Mapping[str, Any], mentions: pd.DataFrame) -> None:
    texts = desk.texts
    said = _marked(article["title"], mentions, "title") or escape(title(desk, {}))
    when = groups.moment(desk, {**article, "date_only": "date_only" in article["flags"]})
    parts = [desk.outlet(article["outlet"]), when, texts.language(article["language"])]
    st.html(
        f'<div class="sv-reader"><h2>{said}</h2></div><p class="sv-quiet">{escape(" · ".join(parts))}</p>'
        f'<p class="sv-quiet sv-links">{_place(desk, article)}</p>'
    )
    told = rows.in_other_languages(desk, article["topic_id"]) if article["topic_id"] else ""
    if told:
        st.html(f'<p class="sv-quiet sv-links">{told}</p>')


def _place(desk: Desk, article: Mapping[str, Any]) -> str:
    """HTML of the article's theme, topic and story, one inside the other; where one is missing, why."""
    ids = [article[f"{level}_id"] for level in LEVELS]
    found = [i for i in ids if i]
    desk.learn(desk.ask(counts.topics_of, tuple(found)))
    said = [rows.path_links(desk, found)] if found else []
    level = "topic" if not article["topic_id"] else "story" if not article["story_id"] else None
    reason = article["reason"] if level == "topic" else article["story_reason"]
    if level == "topic" or (level and desk.choices.has_levels):
        texts = desk.texts
        words = {"without": texts.t(f"without.{level}"), "reason": texts.t(f"why.{reason or 'new'}")}
        without = texts.t("reader.without", **words)
        said.append(escape(without[:1].lower() + without[1:] if said else without))
    return " › ".join(said)


def _names(desk: Desk, mentions: pd.DataFrame) -> None:
    counted = mentions.groupby("entity_id", sort=False).size().sort_values(ascending=False, kind="stable")
    said = [
        f"{rows.thing_link(desk, 'entities', i)} {desk.texts.number(n)}" for i, n in counted.head(MOST_NAMES).items()
    ]
    if said:
        st.html(f'<p class="sv-quiet sv-links">{escape(desk.texts.t("reader.names"))}: {" · ".join(said)}</p>')


def _sources(desk: Desk, article_id: str) -> None:
    """Whom its text credits."""
    credited = desk.ask(counts.article_sources, article_id)
    if credited:
        said = desk.texts.t("reader.sources", sources=", ".join(credited))
        st.html(f'<p class="sv-quiet">{escape(said)}</p>')


def _group(desk: Desk, article_id: str) -> None:
    """The articles that carry its text too, to be unfolded."""
    members = desk.ask(counts.copies_of, article_id)
    if members.empty:
        return
    texts, outlets = desk.texts, members["outlet"].replace(NOT_STATED, None).nunique()
    said = texts.t(
        "group",
        articles=texts.plural("count.articles", len(members)),
        outlets=texts.plural("in.outlets", outlets),
    )
    with st.expander(said, icon=":material/content_copy:", key="reader-copies"):
        groups.show(desk, members, article_id)


def _series(desk: Desk, article_id: str) -> None:
    """The other bulletins of its series, to be unfolded."""
    bulletins = desk.ask(counts.bulletins_of, article_id)
    if len(bulletins):
        said = desk.texts.plural("series", len(bulletins))
        with st.expander(said, icon=":material/event_repeat:", key="reader-series"):
            groups.show(desk, bulletins, article_id)


def _pale(desk: Desk, clutter: pd.DataFrame) -> dict[Span, str]:
    """What stands back in the text, and why."""
    spans = zip(clutter["start"], clutter["end"], clutter["kind"], strict=True)
    return {(start, end): desk.texts.t(f"clutter.{kind}") for start, end, kind in spans}


def _pale_kinds(desk: Desk, clutter: pd.DataFrame) -> None:
    kinds = dict.fromkeys(_pale(desk, clutter).values())
    if kinds:
        st.html(f'<p class="sv-quiet">{escape(desk.texts.t("reader.pale", kinds=", ".join(kinds)))}</p>')


def _marked(text: str, mentions: pd.DataFrame, part: str, pale: Mapping[Span, str] | None = None) -> str:
    spans = mentions[mentions["part"] == part]
    return escape(text, zip(spans["start"], spans["end"], strict=True), pale)
