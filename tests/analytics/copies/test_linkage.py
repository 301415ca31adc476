"""Average linkage against the textbook's loop, and what it is for: no chains."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.copies.linkage import LEAST_MEAN, link


def run(nodes, pairs, **options):
    left, right, weights = (np.array(c) for c in zip(*[(a, b, w) for (a, b), w in pairs.items()], strict=True))
    return link(nodes, left, right, weights, **options).tolist()


def partition(labels):
    return {frozenset(np.flatnonzero(np.array(labels) == label).tolist()) for label in labels}


def mean(pairs, one, other):
    return sum(pairs.get((min(a, b), max(a, b)), 0) for a in one for b in other) / (len(one) * len(other))


def textbook(nodes, pairs):
    clusters = [frozenset([node]) for node in range(nodes)]
    while len(clusters) > 1:
        best, one, other = max(((mean(pairs, a, b), a, b) for a, b in combinations(clusters, 2)), key=lambda t: t[0])
        if best < LEAST_MEAN:
            break
        clusters = [c for c in clusters if c not in {one, other}] + [one | other]
    return set(clusters)


@st.composite
def graphs(draw):
    """Pairs of different weights, so that ties do not decide."""
    nodes = draw(st.integers(2, 9))
    chosen = draw(st.sets(st.sampled_from(list(combinations(range(nodes), 2))), min_size=1))
    weights = draw(st.permutations(range(36)))
    noise = draw(st.lists(st.integers(1, 9999), min_size=36, max_size=36))
    return nodes, {
        pair: round(0.2 + w / 50 + n / 1e6, 6) for pair, w, n in zip(sorted(chosen), weights, noise, strict=False)
    }


@given(graphs())
def test_it_is_average_linkage(graph):
    nodes, pairs = graph
    assert partition(run(nodes, pairs)) == textbook(nodes, pairs)


@given(graphs(), st.randoms())
def test_the_order_of_pairs_makes_no_difference(graph, random):
    nodes, pairs = graph
    shuffled = list(pairs.items())
    random.shuffle(shuffled)
    turned = {(b, a) if random.random() < 0.5 else (a, b): w for (a, b), w in shuffled}
    assert run(nodes, turned) == run(nodes, pairs)


@given(graphs())
def test_inside_a_cluster_the_mean_is_high_enough(graph):
    nodes, pairs = graph
    for cluster in partition(run(nodes, pairs)):
        inside = list(combinations(sorted(cluster), 2))
        assert not inside or sum(pairs.get(pair, 0) for pair in inside) / len(inside) >= LEAST_MEAN - 1e-9


def test_a_chain_does_not_hold():
    chain = {(n, n + 1): 0.6 for n in range(9)}
    assert max(len(cluster) for cluster in partition(run(10, chain))) == 2


def test_what_is_together_stays_together():
    assert run(4, {(0, 1): 0.6, (2, 3): 0.6}, together=np.array([5, 6, 5, 7])) == [0, 1, 0, 3]
    assert run(3, {(0, 1): 0.1}, together=np.array([1, 1, 2])) == [0, 0, 2]


def test_crowded_nodes_were_not_compared_with_each_other():
    star = {(0, other): 0.5 for other in range(1, 8)}
    assert set(run(8, star, crowded=np.arange(8) > 0)) == {0}
    assert len(set(run(8, star))) > 1


def test_nothing_is_alike():
    nothing = np.array([], dtype=np.int64)
    assert link(3, nothing, nothing, np.array([])).tolist() == [0, 1, 2]
    assert link(0, nothing, nothing, np.array([])).tolist() == []
