"""Days, ISO weeks and months of the corpus: their keys, their bounds, and which are partial or gaps.

A period is named by a key (`2017-12-04`, `2017-W49`, `2017-12`) and drawn at its naive local start.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.errors import UsageError
from data.filter import Step
from data.lake.coverage import Coverage

MOST_PERIODS = 50_000  # a frame for a chart is never larger
ONE_DAY = np.timedelta64(1, "D")

Days = NDArray[np.datetime64]
_NO_DAYS: Days = np.array([], dtype="datetime64[D]")


def key_of(start: date, by: Step) -> str:
    """The key of the period that starts on this local day."""
    if by == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    return start.isoformat() if by == "day" else f"{start:%Y-%m}"


def bounds(key: str) -> tuple[date, date]:
    """First and last local day of the period a key names.

    Raises:
        UsageError: the key is no day, ISO week or month.
    """
    try:
        if week := re.fullmatch(r"(\d{4})-?W(\d{2})", key):
            first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return first, first + timedelta(days=6)
        if month := re.fullmatch(r"(\d{4})-(\d{2})", key):
            first = date(int(month[1]), int(month[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = date.fromisoformat(key) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", key) else None
    except ValueError as error:
        raise UsageError(f"{key!r} is not in the calendar: {error}.", _EXAMPLES) from error
    if day is None:
        raise UsageError(f"{key!r} is no day, week or month.", _EXAMPLES)
    return day, day


_EXAMPLES = "Write a day as 2017-12-04, an ISO week as 2017-W49, a month as 2017-12."


def start_of(day: date, by: Step) -> date:
    """First day of the period that holds this day."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by == "month" else day


def end_of(day: date, by: Step) -> date:
    """Last day of the period that holds this day."""
    first = start_of(day, by)
    if by == "month":
        return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first + timedelta(days=6 if by == "week" else 0)


def calendar(coverage: Coverage, by: Step, start: date | None = None, end: date | None = None) -> pd.DataFrame:
    """Every period of a range.

    Args:
        coverage: first and last local day with an article, and the days that have one, in the unfiltered edition.
        by: length of a period.
        start, end: the filter's whole local days, both included; None: where coverage begins or ends.
    Returns:
        One row per period in order: period (naive local start, datetime64[us]), key, partial (not wholly inside
        coverage, or cut by start or end), gap (no article at all on any of its days). Empty if nothing is covered.
    Raises:
        UsageError: the range has more than 50,000 periods.
    """
    starts = _starts(start or coverage.first, end or coverage.last, by) if coverage.first else _NO_DAYS
    ends = _starts_after(starts, by) - ONE_DAY
    low = max((day for day in (coverage.first, start) if day), default=None)
    high = min((day for day in (coverage.last, end) if day), default=None)
    return pd.DataFrame(
        {
            "period": starts.astype("datetime64[us]"),
            "key": pd.Series(_keys(starts, by), dtype="str"),
            "partial": (starts < np.datetime64(low, "D")) | (ends > np.datetime64(high, "D")),
            "gap": ~np.isin(starts, _covered(coverage.days, by)),
        }
    )


def _starts(first: date | None, last: date | None, by: Step) -> Days:
    if first is None or last is None or first > last:
        return _NO_DAYS
    if (last - first).days > MOST_PERIODS:
        raise UsageError(f"From {first} to {last} are {(last - first).days:,} days.", "Choose a shorter period.")
    if by == "month":
        return np.arange(np.datetime64(first, "M"), np.datetime64(last, "M") + 1).astype("datetime64[D]")
    step = np.timedelta64(7 if by == "week" else 1, "D")
    return np.arange(np.datetime64(start_of(first, by)), np.datetime64(last) + ONE_DAY, step)


def _starts_after(starts: Days, by: Step) -> Days:
    if by == "month":
        return (starts.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return starts + np.timedelta64(7 if by == "week" else 1, "D")


def _keys(starts: Days, by: Step) -> list[str]:
    """`key_of` for many; a week belongs to the year of its Thursday."""
    if by != "week":
        written: list[str] = np.datetime_as_string(starts, unit="D" if by == "day" else "M").tolist()
        return written
    thursdays = starts + np.timedelta64(3, "D")
    years = thursdays.astype("datetime64[Y]")
    weeks = (thursdays - years.astype("datetime64[D]")).astype(int) // 7 + 1
    return [f"{year}-W{week:02d}" for year, week in zip(years.astype(int) + 1970, weeks, strict=True)]


@lru_cache(maxsize=16)
def _covered(days: frozenset[date], by: Step) -> Days:
    """The periods that have any of these days, by their first day; asked for anew by every run of a page."""
    return np.array(sorted({start_of(day, by) for day in days}), dtype="datetime64[D]")


def is_full_week(monday: date, coverage: Coverage) -> bool:
    """Whether this ISO week lies wholly inside coverage."""
    return bool(
        coverage.first and coverage.last and coverage.first <= monday and monday + timedelta(days=6) <= coverage.last
    )


def last_full_week(coverage: Coverage) -> date | None:
    """Monday of the latest ISO week wholly inside coverage, or None where there is none."""
    if coverage.first is None or coverage.last is None:
        return None
    monday = start_of(coverage.last + timedelta(days=1), "week") - timedelta(days=7)
    return monday if coverage.first <= monday else None


def missing_days(monday: date, days: Collection[date]) -> list[date]:
    """The days of this ISO week on which no article at all was published."""
    week = [monday + timedelta(days=n) for n in range(7)]
    return [day for day in week if day not in days]
