"""Runs: how far a command in another process has come. The dashboard watches these rows."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.settings import Workspace
from data.state.database import connect, now


@dataclass(frozen=True)
class Run:
    """One import or analysis.

    Attributes:
        kind: `import` or `analyse`.
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


def start(workspace: Workspace, kind: str) -> int:
    """Enter a new run of this process; returns its id."""
    with connect(workspace) as connection:
        row = connection.execute(
            "INSERT INTO runs (kind, pid, started_at, updated_at) VALUES (?, ?, ?, ?)",
            (kind, os.getpid(), now(), now()),
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
    """Close the run with its outcome, `done` or `failed`, and its totals or error."""
    with connect(workspace) as connection:
        connection.execute(
            "UPDATE runs SET outcome = ?, result = ?, finished_at = ?, updated_at = ? WHERE run_id = ?",
            (outcome, json.dumps(result, ensure_ascii=False, default=str), now(), now(), run_id),
        )


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
    if row["outcome"] is None and not is_alive(row["pid"]):
        row["outcome"] = "died"
    return Run(**row)


def is_alive(pid: int) -> bool:
    """Whether a process with this id exists on this machine and is not a zombie waiting to be reaped."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _process_state(pid) != "Z"


def _process_state(pid: int) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:  # noqa: PTH123 - a kernel file
            return stat.read().rpartition(")")[2].split()[0]
    except OSError:
        return "?"  # no /proc on this system: the signal above is all we know
