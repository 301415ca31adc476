"""SQLite state of a workspace: small facts that must never be lost.

WAL with `synchronous=FULL`: a transaction that returned survives power loss. The schema grows by named migrations, each
applied once and recorded in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from data.errors import StoreError
from data.settings import Workspace

MIGRATIONS = {
    "001 editions, runs, imports": """
        CREATE TABLE editions (
            edition_id INTEGER PRIMARY KEY AUTOINCREMENT,
            created_at TEXT NOT NULL,
            content TEXT NOT NULL
        );
        CREATE TABLE runs (
            run_id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            pid INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            finished_at TEXT,
            stage TEXT NOT NULL DEFAULT '',
            done INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            outcome TEXT,
            result TEXT
        );
        CREATE TABLE imports (
            import_id TEXT PRIMARY KEY,
            started_at TEXT NOT NULL,
            paths TEXT NOT NULL,
            report TEXT NOT NULL
        );
    """,
}


@contextmanager
def connect(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """An open connection with the current schema; commits at the end, rolls back on error.

    Raises:
        StoreError: the file cannot be opened, is damaged, or was written by a newer version of the program.
    """
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(workspace.state, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{workspace.state} cannot be opened: {error}.", "Check the folder's rights.") from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        _migrate(connection)
        with _transaction(connection):
            yield connection
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{workspace.state}: {error}.", "Run `svodka doctor`.") from error
    finally:
        connection.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _applied(connection: sqlite3.Connection) -> set[str]:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone()
    return {row[0] for row in connection.execute("SELECT name FROM migrations")} if known else set()


def _migrate(connection: sqlite3.Connection) -> None:
    applied = _applied(connection)
    newer = applied - MIGRATIONS.keys()
    if newer:
        raise StoreError(f"The workspace was written by a newer Svodka ({min(newer)}).", "Update the program.")
    if applied == MIGRATIONS.keys():
        return
    connection.execute("BEGIN IMMEDIATE")  # two processes may arrive at a new workspace together
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)")
        for name in sorted(MIGRATIONS.keys() - _applied(connection)):
            for statement in MIGRATIONS[name].split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (name, now()))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def now() -> str:
    """The present moment as ISO text in UTC, microseconds."""
    return datetime.now(UTC).isoformat()
