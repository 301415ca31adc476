"""What each import read and stored, so that it can be named, reported and undone."""

from __future__ import annotations

import json
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
    row = (
        import_id,
        started_at.astimezone(UTC).isoformat(),
        json.dumps([str(p) for p in paths], ensure_ascii=False),
        json.dumps(report, ensure_ascii=False),
    )
    with connect(workspace) as connection:
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


def forget_record(workspace: Workspace, import_id: str) -> None:
    """Drop an import's record once what it stored is gone."""
    with connect(workspace) as connection:
        connection.execute("DELETE FROM imports WHERE import_id = ?", (import_id,))
