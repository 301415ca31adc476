"""This checkout beside an earlier one: `python benchmarks/compare.py EARLIER [--rounds N] [--only topics filters …]`.

Topics, filters, pages and import, each by the checkout's own script in a process of its own, in turns (ABAB…), so that
both meet the same machine. Prints the medians and their ratio beside the bar.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
ROUNDS = 3
BAR = 1.1


@dataclass(frozen=True)
class Measure:
    """One script and what of its output is compared.

    Attributes:
        command: the script and its arguments; `{kept}` is a folder that stays from round to round.
        line: finds `name` and `value`, once for each figure.
        unit: of the value; of speeds ("/s") the inverse is compared.
    """

    command: tuple[str, ...]
    line: str
    unit: str


MEASURES = {
    "topics": Measure(("topic_speed.py",), r"^(?P<name>ours) +(?P<value>[\d.]+) s", "s"),
    "filters": Measure(("filters.py", "--keep", "{kept}"), r"^  (?P<name>\S.*?) +(?P<value>[\d.]+) ms median", "ms"),
    "pages": Measure(("pages.py",), r"^(?P<name>overview|topics|mentions) +(?P<value>\d+)", "ms"),
    "import": Measure(("import_throughput.py",), r"^(?P<name>\S+\.parquet) +[\d,]+ +(?P<value>[\d,]+)", "rows/s"),
}


def measured(checkout: Path, measure: Measure, kept: Path) -> dict[str, float]:
    """The figures of one run by name; of a name that comes several times (warm and cold queries), their sum."""
    script, *arguments = (part.format(kept=kept) for part in measure.command)
    environment = os.environ | {"SVODKA_CORPORA": str(CORPORA), "PYTHONPATH": str(checkout)}
    command = [sys.executable, str(checkout / "benchmarks" / script), *arguments]
    said = subprocess.run(command, cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True, check=False).stdout
    found: dict[str, float] = {}
    for line in re.finditer(measure.line, said, re.MULTILINE):
        found[line["name"]] = found.get(line["name"], 0.0) + float(line["value"].replace(",", ""))
    if not found:
        raise SystemExit(f"{' '.join(command)} printed no figure:\n{said}")
    return found


def compared(name: str, sides: dict[str, Path], kept: Path, rounds: int) -> bool:
    """Run both sides in turns and print each figure; returns whether all keep the bar."""
    measure = MEASURES[name]
    runs: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side, checkout in sides.items():
            runs[side].append(measured(checkout, measure, kept / side))
    good = True
    for figure in runs["now"][0]:
        now, earlier = (statistics.median(run[figure] for run in runs[side]) for side in ("now", "earlier"))
        ratio = earlier / now if measure.unit.endswith("/s") else now / earlier
        good &= ratio <= BAR
        print(
            f"{name:8} {figure:32} {earlier:10,.1f} {now:10,.1f} {measure.unit:7} {ratio:5.2f} {BAR:5.1f}", flush=True
        )
    return good


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("earlier", type=Path, help="another checkout, for instance a worktree of an earlier commit")
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    chosen = arguments.parse_args()
    sides = {"earlier": chosen.earlier.resolve(), "now": ROOT}
    print(f"{'':41} {'earlier':>10} {'now':>10} {'':7} {'ratio':>5} {'bar':>5}", flush=True)
    with tempfile.TemporaryDirectory() as kept:
        good = [compared(name, sides, Path(kept), chosen.rounds) for name in MEASURES if name in chosen.only]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
