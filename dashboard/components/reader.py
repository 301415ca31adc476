"""One article with every counted mention and every word searched for marked and its clutter pale; its reprints, its
series, whom it credits; and the ways to the articles before and after it in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics.search.occurrences import occurrences
from dashboard.components import address, browser, empty, groups, own_topics, rows, topic_edits, why
from dashboard.components.headlines import title
from dashboard.context import Context
from dashboard.escape import FOUND, NAME, OWN, Marks, Span, escape, pale, web_address
from dashboard.state import Opened, State, drilled
from data.errors import NothingToAnswer
from data.filter import LEVELS, NOT_STATED
from data.lake import counts

MOST_NAMES = 30


def show(context: Context, article_id: str, listed: Sequence[str] = ()) -> None:
    """The article, where it came from, its topic and names; a link to the original if that is on the web.

    Args:
        listed: ids of the articles of the list beside it, in its order.
    """
    texts = context.texts
    with st.container(key="reader", border=True):
        browser.in_view("reader", article_id)
        bar = st.container(horizontal=True, gap="small")
        with bar:
            _ways(context, article_id, listed)
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
        clutter = context.ask(counts.clutter_of, article_id)
        marks = {part: _marks(context, article, mentions, part) for part in ("title", "text")}
        _head(context, article, marks["title"])
        _names(context, mentions)
        _sources(context, article_id)
        why.show(context, article)
        topic_edits.move(context, article)
        own_topics.example(context, article)
        _group(context, article_id)
        _series(context, article_id)
        _key(context, clutter, list(marks.values()))
        st.html(f'<div class="sv-reader">{escape(article["text"], _pale(context, clutter) | marks["text"])}</div>')


def _ways(context: Context, article_id: str, listed: Sequence[str]) -> None:
    """Buttons that close the article and open the one before or after it in the list."""
    texts, at = context.texts, listed.index(article_id) if article_id in listed else None
    before = listed[at - 1] if at else None
    after = listed[at + 1] if at is not None and at + 1 < len(listed) else None
    _way("close", texts.t("reader.close"), ":material/close:", _opening(None))
    _way("before", texts.t("reader.before"), ":material/chevron_left:", _opening(before), off=before is None)
    _way("after", texts.t("reader.after"), ":material/chevron_right:", _opening(after), off=after is None)


def _way(name: str, label: str, icon: str, change: Callable[[State], State], *, off: bool = False) -> None:
    st.button(label, key=f"reader-{name}", icon=icon, on_click=address.change, args=(change,), disabled=off)


def _opening(article_id: str | None) -> Callable[[State], State]:
    opened = Opened("article", article_id) if article_id else None
    return lambda state: replace(state, open=opened)


def _head(context: Context, article: Mapping[str, Any], marks: Marks) -> None:
    texts = context.texts
    said = escape(article["title"], marks) or escape(title(context, {}))
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


def _marks(context: Context, article: Mapping[str, Any], mentions: pd.DataFrame, part: str) -> dict[str, list[Span]]:
    """What is marked in a title or text: names, those that one came from, words that were searched for."""
    flt, here = drilled(context.state), mentions[mentions["part"] == part]
    own = here["entity_id"].isin(flt.entities)
    found = occurrences(article[part], flt.words, article["language"] or "und") if flt.words else []
    return {NAME: _spans(here[~own]), OWN: _spans(here[own]), FOUND: found}


def _spans(rows_: pd.DataFrame) -> list[Span]:
    return list(zip(rows_["start"], rows_["end"], strict=True))


def _pale(context: Context, clutter: pd.DataFrame) -> dict[str, list[Span]]:
    """What stands back in the text, by the tag that says why."""
    return {
        pale(context.texts.t(f"clutter.{kind}")): _spans(rows_) for kind, rows_ in clutter.groupby("kind", sort=False)
    }


def _key(context: Context, clutter: pd.DataFrame, marks: Sequence[Marks]) -> None:
    """What the marks of title and text mean, where some are not names."""
    texts = context.texts
    said = [
        f"{tag}{escape(texts.t(f'reader.mark.{name}'))}</mark>"
        for name, tag in {"own": OWN, "found": FOUND}.items()
        if any(tag in part and any(True for _ in part[tag]) for part in marks)
    ]
    kinds = ", ".join(texts.t(f"clutter.{kind}") for kind in clutter["kind"].unique())
    said += [escape(texts.t("reader.pale", kinds=kinds))] if kinds else []
    if said:
        st.html(f'<p class="sv-quiet sv-key">{" · ".join(said)}</p>')
