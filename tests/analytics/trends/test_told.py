from datetime import date

import numpy as np
import pytest

from analytics.trends.told import Told, told, told_back, told_new
from data.lake.coverage import coverage_of

MONDAY = date(2018, 2, 19)


def coverage(first, last=date(2018, 2, 28), without=()):
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    days = days[[str(day) not in without for day in days]]
    return coverage_of(days, np.ones(len(days), dtype=np.int64))


@pytest.mark.parametrize(
    ("before", "count", "key", "n"),
    [
        (100, 104, "more.slightly", None),
        (100, 115, "more.percent", None),
        (100, 125, "more.quarter", None),
        (100, 133, "more.third", None),
        (100, 140, "more.percent", None),
        (100, 150, "more.half", None),
        (100, 170, "more.over_half", None),
        (100, 185, "more.nearly_two", None),
        (12, 24, "more.exact_two", None),
        (100, 250, "more.over_two", None),
        (100, 280, "more.nearly_three", None),
        (10, 30, "more.exact_three", None),
        (10, 41, "more.exact_four", None),
        (10, 45, "more.nearly_times", 5),
        (10, 70, "more.exact_times", 7),
        (10, 53, "more.over_times", 5),
        (10, 155, "more.exact_times", 15),
        (1, 7, "instead", 7),
        (4, 40, "instead", 40),
        (0, 7, "from_none", None),
        (104, 100, "fewer.slightly", None),
        (100, 85, "fewer.percent", None),
        (100, 75, "fewer.quarter", None),
        (100, 67, "fewer.third", None),
        (100, 61, "fewer.over_third", None),
        (100, 54, "fewer.nearly_two", None),
        (24, 12, "fewer.exact_two", None),
        (100, 42, "fewer.over_two", None),
        (30, 10, "fewer.exact_three", None),
        (40, 10, "fewer.exact_four", None),
        (40, 6, "fewer.over_four", None),
        (15, 2, "instead", 2),
        (30, 3, "nearly_gone", None),
        (12, 0, "gone", None),
    ],
)
def test_a_change_is_told_by_a_word_that_its_counts_bear_out(before, count, key, n):
    change = told(count, before, 1.0 if count > before else -1.0)
    assert (change.key, change.n) == (key, n)


def test_a_percentage_is_that_of_the_counts():
    assert told(115, 100, 1.0).percent == 15
    assert told(85, 100, -1.0).percent == 15


@pytest.mark.parametrize(
    ("count", "before", "change", "key"),
    [
        (8, 10, 2.0, "share_up_fewer"),
        (10, 10, 2.0, "share_up_same"),
        (12, 10, -2.0, "share_down_more"),
        (10, 10, -2.0, "share_down_same"),
    ],
)
def test_counts_that_go_the_other_way_than_the_share_are_both_told(count, before, change, key):
    assert told(count, before, change) == Told(key)


@pytest.mark.parametrize("before", range(61))
def test_no_word_says_more_than_the_counts(before):
    """Multiples are off by a tenth at most, and what is over one is over it."""
    for count in range(before + 1, 4 * before + 90):
        change = told(count, before, 1.0)
        if not change.key.startswith("more."):
            continue
        assert before >= 5
        how, _, multiple = change.key.removeprefix("more.").partition("_")
        times = change.n or {"two": 2, "three": 3, "four": 4}.get(multiple)
        if times:
            low, high = {"exact": (0.98, 1.05), "nearly": (0.899, 0.98), "over": (1.05, 1.5)}[how]
            assert low * times <= count / before <= high * times


def test_what_is_new_is_told_by_the_weeks_of_the_archive():
    assert told_new(MONDAY, coverage("2017-12-04")) == Told("new", n=12)
    assert told_new(MONDAY, coverage("2015-12-04")) == Told("new_since", day=date(2015, 12, 4))


def test_what_came_back_is_told_by_the_whole_weeks_that_it_was_away():
    assert told_back(MONDAY, date(2018, 1, 14), coverage("2017-11-01")) == Told("back", n=5)
    assert told_back(MONDAY, date(2016, 1, 14), coverage("2015-11-01")) == Told("back_since", day=date(2016, 1, 14))


def test_weeks_without_any_article_are_no_weeks_away():
    missing = [str(day) for day in np.arange(np.datetime64("2018-01-15"), np.datetime64("2018-01-22"))]
    seen = coverage("2017-11-01", without=missing)
    assert told_back(MONDAY, date(2018, 1, 10), seen) == Told("back_since", day=date(2018, 1, 10))
