"""SQLite state of a workspace: small facts that must never be lost.

WAL with `synchronous=FULL`: a transaction that returned survives power loss. What is deleted is overwritten with zeros.
A new store has the schema of today; an older one is read as it is and grows by `data.lake.migrations` before the first
write.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from data.errors import StoreError
from data.settings import Workspace

SCHEMAS: Mapping[int, tuple[str, str]] = {
    1: (
        "editions, runs, imports",
        """
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
    ),
    2: (
        "every change is an edition",
        """
        CREATE TABLE archive (archive_id TEXT NOT NULL);
        CREATE TABLE erasures (due_at TEXT NOT NULL);
        ALTER TABLE runs ADD COLUMN born TEXT;
        CREATE TABLE pins (token TEXT PRIMARY KEY, edition_id INTEGER NOT NULL, pid INTEGER NOT NULL, born TEXT);
        """,
    ),
    3: (
        "repeated blocks that count as text after all",
        "CREATE TABLE counted_blocks (outlet TEXT NOT NULL, block TEXT NOT NULL, PRIMARY KEY (outlet, block));",
    ),
    4: ("themes and stories beside topics", ""),
    5: ("vectors of articles", ""),
    6: (
        "what users say otherwise than the analysis",
        """
        CREATE TABLE edits (
            number INTEGER PRIMARY KEY,
            about TEXT NOT NULL,
            author TEXT NOT NULL,
            made_at TEXT NOT NULL,
            content TEXT NOT NULL
        );
        """,
    ),
    7: ("names that are read as others", ""),
    8: ("what topics of earlier fits were called", ""),
    9: (
        "what an analyst says of a week's topics and names",
        """
        CREATE TABLE comments (
            week TEXT NOT NULL,
            item TEXT NOT NULL,
            text TEXT NOT NULL,
            author TEXT NOT NULL,
            made_at TEXT NOT NULL,
            PRIMARY KEY (week, item)
        );
        """,
    ),
}
"""By its number what each step adds to the state, and its name. A number is never changed once it was released."""

NEWEST = max(SCHEMAS)


@contextmanager
def connect(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """An open connection; commits at the end, rolls back on error. A file that is missing is made as of today.

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
        connection.execute("PRAGMA secure_delete=ON")
        _begin(connection)
        with _transaction(connection):
            yield connection
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{workspace.state}: {error}.", "Run `svodka doctor`.") from error
    finally:
        connection.close()


@contextmanager
def _transaction(connection: sqlite3.Connection, how: str = "BEGIN") -> Iterator[None]:
    connection.execute(how)
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def number_of(workspace: Workspace) -> int:
    """The number of the store's schema, 0 where there is none yet.

    Raises:
        StoreError: a newer program wrote it, or it cannot be read.
    """
    if not workspace.state.exists():
        return 0
    with connect(workspace) as connection:
        return _number(connection)


def grow(connection: sqlite3.Connection, number: int) -> None:
    """Add what this number adds, and note it; within the transaction of the connection."""
    name, statements = SCHEMAS[number]
    for statement in statements.split(";"):
        connection.execute(statement)
    if number == 2:
        connection.execute("INSERT INTO archive VALUES (?)", (secrets.token_hex(8),))
    connection.execute("INSERT INTO migrations VALUES (?, ?)", (f"{number:03d} {name}", now()))


def copy_to(workspace: Workspace, path: str) -> None:
    """A whole copy of the state as a file."""
    with sqlite3.connect(workspace.state) as source, sqlite3.connect(path) as target:
        source.backup(target)


def compact(workspace: Workspace) -> None:
    """Write the file anew, so that nothing of what was deleted is left in it or in its journal."""
    connection = sqlite3.connect(workspace.state, timeout=30, isolation_level=None)
    try:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{workspace.state} cannot be compacted: {error}.", "Repeat the command.") from error
    finally:
        connection.close()


def _number(connection: sqlite3.Connection) -> int:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone()
    if not known:
        return 0
    name = str(connection.execute("SELECT max(name) FROM migrations").fetchone()[0] or "000")
    number = int(name[:3])
    if number > NEWEST:
        raise StoreError(f"The workspace was written by a newer Svodka ({name}).", "Update the program.")
    return number


def _begin(connection: sqlite3.Connection) -> None:
    """Give an empty file its schema; refuse one of a newer program."""
    if _number(connection):
        return
    with _transaction(connection, "BEGIN IMMEDIATE"):  # two processes may arrive at a new workspace together
        if not _number(connection):
            connection.execute(
                "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"
            )
            for number in SCHEMAS:
                grow(connection, number)


def now() -> str:
    """The present moment as ISO text in UTC, microseconds."""
    return datetime.now(UTC).isoformat()
