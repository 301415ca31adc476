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
LEAST_DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 28}
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
        coverage: what the unfiltered edition covers.
        by: length of a period.
        start, end: the filter's whole local days, both included; None: where the axis begins or ends.
    Returns:
        One row per period in order: period (naive local start, datetime64[us]), key, partial (a week that is not full,
        a day or month not wholly inside coverage, or cut by start or end), gap (no article at all on any of its days).
        Empty if nothing is covered.
    Raises:
        UsageError: the range has more than 50,000 periods.
    """
    first, last = coverage.axis(start, end) if coverage.first else (None, None)
    starts = _starts(first, last, by)
    ends = _starts_after(starts, by) - ONE_DAY
    return pd.DataFrame(
        {
            "period": starts.astype("datetime64[us]"),
            "key": pd.Series(_keys(starts, by), dtype="str"),
            "partial": ~_whole(starts, ends, coverage, by) | _outside(starts, ends, *_cutting(coverage, start, end)),
            "gap": ~np.isin(starts, _holding(coverage.days, by)),
        }
    )


def _whole(starts: Days, ends: Days, coverage: Coverage, by: Step) -> NDArray[np.bool_]:
    """Which periods are not partial: days and months that lie within the archive, weeks by `data.lake.full_weeks`."""
    if by == "week":
        return np.isin(starts, _holding(coverage.full, by))
    return ~_outside(starts, ends, coverage.first, coverage.last)


def _cutting(coverage: Coverage, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """The ends of a filter's period that cut something off: beyond the archive's own ends there is nothing to cut."""
    first, last = coverage.ends
    cuts_start, cuts_end = bool(start and first and start > first), bool(end and last and end < last)
    return start if cuts_start else None, end if cuts_end else None


def _outside(starts: Days, ends: Days, first: date | None, last: date | None) -> NDArray[np.bool_]:
    """Which periods do not lie wholly within these days; None: without an end."""
    outside = np.zeros(len(starts), dtype=bool)
    if first:
        outside |= starts < np.datetime64(first, "D")
    if last:
        outside |= ends > np.datetime64(last, "D")
    return outside


def _starts(first: date | None, last: date | None, by: Step) -> Days:
    if first is None or last is None or first > last:
        return _NO_DAYS
    if (last - first).days > MOST_PERIODS * LEAST_DAYS[by]:
        many = f"From {first} to {last} are {(last - first).days:,} days."
        raise UsageError(many, "Choose a shorter period, or weeks or months.")
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
def _holding(days: frozenset[date], by: Step) -> Days:
    """The periods that have any of these days, by their first day; asked for anew by every run of a page."""
    return np.array(sorted({start_of(day, by) for day in days}), dtype="datetime64[D]")


def last_full_week(coverage: Coverage) -> date | None:
    """Monday of the latest full week, or None where there is none."""
    return max(coverage.full, default=None)


def missing_days(monday: date, days: Collection[date]) -> list[date]:
    """The days of this ISO week on which no article at all was published."""
    week = [monday + timedelta(days=n) for n in range(7)]
    return [day for day in week if day not in days]
