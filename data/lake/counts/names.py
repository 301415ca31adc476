"""People, organisations and places: the most mentioned, over time, by outlet, by topic, in which forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.filter import Filter, Step, Unit
from data.lake.archive import Reader, Without
from data.lake.counts.topics import top_topics
from data.lake.counts.units import base_without, of_articles


def entity_series(reader: Reader, flt: Filter, by: Step, unit: Unit, entity_ids: Sequence[str]) -> pd.DataFrame:
    """What passes and mentions each of these entities, over time.

    Returns:
        period, entity_id, count, base (what passes all filters except name; for occurrences all of the same kind); in
        the order of `entity_ids`, one row per entity and period with a base.
    """
    bound = reader.parameters(flt, base_without(unit, "entities"))
    drawn = reader.drawn_entities(entity_ids)
    name = "entity_series_occurrences" if unit == "occurrences" else "entity_series"
    return reader.frame(name, {**bound, "by": by, "unit": unit, **drawn})


def entity_bases(reader: Reader, flt: Filter, by: Step, entity_ids: Sequence[str]) -> pd.DataFrame:
    """All occurrences of each entity's kind that pass all filters except name: period, entity_id, base."""
    return entity_series(reader, flt, by, "occurrences", entity_ids).drop(columns="count")


def top_entities(reader: Reader, flt: Filter, unit: Unit, limit: int | None, kind: str | None = None) -> pd.DataFrame:
    """The entities with most of what passes, largest first; `limit` None: all that have any.

    Returns:
        entity_id, name, kind, count, occurrences, base (what passes all filters except name; for occurrences all of
        the same kind).
    """
    bound = reader.parameters(flt, base_without(unit, "entities"))
    name = "top_entities_occurrences" if unit == "occurrences" else "top_entities"
    return reader.frame(name, {**bound, "unit": unit, "limit": limit, "kind": kind})


def topic_entities(reader: Reader, flt: Filter, topic_id: str, limit: int) -> pd.DataFrame:
    """The entities that a topic's articles mention most, as `top_entities`; the base is the topic's articles."""
    return top_entities(reader, of_topic(flt, topic_id), "articles", limit)


def entity_topics(reader: Reader, flt: Filter, entity_id: str, limit: int) -> pd.DataFrame:
    """The topics of the articles that mention an entity, as `top_topics`; the base is the articles that mention it."""
    return top_topics(reader, flt, "articles", limit, carrying=entity_id)


def of_topic(flt: Filter, topic_id: str) -> Filter:
    """The filter narrowed to one topic; nothing passes where the filter excludes that topic."""
    excluded = flt.topics and topic_id not in flt.topics
    return replace(flt, topics=("\0",) if excluded else (topic_id,))


def by_outlet(
    reader: Reader, flt: Filter, unit: Unit, *, entity_id: str | None = None, topic_id: str | None = None
) -> pd.DataFrame:
    """What passes, by outlet, largest first; of one entity or topic where it is named.

    Returns:
        outlet (`NOT_STATED` where it is not stated), count, base (what passes in that outlet: all filters except name,
        except topic, or context alone; for an entity's occurrences all of the same kind).
    """
    if topic_id is not None:
        flt = of_topic(flt, topic_id)
    without: Without = "entities" if entity_id else "topics" if topic_id is not None else "subject"
    bound = reader.parameters(flt, base_without(unit, without), carrying=entity_id)
    if unit == "occurrences" and entity_id:
        return reader.frame("by_outlet_occurrences", {**bound, "entity": reader.entity_key(entity_id)})
    return reader.frame("by_outlet", {**bound, "unit": of_articles(unit)})


def forms(reader: Reader, flt: Filter, entity_id: str) -> pd.DataFrame:
    """How an entity is written in what passes: form (as in the text), count (occurrences)."""
    return reader.frame("forms", {**reader.parameters(flt), "entity": reader.entity_key(entity_id)})
