"""People, organisations and places: the most mentioned, over time, by outlet, by topic, in which forms."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.filter import Filter, Level, Step, Unit
from data.lake.archive import Reader, Without
from data.lake.counts.topics import of_topic, top_topics
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
    """The entities that the articles of a theme, topic or story mention most, as `top_entities`; the base is these."""
    return top_entities(reader, of_topic(reader, flt, topic_id), "articles", limit)


def entity_topics(reader: Reader, flt: Filter, entity_id: str, limit: int, level: Level = "topic") -> pd.DataFrame:
    """The themes, topics or stories of the articles that mention an entity, as `top_topics`; the base is these."""
    return top_topics(reader, flt, "articles", limit, level, carrying=entity_id)


def by_outlet(
    reader: Reader, flt: Filter, unit: Unit, *, entity_id: str | None = None, topic_id: str | None = None
) -> pd.DataFrame:
    """What passes, by outlet, largest first; of one entity, theme, topic or story where it is named.

    Returns:
        outlet (`NOT_STATED` where it is not stated), count, base (what passes in that outlet: all filters except name,
        except topic, or context alone; for an entity's occurrences all of the same kind).
    """
    if topic_id is not None:
        flt = of_topic(reader, flt, topic_id)
    without: Without = "entities" if entity_id else "topics" if topic_id is not None else "subject"
    bound = reader.parameters(flt, base_without(unit, without), carrying=entity_id)
    if unit == "occurrences" and entity_id:
        return reader.frame("by_outlet_occurrences", {**bound, "entity": reader.entity_key(entity_id)})
    return reader.frame("by_outlet", {**bound, "unit": of_articles(unit)})


def forms(reader: Reader, flt: Filter, entity_id: str) -> pd.DataFrame:
    """How an entity is written in what passes: form (as in the text), count (occurrences)."""
    return reader.frame("forms", {**reader.parameters(flt), "entity": reader.entity_key(entity_id)})
