"""Takes what a user says of names, checks it against what there is, and publishes it as an edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, cast

import pandas as pd

from data.article.entity import entity_id, name_key
from data.errors import NothingToAnswer, UsageError
from data.lake.change import Change
from data.lake.name_edits import ADDING, NameEdits
from data.lake.transaction import change
from data.schema import ARTICLE_FACTS, ENTITIES, ENTITY_LINEAGE, KINDS, MENTIONS
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit

LONGEST_NAME = 200
"""Characters of a name or form that someone gives."""
MOST_FORMS = 100
"""Forms that one edit adds."""
NEEDS: Mapping[str, Mapping[str, type]] = {
    "merge": {"entity": str, "into": str},
    "rename": {"entity": str, "name": str},
    "kind": {"entity": str, "kind": str},
    "ignore": {"entity": str},
    "split": {"entity": str, "forms": list},
    "apart": {"entity": str, "other": str},
    "add": {"name": str, "kind": str, "forms": list},
    "alias": {"entity": str, "forms": list},
}
"""What each kind of edit must say; of `add` the forms may be none."""
SPOKEN = ("entity", "into", "other")
"""Keys of an edit that hold an entity."""


class Refused(UsageError):
    """An edit that cannot be made.

    Attributes:
        why: a short stable name of the reason, for whoever says it in another language.
        values: what it speaks of, by name.
    """

    def __init__(self, why: str, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message, hint)
        self.why = why
        self.values = values


@dataclass
class _Known:
    """What an edit is checked against: the archive's entities, what the analysis joined, what edits made of it."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    forms: pd.DataFrame | None
    lineage: Sequence[tuple[str, str]]
    log: list[Edit]
    so_far: NameEdits

    def take(self, edit: Edit) -> None:
        """One more edit. One that parts what the analysis joined goes before all others.

        Raises:
            Refused: it parts what is one for another reason.
        """
        self.log.append(edit)
        if edit.content["what"] == "apart" and self._are_one(edit.content):
            self.so_far = NameEdits.of(self.log, self.lineage)
            if self._are_one(edit.content):
                raise _one_already()
        else:
            self.so_far.add(edit)

    def _are_one(self, content: Mapping[str, Any]) -> bool:
        return self.so_far.read_as(content["entity"]) == self.so_far.read_as(content["other"])

    @cached_property
    def _called(self) -> dict[tuple[str, str], str]:
        return {(self.kinds[i], name_key(name)): i for i, name in self.names.items()}

    def identified(self, name: str, kind: str) -> str:
        """The id that an analysis gives a name: what is called so keeps its own, whatever it was called once."""
        return self._called.get((kind, name_key(name))) or entity_id(name, kind)

    def kind(self, entity: str) -> str:
        read = self.so_far.read_as(entity)
        return self.so_far.kinds.get(read) or self.kinds.get(read, KINDS[0])

    def name(self, entity: str) -> str:
        return self.own_name(self.so_far.read_as(entity))

    def own_name(self, entity: str) -> str:
        return self.so_far.names.get(entity) or self.names.get(entity, entity)


def edit_names(workspace: Workspace, wanted: Sequence[dict[str, Any]], author: str) -> list[Edit]:
    """Say otherwise than the analysis, from the next read on.

    Args:
        workspace: the archive.
        wanted: edits as in the log: `{"what": "merge", "entity": ID, "into": ID}`, `rename` with name, `kind` with
            kind, `ignore`, `split` with forms and either into or name and kind, `apart` with other (these two are not
            one), and for the next analysis to look for: `add` with name, kind and further forms, `alias` with the forms
            that mean an entity. All are taken or none.
        author: who says so.
    Raises:
        NothingToAnswer: nothing was analysed yet, or no entity has an id.
        Refused: an edit lacks something, or says what is so already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        entities = found.read(ENTITIES, ["entity_id", "name", "kind"])
        if found.versions[ARTICLE_FACTS.name] is None:
            raise NothingToAnswer(f"{workspace.root} has no names yet.", "Run `svodka analyse` first.")
        log = edits.log(workspace)
        splits = any(content.get("what") == "split" for content in wanted)
        lineage = list(found.read(ENTITY_LINEAGE)[["entity_id", "into_id"]].itertuples(index=False, name=None))
        known = _Known(
            names=dict(zip(entities["entity_id"], entities["name"], strict=True)),
            kinds=dict(zip(entities["entity_id"], entities["kind"], strict=True)),
            forms=found.read(MENTIONS, ["entity_id", "surface"]) if splits else None,
            lineage=lineage,
            log=log,
            so_far=NameEdits.of(log, lineage),
        )
        rows = list[Edit]()
        for number, content in enumerate(wanted, log[-1].number + 1 if log else 1):
            _check(content, known)
            rows.append(_row(number, author, _whole(content, known)))
            known.take(rows[-1])
        return _published(found, rows)


def undo(workspace: Workspace, number: int, author: str) -> Edit:
    """Take back an edit, or what was undone; all later ones stay.

    Raises:
        Refused: no edit has this number, or it is undone already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        log = edits.log(workspace)
        edit = next((each for each in log if each.number == number), None)
        if edit is None or edit.content["what"] == "forgotten":
            last = f"The last is {log[-1].number}." if log else "There is none yet."
            raise Refused("no_edit", f"There is no edit {number}.", last, number=number)
        undone = next((e for e in log if e.content.get("edit") == number and e.content["what"] == "undo"), None)
        if edit.content["what"] != "undo" and edit not in edits.in_force(log):
            hint = f"Undo {undone.number} to have it back." if undone else ""
            raise Refused("undone", f"Edit {number} is undone already.", hint, number=number)
        (made,) = _published(found, [_row(log[-1].number + 1, author, {"what": "undo", "edit": number})])
        return made


def _whole(content: Mapping[str, Any], known: _Known) -> dict[str, Any]:
    """An edit as the log holds it: with what its entities are called as it is made, for whoever reads the log when they
    may be one; forms without spaces around, once each.
    """
    named = known.own_name if content["what"] == "apart" else known.name
    called = {f"{key}_name": named(content[key]) for key in SPOKEN if key in content}
    forms = {"forms": list(dict.fromkeys(form.strip() for form in content["forms"]))} if "forms" in content else {}
    whole = {**content, **forms, **called}
    if content["what"] == "alias":
        whole["kind"] = known.kind(content["entity"])
    if content["what"] in ADDING:
        whole["made"] = known.identified(
            whole["forms"][0] if content["what"] == "alias" else content["name"], whole["kind"]
        )
    return whole


def _row(number: int, author: str, content: Mapping[str, Any]) -> Edit:
    return Edit(number, "name", author, datetime.now(UTC), content)


def _published(found: Change, made: Sequence[Edit]) -> list[Edit]:
    def also(connection: sqlite3.Connection, number: int) -> None:
        del number
        edits.add(connection, [(each.number, each.about, each.author, each.content) for each in made])

    if made:
        found.publish(also=also, edits=made[-1].number)
    return list(made)


def _check(content: Mapping[str, Any], known: _Known) -> None:
    what = str(content.get("what"))
    _check_said(what, content)
    for key in SPOKEN:
        if key in content and content[key] not in known.names and not known.so_far.knows(content[key]):
            raise NothingToAnswer(f"No name has the id {content[key]}.", "`svodka entities --json` lists them.")
    if "name" in content:
        _check_length("name_length", content["name"])
    if "kind" in content and content["kind"] not in KINDS:
        raise Refused(
            "no_kind",
            f"There is no kind {content['kind']!r}.",
            f"Choose one of {', '.join(KINDS)}.",
            kind=content["kind"],
        )
    if what == "merge" and known.so_far.read_as(content["entity"]) == known.so_far.read_as(content["into"]):
        raise _one_already()
    if what == "split":
        _check_split(content, known)
    elif what in ADDING:
        _check_added(content, known)


def _check_said(what: str, content: Mapping[str, Any]) -> None:
    """Whether an edit is of a known kind and says all that it needs."""
    if what not in NEEDS:
        raise Refused("unknown", f"An edit of names cannot {what!r}.", f"Choose one of {', '.join(NEEDS)}.", what=what)
    for key, kind in NEEDS[what].items():
        none = not content.get(key) and (what, key) != ("add", "forms")
        if not isinstance(content.get(key), kind) or none:
            hint = f"It needs {', '.join(NEEDS[what])}."
            raise Refused("lacks", f"The edit {what!r} does not say {key}.", hint, what=what, key=key)
    forms = content.get("forms", [])
    odd = [key for key in ("name", "kind", *SPOKEN) if key in content and not isinstance(content[key], str)]
    odd += [] if isinstance(forms, list) and all(isinstance(form, str) for form in forms) else ["forms"]
    if odd:
        raise Refused(
            "lacks", f"What the edit {what!r} says as {odd[0]} is no text.", "Put it in quotes.", what=what, key=odd[0]
        )


def _check_length(why: str, name: str) -> None:
    if len(name.strip()) not in range(1, LONGEST_NAME + 1):
        said = f"A name has 1 to {LONGEST_NAME} characters, this one {len(name)}."
        raise Refused(why, said, most=LONGEST_NAME, long=len(name))


def _check_added(content: Mapping[str, Any], known: _Known) -> None:
    """Forms to be looked for are words, few enough and short enough; they are not those of the very same name."""
    if len(content["forms"]) > MOST_FORMS:
        said = f"An edit adds at most {MOST_FORMS} forms, this one {len(content['forms'])}."
        raise Refused("many_forms", said, "Part it in several.", most=MOST_FORMS, many=len(content["forms"]))
    for form in (*content["forms"], *([content["name"]] if "name" in content else [])):
        _check_length("name_length", form)
        if not any(sign.isalnum() for sign in form):
            raise Refused("no_word", f"{form!r} has no letter.", "Write the form as it stands in articles.", form=form)
    if content["what"] == "add":
        made = known.identified(content["name"], content["kind"])
        if made in known.names or known.so_far.knows(made):
            hint = "Use `svodka names edit alias` to add a form to it."
            raise Refused(
                "there_already", f"The name {content['name']!r} is there already.", hint, name=content["name"]
            )
    else:
        found = known.identified(content["forms"][0].strip(), known.kind(content["entity"]))
        if known.so_far.read_as(found) == known.so_far.read_as(content["entity"]):
            raise _one_already()


def _one_already() -> Refused:
    return Refused("one_already", "These two are one name already.", "`svodka names log` lists the edits.")


def _check_split(content: Mapping[str, Any], known: _Known) -> None:
    if "into" not in content and not {"name", "kind"} <= content.keys():
        raise Refused("where_to", "The edit 'split' does not say where to.", "It needs into, or name and kind.")
    entity, forms = known.so_far.read_as(content["entity"]), cast("pd.DataFrame", known.forms)
    own = set(forms.loc[forms["entity_id"].map(known.so_far.read_as) == entity, "surface"])
    missing = sorted(set(content["forms"]) - own)
    if missing:
        hint = f"It is written {', '.join(sorted(own)[:10])}."
        raise Refused("never_written", f"The name is never written {missing[0]!r}.", hint, form=missing[0])
    if own == set(content["forms"]):
        raise Refused("all_forms", "These are all the forms of the name.", "Rename it, or merge it into another.")
