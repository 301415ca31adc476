"""How many groups there are: the number at which the least steady group comes back best when articles are drawn anew.

Cluster-wise stability after Hennig, Computational Statistics & Data Analysis 52 (2007): articles are drawn, grouped
again, and for each group the best Jaccard index with any new group is noted; its mean over the draws is the group's
stability. It is near one at the true number of groups and falls after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.embed import Vectors, unit
from analytics.topics.grouping import Labels, Points, grow, improved

STARTS = 8
DRAWS = 40
BEHIND = {10: 0.15, 20: 0.1, 30: 0.07}
"""After so many draws a grouping whose criterion is so far behind the best is compared no further."""
ENOUGH = 20
"""So many draws tell how steady the only grouping left is."""
SHARE, MOST_DRAWN = 0.6, 12_000
"""So many texts are drawn: a share of all, and no more than are needed to see whether a group comes back."""
FINER = 0.1
"""Exponent of the number in the criterion worst stability x number ** FINER: of two equally steady the larger."""


@dataclass(frozen=True)
class Texts:
    """Texts and the stories they tell.

    Attributes:
        vectors: of each text, rows of length one, shape (n_texts, n_dimensions).
        story: number of each text's story, from 0 without gaps.
    """

    vectors: Vectors
    story: Labels

    def points(self, chosen: NDArray[np.intp] | None = None) -> tuple[Points, NDArray[np.intp]]:
        """The stories of chosen texts as points, and the number of the story that each point is."""
        chosen = np.arange(len(self.story)) if chosen is None else chosen
        stories, number = np.unique(self.story[chosen], return_inverse=True)
        n = len(chosen)
        member = sparse.csr_matrix((np.ones(n, np.float32), (number, np.arange(n))), shape=(len(stories), n))
        return Points(unit(member @ self.vectors[chosen]), np.sqrt(np.bincount(number)).astype(np.float32)), stories

    def draw(self, rng: np.random.Generator) -> tuple[Points, NDArray[np.intp]]:
        """`points` of texts drawn at random."""
        n = len(self.story)
        size = min(int(SHARE * n), MOST_DRAWN)
        return self.points(np.sort(rng.choice(n, size=size, replace=False)))


def references(points: Points, numbers: Sequence[int], rng: np.random.Generator) -> dict[int, Labels]:
    """For each number the medoid of several starts: the grouping that agrees most with the others."""
    starts = [improved(points, grow(points, rng).cut(numbers)) for _ in range(STARTS)]
    sizes = points.weights**2
    return {k: _medoid(list(cuts), sizes) for k, cuts in zip(numbers, zip(*starts, strict=True), strict=True)}


def _medoid(groupings: list[Labels], sizes: NDArray[np.float32]) -> Labels:
    n = len(groupings)
    agreement = np.zeros((n, n))
    for i in range(n):
        for j in range(i):
            agreement[i, j] = agreement[j, i] = mutual(groupings[i], groupings[j], sizes)
    return groupings[int(agreement.sum(axis=1).argmax())]


def shared(first: Labels, second: Labels, sizes: NDArray[np.float32]) -> NDArray[np.float64]:
    """Weight of what each group of the first has in common with each of the second, shape (n_first, n_second)."""
    shape = (int(first.max()) + 1, int(second.max()) + 1)
    return np.asarray(sparse.csr_matrix((sizes.astype(np.float64), (first, second)), shape=shape).toarray())


def mutual(first: Labels, second: Labels, sizes: NDArray[np.float32]) -> float:
    """Normalised mutual information of two groupings of weighted items."""
    both = shared(first, second, sizes)
    both /= both.sum()
    a, b = both.sum(axis=1), both.sum(axis=0)
    inside = both > 0
    information = float((both[inside] * np.log(both[inside] / np.outer(a, b)[inside])).sum())
    entropy = -float((a * np.log(a)).sum() + (b * np.log(b)).sum())
    return 2 * information / entropy if entropy > 0 else 1.0


def jaccard(first: Labels, second: Labels, sizes: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of each group of the first the best Jaccard index with a group of the second; nan where it has no item."""
    both = shared(first, second, sizes)
    a, b = both.sum(axis=1), both.sum(axis=0)
    union = a[:, None] + b[None, :] - both
    best = (both / np.maximum(union, 1e-12)).max(axis=1)
    return np.where(a > 0, best, np.nan)


def stabilities(texts: Texts, kept: Mapping[int, Labels], rng: np.random.Generator) -> dict[int, NDArray[np.float64]]:
    """Stability of each group of each grouping, 0..1, over `DRAWS` draws; none for groupings that fell `BEHIND`."""
    found: dict[int, list[NDArray[np.float64]]] = {k: [] for k in kept}
    running = list(kept)
    for draw in range(DRAWS):
        if draw in BEHIND:
            running = _within_reach({k: found[k] for k in running}, BEHIND[draw])
        if draw >= ENOUGH and len(running) == 1:
            break
        for k, row in zip(running, _redrawn(texts, [kept[k] for k in running], rng), strict=True):
            found[k].append(row)
    return {k: np.nanmean(np.array(found[k]), axis=0) for k in running}


def _redrawn(texts: Texts, groupings: Sequence[Labels], rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Draw texts and group their stories again: how well each group of each grouping came back."""
    points, stories = texts.draw(rng)
    numbers = [int(labels.max()) + 1 for labels in groupings]
    again = improved(points, grow(points, rng).cut(numbers))
    sizes = points.weights**2
    rows = []
    for labels, new, number in zip(groupings, again, numbers, strict=True):
        row = np.full(number, np.nan)
        came_back = jaccard(labels[stories], new, sizes)
        row[: len(came_back)] = came_back
        rows.append(row)
    return rows


def _within_reach(found: Mapping[int, Sequence[NDArray[np.float64]]], behind: float) -> list[int]:
    so_far = {k: criterion(np.nanmean(np.array(rows), axis=0)) for k, rows in found.items()}
    best = max(so_far.values())
    return [k for k, value in so_far.items() if value >= best - behind]


def criterion(steady: NDArray[np.float64]) -> float:
    """What the right number of groups makes largest: the worst stability, finer groupings a little ahead."""
    return float(steady.min() * len(steady) ** FINER)


def best_number(steady: Mapping[int, NDArray[np.float64]]) -> int:
    """The number of groups of the largest criterion."""
    return max(steady, key=lambda k: criterion(steady[k]))
