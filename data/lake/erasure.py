"""What leaves the disk, and when: files that no edition in use has, scratch of dead processes, forgotten text.

A reader may hold an edition for RETENTION after another replaced it; a step that computes holds its own as long as it
runs. Then the files that only such editions had are removed by the next step, or by a running server. Erasing at once
leaves the last edition alone: a reader that meets a vanished file opens the archive again.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.errors import Locked
from data.lake import tables
from data.lake.lock import writer
from data.lake.tail import QUARANTINE
from data.schema import TABLES
from data.settings import Workspace
from data.state.database import compact, connect
from data.state.editions import Edition, latest, needed
from data.state.process import birth, is_alive

RETENTION = timedelta(hours=1)


@contextmanager
def scratch(workspace: Workspace, step: str) -> Iterator[Path]:
    """A folder of one's own for the files of a step; removed at the end, or by a later step if this process dies."""
    folder = workspace.work / f"{step}.{os.getpid()}.{_plain(birth())}.{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise tables.refused(folder, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_scratch(workspace: Workspace) -> None:
    """Remove the scratch of processes that are dead."""
    for path in workspace.work.glob("*"):
        parts = path.name.split(".")
        if len(parts) == 4 and parts[1].isdecimal() and _lives(int(parts[1]), parts[2]):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _lives(pid: int, born: str) -> bool:
    return is_alive(pid, None) and _plain(birth(pid)) == born


def _plain(born: str | None) -> str:
    return re.sub(r"\W", "_", born or "")


def sweep(workspace: Workspace) -> None:
    """Remove what no reader can need any more. Call it under the writer lock, once the step has published."""
    moment = datetime.now(UTC)
    if _due(workspace, moment):
        erase(workspace)
        return
    _keep(workspace, needed(workspace, moment - RETENTION))
    for folder in workspace.uploads.glob("*"):
        if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < moment - RETENTION:
            shutil.rmtree(folder, ignore_errors=True)


def promise(workspace: Workspace, after: timedelta = RETENTION) -> datetime:
    """Note that text is forgotten; returns when (UTC) the next step, or a running server, takes it off the disk."""
    due = datetime.now(UTC) + after
    with connect(workspace) as connection:
        connection.execute("INSERT INTO erasures VALUES (?)", (due.isoformat(),))
    return due


def keep_promises(workspace: Workspace) -> bool:
    """Erase what is due, unless another process writes just now; whether it was. Cheap where nothing is."""
    if not _due(workspace, datetime.now(UTC)):
        return False
    with suppress(Locked), writer(workspace):
        erase(workspace)
        return True
    return False


def erase(workspace: Workspace) -> None:
    """Remove what the last edition does not have: old versions, uploads, copies, damaged files, logs of jobs.

    Call it under the writer lock.
    """
    edition = latest(workspace)
    _keep(workspace, [edition] if edition else [])
    for folder in (workspace.uploads, workspace.backups, workspace.tables / QUARANTINE):
        shutil.rmtree(folder, ignore_errors=True)
    workspace.job_log.unlink(missing_ok=True)
    with connect(workspace) as connection:
        connection.execute("DELETE FROM erasures")
    compact(workspace)


def _due(workspace: Workspace, moment: datetime) -> bool:
    if not workspace.state.exists():
        return False
    with connect(workspace) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'erasures'").fetchone():
            return False  # a store of an older program
        row = connection.execute("SELECT 1 FROM erasures WHERE due_at <= ?", (moment.isoformat(),)).fetchone()
    return row is not None


def _keep(workspace: Workspace, editions: list[Edition]) -> None:
    """Of tables, indexes and models only what these editions have."""
    for table in TABLES:
        tables.sweep(workspace, table, [v for e in editions if (v := e.versions.get(table.name)) is not None])
    named = {name for e in editions for name in (e.index, *e.models.values())}
    for folder in (*workspace.index.glob("*"), *workspace.models.glob("*")):
        if folder.name not in named and not folder.name.endswith(".part"):
            shutil.rmtree(folder, ignore_errors=True)
