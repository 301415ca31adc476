"""What edits of topics cost: reading a thousand of all kinds, and every count on an archive that has them.

    python benchmarks/topic_edits.py WORKSPACE [--edits N] [--queries N]

The workspace (such as the demo archive) is copied; the copy's edits are drawn anew with each run from one seed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from data.filter import LEVELS, Filter
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.lake.topic_editing import edit_topics
from data.lake.topic_edits import TopicEdits
from data.schema import ARTICLE_TOPICS
from data.settings import Workspace
from data.state import edits

REPLAY_BAR, COUNT_BAR = 1.0, 1.1  # seconds; times as long as without edits


def drawn(workspace: Workspace, archive: Archive, number: int) -> Iterator[dict[str, Any]]:
    """Edits of all kinds, of topics and articles that are there."""
    chance, reader = random.Random(5), archive.reader(seconds=None)
    rows = [counts.top_topics(reader, Filter(), "articles", None, level) for level in LEVELS]
    topics = {level: list(found["topic_id"]) for level, found in zip(LEVELS, rows, strict=True)}
    languages = dict(zip(rows[1]["topic_id"], rows[1]["language"], strict=True))
    version = archive.edition.versions[ARTICLE_TOPICS.name]
    articles = tables.read(workspace, ARTICLE_TOPICS, version, ["article_id", "language"])
    of = {code: list(own["article_id"]) for code, own in articles.groupby("language")}
    for n in range(number):
        topic, level = chance.choice(topics["topic"]), chance.choice(LEVELS)
        alike = [i for i in topics["topic"] if languages[i] == languages[topic] and i != topic]
        move = {"what": "move", "articles": chance.sample(of[languages[topic]], 3), "into": topic}
        merge = {"what": "merge", "topic": topic, "into": chance.choice(alike)}
        yield [
            {"what": "rename", "topic": chance.choice(topics[level]), "name": f"Тема {n}"},
            merge if n < number // 50 else move,
            {"what": "hide", "topic": chance.choice(topics["story"])},
            {"what": "pin", "topic": chance.choice(topics[level])},
            {"what": "note", "topic": topic, "text": f"Заметка {n}"},
            move,
            {"what": "guide", "name": f"Тема {n}", "level": "topic", "words": ["суд"]},
        ][n % 7]


def queries(reader: Reader, ids: list[str], article: str) -> list[Callable[[], object]]:
    """What the pages ask, also of some topics and of an article of the first."""
    flt, carried = Filter(), Filter(languages=("ru",))
    return [
        lambda: counts.top_topics(reader, flt, "articles", 40),
        lambda: counts.top_topics(reader, carried, "texts", 40, "story"),
        lambda: counts.topic_series(reader, flt, "week", "articles", ids),
        lambda: counts.reasons(reader, flt),
        lambda: counts.topics_of(reader, ids),
        lambda: counts.passing(reader, Filter(topics=tuple(ids[:2]))),
        lambda: counts.top_entities(reader, Filter(topics=tuple(ids[:2])), "articles", 20),
        lambda: counts.placing(reader, article),
        lambda: counts.article(reader, article),
        lambda: counts.vectors_beside(reader, article, ids[0]),
    ]


def seconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def in_turns(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of two that run by turns, so that whatever else the machine does meets both."""
    taken = [(seconds(one, 1), seconds(other, 1)) for _ in range(times)]
    return statistics.median(a for a, _ in taken), statistics.median(b for _, b in taken)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("workspace", type=Path)
    asked.add_argument("--edits", type=int, default=1_000)
    asked.add_argument("--queries", type=int, default=30)
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(said.workspace, Path(folder) / "copy")
        workspace = Workspace.at(Path(folder) / "copy")
        before = Archive.open(workspace, warm=True)
        opening = seconds(lambda: Archive.open(workspace, warm=True).close(), 3)
        wanted = list(drawn(workspace, before, said.edits))
        making = seconds(lambda: edit_topics(workspace, wanted, "benchmark"), 1)
        after = Archive.open(workspace, warm=True)
        log = edits.log(workspace)
        replay = seconds(lambda: _read(workspace, after.topics), 5)
        print(f"{len(log):,} edits made in {making:.2f} s, read in {replay:.3f} s (at most {REPLAY_BAR:g})")
        opened = seconds(lambda: Archive.open(workspace, warm=True).close(), 3)
        print(f"opening: {opening:.2f} s without, {opened:.2f} s with edits")
        plain, told = before.reader(seconds=None), after.reader(seconds=None)
        known = counts.top_topics(told, Filter(), "articles", None).sort_values("count", ascending=False)
        ids = list(known["topic_id"].head(8))
        article = counts.articles_page(told, Filter(topics=(ids[0],)), limit=1)["article_id"].iloc[0]
        pairs = zip(queries(plain, ids, article), queries(told, ids, article), strict=True)
        both = [in_turns(one, other, said.queries) for one, other in pairs]
        for number, (one, other) in enumerate(both, 1):
            print(f"query {number}: {one * 1000:.1f} ms without, {other * 1000:.1f} ms with edits")
        ratio = sum(other for _, other in both) / sum(one for one, _ in both)
        print(f"counts with edits take {ratio:.2f} times as long (at most {COUNT_BAR:g})")


def _read(workspace: Workspace, known: TopicEdits) -> None:
    read = TopicEdits.of(edits.log(workspace), known.groups, known.heirs)
    read.topics()
    read.articles()


if __name__ == "__main__":
    main()
