"""Which documents belong together, and how many topics there are: decided by the data, without a setting.

Each clusterer proposes partitions. The documents it leaves out join the nearest centroid; then the two topics whose
union raises the modularity of the nearest-neighbour graph most are joined, until no union raises it. Of all proposals
the one of the highest modularity is taken. Modularity (Newman and Girvan 2004) is the share of links between near
documents that stay inside topics, less the share expected if links fell at random: it falls both when one story is
cut in two and when two stories are thrown together, so its peak says how many topics there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analytics.topics.embed import Vectors, unit

Labels = NDArray[np.intp]
"""Topic number of each document, -1 where the clusterer leaves it out."""

NEIGHBOURS = 15
FEWEST_NEIGHBOURS = 10
DOCUMENTS_PER_NEIGHBOUR = 40
"""Few documents make small topics; more neighbours than a topic has documents would tie it to others."""
MIN_CLUSTER = 5
LEAST_DOCUMENTS, LEAST_DIMENSIONS = 10, 4
"""Below these the clusterers do not run, and nothing is grouped."""
FEW = 1000
"""Up to so many documents UMAP with HDBSCAN is tried too: it is better there, and beyond takes longer than all else."""
BLOCK, EXACT = 2048, 4096
OUTLYING = 5
"""Per cent of a topic's own documents, the farthest from its centroid, that mark where the topic ends."""


@dataclass(frozen=True)
class Partition:
    """Documents by topic.

    Attributes:
        labels: topic of each document, none left out; empty of topics where no clusterer found one (all -1).
        core: the same, -1 where the clusterer had left the document out.
        clusterer: who proposed it.
        modularity: of the labels, -0.5..1.
    """

    labels: Labels
    core: Labels
    clusterer: str
    modularity: float


def partition(vectors: Vectors, *, seed: int = 0) -> Partition:
    """Group documents by the criterion of this module.

    Args:
        vectors: shape (n_documents, n_dimensions), rows of length one.
        seed: of every random step; the same vectors and seed give the same partition.
    """
    best = Partition(*(np.full(len(vectors), -1),) * 2, "none", -1.0)
    if len(vectors) < LEAST_DOCUMENTS or vectors.shape[1] < LEAST_DIMENSIONS:
        return best
    proposals = {name: propose(vectors, seed) for name, propose in CLUSTERERS.items() if _suits(name, vectors)}
    graph = neighbour_graph(vectors, proposals["EVoC"].neighbours)
    for clusterer, proposal in proposals.items():
        for core in proposal.layers:
            labels = merge(graph, nearest(vectors, core))
            score = modularity(_between(graph, labels))
            if score > best.modularity:
                best = Partition(labels, np.where(core >= 0, labels, -1), clusterer, score)
    return best


def _suits(name: str, vectors: Vectors) -> bool:
    return name == "EVoC" or len(vectors) <= FEW


@dataclass(frozen=True)
class Proposal:
    """What a clusterer gives.

    Attributes:
        layers: partitions, each with at least one topic.
        neighbours: the nearest documents of each as it found them, itself among them, shape (n_documents, n); or None.
    """

    layers: list[Labels]
    neighbours: NDArray[np.intp] | None = None

    @classmethod
    def of(cls, layers: Iterable[ArrayLike], neighbours: NDArray[np.intp] | None = None) -> Proposal:
        found = (np.asarray(layer, dtype=np.intp) for layer in layers)
        return cls([labels for labels in found if labels.max(initial=-1) >= 0], neighbours)


def _evoc(vectors: Vectors, seed: int) -> Proposal:
    """Every layer of EVoC, from fine to coarse."""
    from evoc import EVoC

    neighbours = min(NEIGHBOURS, len(vectors) - 1) + 1
    model = EVoC(random_state=seed, n_neighbors=neighbours, base_min_cluster_size=MIN_CLUSTER)
    model.fit_predict(vectors)
    return Proposal.of(model.cluster_layers_, model.nn_inds_)


def _umap_hdbscan(vectors: Vectors, seed: int) -> Proposal:
    """HDBSCAN over five dimensions made by UMAP, clusters chosen by excess of mass and as leaves."""
    from hdbscan import HDBSCAN
    from umap import UMAP

    neighbours = min(NEIGHBOURS, len(vectors) - 1)
    dimensions = min(5, len(vectors) - 2)
    reducer = UMAP(neighbours, dimensions, metric="cosine", min_dist=0.0, random_state=seed, n_jobs=1)
    points = reducer.fit_transform(vectors)
    clusterers = (HDBSCAN(MIN_CLUSTER, cluster_selection_method=method) for method in ("eom", "leaf"))
    return Proposal.of(clusterer.fit_predict(points) for clusterer in clusterers)


CLUSTERERS: dict[str, Callable[[Vectors, int], Proposal]] = {"EVoC": _evoc, "UMAP+HDBSCAN": _umap_hdbscan}
"""Each takes vectors of length one and a seed, and proposes partitions."""


def neighbour_graph(vectors: Vectors, known: NDArray[np.intp] | None = None) -> sparse.csr_matrix:
    """Links from each document to its nearest, weighted by cosine similarity; a link counts in both directions.

    Args:
        vectors: rows of length one.
        known: neighbours that a clusterer has found (nearest-neighbour descent finds about 98 %); taken beyond 4,096
            documents, where finding all exactly would take longer than all else.
    """
    n = len(vectors)
    k = min(max(FEWEST_NEIGHBOURS, n // DOCUMENTS_PER_NEIGHBOUR), NEIGHBOURS, n - 1)
    ids = _nearest_exactly(vectors, k) if known is None or n <= EXACT else _without_itself(known, k)
    weights = _similarities(vectors, ids)
    graph = sparse.csr_matrix((np.maximum(weights, 0).ravel(), ids.ravel(), np.arange(n + 1) * k), shape=(n, n))
    return sparse.csr_matrix(graph.maximum(graph.T))


def _nearest_exactly(vectors: Vectors, k: int) -> NDArray[np.intp]:
    ids = np.empty((len(vectors), k), dtype=np.intp)
    for start in range(0, len(vectors), BLOCK):
        similar = vectors[start : start + BLOCK] @ vectors.T
        rows = np.arange(len(similar))
        similar[rows, start + rows] = -np.inf
        ids[start : start + BLOCK] = np.argpartition(-similar, k - 1, axis=1)[:, :k]
    return ids


def _without_itself(ids: NDArray[np.intp], k: int) -> NDArray[np.intp]:
    """A document is its own nearest; where a copy took that place, the farthest is dropped instead."""
    others = np.argsort(ids == np.arange(len(ids))[:, None], axis=1, kind="stable")[:, :k]
    return np.take_along_axis(ids, others, axis=1).astype(np.intp)


def _similarities(vectors: Vectors, ids: NDArray[np.intp]) -> Vectors:
    """Cosine similarity of each document to those named, shape (n_documents, n_named)."""
    weights = np.empty(ids.shape, dtype=np.float32)
    for start in range(0, len(vectors), BLOCK):
        block = slice(start, start + BLOCK)
        weights[block] = np.einsum("nd,nkd->nk", vectors[block], vectors[ids[block]])
    return weights


def modularity(between: NDArray[np.float64]) -> float:
    """Of a partition given by the shares of links between its topics, shape (n_topics, n_topics)."""
    ends = between.sum(axis=1)
    return float(np.trace(between) - ends @ ends)


def merge(graph: sparse.csr_matrix, labels: Labels) -> Labels:
    """Join topics, best pair first, as long as that raises the modularity; topics are numbered anew from 0."""
    between = _between(graph, labels)
    ends = between.sum(axis=1)
    topic = np.arange(len(between))
    gain = 2 * (between - np.outer(ends, ends))
    np.fill_diagonal(gain, -np.inf)
    while len(between) and gain.max() > 0:
        kept, joined = (int(i) for i in np.unravel_index(int(gain.argmax()), gain.shape))
        between[kept] += between[joined]
        between[:, kept] += between[:, joined]
        ends[kept] += ends[joined]
        between[joined] = between[:, joined] = ends[joined] = 0
        gain[kept] = gain[:, kept] = np.where(np.isneginf(gain[kept]), -np.inf, 2 * (between[kept] - ends[kept] * ends))
        gain[joined] = gain[:, joined] = -np.inf
        topic[topic == joined] = kept
    return np.unique(topic[labels], return_inverse=True)[1].astype(np.intp)


def _between(graph: sparse.csr_matrix, labels: Labels) -> NDArray[np.float64]:
    n = len(labels)
    member = sparse.csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, int(labels.max(initial=-1)) + 1))
    between = np.asarray((member.T @ graph @ member).toarray(), dtype=np.float64)
    return np.asarray(between / max(between.sum(), 1e-12))


def centroids(vectors: Vectors, labels: Labels) -> Vectors:
    """Mean of each topic's vectors, of length one, shape (n_topics, n_dimensions); -1 is left out."""
    n = len(labels)
    inside = np.flatnonzero(labels >= 0)
    shape = (int(labels.max(initial=-1)) + 1, n)
    member = sparse.csr_matrix((np.ones(len(inside), np.float32), (labels[inside], inside)), shape=shape)
    return unit(member @ vectors)


def nearest(vectors: Vectors, labels: Labels) -> Labels:
    """The labels, with the documents left out (-1) given to the nearest centroid."""
    filled = labels.copy()
    out = labels < 0
    filled[out] = (vectors[out] @ centroids(vectors, labels).T).argmax(axis=1)
    return filled


def reach(vectors: Vectors, core: Labels, centres: Vectors) -> Vectors:
    """How near a document must be to each centroid to belong: the 5th percentile among the topic's own documents.

    Args:
        vectors: the documents of the fit.
        core: topic of each that the clusterer itself placed, -1 else.
        centres: centroid of each topic.
    Returns:
        A cosine similarity a topic, shape (n_topics,).
    """
    inside = [np.flatnonzero(core == topic) for topic in range(len(centres))]
    similar = (vectors[own] @ centre for own, centre in zip(inside, centres, strict=True))
    return np.array([np.percentile(each, OUTLYING) for each in similar], dtype=np.float32)
