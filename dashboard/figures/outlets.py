"""Who writes about a topic or a name: its outlets as bars."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.trends.shares import share
from dashboard.charts.bars import bars
from dashboard.charts.chart import Chart, Look
from dashboard.context import Context
from dashboard.figures import plots
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import ranked_table
from dashboard.figures.wording import base_line
from dashboard.state import Measure
from dashboard.texts import msgid
from data.filter import NOT_STATED, Unit
from data.lake import counts
from data.lake.archive import Without

MOST = 12


def of_topic(context: Context, topic_id: str) -> Figure:
    """The outlets of a theme, topic or story, in articles."""
    found = context.ask(counts.by_outlet, context.flt, "articles", topic_id=topic_id)
    return _outlets(
        context, "topic-outlets", msgid("topics.outlets"), found, "articles", subject=context.topics.get(topic_id, "")
    )


def of_name(context: Context, entity_id: str) -> Figure:
    """The outlets of a name, in the unit asked for (outlets of outlets: articles)."""
    unit: Unit = "articles" if context.state.unit == "outlets" else context.state.unit
    found = context.ask(counts.by_outlet, context.flt, unit, entity_id=entity_id)
    return _outlets(
        context, "name-outlets", msgid("mentions.outlets"), found, unit, subject=context.names.get(entity_id, "")
    )


def _outlets(  # noqa: PLR0913 - what the two differ in
    context: Context, name: str, title: str, found: pd.DataFrame, unit: Unit, *, subject: str
) -> Figure:
    texts, value = context.texts, context.state.measure
    drawn = _in_order(found.head(MOST), value)
    names = {name: context.outlet(name) for name in drawn["outlet"]}

    def draw(look: Look) -> Chart:
        return bars(
            drawn,
            texts,
            title=texts.t(title),
            look=look,
            by_column="outlet",
            unit=unit,
            value=value,
            thing=texts.t("outlet"),
        )

    without: Without = "entities" if name == "name-outlets" else "topics"
    based_on = counts.base_filter(context.flt, unit, without)
    return figure(
        context,
        name,
        texts.t(title),
        subject=subject,
        draw=draw,
        caption=texts.t("caption.by_outlet", base=base_line(context, texts.t(f"of_own.{unit}"), based_on, far=True)),
        table=partial(ranked_table, context, drawn, unit, "outlet", names),
        plot=partial(plots.ranking, context, drawn, value, "outlet", names),
    )


def _in_order(largest: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """In the order of what is drawn; an outlet that is not stated comes last."""
    if measure == "share":
        largest = largest.iloc[(-share(largest["count"], largest["base"])).argsort(kind="stable")]
    return largest.iloc[(largest["outlet"] == NOT_STATED).argsort(kind="stable")]
