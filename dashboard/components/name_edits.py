"""A name as the user says it is: renamed, of another kind, one with another, parted, or no name; and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.desk import Desk
from data.errors import SvodkaError
from data.lake import counts
from data.lake.editing import edit_names, undo
from data.schema import KINDS
from data.state import edits
from data.state.edits import Edit

AUTHOR = "dashboard"
SHOWN = 8
"""So many edits are listed, the newest first."""
MOST_FORMS, MOST_OFFERED = 200, 5
SAID, REFUSED = "name-edit-said", "name-edit-refused"


def show(desk: Desk, entity_id: str) -> None:
    """An expander below a name, closed at first; an edit is read on the next run of the page."""
    texts = desk.texts
    _outcome()
    unfolded = st.expander(texts.t("name_edit.open"), icon=":material/edit:", key="name-edit", on_change="rerun")
    if not unfolded.open:
        return
    with unfolded:
        _rename(desk, entity_id)
        _kind(desk, entity_id)
        _merge(desk, entity_id)
        _split(desk, entity_id)
        _button(desk, "ignore", {"what": "ignore", "entity": entity_id})
        _log(desk)


def _outcome() -> None:
    """What the last edit did, said once."""
    for key, say in ((SAID, st.success), (REFUSED, st.error)):
        if key in st.session_state:
            say(st.session_state.pop(key))


def _rename(desk: Desk, entity_id: str) -> None:
    name = desk.names.get(entity_id, "")
    new = st.text_input(desk.texts.t("name_edit.name"), name, key=f"name-edit-name-{entity_id}", max_chars=200)
    _button(desk, "rename", {"what": "rename", "entity": entity_id, "name": new}, off=new.strip() in {"", name})


def _kind(desk: Desk, entity_id: str) -> None:
    texts = desk.texts
    found = desk.ask(counts.entities, (entity_id,))
    known = str(found["kind"].iloc[0]) if len(found) else KINDS[0]
    kind = st.selectbox(
        texts.t("name_edit.kind"),
        KINDS,
        KINDS.index(known),
        format_func=lambda each: texts.t(f"kind.{each}"),
        key=f"name-edit-kind-{entity_id}",
    )
    _button(desk, "set_kind", {"what": "kind", "entity": entity_id, "kind": kind}, off=kind == known)


def _merge(desk: Desk, entity_id: str) -> None:
    texts = desk.texts
    typed = st.text_input(texts.t("name_edit.same_as"), key=f"name-edit-into-{entity_id}")
    found = desk.ask(counts.find_entities, typed, MOST_OFFERED) if typed.strip() else None
    others = [] if found is None else [i for i in found["entity_id"] if i != entity_id]
    if found is None:
        return
    if not others:
        st.caption(texts.t("filters.no_such_name"))
        return
    shown = {
        row.entity_id: f"{row.name} – {texts.t(f'kind.{row.kind}')}, {texts.plural('count.articles', row.articles)}"
        for row in found.rename(columns={"count": "articles"}).itertuples(index=False)
    }
    into = st.radio(
        texts.t("name_edit.which"),
        others,
        format_func=shown.__getitem__,
        key=f"name-edit-which-{entity_id}",
    )
    _button(desk, "merge", {"what": "merge", "entity": entity_id, "into": into})


def _split(desk: Desk, entity_id: str) -> None:
    texts = desk.texts
    forms = desk.ask(counts.forms, desk.flt, entity_id)["form"].head(MOST_FORMS).tolist()
    if len(forms) < 2:
        return
    chosen = st.multiselect(texts.t("name_edit.forms"), forms, key=f"name-edit-forms-{entity_id}")
    if not chosen:
        return
    name = st.text_input(texts.t("name_edit.forms_name"), chosen[0], key=f"name-edit-called-{entity_id}", max_chars=200)
    found = desk.ask(counts.entities, (entity_id,))
    kind = str(found["kind"].iloc[0]) if len(found) else KINDS[0]
    content = {"what": "split", "entity": entity_id, "forms": chosen, "name": name, "kind": kind}
    _button(desk, "split", content, off=not name.strip())


def _button(desk: Desk, what: str, content: Mapping[str, Any], *, off: bool = False) -> None:
    label = desk.texts.t(f"name_edit.{what}")
    st.button(label, key=f"name-edit-{what}", disabled=off, on_click=_edit, args=(desk, content))


def _edit(desk: Desk, content: Mapping[str, Any]) -> None:
    try:
        (made,) = edit_names(desk.workspace, [content], AUTHOR)
    except SvodkaError as error:
        st.session_state[REFUSED] = f"{error} {error.hint}".strip()
        return
    st.session_state[SAID] = desk.texts.t("name_edit.said", number=made.number)


def _log(desk: Desk) -> None:
    """The last edits, each with the way to take it back."""
    texts, log = desk.texts, edits.log(desk.workspace)
    if not log:
        return
    held = {edit.number for edit in edits.in_force(log)}
    st.markdown(f"**{texts.t('name_edit.log')}**")
    for edit in [each for each in reversed(log) if each.content["what"] not in {"undo", "forgotten"}][:SHOWN]:
        line, button = st.columns([5, 2], vertical_alignment="center")
        line.text(_line(desk, edit))
        if edit.number in held:
            button.button(
                texts.t("name_edit.undo"), key=f"name-edit-undo-{edit.number}", on_click=_undo, args=(desk, edit.number)
            )
        else:
            button.caption(texts.t("name_edit.undone"))


def _line(desk: Desk, edit: Edit) -> str:
    texts, content = desk.texts, edit.content
    kind = texts.t(f"kind.{content['kind']}") if "kind" in content else ""
    into = content.get("into_name", content.get("name", ""))
    what = f"name_edit.line.{content['what']}"
    said = texts.t(what, entity=content["entity_name"], into=into, kind=kind, forms=", ".join(content.get("forms", [])))
    moment = texts.moment(edit.made_at.astimezone(desk.workspace.zone))
    return f"{edit.number}. {moment} · {edit.author} · {said}"


def _undo(desk: Desk, number: int) -> None:
    try:
        undo(desk.workspace, number, AUTHOR)
    except SvodkaError as error:
        st.session_state[REFUSED] = f"{error} {error.hint}".strip()
        return
    st.session_state[SAID] = desk.texts.t("name_edit.said_undone", number=number)
