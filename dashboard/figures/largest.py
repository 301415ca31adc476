"""The largest topics and names of the range, as tables: what Overview and the list of topics show."""

from __future__ import annotations

import pandas as pd

from dashboard.context import Context
from dashboard.figures import topics
from dashboard.figures.figure import Figure, figure
from dashboard.figures.tables import ranked_table
from dashboard.figures.volume import unit_of
from dashboard.figures.wording import base_line
from data.filter import Filter, Unit
from data.lake import counts
from data.lake.archive import Without

ON_OVERVIEW = 8  # rows that the page shows; a file has all
MOST_NAMES = 1000


def largest_topics(context: Context, unit: Unit | None = None, ranked: pd.DataFrame | None = None) -> Figure:
    """Themes, topics or stories, largest first. A page shows ON_OVERVIEW, a file all, of stories 200.

    Args:
        unit: what is counted; None: as asked for.
        ranked: some of them in their order, where the page has them already.
    """
    unit = unit or unit_of(context)

    def table() -> pd.DataFrame:
        limit = topics.MOST_STORIES if context.level == "story" else None
        found = top_topics(context, unit, limit)
        return ranked_table(context, found, unit, "topic_id", dict(zip(found["topic_id"], found["label"], strict=True)))

    said = caption(context, top_topics(context, unit) if ranked is None else ranked, context.level, unit)
    return figure(context, "largest-topics", context.texts.t(f"largest.{context.level}"), table=table, caption=said)


def largest_names(context: Context) -> Figure:
    """Names, most mentioned first. A page shows ON_OVERVIEW, a file MOST_NAMES."""
    unit = unit_of(context)

    def table() -> pd.DataFrame:
        found = top_names(context, MOST_NAMES)
        return ranked_table(
            context, found, unit, "entity_id", dict(zip(found["entity_id"], found["name"], strict=True))
        )

    said = caption(context, top_names(context), "entities", unit)
    return figure(context, "largest-names", context.texts.t("largest.entities"), table=table, caption=said)


def top_topics(context: Context, unit: Unit, limit: int | None = ON_OVERVIEW) -> pd.DataFrame:
    """See `counts.top_topics`."""
    return context.ask(counts.top_topics, context.flt, unit, limit, level=context.level, tongues=context.tongues)


def top_names(context: Context, limit: int = ON_OVERVIEW) -> pd.DataFrame:
    """See `counts.top_entities`."""
    return context.ask(counts.top_entities, context.flt, unit_of(context), limit)


def caption(context: Context, found: pd.DataFrame, named: str, unit: Unit, flt: Filter | None = None) -> str:
    """What a share of a ranking divides by; `flt`: its filter, where that is not the page's."""
    base = int(found["base"].max()) if len(found) else 0
    without: Without = "entities" if named == "entities" else "topics"
    based_on = counts.base_filter(context.flt if flt is None else flt, unit, without)
    said = base_line(context, context.texts.plural(f"of.{unit}", base), based_on, far=True)
    return context.texts.t(f"caption.largest.{named}", base=said)
