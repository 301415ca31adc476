"""From when to when an edition has articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coverage:
    """The local days of the unfiltered edition, in the edition's zone.

    Attributes:
        first, last: first and last local day with an article; None where every article is undated or there is none.
        days: every local day with at least one article.
        articles: all articles, undated ones included.
        undated: how many of them have no date.
    """

    first: date | None
    last: date | None
    days: frozenset[date]
    articles: int
    undated: int
