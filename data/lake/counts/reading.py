"""Articles themselves: a page of the list, the whole list, one article, headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

import pandas as pd
import pyarrow as pa

from data.errors import NothingToAnswer, UsageError
from data.filter import Filter, Level
from data.lake.archive import Reader
from data.lake.counts.topics import of_topic

Sort = Literal["published_at", "outlet", "language", "topic", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)
PAGE_ROWS = 1000


def articles_page(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    sort: Sort = "published_at",
    descending: bool = True,
    limit: int = PAGE_ROWS,
    *,
    once: bool = False,
    level: Level = "topic",
    carrying: str | None = None,
) -> pd.DataFrame:
    """The first rows of all that pass, sorted over all; how many pass in all says `passing`.

    Args:
        reader, flt: as said.
        sort: a column of SORTS; empty values come last either way, newest first among equals.
        descending: direction.
        limit: most rows.
        once: one row a text, its first article that passes.
        level: whether its theme, topic or story is said.
        carrying: an entity that the articles must mention besides.
    Returns:
        article_id, published_at (UTC), local_time (naive, the edition's zone), outlet (`NOT_STATED` where it is not
        stated), language, title (or the text's first words), date_only, topic_id (of the level; `NOT_STATED`: none),
        topic (its label or null), url (or null), copies (with `once`: how many more passing articles carry the text).
    Raises:
        UsageError: an unknown column.
    """
    if sort not in SORTS:
        raise UsageError(f"Articles cannot be sorted by {sort!r}.", f"Choose one of {', '.join(SORTS)}.")
    name = "rank_by_time" if sort == "published_at" else "rank_by_text"
    wanted = {"sort": sort, "descending": descending, "limit": limit, "once": once, "level": level}
    return reader.frame(name, {**reader.parameters(flt, carrying=carrying), **wanted})


def stream_articles(
    reader: Reader, flt: Filter, level: Level = "topic", *, whole: bool = False
) -> Iterator[pa.RecordBatch]:
    """All that pass, newest first, without limit: article_id, published_at, local_time, outlet, language, title,
    date_only, topic (label of the level), url; with `whole` also text and names (a list, the most mentioned first). The
    reader answers nothing else until the last batch was taken.
    """
    name = "stream_whole_articles" if whole else "stream_articles"
    return reader.stream(name, {**reader.parameters(flt), "level": level})


def article(reader: Reader, article_id: str) -> dict[str, Any]:
    """One article: every column of `articles`, and local_time, language, reprint_group; theme_id, topic_id, story_id,
    and their labels theme, topic, story; reason (why no topic), story_reason (why no story).

    Raises:
        NothingToAnswer: the edition has no article of this id.
    """
    found = reader.records("article", {"article_id": article_id})
    if not found:
        raise NothingToAnswer(f"The archive has no article {article_id}.", "It may have been removed; search for it.")
    return found[0]


def find_article(reader: Reader, ids: Sequence[str], url: str) -> str | None:
    """The first of these ids that the edition has, else the first article with this very url; None: there is none."""
    found = reader.records("find_article", {"ids": list(ids), "url": url})
    return found[0]["article_id"] if found else None


def article_mentions(reader: Reader, article_id: str) -> pd.DataFrame:
    """Every mention in one article, per schema.MENTIONS with the entity's `name`: the title's first, by start."""
    return reader.frame("article_mentions", {"article_id": article_id})


def headlines(
    reader: Reader, flt: Filter, *, topic_id: str | None = None, entity_id: str | None = None, limit: int = 3
) -> pd.DataFrame:
    """What to read of a theme, topic, story or entity: its best articles, from different outlets if there are several.

    Args:
        reader, flt: as said.
        topic_id, entity_id: exactly one; best is the highest score, or most occurrences, then the newest.
        limit: most rows. One text counts once, its first article stands for it.
    Returns:
        article_id, published_at (UTC), outlet, title, date_only, url (or null), copies (how many more of those that
        pass carry the text).
    """
    if topic_id is not None:
        bound = reader.parameters(of_topic(reader, flt, topic_id))
        return reader.frame("topic_headlines", {**bound, "limit": limit})
    if entity_id is None:
        raise UsageError("Headlines are of a topic or of a name.", "Name one of them.")
    bound = reader.parameters(flt) | {"entity": reader.entity_key(entity_id), "limit": limit}
    return reader.frame("entity_headlines", bound)
