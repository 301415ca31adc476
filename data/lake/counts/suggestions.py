"""What users say of names, and what they may be asked: marks of edits, and pairs that may be one."""

from __future__ import annotations

import pandas as pd

from data.lake.archive import Reader

SUGGESTED = ("surname", "initials", "kinds")
"""Why two names may be one: one is the surname of the other, or its surname with initials that fit; they are called the
same and differ in kind."""


def suggestions(reader: Reader, limit: int, entity_id: str | None = None) -> pd.DataFrame:
    """Pairs of names that may be one and that nobody has said to be two, the most mentioned first.

    Args:
        reader: an open edition.
        limit: most pairs.
        entity_id: only pairs with this entity.
    Returns:
        entity_id, name, kind, count (articles, unfiltered) of the one that would become the other; other_id,
        other_name, other_kind, other_count; reason (of SUGGESTED), bearers (how many others fit the first for it),
        together (articles with both), shared (names that stand beside both), beside (at most three of these).
    """
    return reader.frame("suggestions", {"limit": limit, "entity_id": entity_id})


def edited_names(reader: Reader) -> dict[str, int]:
    """By entity the number of the last edit that changed how it is read."""
    return reader.once(
        "edited names", lambda: {row["entity_id"]: row["edited"] for row in reader.records("edited_names", {})}
    )
