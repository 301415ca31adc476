"""What the command `copies` prints, from the same questions as the page of reprints."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.trends.answers import plain
from analytics.trends.shares import share
from data.article.identity import article_id as id_of
from data.article.url import read_address
from data.errors import NothingToAnswer
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Reader


def of_article(reader: Reader, asked: str) -> dict[str, Any]:
    """The reprint group and the series of an article.

    Args:
        reader: an open edition.
        asked: its id, or its address in any spelling.
    Returns:
        article (article_id, outlet, title, url), first_publisher (null: alone, or not known), copies and bulletins:
        article_id, published (local), outlet, title, url; copies with role and lag_hours besides.
    Raises:
        NothingToAnswer: no article has this id or address.
    """
    found = counts.article(reader, article_named(reader, asked))
    copies = counts.copies_of(reader, found["article_id"])
    bulletins = counts.bulletins_of(reader, found["article_id"])
    listed = ["article_id", "published", "outlet", "title", "url"]
    return {
        "article": {name: found[name] for name in ("article_id", "outlet", "title", "url")},
        "first_publisher": counts.first_publisher(reader, found["article_id"]),
        "copies": plain(dated(copies)[[*listed, "role", "lag_hours"]]),
        "bulletins": plain(dated(bulletins)[listed]),
    }


def largest(reader: Reader, limit: int) -> dict[str, Any]:
    """The most reprinted texts and the longest series: article_id, published (of the first), articles, outlets, …"""
    groups = dated(counts.largest_groups(reader, Filter(), limit))
    series = dated(counts.largest_series(reader, Filter(), limit))
    columns = ["article_id", "articles", "outlets", "published", "outlet", "title"]
    return {"reprinted_texts": plain(groups[columns]), "series": plain(series[columns])}


def who(reader: Reader, limit: int) -> dict[str, Any]:
    """Who reprints whom, what outlets have of their own, and whom they credit."""
    own = counts.own_share(reader, Filter()).head(limit)
    own["own_share"] = share(own["own"], own["articles"])
    return {
        "who_reprints_whom": plain(counts.reprint_flows(reader, Filter(), limit)),
        "own_texts": plain(own),
        "credited": plain(counts.sources(reader, Filter(), limit)),
    }


def article_named(reader: Reader, asked: str) -> str:
    """The id of the article that is meant by its id, or by its address in any spelling.

    Raises:
        NothingToAnswer: no article has this id or address.
    """
    address = read_address(asked)
    named = [asked, *([id_of({}, address, outlet=None, content="")] if address else [])]
    found = counts.find_article(reader, named, asked)
    if found is None:
        raise NothingToAnswer(f"No analysed article is or has the address {asked!r}.", "See `svodka export articles`.")
    return found


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Articles with the column published: local day, and time where the stamp has one; null for an undated article."""
    days, times = frame["local_time"].dt.strftime("%Y-%m-%d"), frame["local_time"].dt.strftime("%Y-%m-%d %H:%M")
    return frame.assign(published=times.mask(frame["date_only"].astype(bool), days))
