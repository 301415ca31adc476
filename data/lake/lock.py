"""One writer at a time: whoever changes a workspace holds its lock."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from data.errors import Locked, StoreError
from data.settings import Workspace
from data.state.process import birth, is_alive


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock.

    Attributes:
        pid, born: process on this machine, see `data.state.process`.
        started: when it took the lock, UTC.
    """

    pid: int
    started: datetime
    born: str | None = None


WAIT = 60.0
"""Seconds that a step waits for another to write: it has computed already, and what the other writes takes less."""
_LOOK = 0.1


@contextmanager
def writer(workspace: Workspace, wait: float = 0.0) -> Iterator[None]:
    """Hold the workspace's only write lock; the folder is made where missing. Not re-entrant.

    The kernel frees the lock of a dead process, so what a killed writer left in the file is simply written over.

    Args:
        wait: seconds to wait for another process; one that holds it itself is refused at once.

    Raises:
        Locked: another process holds it all that time; names its pid and start.
        StoreError: the file cannot be made, or the file system has no locks.
    """
    with _locked(workspace, workspace.lock, wait):
        yield


@contextmanager
def analysis(workspace: Workspace) -> Iterator[None]:
    """Be the only one that analyses: computing takes no write lock, and two at once would do the same work twice.

    Raises:
        Locked: another process analyses; names its pid and start.
        StoreError: as for `writer`.
    """
    with _locked(workspace, workspace.lock.with_name("analysis.lock"), 0):
        yield


@contextmanager
def _locked(workspace: Workspace, path: Path, wait: float) -> Iterator[None]:
    with _open(workspace, path) as file:
        until = time.monotonic() + wait
        while not _acquired(path, file):
            found = _signature(file)
            if time.monotonic() >= until or (found and found.pid == os.getpid()):
                raise _taken(workspace, file)
            time.sleep(_LOOK)
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
    return found if found and is_alive(found.pid, found.born) else None


def _open(workspace: Workspace, path: Path) -> IO[str]:
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}.", "Check the folder's rights.") from error


def _acquired(path: Path, file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise StoreError(f"{path} cannot be locked: {error}.", "Keep the workspace on a local disk.") from error
    return True


def _taken(workspace: Workspace, file: IO[str]) -> Locked:
    found = _signature(file)
    who = f"process {found.pid}, since {found.started:%Y-%m-%d %H:%M:%S} UTC," if found else "another process"
    return Locked(f"{who} is writing to {workspace.root}.", "Wait until it has finished, or end it.")


def _sign(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    json.dump({"pid": os.getpid(), "born": birth(), "started": datetime.now(UTC).isoformat()}, file)
    file.flush()


def _signature(file: IO[str]) -> Holder | None:
    file.seek(0)
    try:
        content = json.loads(file.read())
        return Holder(int(content["pid"]), datetime.fromisoformat(content["started"]), content.get("born"))
    except (ValueError, KeyError, TypeError):
        return None
