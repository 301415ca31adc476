"""Articles in, mentions out."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version as installed
from types import ModuleType
from typing import NamedTuple

import pandas as pd

from analytics.mentions.entities import NAMES, identified
from analytics.mentions.finding import found_in
from analytics.mentions.linking import linked, spelled_out
from analytics.mentions.naming import forms_of, have_voice, named, votes_of
from data.schema import MENTIONS
from data.words import (
    bodies,
    english_names,
    given_names,
    names,
    organisation_heads,
    place_abbreviations,
    slavic_names,
    translated_words,
)
from data.words.aliases import ALIASES
from data.words.roles import ROLES

CODE = 7  # raise it whenever the same text would give other mentions


def version() -> str:
    """What mentions depend on besides the text: this code, the word lists, the models, the names of territories."""
    modules = (
        bodies,
        english_names,
        given_names,
        names,
        organisation_heads,
        place_abbreviations,
        slavic_names,
        translated_words,
    )
    lists = [_constants(module) for module in modules]
    words = blake2b(repr((ALIASES, sorted(ROLES), lists)).encode(), digest_size=8).hexdigest()
    return f"{CODE} words={words} natasha={installed('natasha')} babel={installed('babel')}"


def _constants(module: ModuleType) -> list[tuple[str, object]]:
    """A module's word lists; sets in an order of their own, since theirs is another in each process."""
    lists = ((name, value) for name, value in sorted(vars(module).items()) if name.isupper())
    return [(name, sorted(value) if isinstance(value, frozenset) else value) for name, value in lists]


class Named(NamedTuple):
    """What the names of some articles come to.

    Attributes:
        mentions: one row per occurrence as in `data.schema.MENTIONS`.
        names: entity_id, name, kind; one row per entity of these mentions.
    """

    mentions: pd.DataFrame
    names: pd.DataFrame


def mentions_of(articles: pd.DataFrame) -> Named:
    """Find the people, organisations and places that articles name, with their places in the text.

    Args:
        articles: see `finding.found_in`; together they are the archive, see `read_together`.
    """
    return read_together(found_in(articles))


def read_together(found: pd.DataFrame) -> Named:
    """Say whose the names of an archive are, all of which are handed over (see `finding.found_in`).

    All forms vote together, and entities that are one have one id.
    """
    frame = named(found, votes_of(forms_of(found)))
    ids, names = identified(frame, pd.DataFrame(columns=NAMES, dtype="str"))
    names = spelled_out(names)
    lineage = linked(names.merge(counted(frame.assign(entity_id=ids)), on="entity_id"))
    ids = ids.replace(dict(zip(lineage["entity_id"], lineage["into_id"], strict=True)))
    names = names[names["entity_id"].isin(ids)].reset_index(drop=True)
    kinds = ids.map(names.set_index("entity_id")["kind"])
    return Named(mentions_with(frame.assign(kind=kinds), ids), names)


def mentions_with(named: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """What `naming.named` gives as `schema.MENTIONS` has it; `context` is null of what has no voice in the vote."""
    frame = named.assign(entity_id=ids, context=named["context"].where(have_voice(named)))
    return MENTIONS.check(frame[MENTIONS.columns].reset_index(drop=True))


def counted(mentions: pd.DataFrame) -> pd.DataFrame:
    """How often each entity is mentioned in each language.

    Args:
        mentions: article_id, entity_id, language.
    Returns:
        entity_id, language, count (mentions), articles.
    """
    of = mentions.groupby(["entity_id", "language"], sort=True)["article_id"].agg(["size", "nunique"]).reset_index()
    return of.rename(columns={"size": "count", "nunique": "articles"})
