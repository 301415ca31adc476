"""How many articles there are, over time and by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.filter import Filter, Step, Unit
from data.lake.archive import Reader, Without
from data.lake.counts.names import entity_bases
from data.lake.counts.units import base_without, of_articles
from data.lake.coverage import Coverage, coverage_of


@dataclass(frozen=True)
class Passing:
    """How many articles pass a filter.

    Attributes:
        articles: all that pass; undated ones among them unless a period is set.
        undated: articles without a date that pass all of the filter but its period: they stand in no series.
    """

    articles: int
    undated: int


def coverage(reader: Reader) -> Coverage:
    """The local days of the unfiltered edition, reckoned once."""
    return reader.once("coverage", lambda: _coverage(reader))


def _coverage(reader: Reader) -> Coverage:
    by_day = {row["day"]: row["articles"] for row in reader.records("coverage", {})}
    undated = by_day.pop(None, 0)
    days, articles = np.array([*by_day], dtype="datetime64[D]"), np.array([*by_day.values()], dtype=np.int64)
    return coverage_of(days, articles, undated)


def passing(reader: Reader, flt: Filter) -> Passing:
    """How many articles pass."""
    (row,) = reader.records("passing", reader.parameters(flt))
    return Passing(row["articles"], row["undated"])


def volume(reader: Reader, flt: Filter, by: Step, unit: Unit) -> pd.DataFrame:
    """What passes, over time.

    Returns:
        period (naive local start), count, base (what passes the context filters); one row per period with a base.
    """
    without = base_without(of_articles(unit), "subject")
    return reader.frame("volume", {**reader.parameters(flt, without), "by": by, "unit": unit})


def base_series(  # noqa: PLR0913 - a series is asked for by all of these
    reader: Reader, flt: Filter, by: Step, unit: Unit, without: Without, *, entity_ids: Sequence[str] = ()
) -> pd.DataFrame:
    """What series of a filter are divided by.

    Args:
        reader, flt, by, unit: as for the series.
        without: "topics" for topics, "entities" for names, "subject" for volume and outlets.
        entity_ids: whose kinds' occurrences are wanted, for that unit alone; those of the filter where empty.
    Returns:
        period, base, one row per period with a base; for occurrences period, entity_id, base.
    """
    if unit == "occurrences" and without == "entities":
        return entity_bases(reader, flt, by, list(entity_ids or flt.entities))
    bound = reader.parameters(flt, base_without(of_articles(unit), without))
    return reader.frame("base_series", {**bound, "by": by, "unit": unit})


def outlet_series(reader: Reader, flt: Filter, by: Step, unit: Unit, outlets: Sequence[str]) -> pd.DataFrame:
    """What passes in each of these outlets (`NOT_STATED` is one), over time.

    Returns:
        period, outlet, count, base (what passes the context filters in that outlet); in the order of `outlets`, one
        row per outlet and period with a base.
    """
    return reader.frame(
        "outlet_series",
        {
            **reader.parameters(flt, base_without(of_articles(unit), "subject")),
            "by": by,
            "unit": unit,
            **reader.drawn_outlets(outlets),
        },
    )
