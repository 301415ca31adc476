"""One writer at a time: whoever changes a workspace holds its lock."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from data.errors import Locked, StoreError
from data.settings import Workspace
from data.state.runs import is_alive


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock.

    Attributes:
        pid: process id on this machine.
        started: when it took the lock, UTC.
    """

    pid: int
    started: datetime


@contextmanager
def writer(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's only write lock; the folder is made where missing. Not re-entrant.

    The kernel frees the lock of a dead process, so what a killed writer left in the file is simply written over.

    Raises:
        Locked: another process holds it; names its pid and start.
        StoreError: the file cannot be made, or the file system has no locks.
    """
    with _open(workspace) as file:
        _acquire(workspace, file)
        _sign(file)
        try:
            yield
        finally:
            file.truncate(0)
            fcntl.flock(file, fcntl.LOCK_UN)


def holder(workspace: Workspace) -> Holder | None:
    """The living process that writes at this moment, None if nobody does. Takes no lock, so it hinders nobody.

    Raises:
        StoreError: the lock file cannot be read.
    """
    try:
        with workspace.lock.open(encoding="utf-8") as file:
            found = _signature(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{workspace.lock} cannot be read: {error}.", "Check the folder's rights.") from error
    return found if found and is_alive(found.pid) else None


def _open(workspace: Workspace) -> IO[str]:
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(workspace.lock, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{workspace.lock} cannot be written: {error}.", "Check the folder's rights.") from error


def _acquire(workspace: Workspace, file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        found = _signature(file)
        who = f"process {found.pid}, since {found.started:%Y-%m-%d %H:%M:%S} UTC," if found else "another process"
        raise Locked(f"{who} is writing to {workspace.root}.", "Wait until it has finished, or end it.") from None
    except OSError as error:
        hint = "Keep the workspace on a local disk."
        raise StoreError(f"{workspace.lock} cannot be locked: {error}.", hint) from error


def _sign(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    json.dump({"pid": os.getpid(), "started": datetime.now(UTC).isoformat()}, file)
    file.flush()


def _signature(file: IO[str]) -> Holder | None:
    file.seek(0)
    try:
        content = json.loads(file.read())
        return Holder(int(content["pid"]), datetime.fromisoformat(content["started"]))
    except (ValueError, KeyError, TypeError):
        return None
