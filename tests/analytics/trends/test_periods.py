from datetime import date, timedelta

import pytest
from hypothesis import given
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
from data.lake.coverage import Coverage

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
STEPS = st.sampled_from(["day", "week", "month"])


def coverage(first, last, without=()):
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)} - set(without)
    return Coverage(first, last, frozenset(days), articles=len(days), undated=0)


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


@given(DAYS, st.integers(0, 1500), STEPS)
def test_a_calendar_lists_every_period_once_under_its_key(first, length, by):
    last = first + timedelta(days=length)
    found = calendar(Coverage(first, last, frozenset([first, last]), articles=2, undated=0), by)
    starts, day = [], start_of(first, by)
    while day <= last:
        starts.append(day)
        day = end_of(day, by) + timedelta(days=1)
    assert [period.date() for period in found["period"]] == starts
    assert list(found["key"]) == [key_of(start, by) for start in starts]
    assert list(found["partial"]) == [start < first or end_of(start, by) > last for start in starts]
    assert list(found.loc[~found["gap"], "period"].dt.date) == sorted({start_of(day, by) for day in (first, last)})


def test_a_period_partly_outside_coverage_is_partial():
    weeks = calendar(coverage(date(2017, 12, 6), date(2017, 12, 24)), "week")
    assert list(weeks["key"]) == ["2017-W49", "2017-W50", "2017-W51"]
    assert list(weeks["partial"]) == [True, False, False]


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
    assert calendar(Coverage(None, None, frozenset(), 3, 3), "week").empty


def test_a_range_of_centuries_is_refused_not_drawn():
    with pytest.raises(UsageError, match="days"):
        calendar(coverage(date(2017, 1, 1), date(2017, 1, 2)), "day", date(1, 1, 1), date(2017, 1, 2))


def test_periods_are_naive_local_starts():
    weeks = calendar(coverage(date(2017, 12, 4), date(2017, 12, 17)), "week")
    assert str(weeks["period"].dtype) == "datetime64[us]"
    assert list(weeks["period"].dt.strftime("%Y-%m-%d %H:%M")) == ["2017-12-04 00:00", "2017-12-11 00:00"]


@pytest.mark.parametrize(
    ("last", "monday"),
    [
        (date(2018, 2, 25), date(2018, 2, 19)),
        (date(2018, 2, 28), date(2018, 2, 19)),
        (date(2018, 2, 24), date(2018, 2, 12)),
    ],
)
def test_last_full_week_is_a_week_of_the_corpus(last, monday):
    assert last_full_week(coverage(date(2018, 1, 1), last)) == monday


def test_no_full_week_in_a_short_archive():
    assert last_full_week(coverage(date(2018, 1, 2), date(2018, 1, 10))) is None


def test_missing_days_of_a_week_are_named():
    seen = coverage(date(2018, 1, 1), date(2018, 1, 14), without=[date(2018, 1, 7)])
    assert missing_days(date(2018, 1, 1), seen.days) == [date(2018, 1, 7)]
