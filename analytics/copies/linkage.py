"""Average linkage over a sparse graph of similar pairs, best pair first."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from analytics.copies.ragged import Flags, Integers

LEAST_MEAN = 0.35
_WHOLE = 1_000_000  # similarities are summed in millionths: whole numbers add up alike in any order


class _Cluster:
    """Nodes that belong together, and what they share with the clusters around.

    Attributes:
        near: neighbour -> summed similarity of all pairs, and of those whose nodes are both crowded.
    """

    __slots__ = ("crowded", "near", "size")

    def __init__(self, crowded: bool) -> None:
        self.size = 1
        self.crowded = int(crowded)
        self.near: dict[int, tuple[int, int]] = {}


def link(  # noqa: PLR0913 - a graph is its nodes' and its edges' arrays
    nodes: int,
    left: Integers,
    right: Integers,
    similarity: np.ndarray,
    *,
    together: Integers | None = None,
    crowded: Flags | None = None,
) -> Integers:
    """Join clusters, the most similar two first, while the mean similarity between the two is at least LEAST_MEAN.

    Args:
        nodes: how many there are. Of equal pairs the one with lower numbers is taken first: number nodes by what does
            not depend on the order in which they came.
        left, right, similarity: pairs of nodes, each once, with 0 < similarity <= 1; all others count 0.
        together: a label for each node; nodes of one label belong together from the start.
        crowded: nodes that were not compared with each other; their pairs count neither for nor against, unless
            clusters have none but such.
    Returns:
        For each node the lowest node of its cluster.
    Notes:
        The mean of a joined cluster with a third is never above the higher of the two before, so the old keys of the
        heap are bounds and are corrected when they come up: the cost is that of the pairs, times a logarithm.
    """
    return _Linkage(nodes, left, right, similarity, crowded).run(together)


class _Linkage:
    """The clusters as they grow; `parents` leads from a node to its cluster, which bears the number of a node."""

    def __init__(
        self, nodes: int, left: Integers, right: Integers, similarity: np.ndarray, crowded: Flags | None
    ) -> None:
        flags = np.zeros(nodes, dtype=bool) if crowded is None else crowded
        self.parents = list(range(nodes))
        self.clusters = {node: _Cluster(flags[node]) for node in np.unique(np.concatenate([left, right])).tolist()}
        self.flags = flags
        self.pairs = list(zip(left.tolist(), right.tolist(), strict=True))
        weights = np.rint(np.asarray(similarity) * _WHOLE).astype(np.int64)
        both = np.where(flags[left] & flags[right], weights, 0)
        for (a, b), weight, crowd in zip(self.pairs, weights.tolist(), both.tolist(), strict=True):
            self.clusters[a].near[b] = self.clusters[b].near[a] = (weight, crowd)

    def run(self, together: Integers | None) -> Integers:
        if together is not None:
            self._begin(together)
        means = ((self._mean(self._root(a), self._root(b)), a, b) for a, b in self.pairs)
        heap = [(-mean, a, b) for mean, a, b in means if mean >= LEAST_MEAN]
        heapify(heap)
        while heap:
            key, a, b = heappop(heap)
            one, other = self._root(a), self._root(b)
            mean = self._mean(one, other)
            if mean == -key:
                self._join(one, other)
            elif mean >= LEAST_MEAN:
                heappush(heap, (-mean, a, b))
        return self._lowest()

    def _begin(self, together: Integers) -> None:
        order = np.argsort(together, kind="stable")
        for a, b in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
            if together[a] == together[b]:
                self._join(self._root(a), self._root(b))

    def _root(self, node: int) -> int:
        while (parent := self.parents[node]) != node:
            self.parents[node] = self.parents[parent]
            node = self.parents[node]
        return node

    def _mean(self, one: int, other: int) -> float:
        if one == other:
            return -1.0
        a, b = self.clusters[one], self.clusters[other]
        whole, between_crowded = a.near.get(other, (0, 0))
        compared = a.size * b.size - a.crowded * b.crowded
        if compared:
            return (whole - between_crowded) / compared / _WHOLE
        return whole / (a.size * b.size) / _WHOLE

    def _cluster(self, node: int) -> _Cluster:
        return self.clusters.setdefault(node, _Cluster(self.flags[node]))

    def _join(self, one: int, other: int) -> None:
        """The cluster with fewer neighbours becomes part of the other."""
        if len(self._cluster(one).near) < len(self._cluster(other).near):
            one, other = other, one
        kept, gone = self.clusters[one], self.clusters.pop(other)
        self.parents[other] = one
        kept.size += gone.size
        kept.crowded += gone.crowded
        kept.near.pop(other, None)
        for third, (whole, crowd) in gone.near.items():
            if third != one:
                before = kept.near.get(third, (0, 0))
                near = self.clusters[third].near
                near.pop(other)
                kept.near[third] = near[one] = (before[0] + whole, before[1] + crowd)

    def _lowest(self) -> Integers:
        roots = np.array([self._root(node) for node in range(len(self.parents))], dtype=np.int64)
        lowest = np.full(len(roots), len(roots), np.int64)
        np.minimum.at(lowest, roots, np.arange(len(roots)))
        return lowest[roots]
