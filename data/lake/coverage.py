"""From when to when an archive has articles: what axes show, which days and weeks count, and what lies far away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.lake import tables
from data.lake.full_weeks import full_weeks
from data.schema import ARTICLES
from data.settings import Workspace

Days = NDArray[np.datetime64]
Counts = NDArray[np.int64]

YEAR = np.timedelta64(365, "D")


@dataclass(frozen=True)
class Far:
    """Articles so far from the rest that axes leave them out.

    Attributes:
        articles: how many.
        days: their local days, in order.
    """

    articles: int = 0
    days: tuple[date, ...] = ()

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last of the days; there must be one."""
        return self.days[0], self.days[-1]


@dataclass(frozen=True)
class Span:
    """What axes show where nobody asks for a period.

    Attributes:
        first, last: first and last local day with an article among those shown; None where nothing is dated.
        before, after: what is left out at either end.
    """

    first: date | None = None
    last: date | None = None
    before: Far = Far()
    after: Far = Far()


@dataclass(frozen=True)
class Coverage:
    """The local days of the unfiltered edition, in the edition's zone.

    Attributes:
        first, last: first and last covered day of those that axes show; None where every article is undated or there
            is none.
        shown: what axes show.
        full: the Mondays of all full weeks.
        days: every local day with at least one article, those outside the axes included.
        articles: all articles, undated ones included.
        undated: how many of them have no date.
    """

    first: date | None = None
    last: date | None = None
    shown: Span = field(default_factory=Span)
    full: frozenset[date] = frozenset()
    days: frozenset[date] = frozenset()
    articles: int = 0
    undated: int = 0

    @property
    def ends(self) -> tuple[date | None, date | None]:
        """The first and last day with an article, those outside the axes included."""
        before, after = self.shown.before, self.shown.after
        return (before.days[0] if before.days else self.shown.first), (
            after.days[-1] if after.days else self.shown.last
        )

    def axis(self, start: date | None = None, end: date | None = None) -> tuple[date | None, date | None]:
        """First and last day of an axis under a filter's period. An open end is that of what axes show, or of all
        articles where the period lies beyond that.
        """
        (low, high), shown = self.ends, self.shown
        low = low if end and shown.first and end < shown.first else shown.first
        high = high if start and shown.last and start > shown.last else shown.last
        return start or low, end or high

    def outside(self, start: date | None = None, end: date | None = None) -> list[Far]:
        """What a filter's period lets pass and its axis leaves out, by end; empty where nothing is."""
        low, high = self.axis(start, end)
        before = self.shown.before if start is None and low == self.shown.first else Far()
        after = self.shown.after if end is None and high == self.shown.last else Far()
        return [far for far in (before, after) if far.articles]


def coverage_of(days: Days, counts: Counts, undated: int = 0) -> Coverage:
    """What is covered. A day is covered with at least a tenth of the articles of the median day that has any, a week is
    full with five sevenths of its usual days covered; both are reckoned over what axes show.

    Args:
        days: the local days with an article, each once, ascending (datetime64[D]).
        counts: articles of each, above 0.
        undated: articles without a date.
    """
    articles, every = int(counts.sum()) + undated, frozenset(days.tolist())
    if not len(days):
        return Coverage(articles=articles, undated=undated)
    start, stop = _shown(days, counts)
    seen = days[start:stop]
    covered = seen[10 * counts[start:stop] >= np.median(counts[start:stop])]
    return Coverage(
        first=covered[0].item(),
        last=covered[-1].item(),
        shown=shown_span(days, counts),
        full=frozenset(full_weeks(covered, seen[0], seen[-1]).tolist()),
        days=every,
        articles=articles,
        undated=undated,
    )


def shown_span(days: Days, counts: Counts) -> Span:
    """What axes show of these days: all but at most one article, or one in a hundred, at either end, where a gap longer
    than a year and longer than all that is shown parts it from that.

    Args:
        days, counts: as for `coverage_of`.
    """
    if not len(days):
        return Span()
    start, stop = _shown(days, counts)
    before, after = _far(days[:start], counts[:start]), _far(days[stop:], counts[stop:])
    return Span(days[start].item(), days[stop - 1].item(), before, after)


def _far(days: Days, counts: Counts) -> Far:
    return Far(int(counts.sum()), tuple(days.tolist()))


def _shown(days: Days, counts: Counts) -> tuple[int, int]:
    """Where the days that axes show begin, and where they end (not included).

    Of two ways to leave something out one always leaves a part of what the other does, so the shortest span is the one
    that leaves out most; of two articles either could be left out, and the earlier is. The hundredth is one of the
    articles that are not left out at the other end, so that one more article far away never hides others.
    """
    gaps = np.diff(days)
    parted = np.flatnonzero(gaps > YEAR) + 1
    if not len(parted):
        return 0, len(days)
    so_far = np.concatenate(([0], np.cumsum(counts)))
    total, no_gap = so_far[-1], np.iinfo(np.int64).max
    starts, stops = np.concatenate(([0], parted))[:, None], np.concatenate((parted, [len(days)]))[None, :]
    width = np.concatenate(([no_gap], gaps[parted - 1].astype(np.int64), [no_gap]))
    before, after = so_far[starts], total - so_far[stops]
    span = (days[stops - 1] - days[starts]).astype(np.int64)
    few = (100 * before <= np.maximum(100, total - after)) & (100 * after <= np.maximum(100, total - before))
    far = (width[:-1][:, None] > span) & (width[1:][None, :] > span)
    start, stop = np.nonzero((starts < stops) & few & far)
    best = np.lexsort((-start, span[start, stop]))[0]
    return int(starts[start[best], 0]), int(stops[0, stop[best]])


def far_dated(workspace: Workspace, version: int | None = None) -> Far:
    """The articles of the workspace that axes leave out, analysed or not: how many, and of which days.

    Args:
        workspace: the archive; its zone says which day is meant.
        version: of the table of articles; None: the newest.
    """
    moments = tables.read(workspace, ARTICLES, version, ["published_at"])["published_at"].dropna()
    local = moments.dt.tz_convert(workspace.zone).dt.tz_localize(None).to_numpy()
    days, counts = np.unique(local.astype("datetime64[D]"), return_counts=True)
    shown = shown_span(days, counts.astype(np.int64))
    return Far(shown.before.articles + shown.after.articles, shown.before.days + shown.after.days)
