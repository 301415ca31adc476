import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.copies.overlap import near, one_text, overlap
from analytics.copies.ragged import Ragged


@given(st.lists(st.lists(st.integers(-50, 50).map(lambda n: n * 2**40), max_size=30), min_size=2, max_size=6))
def test_it_is_what_sets_say(rows):
    sets = Ragged.of(rows).distinct()
    left, right = (np.array(side) for side in zip(*[(a, b) for a in range(len(rows)) for b in range(a)], strict=True))
    found = overlap(sets, left, right)
    for pair in found.itertuples():
        one, other = set(rows[pair.left]), set(rows[pair.right])
        assert pair.shared == len(one & other)
        assert pair.jaccard == pytest.approx(len(one & other) / max(len(one | other), 1))
        assert pair.containment == pytest.approx(len(one & other) / max(min(len(one), len(other)), 1))


@pytest.mark.parametrize(
    ("jaccard", "containment", "shared", "same", "alike"),
    [
        (0.35, 0.52, 5, True, False),
        (0.34, 0.55, 500, False, True),
        (0.05, 0.6, 30, True, False),
        (0.05, 0.59, 300, False, False),
        (0.05, 0.9, 29, False, False),
    ],
)
def test_the_rule(jaccard, containment, shared, same, alike):
    pair = pd.DataFrame({"jaccard": [jaccard], "containment": [containment], "shared": [shared]})
    assert (one_text(pair)[0], near(pair)[0]) == (same, alike)
