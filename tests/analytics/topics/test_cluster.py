"""Clusterers behind one seam, and modularity as the criterion."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analytics.quality import ari
from analytics.topics.cluster import CLUSTERERS, _between, centroids, merge, modularity, nearest, partition, reach
from analytics.topics.embed import Vectors, unit

THREADS_OF_A_FIT = """
from analytics.topics.compiled import two_threads
with two_threads():
    import scipy.linalg, sklearn.utils.extmath
    from threadpoolctl import threadpool_info
    print(*(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"))
"""


def blobs(groups: int, each: int, spread: float = 0.25) -> tuple[Vectors, list[int]]:
    random = np.random.default_rng(1)
    middles = unit(random.normal(size=(groups, 24)))
    rows = np.concatenate([middle + spread * random.normal(size=(each, 24)) / np.sqrt(24) for middle in middles])
    return unit(rows), [group for group in range(groups) for _ in range(each)]


@pytest.mark.parametrize("name", sorted(CLUSTERERS))
def test_each_clusterer_proposes_labels_of_every_document(name: str) -> None:
    vectors, _ = blobs(4, 40)
    proposals = CLUSTERERS[name](vectors, 0).layers
    assert proposals
    assert all(len(labels) == len(vectors) and labels.min() >= -1 for labels in proposals)


@pytest.mark.parametrize("groups", [3, 6, 12])
def test_the_number_of_groups_is_found(groups: int) -> None:
    vectors, gold = blobs(groups, 40)
    found = partition(vectors)
    assert found.labels.max() + 1 == groups
    assert ari(gold, found.labels.tolist()) > 0.95


def test_too_few_documents_are_not_grouped() -> None:
    vectors, _ = blobs(1, 6)
    assert partition(vectors).labels.tolist() == [-1] * 6


def test_modularity_of_two_separate_pairs_is_a_half() -> None:
    links = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=np.float32)
    between = _between(sparse.csr_matrix(links), np.array([0, 0, 1, 1]))
    assert modularity(between) == pytest.approx(0.5)


@given(st.integers(0, 2**32 - 1))
def test_merging_never_lowers_modularity_and_only_joins(seed: int) -> None:
    random = np.random.default_rng(seed)
    links = np.triu(random.random((20, 20)) * (random.random((20, 20)) < 0.3), 1)
    graph = sparse.csr_matrix(links + links.T)
    labels = random.integers(0, 7, 20)
    labels = np.unique(labels, return_inverse=True)[1]
    joined = merge(graph, labels)
    assert modularity(_between(graph, joined)) >= modularity(_between(graph, labels)) - 1e-9
    assert all(len(set(joined[labels == topic])) == 1 for topic in range(labels.max() + 1))
    assert set(joined) == set(range(joined.max() + 1))


def test_documents_left_out_join_the_nearest_centroid() -> None:
    vectors = unit(np.array([[1, 0], [0.9, 0.1], [0, 1], [0.2, 0.9]]))
    assert nearest(vectors, np.array([0, -1, 1, -1])).tolist() == [0, 0, 1, 1]


def test_reach_is_the_fifth_percentile_of_a_topics_own() -> None:
    angles = np.linspace(0, 0.5, 21)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    core = np.zeros(21, dtype=np.intp)
    centres = centroids(vectors, core)
    similar = np.sort(vectors @ centres[0])
    assert reach(vectors, core, centres)[0] == pytest.approx(similar[1], abs=1e-6)


def test_linear_algebra_is_held_to_one_thread_from_the_first_fit_of_a_process_on() -> None:
    """Else the first fit rounds otherwise than the next, and the same articles have other topics."""
    said = subprocess.run(
        [sys.executable, "-c", THREADS_OF_A_FIT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    threads = [int(number) for number in said.stdout.split()]
    assert len(threads) >= 2  # NumPy's library and SciPy's
    assert set(threads) == {1}
