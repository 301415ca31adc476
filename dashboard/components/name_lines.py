"""How often names are mentioned over time: the chart that the page of mentions and a name's own page share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dashboard.charts.chart import Chart
from dashboard.charts.lines import lines
from dashboard.components.desk import Desk
from dashboard.components.figure import figure, to_articles
from dashboard.components.numbers import base_of, series_table, spread
from dashboard.components.words import base_line
from dashboard.theme import Theme
from data.lake import counts


def name_lines(desk: Desk, key: str, drawn: Sequence[str]) -> None:
    """Draw them in the page's unit, measure and step; a click opens the articles of a name and period.

    Args:
        key: names the chart among those of its page.
        drawn: entity ids, whose names the desk knows.
    """
    texts, unit = desk.texts, desk.state.unit
    found = desk.ask(counts.entity_series, desk.flt, desk.step, unit, tuple(drawn))
    frame = spread(desk, found, "entity_id")

    def draw(theme: Theme) -> Chart:
        return lines(
            frame,
            texts,
            title=texts.t("mentions.over_time"),
            theme=theme,
            by_column="entity_id",
            names=desk.names,
            colours=desk.colours("entities", drawn, theme),
            unit=unit,
            value=desk.state.measure,
            thing=texts.t("name"),
        )

    base = base_line(desk, texts.plural(f"of.{unit}", base_of(frame, "entity_id")))
    figure(
        desk,
        key,
        draw,
        caption=texts.t("caption.occurrences" if unit == "occurrences" else "caption.mentions", base=base),
        table=partial(series_table, desk, frame, unit, "entity_id", desk.names),
        on_pick=to_articles("name"),
        over_time=True,
    )
