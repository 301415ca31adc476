"""A theme, topic or story as the user says it is: renamed, merged, pinned, hidden, noted; a moved article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.components import edit_log
from dashboard.context import Context
from dashboard.texts import msgid
from data.filter import NOT_STATED
from data.lake import counts
from data.lake.editing import LONGEST_NAME
from data.lake.topic_editing import LONGEST_NOTE
from data.lake.topic_edits import waiting
from data.state.edits import Edit

MOST_OFFERED = 200
"""Stories of a topic that one may be merged with."""


def show(context: Context, topic_id: str) -> None:
    """An expander below a theme, topic or story, closed at first; an edit is read on the next run of the page."""
    unfolded = st.expander(
        context.texts.t("topic_edit.open"), icon=":material/edit:", key="topic-edit", on_change="rerun"
    )
    if not unfolded.open:
        return
    known = context.ask(counts.topics_of, (topic_id,)).iloc[0]
    with unfolded:
        edit_log.author(context)
        with st.grid("auto", min_column_width=320, gap="medium"):
            with st.container():
                _rename(context, topic_id)
                pin = [{"what": "pin", "topic": topic_id}]
                edit_log.button(context, "topic", "pin", pin, off=bool(known["pinned"]))
                edit_log.button(context, "topic", "hide", [{"what": "hide", "topic": topic_id}])
            with st.container():
                _merge(context, topic_id, known.to_dict())
                _note(context, topic_id, known["note"] if isinstance(known["note"], str) else "")
        _log(context)


def every(context: Context) -> None:
    """An expander for what is of no one topic, closed at first: what is hidden, and the last edits."""
    unfolded = st.expander(
        context.texts.t("topic_edit.all"), icon=":material/history:", key="topic-edits", on_change="rerun"
    )
    if unfolded.open:
        with unfolded:
            _hidden(context)
            _log(context, "topics")


def hidden(context: Context, topic_id: str) -> bool:
    """Say of a theme, topic or story that an edit hides it, and which; False: none does."""
    told = context.archive.topics
    by = told.hidden_by(topic_id)
    if by is None:
        return False
    texts, number = context.texts, told.hidden[by]
    said = {"name": told.name(topic_id), "by": told.name(by), "number": number}
    st.text(
        texts.t(
            msgid("topic_edit.is_hidden") if told.read_as(topic_id) == by else msgid("topic_edit.is_hidden_with"),
            **said,
        )
    )
    edit_log.back(context, number, st, f"topic-edit-show-{number}", msgid("topic_edit.unhide"))
    return True


def _hidden(context: Context) -> None:
    """What is hidden, each with the way to have it back: no list and no map leads there."""
    told = context.archive.topics
    if not told.hidden:
        return
    st.markdown(f"**{context.texts.t('topic_edit.hidden_ones')}**")
    for topic_id, number in told.hidden.items():
        line, beside = st.columns([5, 2], vertical_alignment="center")
        level = context.texts.t(f"level.{told.groups[topic_id].level}")
        line.text(f"{told.name(topic_id)} ({level.lower()})")
        edit_log.back(context, number, beside, f"topics-edit-show-{number}", msgid("topic_edit.unhide"))


def _log(context: Context, key: str = "topic") -> None:
    edit_log.log(context, "topic", partial(_line, context), waiting, idle=context.archive.topics.idle, key=key)


def note(context: Context, topic_id: str) -> None:
    """What a user noted on a theme, topic or story."""
    found = context.ask(counts.topics_of, (topic_id,))["note"].dropna()
    if len(found):
        st.text(context.texts.t("topic_edit.said_note", note=found.iloc[0]))


def move(context: Context, article: Mapping[str, Any]) -> None:
    """An expander below an article (`counts.article`), closed at first: the topic that it ought to be of, or none."""
    texts, article_id = context.texts, article["article_id"]
    edit_log.outcome(context)
    unfolded = st.expander(
        texts.t("topic_edit.move_open"), icon=":material/drive_file_move:", key="topic-edit-moving", on_change="rerun"
    )
    if not unfolded.open:
        return
    with unfolded:
        own, key = article["topic_id"] or NOT_STATED, f"topic-edit-into-{article_id}"
        content = moved_into(context, [article_id], article["language"], own, key)
        edit_log.button(context, "topic", "move", [content] if content else [], off=content is None)


def moved_into(context: Context, articles: Sequence[str], language: str, own: str, key: str) -> dict[str, Any] | None:
    """A choice of where articles ought to be; the edit that moves them there, None until one is made.

    Args:
        articles, language: ids, and the language of all.
        own: the topic that is not offered, for they are of it.
        key: of the choice.
    """
    known = context.choices.topics
    alike = known[(known["level"] == "topic") & (known["language"] == language)]
    into = st.selectbox(
        context.texts.t("topic_edit.move_into"),
        [i for i in [NOT_STATED, *alike["topic_id"]] if i != own],
        None,
        format_func=lambda i: context.topics[i] if i != NOT_STATED else context.texts.t("topic_edit.nowhere"),
        key=key,
        placeholder=context.texts.t("switch.show.any"),
    )
    if into is None:
        return None
    return {"what": "move", "articles": list(articles), **({"into": into} if into != NOT_STATED else {})}


def _rename(context: Context, topic_id: str) -> None:
    name = context.topics[topic_id]
    new = st.text_input(
        context.texts.t("topic_edit.name"), name, key=f"topic-edit-name-{topic_id}", max_chars=LONGEST_NAME
    )
    content = {"what": "rename", "topic": topic_id, "name": new}
    edit_log.button(context, "topic", "rename", [content], off=new.strip() in {"", name})


def _merge(context: Context, topic_id: str, known: Mapping[str, Any]) -> None:
    """It is one with another of its level and language; of stories those of its topic are offered."""
    if known["level"] == "story":
        found = context.ask(counts.inside, context.flt, "articles", known["parent_id"], MOST_OFFERED)
    else:
        every = context.choices.topics
        found = every[(every["level"] == known["level"]) & (every["language"] == known["language"])]
    names = {i: label for i, label in zip(found["topic_id"], found["label"], strict=True) if i != topic_id}
    into = st.selectbox(
        context.texts.t("topic_edit.same_as"),
        list(names),
        None,
        format_func=names.__getitem__,
        key=f"topic-edit-other-{topic_id}",
        placeholder=context.texts.t("switch.show.any"),
    )
    content = {"what": "merge", "topic": topic_id, "into": into}
    edit_log.button(context, "topic", "merge", [content], off=into is None)


def _note(context: Context, topic_id: str, written: str) -> None:
    said = st.text_area(
        context.texts.t("topic_edit.text"), written, key=f"topic-edit-text-{topic_id}", max_chars=LONGEST_NOTE
    )
    content = {"what": "note", "topic": topic_id, "text": said}
    edit_log.button(context, "topic", "note", [content], off=said.strip() in {"", written})


def _line(context: Context, edit: Edit) -> str:
    texts, content = context.texts, edit.content
    values = {
        "topic": content.get("topic_name", content.get("topic", "")),
        "into": content.get("into_name", texts.t("topic_edit.nowhere")),
        "name": content.get("name", ""),
        "text": content.get("text", ""),
        "articles": texts.number(len(content.get("articles", ()))),
    }
    return texts.t(f"topic_edit.line.{content['what']}", **values)
