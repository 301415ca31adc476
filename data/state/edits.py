"""What users say otherwise than the analysis: a log that is only added to; to undo an edit is an edit too.

The edition that an edit publishes names the last edit that it follows. Whatever is kept for an edition is kept for its
edits with it.
"""

from __future__ import annotations

import getpass
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.errors import StoreError
from data.settings import Workspace
from data.state.database import connect, now, number_of

FIRST_WITH_EDITS = 6  # number of the state's schema


@dataclass(frozen=True)
class Edit:
    """One line of the log.

    Attributes:
        number: rises by one with each edit.
        about: what kind of thing it edits: `name`, `topic`; to undo an edit is about the same as that edit.
        author: who said so.
        made_at: when, UTC.
        content: what was said; `{"what": "undo", "edit": N}` takes back another edit, or what was undone.
    """

    number: int
    about: str
    author: str
    made_at: datetime
    content: Mapping[str, Any]


def log(workspace: Workspace, until: int | None = None) -> list[Edit]:
    """Every edit in order, up to a number.

    Raises:
        StoreError: one of them cannot be read, or is missing: what is said of an edit less would be said in silence.
    """
    if number_of(workspace) < FIRST_WITH_EDITS:
        return []
    with connect(workspace) as connection:
        last = connection.execute("SELECT coalesce(max(number), 0) FROM edits").fetchone()[0]
        rows = connection.execute("SELECT * FROM edits WHERE number <= ? ORDER BY number", (until or last,)).fetchall()
    known = {row["number"] for row in rows}
    missing = next((number for number in range(1, (until or last) + 1) if number not in known), None)
    if missing is not None:
        raise _unreadable(workspace, missing, "is missing from")
    return [_edit(workspace, row) for row in rows]


def _edit(workspace: Workspace, row: sqlite3.Row) -> Edit:
    try:
        made_at, content = datetime.fromisoformat(row["made_at"]), json.loads(row["content"])
        if isinstance(content["what"], str):
            return Edit(row["number"], row["about"], row["author"], made_at, content)
    except (TypeError, ValueError, KeyError):
        pass
    raise _unreadable(workspace, row["number"], "cannot be read in")


def _unreadable(workspace: Workspace, number: int, how: str) -> StoreError:
    hint = "Articles and tables are whole: put back this file from a backup, with those that begin with its name."
    return StoreError(f"Edit {number} {how} {workspace.state}.", hint)


def add(connection: sqlite3.Connection, edits: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> None:
    """Add edits (number, about, author, content), within the transaction that publishes them."""
    rows = [(*edit[:3], now(), json.dumps(edit[3], ensure_ascii=False)) for edit in edits]
    connection.executemany("INSERT INTO edits VALUES (?, ?, ?, ?, ?)", rows)


def user() -> str:
    """Who is logged in on this machine: the author of an edit unless another is named."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that nobody bears
        return "?"


def made_by(number: int) -> str:
    """The id of the entity or topic that an edit made."""
    return f"edit-{number}"


def in_force(edits: Sequence[Edit], about: str | None = None) -> list[Edit]:
    """Those that nothing has undone or forgotten, in order; an undo that was undone itself undoes nothing.

    Args:
        edits: every edit.
        about: of what kind of thing; None: of any.
    """
    undone: set[int] = set()
    kept = []
    for edit in reversed(edits):
        if edit.number in undone or edit.content["what"] == "forgotten":
            continue
        if edit.content["what"] == "undo":
            undone.add(edit.content["edit"])
        elif about in {None, edit.about}:
            kept.append(edit)
    return kept[::-1]


def keep_only(connection: sqlite3.Connection, kept: Mapping[int, Mapping[str, Any]]) -> None:
    """Forget the content of all other edits, within a transaction; their numbers stay and say nothing.

    Args:
        connection: of the state.
        kept: by its number what an edit says from now on.
    """
    for number, content in connection.execute("SELECT number, content FROM edits").fetchall():
        if number not in kept:
            row = (json.dumps({"what": "forgotten"}), number)
            connection.execute("UPDATE edits SET content = ?, author = '' WHERE number = ?", row)
        elif (said := json.dumps(kept[number], ensure_ascii=False)) != content:
            connection.execute("UPDATE edits SET content = ? WHERE number = ?", (said, number))
