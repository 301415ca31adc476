"""One theme, topic or story: its figures, stories, words by month, and the topics that its articles are next to."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.filter import Filter
from data.lake.archive import Reader
from data.lake.counts.topics import of_topic

ASKED = 10
"""Articles that one is asked about at once."""


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """What passes of a theme, topic or story: articles, distinct texts, publishers that are stated, and reprints,
    articles whose text an earlier article of the archive has.
    """

    articles: int
    texts: int
    outlets: int
    reprints: int


def topic_figures(reader: Reader, flt: Filter, topic_id: str) -> TopicFigures:
    """How much of what passes a theme, topic or story holds."""
    return TopicFigures(**reader.records("topic_figures", reader.parameters(of_topic(reader, flt, topic_id)))[0])


def stories_of(reader: Reader, flt: Filter, topic_id: str, limit: int) -> pd.DataFrame:
    """The stories of a theme or topic in order of time; of more than `limit` the largest.

    Returns:
        topic_id, label, parent_id, language, count (articles that pass), outlets, first_day and last_day (naive local;
        null: undated), total (how many there are, whatever the limit).
    """
    return reader.frame("stories_of", {**reader.parameters(of_topic(reader, flt, topic_id)), "limit": limit})


def topic_words(reader: Reader, topic_id: str) -> pd.DataFrame:
    """The words that tell the months of a theme or topic from each other, whatever the filter.

    Returns:
        month (2017-02), word, rank (from 1 on), score; in this order. Empty of a story, of a topic of one month, and
        where an older program made the edition.
    """
    return reader.frame("topic_words", {"topic_id": topic_id})


def topic_neighbours(reader: Reader, flt: Filter, topic_id: str, near: float, limit: int) -> pd.DataFrame:
    """Which other topics the articles of a topic are nearest to; of a theme those outside of it alone.

    Args:
        reader, flt, topic_id: as said.
        near: a difference of cosines below which another topic is as near as the own.
        limit: most rows.
    Returns:
        topic_id, label, parent_id, language, count (articles that it comes next for), near (of these as near, or
        nearer: of another theme); those with most `near` first.
    """
    bound = {**reader.parameters(of_topic(reader, flt, topic_id)), "own": topic_id, "near": near, "limit": limit}
    return reader.frame("topic_neighbours", bound)


def topic_edge(reader: Reader, flt: Filter, topic_id: str, near: float, limit: int) -> pd.DataFrame:
    """The articles of a theme or topic that might as well be of another topic, the likeliest first, one of each text.

    Args:
        reader, flt, topic_id, near, limit: as `topic_neighbours`.
    Returns:
        article_id, title (or the text's first words), outlet (`NOT_STATED` where it is not stated), published_at (UTC),
        next_topic_id, score (cosine to the own topic), next_score.
    """
    bound = {**reader.parameters(of_topic(reader, flt, topic_id)), "own": topic_id, "near": near, "limit": limit}
    return reader.frame("topic_edge", bound)


def asked(reader: Reader, edit: int, limit: int = ASKED) -> pd.DataFrame:
    """The articles of which it is least sure whether they are of a topic that a user described or parted.

    Args:
        edit: number of the edit that makes the topic.
        limit: of all its languages together.
    Returns:
        article_id, title (or the text's first words), outlet (`NOT_STATED` where it is not stated), published_at (UTC),
        topic_id, score (0..1, how likely it is of the topic), belongs (whether it is counted so), why (words).
    """
    return reader.frame("asked", {"edit": edit, "limit": limit})


def without_nearest(reader: Reader, flt: Filter, reason: str, limit: int) -> pd.DataFrame:
    """Which topics are nearest to what has none, for a reason of `data.schema.REASONS`.

    Returns:
        topic_id, label, parent_id, language, count (articles, most first), total (how many topics, whatever the limit).
    """
    return reader.frame("without_nearest", {**reader.parameters(flt), "reason": reason, "limit": limit})
