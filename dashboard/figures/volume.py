"""How much was published over time."""

from __future__ import annotations

from functools import partial

from analytics.trends import shares
from dashboard.charts.chart import Chart, Look, Value
from dashboard.charts.volume import volume as volume_chart
from dashboard.context import Context
from dashboard.figures import plots
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import series_table
from dashboard.figures.wording import base_line
from dashboard.texts import msgid
from data.filter import Unit
from data.lake import counts

UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")


def unit_of(context: Context) -> Unit:
    """What is counted: as asked for, where that can be counted without a name."""
    return context.state.unit if context.state.unit in UNITS else "articles"


def volume(context: Context) -> Figure:
    """Articles over time. With a topic, name or words among the filters also as a share; texts and outlets too."""
    texts, unit = context.texts, unit_of(context)
    found = context.ask(counts.volume, context.flt, context.step, unit)
    frame = shares.series(found, found[["period", "base"]], context.calendar)
    value: Value = context.state.measure if context.flt.has_subject() else "count"  # all of all is no share
    title = texts.t("overview.volume")

    def draw(look: Look) -> Chart:
        return volume_chart(frame, texts, title=title, look=look, unit=unit, value=value)

    if value == "share":
        said = (
            texts.plural("of.articles", int(frame["base"].sum())) if unit == "articles" else texts.t(f"of_each.{unit}")
        )
        base = base_line(context, said, counts.base_filter(context.flt, unit, "subject"))
    else:
        base = base_line(context, texts.t(f"unit.{unit}"), context.flt)
    return figure(
        context,
        "volume",
        title,
        draw=draw,
        caption=texts.t(msgid("caption.volume_share") if value == "share" else msgid("caption.volume"), base=base),
        table=partial(series_table, context, frame, unit),
        plot=partial(plots.over_time, context, frame, "column", value),
        over_time=True,
    )
