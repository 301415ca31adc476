"""The names of an archive: new articles are named by the vote of all forms, and entities that are one are joined.

What was named before is not named again: its entity may be called otherwise from now on, or be read as another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.annotate import Unit
from analytics.mentions.article_mentions import counted, mentions_with
from analytics.mentions.entities import NAMES, identified, recalled
from analytics.mentions.identities import wikidata_of
from analytics.mentions.in_english import in_english
from analytics.mentions.linking import linked, names_by_language, spelled_out
from analytics.mentions.naming import FORMS, akin, forms_of, named, votes_of
from analytics.source import Source
from analytics.work_units import CarryOut, gather
from data.schema import ARTICLE_FACTS, ENTITIES, MENTIONS, to_frame

VOTING = ["language", "surface", "kind", "alias", "context"]


class Names(NamedTuple):
    """What is known of names once new articles were named.

    Attributes:
        mentions: of the new articles, as in `schema.MENTIONS`.
        names: entity_id, name, kind, name_en and wikidata (null: not known) of every entity of the archive.
        lineage: which of them are one, as in `schema.ENTITY_LINEAGE`.
    """

    mentions: pa.Table
    names: pd.DataFrame
    lineage: pd.DataFrame


@dataclass(frozen=True)
class Naming:
    """A unit whose names were found, and the Parquet file with how forms are read, see `naming.votes_of`."""

    unit: Unit
    votes: str


def name(job: Naming) -> int:
    """Say whose the names of a unit's articles are; returns how many articles have names."""
    rows = named(to_frame(pq.read_table(job.unit.output("found"))), to_frame(pq.read_table(job.votes)))
    rows.to_parquet(job.unit.output("named"), index=False)
    return int(rows["article_id"].nunique())


def names_of(
    source: Source, units: Sequence[tuple[Unit, int]], again: Sequence[str] | None, folder: Path, carry_out: CarryOut
) -> Names:
    """Name the articles of units.

    Args:
        source: the edition.
        units: those that `annotate.annotate` has read; one at least.
        again: articles of the edition that are among them; None: all are.
        folder: for scratch.
        carry_out: has units named.
    """
    before = _named_before(source, again)
    forms = _forms(before)
    own = forms_of(to_frame(pa.concat_tables(pq.read_table(unit.output("found"), columns=VOTING) for unit, _ in units)))
    near = akin(forms, own)
    votes = votes_of(pd.concat([own, near[FORMS]], ignore_index=True))
    rows = _named(units, votes, folder, carry_out)
    known = source.read(ENTITIES, NAMES)
    known = recalled(known[known["entity_id"].isin(before["entity_id"].unique().to_pandas())], near, votes)
    ids, new = identified(rows, known)
    names = spelled_out(pd.concat([known, new]).drop_duplicates("entity_id", ignore_index=True))
    totals = pd.concat([_counts(before), counted(rows.assign(entity_id=ids))])
    totals = totals.groupby(["entity_id", "language"], sort=True).sum().reset_index()
    every = names.merge(totals, on="entity_id")
    lineage = linked(every)
    return Names(MENTIONS.to_arrow(mentions_with(rows, ids)), _known_elsewhere(names, every, lineage), lineage)


def _known_elsewhere(names: pd.DataFrame, every: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """Entities with what English calls them, where that is another name, and their Wikidata id; null: not known.

    Those whom no text and no table has in English are called as `in_english` makes of their names.
    """
    shown = names_by_language(every, lineage)
    english = shown[shown["language"] == "en"].set_index("entity_id")["name"]
    made = [in_english(*key) or None for key in zip(names["name"], names["kind"], strict=True)]
    known = names["entity_id"].map(english).astype("str")
    name_en = known.fillna(pd.Series(made, index=names.index, dtype="str"))
    items = [wikidata_of(*key) for key in zip(names["name"], names["kind"], strict=True)]
    return names.assign(name_en=name_en.where(name_en != names["name"]), wikidata=pd.Series(items, dtype="str"))


def _named(units: Sequence[tuple[Unit, int]], votes: pd.DataFrame, folder: Path, carry_out: CarryOut) -> pd.DataFrame:
    path = folder / "votes.parquet"
    votes.to_parquet(path, index=False)
    carry_out(name, [(Naming(unit, str(path)), count) for unit, count in units])
    return to_frame(gather(units, "named"))


def _named_before(source: Source, again: Sequence[str] | None) -> pa.Table:
    """article_id, language, entity_id, surface, context of the mentions that stay."""
    columns = ["article_id", "entity_id", "surface", "context"]
    mentions = source.arrow(MENTIONS, [] if again is None else None, columns)
    mentions = mentions.filter(pc.invert(pc.is_in(mentions.column("article_id"), pa.array(again or [], pa.string()))))
    return mentions.join(source.arrow(ARTICLE_FACTS, columns=["article_id", "language"]), "article_id")


def _forms(mentions: pa.Table) -> pd.DataFrame:
    """entity_id and FORMS of those that have a voice."""
    voiced = mentions.filter(mentions.column("context").is_valid())
    counts = voiced.group_by(["entity_id", *FORMS[:-1]]).aggregate([([], "count_all")])
    return to_frame(counts.rename_columns(["entity_id", *FORMS]))


def _counts(mentions: pa.Table) -> pd.DataFrame:
    """entity_id, language, count, articles."""
    counts = mentions.group_by(["entity_id", "language"]).aggregate(
        [([], "count_all"), ("article_id", "count_distinct")]
    )
    return to_frame(counts.rename_columns(["entity_id", "language", "count", "articles"]))
