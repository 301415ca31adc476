"""Fits the topics of one language: vectors, partition, placing, words, labels.

BERTopic is the pipeline and our stages are plugged into it. What it and the clusterers need (numba, scikit-learn, UMAP,
HDBSCAN, EVoC) is imported inside the functions here, so that nothing of it is loaded by whoever only assigns or reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.assign import place, placed_frame
from analytics.topics.cluster import Labels, centroids, partition, reach
from analytics.topics.compiled import two_threads
from analytics.topics.documents import MIN_CONTENT, check_documents, contents
from analytics.topics.embed import OFFLINE, Lexicon, Vectors, embed
from analytics.topics.model import TopicModel
from analytics.topics.represent import Term, keywords_of, labels_of, topic_terms
from analytics.topics.terms import find_terms, running_words
from data.schema import TOPICS

VERSION = "1"
"""Raised whenever the same documents would get other topics, labels or keywords."""
LEAST_ARTICLES = 5
"""A topic of fewer distinct articles is none."""


@dataclass(frozen=True)
class Fitted:
    """What a fit gives.

    Attributes:
        model: places new articles in the same topics.
        article_topics: frame as in `data.schema.ARTICLE_TOPICS`, one row per document.
        topics: frame as in `data.schema.TOPICS`, largest first.
        words: ten lemmas a topic, in the order of `topics`: BERTopic's topic representation.
        clusterer: the one whose proposal was taken.
        modularity: of the partition that was taken.
    """

    model: TopicModel
    article_topics: pd.DataFrame
    topics: pd.DataFrame
    words: list[list[str]]
    clusterer: str
    modularity: float


def fit(documents: pd.DataFrame, *, language: str, embedder: str = OFFLINE, seed: int = 0) -> Fitted:
    """Find the topics of documents in one language.

    The number of topics and the clusterer come from the data (`cluster`). Copies of one text count once in finding
    topics; then every document is placed at the nearest centroid, as `assign` does with new ones.

    Args:
        documents: `data.schema.TOKENS` joined with outlet, title, text and published_at (UTC or null).
        language: their language.
        embedder: name of the document vectors, see `embed.embed`.
        seed: of every random step; the same documents and seed give the same topics and ids.
    Raises:
        SchemaError: a column is missing.
        UsageError: the embedder is unknown or not installed.
    """
    check_documents(documents)
    content = contents(documents["lemmas"], language)
    long = np.array([len(words) >= MIN_CONTENT for words in content], dtype=bool)
    kept = documents[long].reset_index(drop=True)
    content = [words for words, enough in zip(content, long, strict=True) if enough]
    with two_threads():
        texts = (kept["title"] + "\n" + kept["text"]).tolist()
        embedding = embed(content, texts, language=language, name=embedder, seed=seed)
        vectors = embedding.vectors
        distinct = _distinct(content, vectors)
        parts = partition(vectors[distinct], seed=seed)
        centres, reaches, labels, similarity = _settled(vectors, distinct, parts.core)
        once = _Texts(
            documents=kept.iloc[distinct],
            counts=embedding.counts[distinct],
            labels=labels[distinct],
        )
        terms, words = _represent(once, vectors[distinct], embedding.lexicon, language)

    name = _name(language, documents["article_id"], centres)
    ids = tuple(f"{name}-{number}" for number in range(1, len(centres) + 1))
    model = TopicModel(name, language, embedding.embedder, ids, centres, reaches, len(documents))
    topics = _topics_frame(model, kept, labels, similarity, terms)
    placed = placed_frame(documents, model, long, labels, similarity)
    return Fitted(model, placed, topics, words, parts.clusterer, parts.modularity)


def _distinct(content: list[list[str]], vectors: Vectors) -> NDArray[np.intp]:
    """Positions of the first document of each text, without those of whose words the embedder knows none."""
    first: dict[tuple[str, ...], int] = {}
    for i, words in enumerate(content):
        first.setdefault(tuple(words), i)
    positions = np.array(sorted(first.values()), dtype=np.intp)
    return positions[np.any(vectors[positions] != 0, axis=1)]


def _settled(vectors: Vectors, distinct: NDArray[np.intp], core: Labels) -> tuple[Vectors, Vectors, Labels, Vectors]:
    """Centroids, their reach, and where each document falls; topics too small are dropped, the largest comes first."""
    while True:
        centres = centroids(vectors[distinct], core)
        reaches = reach(vectors[distinct], core, centres)
        labels, similarity = place(vectors, centres, reaches)
        sizes = np.bincount(labels[labels >= 0], minlength=len(centres))
        different = np.bincount(labels[distinct][labels[distinct] >= 0], minlength=len(centres))
        order = np.argsort(-sizes, kind="stable")
        order = order[different[order] >= LEAST_ARTICLES]
        number = np.full(len(centres) + 1, -1, dtype=np.intp)
        number[order] = np.arange(len(order))
        if len(order) == len(centres):
            return centres[order], reaches[order], number[labels], similarity
        core = number[core]


def _name(language: str, article_ids: pd.Series, centres: Vectors) -> str:
    digest = hashlib.sha256("\n".join(sorted(article_ids)).encode())
    digest.update(VERSION.encode() + centres.tobytes())
    return f"{language}-{digest.hexdigest()[:8]}"


@dataclass(frozen=True)
class _Texts:
    """The distinct documents of a fit, in one order: frame, word counts, topic of each (-1 none)."""

    documents: pd.DataFrame
    counts: sparse.csr_matrix
    labels: Labels


def _represent(
    texts: _Texts, vectors: Vectors, lexicon: Lexicon, language: str
) -> tuple[list[list[Term]], list[list[str]]]:
    """Terms for the reader and ten lemmas for each topic."""
    if texts.labels.max(initial=-1) < 0:
        return [], []
    from analytics.topics.stages import fit_bertopic

    bertopic, number = fit_bertopic(texts.counts, lexicon.words, vectors, texts.labels)
    words = [[word for word, _ in bertopic.get_topic(number[n]) if word] for n in range(texts.labels.max() + 1)]
    running = running_words(texts.documents, language)
    return topic_terms(find_terms(running, len(texts.documents)), texts.labels, language), words


def _topics_frame(
    model: TopicModel, documents: pd.DataFrame, labels: Labels, similarity: Vectors, terms: list[list[Term]]
) -> pd.DataFrame:
    numbers = range(len(model.topic_ids))
    map_x, map_y = map_positions(model.centroids)
    return TOPICS.check(
        pd.DataFrame(
            {
                "topic_id": pd.Series(model.topic_ids, dtype="str"),
                "language": pd.Series([model.language] * len(numbers), dtype="str"),
                "label": pd.Series(labels_of(terms), dtype="str"),
                "keywords": pd.Series([keywords_of(each) for each in terms], dtype=object),
                "size": np.bincount(labels[labels >= 0], minlength=len(numbers)).astype(np.int32),
                "x": map_x,
                "y": map_y,
                "representatives": pd.Series(representatives(documents, labels, similarity), dtype=object),
                "centroid": pd.Series([row.tolist() for row in model.centroids], dtype=object),
                "model": pd.Series([model.name] * len(numbers), dtype="str"),
            }
        )
    )


def representatives(documents: pd.DataFrame, labels: Labels, similarity: Vectors, n: int = 3) -> list[list[str]]:
    """Ids of each topic's n articles nearest to its centroid: titled ones first, no title twice, outlets in turn.

    Args:
        documents: columns article_id, outlet, title.
        labels: topic of each document, -1 for none.
        similarity: of each document to its centroid.
    """
    ranked = documents[["article_id", "outlet", "title"]].assign(
        topic=labels, similarity=similarity, untitled=documents["title"].str.strip().to_numpy() == ""
    )
    ranked = ranked[ranked["topic"] >= 0].sort_values(
        ["untitled", "similarity"], ascending=[True, False], kind="stable"
    )
    ranked = ranked.drop_duplicates(["topic", "title"])
    ranked["turn"] = ranked.groupby(["topic", "outlet"], dropna=False).cumcount()
    first = ranked.sort_values(["topic", "untitled", "turn"], kind="stable").groupby("topic").head(n)
    return first.groupby("topic")["article_id"].agg(list).tolist()


def map_positions(centres: Vectors) -> tuple[Vectors, Vectors]:
    """Places of topics on a plane, near topics near each other: classical scaling of cosine distances (Torgerson 1952).

    Returns:
        x and y in -1..1, shape (n_topics,) each. An axis points to the side of its farthest topic.
    """
    n = len(centres)
    squared = 2 - 2 * (centres @ centres.T).astype(np.float64)
    centring = np.eye(n) - 1 / max(n, 1)
    values, axes = np.linalg.eigh(-0.5 * centring @ squared @ centring)
    plane = np.zeros((n, 2))
    for column, i in enumerate(reversed(range(max(n - 2, 0), n))):
        axis = axes[:, i] * np.sqrt(max(values[i], 0.0))
        plane[:, column] = axis * np.sign(axis[np.abs(axis).argmax()] or 1.0)
    plane /= max(float(np.abs(plane).max(initial=0.0)), 1e-12)
    x, y = plane.astype(np.float32).T
    return x, y
