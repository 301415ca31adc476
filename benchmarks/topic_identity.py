"""Which articles keep their topic when it is refitted every day: `python benchmarks/topic_identity.py [CORPORA]`.

ruattitudes from 1 February 2017 on, each day with the articles that came on it, each fit going on from the one before.
Of all articles that had a topic the share that has the same id after a step, and from the first fit to the last; who is
classified no more has lost it; and of the themes and topics that keep their id the share that keep their label. Beside
each step a fit without history with the same numbers of themes and topics, and the adjusted mutual information (Vinh,
Epps and Bailey 2010) of the two over articles that both place.

Last, with the peers of `benchmarks/requirements.txt`, BERTopic's own way: stock BERTopic of what came by the first day
and of each week after it, put together by `merge_models`. It never moves an article, so every id is kept; what it loses
is said by the agreement with one stock fit of all, the share without a topic, and how many topics there are.
Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from bertopic import BERTopic

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import documents_of  # noqa: E402
from topic_steadiness import agreement  # noqa: E402

from analytics.text.content import contents  # noqa: E402
from analytics.topics.embed import embed  # noqa: E402
from analytics.topics.fit import Fitted, Settings, fit  # noqa: E402

FIRST = pd.Timestamp("2017-02-01", tz="UTC")
LEAST = 50
"""Of fewer articles stock BERTopic finds no topic."""
KEPT, FIRST_TO_LAST = 0.90, 0.80
SAME = {"theme_id": 0.7, "topic_id": 0.8}


def by_day(documents: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, pd.DataFrame]]:
    """The end of each day, and the articles until then."""
    for end in pd.date_range(FIRST, documents["published_at"].max().ceil("D"), freq="D"):
        yield end, documents[documents["published_at"] < end].reset_index(drop=True)


def labels_of(fitted: Fitted) -> dict[str, str]:
    """Of each theme and topic what it is called."""
    rows = fitted.topics[fitted.topics["level"] != "story"]
    return dict(zip(rows["topic_id"], rows["label"], strict=True))


def kept(before: pd.DataFrame, now: pd.DataFrame) -> float:
    """The share of the articles with a topic that have the same one now."""
    had = before.dropna(subset=["topic_id"]).set_index("article_id")["topic_id"]
    return float((now.set_index("article_id")["topic_id"].reindex(had.index) == had).mean())


def merged(documents: pd.DataFrame) -> None:
    """Print what `merge_models` comes to, on the vectors and lemmas that our side has."""
    from topic_quality import stock_model

    lemmas = contents(documents["lemmas"], "ru")
    embedding = embed(lemmas, [], language="ru")
    ends = list(pd.date_range(FIRST, documents["published_at"].max().ceil("D"), freq="7D"))
    begins = [pd.Timestamp.min.tz_localize("UTC"), *ends]
    models, order = [], []
    for begin, end in pairwise([*begins, pd.Timestamp.max.tz_localize("UTC")]):
        rows = np.flatnonzero(documents["published_at"].ge(begin) & documents["published_at"].lt(end))
        if len(rows) >= LEAST:
            models.append(stock_model(lemmas.take(rows), embedding.vectors[rows], 0)[0])
            order.append(rows)
    together = BERTopic.merge_models(models)
    rows = np.concatenate(order)
    topic = pd.Series(together.topics_, index=rows).mask(lambda found: found < 0)
    cold = pd.Series(stock_model(lemmas.take(rows), embedding.vectors[rows], 0)[1], index=rows)
    same = agreement(topic, cold.mask(cold < 0))
    numbers = f"{topic.nunique()} topics ({cold.nunique()} in one fit)"
    left = f"{topic.isna().mean():.0%} without a topic ({(cold < 0).mean():.0%})"
    print(f"stock BERTopic, {len(models)} fits merged: all ids kept, {numbers}, {left}; AMI with one fit {same:.3f}")


def main(corpora: Path) -> int:
    documents = documents_of(pd.read_parquet(corpora / "ruattitudes" / "docs.parquet").assign(gold=""))
    first = earlier = None
    steps, called = [], dict[str, str]()
    for end, articles in by_day(documents):
        fitted = fit(articles, language="ru", earlier=earlier, called=called)
        now, labels = fitted.article_topics, labels_of(fitted)
        stays = [labels[i] == label for i, label in called.items() if i in labels]
        called = labels
        numbers = {column: now[column].nunique() for column in SAME}
        cold = fit(articles, language="ru", settings=Settings(themes=numbers["theme_id"], topics=numbers["topic_id"]))
        same = {
            column: agreement(*(each.set_index("article_id")[column] for each in (now, cold.article_topics)))
            for column in SAME
        }
        step = {"kept": kept(earlier, now) if earlier is not None else 1.0, **same}
        step["labels"] = sum(stays) / len(stays) if stays else 1.0
        steps.append(step)
        first = now if first is None else first
        said = f"{numbers['theme_id']} themes, {numbers['topic_id']} topics"
        ids = f"kept {step['kept']:.3f}, since the first {kept(first, now):.3f}"
        beside = f"AMI with a cold fit: themes {same['theme_id']:.3f}, topics {same['topic_id']:.3f}"
        beside += f"; labels that stay {step['labels']:.2f}"
        print(f"{end:%d %b} {len(articles):,} articles, {said}: {ids}; {beside}", flush=True)
        earlier = now
    frame, last = pd.DataFrame(steps), kept(first, earlier)
    found = [("a step keeps", frame["kept"].min(), KEPT), ("first to last", last, FIRST_TO_LAST)]
    found += [(f"AMI of {column.removesuffix('_id')}s", frame[column].min(), bar) for column, bar in SAME.items()]
    print(f"labels that stay over a step: mean {frame['labels'][1:].mean():.2f}, at worst {frame['labels'].min():.2f}")
    for what, worst, bar in found:
        print(f"{what}: at worst {worst:.3f}  bar {bar} {'met' if worst >= bar else 'MISSED'}")
    if all(find_spec(name) for name in ("hdbscan", "umap")):
        merged(documents)
    return int(any(worst < bar for _, worst, bar in found))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
