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
    port = server.port_of(sys.argv[1:])  # Streamlit's own settings must not be asked before it has read them
    threading.Thread(target=_once_served, args=(port,), daemon=True).start()
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


def _once_served(port: int) -> None:
    """Not earlier, lest the browser has to wait for its first byte; then what was forgotten leaves the disk in time."""
    while not _listens(port):
        time.sleep(EVERY)
    background.load()
    while True:
        time.sleep(HOUSEKEEPING)
        background.keep_promises()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((server.ADDRESS, port)) == 0


if __name__ == "__main__":
    main()
