"""Vectors of articles as they are kept: `data.schema.ARTICLE_VECTORS`. Light: NumPy alone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import ARTICLE_VECTORS

KEPT = np.dtype("<f2")
"""Half precision moves a cosine by less than a thousandth."""


def vectors_frame(article_ids: pd.Series, vectors: NDArray[np.float32], *, language: str, space: str) -> pd.DataFrame:
    """The rows of `data.schema.ARTICLE_VECTORS` of articles of which some word is known; `by_topic` adds the topics.

    Args:
        article_ids: of each vector.
        vectors: of length one, or zero where no word is known, shape (n_articles, n_dimensions).
        language, space: of all of them, see `model.TopicModel`.
    """
    known = np.flatnonzero(np.any(vectors != 0, axis=1))
    frame = pd.DataFrame(
        {
            "article_id": article_ids.to_numpy()[known],
            "language": language,
            "topic_id": pd.Series(None, index=range(len(known)), dtype="str"),
            "model": space,
            "vector": [row.tobytes() for row in vectors[known].astype(KEPT)],
        }
    )
    return ARTICLE_VECTORS.check(frame)


def by_topic(vectors: pd.DataFrame, article_topics: pd.DataFrame) -> pd.DataFrame:
    """Rows of `data.schema.ARTICLE_VECTORS` with the topics of `ARTICLE_TOPICS`, in the order that they are kept in."""
    topic = article_topics.set_index("article_id")["topic_id"]
    placed = vectors.assign(topic_id=vectors["article_id"].map(topic).astype("str"))
    return ARTICLE_VECTORS.check(placed.sort_values(["topic_id", "article_id"], ignore_index=True))


def read_vectors(kept: Iterable[bytes]) -> NDArray[np.float32]:
    """Vectors of one model from the column `vector`, shape (n_articles, n_dimensions)."""
    rows = list(map(bytes, kept))
    return np.frombuffer(b"".join(rows), KEPT).reshape(len(rows), -1 if rows else 0).astype(np.float32)


def of_articles(article_ids: pd.Series, kept: pd.DataFrame | None, space: str | None) -> NDArray[np.float32] | None:
    """The kept vectors of articles in one space, zero where there is none, shape (n_articles, n_dimensions).

    Args:
        kept: rows of `data.schema.ARTICLE_VECTORS`, None for no rows.
        space: see `model.TopicModel`; None: vectors of this fit alone, so that none is known.
    """
    known = kept[(kept["model"] == space) & kept["article_id"].isin(article_ids)] if kept is not None else None
    if known is None or known.empty:
        return None
    vectors = read_vectors(known["vector"])
    place = pd.Index(known["article_id"]).get_indexer(pd.Index(article_ids))
    return np.where((place >= 0)[:, None], vectors[place], np.float32(0))
