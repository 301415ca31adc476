from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.trends.periods import (
    bounds,
    calendar,
    end_of,
    key_of,
    last_full_week,
    missing_days,
    start_of,
)
from data.errors import UsageError
from data.lake.coverage import Coverage, coverage_of
from tests.data.lake.reference import full_weeks

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
STEPS = st.sampled_from(["day", "week", "month"])


def coverage(first, last, without=()):
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    days = days[~np.isin(days, np.array([*without], dtype="datetime64[D]"))]
    return coverage_of(days, np.ones(len(days), dtype=np.int64))


@given(DAYS, STEPS)
def test_a_key_names_the_period_that_holds_the_day(day, by):
    first, last = bounds(key_of(start_of(day, by), by))
    assert (first, last) == (start_of(day, by), end_of(day, by))
    assert first <= day <= last


@given(DAYS, STEPS)
def test_the_next_period_begins_the_day_after(day, by):
    after = end_of(day, by) + timedelta(days=1)
    assert start_of(after, by) == after


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2017-12-04", date(2017, 12, 4), date(2017, 12, 4)),
        ("2017-W49", date(2017, 12, 4), date(2017, 12, 10)),
        ("2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        ("2018-W01", date(2018, 1, 1), date(2018, 1, 7)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
    ],
)
def test_bounds(key, first, last):
    assert bounds(key) == (first, last)


@pytest.mark.parametrize(
    "key", ["", "2017", "2017-13", "2017-W54", "2018-02-29", "W49", "2017-12-04T00:00", "<script>"]
)
def test_what_names_no_period_is_refused(key):
    with pytest.raises(UsageError):
        bounds(key)


@settings(deadline=None)
@given(DAYS, st.sets(st.integers(0, 365), min_size=1), STEPS)
def test_a_calendar_lists_every_period_once_under_its_key(first, offsets, by):
    days = sorted(first + timedelta(days=n) for n in offsets)
    seen = coverage_of(np.array(days, dtype="datetime64[D]"), np.ones(len(days), dtype=np.int64))
    found = calendar(seen, by)
    starts, day = [], start_of(days[0], by)
    while day <= days[-1]:
        starts.append(day)
        day = end_of(day, by) + timedelta(days=1)
    assert [period.date() for period in found["period"]] == starts
    assert list(found["key"]) == [key_of(start, by) for start in starts]
    full = full_weeks(days)
    whole = [start in full if by == "week" else start >= days[0] and end_of(start, by) <= days[-1] for start in starts]
    assert list(~found["partial"]) == whole
    assert list(found.loc[~found["gap"], "period"].dt.date) == sorted({start_of(day, by) for day in days})


def test_a_week_is_partial_where_it_is_not_full():
    weeks = calendar(coverage(date(2017, 12, 7), date(2017, 12, 28), without=[date(2017, 12, 18)]), "week")
    assert list(weeks["key"]) == ["2017-W49", "2017-W50", "2017-W51", "2017-W52"]
    assert list(weeks["partial"]) == [True, False, False, True]


def test_a_month_partly_outside_coverage_is_partial():
    months = calendar(coverage(date(2017, 12, 1), date(2018, 2, 27)), "month")
    assert list(months["partial"]) == [False, False, True]


def test_a_filter_that_ends_where_the_archive_does_cuts_nothing():
    seen = coverage(date(2017, 12, 4), date(2017, 12, 22))  # a Friday: five of seven days
    weeks = calendar(seen, "week", date(2017, 12, 11), date(2017, 12, 22))
    assert list(weeks["partial"]) == [False, False]


def test_a_period_cut_by_the_filter_is_partial():
    whole = coverage(date(2017, 12, 4), date(2017, 12, 31))
    weeks = calendar(whole, "week", date(2017, 12, 4), date(2017, 12, 15))
    assert list(weeks["partial"]) == [False, True]


def test_a_day_without_any_article_is_a_gap_and_its_week_is_not():
    seen = coverage(date(2017, 12, 4), date(2017, 12, 10), without=[date(2017, 12, 7)])
    days = calendar(seen, "day")
    assert list(days.loc[days["gap"], "key"]) == ["2017-12-07"]
    assert not calendar(seen, "week")["gap"].any()


def test_every_period_of_the_range_is_listed_even_outside_coverage():
    months = calendar(coverage(date(2017, 12, 1), date(2017, 12, 31)), "month", date(2017, 11, 1), date(2018, 1, 31))
    assert list(months["key"]) == ["2017-11", "2017-12", "2018-01"]
    assert list(months["gap"]) == [True, False, True]
    assert list(months["partial"]) == [True, False, True]


def test_an_archive_without_dates_has_no_period():
    assert calendar(Coverage(articles=3, undated=3), "week").empty
    assert calendar(Coverage(articles=3, undated=3), "week", date(2017, 12, 4), date(2017, 12, 8)).empty


def test_a_range_of_centuries_is_refused_not_drawn():
    with pytest.raises(UsageError, match="days"):
        calendar(coverage(date(2017, 1, 1), date(2017, 1, 2)), "day", date(1, 1, 1), date(2017, 1, 2))


def test_a_range_of_centuries_is_drawn_by_month():
    wide = coverage_of(np.array(["1800-01-01", "2018-01-31"], dtype="datetime64[D]"), np.array([3, 3]))
    assert len(calendar(wide, "month")) == 218 * 12 + 1


def test_periods_are_naive_local_starts():
    weeks = calendar(coverage(date(2017, 12, 4), date(2017, 12, 17)), "week")
    assert str(weeks["period"].dtype) == "datetime64[us]"
    assert list(weeks["period"].dt.strftime("%Y-%m-%d %H:%M")) == ["2017-12-04 00:00", "2017-12-11 00:00"]


@pytest.mark.parametrize(
    ("last", "monday"),
    [
        (date(2018, 2, 25), date(2018, 2, 19)),
        (date(2018, 2, 28), date(2018, 2, 19)),
        (date(2018, 2, 23), date(2018, 2, 19)),
        (date(2018, 2, 22), date(2018, 2, 12)),
    ],
)
def test_last_full_week_is_a_week_of_the_corpus(last, monday):
    assert last_full_week(coverage(date(2018, 1, 1), last)) == monday


def test_no_full_week_in_a_short_archive():
    assert last_full_week(coverage(date(2018, 1, 4), date(2018, 1, 11))) is None


def test_missing_days_of_a_week_are_named():
    seen = coverage(date(2018, 1, 1), date(2018, 1, 14), without=[date(2018, 1, 7)])
    assert missing_days(date(2018, 1, 1), seen.days) == [date(2018, 1, 7)]
