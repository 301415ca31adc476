"""How often names are mentioned over time: the chart that the page of mentions and a name's own page share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dashboard.charts.chart import Chart
from dashboard.charts.lines import lines
from dashboard.components.chart import figure, to_articles
from dashboard.context import Context
from dashboard.figures.tables import base_of, series_table, spread
from dashboard.figures.wording import base_line
from dashboard.theme import Theme
from data.lake import counts


def name_lines(context: Context, key: str, drawn: Sequence[str]) -> None:
    """Draw them in the page's unit, measure and step; a click opens the articles of a name and period.

    Args:
        key: names the chart among those of its page.
        drawn: entity ids, whose names the context knows.
    """
    texts, unit = context.texts, context.state.unit
    found = context.ask(counts.entity_series, context.flt, context.step, unit, tuple(drawn))
    frame = spread(context, found, "entity_id")

    def draw(theme: Theme) -> Chart:
        return lines(
            frame,
            texts,
            title=texts.t("mentions.over_time"),
            theme=theme,
            by_column="entity_id",
            names=context.names,
            colours=context.colours("entities", drawn, theme),
            unit=unit,
            value=context.state.measure,
            thing=texts.t("name"),
        )

    base = base_line(context, texts.plural(f"of.{unit}", base_of(frame, "entity_id")))
    figure(
        context,
        key,
        draw,
        caption=texts.t("caption.occurrences" if unit == "occurrences" else "caption.mentions", base=base),
        table=partial(series_table, context, frame, unit, "entity_id", context.names),
        on_pick=to_articles("name"),
        over_time=True,
    )
