"""A name as the user says it is: renamed, of another kind, one with another, parted, or no name; and what was said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import edit_log
from dashboard.context import Context
from dashboard.escape import markdown
from dashboard.texts import msgid
from data.lake import counts
from data.lake.editing import LONGEST_NAME
from data.lake.name_editing import MOST_FORMS
from data.lake.name_edits import waiting
from data.schema import KINDS
from data.state.edits import Edit

MOST_WRITTEN, MOST_OFFERED = 200, 5


def show(context: Context, entity_id: str) -> None:
    """An expander below a name, closed at first; an edit is read on the next run of the page."""
    texts = context.texts
    edit_log.outcome(context)
    unfolded = st.expander(texts.t("name_edit.open"), icon=":material/edit:", key="name-edit", on_change="rerun")
    if not unfolded.open:
        return
    with unfolded:
        known = context.ask(counts.entities, (entity_id,))["kind"].iloc[0]
        edit_log.author(context)
        with st.grid("auto", min_column_width=320, gap="medium"):
            with st.container():
                _rename(context, entity_id)
                _kind(context, entity_id, known)
                button(context, "ignore", [{"what": "ignore", "entity": entity_id}])
            with st.container():
                _merge(context, entity_id, known)
                _part(context, entity_id)
                _split(context, entity_id, known)
                _alias(context, entity_id)
        log(context)


def button(
    context: Context, what: str, wanted: Sequence[Mapping[str, Any]], *, off: bool = False, key: str = ""
) -> None:
    """A button that makes edits, all of them or none.

    Args:
        what: names its label among the texts, and the button among those of its page unless `key` does.
        wanted: edits as `edit_names` takes them.
        off: it cannot be pressed.
    """
    edit_log.button(context, "name", what, wanted, off=off, key=key)


def kind_choice(context: Context, key: str, known: str) -> str:
    """What a name is, to be chosen."""
    chosen: str = st.selectbox(
        context.texts.t("name_edit.kind"),
        KINDS,
        KINDS.index(known),
        format_func=lambda each: context.texts.t(f"kind.{each}"),
        key=key,
        width=180,
    )
    return chosen


def log(context: Context) -> None:
    """The last edits of names, each with the way to take it back."""
    edit_log.log(context, "name", partial(_line, context), waiting)


def every(context: Context) -> None:
    """An expander for what is of no one name, closed at first: a name that was not found, and the last edits."""
    unfolded = st.expander(
        context.texts.t("name_edit.all"), icon=":material/history:", key="name-edits", on_change="rerun"
    )
    if unfolded.open:
        with unfolded:
            edit_log.author(context)
            _add(context)
            log(context)


def _add(context: Context) -> None:
    """A name that was not found: how it is called and written, for the next analysis to look for."""
    texts = context.texts
    name = st.text_input(texts.t("name_edit.new"), key="name-edit-new", max_chars=LONGEST_NAME)
    forms = _typed_forms(context, "name-edit-new-forms", msgid("name_edit.new_forms"))
    kind = kind_choice(context, "name-edit-new-kind", KINDS[0])
    button(context, "add", [{"what": "add", "name": name, "kind": kind, "forms": forms}], off=not name.strip())
    st.caption(texts.t("caption.add"))


def _rename(context: Context, entity_id: str) -> None:
    name = context.names.get(entity_id, "")
    new = st.text_input(
        context.texts.t("name_edit.name"), name, key=f"name-edit-name-{entity_id}", max_chars=LONGEST_NAME
    )
    button(context, "rename", [{"what": "rename", "entity": entity_id, "name": new}], off=new.strip() in {"", name})


def _kind(context: Context, entity_id: str, known: str) -> None:
    kind = kind_choice(context, f"name-edit-kind-{entity_id}", known)
    button(context, "set_kind", [{"what": "kind", "entity": entity_id, "kind": kind}], off=kind == known)


def _merge(context: Context, entity_id: str, known: str) -> None:
    """The name is one with another; a surname alone is that of a person."""
    texts, name = context.texts, context.names.get(entity_id, "")
    surname = known == "person" and len(name.split()) == 1
    label = texts.t("name_edit.surname_of", name=markdown(name)) if surname else texts.t("name_edit.same_as")
    typed = st.text_input(label, name if surname else "", key=f"name-edit-into-{entity_id}")
    if not typed.strip():
        return
    found = context.ask(counts.find_entities, typed, MOST_OFFERED + 1)
    found = found[found["entity_id"] != entity_id].head(MOST_OFFERED)
    if found.empty:
        st.caption(texts.t("name_edit.no_other"))
        return
    shown = _described(context, found)
    into = st.radio(
        texts.t("name_edit.which"),
        list(shown),
        format_func=shown.__getitem__,
        key=f"name-edit-which-{entity_id}",
    )
    whole = len(found.set_index("entity_id").loc[into, "name"].split()) > 1
    button(context, "surname" if surname and whole else "merge", [{"what": "merge", "entity": entity_id, "into": into}])


def _described(context: Context, found: pd.DataFrame) -> dict[str, str]:
    """By id what entities are called, what they are and how often they are mentioned; for a list of choices."""
    texts = context.texts
    kinds = {kind: texts.t(f"kind.{kind}") for kind in KINDS}
    return {
        row["entity_id"]: markdown(
            f"{row['name']} – {kinds[row['kind']]}, {texts.plural('count.articles', row['count'])}"
        )
        for row in found.to_dict("records")
    }


def why_joined(context: Context, joined: Mapping[Hashable, Any]) -> str:
    """Why a name is read as another, in words: a row of `counts.joined`."""
    return context.texts.t(f"joined.{joined['reason']}", number=joined["edit"])


def _part(context: Context, entity_id: str) -> None:
    """A name that was joined to this one is one of its own again: what a user joined by undoing that edit."""
    texts, found = context.texts, context.ask(counts.joined, entity_id).head(MOST_WRITTEN)
    rows = {each["entity_id"]: each for each in found.to_dict("records")}
    if not rows:
        return
    chosen = st.selectbox(
        texts.t("name_edit.joined"),
        list(rows),
        None,
        format_func=lambda i: f"{rows[i]['name']} – {why_joined(context, rows[i])}",
        key=f"name-edit-joined-{entity_id}",
        placeholder=texts.t("switch.show.any"),
    )
    if not chosen:
        return
    if rows[chosen]["reason"] == "edit":
        number = int(rows[chosen]["edit"])
        edit_log.back(context, number, st, "name-edit-apart", msgid("name_edit.apart"))
    else:
        button(context, "apart", [{"what": "apart", "entity": chosen, "other": rows[chosen]["into_id"]}])


def _split(context: Context, entity_id: str, known: str) -> None:
    texts = context.texts
    forms = context.ask(counts.forms, context.flt, entity_id)["form"].head(MOST_WRITTEN).tolist()
    if len(forms) < 2:
        return
    chosen = st.multiselect(
        texts.t("name_edit.forms"),
        forms,
        key=f"name-edit-forms-{entity_id}",
        placeholder=texts.t("switch.show.any"),
        select_all=False,
    )
    if not chosen:
        return
    name = st.text_input(
        texts.t("name_edit.forms_name"), chosen[0], key=f"name-edit-called-{entity_id}", max_chars=LONGEST_NAME
    )
    content = {"what": "split", "entity": entity_id, "forms": chosen, "name": name, "kind": known}
    button(context, "split", [content], off=not name.strip())


def _alias(context: Context, entity_id: str) -> None:
    forms = _typed_forms(context, f"name-edit-alias-{entity_id}", msgid("name_edit.aliases"))
    if forms:
        button(context, "alias", [{"what": "alias", "entity": entity_id, "forms": forms}])
        st.caption(context.texts.t("caption.add"))


def _typed_forms(context: Context, key: str, label: str) -> list[str]:
    """Written forms that someone types, parted by commas."""
    typed = st.text_input(context.texts.t(label), key=key, max_chars=LONGEST_NAME * MOST_FORMS)
    return [form for each in typed.split(",") if (form := each.strip())]


def _line(context: Context, edit: Edit) -> str:
    texts, content = context.texts, edit.content
    values = {
        "entity": content.get("entity_name", ""),
        "into": content.get("into_name", content.get("name", "")),
        "other": content.get("other_name", ""),
        "kind": texts.t(f"kind.{content['kind']}") if "kind" in content else "",
        "forms": ", ".join(content.get("forms", [])),
    }
    return texts.t(f"name_edit.line.{content['what']}", **values)
