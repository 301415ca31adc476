"""Starts the dashboard's server: on this machine alone unless asked, without statistics, prompts or file watching."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from data.errors import UsageError
from data.settings import Workspace

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501  # Streamlit's usual one
TRIES = 50
PORT, HOST = "--server.port=", "--server.address="
PUBLIC_URL = "SVODKA_PUBLIC_URL"
OPEN_TO_ALL = (
    "Whoever reaches {host}:{port} can read this archive, add articles to it and edit its names and topics: Svodka "
    "asks for no password. Let only a proxy that asks for one reach it, or a network that you trust.\n"
)

# The same settings stand in .streamlit/config.toml beside this file; here they hold even where that one is not read.
OPTIONS = {
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "runner.postScriptGC": "false",
}


def run(workspace: Workspace, port: int | None = None, host: str = ADDRESS, public_url: str | None = None) -> None:
    """Replace this process by the server; does not return.

    Args:
        workspace: the archive it opens with.
        port: the port to listen on; None: 8501. Where it is taken the next free one is used, and said so.
        host: the address to listen on; any but this machine's own is warned of.
        public_url: where readers find it, if not there: behind a proxy, say; links that are copied begin with it.
    Raises:
        UsageError: no port is free among the next fifty, the host is no address of this machine, or the URL is none.
    """
    options = public_options(public_url) if public_url else []
    free = free_port(port or FIRST_PORT, host)
    if port and free != port:
        sys.stderr.write(f"Port {port} is taken; using {free}.\n")
    if not is_own(host):
        sys.stderr.write(OPEN_TO_ALL.format(host=host, port=free))
    os.environ["SVODKA_WORKSPACE"] = str(workspace.root)
    if public_url:
        os.environ[PUBLIC_URL] = public_url
        sys.stderr.write(f"Links that readers copy begin with {public_url}.\n")
    sys.stderr.flush()
    os.execv(sys.executable, [*command(free, host), *options])  # noqa: S606 - our own interpreter, no shell


def command(port: int, host: str = ADDRESS) -> list[str]:
    """The server's command line."""
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    headless = [] if _can_open_browser() and is_own(host) else ["--server.headless=true"]
    return [sys.executable, "-m", "dashboard", f"{PORT}{port}", f"{HOST}{host}", *options, *headless]


def is_own(host: str) -> bool:
    """Whether nobody but this machine itself reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def public_options(url: str) -> list[str]:
    """The server's options for being found under a URL: its host may open the connection, its path stands in front.

    Raises:
        UsageError: it is no http or https address with a host, or has a query.
    """
    try:
        parts = urlsplit(url)
        known = parts.port != 0
    except ValueError:
        parts, known = urlsplit(""), False
    if not known or parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(
            f"{url!r} is no address that readers can open.", "Write it as https://news.example.org/svodka."
        )
    path = parts.path.strip("/")
    found = [f"--server.corsAllowedOrigins={parts.scheme}://{parts.netloc}"]
    return [*found, *([f"--server.baseUrlPath={path}"] if path else [])]


def port_of(options: Sequence[str]) -> int:
    """The port that a server with these options listens on; without one among them Streamlit's usual one."""
    said = [option.removeprefix(PORT) for option in options if option.startswith(PORT)]
    return int(said[-1]) if said else FIRST_PORT


def host_of(options: Sequence[str]) -> str:
    """The address at which this machine reaches a server with these options."""
    said = [option.removeprefix(HOST) for option in options if option.startswith(HOST)]
    host = said[-1] if said else ADDRESS
    return {"0.0.0.0": ADDRESS, "::": "::1"}.get(host, host)  # noqa: S104 - what it is called, nothing listens here


def free_port(first: int, host: str = ADDRESS) -> int:
    """The first port from this one on that nobody listens on.

    Raises:
        UsageError: none of TRIES is free, or the host is no address of this machine.
    """
    try:
        (family, *_), *_ = socket.getaddrinfo(host, first, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{host!r} is no address of this machine.", "Try --host 0.0.0.0 for all it has.") from error
    for port in range(first, min(first + TRIES, 65536)):
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRNOTAVAIL:
                    raise UsageError(
                        f"{host} is no address of this machine.", "Try --host 0.0.0.0 for all it has."
                    ) from error
                continue
            return port
    raise UsageError(f"No port from {first} to {first + TRIES - 1} is free.", "Name another with --port.")


def _can_open_browser() -> bool:
    return sys.stderr.isatty() and (sys.platform != "linux" or bool(os.environ.get("DISPLAY")))
