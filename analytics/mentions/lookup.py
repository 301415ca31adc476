"""Which entity somebody means who types a name."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analytics.mentions.entities import name_key
from data.errors import NothingToAnswer
from data.words.aliases import ALIASES

SUGGESTIONS = 3


class Found(NamedTuple):
    """The entity meant and the others that fit as well, the most articles first."""

    entity_id: str
    alternatives: tuple[str, ...]


def find(entities: pd.DataFrame, name: str) -> Found:
    """Find the entity of a name: among exact names, else aliases, else forms as they stand in articles.

    Args:
        entities: columns entity_id, name, kind, forms (list of text), articles (count, not null); one row per entity.
        name: as typed; case, ё, quotation marks and spacing do not matter.
    Returns:
        Where several fit in the first of the three that has any, the one with most articles, the others beside it.
    Raises:
        NothingToAnswer: none fits; the hint names the nearest three.
    """
    key = name_key(name)
    keys = entities["name"].map(name_key)
    for fitting in (
        keys == key,
        keys.isin(alias_names(name)),
        entities["forms"].map(lambda forms: any(name_key(form) == key for form in forms)),
    ):
        found = entities[fitting.to_numpy(dtype=bool)] if key else entities.iloc[:0]
        if len(found):
            ids = found.sort_values(["articles", "entity_id"], ascending=[False, True])["entity_id"].tolist()
            return Found(ids[0], tuple(ids[1:]))
    raise NothingToAnswer(
        f"No person, organisation or place named {name!r} among {len(entities)}.", _nearest(entities, key)
    )


def alias_names(name: str) -> tuple[str, ...]:
    """The folded names that the alias table gives for what was typed."""
    return tuple(sorted(_names_by_alias().get(name_key(name), ())))


@lru_cache(maxsize=1)
def _names_by_alias() -> dict[str, frozenset[str]]:
    """For each form of the alias table, folded, the folded names it may stand for."""
    names: dict[str, set[str]] = {}
    for alias in ALIASES:
        for form in alias.forms:
            names.setdefault(name_key(form), set()).add(name_key(alias.name))
    return {form: frozenset(found) for form, found in names.items()}


def _nearest(entities: pd.DataFrame, key: str) -> str:
    """The names nearest to a key in spelling, counted over names and forms."""
    spelled: dict[str, str] = {}
    for name, forms in zip(entities["name"], entities["forms"], strict=True):
        for form in (name, *forms):
            spelled.setdefault(name_key(form), name)
    near = difflib.get_close_matches(key, list(spelled), SUGGESTIONS * 4, 0.5)
    names = list(dict.fromkeys(spelled[form] for form in near))[:SUGGESTIONS]
    return f"Did you mean {', '.join(names)}?" if names else "`svodka entities` lists the names that are there."
