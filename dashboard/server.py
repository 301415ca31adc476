"""Starts the dashboard's server: on this machine alone, without statistics, prompts or file watching."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence

from data.errors import UsageError
from data.settings import Workspace

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501  # Streamlit's usual one
TRIES = 50
PORT = "--server.port="

# The same settings stand in .streamlit/config.toml beside this file; here they hold even where that one is not read.
OPTIONS = {
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
}


def run(workspace: Workspace, port: int | None = None) -> None:
    """Replace this process by the server; does not return.

    Args:
        workspace: the archive it opens with.
        port: the port to listen on; None: 8501. Where it is taken the next free one is used, and said so.
    Raises:
        UsageError: no port is free among the next fifty.
    """
    free = free_port(port or FIRST_PORT)
    if port and free != port:
        sys.stderr.write(f"Port {port} is taken; using {free}.\n")
    os.environ["SVODKA_WORKSPACE"] = str(workspace.root)
    sys.stderr.flush()
    os.execv(sys.executable, command(free))  # noqa: S606 - our own interpreter, no shell


def command(port: int) -> list[str]:
    """The server's command line."""
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    headless = [] if _can_open_browser() else ["--server.headless=true"]
    return [sys.executable, "-m", "dashboard", f"{PORT}{port}", *options, *headless]


def port_of(options: Sequence[str]) -> int:
    """The port that a server with these options listens on; without one among them Streamlit's usual one."""
    said = [option.removeprefix(PORT) for option in options if option.startswith(PORT)]
    return int(said[-1]) if said else FIRST_PORT


def free_port(first: int) -> int:
    """The first port from this one on that nobody listens on."""
    for port in range(first, min(first + TRIES, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise UsageError(f"No port from {first} to {first + TRIES - 1} is free.", "Name another with --port.")


def _can_open_browser() -> bool:
    return sys.stderr.isatty() and (sys.platform != "linux" or bool(os.environ.get("DISPLAY")))
