"""Places articles in the topics of a stored model: the nearest centroid, or none. Light: NumPy and SciPy alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.topics.cluster import Labels
from analytics.topics.documents import MIN_CONTENT, check_documents, contents
from analytics.topics.embed import Vectors
from analytics.topics.model import TopicModel
from data.schema import ARTICLE_TOPICS


def assign(model: TopicModel, documents: pd.DataFrame) -> pd.DataFrame:
    """Place documents of the model's language.

    Args:
        model: as fitted or loaded.
        documents: `data.schema.TOKENS` joined with outlet, title, text and published_at.
    Returns:
        One row per document as in `data.schema.ARTICLE_TOPICS`. topic_id is null where the document has fewer than 3
        content lemmas ("too short") or lies beyond every topic's reach ("no fit"). score is the cosine similarity to
        the nearest centroid, null where too short.
    Raises:
        SchemaError: a column is missing.
    """
    check_documents(documents)
    content = contents(documents["lemmas"], model.language)
    long = np.array([len(words) >= MIN_CONTENT for words in content], dtype=bool)
    texts = (documents["title"] + "\n" + documents["text"]).tolist()
    kept = np.flatnonzero(long)
    vectors = model.embedder.vectors([content[i] for i in kept], [texts[i] for i in kept])
    topic, similarity = place(vectors, model.centroids, model.reach)
    return placed_frame(documents, model, long, topic, similarity)


def place(vectors: Vectors, centroids: Vectors, reach: Vectors) -> tuple[Labels, Vectors]:
    """The topic of each document, -1 beyond the reach of the nearest, and the similarity to it (0 without topics)."""
    if not len(centroids):
        return np.full(len(vectors), -1, dtype=np.intp), np.zeros(len(vectors), dtype=np.float32)
    similar = vectors @ centroids.T
    topic = similar.argmax(axis=1)
    best = similar[np.arange(len(topic)), topic]
    return np.where(best >= reach[topic], topic, -1), best


def placed_frame(
    documents: pd.DataFrame, model: TopicModel, long: NDArray[np.bool_], topic: Labels, similarity: Vectors
) -> pd.DataFrame:
    """The rows of `data.schema.ARTICLE_TOPICS`.

    Args:
        long: of each document, whether it has content enough to be placed.
        topic, similarity: of the long ones alone.
    """
    ids = np.array([*model.topic_ids, None], dtype=object)
    topic_id = np.full(len(documents), None, dtype=object)
    topic_id[long] = ids[topic]
    score = np.full(len(documents), np.nan, dtype=np.float32)
    score[long] = similarity
    reason = np.full(len(documents), None, dtype=object)
    reason[pd.isna(topic_id)] = "no fit"
    reason[~long] = "too short"
    frame = pd.DataFrame(
        {
            "article_id": documents["article_id"].to_numpy(),
            "language": model.language,
            "topic_id": pd.Series(topic_id, dtype="str"),
            "reason": pd.Series(reason, dtype="str"),
            "score": score,
            "published_at": documents["published_at"].to_numpy(),
        }
    )
    return ARTICLE_TOPICS.check(frame)
