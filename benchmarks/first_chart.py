"""From the start of the server to the charts of the first page, on the demo: `python benchmarks/first_chart.py`.

The server is started five times. First a visitor without a browser connects as soon as it listens: the time until the
chart was sent is the server's own. Then Chromium, which is open already: the time until the chart is drawn, beside that
for a page the server has made before, which is Chromium's own. The demo's workspace is made where it is not there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.server import command, free_port  # noqa: E402 - the project's root must be known first

RUNS = 5
BAR = 3.0  # seconds
CHROMIUM = "/usr/bin/chromium"
DEMO = ROOT / "workspace-demo"


@contextmanager
def served() -> Iterator[tuple[str, float]]:
    """A new server's address, once it listens, and when it was started."""
    port = free_port(8700)
    began = time.perf_counter()
    server = subprocess.Popen(
        [*command(port), "--server.headless=true"],
        env={**os.environ, "SVODKA_WORKSPACE": str(DEMO)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not listens(f"127.0.0.1:{port}"):
            time.sleep(0.02)
        yield f"127.0.0.1:{port}", began
    finally:
        server.terminate()
        server.wait()


def listens(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{address}/_stcore/health", timeout=1):
            return True
    except OSError:
        return False


def sent() -> tuple[float, float]:
    """Seconds until the server listens, and until it has sent the first page's chart and come to the page's end."""
    with served() as (address, began):
        listening = time.perf_counter() - began
        with connect(f"ws://{address}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as visitor:
            ask = BackMsg()
            ask.rerun_script.query_string = ""
            visitor.send(ask.SerializeToString())
            charts = 0
            while True:
                told = ForwardMsg.FromString(visitor.recv())
                charts += told.delta.new_element.WhichOneof("type") == "vega_lite_chart"
                if told.WhichOneof("type") == "script_finished":
                    assert charts, "the first page had no chart"
                    return listening, time.perf_counter() - began


def drawn(browser: Any) -> tuple[float, float]:
    """Seconds until Chromium has drawn the chart, and for the same page again in a new window."""
    with served() as (address, began):
        first = _draw(browser, address) - began
        again = time.perf_counter()
        return first, _draw(browser, address) - again


def _draw(browser: Any, address: str) -> float:
    tab = browser.new_page()
    tab.goto(f"http://{address}", wait_until="commit")
    tab.wait_for_selector(".st-key-figure-volume svg.marks")
    at = time.perf_counter()
    tab.close()
    return at


def median(runs: list[tuple[float, float]]) -> tuple[float, ...]:
    return tuple(statistics.median(part) for part in zip(*runs, strict=True))


def main() -> int:
    if not DEMO.exists():
        subprocess.run([sys.executable, "-m", "svodka", "demo"], cwd=ROOT, check=True)
    listening, ready = median([sent() for _ in range(RUNS)])
    print(f"chart sent after {ready:.2f} s, of which {listening:.2f} s until the server listens; bar {BAR} s")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        first, again = median([drawn(browser) for _ in range(RUNS)])
        browser.close()
    print(f"drawn by Chromium after {first:.2f} s; a page that the server has made before takes it {again:.2f} s")
    return 0 if ready <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
