"""Which weeks of an archive are full: all others are partial, and nothing is compared with them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]

WEEKS_BEFORE = 8  # so many weeks say which weekdays are usual
FEWEST_BEFORE = 2  # with fewer of them every weekday is


def full_weeks(covered: Days, first: np.datetime64, last: np.datetime64) -> Days:
    """The Mondays of the full weeks from the week of `first` to that of `last`.

    A weekday is usual in a week if it was covered in at least half of the weeks before, at most eight. A week is full
    if five sevenths of its usual weekdays are covered.

    Args:
        covered: the local days that are, in order.
        first, last: the first and the last of the archive.
    """
    monday = first - (first.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    weeks = int((last - monday).astype(np.int64)) // 7 + 1
    has = np.zeros((weeks, 7), dtype=bool)
    has.ravel()[(covered - monday).astype(np.int64)] = True
    until = np.concatenate((np.zeros((1, 7), dtype=np.int64), has.cumsum(axis=0)))
    week = np.arange(weeks)
    before = np.minimum(week, WEEKS_BEFORE)
    times = until[week] - until[week - before]
    usual = (2 * times >= before[:, None]) | (before < FEWEST_BEFORE)[:, None]
    wanted, held = usual.sum(axis=1), (usual & has).sum(axis=1)
    mondays: Days = monday + 7 * week[(wanted > 0) & (7 * held >= 5 * wanted)]
    return mondays
