"""Large archives: of more texts than a fit takes a sample is fitted, and the rest is placed in batches.

A batch is file names in and file names out, so any `concurrent.futures.Executor` may place it, in another process or on
another machine that sees the same files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.text.content import with_words
from analytics.topics.assign import Assigned, assign
from analytics.topics.model import TopicModel, load
from analytics.topics.stories import WINDOW
from data.schema import ARTICLE_TOPICS, ARTICLE_VECTORS, to_frame

FITTED = 100_000
"""So many texts are fitted at most: more change no topic and cost memory."""
USUAL = 500
"""So many articles tell which words are usual."""
PLACED = 20_000
"""So many articles are placed at once."""

Documents = Callable[[pd.Series], pd.DataFrame]
"""Gives the documents with these ids, see `documents.COLUMNS`."""
CarryOut = Callable[[Callable[["Batch"], int], Sequence["Batch"]], None]
"""Has the work done on every batch."""


@dataclass(frozen=True)
class Batch:
    """Documents to be placed.

    Attributes:
        documents: Parquet file with `documents.COLUMNS`.
        model: folder of the model.
        size: number of documents.
    """

    documents: str
    model: str
    size: int

    def output(self, kind: str) -> Path:
        path = Path(self.documents)
        return path.with_name(f"{kind}-{path.name}")


def sample(articles: pd.DataFrame) -> pd.Series:
    """The ids of the articles that are fitted: all, or of many one for each text, evenly over time.

    Args:
        articles: article_id, published_at (null: undated), reprint_group (null: none).
    """
    if len(articles) <= FITTED:
        return articles["article_id"]
    group = articles["reprint_group"]
    texts = articles[group.isna() | ~group.duplicated()].sort_values(["published_at", "article_id"])
    places = np.linspace(0, len(texts) - 1, min(FITTED, len(texts))).round().astype(np.intp)
    return texts["article_id"].iloc[places]


def in_order_of_time(articles: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Articles (article_id, published_at, …) in batches, the undated last."""
    ordered = articles.sort_values(["published_at", "article_id"])
    for start in range(0, len(ordered), PLACED):
        yield ordered.iloc[start : start + PLACED]


def around(batch: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Those of the others that may tell a story of the batch: within its window, undated, and reprints of all these.

    Where they are few the latest of all others are among them: of what stands in a dozen articles of one event nothing
    tells which words are usual.

    Args:
        batch, others: article_id, published_at, reprint_group.
    """
    dated = batch["published_at"].dropna()
    if len(dated) < len(batch):
        return others
    within = others["published_at"].between(dated.min() - WINDOW, dated.max() + WINDOW)
    near = others["published_at"].isna() | within
    groups = pd.concat([batch["reprint_group"], others.loc[near, "reprint_group"]]).dropna()
    chosen = near | others["reprint_group"].isin(groups)
    latest = others[~chosen].sort_values(["published_at", "article_id"])["article_id"]
    return others[chosen | others["article_id"].isin(latest.tail(max(USUAL - int(chosen.sum()), 0)))]


def placed_in_batches(
    articles: pd.DataFrame, documents: Documents, model: TopicModel, folders: tuple[Path, Path], carry_out: CarryOut
) -> Assigned:
    """Place articles, see `assign`; more than one batch of them by `carry_out`.

    Args:
        articles: article_id, published_at.
        documents: see there.
        model: kept in the first of the folders; the second is for files that are gone at the end.
    """
    batches = list(in_order_of_time(articles))
    if not batches:
        return Assigned(ARTICLE_TOPICS.empty(), ARTICLE_VECTORS.empty())
    if len(batches) == 1:
        return assign(model, documents(batches[0]["article_id"]))
    kept, scratch = folders
    written = [
        _written(documents(each["article_id"]), kept, scratch / f"{n}.parquet") for n, each in enumerate(batches)
    ]
    carry_out(place_batch, written)
    placed = [Assigned(*(to_frame(pq.read_table(each.output(kind))) for kind in Assigned._fields)) for each in written]
    for each in written:
        for path in (Path(each.documents), *map(each.output, Assigned._fields)):
            path.unlink()
    return Assigned(*(pd.concat(frames, ignore_index=True) for frames in zip(*placed, strict=True)))


def place_batch(batch: Batch) -> int:
    """Place the documents of a batch into its output files; returns how many there were."""
    placed = assign(_loaded(batch.model), with_words(pq.read_table(batch.documents)))
    pq.write_table(ARTICLE_TOPICS.to_arrow(placed.article_topics), batch.output("article_topics"))
    pq.write_table(ARTICLE_VECTORS.to_arrow(placed.vectors), batch.output("vectors"))
    return batch.size


def _written(documents: pd.DataFrame, model: Path, path: Path) -> Batch:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pandas(documents, preserve_index=False), path)
    return Batch(str(path), str(model), len(documents))


@lru_cache(maxsize=1)
def _loaded(folder: str) -> TopicModel:
    return load(Path(folder))
