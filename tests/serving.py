"""The dashboard's server as `svodka serve` starts it, as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.server import ADDRESS, command
from data.settings import Workspace

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = ENDS_WITHIN = 600  # seconds: ceilings for a machine under load, never waited for


@dataclass(frozen=True)
class Served:
    """Where it answers, the file that holds all that it has said, and its process."""

    address: str
    log: Path
    pid: int


@contextmanager
def serving(workspace: Workspace, home: Path, ahead_of: Path | None = None) -> Iterator[Served]:
    """A new server, started from another folder with an empty HOME; has ended when the block has.

    It runs this checkout, whichever one is installed; modules of the folder `ahead_of` come before all others.
    """
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    environment = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(str(folder) for folder in (ahead_of, ROOT) if folder),
        "SVODKA_WORKSPACE": str(workspace.root),
    }
    said = home / "server.log"
    with said.open("wb") as log:
        server = subprocess.Popen(
            command(port), cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        _await(server, f"{ADDRESS}:{port}", said)
        yield Served(f"http://{ADDRESS}:{port}", said, server.pid)
    finally:
        server.terminate()
        server.wait(ENDS_WITHIN)


def _free_port() -> int:
    """One that the system gives to whoever asks, so that two suites on one machine do not meet on it."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], place: str, said: Path) -> None:
    """Until it answers and has said where."""
    until = time.monotonic() + STARTS_WITHIN
    while not (_answers(f"http://{place}/_stcore/health") and place in said.read_text(encoding="utf-8")):
        assert server.poll() is None, said.read_text(encoding="utf-8")
        assert time.monotonic() < until, said.read_text(encoding="utf-8")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=STARTS_WITHIN):
            return True
    except OSError:
        return False
