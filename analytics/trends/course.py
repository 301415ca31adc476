"""The state of a theme, topic or story, told by its own course: new, growing, quiet, gone or steady."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from analytics.trends.movers import LEAST_ARTICLES, QUIET_WEEKS
from analytics.trends.periods import calendar
from analytics.trends.shares import series
from data.filter import Filter, Level
from data.lake import counts
from data.lake.archive import Reader

Course = Literal["new", "growing", "quiet", "gone", "steady"]
RECENT, BEFORE, LEAST_BEFORE = 2, 8, 2
"""The last full weeks are set against so many before them at most; with fewer than so many nothing is said."""
GROWS, FADES = 1.5, 0.5
"""So many times the share of the weeks before."""


def topic_courses(
    reader: Reader,
    flt: Filter,
    topic_ids: Sequence[str],
    level: Level = "topic",
    *,
    tongues: Sequence[str] | None = None,
) -> dict[str, Course]:
    """Where themes, topics or stories stand at the end of the filter's period, see `courses`.

    Args:
        reader, flt: an open edition, and the articles that count.
        topic_ids: ids of the level.
        level: which of the three.
        tongues: linked topics of several languages count as one, see `counts.heads`; None: each apart.
    """
    weeks, since = _folded(calendar(counts.coverage(reader), "week", flt.start, flt.end))
    found = counts.topic_series(reader, flt, "week", "articles", topic_ids, level=level, tongues=tongues, since=since)
    return courses(series(found, found[["topic_id", "period", "base"]], weeks, "topic_id"))


def _folded(weeks: pd.DataFrame) -> tuple[pd.DataFrame, date | None]:
    """The weeks that a state is told by, and before them one that stands for all earlier ones; its first day."""
    full = np.flatnonzero(~(weeks["partial"] | weeks["gap"]).to_numpy(dtype=bool))
    first = int(full[-RECENT - BEFORE]) - 1 if len(full) > RECENT + BEFORE else 0
    if first <= 0:
        return weeks, None
    told = weeks.iloc[first:].reset_index(drop=True)
    told.loc[0, ["partial", "gap"]] = [True, False]  # it is no week, and has what they have
    return told, told["period"].iloc[0].date()


def courses(spread: pd.DataFrame, by_column: str = "topic_id") -> dict[str, Course]:
    """Say of each thing where it stands at the end of its range.

    Only full weeks count. `new`: nothing before the last two. `gone`: nothing in the last four nor later. `growing`:
    five articles or more in the last two, and a share of 1.5 times that of the up to eight weeks before. `quiet`: half
    of that share or less.

    Args:
        spread: of `shares.series` by week, of articles.
        by_column: its thing column.
    Returns:
        By id; empty where there are fewer than four full weeks. What has no article is left out.
    """
    things = spread[by_column].unique()
    if not len(things):
        return {}
    count, base = (spread[name].to_numpy(np.float64, na_value=0).reshape(len(things), -1) for name in ("count", "base"))
    first = spread.iloc[: count.shape[1]]
    full = np.flatnonzero(~(first["partial"] | first["gap"]).to_numpy(dtype=bool))
    if len(full) < RECENT + LEAST_BEFORE:
        return {}
    recent, before = full[-RECENT:], full[-RECENT - BEFORE : -RECENT]
    now, then = (
        np.divide(count[:, weeks].sum(axis=1), base[:, weeks].sum(axis=1).clip(1)) for weeks in (recent, before)
    )
    new = count[:, : recent[0]].sum(axis=1) == 0
    silent = count[:, full[-QUIET_WEEKS:][0] :].sum(axis=1) == 0
    growing = (count[:, recent].sum(axis=1) >= LEAST_ARTICLES) & (now >= GROWS * then)
    quiet = now <= FADES * then
    said = np.select([new, silent, growing, quiet], ["new", "gone", "growing", "quiet"], "steady")
    there = count.sum(axis=1) > 0
    return {i: state for i, state, is_there in zip(things.tolist(), said.tolist(), there, strict=True) if is_there}
