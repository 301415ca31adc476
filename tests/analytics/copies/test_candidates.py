import numpy as np
import pytest

from analytics.copies.candidates import MOST, Index
from analytics.copies.ragged import Ragged


def samples(rows):
    return Ragged.of([np.array(sorted(set(row))) * 8 for row in rows])


def pairs(found):
    return sorted(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_bodies_that_share_most_samples_are_candidates_once():
    rows = [range(20), range(2, 22), range(100, 120), range(110, 130)]
    assert pairs(Index.of(samples(rows)).among()) == [(1, 0), (3, 2)]


def test_one_shared_formula_makes_no_candidate():
    rows = [[1, 2, *range(100 * n, 100 * n + 60)] for n in range(1, 6)]
    assert pairs(Index.of(samples(rows)).among()) == []


def test_a_short_body_within_a_long_one_is_a_candidate():
    assert pairs(Index.of(samples([range(400), range(50, 60)])).among()) == [(1, 0)]


def test_others_are_looked_up_without_making_the_index_anew():
    index = Index.of(samples([range(20), range(100, 120)]))
    assert pairs(index.beside(samples([range(300, 310), range(105, 125)]))) == [(1, 1)]
    assert pairs(index.beside(samples([[]]))) == []
    assert pairs(Index.of(samples([])).beside(samples([range(20)]))) == []


@pytest.mark.parametrize("count", [1000, 4000])
def test_of_a_crowd_each_is_compared_with_the_same_few(count):
    own = [[*range(30), 1000 + n] for n in range(count)]
    index = Index.of(samples(own))
    found = index.among()
    assert len(found.left) == count * MOST - MOST * (MOST + 1) // 2
    assert set(found.right.tolist()) == set(range(MOST))
    assert index.crowded().sum() == count - MOST
