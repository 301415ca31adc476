"""What guided topics are learnt from and scored by: words and vectors of articles, and the states they speak of."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.embed import Lexicon, Vectors
from analytics.topics.seeds import Read

IN_TITLE = 2.0
"""So much more a word of the title counts."""
UNSPOKEN = 2.0
"""Off the margin of an article that speaks of none of the states which a topic's name names: from .88 to .5."""


def scored(features: sparse.csr_matrix, coefficients: NDArray[Any], unspoken: NDArray[np.float64]) -> NDArray[Any]:
    """Scores 0..1 of articles by the coefficients of one guide, the bias last."""
    margin = features @ coefficients[:-1] + coefficients[-1] - UNSPOKEN * unspoken
    return np.asarray(1 / (1 + np.exp(-margin)))


def features_of(read: Read, lexicon: Lexicon, vectors: Vectors) -> sparse.csr_matrix:
    """TF-IDF of content lemmas, those of the title counted thrice, beside the vector; one row a document."""
    lemmas = read.lemmas
    column = lexicon.columns_of(lemmas.words)[lemmas.codes]
    known = column >= 0
    weight = np.where(read.titles, 1 + IN_TITLE, 1.0).astype(np.float32)[known]
    shape = (len(lemmas), len(lexicon.words))
    counts = sparse.csr_matrix((weight, (lemmas.document[known], column[known])), shape=shape)
    return sparse.csr_matrix(sparse.hstack([lexicon.tf_idf(counts), sparse.csr_matrix(vectors)]))
