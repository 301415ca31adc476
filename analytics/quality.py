"""How good topics and names are, in the figures of the literature.

Topic words are judged against the documents they came from: a document counts once for a word, however often the word
stands in it. Partitions are judged against gold classes; unclassified documents are one class like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Interval = tuple[int, int]
"""Start and end of a span in characters, the end excluded."""


def npmi(topics: Sequence[Sequence[str]], documents: Iterable[Iterable[str]]) -> float:
    """Mean normalised pointwise mutual information of the word pairs of each topic, averaged over topics.

    ln(p(a, b) / (p(a) p(b))) / -ln p(a, b) with p from document frequencies (Bouma 2009; Lau, Newman and Baldwin 2014);
    -1 for a pair that never meets, 1 for a pair in every document.

    Args:
        topics: words of each topic; a topic with fewer than two words is left out.
        documents: the words of each document.
    Returns:
        -1..1; nan without a topic of two words.
    """
    words = {word: i for i, word in enumerate(sorted({word for topic in topics for word in topic}))}
    rows = [sorted({words[word] for word in document if word in words}) for document in documents]
    seen = np.zeros((len(rows), len(words)), dtype=np.float32)
    for i, row in enumerate(rows):
        seen[i, row] = 1
    together = seen.T @ seen / max(len(rows), 1)
    means = [
        np.mean([_npmi_pair(together, words[a], words[b]) for a, b in combinations(topic, 2)])
        for topic in topics
        if len(topic) > 1
    ]
    return float(np.mean(means)) if means else float("nan")


def _npmi_pair(together: NDArray[np.floating], a: int, b: int) -> float:
    both = float(together[a, b])
    if both == 0:
        return -1.0
    if both == 1:
        return 1.0
    return float(np.log(both / (together[a, a] * together[b, b])) / -np.log(both))


def diversity(topics: Sequence[Sequence[str]], words: int = 10) -> float:
    """Share of different words among the first `words` words of all topics (Dieng, Ruiz and Blei 2020); 0..1.

    1 means that no two topics share a word; nan without words.
    """
    first = [word for topic in topics for word in topic[:words]]
    return len(set(first)) / len(first) if first else float("nan")


def nmi(gold: Sequence[object], found: Sequence[object]) -> float:
    """Normalised mutual information of two partitions of the same documents, arithmetic mean; 0..1."""
    from sklearn.metrics import normalized_mutual_info_score

    return float(normalized_mutual_info_score(_codes(gold), _codes(found)))


def ari(gold: Sequence[object], found: Sequence[object]) -> float:
    """Adjusted Rand index of two partitions of the same documents (Hubert and Arabie 1985); 0 by chance, 1 equal."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(_codes(gold), _codes(found)))


class SpanScore(NamedTuple):
    """How found spans agree with a gold standard: precision, recall and their harmonic mean, each 0..1."""

    precision: float
    recall: float
    f1: float


def span_f1(gold: Sequence[Sequence[Interval]], found: Sequence[Sequence[Interval]]) -> SpanScore:
    """Agreement of spans of one kind by overlap: a span counts as right if it shares a character with one of the other.

    Args:
        gold, found: for each document the spans as (start, end), the end excluded; both in the same order of documents.
    Returns:
        Precision over the found spans, recall over the gold ones, summed over documents; nan where there are none.
    """
    right = sum(_touching(ours, theirs) for ours, theirs in zip(found, gold, strict=True))
    covered = sum(_touching(theirs, ours) for ours, theirs in zip(found, gold, strict=True))
    precision = right / total if (total := sum(map(len, found))) else float("nan")
    recall = covered / total if (total := sum(map(len, gold))) else float("nan")
    both = precision + recall
    return SpanScore(precision, recall, 2 * precision * recall / both if both else 0.0)


def _touching(spans: Sequence[Interval], others: Sequence[Interval]) -> int:
    return sum(any(start < b and a < end for a, b in others) for start, end in spans)


def _codes(values: Sequence[object]) -> list[int]:
    codes: dict[object, int] = {}
    return [codes.setdefault(value, len(codes)) for value in values]
