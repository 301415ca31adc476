"""Groups of weighted points: micro-clusters, Ward's tree over them, steps that give each point to its nearest centre.

Points are stories, each weighing the square root of its size: a dispatch printed forty times weighs like six.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.embed import Vectors, unit

Labels = NDArray[np.intp]
"""The group of each item, -1 where it has none."""

POINTS_PER_MICRO = 6
LEAST_MICRO = 64
"""A subject of few stories among few would be lost in micro-clusters of others."""
MOST_POINTS = 6000
"""Of more points a sample makes the micro-clusters and the others join the nearest: the cost grows with the square."""
MICRO_STEPS = 3
STEPS = 8


@dataclass(frozen=True)
class Points:
    """What is grouped.

    Attributes:
        vectors: shape (n_points, n_dimensions), rows of length one.
        weights: shape (n_points,), positive.
    """

    vectors: Vectors
    weights: NDArray[np.float32]


@dataclass(frozen=True)
class Tree:
    """Ward's tree over micro-clusters.

    Attributes:
        leaf: micro-cluster of each point.
        joins: pairs of micro-clusters that stand for the groups joined, shape (n_leaves - 1, 2), cheapest join first.
    """

    leaf: Labels
    joins: NDArray[np.intp]

    def cut(self, numbers: Sequence[int]) -> list[Labels]:
        """The group of each point when the tree is cut into so many groups, or as many as there are leaves."""
        return [self._cut(k) for k in numbers]

    def _cut(self, k: int) -> Labels:
        n = len(self.joins) + 1
        joins = self.joins[: max(n - k, 0)]
        links = sparse.csr_matrix((np.ones(len(joins)), (joins[:, 0], joins[:, 1])), shape=(n, n))
        group: Labels = sparse.csgraph.connected_components(links, directed=False)[1].astype(np.intp)
        return group[self.leaf]


def improved(points: Points, cuts: Sequence[Labels], steps: int = STEPS) -> list[Labels]:
    """Lloyd's steps of spherical k-means on each cut: every point to the nearest centre, centres anew.

    All cuts take a step together, in one product of matrices. A group that loses all its points is gone.
    """
    now = [labels.astype(np.intp) for labels in cuts]
    moving = list(range(len(now)))
    for _ in range(steps):
        if not moving:
            break
        nearest = _nearest(points, [now[i] for i in moving])
        still = [not np.array_equal(new, now[i]) for i, new in zip(moving, nearest, strict=True)]
        for i, new in zip(moving, nearest, strict=True):
            now[i] = new
        moving = [i for i, moves in zip(moving, still, strict=True) if moves]
    return [renumbered(labels) for labels in now]


def _nearest(points: Points, cuts: Sequence[Labels]) -> list[Labels]:
    """The nearest centre of each point, by cut."""
    numbers = [int(labels.max()) + 1 for labels in cuts]
    ends = np.cumsum([0, *numbers])
    n, many = len(points.weights), len(cuts)
    columns = (np.column_stack(cuts) + ends[:-1]).ravel()
    member = sparse.csr_matrix(
        (np.repeat(points.weights, many), columns, np.arange(0, n * many + 1, many)), shape=(n, int(ends[-1]))
    )
    similar = points.vectors @ unit(member.T @ points.vectors).T
    return [similar[:, start:end].argmax(axis=1) for start, end in pairwise(ends)]


def renumbered(labels: Labels) -> Labels:
    used = np.bincount(labels) > 0
    return (np.cumsum(used) - 1)[labels]


def centres_of(points: Points, labels: Labels) -> Vectors:
    """Weighted mean of each group's points, of length one, shape (n_groups, n_dimensions)."""
    return unit(sums_of(points, labels))


def objective(points: Points, labels: Labels) -> float:
    """Weighted sum of cosines to the own centre: what Lloyd's steps raise."""
    return float(np.linalg.norm(sums_of(points, labels), axis=1).sum())


def sums_of(points: Points, labels: Labels) -> Vectors:
    n = len(labels)
    member = sparse.csr_matrix((points.weights, (labels, np.arange(n))), shape=(int(labels.max(initial=-1)) + 1, n))
    return np.asarray(member @ points.vectors)


def grow(points: Points, rng: np.random.Generator) -> Tree:
    """Micro-clusters by spherical k-means from random points, then Ward's tree over them."""
    n = len(points.weights)
    if n > MOST_POINTS:
        return _grown_of_sample(points, np.sort(rng.choice(n, size=MOST_POINTS, replace=False)), rng)
    start = rng.choice(n, size=max(n // POINTS_PER_MICRO, min(n, LEAST_MICRO)), replace=False)
    labels = (points.vectors @ points.vectors[start].T).argmax(axis=1)
    leaf = improved(points, [renumbered(labels)], MICRO_STEPS)[0]
    return Tree(leaf, ward(sums_of(points, leaf), np.bincount(leaf, weights=points.weights).astype(np.float64)))


def _grown_of_sample(points: Points, chosen: NDArray[np.intp], rng: np.random.Generator) -> Tree:
    sample = Points(points.vectors[chosen], points.weights[chosen])
    tree = grow(sample, rng)
    centres, leaf = centres_of(sample, tree.leaf).T, np.empty(len(points.weights), dtype=np.intp)
    for start in range(0, len(leaf), MOST_POINTS):
        rows = slice(start, start + MOST_POINTS)
        leaf[rows] = (points.vectors[rows] @ centres).argmax(axis=1)
    leaf[chosen] = tree.leaf  # so that no micro-cluster is empty
    return Tree(leaf, tree.joins)


def ward(sums: Vectors, weights: NDArray[np.float64]) -> NDArray[np.intp]:
    """Joins of Ward's method over weighted points, cheapest first.

    Every round joins all pairs that are nearest to each other, which gives the tree that one join after another gives
    (Ward's costs are reducible, Murtagh 1983).

    Args:
        sums: weighted sum of each point's vectors.
        weights: of each point.
    """
    total, weight, name = sums.astype(np.float64), weights.astype(np.float64), np.arange(len(weights))
    joins: list[NDArray[np.intp]] = []
    costs: list[NDArray[np.float64]] = []
    while len(weight) > 1:
        cost = _join_costs(total, weight)
        partner = cost.argmin(axis=1)
        first = np.flatnonzero((partner[partner] == np.arange(len(partner))) & (np.arange(len(partner)) < partner))
        second = partner[first]
        joins.append(np.column_stack([name[first], name[second]]))
        costs.append(cost[first, second])
        total[first] += total[second]
        weight[first] += weight[second]
        total, weight, name = np.delete(total, second, axis=0), np.delete(weight, second), np.delete(name, second)
    if not joins:
        return np.empty((0, 2), dtype=np.intp)
    return np.concatenate(joins)[np.argsort(np.concatenate(costs), kind="stable")]


def _join_costs(sums: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    means = sums / weights[:, None]
    squares = np.einsum("ij,ij->i", means, means)
    apart = squares[:, None] + squares[None, :] - 2 * (means @ means.T)
    cost = np.maximum(apart, 0) * (weights[:, None] * weights[None, :]) / (weights[:, None] + weights[None, :])
    cost = np.asarray(np.minimum(cost, cost.T))
    np.fill_diagonal(cost, np.inf)
    return cost
