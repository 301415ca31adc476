"""Groups of points: against SciPy's own linkage where it has one, and by what must hold of any result."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import adjusted_rand_score

from analytics.topics.embed import unit
from analytics.topics.grouping import Points, Tree, centres_of, grow, improved, objective, ward
from analytics.topics.stories import average_linkage


def some_points(seed: int, groups: int = 4, each: int = 30) -> tuple[Points, np.ndarray]:
    rng = np.random.default_rng(seed)
    middles = rng.normal(size=(groups, 12)) * 3
    gold = np.repeat(np.arange(groups), each)
    vectors = unit(middles[gold] + rng.normal(size=(groups * each, 12)))
    return Points(vectors, rng.uniform(1, 3, len(gold)).astype(np.float32)), gold


@given(st.integers(0, 10_000), st.integers(2, 25), st.sampled_from([0.2, 0.35, 0.5]))
@settings(max_examples=40, deadline=None)
def test_average_linkage_groups_as_scipy_does(seed: int, n: int, least: float) -> None:
    similar = np.random.default_rng(seed).uniform(size=(n, n))
    similar = np.triu(similar * (similar > 0.3), 1)
    similar = similar + similar.T
    ours = average_linkage(sparse.csr_matrix(similar), least)
    distance = squareform(1 - similar, checks=False)
    theirs = fcluster(linkage(distance, "average"), 1 - least, "distance")
    assert adjusted_rand_score(ours, theirs) == 1.0


@given(st.integers(0, 10_000), st.integers(3, 30))
@settings(max_examples=40, deadline=None)
def test_ward_joins_as_scipy_does_where_all_points_weigh_the_same(seed: int, n: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(n, 5))
    tree = Tree(np.arange(n), ward(vectors.astype(np.float32), np.ones(n)))
    theirs = linkage(vectors.astype(np.float32).astype(np.float64), "ward")
    for k, cut in zip((2, n // 2 + 1), tree.cut((2, n // 2 + 1)), strict=True):
        assert adjusted_rand_score(cut, fcluster(theirs, k, "maxclust")) == 1.0


def test_a_heavy_point_counts_as_so_many_light_ones() -> None:
    rng = np.random.default_rng(0)
    vectors = unit(rng.normal(size=(12, 4)))
    times = rng.integers(1, 4, 12)
    heavy = Tree(np.arange(12), ward(vectors * times[:, None], times.astype(np.float64)))
    light = linkage(np.repeat(vectors, times, axis=0), "ward")
    for k, cut in zip((2, 4), heavy.cut((2, 4)), strict=True):
        assert adjusted_rand_score(np.repeat(cut, times), fcluster(light, k, "maxclust")) == 1.0


def test_lloyd_steps_never_lower_the_objective_and_cuts_do_not_disturb_each_other() -> None:
    points, _ = some_points(1)
    cuts = grow(points, np.random.default_rng(0)).cut(range(2, 9))
    together = improved(points, cuts)
    for before, after in zip(cuts, together, strict=True):
        assert objective(points, after) >= objective(points, before) - 1e-3
        assert np.array_equal(after, improved(points, [before])[0])
        assert np.array_equal(np.unique(after), np.arange(after.max() + 1))


def test_of_many_points_a_sample_makes_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    points, gold = some_points(2, each=100)
    monkeypatch.setattr("analytics.topics.grouping.MOST_POINTS", 150)
    tree = grow(points, np.random.default_rng(0))
    assert len(np.unique(tree.leaf)) == len(tree.joins) + 1 <= 150
    assert adjusted_rand_score(improved(points, tree.cut([4]))[0], gold) == 1.0


@pytest.mark.parametrize("seed", range(5))
def test_groups_that_lie_apart_are_found(seed: int) -> None:
    points, gold = some_points(seed)
    found = improved(points, grow(points, np.random.default_rng(seed)).cut([4]))[0]
    assert adjusted_rand_score(found, gold) == 1.0
    assert np.allclose(np.linalg.norm(centres_of(points, found), axis=1), 1, atol=1e-5)
