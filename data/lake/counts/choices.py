"""What a filter can be set to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.article.folding import fold
from data.filter import NOT_STATED, Filter
from data.lake.archive import Reader
from data.lake.counts.names import top_entities

OFFERED_ENTITIES = 500


@dataclass(frozen=True)
class Choices:
    """The unfiltered edition's values, most frequent first.

    Attributes:
        languages: language, count.
        outlets: outlet (`NOT_STATED` where it is not stated), count.
        topics: themes and topics, each theme before its topics: topic_id, level, parent_id, label, language, size.
        levels: how many themes, topics and stories there are, by level; an older program found topics alone.
        entities: entity_id, name, kind, count, occurrences, base; the first 500.
    """

    languages: pd.DataFrame
    outlets: pd.DataFrame
    topics: pd.DataFrame
    levels: Mapping[str, int]
    entities: pd.DataFrame

    @property
    def has_levels(self) -> bool:
        """Whether topics stand in themes and have stories."""
        return "theme" in self.levels or not self.levels

    @property
    def stated_outlets(self) -> int:
        """How many publishers there are; articles without one count for none."""
        return int((self.outlets["outlet"] != NOT_STATED).sum())


def choices(reader: Reader) -> Choices:
    """All languages, outlets, themes and topics, and the names that most articles mention; not to be changed."""
    return reader.once(
        "choices",
        lambda: Choices(
            languages=reader.frame("languages", {}),
            outlets=reader.frame("outlets", {}),
            topics=reader.frame("topics", {}),
            levels={row["level"]: row["count"] for row in reader.records("levels", {})},
            entities=top_entities(reader, Filter(), "articles", OFFERED_ENTITIES),
        ),
    )


def entities(reader: Reader, entity_ids: Sequence[str]) -> pd.DataFrame:
    """entity_id, name, kind of those ids that the edition has."""
    return reader.frame("entities", {"entity_ids": list(entity_ids)})


def find_entities(reader: Reader, text: str, limit: int) -> pd.DataFrame:
    """Entities whose name or written form fits what was typed, whatever its case, ё or е; best first.

    Returns:
        entity_id, name, kind, forms (list), count (articles, unfiltered), fit (0 the name itself, 1 a written form,
        2 its beginning, 3 a word's beginning, 4 inside it). Empty where the text is blank.
    """
    typed = " ".join(fold(text).split())
    return reader.frame("find_entities", {"typed": typed, "limit": limit if typed else 0})


def near_entities(reader: Reader, text: str, limit: int) -> pd.DataFrame:
    """Entities whose name looks most like what was typed (Jaro–Winkler): entity_id, name, kind, count (articles)."""
    return reader.frame("near_entities", {"typed": fold(text), "limit": limit})
