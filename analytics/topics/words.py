"""Ten words for each topic, for whoever opens the model: those that speak for it and stand together in its texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.labels.represent import relevance
from analytics.topics.grouping import Labels

CANDIDATES = 80
TOGETHER = 3.0
"""How much it counts that a word stands together with those chosen, beside how much it speaks for the topic."""
BEGINNINGS = 5
"""Of so many best words each begins a choice, and the best choice stays. Of more (20) some end in one story's words."""

Ranked = list[tuple[str, float]]


def topic_words(counts: sparse.csr_matrix, words: Sequence[str], labels: Labels, n: int) -> list[Ranked]:
    """So many words for each topic with how much they speak for it; empty strings where there are fewer.

    A word speaks for one topic alone, that for which it speaks most (`represent.relevance`). Of the best ones each next
    is the one that adds most: its relevance beside the best word's, plus thrice its mean normalised pointwise mutual
    information (Bouma 2009) with the words chosen before, over all texts. The first is the one that leads to the best
    words as a whole.

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
    choices = [_choice(first, together, speaks, n) for first in range(min(BEGINNINGS, len(best)))]
    chosen = max(choices, key=lambda choice: _worth(choice, together, speaks), default=[])
    found = [(words[best[i]], float(scores[best[i]])) for i in chosen]
    return found + [("", 0.0)] * (n - len(found))


def _choice(first: int, together: NDArray[np.float64], speaks: NDArray[np.float64], n: int) -> list[int]:
    chosen = [first]
    while len(chosen) < min(n, len(speaks)):
        value = speaks + TOGETHER * together[:, chosen].mean(axis=1)
        value[chosen] = -np.inf
        chosen.append(int(value.argmax()))
    return chosen


def _worth(chosen: list[int], together: NDArray[np.float64], speaks: NDArray[np.float64]) -> float:
    """What the words add one after another: each pair once, in the mean over the words."""
    pairs = together[np.ix_(chosen, chosen)]
    mean = (pairs.sum() - np.trace(pairs)) / max(len(chosen) * (len(chosen) - 1), 1)
    return float(speaks[chosen].mean() + TOGETHER / 2 * mean)


def _npmi(present: sparse.csc_matrix) -> NDArray[np.float64]:
    """Of each two columns, -1..1; -1 where they never stand together."""
    n = max(present.shape[0], 1)
    both = np.asarray((present.T @ present).toarray(), dtype=np.float64) / n
    each = np.diag(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(both / np.outer(each, each)) / -np.log(both)
    return np.where(both > 0, np.where(both < 1, information, 1.0), -1.0)
