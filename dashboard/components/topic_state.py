"""Where themes, topics and stories stand by their own course: new, growing, going quiet, gone."""

from __future__ import annotations

import pandas as pd

from analytics.trends.course import Course, courses
from analytics.trends.periods import calendar
from analytics.trends.shares import series
from dashboard.components.desk import Desk
from data.filter import Level
from data.lake import counts


def weekly(desk: Desk, topic_ids: tuple[str, ...], level: Level, tongues: tuple[str, ...] | None) -> pd.DataFrame:
    """The courses of things of a level, always by week and in articles, see `shares.series`."""
    found = desk.ask(counts.topic_series, desk.flt, "week", "articles", topic_ids, level=level, tongues=tongues)
    weeks = calendar(desk.coverage, "week", desk.flt.start, desk.flt.end)
    return series(found, found[["topic_id", "period", "base"]], weeks, "topic_id")


def states(desk: Desk, topic_ids: tuple[str, ...], level: Level, tongues: tuple[str, ...] | None) -> dict[str, Course]:
    """Where things of a level stand by their own course, see `course.courses`."""
    return courses(weekly(desk, topic_ids, level, tongues))
