"""The table of the entities that are mentioned; what makes an entity one stands in `data.article.entity`."""

from __future__ import annotations

import pandas as pd

from analytics.mentions.canonical import canonical
from data.article.entity import entity_id, name_key
from data.schema import ENTITIES
from data.words.aliases import ALIASES

__all__ = ["NAMES", "entities_of", "entity_id", "identified", "name_key", "recalled"]

NAMES = ["entity_id", "name", "kind"]


def identified(named: pd.DataFrame, known: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """Give every name the id of its entity: what is called so already keeps its id, whatever it was called once.

    Args:
        named: columns name, kind; a row for each mention.
        known: columns NAMES: the entities of the archive as they are called now.
    Returns:
        The id of each mention; and columns NAMES, a row for each entity among them, known ones under their name, others
        under their commonest spelling.
    """
    distinct = named.groupby(["name", "kind"], sort=True).size().rename("count").reset_index()
    keys = zip(known["kind"], known["name"].map(name_key), strict=True)
    given = dict(zip(keys, known["entity_id"], strict=True))
    ids = [
        given.get((kind, name_key(name))) or entity_id(name, kind)
        for name, kind in zip(distinct["name"], distinct["kind"], strict=True)
    ]
    distinct["entity_id"] = pd.Series(ids, dtype="str", index=distinct.index)
    commonest = distinct.sort_values(["entity_id", "count", "name"], ascending=[True, False, True])
    names = pd.concat([known[known["entity_id"].isin(ids)][NAMES], commonest[NAMES]], ignore_index=True)
    mentions = named[["name", "kind"]].merge(distinct, on=["name", "kind"], how="left")["entity_id"]
    return mentions.set_axis(named.index), names.drop_duplicates("entity_id", ignore_index=True)


def recalled(known: pd.DataFrame, forms: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Call people by what their forms speak for now; what the alias table calls them stays.

    Args:
        known: columns NAMES.
        forms: entity_id, language, surface, context, count of forms that were weighed anew.
        votes: see `naming.votes_of`.
    Returns:
        As `known`; a name gives way to another of as many words.
    """
    likeliest = votes.drop_duplicates(["language", "surface", "context"])
    read = forms.merge(likeliest, on=["language", "surface", "context"]).merge(known, on="entity_id")
    read = read.assign(base=read["base"].map(canonical))
    words, table = read["name"].str.count(" "), {alias.name for alias in ALIASES}
    read = read[(read["base"].str.count(" ") == words) & ~read["name"].isin(table) & (read["kind"] == "person")]
    counts = read.groupby(["entity_id", "base"], sort=True)["count"].sum().reset_index()
    best = counts.sort_values(["entity_id", "count", "base"], ascending=[True, False, True])
    called = dict(best.drop_duplicates("entity_id")[["entity_id", "base"]].itertuples(index=False, name=None))
    names = [called.get(entity, name) for entity, name in zip(known["entity_id"], known["name"], strict=True)]
    return known.assign(name=pd.Series(names, dtype="str", index=known.index))


def entities_of(mentions: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The entities that are mentioned, with the forms in which they occur.

    Args:
        mentions: as in `data.schema.MENTIONS`.
        names: columns entity_id, name, kind, and name_en and wikidata where they are known; one row per entity at
            least; of several names the first counts.
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
    called = names.drop_duplicates("entity_id").reindex(columns=[*NAMES, "name_en", "wikidata"])
    frame = frame.merge(called, on="entity_id", how="left").astype({"name_en": "str", "wikidata": "str"})
    first_seen = mentions.groupby("entity_id")["published_at"].min()
    frame["first_seen"] = pd.to_datetime(frame["entity_id"].map(first_seen), utc=True).dt.as_unit("us")
    return ENTITIES.check(frame[ENTITIES.columns])
