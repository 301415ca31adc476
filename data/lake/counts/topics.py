"""Themes, topics and stories: the largest, over time, by id, and why articles have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from data.filter import Filter, Level, Step, Unit
from data.lake.archive import Reader
from data.lake.counts.units import base_without, of_articles

BELOW: dict[Level, Level] = {"theme": "topic", "topic": "story"}
NOTHING = "\0"  # an id that no topic has


def topic_series(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    by: Step,
    unit: Unit,
    topic_ids: Sequence[str],
    *,
    level: Level = "topic",
    tongues: Sequence[str] | None = None,
    since: date | None = None,
) -> pd.DataFrame:
    """What passes and is of each of these themes, topics or stories, over time.

    Args:
        reader, flt, by, unit: as said.
        topic_ids: ids of the level; `NOT_STATED`: what is of none. With `tongues` those that `heads` names.
        level: which of the three.
        tongues: linked topics of several languages count as one, see `heads`; None: each apart.
        since: first day of a period in which all earlier ones are counted too; None: each apart.
    Returns:
        period, topic_id, count, base (what passes all filters except topic); in the order of `topic_ids`, one row per
        topic and period with a base.
    """
    return reader.frame(
        "topic_series",
        {
            **reader.parameters(flt, base_without(of_articles(unit), "topics")),
            "by": by,
            "unit": unit,
            "level": level,
            "tongues": tongues,
            "since": since,
            **reader.drawn_topics(topic_ids),
        },
    )


def top_topics(  # noqa: PLR0913 - each is named where it is called
    reader: Reader,
    flt: Filter,
    unit: Unit,
    limit: int | None,
    level: Level = "topic",
    *,
    carrying: str | None = None,
    tongues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The themes, topics or stories with most of what passes, pinned ones first, then the largest; `limit` None: all
    that have any.

    Args:
        reader, flt, unit, limit: as said.
        level: which of the three.
        carrying: an entity that the articles, and those of the base, must mention besides.
        tongues: linked topics of several languages count as one, under the one that `heads` names; None: each apart.
    Returns:
        topic_id, label, parent_id (null: a theme, or an older program found it), language, keywords (list of text,
        empty for stories), count, base (what passes all filters except topic), total (how many have any,
        whatever the limit), pinned (it, or one that stands under it).
    """
    bound = reader.parameters(flt, base_without(of_articles(unit), "topics"), carrying=carrying)
    return reader.frame("top_topics", {**bound, "unit": unit, "limit": limit, "level": level, "tongues": tongues})


def heads(reader: Reader, tongues: Sequence[str]) -> dict[str, str]:
    """Which themes and topics stand together as one, those of several languages that are about one thing.

    Args:
        tongues: codes of languages; a group stands under its part in the first of them that it has, else the largest.
    Returns:
        By the id of each that is linked, itself included, the id under which its group stands.
    """
    found = reader.records("heads", {"tongues": list(tongues)})
    return {row["topic_id"]: row["head_id"] for row in found}


def linked_topics(reader: Reader, topic_ids: Sequence[str]) -> pd.DataFrame:
    """What is about the same in other languages, of themes or topics by id; the largest first.

    Returns:
        topic_id, other_id, label, language, size (articles, unfiltered), similarity (0..1; null: both are linked to a
        third and not to each other), names (of the entities that speak for it, at most five).
    """
    found = reader.frame("linked_topics", {"topic_ids": list(topic_ids)})
    shared = reader.frame("entities", {"entity_ids": list({i for each in found["entities"] for i in each})})
    known = dict(zip(shared["entity_id"], shared["name"], strict=True))
    names = [[known[i] for i in each if i in known] for each in found["entities"]]
    return found.drop(columns="entities").assign(names=pd.Series(names, found.index, dtype=object))


def topics_of(reader: Reader, topic_ids: Sequence[str]) -> pd.DataFrame:
    """Themes, topics and stories by id, those that the edition has.

    Returns:
        topic_id, level, parent_id, theme_id (of a story; else null), label, language, keywords, size (articles,
        unfiltered), trust ("solid", "fair", "loose"), stability and borderline (0..1), these three null for a story;
        pinned, note (null: there is none).
    """
    return reader.frame("topics_by_id", {"topic_ids": list(topic_ids)})


def topics_called(reader: Reader, label: str) -> pd.DataFrame:
    """Themes, topics and stories with this label, in any case of letters, the ten largest: topic_id, level, label,
    language, size.
    """
    return reader.frame("topics_called", {"label": label})


def inside(reader: Reader, flt: Filter, unit: Unit, topic_id: str, limit: int | None) -> pd.DataFrame:
    """The topics of a theme or the stories of a topic with most of what passes, as `top_topics`; none of a story."""
    place = reader.places([topic_id]).get(topic_id)
    below = BELOW.get(place.level) if place else None
    narrowed = of_topic(reader, flt, topic_id if below else NOTHING)
    found = top_topics(reader, narrowed, unit, limit, below or "story")
    return found[found["parent_id"] == topic_id].reset_index(drop=True)  # a text may stand by its first article's


def of_topic(reader: Reader, flt: Filter, topic_id: str) -> Filter:
    """The filter narrowed to one theme, topic or story: where it names others, to what they have in common with it."""
    if not flt.topics or topic_id in flt.topics:
        return replace(flt, topics=(topic_id,))
    places = reader.places((topic_id, *flt.topics))
    above = places[topic_id].path if topic_id in places else ()
    if not set(above).isdisjoint(flt.topics):
        return replace(flt, topics=(topic_id,))
    inside = tuple(i for i in flt.topics if i in places and topic_id in places[i].path)
    return replace(flt, topics=inside or (NOTHING,))


def reasons(reader: Reader, flt: Filter, level: Level = "topic") -> pd.DataFrame:
    """Why what passes has no theme, topic or story: reason (null: it has one), count."""
    return reader.frame("reasons", {**reader.parameters(flt), "level": level})


def edited_topics(reader: Reader) -> dict[str, int]:
    """By theme, topic or story the number of the last edit that changed how it is read."""
    rows = reader.once("edited topics", lambda: reader.records("edited_topic_ids", {}))
    return {row["topic_id"]: row["edited"] for row in rows}
