"""Days, ISO weeks and months of the corpus: their keys, their bounds, and which are partial or gaps.

A period is named by a key (`2017-12-04`, `2017-W49`, `2017-12`) and drawn at its naive local start.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from data.errors import UsageError
from data.filter import Step
from data.lake.coverage import Coverage

MOST_PERIODS = 50_000  # a frame for a chart is never larger
CALENDAR_COLUMNS = ["period", "key", "partial", "gap"]


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
    starts = _starts(start or coverage.first, end or coverage.last, by) if coverage.first else []
    covered = _covered(coverage.days, by)
    rows = [
        (day, key_of(day, by), _is_partial(day, end_of(day, by), coverage, start, end), day not in covered)
        for day in starts
    ]
    frame = pd.DataFrame(rows, columns=CALENDAR_COLUMNS)
    return frame.astype({"period": "datetime64[us]", "key": "str", "partial": bool, "gap": bool})


def _starts(first: date | None, last: date | None, by: Step) -> list[date]:
    if first is None or last is None or first > last:
        return []
    if (last - first).days > MOST_PERIODS:
        raise UsageError(f"From {first} to {last} are {(last - first).days:,} days.", "Choose a shorter period.")
    starts = [start_of(first, by)]
    while (following := end_of(starts[-1], by) + timedelta(days=1)) <= last:
        starts.append(following)
    return starts


@lru_cache(maxsize=16)
def _covered(days: frozenset[date], by: Step) -> frozenset[date]:
    """The periods that have any of these days, by their first day; asked for anew by every run of a page."""
    return frozenset(start_of(day, by) for day in days)


def _is_partial(first: date, last: date, coverage: Coverage, start: date | None, end: date | None) -> bool:
    low = max(d for d in (coverage.first, start) if d)
    high = min(d for d in (coverage.last, end) if d)
    return first < low or last > high


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
