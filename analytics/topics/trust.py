"""How far a topic can be trusted: whether it comes back when articles are drawn anew, and what holds it together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels, Points
from analytics.topics.stability import Texts, jaccard

DRAWS = 10
VALID, PATTERN = 0.75, 0.6
"""Hennig's words for cluster-wise stability (Computational Statistics & Data Analysis 52, 2007): from .75 on a group is
valid, from .6 it shows a pattern, below it should not be trusted."""
LOOSE = 2 / 3
"""A topic whose stories resemble each other less than this share of what is usual is a drawer, however steady it is."""
NEAR = 0.05
"""A text whose cosine to another topic's centre is so little below that to its own is a borderline case."""


def topic_stability(
    texts: Texts, topic: Labels, again: Callable[[Points, NDArray[np.intp]], Labels], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Of each topic the mean over draws of the best Jaccard index with a topic found anew, 0..1; nan for one alone.

    Args:
        texts: of the fit.
        topic: of each story.
        again: finds topics of drawn stories, given them as points and their numbers.
    """
    if not topic.max(initial=0):
        return np.full(1, np.nan)
    rows = []
    for _ in range(DRAWS):
        points, stories = texts.draw(rng)
        row = np.full(int(topic.max()) + 1, np.nan)
        came_back = jaccard(topic[stories], again(points, stories), points.weights**2)
        row[: len(came_back)] = came_back
        rows.append(row)
    drawn = np.array(rows)
    seen = ~np.isnan(drawn)
    return np.asarray(np.nansum(drawn, axis=0) / np.maximum(seen.sum(axis=0), 1))


def cohesion(points: Points, labels: Labels) -> NDArray[np.float64]:
    """Mean cosine between two stories of each group; 1 for a group of one."""
    n = np.bincount(labels).astype(np.float64)
    sums = np.zeros((len(n), points.vectors.shape[1]))
    np.add.at(sums, labels, points.vectors)
    return np.where(n > 1, ((sums**2).sum(axis=1) - n) / np.maximum(n * (n - 1), 1), 1.0)


def separation(vectors: Vectors, labels: Labels, centres: Vectors) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much nearer each group's texts are to its own centre than to the nearest other, and its borderline share.

    Args:
        vectors: of texts.
        labels: group of each, -1 for none.
        centres: of the groups.
    Returns:
        Mean difference of cosines, and the share of texts where it is below `NEAR`; nan for a group without texts or
        without another group.
    """
    k, inside = len(centres), np.flatnonzero(labels >= 0)
    if k < 2:
        return np.full(k, np.nan), np.full(k, np.nan)
    similar = vectors[inside] @ centres.T
    rows = np.arange(len(inside))
    own = similar[rows, labels[inside]]
    similar[rows, labels[inside]] = -np.inf
    margin = own - similar.max(axis=1)
    by_group = pd.DataFrame({"margin": margin, "near": margin < NEAR}).groupby(labels[inside]).mean().reindex(range(k))
    return by_group["margin"].to_numpy(), by_group["near"].to_numpy()


def steps(stability: NDArray[np.float64], tie: NDArray[np.float64]) -> list[str]:
    """Say of each group whether it is solid, fair or loose; a stability of nan, of one alone, counts as steady.

    Args:
        stability: of each group, 0..1.
        tie: its cohesion.
    """
    usual = np.median(tie) if len(tie) else 0.0
    steady = np.where(np.isnan(stability), 1.0, stability)
    loose = (steady < PATTERN) | (tie < LOOSE * usual)
    return [str(step) for step in np.select([loose, steady >= VALID], ["loose", "solid"], "fair")]
