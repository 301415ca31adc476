"""Articles that come after a fit: `python benchmarks/topic_stream.py [CORPORA]`.

1. The last tenth by date of ruattitudes and of the demo's Russian articles, and a tenth of bbc_raw by hashed id, are
   placed in the topics of the rest without a refit, as an analysis places them. Of these articles alone: the adjusted
   mutual information of their topics with a fit of all that goes on from there, and with one without history. Beside it
   how well fits of ten pairs of 90 % subsamples agree on the articles of both (median).
2. Twelve articles of each large event of May 2020 (tests/analytics/topics/events.json), dated on one day after a month
   of ruattitudes: how many of them are of one story after an analysis of that day.
3. One article placed, after its words are known: milliseconds, median of fifty.
4. ruattitudes day by day from 1 February 2017 on: when and why its topics are fitted anew.

Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import warnings
from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import documents_of  # noqa: E402
from topic_steadiness import agreement  # noqa: E402

from analytics.topics.assign import assign  # noqa: E402
from analytics.topics.fit import fit  # noqa: E402
from analytics.topics.languages import Folders, TopicMode, Topics, topics_of  # noqa: E402

PAIRS, SHARE, BEHIND = 10, 0.9, 0.05
EVENTS = ROOT / "tests" / "analytics" / "topics" / "events.json"
EVENT, FOUND = 12, 10
MILLISECONDS, TIMES = 20, 50
FIRST = pd.Timestamp("2017-02-01", tz="UTC")


def corpora_of(corpora: Path) -> dict[str, pd.DataFrame]:
    """ruattitudes, bbc_raw and the Russian demo, each with the column `late`: whether it comes after the fit."""
    ruattitudes, bbc = (
        documents_of(pd.read_parquet(corpora / name / "docs.parquet").assign(gold=""))
        for name in ("ruattitudes", "bbc_raw")
    )
    demo = documents_of(demo_rows())
    return {
        "ruattitudes": ruattitudes.assign(late=last_tenth(ruattitudes)),
        "bbc_raw": bbc.assign(late=bbc["article_id"].map(lambda i: hashlib.blake2b(i.encode()).digest()[0] < 26)),
        "demo ru": demo.assign(late=last_tenth(demo)),
    }


def demo_rows() -> pd.DataFrame:
    files = sorted((ROOT / "data" / "demo" / "articles").glob("*.jsonl"))
    rows = pd.DataFrame([json.loads(line) for path in files for line in path.open(encoding="utf-8")])
    rows = rows[rows["language"] == "ru"].drop_duplicates("id").rename(columns={"outlet": "source"})
    dates = pd.to_datetime(rows["date"], utc=True, format="ISO8601", errors="coerce").astype("datetime64[us, UTC]")
    return rows.assign(gold="", published_at=dates)


def last_tenth(documents: pd.DataFrame) -> pd.Series:
    return documents["published_at"].rank(pct=True, method="first") > SHARE


def analysed(documents: pd.DataFrame, before: Topics, folder: Path, mode: TopicMode = "auto") -> Topics:
    """The topics after an analysis of these documents."""
    by_id = documents.set_index("article_id", drop=False)
    return topics_of(
        documents=lambda ids: by_id.loc[ids].reset_index(drop=True),
        articles=documents[["article_id", "language", "published_at", "reprint_group", "series"]],
        before=before,
        folders=Folders(folder, folder),
        mode=mode,
        vectors="offline",
        carry_out=lambda work, batches: [work(each) for each in batches] and None,
        step=lambda *_: None,
    )


def topic(found: pd.DataFrame) -> pd.Series:
    return found.set_index("article_id")["topic_id"]


def placing(name: str, documents: pd.DataFrame) -> bool:
    late = documents.loc[documents["late"], "article_id"]
    documents = documents.drop(columns="late")
    with TemporaryDirectory() as folder:
        first = analysed(documents[~documents["article_id"].isin(late)], Topics.none(), Path(folder))
        placed = analysed(documents, first, Path(folder), "keep")
        refitted = analysed(documents, placed, Path(folder), "refit")
    cold = fit(documents, language=documents["language"].iloc[0]).article_topics
    warm_ami, cold_ami = (
        agreement(topic(placed.article_topics).reindex(late), topic(each)) for each in (refitted.article_topics, cold)
    )
    usual = subsamples(documents)
    bar = float(np.median(usual)) - BEHIND
    met = warm_ami >= bar
    print(
        f"{name}: {len(late)} of {len(documents):,} placed; AMI with a refit {warm_ami:.3f}, with one without history "
        f"{cold_ami:.3f}; subsamples {np.median(usual):.3f}; bar {bar:.3f} {'met' if met else 'MISSED'}",
        flush=True,
    )
    return met


def subsamples(documents: pd.DataFrame) -> Sequence[float]:
    language = documents["language"].iloc[0]
    draw = partial(documents.sample, frac=SHARE)
    fits = [
        topic(
            fit(draw(random_state=seed).sort_values("article_id", ignore_index=True), language=language).article_topics
        )
        for seed in range(PAIRS + 1)
    ]
    return [agreement(one, other) for one, other in pairwise(fits)]


def planted(corpora: Path, documents: pd.DataFrame) -> bool:
    """Events of May 2020 as events of one day of 2017, each by itself."""
    rows = pd.read_parquet(corpora / "tgcontest_20200503" / "docs.parquet").assign(gold="")
    events = {event["name"]: event["ids"][:EVENT] for event in json.loads(EVENTS.read_text("utf-8"))["ru"]}
    large = {name: ids for name, ids in events.items() if len(ids) == EVENT}
    labelled = documents_of(rows[rows["id"].isin(chain.from_iterable(large.values()))])
    known = documents.drop(columns="late").query("published_at < @FIRST")
    good = True
    with TemporaryDirectory() as folder:
        first = analysed(known, Topics.none(), Path(folder))
        for name, ids in large.items():
            dates = pd.Series(FIRST + pd.to_timedelta(np.arange(EVENT), unit="h")).astype("datetime64[us, UTC]")
            new = labelled[labelled["article_id"].isin(ids)].assign(published_at=dates.array)
            now = analysed(pd.concat([known, new], ignore_index=True), first, Path(folder), "keep")
            told = now.article_topics.set_index("article_id")["story_id"].reindex(new["article_id"])
            most = int(told.value_counts().max()) if told.notna().any() else 0
            good &= most >= FOUND
            print(
                f"{name}: {most} of {EVENT} in one story  bar {FOUND} {'met' if most >= FOUND else 'MISSED'}",
                flush=True,
            )
    return good


def one_article(documents: pd.DataFrame) -> bool:
    documents = documents.drop(columns="late")
    model = fit(documents, language="ru").model
    took = []
    for number in range(TIMES):
        one = documents.iloc[[number * len(documents) // TIMES]].reset_index(drop=True)
        began = time.perf_counter()
        assign(model, one)
        took.append(1000 * (time.perf_counter() - began))
    median = float(np.median(took))
    met = median <= MILLISECONDS
    print(
        f"one article among {len(model.topic_ids)} topics and {len(model.story_ids):,} stories: {median:.1f} ms, ",
        end="",
    )
    print(f"at most {max(took):.1f}  bar {MILLISECONDS} {'met' if met else 'MISSED'}", flush=True)
    return met


def by_day(documents: pd.DataFrame) -> None:
    documents = documents.drop(columns="late")
    now = Topics.none()
    with TemporaryDirectory() as folder:
        for end in pd.date_range(FIRST, documents["published_at"].max().ceil("D"), freq="D"):
            now = analysed(documents[documents["published_at"] < end], now, Path(folder))
            for refit in now.refits:
                figures = f": {refit.value:.3f}, usual {refit.usual:.3f}" if refit.usual is not None else ""
                print(f"{end:%d %b}: fitted anew, {refit.why}{figures} ({refit.articles} articles)", flush=True)


def main(corpora: Path) -> int:
    every = corpora_of(corpora)
    good = [placing(name, documents) for name, documents in every.items()]
    good += [planted(corpora, every["ruattitudes"]), one_article(every["ruattitudes"])]
    by_day(every["ruattitudes"])
    return int(not all(good))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
