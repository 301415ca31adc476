"""What axes show, which days are covered and which weeks are full: equal to the plain reference, whatever the dates."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from analytics.trends.answers import mentions_answer
from analytics.trends.periods import calendar, last_full_week
from analytics.trends.weekly import weekly
from data.filter import Filter
from data.lake import counts, doctor
from data.lake.archive import Archive
from data.lake.coverage import Far, Span, coverage_of, far_dated, shown_span
from tests.data.lake.reference import covered_days, full_weeks, shown
from tests.data.lake.small_archive import Row, write_edition

FIRST = date(2018, 1, 1)  # a Monday
YEAR = timedelta(days=365)


def arrays(dated):
    articles = sorted(Counter(dated).items())
    days = np.array([day for day, _ in articles], dtype="datetime64[D]")
    return days, np.array([n for _, n in articles], dtype=np.int64)


def coverage(dated):
    return coverage_of(*arrays(dated))


def span(dated):
    found = shown_span(*arrays(dated))
    return found.first, found.last, found.before.articles, found.after.articles


def some(year, first=0):
    """Days within a month of a year, or within ten years from it on."""
    return st.integers(first, 30).map(lambda n: date(year, 3, 1) + timedelta(days=n)) | st.integers(0, 3650).map(
        lambda n: date(year, 3, 1) + timedelta(days=n)
    )


CLUSTERED = st.lists(st.sampled_from((1890, 1914, 1950, 2010, 2015, 2017, 2018)).flatmap(some), min_size=1, max_size=9)
DAILY = st.lists(st.sampled_from((0, 0, 1, 1, 2, 9, 10, 11, 100)), min_size=1, max_size=100)


@settings(deadline=None)
@given(CLUSTERED)
def test_axes_show_what_the_reference_shows(dated):
    kept = shown(dated)
    left_out = sorted(dated)
    before = left_out.index(kept[0])
    assert span(dated) == (kept[0], kept[-1], before, len(dated) - before - len(kept))


@settings(deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.sampled_from((98, 99, 100, 195, 197, 198, 200, 295, 396)))
def test_at_most_one_in_a_hundred_is_left_out_at_an_end(early, late, dense):
    dated = [date(1914, 8, 1)] * early + [FIRST + timedelta(days=n % 60) for n in range(dense)]
    dated += [date(2120, 1, 1) + timedelta(days=n) for n in range(late)]
    kept = shown(dated)
    assert span(dated)[:2] == (kept[0], kept[-1])


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (["2018-01-31"], ("2018-01-31", "2018-01-31", 0, 0)),
        (["1914-08-01", "2018-01-31"], ("2018-01-31", "2018-01-31", 1, 0)),
        (["2017-02-01", "2018-02-01"], ("2017-02-01", "2018-02-01", 0, 0)),
        (["2017-01-31", "2018-02-01"], ("2018-02-01", "2018-02-01", 1, 0)),
        (["1914-08-01", "2018-01-01", "2018-01-31"], ("2018-01-01", "2018-01-31", 1, 0)),
        (["1914-08-01", "1914-08-02", "2018-01-01", "2018-01-31"], ("1914-08-01", "2018-01-31", 0, 0)),
        (["1950-01-01", "2018-01-01", "2018-01-02", "2086-01-01"], ("2018-01-01", "2018-01-02", 1, 1)),
        (["2010-01-01", "2012-01-01", "2018-01-01"], ("2012-01-01", "2012-01-01", 1, 1)),
    ],
)
def test_axes_of_a_few_articles(dated, expected):
    first, last, before, after = span([date.fromisoformat(day) for day in dated])
    assert (str(first), str(last), before, after) == expected


@settings(deadline=None)
@given(CLUSTERED, st.integers(1, 40_000), st.booleans())
@example([date(1914, 8, 1)] * 2 + [FIRST + timedelta(days=n % 31) for n in range(197)], 10, False)
@example([date(1914, 8, 1)] * 3 + [FIRST + timedelta(days=n % 31) for n in range(296)], 10, False)
def test_one_more_article_farther_away_changes_no_axis_and_no_default_week(dated, farther, early):
    assume(len(dated) >= 2)
    seen = coverage(dated)
    assume(not seen.shown.before.articles and not seen.shown.after.articles)
    distance = max(max(dated) - min(dated), YEAR) + timedelta(days=farther)
    stray = min(dated) - distance if early else max(dated) + distance
    with_it = coverage([*dated, stray])
    assert (with_it.shown.before if early else with_it.shown.after) == Far(1, (stray,))
    assert (with_it.first, with_it.last, with_it.full) == (seen.first, seen.last, seen.full)
    assert last_full_week(with_it) == last_full_week(seen)
    for by in ("week", "month"):
        assert calendar(with_it, by).equals(calendar(seen, by))


@settings(deadline=None)
@given(DAILY, st.integers(0, 6))
def test_covered_days_and_full_weeks_are_those_of_the_reference(daily, weekday):
    assume(any(daily))
    dated = [FIRST + timedelta(days=weekday + n) for n, articles in enumerate(daily) for _ in range(articles)]
    seen, covered = coverage(dated), covered_days(dated)
    assert (seen.first, seen.last) == (min(covered), max(covered))
    assert seen.full == full_weeks(dated)


def test_an_outlet_that_rests_at_weekends_has_full_weeks():
    dated = [FIRST + timedelta(days=n) for n in range(70) if n % 7 < 4]
    mondays = sorted(coverage(dated).full)
    assert mondays == [FIRST + timedelta(weeks=n) for n in range(2, 10)]  # known to rest after two weeks


def test_after_eight_weeks_of_nothing_no_day_is_usual_and_no_week_full():
    dated = [FIRST + timedelta(days=n) for n in [*range(21), *range(91, 98)]]
    assert max(coverage(dated).full) == FIRST + timedelta(weeks=2)


def test_a_day_is_covered_from_a_tenth_of_the_median_day():
    dated = [FIRST + timedelta(days=n) for n in range(1, 4) for _ in range(20)]
    assert coverage([*dated, FIRST]).first == FIRST + timedelta(days=1)
    assert coverage([*dated, FIRST, FIRST]).first == FIRST


def test_axes_follow_a_period_that_lies_outside():
    seen = coverage([date(1914, 8, 1), FIRST, FIRST + timedelta(days=20)])
    usual = (FIRST, FIRST + timedelta(days=20))
    assert (seen.axis(), seen.axis(end=FIRST)) == (usual, (FIRST, FIRST))
    assert seen.axis(end=date(1914, 12, 31)) == (date(1914, 8, 1), date(1914, 12, 31))
    assert seen.axis(start=date(1900, 1, 1)) == (date(1900, 1, 1), usual[1])
    assert seen.outside() == seen.outside(end=FIRST) == [Far(1, (date(1914, 8, 1),))]
    assert seen.outside(start=date(1900, 1, 1)) == seen.outside(end=date(1914, 12, 31)) == []
    asked = calendar(seen, "day", date(1914, 8, 1), date(1914, 8, 2))
    assert list(asked["gap"]) == [False, True]


def rows(dated, **columns):
    return [Row(published=datetime.combine(day, time(12), UTC), **columns) for day in dated]


DENSE = [FIRST + timedelta(days=n) for n in range(28)]
STRAY = date(1914, 8, 1)


@pytest.mark.parametrize("stray", [STRAY, date(2150, 1, 1)])
def test_answers_are_the_same_with_one_far_article_and_name_it(workspace, stray):
    write_edition(workspace, rows(DENSE, names=("p1",)))
    before = Archive.open(workspace).reader()
    write_edition(workspace, rows([stray], names=("p1",)), first=100)
    after = Archive.open(workspace).reader()
    assert weekly(after, Filter()).key == weekly(before, Filter()).key == "2018-W04"
    series = [mentions_answer(reader, "p1", Filter(), "week", "articles") for reader in (before, after)]
    assert series[0]["series"] == series[1]["series"]
    assert (series[0]["outside"], series[1]["outside"]) == ([], [{"articles": 1, "from": stray, "to": stray}])
    asked = mentions_answer(after, "p1", Filter(start=stray, end=stray), "day", "articles")
    assert [row["count"] for row in asked["series"]] == [1]
    assert asked["outside"] == []


def test_far_dates_are_found_before_any_analysis_and_doctor_names_them(workspace):
    assert far_dated(workspace) == Far()
    write_edition(workspace, rows(DENSE))
    assert far_dated(workspace) == Far()
    write_edition(workspace, [*rows([STRAY]), Row(published=None)], first=100)
    assert far_dated(workspace) == Far(1, (STRAY,))
    (found,) = [f for f in doctor.examine(workspace) if "far" in f.what]
    assert (found.level, "1 of" in found.what, str(STRAY) in found.what) == ("warning", True, True)


def test_ruattitudes_opens_on_its_seventh_week(workspace, corpora):
    docs = pd.read_parquet(corpora / "ruattitudes" / "docs.parquet", columns=["published_at"])
    write_edition(workspace, [Row(published=moment.to_pydatetime()) for moment in docs["published_at"].dropna()])
    found = weekly(Archive.open(workspace).reader(), Filter())
    assert (found.key, found.compared_with) == ("2017-W07", "2017-W06")


def test_an_undated_archive_covers_nothing(workspace):
    write_edition(workspace, [Row(published=None)])
    seen = counts.coverage(Archive.open(workspace).reader())
    assert (seen.shown, seen.first, seen.full, seen.undated, seen.ends) == (Span(), None, frozenset(), 1, (None, None))
