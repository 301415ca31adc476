"""What changed from one week to the next: rose, fell, new, came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.trends.shares import share
from data.lake.coverage import Coverage

State = Literal["rose", "fell", "new", "came back", "steady"]
LEAST_ARTICLES = 5  # in either week, else a change is noise
QUIET_WEEKS = 4  # nothing in so many weeks before, all of them full: came back

MOVER_COLUMNS = ["id", "name", "count", "share", "before", "change_pp", "change_count", "reprints", "last", "state"]


@dataclass(frozen=True)
class Comparison:
    """Which two weeks are compared, or why they cannot be.

    Attributes:
        week, before: Mondays.
        full: both weeks are full.
        quiet_full: the four weeks before `week` are full, so "came back" may be said.
    """

    week: date
    before: date
    full: bool
    quiet_full: bool


def comparison(week: date, coverage: Coverage) -> Comparison:
    """This week (its Monday) against the one before."""
    earlier = [week - timedelta(days=7 * n) for n in range(1, QUIET_WEEKS + 1)]
    return Comparison(week, earlier[0], {week, earlier[0]} <= coverage.full, coverage.full.issuperset(earlier))


def movers(counts: pd.DataFrame, weeks: Comparison) -> pd.DataFrame:
    """Changes of shares between two weeks, largest first.

    Args:
        counts: one row per thing: id, name, now, before, now_base, before_base (articles in each week and their
            bases), texts (distinct ones in the week), quiet (articles in the four weeks before this one), earlier
            (articles at any time before this week), last (day of the last of those, naive; null: there is none).
        weeks: the comparison; where a week is not full, or a base is 0, nothing can be said.
    Returns:
        One row per thing with at least LEAST_ARTICLES articles in either week: id, name, count, share (0..1), before,
        change_pp (percentage points), change_count, reprints (0..1 of the week's articles whose text another of them
        has already; null where it has none), last, state. Sorted by the size of change_pp, ties by count and id. Empty
        where no comparison is possible.
    """
    now, before = counts["now"].to_numpy(), counts["before"].to_numpy()
    bases = counts[["now_base", "before_base"]].to_numpy()
    comparable = weeks.full and bases.min(initial=1) > 0
    listed = counts[(np.maximum(now, before) >= LEAST_ARTICLES) & comparable]
    shares, earlier = share(listed["now"], listed["now_base"]), share(listed["before"], listed["before_base"])
    frame = pd.DataFrame(
        {
            "id": listed["id"],
            "name": listed["name"],
            "count": listed["now"].astype("int64"),
            "share": shares,
            "before": listed["before"].astype("int64"),
            "change_pp": 100 * (shares - earlier),
            "change_count": (listed["now"] - listed["before"]).astype("int64"),
            "reprints": share(listed["now"] - listed["texts"], listed["now"]),
            "last": listed["last"].astype("datetime64[us]"),
        }
    )
    frame["state"] = pd.Series(_states(listed, frame["change_pp"].to_numpy(), weeks), index=frame.index, dtype="str")
    order = np.lexsort((frame["id"].to_numpy(dtype=object), -frame["count"], -frame["change_pp"].abs()))
    return frame.take(order).reset_index(drop=True)


def _states(listed: pd.DataFrame, change: NDArray[np.float64], weeks: Comparison) -> NDArray[np.str_]:
    present = listed["now"].to_numpy() > 0
    new = present & (listed["earlier"].to_numpy() == 0)
    back = present & (listed["quiet"].to_numpy() == 0) & weeks.quiet_full
    return np.select([new, back, change > 0, change < 0], ["new", "came back", "rose", "fell"], "steady")
