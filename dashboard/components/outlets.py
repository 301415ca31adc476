"""Who writes about a topic or a name: its outlets as bars."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from analytics.trends.shares import share
from dashboard.charts.bars import bars
from dashboard.charts.chart import Chart
from dashboard.components.chart import figure
from dashboard.context import Context
from dashboard.figures.tables import ranked_table
from dashboard.filters import Drill, Measure, State
from dashboard.theme import Theme
from data.filter import NOT_STATED, Unit

MOST = 12


def outlets(context: Context, key: str, found: pd.DataFrame, unit: Unit, drill: Drill) -> None:
    """Draw them.

    Args:
        key: of the chart, and of its title among the texts with a dot for the hyphen.
        found: of `counts.by_outlet`.
        unit: what was counted.
        drill: the topic or name; a click opens its articles in that outlet.
    """
    texts = context.texts
    drawn = _in_order(found.head(MOST), context.state.measure)
    names = {name: context.outlet(name) for name in drawn["outlet"]}

    def draw(theme: Theme) -> Chart:
        return bars(
            drawn,
            texts,
            title=texts.t(key.replace("-", ".")),
            theme=theme,
            by_column="outlet",
            unit=unit,
            value=context.state.measure,
            thing=texts.t("outlet"),
        )

    def pick(state: State, point: dict[str, str]) -> tuple[str, State]:
        picked = replace(drill, outlet=point.get("id", NOT_STATED))
        return "articles", replace(state, show=(), open=None, drill=picked)

    numbers = partial(ranked_table, context, drawn, unit, "outlet", names)
    figure(context, key, draw, caption=texts.t("caption.by_outlet"), table=numbers, on_pick=pick)


def _in_order(largest: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """In the order of what is drawn; an outlet that is not stated comes last."""
    if measure == "share":
        largest = largest.iloc[(-share(largest["count"], largest["base"])).argsort(kind="stable")]
    return largest.iloc[(largest["outlet"] == NOT_STATED).argsort(kind="stable")]
