"""The server's process: Streamlit over `app.py`; what the first page needs is loaded while the browser loads itself."""

from __future__ import annotations

import socket
import sys
import threading
import time
from pathlib import Path

from streamlit import config
from streamlit.web import cli

from dashboard import ahead

APP = Path(__file__).with_name("app.py")
EVERY = 0.05  # seconds


def main() -> None:
    """Serve with the command line's options, as `streamlit run` takes them."""
    threading.Thread(target=_once_served, daemon=True).start()
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


def _once_served() -> None:
    """Not earlier, lest the browser has to wait for its first byte."""
    while not _listens():
        time.sleep(EVERY)
    ahead.load()


def _listens() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((config.get_option("server.address"), config.get_option("server.port"))) == 0


if __name__ == "__main__":
    main()
