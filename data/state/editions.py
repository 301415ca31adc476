"""Editions: which version of every table belongs together. Readers follow the latest, a change publishes the next."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from data.settings import Workspace
from data.state.database import connect, now
from data.state.process import birth, is_alive

_OUTSIDE = ("edition_id", "created_at", "archive_id")  # columns of their own, or the store's
_ANALYSED = "article_facts"


@dataclass(frozen=True)
class Edition:
    """One published state of the archive.

    Attributes:
        edition_id: rises by one with each edition; 0 before it is published.
        archive_id: random and the store's for ever, "" in a store of an older program: a workspace that is deleted
            and made anew has another.
        created_at: UTC; set when it is published.
        step: what made it: `import`, `analyse`, `forget`, `migrate`, `edit`.
        zone: IANA name of the zone whose days its counts use.
        versions: Delta version by table name; None where the table is empty in this edition.
        stages: by stage, the version of the program's stage that made what the edition holds of it; one that differs
            from the program's is done again.
        totals: the figures `analyse` printed, as far as they are figures of the tables kept true by every step.
        models: topic model's folder name by language.
        colours: number of the owned colour by id, under "themes", "topics" and "entities".
        index: folder name of the search index, or None.
        derived: rises by one with each step that may change tables beside `articles`: all but imports and edits.
        edits: number of the last edit that is read over the tables, see `state.edits`.
        looked_for: number of the last edit that the analysis knew: names that later ones add were not looked for yet.
    """

    versions: dict[str, int | None]
    zone: str
    stages: dict[str, str] = field(default_factory=dict)
    totals: dict[str, Any] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    colours: dict[str, dict[str, int]] = field(default_factory=dict)
    index: str | None = None
    step: str = "analyse"
    derived: int = 0
    edits: int = 0
    looked_for: int = 0
    edition_id: int = 0
    archive_id: str = ""
    created_at: datetime | None = None

    @property
    def is_analysed(self) -> bool:
        """Whether an analysis stands behind it; before the first one there are articles and nothing else."""
        return self.step == "analyse" or self.versions.get(_ANALYSED) is not None

    @property
    def key(self) -> tuple[str, int]:
        """What stands for this edition in every cache: the archive's id and the edition's number."""
        return self.archive_id, self.edition_id


def latest(workspace: Workspace) -> Edition | None:
    """The last published edition, or None where nothing was imported yet (also where no workspace exists)."""
    found = recent(workspace, 1)
    return found[0] if found else None


def recent(workspace: Workspace, limit: int) -> list[Edition]:
    """The last editions, newest first."""
    if not workspace.state.exists():
        return []
    with connect(workspace) as connection:
        return _found(connection, "ORDER BY edition_id DESC LIMIT ?", (limit,))


def needed(workspace: Workspace, since: datetime) -> list[Edition]:
    """The editions that a reader may still hold: the last, those it replaced since then, and those that are held."""
    if not workspace.state.exists():
        return []
    held = _held(workspace)
    with connect(workspace) as connection:
        found = _found(connection, "WHERE created_at >= ? ORDER BY edition_id DESC", (since.isoformat(),))
        oldest = found[-1].edition_id if found else None
        before = "WHERE edition_id < ? ORDER BY edition_id DESC LIMIT 1"
        last = "ORDER BY edition_id DESC LIMIT 1"
        found += _found(connection, before, (oldest,)) if oldest else _found(connection, last, ())
        return found + [e for i in held for e in _found(connection, "WHERE edition_id = ?", (i,))]


@contextmanager
def hold(workspace: Workspace, edition: Edition) -> Iterator[None]:
    """Keep an edition's files while this process computes on them, however long that takes."""
    token = secrets.token_hex(8)
    with connect(workspace) as connection:
        row = (token, edition.edition_id, os.getpid(), birth())
        connection.execute("INSERT INTO pins VALUES (?, ?, ?, ?)", row)
    try:
        yield
    finally:
        with connect(workspace) as connection:
            connection.execute("DELETE FROM pins WHERE token = ?", (token,))


def _held(workspace: Workspace) -> set[int]:
    """Numbers of the editions that living processes hold; what dead ones held is let go."""
    with connect(workspace) as connection:
        rows = connection.execute("SELECT * FROM pins").fetchall()
        dead = [row["token"] for row in rows if not is_alive(row["pid"], row["born"])]
        connection.executemany("DELETE FROM pins WHERE token = ?", [(token,) for token in dead])
    return {row["edition_id"] for row in rows if row["token"] not in dead}


def _found(connection: sqlite3.Connection, which: str, values: tuple[Any, ...]) -> list[Edition]:
    rows = connection.execute(f"SELECT * FROM editions {which}", values).fetchall()
    archive = archive_id(connection)
    return [
        Edition(
            **json.loads(row["content"]),
            edition_id=row["edition_id"],
            archive_id=archive,
            created_at=datetime.fromisoformat(row["created_at"]),
        )
        for row in rows
    ]


def archive_id(connection: sqlite3.Connection) -> str:
    """The archive's random id; "" in a store that has none yet."""
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'archive'").fetchone()
    return str(connection.execute("SELECT archive_id FROM archive").fetchone()[0]) if there else ""


Also = Callable[[sqlite3.Connection, int], None]
"""What else belongs to the publication; given the connection and the edition's number."""


def publish(workspace: Workspace, edition: Edition, also: Also | None = None) -> int:
    """Make this the latest edition, with whatever else belongs to it, in one transaction; returns its number."""
    content = {k: v for k, v in asdict(edition).items() if k not in _OUTSIDE}
    with connect(workspace) as connection:
        inserted = connection.execute(
            "INSERT INTO editions (created_at, content) VALUES (?, ?)", (now(), json.dumps(content, ensure_ascii=False))
        )
        number = int(inserted.lastrowid or 0)
        if also:
            also(connection, number)
        return number
