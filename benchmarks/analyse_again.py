"""`analyse` where nothing is new: `python benchmarks/analyse_again.py [--articles N] [--keep FOLDER]`.

Five hundred invented articles are imported and analysed; every table is then written with each row a thousand times
over under other ids, the index built over all, and an edition published that names them. What is timed is the command
on that archive of a million articles. Prints its seconds beside the bar and those of each stage.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.pipeline import analyse  # noqa: E402 - the project's root must be known first
from analytics.search import index  # noqa: E402
from analytics.topics.model import load, save  # noqa: E402
from data.intake import import_paths  # noqa: E402
from data.lake import tables  # noqa: E402
from data.schema import ARTICLE_FACTS, TABLES, TOKENS, TOPICS, Table  # noqa: E402
from data.settings import Workspace  # noqa: E402
from data.state.editions import latest, publish  # noqa: E402

ARTICLE_COUNT = 1_000_000
FIRST = 500
PART = 100_000  # rows of one commit
BAR = 20.0  # seconds
SUBJECTS = (
    [
        "президент",
        "переговоры",
        "саммит",
        "министр",
        "делегация",
        "визит",
        "соглашение",
        "дипломат",
        "посол",
        "встреча",
    ],
    ["нефть", "баррель", "цена", "добыча", "рынок", "биржа", "экспорт", "рубль", "компания", "поставка"],
    ["матч", "сборная", "тренер", "гол", "чемпионат", "турнир", "команда", "победа", "болельщик", "стадион"],
    ["учёный", "спутник", "ракета", "орбита", "космонавт", "станция", "запуск", "двигатель", "аппарат", "планета"],
)
NAMES = ("Владимир Путин", "Ангела Меркель", "Эммануэль Макрон", "Сергей Лавров", "Дональд Трамп")


def first_articles(path: Path) -> None:
    drawn = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "outlet", "title", "text"])
        for n in range(FIRST):
            words = drawn.choices(SUBJECTS[n % len(SUBJECTS)], k=18)
            day = f"2018-{1 + n % 12:02}-{1 + n % 28:02}T10:00:00Z"
            text = f"{drawn.choice(NAMES)}: {' '.join(words[4:])}."
            writer.writerow([n, day, f"Газета {n % 7}", f"{' '.join(words[:4]).capitalize()} {n}", text])


def grow(workspace: Workspace, count: int) -> None:
    """Every row of the tables over and over, and an edition of them."""
    edition = latest(workspace)
    if edition is None:
        raise SystemExit("The first articles were not analysed.")
    times = count // FIRST
    for table in TABLES:
        rows = tables.read_arrow(workspace, table)
        if "article_id" not in table.key:
            rows = _grown(rows, table, times)
            tables.overwrite(workspace, table, rows)
            continue
        parts = _parts(rows, table, times)
        tables.overwrite(workspace, table, next(parts))
        for part in parts:
            tables.append(workspace, table, part)
    models = {}
    for language, name in edition.models.items():
        model = replace(load(workspace.models / name), documents=count)
        save(model, workspace.models / name)
        models[language] = name
    built = index.build(workspace.index, tables.read_arrow(workspace, TOKENS))
    versions = {table.name: tables.version(workspace, table) for table in TABLES}
    totals = _grown_totals(edition.totals, times)
    publish(workspace, replace(edition, versions=versions, models=models, index=built, totals=totals))


def _grown_totals(totals: dict[str, Any], times: int) -> dict[str, Any]:
    reasons = {reason: number * times for reason, number in totals["unclassified_reasons"].items()}
    counts = {name: totals[name] * times for name in ("articles", "mentions", "unclassified")}
    return {**totals, **counts, "unclassified_reasons": reasons}


def _grown(rows: pa.Table, table: Table, times: int) -> pa.Table:
    """Topics with the sizes that they have now; entities as they are."""
    if table != TOPICS:
        return rows
    sizes = pa.array(rows.column("size").to_numpy() * times, pa.int32())
    return rows.set_column(rows.schema.get_field_index("size"), table.schema.field("size"), sizes)


def _parts(rows: pa.Table, table: Table, times: int) -> Iterator[pa.Table]:
    """The rows with new ids, about PART of them at once; bodies differ, as those of articles do."""
    ids = {old: n for n, old in enumerate(sorted(set(rows.column("article_id").to_pylist())))}
    numbers = np.array([ids[old] for old in rows.column("article_id").to_pylist()])
    at_once = max(1, PART // max(len(rows), 1))
    for first in range(0, times, at_once):
        copies = range(first, min(first + at_once, times))
        new = np.concatenate([numbers + FIRST * copy for copy in copies]) if len(rows) else numbers
        part = pa.concat_tables([rows] * len(copies))
        named = pa.array([f"{n:016x}" for n in new], pa.string())
        part = part.set_column(part.schema.get_field_index("article_id"), table.schema.field("article_id"), named)
        if table == ARTICLE_FACTS:
            place = part.schema.get_field_index("body_hash")
            part = part.set_column(place, table.schema.field("body_hash"), named)
        yield part


def build(workspace: Workspace, count: int) -> None:
    path = workspace.root.parent / "first.csv"
    first_articles(path)
    import_paths(workspace, [path])
    analyse(workspace)
    grow(workspace, count)


def timed(workspace: Workspace) -> tuple[float, dict[str, object]]:
    command = [sys.executable, "-m", "svodka", "--workspace", str(workspace.root), "analyse", "--json"]
    began = time.perf_counter()
    said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return time.perf_counter() - began, json.loads(said)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=ARTICLE_COUNT)
    arguments.add_argument("--keep", type=Path, help="folder for the workspace, kept and used again")
    chosen = arguments.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp())
    workspace = Workspace((folder / "workspace").absolute())
    try:
        if not workspace.state.exists():
            began = time.perf_counter()
            build(workspace, chosen.articles)
            print(f"built in {time.perf_counter() - began:.0f} s")
        seconds, said = timed(workspace)
    finally:
        if chosen.keep is None:
            shutil.rmtree(folder)
    print(f"{said['articles']:,} articles, none new: {seconds:.1f} s (bar {BAR} for {ARTICLE_COUNT:,})")
    print("  " + ", ".join(f"{stage} {spent:.1f} s" for stage, spent in said["seconds"].items()))
    return 0 if seconds <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
