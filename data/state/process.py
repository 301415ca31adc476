"""Whether a process that once signed something still runs: a process id alone is given again to others."""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_START = 19  # place of the start time behind the name in /proc/PID/stat, see proc(5)


def birth(pid: int | None = None) -> str | None:
    """When a process (None: this one) began, as text that no other process with its id has; None if there is none."""
    return _own() if pid is None else _birth(pid)


def is_alive(pid: int, born: str | None) -> bool:
    """Whether this very process exists on this machine and is no zombie waiting to be reaped.

    Args:
        pid: process id.
        born: what `birth` said of it; None (an older program noted none): any process with this id counts.
    """
    now = _birth(pid)
    return now is not None and (born is None or born == now)


@lru_cache(maxsize=1)
def _own_of(pid: int) -> str | None:
    return _birth(pid)


def _own() -> str | None:
    return _own_of(os.getpid())  # the id is the key: a forked child is another process


def _birth(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return None if stat[0] == "Z" else f"{_boot()}-{stat[_START]}"
    except FileNotFoundError:
        return None if _BOOT.exists() else _by_ps(pid)
    except (OSError, IndexError):
        return None  # it ended while it was looked at


@lru_cache(maxsize=1)
def _boot() -> str:
    return _BOOT.read_text(encoding="ascii").strip()[:8]


def _by_ps(pid: int) -> str | None:
    """Where the system has no /proc."""
    command = ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    state, _, started = said.partition(" ")
    return None if not started or state.startswith("Z") else started.strip()
