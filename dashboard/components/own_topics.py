"""Topics that a user describes or parts from others: telling them, what came of it, and the articles to answer for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import edit_log, headlines, running
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.texts import msgid
from data.filter import Level
from data.lake import counts
from data.lake.counts.topics import of_topic
from data.lake.editing import LONGEST_NAME
from data.lake.topic_editing import GUIDED
from data.lake.topic_edits import MAKING, maker, waiting
from data.state import edits
from data.state.edits import Edit, in_force, made_by

EXAMPLES = "own-topic-examples"
"""Articles that the reader was told to take as examples, of this session: their titles by id."""
OFFERED = 50
"""So many articles of a topic may be ticked."""


def describe(context: Context, topic_id: str) -> None:
    """An expander on the page of topics: a topic of one's own, and those described so far.

    Args:
        topic_id: what is looked at, some of whose articles are offered as examples.
    """
    texts = context.texts
    running.show(context)
    unfolded = st.expander(texts.t("own.open"), icon=":material/add_circle:", key="own-topic", on_change="rerun")
    if not unfolded.open:
        return
    with unfolded:
        st.caption(texts.t("own.intro"))
        left, right = st.columns(2, gap="large")
        with left:
            name = st.text_input(texts.t("own.name"), key="own-name", max_chars=LONGEST_NAME)
            words = _words(context, "own-words")
            articles = _articles(context, topic_id, "own-examples", texts.t("own.examples"))
        with right:
            level: Level = st.radio(
                texts.t("own.level"),
                GUIDED[::-1],
                format_func=lambda each: texts.t(f"level.{each}"),
                key="own-level",
                horizontal=True,
            )
            _listed(context)
        said = {"words": words, "articles": articles}
        content = {"what": "guide", "name": name, "level": level, **said}
        _make(context, "guide", content, off=not name.strip() or not any(said.values()))


def example(context: Context, article: Mapping[str, Any]) -> None:
    """A button below an article (`counts.article`) that keeps it as an example for a topic of one's own."""
    texts, taken = context.texts, st.session_state.get(EXAMPLES, {})
    if article["article_id"] in taken:
        st.caption(texts.t("own.example.taken"))
        return
    st.button(
        texts.t("own.example"),
        key="own-example",
        icon=":material/add_circle:",
        on_click=_take,
        args=(article["article_id"], headlines.title(context, dict(article))),
    )


def _take(article_id: str, title: str) -> None:
    st.session_state[EXAMPLES] = {**st.session_state.get(EXAMPLES, {}), article_id: title}


def show(context: Context, topic_id: str) -> None:
    """Of a topic that was described or parted: its words, how sure it is, and the articles to answer for."""
    number = maker(topic_id)
    log = edits.log(context.workspace) if number else []
    edit = next((each for each in in_force(log, "topic") if each.number == number), None)
    if edit is None:
        return
    texts = context.texts
    st.header(texts.t("own.title"), anchor=False)
    words = [*edit.content.get("words", ()), *edit.content.get("phrases", ())]
    said = [texts.t("own.by", words=", ".join(words)) if words else texts.t("own.by_examples")]
    told = _told(context).get(edit.number, {})
    if told.get("separation") is not None:
        said.append(texts.t("own.separation", share=texts.percent(told["separation"])))
    if told.get("overlap"):
        said.append(texts.t("own.overlap", n=texts.number(told["overlap"])))
    st.text(" ".join(said))
    _asked(context, edit, log)
    running.show(context)


def split(context: Context, topic_id: str) -> None:
    """An expander on the page of a theme or topic: parting another one from it."""
    texts = context.texts
    if context.levels[topic_id] not in GUIDED:
        return
    unfolded = st.expander(texts.t("own.split"), icon=":material/call_split:", key="own-split", on_change="rerun")
    if not unfolded.open:
        return
    with unfolded:
        st.caption(texts.t("own.split.intro"))
        name = st.text_input(texts.t("own.name"), key="own-split-name", max_chars=LONGEST_NAME)
        words = _words(context, "own-split-words")
        articles = _articles(context, topic_id, "own-split-articles", texts.t("own.split.articles"), held=False)
        said = {"words": words, "articles": articles}
        content = {"what": "split", "topic": topic_id, "name": name, **said}
        _make(context, "split", content, off=not name.strip() or not any(said.values()))


def _make(context: Context, what: str, content: Mapping[str, Any], *, off: bool) -> None:
    off = off or running.is_busy(context.workspace)
    edit_log.button(context, "topic", what, [content], off=off, then=partial(running.analyse, context.workspace))


def _words(context: Context, key: str) -> list[str]:
    texts = context.texts
    typed = st.text_input(texts.t("own.words"), key=key, help=texts.t("own.words.help"))
    return [word.strip() for word in re.split(r"[,;\n]", typed or "") if word.strip()]


def _articles(context: Context, topic_id: str, key: str, label: str, *, held: bool = True) -> list[str]:
    """The articles that are chosen, among those of a topic and those that the reader took."""
    found = context.ask(counts.articles_page, context.ask(of_topic, context.flt, topic_id), limit=OFFERED)
    offered = dict(st.session_state.get(EXAMPLES, {})) if held else {}
    taken = list(offered)
    offered |= {
        row["article_id"]: f"{headlines.title(context, row)} ({headlines.where(context, row)})" for row in _rows(found)
    }
    none = context.texts.t("own.examples.none")
    return st.multiselect(
        label, list(offered), taken, format_func=lambda i: offered.get(i, i), key=key, placeholder=none
    )


def _rows(found: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in found.to_dict("records")]


def _told(context: Context) -> dict[int, dict[str, Any]]:
    """By its edit what the last analysis says of each topic, see `analytics.guided.GuidedTopics.told`."""
    return {each["edit"]: each for each in context.edition.totals.get("guided", ())}


def _listed(context: Context) -> None:
    """The topics described so far, what came of each, and the way to undo it."""
    log = edits.log(context.workspace)
    made = [edit for edit in in_force(log, "topic") if edit.content["what"] in MAKING]
    if not made:
        return
    st.markdown(f"**{context.texts.t('own.listed')}**")
    late, told = waiting(log, context.edition.looked_for), _told(context)
    for edit in made[::-1]:
        line, beside = st.columns([5, 2], vertical_alignment="center")
        line.text(_line(context, edit, None if edit.number in late else told.get(edit.number)))
        edit_log.back(context, edit.number, beside, f"own-undo-{edit.number}")


def _line(context: Context, edit: Edit, told: Mapping[str, Any] | None) -> str:
    texts, said = context.texts, {"number": edit.number, "name": edit.content["name"]}
    if told is None:
        return texts.t("own.waits", **said)
    missing = ", ".join(told["missing"])
    if told["works"]:
        line = texts.t("own.line", n=texts.number(told["size"]), **said)
        return f"{line}; {texts.t('own.missing', words=missing)}" if missing else line
    if missing:
        return texts.t("own.nowhere", words=missing, **said)
    return texts.t(msgid("own.gone") if told.get("gone") else msgid("own.idle"), **said)


def _asked(context: Context, edit: Edit, log: list[Edit]) -> None:
    """The articles to answer for, each with yes and no; what is answered is asked no more."""
    texts, topic = context.texts, made_by(edit.number)
    answers = [e for e in in_force(log, "topic") if e.content["what"] == "answer" and e.content["topic"] == topic]
    answered = {each.content["article"] for each in answers}
    left = [row for row in _rows(context.ask(counts.asked, edit.number)) if row["article_id"] not in answered]
    if left:
        unfolded = st.expander(texts.t("own.asked"), icon=":material/help:", key="own-asked", on_change="rerun")
        if unfolded.open:
            with unfolded:
                _questions(context, topic, left)
    late = {each.number for each in answers} & waiting(log, context.edition.looked_for)
    if late:
        st.text(texts.t("own.waiting", n=texts.number(len(late))))
        off = running.is_busy(context.workspace)
        st.button(
            texts.t("own.again"), key="own-again", on_click=running.analyse, args=(context.workspace,), disabled=off
        )


def _questions(context: Context, topic: str, asked: list[dict[str, Any]]) -> None:
    texts = context.texts
    for row in asked:
        line, yes, no = st.columns([8, 1, 1], vertical_alignment="center")
        with line:
            head = headlines.lines(context, pd.DataFrame([{**row, "copies": 0}]))[0]
            st.html(f'<div class="sv sv-links">{head}</div>')
            now = texts.t(msgid("own.counted") if row["belongs"] else msgid("own.not_counted"))
            st.caption(markdown(f"{now} · {', '.join(row['why'])}"))
        for place, what, belongs in ((yes, "yes", True), (no, "no", False)):
            content = {"what": "answer", "topic": topic, "article": row["article_id"], "belongs": belongs}
            with place:
                edit_log.button(context, "topic", what, [content], key=f"{what}-{row['article_id']}")
