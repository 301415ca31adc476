"""A folder of saved pages imported, beside bare trafilatura: `python benchmarks/html_folder.py [NAMES]`.

The pages of `html_pages`, each under twenty names. Bare: the same call of trafilatura over the same files, nothing
kept, in a pool of two processes. Both include the start of their processes; they take turns within one run.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

NAMES = 20
PROCESSES = 2
ROUNDS = 2
BAR = 0.85


def copied(corpora: Path, folder: Path, names: int) -> list[Path]:
    """The pages under so many names each, all in one folder."""
    index = pq.read_table(corpora / "html_pages" / "index.parquet", columns=["html_path"]).to_pylist()
    for number, row in enumerate(index):
        for name in range(names):
            shutil.copyfile(corpora / "html_pages" / row["html_path"], folder / f"{name:02}-{number:04}.html")
    return sorted(folder.iterdir())


def extract(page: Path) -> int:
    from trafilatura import bare_extraction

    found = bare_extraction(page.read_bytes(), with_metadata=True, include_comments=False)
    return len(found.text or "") if found is not None else 0


def bare(pages: list[Path]) -> float:
    began = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        sum(pool.map(extract, pages, chunksize=8))
    return time.perf_counter() - began


def ours(pages: list[Path]) -> float:
    from data.intake import import_paths
    from data.settings import Workspace

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        report = import_paths(Workspace(Path(folder)), [pages[0].parent])
        took = time.perf_counter() - began
    if report.read != len(pages):
        raise SystemExit(f"{report.read} of {len(pages)} pages were read")
    return took


def main() -> int:
    os.cpu_count = lambda: PROCESSES  # what the import makes its processes by
    corpora = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
    with tempfile.TemporaryDirectory() as folder:
        pages = copied(corpora, Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else NAMES)
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(ROUNDS):
            times["bare"].append(bare(pages))
            times["ours"].append(ours(pages))
    speeds = {side: len(pages) / statistics.median(taken) for side, taken in times.items()}
    print(f"{len(pages):,} pages, {PROCESSES} processes, {ROUNDS} rounds")
    for side, speed in speeds.items():
        print(f"{side:6} {speed:7.1f} pages/s  of " + ", ".join(f"{taken:.1f} s" for taken in times[side]))
    ratio = speeds["ours"] / speeds["bare"]
    print(f"ratio  {ratio:7.2f}  (bar {BAR})")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
