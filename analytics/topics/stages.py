"""Our stages in the form that BERTopic takes; imported by `fit` alone, since BERTopic takes seconds to import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.representation._base import BaseRepresentation
from scipy import sparse

from analytics.topics.cluster import Labels
from analytics.topics.embed import Vectors
from analytics.topics.represent import topic_words

WORDS = 10


class Placement:
    """Stands where BERTopic expects its clusterer: gives the topics that clustering and placing have found."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, vectors: Vectors, y: Any = None) -> Placement:
        """Nothing is left to learn."""
        del vectors, y
        return self


class Counted:
    """Stands where BERTopic expects its vectoriser: the words are counted already, and documents go by their number.

    BERTopic joins the documents of a topic with spaces and has the result counted.
    """

    def __init__(self, counts: sparse.csr_matrix, words: Sequence[str]) -> None:
        self.counts = counts
        self.words = words

    def fit_transform(self, topics: Sequence[str]) -> sparse.csr_matrix:
        """How often each word stands in each topic, given as the numbers of its documents."""
        documents = [list(map(int, topic.split())) for topic in topics]
        ends = np.cumsum([0, *map(len, documents)])
        inside = np.concatenate([np.array(numbers, dtype=np.intp) for numbers in documents])
        shape = (len(documents), self.counts.shape[0])
        return sparse.csr_matrix((np.ones(len(inside), np.float32), inside, ends), shape=shape) @ self.counts

    def get_feature_names_out(self) -> Sequence[str]:
        """The words, in the order of the columns."""
        return self.words


class TopicWords(BaseRepresentation):  # type: ignore[misc]
    """Ranks each topic's words by `represent.topic_words`."""

    def __init__(self, counts: sparse.csr_matrix, words: Sequence[str]) -> None:
        self.counts = counts
        self.words = words

    def extract_topics(
        self, topic_model: Any, documents: pd.DataFrame, c_tf_idf: Any, topics: Mapping[int, Any]
    ) -> dict[int, list[tuple[str, float]]]:
        """Ten words and scores for each topic; what BERTopic made of the unclassified documents is kept."""
        del topic_model, c_tf_idf
        labels = documents.sort_values("ID")["Topic"].to_numpy(dtype=np.intp)
        ranked = topic_words(self.counts, self.words, labels, WORDS)
        return {number: ranked[number] if number >= 0 else list(first[:WORDS]) for number, first in topics.items()}


class Pipeline(BERTopic):  # type: ignore[misc]
    """BERTopic without its choice of representative documents: ours come from different outlets (`fit`)."""

    def _save_representative_docs(self, documents: pd.DataFrame) -> None:
        del documents
        self.representative_docs_: dict[int, list[str]] = {}


def fit_bertopic(
    counts: sparse.csr_matrix, words: Sequence[str], vectors: Vectors, labels: Labels
) -> tuple[BERTopic, dict[int, int]]:
    """Run BERTopic over documents that are already placed.

    Args:
        counts: how often each word stands in each document, shape (n_documents, n_words).
        words: that may stand in a topic's representation, in the order of the columns.
        vectors: of each document.
        labels: topic of each document, -1 for none.
    Returns:
        BERTopic's model, and its number for each of our topics: it numbers topics anew by size.
    """
    model = Pipeline(
        language="multilingual",
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=Placement(labels),
        vectorizer_model=Counted(counts, words),
        representation_model=TopicWords(counts, words),
        top_n_words=WORDS,
    )
    model.fit(list(map(str, range(len(labels)))), vectors)
    return model, dict(zip(labels.tolist(), model.topics_, strict=True))
