"""From counts to series: shares, gaps, partial periods.

A share is count / base, with the base that the numbers' definition gives each kind of series (ARCHITECTURE.md). In a
gap, a period in which the whole archive has no article, count and share are null and the line breaks. On a covered
period without a match the count is 0, and the share is 0 too unless its base is 0: then it is null.
"""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MOST_POINTS = 60
"""A small line is hardly wider than so many pixels."""
SERIES_COLUMNS = ["period", "key", "count", "base", "share", "partial", "gap"]


def series(
    counts: pd.DataFrame, bases: pd.DataFrame, calendar: pd.DataFrame, by_column: str | None = None
) -> pd.DataFrame:
    """Spread counts over a calendar and divide by their bases.

    Args:
        counts: one row per (period, by_column) that has any: period (naive local start), count.
        bases: one row per period, or per (period, by_column) where it has that column: base.
        calendar: see `periods.calendar`.
        by_column: the column that names the drawn thing (topic_id, entity_id, outlet), or None for a single series.
    Returns:
        One row per (thing in counts, calendar period), in calendar order: by_column, then SERIES_COLUMNS; count and
        base Int64 (null in a gap), share float64 in 0..1 (null in a gap or where the base is 0).
    """
    things = pd.Index(counts[by_column].unique()) if by_column else None
    rows = 1 if things is None else len(things)
    count, base = (
        _over_calendar(found, column, calendar, things, by_column)
        for found, column in ((counts, "count"), (bases, "base"))
    )
    gap = np.tile(calendar["gap"].to_numpy(dtype=bool), rows)
    parts = np.divide(count, base, out=np.full(len(count), np.nan), where=(base > 0) & ~gap)
    spread = calendar[["period", "key"]].take(np.tile(np.arange(len(calendar)), rows)).reset_index(drop=True)
    spread["count"] = pd.arrays.IntegerArray(count, gap.copy())
    spread["base"] = pd.arrays.IntegerArray(base, gap.copy())
    spread["share"] = parts
    spread["partial"] = np.tile(calendar["partial"].to_numpy(dtype=bool), rows)
    spread["gap"] = gap
    if things is not None:
        spread.insert(0, str(by_column), things.repeat(len(calendar)))
    return spread


def _over_calendar(
    found: pd.DataFrame, column: str, calendar: pd.DataFrame, things: pd.Index | None, by_column: str | None
) -> NDArray[np.int64]:
    """A column's values by thing and calendar period, one after another; 0 where there is none."""
    spread = np.zeros((1 if things is None else len(things), len(calendar)), dtype=np.int64)
    values = found[column].to_numpy(dtype=np.int64)
    period = pd.Index(calendar["period"]).get_indexer(pd.Index(found["period"]))
    if things is None or by_column not in found.columns:
        spread[:, period[period >= 0]] = values[period >= 0]
    else:
        thing = things.get_indexer(pd.Index(found[by_column]))
        drawn = (period >= 0) & (thing >= 0)
        spread[thing[drawn], period[drawn]] = values[drawn]
    return spread.ravel()


def share(count: pd.Series, base: pd.Series) -> pd.Series:
    """Element-wise count / base as float64 in 0..1; null where either is null or the base is 0."""
    counts, bases = (side.to_numpy(dtype=np.float64, na_value=np.nan) for side in (count, base))
    parts = np.divide(counts, bases, out=np.full(len(counts), np.nan), where=bases > 0)
    return pd.Series(parts, index=count.index)


def part(count: float | None, base: float | None) -> float | None:
    """The same of one count: None where either is null or the base is 0."""
    if count is None or base is None or pd.isna(count) or pd.isna(base) or not base > 0:
        return None
    return float(count / base)


def _thinned(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """At most MOST_POINTS columns, each the mean of so many in a row; nan where all are."""
    together = -(-values.shape[1] // MOST_POINTS)
    if together <= 1:
        return values
    missing = -values.shape[1] % together
    parts = np.pad(values, ((0, 0), (0, missing)), constant_values=np.nan).reshape(len(values), -1, together)
    known = ~np.isnan(parts)
    sums = np.where(known, parts, 0).sum(axis=2)
    means = np.full(sums.shape, np.nan)
    np.divide(sums, known.sum(axis=2), out=means, where=known.any(axis=2))
    return means


def sparkline(spread: pd.DataFrame, by_column: str, value: str = "share") -> pd.DataFrame:
    """Series as one list per thing, for small charts in tables.

    Args:
        spread: a frame of `series`.
        by_column: its thing column.
        value: the column drawn, `share` or `count`.
    Returns:
        One row per thing: by_column, trend (list of float, null periods as None, calendar order). Of more than
        MOST_POINTS periods so many in a row are one point, their mean, that no list is longer.
    """
    things = spread[by_column].unique()
    values = spread[value].to_numpy(dtype=np.float64, na_value=np.nan).reshape(len(things), -1)
    trends = [[None if isnan(each) else each for each in row] for row in _thinned(values).tolist()]
    return pd.DataFrame({by_column: things, "trend": pd.Series(trends, dtype=object)})
