"""Entities: their ids, their names, and the table of those that are mentioned."""

from __future__ import annotations

import re
from hashlib import blake2b

import pandas as pd

from data.article.folding import fold
from data.schema import ENTITIES

QUOTES = re.compile('[«»"“”„]')


def entity_id(name: str, kind: str) -> str:
    """16 hex digits of a hash over the kind and the folded base form; quotation marks and spacing do not matter."""
    return blake2b(f"{kind}\n{name_key(name)}".encode(), digest_size=8).hexdigest()


def name_key(name: str) -> str:
    """A name as it is compared: folded, without quotation marks, single spaces."""
    return " ".join(fold(QUOTES.sub(" ", name)).split())


def entities_of(mentions: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The entities that are mentioned, with the forms in which they occur.

    Args:
        mentions: as in `data.schema.MENTIONS`.
        names: columns entity_id, name, kind; one row per entity at least; of several names the first counts.
    Returns:
        One row per mentioned entity as in `data.schema.ENTITIES`: forms in falling order of occurrences; first_seen is
        the earliest time of an article with it (UTC), null if all are undated.
    Raises:
        SchemaError: a mention's entity has no row in `names`.
    """
    if mentions.empty:
        return ENTITIES.empty()
    counts = mentions.groupby(["entity_id", "surface"], sort=True).size().rename("count").reset_index()
    counts = counts.sort_values(["entity_id", "count", "surface"], ascending=[True, False, True])
    frame = counts.groupby("entity_id", sort=True)["surface"].agg(list).rename("forms").reset_index()
    frame = frame.merge(names.drop_duplicates("entity_id"), on="entity_id", how="left")
    first_seen = mentions.groupby("entity_id")["published_at"].min()
    frame["first_seen"] = pd.to_datetime(frame["entity_id"].map(first_seen), utc=True).dt.as_unit("us")
    return ENTITIES.check(frame[ENTITIES.columns])
