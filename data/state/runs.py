"""Runs: how far a command in another process has come. The dashboard watches these rows."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.settings import Workspace
from data.state.database import connect, now
from data.state.process import birth, is_alive


@dataclass(frozen=True)
class Run:
    """One import, analysis, or other step.

    Attributes:
        kind: `import`, `analyse`, `forget`, `demo`.
        pid, born: the process, see `data.state.process`.
        started_at, updated_at, finished_at: UTC; the last is None while it runs.
        stage: what it is doing now; done of total, in the stage's own unit.
        outcome: None while it runs, then `done` or `failed`; `died` if its process is gone without saying so.
        result: the command's totals, or {"error": {"message", "hint"}}.
    """

    run_id: int
    kind: str
    pid: int
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    stage: str
    done: int
    total: int
    outcome: str | None
    result: dict[str, Any] | None
    born: str | None = None


def start(workspace: Workspace, kind: str) -> int:
    """Enter a new run of this process; returns its id."""
    with connect(workspace) as connection:
        row = connection.execute(
            "INSERT INTO runs (kind, pid, born, started_at, updated_at) VALUES (?, ?, ?, ?, ?)",
            (kind, os.getpid(), birth(), now(), now()),
        )
        return int(row.lastrowid or 0)


def progress(workspace: Workspace, run_id: int, stage: str, done: int = 0, total: int = 0) -> None:
    """Say how far the run has come."""
    with connect(workspace) as connection:
        connection.execute(
            "UPDATE runs SET stage = ?, done = ?, total = ?, updated_at = ? WHERE run_id = ?",
            (stage, done, total, now(), run_id),
        )


def finish(workspace: Workspace, run_id: int, outcome: str, result: dict[str, Any]) -> None:
    """Close the run with its outcome, `done` or `failed`, and its totals or error; a closed one stays as it is."""
    with connect(workspace) as connection:
        close(connection, run_id, outcome, result)


def close(connection: sqlite3.Connection, run_id: int, outcome: str, result: dict[str, Any]) -> None:
    """The same within a transaction, that of the edition which the run publishes."""
    connection.execute(
        "UPDATE runs SET outcome = ?, result = ?, finished_at = ?, updated_at = ? WHERE run_id = ? AND outcome IS NULL",
        (outcome, json.dumps(result, ensure_ascii=False, default=str), now(), now(), run_id),
    )


def drop_results_of(connection: sqlite3.Connection, import_id: str) -> None:
    """Let the run of an import say no more than that it was, once what it stored is forgotten."""
    connection.execute("UPDATE runs SET result = NULL WHERE result LIKE ?", (f'%"import_id": "{import_id}"%',))


def recent(workspace: Workspace, limit: int = 5) -> list[Run]:
    """The last runs, newest first."""
    if not workspace.state.exists():
        return []
    with connect(workspace) as connection:
        rows = connection.execute("SELECT * FROM runs ORDER BY run_id DESC LIMIT ?", (limit,)).fetchall()
    return [_run(dict(row)) for row in rows]


def _run(row: dict[str, Any]) -> Run:
    for name in ("started_at", "updated_at", "finished_at"):
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    row["result"] = json.loads(row["result"]) if row["result"] else None
    if row["outcome"] is None and not is_alive(row["pid"], row.get("born")):
        row["outcome"] = "died"
    return Run(**row)
