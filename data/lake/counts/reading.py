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
What = Literal["topics", "entities"]
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


def headlines(reader: Reader, flt: Filter, topic_id: str, limit: int = 3) -> pd.DataFrame:
    """What to read of one theme, topic or story, as `headlines_of`, without its id."""
    place = reader.places([topic_id]).get(topic_id)
    level = place.level if place else "topic"
    narrowed = of_topic(reader, flt, topic_id)
    return headlines_of(reader, narrowed, "topics", [topic_id], limit=limit, level=level).drop(columns="id")


def headlines_of(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    what: What,
    ids: Sequence[str],
    *,
    limit: int,
    level: Level = "topic",
    tongues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """What to read of topics or names: the best articles of each, from different outlets if there are several.

    Args:
        reader, flt: as said.
        what: topics or names; best is the highest score, or most occurrences, then the newest.
        ids: of topics those of the level; with `tongues` those that `heads` names, and what is in their own language
            comes first.
        limit: most rows of each. One text counts once, its first article stands for it.
        level: of the topics: themes, topics or stories.
        tongues: linked topics of several languages count as one, see `counts.heads`; None: each apart.
    Returns:
        id (of the topic or name), article_id, published_at (UTC), outlet, title, date_only, url (or null), copies (how
        many more of those that pass carry the text); of each the best first.
    """
    drawn = reader.drawn_topics(ids) if what == "topics" else reader.drawn_entities(ids)
    name = "topic_headlines" if what == "topics" else "entity_headlines"
    return reader.frame(name, {**reader.parameters(flt), **drawn, "limit": limit, "level": level, "tongues": tongues})
