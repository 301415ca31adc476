"""Analysis of ruattitudes: seconds by stage and memory of all its processes: `python benchmarks/analyse.py [CORPORA]`.

Runs `svodka analyse` twice, each on a workspace of its own; the first warms the files up. Memory is the resident set of
the command and its workers together, sampled ten times a second; pages that they share are counted for each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARS = {"seconds": 120, "MB": 1_500}
EVERY = 0.1  # seconds


def svodka(workspace: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "svodka", "--workspace", str(workspace), *arguments, "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def family(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += map(int, children.read_text(encoding="ascii").split())
    return found


def resident(process: int) -> float:
    """MB of memory that a process holds; 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def analysed(workspace: Path) -> tuple[float, float, dict[str, object]]:
    """Seconds, peak MB, and what the command printed."""
    started, peak = time.perf_counter(), 0.0
    command = svodka(workspace, "analyse")
    while command.poll() is None:
        with suppress(OSError):  # a worker that ends while it is looked at
            peak = max(peak, sum(map(resident, family(command.pid))))
        time.sleep(EVERY)
    seconds = time.perf_counter() - started
    return seconds, peak, json.loads(command.communicate()[0])


def main(corpora: Path) -> int:
    for run in ("first", "warm"):
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder)
            svodka(workspace, "import", str(corpora / "ruattitudes")).communicate()
            seconds, peak, said = analysed(workspace)
            print(f"{run:6} {seconds:6.1f} s  {peak:6.0f} MB  {said['articles']} articles, {said['topics']} topics")
    print("       " + ", ".join(f"{stage} {spent:.1f} s" for stage, spent in said["seconds"].items()))
    print(f"bars   {BARS['seconds']:6} s  {BARS['MB']:6} MB")
    return 0 if seconds <= BARS["seconds"] and peak <= BARS["MB"] else 1


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
