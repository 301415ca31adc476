"""Takes what a user says of names, checks it against what there is, and publishes it as an edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.errors import NothingToAnswer, UsageError
from data.lake.change import Change
from data.lake.name_edits import NameEdits
from data.lake.transaction import change
from data.schema import ENTITIES, ENTITY_LINEAGE, KINDS, MENTIONS
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit

LONGEST_NAME = 200
"""Characters of a name that someone gives."""
NEEDS: Mapping[str, Mapping[str, type]] = {
    "merge": {"entity": str, "into": str},
    "rename": {"entity": str, "name": str},
    "kind": {"entity": str, "kind": str},
    "ignore": {"entity": str},
    "split": {"entity": str, "forms": list},
}
"""What each kind of edit must say."""


def edit_names(workspace: Workspace, wanted: Sequence[dict[str, Any]], author: str) -> list[Edit]:
    """Say otherwise than the analysis, from the next read on.

    Args:
        workspace: the archive.
        wanted: edits as in the log: `{"what": "merge", "entity": ID, "into": ID}`, `rename` with name, `kind` with
            kind, `ignore`, `split` with forms and either into or name and kind. All are taken or none.
        author: who says so.
    Raises:
        NothingToAnswer: nothing was analysed yet, or no entity has an id.
        UsageError: an edit lacks something, or says what is so already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        entities = found.read(ENTITIES, ["entity_id", "name"])
        names: dict[str, str] = dict(zip(entities["entity_id"], entities["name"], strict=True))
        if not names:
            raise NothingToAnswer(f"{workspace.root} has no names yet.", "Run `svodka analyse` first.")
        log = edits.log(workspace)
        first = log[-1].number + 1 if log else 1
        splits = any(content.get("what") == "split" for content in wanted)
        forms = found.read(MENTIONS, ["entity_id", "surface"]) if splits else None
        lineage = found.read(ENTITY_LINEAGE)[["entity_id", "into_id"]].itertuples(index=False, name=None)
        so_far, rows = NameEdits.of(log, lineage), list[Edit]()
        for number, content in enumerate(wanted, first):
            _check(content, so_far, names.keys() | so_far.touched(), forms)
            rows.append(_row(number, author, content | _called(content, so_far, names)))
            so_far.add(rows[-1])
        return _published(found, rows)


def undo(workspace: Workspace, number: int, author: str) -> Edit:
    """Take back an edit, or what was undone; all later ones stay.

    Raises:
        UsageError: no edit has this number, or it is undone already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        log = edits.log(workspace)
        edit = next((each for each in log if each.number == number), None)
        if edit is None or edit.content["what"] == "forgotten":
            last = f"The last is {log[-1].number}." if log else "There is none yet."
            raise UsageError(f"There is no edit {number}.", last)
        undone = next((e for e in log if e.content.get("edit") == number and e.content["what"] == "undo"), None)
        if edit.content["what"] != "undo" and edit not in edits.in_force(log):
            hint = f"Undo {undone.number} to have it back." if undone else ""
            raise UsageError(f"Edit {number} is undone already.", hint)
        (made,) = _published(found, [_row(log[-1].number + 1, author, {"what": "undo", "edit": number})])
        return made


def _called(content: Mapping[str, Any], so_far: NameEdits, names: Mapping[str, str]) -> dict[str, str]:
    """What the entities are called as the edit is made: for whoever reads the log later, when they may be one."""
    ids = {key: so_far.read_as(content[key]) for key in ("entity", "into") if key in content}
    return {f"{key}_name": so_far.names.get(i) or names.get(i, i) for key, i in ids.items()}


def _row(number: int, author: str, content: Mapping[str, Any]) -> Edit:
    return Edit(number, "name", author, datetime.now(UTC), content)


def _published(found: Change, made: Sequence[Edit]) -> list[Edit]:
    def also(connection: sqlite3.Connection, number: int) -> None:
        del number
        edits.add(connection, [(each.number, each.about, each.author, each.content) for each in made])

    if made:
        found.publish(also=also, edits=made[-1].number)
    return list(made)


def _check(content: Mapping[str, Any], so_far: NameEdits, known: AbstractSet[str], forms: pd.DataFrame | None) -> None:
    what = str(content.get("what"))
    if what not in NEEDS:
        raise UsageError(f"An edit of names cannot {what!r}.", f"Choose one of {', '.join(NEEDS)}.")
    for key, kind in NEEDS[what].items():
        if not isinstance(content.get(key), kind) or not content[key]:
            raise UsageError(f"The edit {what!r} does not say {key}.", f"It needs {', '.join(NEEDS[what])}.")
    for key in ("entity", "into"):
        if key in content and content[key] not in known:
            raise NothingToAnswer(f"No name has the id {content[key]}.", "`svodka entities --json` lists them.")
    if "name" in content and len(content["name"].strip()) not in range(1, LONGEST_NAME + 1):
        raise UsageError(f"A name has 1 to {LONGEST_NAME} characters, this one {len(content['name'])}.")
    if "kind" in content and content["kind"] not in KINDS:
        raise UsageError(f"There is no kind {content['kind']!r}.", f"Choose one of {', '.join(KINDS)}.")
    if what == "merge" and so_far.read_as(content["entity"]) == so_far.read_as(content["into"]):
        raise UsageError("These two are one name already.", "`svodka names log` lists the edits.")
    if what == "split" and forms is not None:
        _check_split(content, so_far, forms)


def _check_split(content: Mapping[str, Any], so_far: NameEdits, forms: pd.DataFrame) -> None:
    if "into" not in content and not {"name", "kind"} <= content.keys():
        raise UsageError("The edit 'split' does not say where to.", "It needs into, or name and kind.")
    entity = so_far.read_as(content["entity"])
    own = set(forms.loc[forms["entity_id"].map(so_far.read_as) == entity, "surface"])
    missing = sorted(set(content["forms"]) - own)
    if missing:
        raise UsageError(f"The name is never written {missing[0]!r}.", f"It is written {', '.join(sorted(own)[:10])}.")
    if own == set(content["forms"]):
        raise UsageError("These are all the forms of the name.", "Rename it, or merge it into another.")
