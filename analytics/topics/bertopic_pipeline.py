"""BERTopic's pipeline with our stages in its own interfaces; imported by `fit` alone: BERTopic takes seconds to import.

| BERTopic's stage | ours |
|---|---|
| embedder | none: vectors are given |
| dimensionality reduction | none: the vectors are short enough to be grouped as they are |
| clusterer | `Nested`: stories, themes, topics (`levels`) |
| vectoriser | scikit-learn's, over content lemmas |
| representation | `TopicWords` |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.cluster import BaseCluster
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.representation._base import BaseRepresentation
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from analytics.text.content import Lemmas
from analytics.topics.embed import Embedding, Lexicon, Vectors
from analytics.topics.grouping import Labels
from analytics.topics.levels import Earlier, Levels, levels_of
from analytics.topics.place import stand
from analytics.topics.stability import Texts
from analytics.topics.words import topic_words

WORDS = 10


class Nested:
    """Themes and topics over stories as BERTopic's clusterer.

    Attributes:
        labels_: topic of each text, -1 beyond the reach of the nearest.
        levels_: all that was found.
    """

    def __init__(
        self,
        story: Labels,
        *,
        seed: int = 0,
        themes: int | None = None,
        topics: int | None = None,
        earlier: Earlier | None = None,
    ) -> None:
        self.story = story
        self.earlier = earlier
        self.seed = seed
        self.themes = themes
        self.topics = topics

    def fit(self, X: Vectors, y: Any = None) -> Nested:  # noqa: N803 - scikit-learn's name
        """Group texts given by vectors."""
        del y
        self.levels_: Levels = levels_of(
            Texts(X, self.story), seed=self.seed, themes=self.themes, topics=self.topics, earlier=self.earlier
        )
        self.labels_: Labels = self.predict(X)
        return self

    def predict(self, X: Vectors) -> Labels:  # noqa: N803 - scikit-learn's name
        """The topic of each text."""
        found = stand(X, self.levels_.centres)
        return np.where(found.score >= self.levels_.centres.reach[found.topic], found.topic, -1)


class TopicWords(BaseRepresentation):  # type: ignore[misc]
    """Ranks each topic's words by `words.topic_words`."""

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


def fit_bertopic(contents: Lemmas, embedding: Embedding, nested: Nested) -> tuple[BERTopic, list[int]]:
    """Run BERTopic over texts; it finds and numbers their topics.

    Args:
        contents: content lemmas of each text.
        embedding: of these texts; its words may stand in a topic's representation.
        nested: the clusterer.
    Returns:
        BERTopic's model, and the clusterer's number of each topic of it.
    """
    return pipeline(contents, (embedding.lexicon, embedding.counts), embedding.vectors, nested)


def pipeline(
    contents: Lemmas, words: tuple[Lexicon, sparse.csr_matrix], vectors: Vectors, clusterer: Any
) -> tuple[BERTopic, list[int]]:
    """Fit BERTopic with our stages.

    Args:
        contents: content lemmas of each text.
        words: those that may stand in a topic's representation, and how often each stands in each text.
        vectors: of each text.
        clusterer: with scikit-learn's `fit` and `labels_`, -1 for no topic.
    Returns:
        BERTopic's model, and the clusterer's number of each topic of it: it numbers topics anew by size. As a model
        that BERTopic has loaded, it gives a text the topic of the nearest of its `topic_embeddings_`.
    """
    lexicon, counts = words
    model = Pipeline(
        language="multilingual",
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=lexicon.words),
        representation_model=TopicWords(counts, lexicon.words),
        top_n_words=WORDS,
    )
    model.fit_transform(contents.joined(), vectors)
    ours = dict(zip(model.topics_, clusterer.labels_.tolist(), strict=True))
    model.hdbscan_model = BaseCluster()
    return model, [ours[number] for number in range(max(ours, default=-1) + 1)]
