"""From counts to series: shares, gaps, partial periods.

A share is count / base, with the base that the numbers' definition gives each kind of series (ARCHITECTURE.md). In a
gap, a period in which the whole archive has no article, count and share are null and the line breaks. On a covered
period without a match the count is 0, and the share is 0 too unless its base is 0: then it is null.
"""

from __future__ import annotations

import pandas as pd

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
    grid = calendar[["period", "key", "partial", "gap"]]
    on = ["period"]
    if by_column:
        things = counts[[by_column]].drop_duplicates()
        grid = things.merge(grid, how="cross")
        on = [by_column, "period"]
    spread = grid.merge(counts[[*on, "count"]], how="left", on=on)
    spread = spread.merge(
        bases.drop(columns="count", errors="ignore"), how="left", on=[c for c in on if c in bases.columns]
    )
    for column in ("count", "base"):
        spread[column] = spread[column].fillna(0).astype("Int64").mask(spread["gap"])
    spread["share"] = share(spread["count"], spread["base"])
    return spread[[*([by_column] if by_column else []), *SERIES_COLUMNS]]


def share(count: pd.Series, base: pd.Series) -> pd.Series:
    """Element-wise count / base as float64 in 0..1; null where either is null or the base is 0."""
    divisor = base.astype("Float64").mask(base == 0)
    return (count.astype("Float64") / divisor).astype("float64")


def sparkline(spread: pd.DataFrame, by_column: str, value: str = "share") -> pd.DataFrame:
    """Series as one list per thing, for small charts in tables.

    Args:
        spread: a frame of `series`.
        by_column: its thing column.
        value: the column drawn, `share` or `count`.
    Returns:
        One row per thing: by_column, trend (list of float, null periods as None, calendar order).
    """
    plain = spread.assign(**{value: spread[value].astype(object).where(spread[value].notna(), None)})
    return plain.groupby(by_column, sort=False)[value].agg(list).rename("trend").reset_index()
