"""Where a topic stands by its own full weeks."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from analytics.trends.course import courses, topic_courses
from analytics.trends.periods import calendar
from analytics.trends.shares import series
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
from tests.data.lake.small_archive import Row, write_edition

MONDAY = datetime(2018, 1, 1, 12, tzinfo=UTC)


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


def test_earlier_weeks_asked_for_together_tell_the_same(workspace):
    """A state is told by the last weeks; that all earlier ones come as one row changes none."""
    pick = random.Random(7)
    starts = [2, 9, 0, 21, 12, 17, 23]  # the week in which each topic begins, of 24; the last has what is not full
    rows = [
        Row(published=MONDAY + timedelta(weeks=week, days=day), topic=f"t{n}")
        for n, start in enumerate(starts)
        for week in range(start, 24)
        for day in range(7)
        if pick.random() < (0.9 if week % 5 else 0.2) and not (week == 12 and n) and not (week == 23 and day > 1)
    ]
    write_edition(workspace, rows)
    reader = Archive.open(workspace).reader()
    ids = [f"t{n}" for n in range(len(starts))]
    for flt in (Filter(), Filter(start=date(2018, 2, 1)), Filter(end=date(2018, 5, 20)), Filter(topics=("t1",))):
        found = counts.topic_series(reader, flt, "week", "articles", ids)
        weeks = calendar(counts.coverage(reader), "week", flt.start, flt.end)
        whole = courses(series(found, found[["topic_id", "period", "base"]], weeks, "topic_id"))
        assert topic_courses(reader, flt, ids) == whole != {}
