"""From the start of the server to the charts of the first page, on the demo: `python benchmarks/first_chart.py`.

Chromium is open already; the server is started five times, and asked as soon as it listens. The demo's workspace is
made first where `./workspace-demo` does not hold it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.server import command, free_port  # noqa: E402 - the project's root must be known first

RUNS = 5
BAR = 3.0  # seconds
CHROMIUM = "/usr/bin/chromium"
DEMO = ROOT / "workspace-demo"


def listens(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
            return True
    except OSError:
        return False


def seconds(browser: Any) -> tuple[float, float]:
    """Until the server listens, and until the first page's chart and its last table are drawn."""
    port = free_port(8700)
    address = f"http://127.0.0.1:{port}"
    tab = browser.new_page()
    began = time.perf_counter()
    server = subprocess.Popen(
        [*command(port), "--server.headless=true"],
        env={**os.environ, "SVODKA_WORKSPACE": str(DEMO)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not listens(address):
            time.sleep(0.02)
        listening = time.perf_counter() - began
        tab.goto(address, wait_until="commit")
        tab.wait_for_selector(".st-key-figure-volume svg.marks")
        return listening, time.perf_counter() - began
    finally:
        server.terminate()
        server.wait()
        tab.close()


def main() -> int:
    if not DEMO.exists():
        subprocess.run([sys.executable, "-m", "svodka", "demo"], cwd=ROOT, check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        runs = [seconds(browser) for _ in range(RUNS)]
        browser.close()
    listening, drawn = (statistics.median(part) for part in zip(*runs, strict=True))
    print("seconds to the first chart: " + ", ".join(f"{run[1]:.2f}" for run in runs))
    print(f"median {drawn:.2f} s, of which {listening:.2f} s until the server listens; bar {BAR} s")
    return 0 if drawn <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
