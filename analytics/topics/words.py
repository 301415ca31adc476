"""Ten words for each topic, for whoever opens the model: those that speak for it and stand together in its texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.grouping import Labels
from analytics.topics.represent import relevance

CANDIDATES = 80
TOGETHER = 2.0
"""How much it counts that a word stands together with those chosen, beside how much it speaks for the topic."""

Ranked = list[tuple[str, float]]


def topic_words(counts: sparse.csr_matrix, words: Sequence[str], labels: Labels, n: int) -> list[Ranked]:
    """So many words for each topic with how much they speak for it; empty strings where there are fewer.

    A word speaks for one topic alone, that for which it speaks most (`represent.relevance`). Of the best ones each next
    is the one that adds most: its relevance beside the best word's, plus its mean normalised pointwise mutual
    information (Bouma 2009) with the words chosen before, over all texts.

    Args:
        counts: how often each word stands in each text, shape (n_texts, n_words).
        words: in the order of the columns.
        labels: topic of each text, -1 for none.
    """
    present = (counts > 0).astype(np.float32)
    scores = relevance(present, labels)
    own = np.where(np.arange(len(scores))[:, None] == scores.argmax(axis=0), scores, 0) if len(scores) else scores
    columns = present.tocsc()
    return [_together(columns, words, row, n) for row in own]


def _together(present: sparse.csc_matrix, words: Sequence[str], scores: NDArray[np.float64], n: int) -> Ranked:
    best = np.argsort(-scores, kind="stable")[:CANDIDATES]
    best = best[scores[best] > 0]
    together = _npmi(present[:, best])
    speaks = scores[best] / scores[best].max(initial=1e-12)
    chosen: list[int] = []
    for _ in range(min(n, len(best))):
        tied = together[:, chosen].mean(axis=1) if chosen else np.zeros(len(best))
        value = speaks + TOGETHER * tied
        value[chosen] = -np.inf
        chosen.append(int(value.argmax()))
    found = [(words[best[i]], float(scores[best[i]])) for i in chosen]
    return found + [("", 0.0)] * (n - len(found))


def _npmi(present: sparse.csc_matrix) -> NDArray[np.float64]:
    """Of each two columns, -1..1; -1 where they never stand together."""
    n = max(present.shape[0], 1)
    both = np.asarray((present.T @ present).toarray(), dtype=np.float64) / n
    each = np.diag(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(both / np.outer(each, each)) / -np.log(both)
    return np.where(both > 0, np.where(both < 1, information, 1.0), -1.0)
