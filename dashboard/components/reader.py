"""One article with every counted mention marked and its clutter pale, its reprints, its series, whom it credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address, browser, empty, groups, own_topics, rows, topic_edits, why
from dashboard.components.headlines import title
from dashboard.context import Context
from dashboard.escape import Span, escape, web_address
from dashboard.filters import State
from data.errors import NothingToAnswer
from data.filter import LEVELS, NOT_STATED
from data.lake import counts

MOST_NAMES = 30


def show(context: Context, article_id: str) -> None:
    """The article, where it came from, its topic and names; a link to the original if that is on the web."""
    texts = context.texts
    with st.container(key="reader", border=True):
        browser.in_view("reader", article_id)
        bar = st.container(horizontal=True, gap="small")
        bar.button(
            texts.t("reader.close"),
            key="reader-close",
            icon=":material/close:",
            on_click=address.change,
            args=(_closed,),
        )
        try:
            article = context.ask(counts.article, article_id)
        except NothingToAnswer:
            empty.nothing_here(context, "empty.article")
            return
        mentions = context.ask(counts.article_mentions, article_id)
        context.names.update(zip(mentions["entity_id"], mentions["name"], strict=True))
        url = web_address(article["url"])
        if url:
            bar.link_button(texts.t("reader.original"), url, icon=":material/open_in_new:")
        _head(context, article, mentions)
        _names(context, mentions)
        _sources(context, article_id)
        why.show(context, article)
        topic_edits.move(context, article)
        own_topics.example(context, article)
        _group(context, article_id)
        _series(context, article_id)
        clutter = context.ask(counts.clutter_of, article_id)
        _pale_kinds(context, clutter)
        st.html(f'<div class="sv-reader">{_marked(article["text"], mentions, "text", _pale(context, clutter))}</div>')


def _closed(state: State) -> State:
    return replace(state, open=None)


def _head(context: Context, article: Mapping[str, Any], mentions: pd.DataFrame) -> None:
    texts = context.texts
    said = _marked(article["title"], mentions, "title") or escape(title(context, {}))
    when = groups.moment(context, {**article, "date_only": "date_only" in article["flags"]})
    parts = [context.outlet(article["outlet"]), when, texts.language(article["language"])]
    st.html(
        f'<div class="sv-reader"><h2>{said}</h2></div><p class="sv-quiet">{escape(" · ".join(parts))}</p>'
        f'<p class="sv-quiet sv-links">{_place(context, article)}</p>'
    )
    told = rows.in_other_languages(context, article["topic_id"]) if article["topic_id"] else ""
    if told:
        st.html(f'<p class="sv-quiet sv-links">{told}</p>')


def _place(context: Context, article: Mapping[str, Any]) -> str:
    """HTML of the article's theme, topic and story, one inside the other; where one is missing, why."""
    ids = [article[f"{level}_id"] for level in LEVELS]
    found = [i for i in ids if i]
    context.learn(context.ask(counts.topics_of, tuple(found)))
    said = [rows.path_links(context, found)] if found else []
    level = "topic" if not article["topic_id"] else "story" if not article["story_id"] else None
    reason = article["reason"] if level == "topic" else article["story_reason"]
    if level == "topic" or (level and context.choices.has_levels):
        texts = context.texts
        words = {"without": texts.t(f"without.{level}"), "reason": texts.t(f"why.{reason or 'new'}")}
        without = texts.t("reader.without", **words)
        said.append(escape(without[:1].lower() + without[1:] if said else without))
    return " › ".join(said)


def _names(context: Context, mentions: pd.DataFrame) -> None:
    counted = mentions.groupby("entity_id", sort=False).size().sort_values(ascending=False, kind="stable")
    said = [
        f"{rows.thing_link(context, 'entities', i)} {context.texts.number(n)}"
        for i, n in counted.head(MOST_NAMES).items()
    ]
    if said:
        st.html(f'<p class="sv-quiet sv-links">{escape(context.texts.t("reader.names"))}: {" · ".join(said)}</p>')


def _sources(context: Context, article_id: str) -> None:
    """Whom its text credits."""
    credited = context.ask(counts.article_sources, article_id)
    if credited:
        said = context.texts.t("reader.sources", sources=", ".join(credited))
        st.html(f'<p class="sv-quiet">{escape(said)}</p>')


def _group(context: Context, article_id: str) -> None:
    """The articles that carry its text too, to be unfolded."""
    members = context.ask(counts.copies_of, article_id)
    if members.empty:
        return
    texts, outlets = context.texts, members["outlet"].replace(NOT_STATED, None).nunique()
    said = texts.t(
        "group",
        articles=texts.plural("count.articles", len(members)),
        outlets=texts.plural("in.outlets", outlets),
    )
    with st.expander(said, icon=":material/content_copy:", key="reader-copies"):
        groups.show(context, members, article_id)


def _series(context: Context, article_id: str) -> None:
    """The other bulletins of its series, to be unfolded."""
    bulletins = context.ask(counts.bulletins_of, article_id)
    if len(bulletins):
        said = context.texts.plural("series", len(bulletins))
        with st.expander(said, icon=":material/event_repeat:", key="reader-series"):
            groups.show(context, bulletins, article_id)


def _pale(context: Context, clutter: pd.DataFrame) -> dict[Span, str]:
    """What stands back in the text, and why."""
    spans = zip(clutter["start"], clutter["end"], clutter["kind"], strict=True)
    return {(start, end): context.texts.t(f"clutter.{kind}") for start, end, kind in spans}


def _pale_kinds(context: Context, clutter: pd.DataFrame) -> None:
    kinds = dict.fromkeys(_pale(context, clutter).values())
    if kinds:
        st.html(f'<p class="sv-quiet">{escape(context.texts.t("reader.pale", kinds=", ".join(kinds)))}</p>')


def _marked(text: str, mentions: pd.DataFrame, part: str, pale: Mapping[Span, str] | None = None) -> str:
    spans = mentions[mentions["part"] == part]
    return escape(text, zip(spans["start"], spans["end"], strict=True), pale)
