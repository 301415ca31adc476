"""What each import read and stored, so that it can be named, reported and undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.settings import Workspace
from data.state.database import connect


def record(
    workspace: Workspace, import_id: str, started_at: datetime, paths: Sequence[Path | str], report: dict[str, Any]
) -> None:
    """Keep one import: its id, when it started (UTC), what it was given, and its counts."""
    with connect(workspace) as connection:
        write_record(connection, import_id, started_at, paths, report)


def write_record(
    connection: sqlite3.Connection,
    import_id: str,
    started_at: datetime,
    paths: Sequence[Path | str],
    report: dict[str, Any],
) -> None:
    """The same within a transaction, that of the edition which has what was imported."""
    row = (
        import_id,
        started_at.astimezone(UTC).isoformat(),
        json.dumps([str(p) for p in paths], ensure_ascii=False),
        json.dumps(report, ensure_ascii=False),
    )
    connection.execute("INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?)", row)


def recorded(workspace: Workspace) -> list[dict[str, Any]]:
    """All imports, newest first: {"import_id", "started_at" (datetime, UTC), "paths", "report"}."""
    if not workspace.state.exists():
        return []
    with connect(workspace) as connection:
        rows = connection.execute("SELECT * FROM imports ORDER BY started_at DESC").fetchall()
    return [
        {
            "import_id": row["import_id"],
            "started_at": datetime.fromisoformat(row["started_at"]),
            "paths": json.loads(row["paths"]),
            "report": json.loads(row["report"]),
        }
        for row in rows
    ]


def drop_record(connection: sqlite3.Connection, import_id: str) -> None:
    """Drop an import's record, within the transaction of the edition that no longer has what it stored."""
    connection.execute("DELETE FROM imports WHERE import_id = ?", (import_id,))


def subtract(connection: sqlite3.Connection, removed: dict[str, int]) -> None:
    """Note in the records of imports how many of their articles were removed since; keys are import ids."""
    for import_id, count in removed.items():
        row = connection.execute("SELECT report FROM imports WHERE import_id = ?", (import_id,)).fetchone()
        if row is None:
            continue
        report = json.loads(row["report"])
        report |= {"stored": report.get("stored", 0) - count, "forgotten": report.get("forgotten", 0) + count}
        written = (json.dumps(report, ensure_ascii=False), import_id)
        connection.execute("UPDATE imports SET report = ? WHERE import_id = ?", written)
