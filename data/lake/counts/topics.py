"""Topics: the largest, over time, and why articles have none."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.filter import Filter, Step, Unit
from data.lake.archive import Reader
from data.lake.counts.units import base_without, of_articles


def topic_series(reader: Reader, flt: Filter, by: Step, unit: Unit, topic_ids: Sequence[str]) -> pd.DataFrame:
    """What passes and has each of these topics (`NOT_STATED`: the unclassified), over time.

    Returns:
        period, topic_id, count, base (what passes all filters except topic); in the order of `topic_ids`, one row per
        topic and period with a base.
    """
    return reader.frame(
        "topic_series",
        {
            **reader.parameters(flt, base_without(of_articles(unit), "topics")),
            "by": by,
            "unit": unit,
            **reader.drawn_topics(topic_ids),
        },
    )


def top_topics(
    reader: Reader, flt: Filter, unit: Unit, limit: int | None, *, carrying: str | None = None
) -> pd.DataFrame:
    """The topics with most of what passes, largest first; `limit` None: all that have any.

    Args:
        reader, flt, unit, limit: as said.
        carrying: an entity that the articles, and those of the base, must mention besides.
    Returns:
        topic_id, label, language, keywords (list of text), count, base (what passes all filters except topic).
    """
    bound = reader.parameters(flt, base_without(of_articles(unit), "topics"), carrying=carrying)
    return reader.frame("top_topics", {**bound, "unit": unit, "limit": limit})


def reasons(reader: Reader, flt: Filter) -> pd.DataFrame:
    """Why what passes has no topic: reason (null: it has one), count."""
    return reader.frame("reasons", reader.parameters(flt))
