"""What each shortcut in the code brings, beside the plainer way: `python benchmarks/shortcuts.py [--workspace FOLDER]`.

Each is code that a reader has to understand, so each has to earn its place. Medians of five, every one of a process of
its own, on the demo's workspace (made where it is not there) or another:

    forms of charts    read from the disk, or composed by Altair           `charts/form_cache.py`
    tables' logs       the edition's read by us, or by deltalake           `data/lake/log.py`
    imports            of a command that needs few, or of every module     imports inside functions
    small keys         ten questions to an archive laid into memory        `sql/warm.sql`, beside `sql/cold.sql`
    one command        the archive opened for one question                 `sql/cold.sql`, beside `sql/warm.sql`
    loading            a server's first byte, before or after it loads     `dashboard/__main__.py`

Two others are measured where they matter: macros written out (`filters.py`), and garbage (`users.py`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.server import command, free_port  # noqa: E402 - the project's root must be known first
from data.settings import DEMO_WORKSPACE, Workspace  # noqa: E402

RUNS = 5
FORM = """
from dashboard.charts.bars import _form
from dashboard.theme import LIGHT
_form(LIGHT, "ru", "articles", "x", with_share=True)
"""
LOGS = """
from data.lake import log, tables
from data.schema import TABLES
for table in TABLES:
    folder = tables.folder_of(workspace, table)
    if (newest := log.last_version(folder)) is not None:
        log.{way}(folder, newest)
"""
FEW = "import svodka, commands.names"
EVERY = """
import pkgutil, importlib
for package in ("data", "analytics", "dashboard", "commands"):
    for module in pkgutil.walk_packages([package], f"{package}."):
        if not module.name.endswith(("__main__", ".app")):
            importlib.import_module(module.name)
"""
ASKED = """
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
archive = Archive.open(workspace, warm={warm})
began = began if {opening} else perf_counter()
for _ in range({times}):
    reader = archive.reader()
    counts.top_topics(reader, Filter(), "articles", None)
    counts.volume(reader, Filter(), "week", "articles")
"""


def ran(code: str, workspace: Path, **environment: str) -> float:
    """Seconds that a piece of code says it took, in a process of its own; what it imports counts."""
    start = (
        "import sys; from time import perf_counter; from pathlib import Path; from data.settings import Workspace; "
        f"workspace = Workspace.at(Path({str(workspace)!r})); began = perf_counter()\n"
    )
    end = "\nprint(perf_counter() - began)"
    done = subprocess.run(
        [sys.executable, "-c", start + code + end],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])


def first_byte(workspace: Path, *, late: bool) -> float:
    """Seconds from the start of the server until the browser has the page's frame."""
    port = free_port(8900)
    served = [*command(port), "--server.headless=true"]
    if not late:
        before = (
            "import sys; from dashboard import background; background.load(); from dashboard.__main__ import main; "
        )
        served = [served[0], "-c", f"{before}sys.argv[0] = ''; main()", *served[3:]]
    began = time.perf_counter()
    environment = {**os.environ, "SVODKA_WORKSPACE": str(workspace)}
    server = subprocess.Popen(served, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - began < 60:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return time.perf_counter() - began
            time.sleep(0.01)
        raise SystemExit("The server did not answer within a minute.")
    finally:
        server.terminate()
        server.wait()


def form(workspace: Path, *, kept: bool) -> float:
    with tempfile.TemporaryDirectory() as caches:
        first = ran(FORM, workspace, XDG_CACHE_HOME=caches)
        return ran(FORM, workspace, XDG_CACHE_HOME=caches) if kept else first


def asked(workspace: Path, *, warm: bool, times: int, opening: bool) -> float:
    return ran(ASKED.format(warm=warm, times=times, opening=opening), workspace)


def shortcuts(at: Path) -> dict[str, tuple[Callable[[], float], Callable[[], float]]]:
    """Of each the way that is taken, and the plainer one."""
    return {
        "forms of charts": (lambda: form(at, kept=True), lambda: form(at, kept=False)),
        "tables' logs": (
            lambda: ran(LOGS.format(way="snapshot"), at),
            lambda: ran(LOGS.format(way="_snapshot_by_delta"), at),
        ),
        "imports": (lambda: ran(FEW, at), lambda: ran(EVERY, at)),
        "small keys": (
            lambda: asked(at, warm=True, times=5, opening=False),
            lambda: asked(at, warm=False, times=5, opening=False),
        ),
        "one command": (
            lambda: asked(at, warm=False, times=1, opening=True),
            lambda: asked(at, warm=True, times=1, opening=True),
        ),
        "loading": (lambda: first_byte(at, late=True), lambda: first_byte(at, late=False)),
    }


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--workspace", type=Path, default=ROOT / DEMO_WORKSPACE)
    at = arguments.parse_args().workspace.resolve()
    if not (at / "tables").is_dir():
        from analytics.demo import build

        build(Workspace(at), lambda *_: None)
    print(f"{'shortcut':16} {'ms':>7} {'plainer':>8} {'times':>6}")
    for name, ways in shortcuts(at).items():
        taken, plain = (1000 * statistics.median(way() for _ in range(RUNS)) for way in ways)
        print(f"{name:16} {taken:7.0f} {plain:8.0f} {plain / taken:6.1f}")


if __name__ == "__main__":
    main()
