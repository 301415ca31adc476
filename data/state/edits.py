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

from data.settings import Workspace
from data.state.database import connect, now, number_of

FIRST_WITH_EDITS = 6  # number of the state's schema


@dataclass(frozen=True)
class Edit:
    """One line of the log.

    Attributes:
        number: rises by one with each edit.
        about: what kind of thing it edits: `name`.
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
    """Every edit in order, up to a number."""
    if number_of(workspace) < FIRST_WITH_EDITS:
        return []
    with connect(workspace) as connection:
        last = connection.execute("SELECT coalesce(max(number), 0) FROM edits").fetchone()[0]
        rows = connection.execute("SELECT * FROM edits WHERE number <= ? ORDER BY number", (until or last,))
        return [
            Edit(
                row["number"],
                row["about"],
                row["author"],
                datetime.fromisoformat(row["made_at"]),
                json.loads(row["content"]),
            )
            for row in rows
        ]


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


def in_force(edits: Sequence[Edit]) -> list[Edit]:
    """Those that nothing has undone, in order; an undo that was undone itself undoes nothing."""
    undone: set[int] = set()
    kept = []
    for edit in reversed(edits):
        if edit.number in undone:
            continue
        if edit.content["what"] == "undo":
            undone.add(edit.content["edit"])
        else:
            kept.append(edit)
    return kept[::-1]


def keep_only(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget the content of all other edits, within a transaction; their numbers stay and say nothing."""
    kept = set(numbers)
    for (number,) in connection.execute("SELECT number FROM edits").fetchall():
        if number not in kept:
            row = (json.dumps({"what": "forgotten"}), number)
            connection.execute("UPDATE edits SET content = ?, author = '' WHERE number = ?", row)
