"""Where themes, topics and stories stand by their own course: new, growing, going quiet, gone."""

from __future__ import annotations

import pandas as pd

from analytics.trends.course import Course, courses
from analytics.trends.periods import calendar
from analytics.trends.shares import series
from dashboard.context import Context
from data.filter import Level
from data.lake import counts


def weekly(context: Context, topic_ids: tuple[str, ...], level: Level, tongues: tuple[str, ...] | None) -> pd.DataFrame:
    """The courses of things of a level, always by week and in articles, see `shares.series`."""
    found = context.ask(counts.topic_series, context.flt, "week", "articles", topic_ids, level=level, tongues=tongues)
    weeks = calendar(context.coverage, "week", context.flt.start, context.flt.end)
    return series(found, found[["topic_id", "period", "base"]], weeks, "topic_id")


def states(
    context: Context, topic_ids: tuple[str, ...], level: Level, tongues: tuple[str, ...] | None
) -> dict[str, Course]:
    """Where things of a level stand by their own course, see `course.courses`."""
    return courses(weekly(context, topic_ids, level, tongues))
