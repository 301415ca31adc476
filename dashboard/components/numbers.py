"""The numbers behind a chart, with columns named in the language of the interface, for CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.trends import shares
from dashboard.components.desk import Desk
from data.filter import Unit


def series_table(
    desk: Desk, frame: pd.DataFrame, unit: Unit, by_column: str = "", names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """A series frame as a table: thing, period, count, base, share in 0..1, whether the period is incomplete.

    Args:
        frame: of `shares.series`.
        by_column, names: the thing column and its labels by id; empty for a single series.
    """
    texts = desk.texts
    columns: dict[str, pd.Series] = {}
    if by_column:
        columns[texts.t(by_column.removesuffix("_id").replace("entity", "name"))] = _named(frame[by_column], names)
    columns |= {
        texts.t("period"): frame["key"],
        texts.t(f"unit.{unit}").capitalize(): frame["count"],
        texts.t("base"): frame["base"],
        texts.t("share"): frame["share"],
        texts.t("period.partial").capitalize(): frame["partial"],
    }
    return pd.DataFrame(columns)


def ranked_table(desk: Desk, frame: pd.DataFrame, unit: Unit, by_column: str, names: Mapping[str, str]) -> pd.DataFrame:
    """A ranking as a table: thing, count and, where the frame has a base, that and the share in 0..1."""
    texts = desk.texts
    columns = {
        texts.t(by_column.removesuffix("_id").replace("entity", "name")): _named(frame[by_column], names),
        texts.t(f"unit.{unit}").capitalize(): frame["count"],
    }
    if "base" in frame.columns:
        columns[texts.t("base")] = frame["base"]
        columns[texts.t("share")] = shares.share(frame["count"], frame["base"])
    return pd.DataFrame(columns)


def _named(ids: pd.Series, names: Mapping[str, str] | None) -> pd.Series:
    return ids.map(lambda i: (names or {}).get(i, i))


def spread(desk: Desk, found: pd.DataFrame, by_column: str) -> pd.DataFrame:
    """A series of counts with their bases over the desk's calendar, see `shares.series`."""
    return shares.series(found, found[[by_column, "period", "base"]], desk.calendar, by_column)


def base_of(frame: pd.DataFrame, by_column: str) -> int:
    """The sum of the bases over the periods of a series frame, of the thing that has the largest."""
    return int(frame.groupby(by_column)["base"].sum().max()) if len(frame) else 0
