"""How fast copies are found: `python benchmarks/copies_speed.py [CORPORA] [--articles N]`.

Articles of the length of tgcontest's texts, each with words drawn anew from all that tgcontest says; one in twenty is a
copy of an earlier one with 5 % of its words changed. Prints CPU seconds of one process: cutting texts into words apart,
words to groups for all of them and for a quarter (the cost must grow with the articles, not with their square), what is
kept for an article, and what a thousand new articles cost.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.copies import bodies, confirm  # noqa: E402
from analytics.copies.article_copies import Copies, find  # noqa: E402
from analytics.copies.words import words_of  # noqa: E402

NEW = 1000
BARS = {"articles/s": 5000.0, "bytes": 1000.0, "new": 1.0, "found": 0.99, "linear": 1.5}


class Cutting:
    """`words_of`, with the CPU seconds it took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, texts):
        start = time.process_time()
        words = words_of(texts)
        self.seconds += time.process_time() - start
        return words


def drawn(corpora: Path, count: int) -> pd.DataFrame:
    """Articles with an `original` (article_id; null: none)."""
    texts = pd.read_parquet(corpora / "tgcontest_20200503" / "docs.parquet")["text"].fillna("")
    lengths = texts.str.split().str.len().to_numpy()
    said = np.array(" ".join(texts).split(), dtype=object)
    random = np.random.default_rng(0)
    rows, originals = [], []
    for number in range(count):
        original = number // 2 if number % 20 == 19 else None
        if original is None:
            words = said[random.integers(0, len(said), lengths[number % len(lengths)])]
        else:
            words = np.array(rows[original].split(), dtype=object)
            changed = random.random(len(words)) < 0.05
            words[changed] = said[random.integers(0, len(said), changed.sum())]
        rows.append(" ".join(words))
        originals.append(original)
    ids = pd.Series([f"{number:08d}" for number in range(count)], dtype="str")
    published = pd.Timestamp("2020-05-03", tz="UTC") + pd.to_timedelta(np.arange(count), unit="s")
    frame = pd.DataFrame({"article_id": ids, "published_at": published, "title": "", "text": rows})
    return frame.assign(original=[None if o is None else ids[o] for o in originals])


def found(articles: pd.DataFrame, known: Copies, texts: pd.Series, cutting: Cutting) -> tuple[Copies, float]:
    """What is found, and the seconds without cutting."""
    cutting.seconds = 0.0
    start = time.process_time()
    copies = find(known, articles, lambda ids: texts[ids].to_list())
    return copies, time.process_time() - start - cutting.seconds


def kept_bytes(copies: Copies) -> int:
    frames = (copies.articles, copies.pairs, copies.lineage)
    samples = 8 * sum(map(len, copies.samples["samples"])) + 16 * len(copies.samples)
    return samples + sum(int(frame.memory_usage(index=False, deep=True).sum()) for frame in frames)


def main(corpora: Path, count: int) -> int:
    cutting = Cutting()
    bodies.words_of = confirm.words_of = cutting
    articles = drawn(corpora, count + NEW)
    texts = articles.set_index("article_id")["text"]
    old, new = articles[:count], articles[count:]
    _, quarter = found(old[: count // 4], Copies.none(), texts, cutting)
    copies, seconds = found(old, Copies.none(), texts, cutting)
    cut = cutting.seconds
    known = Copies.none().plus(copies)
    start = time.process_time()
    known.index  # noqa: B018 - made once for all batches to come
    indexed = time.process_time() - start
    added, later = found(new, known, texts, cutting)
    whole = later + cutting.seconds
    group = known.plus(added).articles.set_index("article_id")["group"]
    planted = articles.dropna(subset=["original"])
    planted = planted[~planted["original"].isin(planted["article_id"]) & (planted["text"].str.count(" ") >= 99)]
    met = (group[planted["article_id"]].to_numpy() == group[planted["original"]].to_numpy()).mean()
    figures = {
        "articles/s": (
            count / seconds,
            f"{count:,} articles from words to groups; {count / (seconds + cut):,.0f}/s from text",
        ),
        "bytes": (kept_bytes(copies) / count, "kept for an article"),
        "new": (
            later,
            f"s for {NEW:,} new ones from words; {whole:.2f} s from text; {indexed:.2f} s to index what is known",
        ),
        "found": (float(met), "of the planted copies of 100 words or more are with their original"),
        "linear": (seconds / (4 * quarter), "times what four quarters cost"),
    }
    good = {
        name: value >= BARS[name] if name in {"articles/s", "found"} else value <= BARS[name]
        for name, (value, _) in figures.items()
    }
    for name, (value, said) in figures.items():
        print(f"{value:10,.3f}  {said} (bar {BARS[name]:,}){'' if good[name] else '  MISSED'}")
    return 0 if all(good.values()) else 1


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpora", type=Path, nargs="?", default=usual)
    arguments.add_argument("--articles", type=int, default=100_000)
    chosen = arguments.parse_args()
    sys.exit(main(chosen.corpora, chosen.articles))
