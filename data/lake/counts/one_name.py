"""One name: its figures, who is named beside it, who else is called so, what was joined to it, and its sentences."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.filter import Filter
from data.lake.archive import Reader

AROUND = 160
"""So many characters of a sentence are shown on either side of a name at most."""
JOINED = {
    **dict.fromkeys(("entity_id", "name", "into_name", "reason", "into_id"), "str"),
    "edit": "Int64",
    "count": "int64",
}
SENTENCES = ["article_id", "published_at", "outlet", "title", "date_only", "before", "form", "after"]


@dataclass(frozen=True, slots=True)
class NameFigures:
    """What passes and mentions a name: articles, distinct texts, publishers that are stated, and its occurrences."""

    articles: int
    texts: int
    outlets: int
    occurrences: int


def name_figures(reader: Reader, flt: Filter, entity_id: str) -> NameFigures:
    """How much of what passes mentions an entity."""
    bound = {**reader.parameters(flt), "entity": reader.entity_key(entity_id)}
    return NameFigures(**reader.records("name_figures", bound)[0])


def named_beside(reader: Reader, flt: Filter, entity_id: str, limit: int) -> pd.DataFrame:
    """The entities that the articles with an entity mention too, most articles first.

    Returns:
        entity_id, name, kind, count (articles with both), occurrences (of the other, in these), base (articles with the
        entity).
    """
    bound = reader.parameters(flt, carrying=entity_id)
    bound |= {"base_names": bound["names"], "unit": "articles", "kind": None, "limit": limit + 1}
    found = reader.frame("top_entities", bound)
    return found[found["entity_id"] != entity_id].head(limit).reset_index(drop=True)


def namesakes(reader: Reader, entity_id: str, limit: int) -> pd.DataFrame:
    """Other entities that are called the same: entity_id, name, kind, count (articles, unfiltered)."""
    return reader.frame("namesakes", {"entity": reader.entity_key(entity_id), "limit": limit})


def joined(reader: Reader, entity_id: str) -> pd.DataFrame:
    """The entities that are read as this one, and why; the most mentioned first.

    Returns:
        entity_id, name (its own), into_name (that of the entity asked for, whatever the interface's language calls it),
        reason (of `schema.JOINS`, or "edit" where a user joined it), into_id (what the
        analysis joined it to, mostly this one; null for an edit), edit (the edit's number; null for the analysis),
        count (articles, unfiltered). What no article mentions is left out.
    """
    ids = reader.joined_to(entity_id)
    found = reader.frame("joined", {"joined": ids}) if ids else pd.DataFrame(columns=list(JOINED))
    return found.astype(JOINED)


def sentences(reader: Reader, flt: Filter, entity_id: str, limit: int) -> pd.DataFrame:
    """The sentences that a name stands in, one of each text, the newest article first, undated ones last.

    Each costs the look-up of its article.

    Returns:
        article_id, published_at (UTC, null: undated), outlet (`NOT_STATED` where it is not stated), title (or the
        text's first words), date_only, before, form, after (the sentence around the name as it is written; "…" where
        more than AROUND characters of it are left out).
    """
    bound = {**reader.parameters(flt), "entity": reader.entity_key(entity_id), "entity_id": entity_id, "limit": limit}
    found = reader.frame("sentences", bound)
    parts = [_parts(reader, row) for row in found.to_dict("records")]
    around = pd.DataFrame(parts, columns=["before", "after"], index=found.index, dtype="str")
    return found.join(around)[SENTENCES]


def _parts(reader: Reader, row: Mapping[Hashable, Any]) -> tuple[str, str]:
    """What of its sentence stands before and after a name."""
    (words,) = reader.records("article_words", {"article_id": row["article_id"]})
    told, first, last = words[row["part"]], row["sentence_start"], row["sentence_end"]
    beginning, ending = max(first, row["start"] - AROUND), min(last, row["end"] + AROUND)
    before, after = told[beginning : row["start"]], told[row["end"] : ending]
    return ("…" if beginning > first else "") + before, after + ("…" if ending < last else "")
