"""How long a changed filter takes: each count query on 105,651 dated headlines, warm and cold, opening, a command.

    python benchmarks/filters.py [--times N] [--keep FOLDER]

The articles are those of `ru_1tv_headlines`; names are the capitalised words inside their sentences, topics are drawn
with Zipf's skew, a fifth of the articles has none: sizes are those of a real archive while no model has to run.
`--times` repeats the corpus with other ids: 10 gives a million articles.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analytics.topics.vectors import by_topic, vectors_frame
from analytics.why import why
from data.filter import Filter, Unit
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.lake.queries import written
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    ENTITIES,
    MENTIONS,
    TABLES,
    TOKENS,
    TOPICS,
)
from data.settings import Workspace
from data.state.editions import Edition, publish

ROOT = Path(__file__).resolve().parents[1]
NAME = re.compile(r"(?<=[а-яё,] )[А-ЯЁ][а-яё]{2,}|[А-ЯЁ]{3,}")
TOPIC_COUNT, THEME_COUNT, STORY_COUNT, EACH_STORY = 60, 8, 150, 3
DIMENSIONS = 164
QUERIES = 20
COMMANDS, COMMAND_BAR = 5, 1.2  # runs, seconds


def build(workspace: Workspace, source: Path, times: int) -> None:
    """Write the tables and publish an edition of them."""
    corpus = pq.read_table(source).to_pandas()
    titles, texts = corpus["title"].fillna(""), corpus["text"].fillna("")
    found = [sorted({m[:6].lower() for m in NAME.findall(f"{a}. {b}")}) for a, b in zip(titles, texts, strict=True)]
    random = np.random.default_rng(5)
    topics = np.minimum(random.zipf(1.3, len(corpus)), TOPIC_COUNT) - 1
    classified = random.random(len(corpus)) > 0.2
    for part in range(times):
        ids = pd.Series([f"{n + part * len(corpus):016x}" for n in range(len(corpus))], dtype="str")
        _write_articles(workspace, corpus.assign(title=titles, text=texts), ids)
        topic_ids = pd.Series([f"t{t}" for t in topics], dtype="str").where(classified)
        _write_topics(workspace, corpus, ids, topic_ids)
        _write_mentions(workspace, corpus, ids, found)
        _write_words(workspace, titles + " " + texts, ids, topic_ids, random)
    names = sorted({name for row in found for name in row})
    entities = {"entity_id": [f"e-{n}" for n in names], "name": names, "kind": "person", "forms": [[n] for n in names]}
    tables.append(
        workspace,
        ENTITIES,
        pd.DataFrame(entities).assign(first_seen=corpus["published_at"].min(), name_en=None, wikidata=None),
    )
    publish(workspace, Edition({t.name: tables.version(workspace, t) for t in TABLES}, "Europe/Moscow"))


def _write_articles(workspace: Workspace, corpus: pd.DataFrame, ids: pd.Series) -> None:
    known = {"external_id": None, "import_id": "benchmark", "origin": "import", "outlet": "Первый канал"}
    rest = {"language_given": "ru", "date_raw": None, "collected_at": datetime.now(UTC), "content_hash": "0"}
    rows = corpus[["published_at", "url", "title", "text"]].assign(
        article_id=ids, **known, **rest, flags=[[]] * len(ids)
    )
    tables.append(workspace, ARTICLES, rows[ARTICLES.columns])
    facts = pd.DataFrame({"article_id": ids, "language": "ru"}).reindex(columns=ARTICLE_FACTS.columns).astype(object)
    facts["reprint_group"] = facts["article_id"].str[-2:].radd("g").where(facts.index % 12 == 0)
    tables.append(workspace, ARTICLE_FACTS, facts)


def _write_topics(workspace: Workspace, corpus: pd.DataFrame, ids: pd.Series, topic_ids: pd.Series) -> None:
    nearness = {
        "score": np.float32(0.5),
        "reach": np.float32(0.2),
        "next_topic_id": "t1",
        "next_score": np.float32(0.3),
        "later": False,
        "unknown": np.float32(0),
    }
    rows = pd.DataFrame({"article_id": ids, "language": "ru", "topic_id": topic_ids, **nearness})
    reasons = pd.Series("no fit", index=rows.index, dtype="str").where(topic_ids.isna())
    number = topic_ids.str[1:].astype("float")
    themes = ("h" + (number % THEME_COUNT).astype("Int64").astype("str")).where(topic_ids.notna())
    told = topic_ids.notna() & (rows.index % EACH_STORY == 0)
    stories = (topic_ids + "-s" + pd.Series(rows.index // EACH_STORY % STORY_COUNT).astype("str")).where(told)
    rows = rows.assign(theme_id=themes, story_id=stories, reason=reasons, published_at=corpus["published_at"])
    tables.append(
        workspace, ARTICLE_TOPICS, rows.assign(story_reason=reasons.mask(topic_ids.notna() & ~told, "single"))
    )
    tables.append(workspace, TOPICS, _topics(stories.dropna().unique().tolist()))


def _write_mentions(workspace: Workspace, corpus: pd.DataFrame, ids: pd.Series, found: list[list[str]]) -> None:
    frame = pd.DataFrame({"article_id": ids, "surface": found, "published_at": corpus["published_at"]})
    rows = frame.explode("surface").dropna(subset=["surface"]).reset_index(drop=True)
    place = rows.groupby("article_id").cumcount().astype("int32") * 10
    spans = {"start": place, "end": place + 5, "sentence_start": 0, "sentence_end": 100}
    kinds = {"kind": "person", "part": "text", "method": "model", "context": None}
    tables.append(workspace, MENTIONS, rows.assign(entity_id="e-" + rows["surface"], **kinds, **spans))


def _write_words(
    workspace: Workspace, texts: pd.Series, ids: pd.Series, topic_ids: pd.Series, random: np.random.Generator
) -> None:
    words = texts.str.split()
    lemmas = texts.str.lower().str.split()
    rows = {"article_id": ids, "language": "ru", "title_words": np.int32(0), "words": words, "lemmas": lemmas}
    tables.append(workspace, TOKENS, pd.DataFrame(rows))
    points = random.standard_normal((len(ids), DIMENSIONS), dtype=np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    kept = vectors_frame(ids, points, language="ru", space="benchmark")
    tables.append(workspace, ARTICLE_VECTORS, by_topic(kept, pd.DataFrame({"article_id": ids, "topic_id": topic_ids})))


def _topics(stories: list[str]) -> pd.DataFrame:
    topics, themes = [f"t{n}" for n in range(TOPIC_COUNT)], [f"h{n}" for n in range(THEME_COUNT)]
    above = (
        [None] * THEME_COUNT + [f"h{n % THEME_COUNT}" for n in range(TOPIC_COUNT)] + [s.split("-")[0] for s in stories]
    )
    levels = ["theme"] * THEME_COUNT + ["topic"] * TOPIC_COUNT + ["story"] * len(stories)
    ids = [*themes, *topics, *stories]
    known = pd.DataFrame({"topic_id": ids, "level": levels, "parent_id": above, "language": "ru"})
    known["label"] = "тема " + known["topic_id"]
    lists = {"keywords": [["слово"]] * len(ids), "representatives": [[]] * len(ids), "centroid": [[0.0]] * len(ids)}
    graded = {figure: np.float32(0.5) for figure in ("stability", "cohesion", "separation", "borderline")}
    return known.assign(x=0.0, y=0.0, size=1, model="benchmark", trust="fair", **graded, **lists)


def filters(reader: Reader) -> list[Filter]:
    """Twenty filters of the kinds a reader sets: period, topic, name, all of them."""
    names = list(counts.top_entities(reader, Filter(), "articles", 20)["entity_id"])
    made = []
    for n in range(QUERIES):
        start = date(2000 + n % 17, 1 + n % 12, 1)
        made.append(
            Filter(
                start=start if n % 2 else None,
                end=date(start.year + 1, 1, 31) if n % 4 == 1 else None,
                topics=(f"t{n % 5}", "") if n % 3 == 0 else (),
                entities=(names[n], names[(n + 3) % 20]) if n % 5 == 0 else (),
                languages=("ru",) if n % 7 == 0 else (),
            )
        )
    return made


def questions(reader: Reader) -> dict[str, Callable[[Filter], object]]:
    """Every count query of the pages, with the units that cost most beside the usual one."""
    names = list(counts.top_entities(reader, Filter(), "articles", 8)["entity_id"])
    topics = [f"t{n}" for n in range(8)]
    units: tuple[Unit, ...] = ("articles", "texts")
    week = date(2016, 2, 1)
    asked: dict[str, Callable[[Filter], object]] = {"passing": lambda f: counts.passing(reader, f)}
    for unit in units:
        asked |= {
            f"volume, {unit}": lambda f, u=unit: counts.volume(reader, f, "week", u),
            f"topic_series, {unit}": lambda f, u=unit: counts.topic_series(reader, f, "week", u, topics),
            f"entity_series, {unit}": lambda f, u=unit: counts.entity_series(reader, f, "week", u, names),
            f"top_topics, {unit}": lambda f, u=unit: counts.top_topics(reader, f, u, 8),
            f"top_entities, {unit}": lambda f, u=unit: counts.top_entities(reader, f, u, 8),
        }
    return asked | {
        "entity_series, occurrences": lambda f: counts.entity_series(reader, f, "week", "occurrences", names),
        "base_series": lambda f: counts.base_series(reader, f, "week", "articles", "topics"),
        "by_outlet": lambda f: counts.by_outlet(reader, f, "articles", entity_id=names[0]),
        "topic_entities": lambda f: counts.topic_entities(reader, f, "t0", 10),
        "entity_topics": lambda f: counts.entity_topics(reader, f, names[0], 10),
        "reasons": lambda f: counts.reasons(reader, f),
        "week_counts, topics": lambda f: counts.week_counts(reader, f, week, "topics"),
        "week_counts, entities": lambda f: counts.week_counts(reader, f, week, "entities"),
        "forms": lambda f: counts.forms(reader, f, names[0]),
        "articles_page": lambda f: counts.articles_page(reader, f),
        "headlines": lambda f: counts.headlines(reader, f, "t0"),
        "name_figures": lambda f: counts.name_figures(reader, f, names[0]),
        "named_beside": lambda f: counts.named_beside(reader, f, names[0], 12),
        "namesakes": lambda _: counts.namesakes(reader, names[0], 3),
        "sentences": lambda f: counts.sentences(reader, f, names[0], 8),
        "suggestions": lambda _: counts.suggestions(reader, 10),
        "why": lambda f: why(reader, f"{hash(f) % 100_000:016x}"),
    }


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long it took, and how much of a processor: the second is near the first on a machine with nothing else."""
    began, used = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)


def timed(archive: Archive, made: Sequence[Filter]) -> dict[str, list[tuple[float, float]]]:
    """Each query's milliseconds over the filters."""
    return {
        # a new reader each time, as each run of a page has
        name: [milliseconds(partial(questions(archive.reader(seconds=None))[name], flt)) for flt in made]
        for name in questions(archive.reader())
    }


def measure(workspace: Workspace, warm: bool) -> None:
    """Print the time to open and each query's median and slowest over the filters, beside its statement as written."""
    opening = [milliseconds(lambda: Archive.open(workspace, warm=warm)) for _ in range(3)]
    print(f"\n{'warm' if warm else 'cold'}: opening {statistics.median(wall for wall, _ in opening):.0f} ms")
    archive = Archive.open(workspace, warm=warm)
    made = filters(archive.reader())
    composed = timed(archive, made)
    with patch("data.lake.archive.query", lambda name, _: written(name)):
        plain = timed(archive, made)
    ratios = []
    for name, times in composed.items():
        walls, used = zip(*times, strict=True)
        figures = (statistics.median(walls), max(walls), statistics.median(used))
        ratios.append(statistics.median(cpu for _, cpu in plain[name]) / figures[2])
        said = "{:8.1f} ms median {:8.1f} ms slowest {:8.1f} ms of a processor".format(*figures)
        print(f"  {name:<28}{said}, as written × {ratios[-1]:.2f}")
    print(f"  as written × {statistics.median(ratios):.2f} of a processor (median), at most {max(ratios):.2f}")
    archive.close()


def command(workspace: Workspace) -> None:
    """Print how long `svodka mentions` takes in all, from its start to its end."""
    asked = [sys.executable, "-m", "svodka", "--workspace", str(workspace.root)]
    times = []
    for _ in range(COMMANDS):
        began = time.perf_counter()
        subprocess.run(
            [*asked, "mentions", "НАТО", "--by", "week", "--json"], cwd=ROOT, check=True, capture_output=True
        )
        times.append(time.perf_counter() - began)
    said = ", ".join(f"{seconds:.2f}" for seconds in times)
    print(f"\nsvodka mentions НАТО --by week --json: {statistics.median(times):.2f} s of {said}; bar {COMMAND_BAR} s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=1)
    arguments.add_argument("--keep", type=Path, help="folder for the workspace, kept and used again")
    chosen = arguments.parse_args()
    corpora = Path(os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora")
    folder = chosen.keep or Path(tempfile.mkdtemp())
    workspace = Workspace(folder.absolute())
    try:
        if not workspace.state.exists():
            (source,) = sorted((corpora / "ru_1tv_headlines").glob("docs*.parquet"))
            build(workspace, source, chosen.times)
        print(f"{tables.read_arrow(workspace, ARTICLE_FACTS).num_rows:,} articles, ", end="")
        print(f"{tables.read_arrow(workspace, MENTIONS).num_rows:,} mentions")
        for warm in (True, False):
            measure(workspace, warm)
        command(workspace)
    finally:
        if chosen.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
