"""Guided topics as they are kept: a few numbers a word, enough to say of a new article whether it belongs."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.embed import Lexicon, Vectors
from analytics.topics.seeds import Read
from data.errors import StoreError

ARRAYS, HEAD, FORMAT = "guides.safetensors", "guides.json", 2
IN_TITLE = 2.0
"""So much more a word of the title counts."""
UNSPOKEN = 2.0
"""Off the margin of an article that speaks of none of the states which a topic's name names: from .88 to .5."""


@dataclass(frozen=True)
class GuideModel:
    """What was learnt of guided topics in one language.

    Attributes:
        language: of the articles.
        space: model of the vectors, see `data.schema.ARTICLE_VECTORS`; empty: there were none.
        lexicon: the words that tell something.
        topic_ids: of each guide.
        within: of each the theme, topic or story whose articles alone may belong; None: any.
        coefficients: of each a number a word, then one a coordinate of the vector, then the bias; float32.
        states: of each the states that its name names, of which an article of it should speak, each by all that it is
            called, see `spoken.states_of`.
        names: see `analytics.labels.aliases.one_word_names`; kept, since making them takes longer than scoring.
    """

    language: str
    space: str
    lexicon: Lexicon
    topic_ids: tuple[str, ...]
    within: tuple[str | None, ...]
    coefficients: NDArray[np.float32]
    states: tuple[tuple[tuple[str, ...], ...], ...]
    names: dict[str, str]

    def scores(self, documents: pd.DataFrame, vectors: Vectors) -> pd.DataFrame:
        """Score articles that came later, without learning; one belongs from `guided.BELONGS` on.

        Args:
            documents: article_id, lemmas, title_words, all in the model's language.
            vectors: of each document in the model's space, zero where unknown, shape (n_documents, n_dimensions).
        Returns:
            article_id, and a column of scores 0..1 for each topic_id. Whether an article is of the topic that a guide
            looks within is the caller's to say.
        """
        read = Read.of(documents, self.language, self.names)
        features = features_of(read, self.lexicon, vectors)
        found = [
            scored(features, each, read.unspoken(states))
            for each, states in zip(self.coefficients, self.states, strict=True)
        ]
        scores = pd.DataFrame(dict(zip(self.topic_ids, found, strict=True)))
        scores.insert(0, "article_id", documents["article_id"].to_numpy())
        return scores

    def without(self, topics: AbstractSet[str]) -> GuideModel:
        """The model without some guides."""
        kept = [n for n, topic in enumerate(self.topic_ids) if topic not in topics]
        return replace(
            self,
            topic_ids=tuple(self.topic_ids[n] for n in kept),
            within=tuple(self.within[n] for n in kept),
            coefficients=self.coefficients[kept],
            states=tuple(self.states[n] for n in kept),
        )


def scored(features: sparse.csr_matrix, coefficients: NDArray[Any], unspoken: NDArray[np.float64]) -> NDArray[Any]:
    """Scores 0..1 of articles by the coefficients of one guide, the bias last."""
    margin = features @ coefficients[:-1] + coefficients[-1] - UNSPOKEN * unspoken
    return np.asarray(1 / (1 + np.exp(-margin)))


def features_of(read: Read, lexicon: Lexicon, vectors: Vectors) -> sparse.csr_matrix:
    """TF-IDF of content lemmas, those of the title counted thrice, beside the vector; one row a document."""
    lemmas = read.lemmas
    column = pd.Index(lexicon.words, dtype=object).get_indexer(pd.Index(lemmas.words, dtype=object))[lemmas.codes]
    known = column >= 0
    weight = np.where(read.titles, 1 + IN_TITLE, 1.0).astype(np.float32)[known]
    shape = (len(lemmas), len(lexicon.words))
    counts = sparse.csr_matrix((weight, (lemmas.document[known], column[known])), shape=shape)
    return sparse.csr_matrix(sparse.hstack([lexicon.tf_idf(counts), sparse.csr_matrix(vectors)]))


def save_guides(model: GuideModel, folder: Path) -> None:
    """Write the model into a folder, which is made if missing; the head last, whole or not at all.

    Raises:
        StoreError: the folder cannot be written.
    """
    from safetensors.numpy import save as to_bytes

    head = {name: getattr(model, name) for name in ("language", "space", "topic_ids", "within", "states", "names")}
    head |= {"format": FORMAT, "words": model.lexicon.words}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {"idf": model.lexicon.idf, "coefficients": np.ascontiguousarray(model.coefficients)}
        (folder / ARRAYS).write_bytes(to_bytes(arrays))
        unfinished = folder / (HEAD + ".new")
        unfinished.write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(folder / HEAD)
    except OSError as error:
        raise StoreError(f"Guided topics cannot be written to {folder}: {error}.") from error


def load_guides(folder: Path) -> GuideModel:
    """Read what `save_guides` wrote.

    Raises:
        StoreError: a file is missing, damaged, or of another format than this version of Svodka reads.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return _model(json.loads((folder / HEAD).read_text(encoding="utf-8")), load_file(folder / ARRAYS))
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        what = f"The guided topics in {folder} cannot be read: {error!r}."
        raise StoreError(what, "Run the analysis again.") from error


def _model(head: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> GuideModel:
    words, coefficients = [str(word) for word in head["words"]], arrays["coefficients"]
    if head["format"] != FORMAT:
        raise ValueError(f"format {head['format']}, this version of Svodka reads {FORMAT}")
    if len(words) != len(arrays["idf"]) or not len(coefficients) == len(head["topic_ids"]) == len(head["states"]):
        raise ValueError("words, topics and numbers do not fit each other")
    return GuideModel(
        language=str(head["language"]),
        space=str(head["space"]),
        lexicon=Lexicon(words, arrays["idf"]),
        topic_ids=tuple(map(str, head["topic_ids"])),
        within=tuple(head["within"]),
        coefficients=coefficients,
        states=tuple(tuple(tuple(map(str, called)) for called in each) for each in head["states"]),
        names={str(form): str(name) for form, name in head["names"].items()},
    )
