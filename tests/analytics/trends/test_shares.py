import numpy as np
import pandas as pd
import pytest

from analytics.trends.periods import calendar
from analytics.trends.shares import part, series, share, sparkline
from data.lake.coverage import coverage_of

SEEN = np.array(["2018-01-01", "2018-01-02", "2018-01-04"], dtype="datetime64[D]")
DAYS = calendar(coverage_of(SEEN, np.full(3, 3)), "day")


def frame(rows, columns):
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(period=pd.to_datetime(made["period"]).astype("datetime64[us]"))


BASES = frame([("2018-01-01", 4), ("2018-01-02", 5), ("2018-01-04", 0)], ["period", "base"])


def test_a_share_divides_by_its_base_and_a_gap_breaks_the_line():
    counts = frame([("2018-01-01", "нато", 1)], ["period", "entity_id", "count"])
    found = series(counts, BASES, DAYS, "entity_id")
    assert list(found["count"].astype(object).where(found["count"].notna(), None)) == [1, 0, None, 0]
    assert found["share"].iloc[0] == pytest.approx(0.25)
    assert found["share"].iloc[1] == 0
    assert found["share"].isna().tolist() == [False, False, True, True]  # a gap, then a base of 0
    assert found["gap"].tolist() == [False, False, True, False]


def test_each_thing_gets_every_period():
    counts = frame([("2018-01-01", "a", 1), ("2018-01-02", "b", 2)], ["period", "topic_id", "count"])
    found = series(counts, BASES, DAYS, "topic_id")
    assert found.groupby("topic_id").size().to_dict() == {"a": 4, "b": 4}
    assert int(found["count"].sum()) == 3


def test_bases_may_differ_by_thing():
    counts = frame([("2018-01-01", "a", 1), ("2018-01-01", "b", 1)], ["period", "outlet", "count"])
    bases = frame([("2018-01-01", "a", 2), ("2018-01-01", "b", 4)], ["period", "outlet", "base"])
    found = series(counts, bases, DAYS, "outlet")
    first = found[found["key"] == "2018-01-01"].set_index("outlet")["share"]
    assert first.to_dict() == {"a": 0.5, "b": 0.25}


def test_a_single_series_needs_no_thing_column():
    found = series(frame([("2018-01-02", 5)], ["period", "count"]), BASES, DAYS)
    assert found["count"].fillna(-1).tolist() == [0, 5, -1, 0]


def test_a_small_line_of_many_periods_has_few_points_with_their_means():
    values = [*range(120), None, None, 7]
    frame = pd.DataFrame({"entity_id": "a", "count": pd.array(values, dtype="Int64")})
    trend = sparkline(frame, "entity_id", "count")["trend"].iloc[0]
    assert len(trend) == 41  # three periods a point
    assert trend[:2] == [1.0, 4.0]
    assert trend[-1] == 7.0
    gap = frame.assign(count=pd.array([*range(117), None, None, None, 1, 2, 3], dtype="Int64"))
    assert sparkline(gap, "entity_id", "count")["trend"].iloc[0][-2:] == [None, 2.0]


def test_sparklines_keep_the_gap():
    counts = frame([("2018-01-01", "a", 1)], ["period", "entity_id", "count"])
    trend = sparkline(series(counts, BASES, DAYS, "entity_id"), "entity_id", "count")["trend"].iloc[0]
    assert trend == [1, 0, None, 0]


@pytest.mark.parametrize(("count", "base"), [(1, 4), (0, 3), (5, 5), (0, 0), (2, 0), (None, 3), (2, None), (np.nan, 3)])
def test_a_share_of_one_count_is_that_of_many(count, base):
    """A base of 0 divides nothing, whatever is counted."""
    (many,) = share(pd.Series([count], dtype="float64"), pd.Series([base], dtype="float64"))
    one = part(count, base)
    assert one is None if np.isnan(many) else one == many
