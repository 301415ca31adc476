"""The server's process: Streamlit over `app.py`; what the first page needs is loaded while the browser loads itself."""

from __future__ import annotations

import socket
import sys
import threading
import time
from pathlib import Path

from streamlit.web import cli

from dashboard import background, server

APP = Path(__file__).with_name("app.py")
EVERY = 0.05  # seconds
HOUSEKEEPING = 60.0  # seconds


def main() -> None:
    """Serve with the command line's options, as `streamlit run` takes them."""
    at = server.host_of(sys.argv[1:]), server.port_of(sys.argv[1:])  # Streamlit has not read its own settings yet
    threading.Thread(target=_once_served, args=at).start()  # waited for at the end: C++ must not be cut off
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


def _once_served(host: str, port: int) -> None:
    """Load, not earlier, lest the browser has to wait for its first byte; then keep house."""
    while not _listens(host, port):
        if not threading.main_thread().is_alive():
            return
        time.sleep(EVERY)
    background.load()
    threading.Thread(target=_keep_house, daemon=True).start()


def _keep_house() -> None:
    """What was forgotten leaves the disk in time."""
    while True:
        time.sleep(HOUSEKEEPING)
        background.keep_promises()


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
