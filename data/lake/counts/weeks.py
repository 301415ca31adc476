"""One ISO week beside the one before and all that came earlier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.filter import Filter, Level
from data.lake.archive import Reader, Without
from data.lake.counts.reading import What


def week_counts(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    week_start: date,
    what: What,
    level: Level = "topic",
    *,
    tongues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Articles of every topic or name that has any in a week or the week before.

    Args:
        reader: an open edition.
        flt: which articles pass; its period is ignored.
        week_start: the week's Monday, local.
        what: topics or names.
        level: of the topics: themes, topics or stories.
        tongues: linked topics of several languages count as one, see `counts.heads`; None: each apart.
    Returns:
        id, name, now, before (articles in the week and the week before, under the filter), now_base, before_base (of
        each week, under the filter without its topics or names), texts (distinct ones in the week), quiet (in the four
        weeks before the week), earlier (at any time before the week), last (day of the last before the week, naive;
        null: there is none), these three under the context filters alone. Largest first.
    """
    without: Without = what
    bound = reader.parameters(flt.without_period(), without)
    return reader.frame(f"week_{what}", {**bound, "week": week_start, "level": level, "tongues": tongues})


def week_articles(reader: Reader, flt: Filter, week_start: date) -> tuple[int, int]:
    """How many articles pass in a week and in the week before; the filter's period is ignored."""
    (row,) = reader.records("week_articles", {**reader.parameters(flt.without_period()), "week": week_start})
    return row["now"], row["before"]


def week_name_topics(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    week_start: date,
    entity_ids: Sequence[str],
    level: Level = "topic",
    *,
    tongues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Of each of these names the topic that more than half of its articles are of, in a week or in the one before.

    Args:
        reader, flt, week_start, level, tongues: as of `week_counts`.
        entity_ids: the names.
    Returns:
        id (of the name), topic_id, now, before (articles of both in the week and the week before); a name has no row
        where its articles are of many topics, and two where each week has another.
    """
    bound = {**reader.parameters(flt.without_period()), **reader.drawn_entities(entity_ids)}
    return reader.frame("week_name_topics", {**bound, "week": week_start, "level": level, "tongues": tongues})
