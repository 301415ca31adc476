"""Where a topic stands by its own full weeks."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.trends.course import courses


def weeks(*counts, base=100, partial=(), gap=()):
    rows = [
        {"topic_id": "t", "count": n, "base": base, "partial": i in partial, "gap": i in gap}
        for i, n in enumerate(counts)
    ]
    return pd.DataFrame(rows).astype({"count": "Int64", "base": "Int64"})


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ((0, 0, 0, 0, 1, 0), "new"),
        ((4, 4, 4, 4, 6, 6), "growing"),
        ((1, 1, 1, 1, 2, 2), "steady"),  # too few to grow
        ((4, 4, 4, 4, 4, 4), "steady"),
        ((4, 4, 4, 4, 2, 2), "quiet"),
        ((4, 4, 4, 4, 0, 0), "quiet"),
        ((4, 4, 0, 0, 0, 0), "gone"),
    ],
)
def test_the_last_two_weeks_against_those_before(counts, state):
    assert courses(weeks(*counts)) == {"t": state}


def test_weeks_that_are_not_full_tell_nothing_but_that_it_goes_on():
    assert courses(weeks(9, 4, 4, 4, 4, 4, 0, partial=(0, 6))) == {"t": "steady"}
    assert courses(weeks(4, 4, 0, 0, 0, 0, 1, partial=(6,))) == {"t": "quiet"}
    assert courses(weeks(4, 4, 4, 4, 4, 0, gap=(5,))) == {"t": "steady"}


@pytest.mark.parametrize("frame", [weeks(4, 4, 4), weeks(4, 4, 4, 4, partial=(0,)), weeks(0, 0, 0, 0, 0)])
def test_of_few_weeks_and_of_nothing_nothing_is_said(frame):
    assert courses(frame) == {}
