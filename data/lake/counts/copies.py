"""Reprints: who publishes first and who reprints whom, the groups and series themselves, and whom articles credit.

The *first publisher* of a group is the outlet of its earliest article in the whole archive, whatever the filter. It is
not known where no article is dated or the first one's outlet is not stated, where several outlets have the text on the
first day and one of these stamps is a day alone, or where two have the same stamp.

A *lag* is in hours behind the group's first article: null for that one itself, where either is undated, and where
either stamp is a day alone on the same local day; whole days (24 hours each) where either is a day alone.
"""

from __future__ import annotations

import pandas as pd

from data.filter import Filter
from data.lake.archive import Reader


def repeated(reader: Reader, flt: Filter) -> int:
    """How many of the articles that pass have a text that another of them has already; the others are the texts."""
    (row,) = reader.records("repeated", reader.parameters(flt))
    return int(row["articles"])


def reprint_flows(reader: Reader, flt: Filter, limit: int | None) -> pd.DataFrame:
    """Who reprints whom, most first; `limit` None: all.

    Returns:
        source (first publisher), outlet (another one; `NOT_STATED` where it is not stated), articles (of the outlet,
        that pass), lag_hours (median of the known ones; null: none is known).
    """
    return reader.frame("reprint_flows", {**reader.parameters(flt), "limit": limit})


def own_share(reader: Reader, flt: Filter) -> pd.DataFrame:
    """Where the texts of each outlet come from, those with most articles first.

    Returns:
        outlet (`NOT_STATED` where it is not stated), articles (that pass), own (alone, or of a group whose first
        publisher is the outlet), reprints (of another's text), unknown (the first publisher is not known); the three
        add up to articles; reprinted (texts first published by the outlet of which another's article passes).
    """
    return reader.frame("own_share", reader.parameters(flt))


def largest_groups(reader: Reader, flt: Filter, limit: int | None) -> pd.DataFrame:
    """Reprint groups with two passing articles or more, most first.

    Returns:
        article_id, title, outlet, published_at (UTC), local_time (naive, the edition's zone), date_only of the group's
        first article, which need not pass; articles, outlets (stated ones), last_lag_hours (the longest known lag) of
        those that pass; known (whether the first publisher is).
    """
    return reader.frame("largest_groups", {**reader.parameters(flt), "limit": limit})


def largest_series(reader: Reader, flt: Filter, limit: int | None) -> pd.DataFrame:
    """Series of bulletins with two passing articles or more, most first.

    Returns:
        article_id, title, outlet, published_at (UTC), local_time, date_only of the first bulletin, which need not
        pass; first_day, last_day (naive local), articles, outlets of those that pass.
    """
    return reader.frame("largest_series", {**reader.parameters(flt), "limit": limit})


def copies_of(reader: Reader, article_id: str) -> pd.DataFrame:
    """The reprint group of an article, the first one first, then by time; empty where it is alone.

    Returns:
        article_id, title, outlet, published_at (UTC), local_time, date_only, url, role (see `schema.COPY_ROLES`),
        lag_hours, is_first, known (whether the first publisher is; the same in every row).
    """
    return reader.frame("copies_of", {"article_id": article_id})


def first_publisher(reader: Reader, article_id: str) -> str | None:
    """The outlet that published an article's text first; None where the article is alone or it is not known."""
    found = reader.records("first_publisher", {"article_id": article_id})
    return found[0]["outlet"] if found else None


def bulletins_of(reader: Reader, article_id: str) -> pd.DataFrame:
    """The series of an article, oldest first; empty where it is in none.

    Returns:
        article_id, title, outlet, published_at (UTC), local_time, date_only, url.
    """
    return reader.frame("bulletins_of", {"article_id": article_id})


def sources(reader: Reader, flt: Filter, limit: int | None) -> pd.DataFrame:
    """The media that passing articles credit, most first: source, articles (one counts once), outlets (that do so)."""
    return reader.frame("sources", {**reader.parameters(flt), "limit": limit})


def credited(reader: Reader, flt: Filter, limit: int | None) -> pd.DataFrame:
    """The same by outlet: source, outlet, articles."""
    return reader.frame("credited", {**reader.parameters(flt), "limit": limit})


def article_sources(reader: Reader, article_id: str) -> tuple[str, ...]:
    """The media that an article credits, in order of their names."""
    return tuple(row["source"] for row in reader.records("article_sources", {"article_id": article_id}))


def clutter_of(reader: Reader, article_id: str) -> pd.DataFrame:
    """What of an article's text is no part of it: start, end (code points), kind; in order of place."""
    return reader.frame("clutter_of", {"article_id": article_id})
