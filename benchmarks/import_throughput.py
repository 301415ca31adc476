"""Import: articles a second on real corpora, and peak memory for a small CSV beside one ten times as large.

Run: `.venv/bin/python benchmarks/import_throughput.py [CORPORA]`. Every import runs in a process of its own, into a
workspace of its own; peak memory is that process's maximum resident set.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
SMALL = 20_000
REPEATS = 3
BARS = {"rows/s": 5_000, "memory": 1.1}


def import_here(path: Path, workspace: Path) -> dict[str, float]:
    """One import in this process: rows read, seconds, seconds of processor time over all threads, peak MB."""
    from data.intake import import_paths
    from data.settings import Workspace

    started, busy = time.perf_counter(), time.process_time()
    report = import_paths(Workspace(workspace), [path])
    seconds = time.perf_counter() - started
    busy = time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read": report.read, "stored": report.stored, "seconds": seconds, "busy": busy, "peak": peak}


def import_apart(path: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--one", str(path), str(Path(folder) / "workspace")]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)


def write_csv(path: Path, rows: int, source: Path) -> None:
    """A CSV of that many different articles, made of a corpus's rows over and over."""
    kept = pq.read_table(source, columns=["published_at", "source", "title", "text"]).to_pylist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "published_at", "source", "title", "text"])
        for number, row in enumerate(islice(cycle(kept), rows)):
            writer.writerow([number, row["published_at"], row["source"], f"{row['title']} {number}", row["text"]])


def show(name: str, run: dict[str, float]) -> None:
    speed, alone = run["read"] / run["seconds"], run["read"] / run["busy"]
    print(f"{name:<32}{run['read']:>9,}{speed:>9,.0f}{alone:>12,.0f}{run['peak']:>9,.0f}")


def throughput(corpora: Path) -> None:
    print(f"median of {REPEATS}, bar {BARS['rows/s']:,} rows/s")
    print(f"{'':<32}{'rows':>9}{'rows/s':>9}{'rows/CPU s':>12}{'peak MB':>9}")
    for name in ("ruattitudes/docs.parquet", "ru_1tv_headlines/docs.parquet"):
        runs = sorted((import_apart(corpora / name) for _ in range(REPEATS)), key=lambda run: run["seconds"])
        run = runs[REPEATS // 2]
        show(name, run)


def memory(corpora: Path) -> None:
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in (SMALL, 10 * SMALL):
            path = Path(folder) / f"{rows}.csv"
            write_csv(path, rows, corpora / "ruattitudes" / "docs.parquet")
            run = import_apart(path)
            peaks.append(run["peak"])
            show(f"CSV, {path.stat().st_size / 2**20:,.0f} MB", run)
    print(f"peak memory of the larger over the smaller: {peaks[1] / peaks[0]:.3f}, bar {BARS['memory']}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(import_here(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA
        throughput(place)
        memory(place)
