"""Figures as a spreadsheet draws them: the numbers of a series frame or a ranking, wide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from analytics.trends import shares
from dashboard.charts.chart import Value
from dashboard.context import Context
from dashboard.texts import msgid
from data.spreadsheet import Plot


def over_time(  # noqa: PLR0913 - a series with its names and colours
    context: Context,
    frame: pd.DataFrame,
    kind: Literal["line", "area", "column"],
    value: Value,
    *,
    names: Mapping[str, str] | None = None,
    colours: Mapping[str, str] | None = None,
    by_column: str = "",
) -> Plot:
    """Periods by things.

    Args:
        frame: of `shares.series`.
        value: the column drawn.
        names, colours, by_column: of the things; without: one series.
    """
    first = context.texts.t("period")
    if not by_column:
        wide = pd.DataFrame({first: frame["period"], _said(context, value): frame[value]})
    else:
        ids = list(dict.fromkeys(frame[by_column]))
        wide = frame.set_index(["period", by_column])[value].unstack()[ids].reset_index()  # noqa: PD010 - no pair twice
        wide.columns = pd.Index([first, *_distinct([(names or {}).get(i) or i for i in ids])])
        colours = {i: (colours or {}).get(i, "") for i in ids}
    wide[first] = [day.date() for day in pd.to_datetime(wide[first])]
    return Plot(kind, wide, percent=value == "share", colours=tuple(filter(None, (colours or {}).values())))


def ranking(context: Context, frame: pd.DataFrame, value: Value, by_column: str, names: Mapping[str, str]) -> Plot:
    """Things in the frame's order, with their count or share."""
    figures = shares.share(frame["count"], frame["base"]) if value == "share" else frame["count"]
    named = frame[by_column].map(lambda i: names.get(i) or i or context.texts.t("not_stated"))
    numbers = pd.DataFrame({context.texts.t("name"): named, _said(context, value): figures})
    return Plot("bar", numbers, percent=value == "share")


def _said(context: Context, value: Value) -> str:
    return context.texts.t(msgid("share") if value == "share" else msgid("count")).capitalize()


def _distinct(names: list[str]) -> list[str]:
    """Names of columns, the second of the same name with its number."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    counted: dict[str, int] = {}
    said = []
    for name in names:
        counted[name] = counted.get(name, 0) + 1
        said.append(name if seen[name] == 1 else f"{name} ({counted[name]})")
    return said
