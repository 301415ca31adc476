"""The weekly view: one ISO week against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.trends.movers import Comparison, comparison, movers
from analytics.trends.periods import key_of, last_full_week, missing_days
from data.errors import NothingToAnswer
from data.filter import Filter, Level
from data.lake import counts
from data.lake.archive import Reader


@dataclass(frozen=True)
class Weekly:
    """What rose, fell, is new or came back in a week.

    Attributes:
        weeks: the two weeks and whether they can be compared.
        articles, before: articles of each under the context filters.
        missing: days of the week on which the whole archive has nothing.
        level: of the topics: themes, topics or stories.
        topics, names: see `movers.movers`.
    """

    weeks: Comparison
    articles: int
    before: int
    missing: list[date]
    level: Level
    topics: pd.DataFrame
    names: pd.DataFrame

    @property
    def key(self) -> str:
        return key_of(self.weeks.week, "week")

    @property
    def compared_with(self) -> str | None:
        """Key of the week before, or None where no comparison is possible."""
        comparable = self.weeks.full and self.articles > 0 and self.before > 0
        return key_of(self.weeks.before, "week") if comparable else None


def weekly(
    reader: Reader,
    flt: Filter,
    week: date | None = None,
    level: Level = "topic",
    *,
    tongues: Sequence[str] | None = None,
) -> Weekly:
    """Compare an ISO week with the one before.

    Args:
        reader: an open edition.
        flt: only its context without the period counts here: language and outlet.
        week: Monday of the week; None: the last full week of the archive.
        level: of the topics: themes, topics or stories.
        tongues: topics of several languages about one thing count as one, see `counts.heads`; None: each apart.
    Raises:
        NothingToAnswer: no week was asked for and the archive has no full one.
    """
    coverage = counts.coverage(reader)
    monday = week or last_full_week(coverage)
    if monday is None:
        hint = "Import articles of a longer period, or name a week: svodka weekly --week 2017-W08."
        raise NothingToAnswer("The archive has no full week, one with articles on most of its days.", hint)
    context = flt.base().without_period()
    weeks = comparison(monday, coverage)
    topics = counts.week_counts(reader, context, monday, "topics", level, tongues=tongues)
    names = counts.week_counts(reader, context, monday, "entities")
    articles, before = counts.week_articles(reader, context, monday)
    return Weekly(
        weeks=weeks,
        articles=articles,
        before=before,
        missing=missing_days(monday, coverage.days),
        level=level,
        topics=movers(topics, weeks),
        names=movers(names, weeks),
    )
