"""What users said of names and topics: making an edit, what came of it, the last ones with the way to undo them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.texts import msgid
from data.errors import SvodkaError
from data.lake.editing import LONGEST_NAME, Refused, undo
from data.lake.name_editing import edit_names
from data.lake.topic_editing import edit_topics
from data.state import edits
from data.state.edits import Edit

SHOWN = 8
"""So many edits are listed, the newest first."""
SAID, REFUSED, AUTHOR = "edit-said", "edit-refused", "author"
MAKE: Mapping[str, Callable[..., list[Edit]]] = {"name": edit_names, "topic": edit_topics}


def outcome(context: Context) -> None:
    """What the last edit did, or why it could not be, said once."""
    if SAID in st.session_state:
        st.success(st.session_state.pop(SAID))
    if REFUSED in st.session_state:
        st.error(refusal(context, st.session_state.pop(REFUSED)))


def refusal(context: Context, error: SvodkaError) -> str:
    """Why something cannot be, in the language of the page."""
    if isinstance(error, Refused):
        return markdown(context.texts.t(f"refused.{error.why}", **error.values))
    return context.texts.t(f"error.{error.code}.why")


def author(context: Context) -> None:
    """Who makes the edits: asked once a session, the user of this machine until then."""
    st.session_state["name-edit-author"] = editor()
    st.text_input(
        context.texts.t("name_edit.author"),
        key="name-edit-author",
        max_chars=LONGEST_NAME,
        on_change=_author_named,
        width=320,
    )


def _author_named() -> None:
    st.session_state[AUTHOR] = st.session_state["name-edit-author"].strip()  # a widget's own state ends with its page


def editor() -> str:
    """Who makes the edits of this session."""
    return st.session_state.get(AUTHOR) or edits.user()


def button(  # noqa: PLR0913 - each is named where it is called
    context: Context,
    about: str,
    what: str,
    wanted: Sequence[Mapping[str, Any]],
    *,
    off: bool = False,
    key: str = "",
    label: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    """A button that makes edits, all of them or none.

    Args:
        about: `name` or `topic`.
        what: names its label among the texts, and the button among those of its page unless `key` does.
        wanted: edits as `edit_names` or `edit_topics` takes them.
        off: it cannot be pressed.
        label: Markdown, instead of that text.
        then: called once the edits are made.
    """
    label = label or context.texts.t(f"{about}_edit.{what}")
    st.button(
        label, key=f"{about}-edit-{key or what}", disabled=off, on_click=_edit, args=(context, about, wanted, then)
    )


def _edit(context: Context, about: str, wanted: Sequence[Mapping[str, Any]], then: Callable[[], None] | None) -> None:
    try:
        made = MAKE[about](context.workspace, [dict(content) for content in wanted], editor())
    except SvodkaError as error:
        st.session_state[REFUSED] = error
        return
    numbers = context.texts.listing(str(edit.number) for edit in made)
    st.session_state[SAID] = context.texts.plural("name_edit.said", len(made), numbers=numbers)
    if then:
        then()


def log(  # noqa: PLR0913 - each is named where it is called
    context: Context,
    about: str,
    said: Callable[[Edit], str],
    waiting: Callable[[Sequence[Edit], int], Collection[int]],
    *,
    idle: Collection[int] = (),
    key: str = "",
) -> None:
    """The last edits of names or of topics, each with the way to take it back, or to have it again.

    Args:
        said: an edit in words.
        waiting: which of all edits the next analysis carries out, see `name_edits.waiting`.
        idle: those that have no effect.
        key: begins the keys of the buttons, where a page has two such lists.
    """
    texts, every = context.texts, edits.log(context.workspace)
    own = [e for e in every if e.about == about and e.content["what"] not in {"undo", "forgotten"}]
    if not own:
        return
    held = {edit.number for edit in edits.in_force(every)}
    undone = {edit.content["edit"]: edit.number for edit in every if edit.content["what"] == "undo"}
    late = waiting(every, context.edition.looked_for)
    st.markdown(f"**{texts.t('name_edit.log')}**")
    for edit in own[::-1][:SHOWN]:
        line, beside = st.columns([5, 2], vertical_alignment="center")
        when = (
            msgid("name_edit.later")
            if edit.number in late
            else msgid("topic_edit.idle")
            if edit.number in idle
            else None
        )
        moment = texts.moment(edit.made_at.astimezone(context.workspace.zone))
        line.text(f"{edit.number}. {moment} · {edit.author} · {said(edit)}" + (f" ({texts.t(when)})" if when else ""))
        if edit.number in held:
            back(context, edit.number, beside, f"{key or about}-edit-undo-{edit.number}")
        else:
            said_so = texts.t("name_edit.said_again", number=edit.number)
            key_again, label = f"{key or about}-edit-redo-{edit.number}", texts.t("name_edit.again")
            beside.button(label, key=key_again, on_click=_undo, args=(context, undone[edit.number], said_so))


def back(context: Context, number: int, place: Any, key: str, label: str = msgid("name_edit.undo")) -> None:
    """A button that takes an edit back."""
    said_so = context.texts.t("name_edit.said_undone", number=number)
    place.button(context.texts.t(label), key=key, on_click=_undo, args=(context, number, said_so))


def _undo(context: Context, number: int, said_so: str) -> None:
    try:
        undo(context.workspace, number, editor())
    except SvodkaError as error:
        st.session_state[REFUSED] = error
        return
    st.session_state[SAID] = said_so
