from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.trends.movers import comparison, movers
from data.lake.coverage import coverage_of

MONDAY = date(2018, 2, 19)
COLUMNS = ["id", "name", "now", "before", "now_base", "before_base", "quiet", "earlier"]


def coverage(first, last):
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    return coverage_of(days, np.ones(len(days), dtype=np.int64))


LONG = coverage(date(2017, 11, 1), date(2018, 2, 28))


def counts(rows, texts=None):
    """Counts of things; without `texts` every article has a text of its own."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(texts=frame["now"] if texts is None else texts, last=pd.NaT)


def states(rows, seen=LONG):
    found = movers(counts(rows), comparison(MONDAY, seen))
    return dict(zip(found["id"], found["state"], strict=True))


def test_change_is_a_difference_of_shares_in_percentage_points():
    found = movers(counts([("a", "А", 10, 5, 100, 50, 9, 9)]), comparison(MONDAY, LONG))
    row = found.iloc[0]
    assert (row["share"], row["change_pp"], row["change_count"], row["state"]) == (0.1, 0.0, 5, "steady")


def test_rose_fell_new_came_back():
    rows = [
        ("rose", "", 10, 5, 100, 100, 20, 40),
        ("fell", "", 5, 10, 100, 100, 20, 40),
        ("new", "", 6, 0, 100, 100, 0, 0),
        ("back", "", 6, 0, 100, 100, 0, 3),
    ]
    assert states(rows) == {"rose": "rose", "fell": "fell", "new": "new", "back": "came back"}


def test_from_five_articles_in_either_week():
    rows = [("few", "", 4, 4, 100, 100, 9, 9), ("gone", "", 0, 5, 100, 100, 9, 9)]
    assert states(rows) == {"gone": "fell"}


def test_came_back_needs_four_full_weeks_before():
    short = coverage(date(2018, 2, 5), date(2018, 2, 28))
    assert states([("back", "", 6, 0, 100, 100, 0, 3)], short) == {"back": "rose"}


def test_nothing_came_back_where_one_of_the_four_weeks_is_not_full():
    whole = np.arange(np.datetime64("2017-11-01"), np.datetime64("2018-03-01"))
    thin = (np.datetime64("2018-01-29") <= whole) & (whole < np.datetime64("2018-02-02"))
    days = whole[~thin]
    seen = coverage_of(days, np.ones(len(days), dtype=np.int64))
    assert states([("back", "", 6, 0, 100, 100, 0, 3)], seen) == {"back": "rose"}


@pytest.mark.parametrize(
    "seen", [coverage(date(2018, 2, 15), date(2018, 2, 28)), coverage(date(2018, 1, 1), date(2018, 2, 22))]
)
def test_no_comparison_where_a_week_is_not_full(seen):
    assert states([("a", "", 10, 5, 100, 100, 9, 9)], seen) == {}


def test_no_comparison_without_a_base():
    assert states([("a", "", 10, 0, 100, 0, 0, 9)]) == {}


def test_largest_change_first():
    rows = [("small", "", 11, 10, 100, 100, 9, 9), ("large", "", 5, 30, 100, 100, 9, 9)]
    assert list(states(rows)) == ["large", "small"]


def test_reprints_are_the_articles_beyond_the_distinct_texts():
    rows = [("a", "", 10, 5, 100, 100, 9, 9), ("b", "", 6, 5, 100, 100, 9, 9), ("gone", "", 0, 9, 100, 100, 9, 9)]
    found = movers(counts(rows, texts=[4, 6, 0]), comparison(MONDAY, LONG)).set_index("id")["reprints"]
    assert (found["a"], found["b"]) == (0.6, 0.0)
    assert np.isnan(found["gone"])
