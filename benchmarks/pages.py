"""From a changed filter to the end of the page's script, on 105,651 dated headlines: medians of 20 filters.

    python benchmarks/pages.py [--workspace FOLDER]

Nothing is answered from the cache: it is emptied before every run. Streamlit has the settings that `svodka serve` gives
it, so that no statistics are gathered and garbage not after every run; what the test harness does around a run (a mock
server, a tree of the elements) is not counted. Queries and charts are printed apart; the rest is Streamlit and the
page's own code. `--workspace` takes an analysed archive instead of the benchmark's own.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from streamlit import config
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dashboard.server import OPTIONS  # noqa: E402 - the project's root must be known first
from data.settings import Workspace  # noqa: E402

BARS = {"overview": 250, "topics": 150, "mentions": 150}  # ms
APP = ROOT / "dashboard" / "app.py"


class Spent:
    """Seconds within some functions."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False

    def watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def watching(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return function(*args, **kwargs)
            self._inside, began = True, time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self._inside = False
                self.seconds += time.perf_counter() - began

        return watching


@contextmanager
def watching() -> Iterator[tuple[Spent, Spent, Spent]]:
    """Watch what the script, its queries and its charts take."""
    from dashboard.context import Context
    from dashboard.figures.figure import Figure

    script, queries, charts = Spent(), Spent(), Spent()
    ran, asked, drawn = ScriptRunner._run_script, Context.ask, Figure.drawn  # noqa: SLF001 - no public seam
    ScriptRunner._run_script = script.watched(ran)  # noqa: SLF001
    Context.ask, Figure.drawn = queries.watched(asked), charts.watched(drawn)
    try:
        yield script, queries, charts
    finally:
        ScriptRunner._run_script = ran  # noqa: SLF001
        Context.ask, Figure.drawn = asked, drawn


def parameters(n: int) -> dict[str, Any]:
    """Twenty filters: months, years, topics and names."""
    year = 2000 + n % 15
    period = {"from": f"{year}-01-01", "to": f"{year + 1 + n % 3}-12-31"}
    return [{}, period, {"topic": f"t{n}"}, {**period, "topic": [f"t{n}", f"t{n + 1}"]}][n % 4]


def run(page: str, query: dict[str, Any]) -> tuple[float, ...]:
    """Seconds of the script, of its queries, of its charts, and of a processor with the harness."""
    from dashboard import cache

    app = AppTest.from_file(str(APP), default_timeout=120)
    app._page_hash = calc_hash("" if page == "overview" else page)  # noqa: SLF001 - AppTest opens files only
    app.run()
    cache.answer.clear()
    for name, value in query.items():
        app.query_params[name] = value
    with watching() as (script, queries, charts):
        used = time.process_time()
        app.run()
        cpu = time.process_time() - used
    if app.exception or app.error:
        raise SystemExit(f"{page} {query}: {[e.value for e in (*app.exception, *app.error)]}")
    return script.seconds, queries.seconds, charts.seconds, cpu


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--workspace", type=Path)
    chosen = arguments.parse_args().workspace
    logging.disable(logging.WARNING)
    for name in ("browser.gatherUsageStats", "runner.postScriptGC"):
        config.set_option(name, OPTIONS[name] == "true")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(chosen or Path(folder))
        if chosen is None:
            from filters import build

            corpora = Path(os.environ.get("SVODKA_CORPORA", ROOT.parent / "shared" / "corpora"))
            build(workspace, next((corpora / "ru_1tv_headlines").glob("docs*")), 1)
        os.environ["SVODKA_WORKSPACE"] = str(workspace.root)
        print(f"{'page':10} {'ms':>6} {'queries':>8} {'charts':>7} {'cpu':>6} {'bar':>5}")
        for page, bar in BARS.items():
            run(page, {})
            times = [run(page, parameters(n)) for n in range(20)]
            whole, queries, charts, cpu = (1000 * statistics.median(part) for part in zip(*times, strict=True))
            print(f"{page:10} {whole:6.0f} {queries:8.0f} {charts:7.0f} {cpu:6.0f} {bar:5}")


if __name__ == "__main__":
    main()
