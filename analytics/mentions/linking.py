"""Which entities of an archive are one: lineage, resolved by whoever reads, so that no id is ever given anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from analytics.mentions.canonical import surname_of
from analytics.mentions.grammar import is_known
from analytics.mentions.people import is_initialled
from analytics.mentions.person_form import INITIALS
from data.article.folding import fold
from data.schema import ENTITY_LINEAGE
from data.words.aliases import ALIASES

DOUBTED = ["organisation", "place", "person"]


def linked(names: pd.DataFrame) -> pd.DataFrame:
    """Join entities.

    Args:
        names: entity_id, name, kind, language, count (mentions), articles; a row for each entity and language.
    Returns:
        As in `schema.ENTITY_LINEAGE`.
    """
    counted = names.groupby(["entity_id", "name", "kind"], sort=True)["count"].sum().reset_index()
    counted = counted.sort_values(["count", "name", "entity_id"], ascending=[False, True, True], ignore_index=True)
    rows = [*_of_one_kind(counted), *_spellings(counted)]
    joined = {row[0] for row in rows}
    rows += [row for row in _initials(counted) if row[0] not in joined]
    into = {entity: target for entity, target, _ in rows}
    resolved = [(entity, _end(target, into), reason) for entity, target, reason in rows]
    return ENTITY_LINEAGE.check(pd.DataFrame(resolved, columns=ENTITY_LINEAGE.columns).astype("str"))


def _end(entity: str, into: dict[str, str]) -> str:
    while entity in into:
        entity = into[entity]
    return entity


def _of_one_kind(counted: pd.DataFrame) -> list[tuple[str, str, str]]:
    """A lone word that no dictionary has is of the kind that it mostly is, of two alike of the first of DOUBTED."""
    known = {alias.name for alias in ALIASES}
    lone = counted[~counted["name"].str.contains(r"[ .]") & ~counted["name"].isin(known)]
    lone = lone[lone.duplicated("name", keep=False) & ~lone["name"].map(is_known).astype(bool)]
    order = lone.assign(order=lone["kind"].map(DOUBTED.index)).sort_values(
        ["count", "order"], ascending=[False, True], kind="stable"
    )
    first = order.groupby("name")["entity_id"].transform("first")
    return [(a, b, "kind") for a, b in zip(order["entity_id"], first, strict=True) if a != b]


def _spellings(counted: pd.DataFrame) -> list[tuple[str, str, str]]:
    """People whose names differ in э and е alone: Пак Кын Хэ."""
    people = counted[counted["kind"] == "person"]
    keys = people["name"].map(lambda name: fold(name).replace("э", "е"))
    first = people.groupby(keys)["entity_id"].transform("first")
    return [(a, b, "spelling") for a, b in zip(people["entity_id"], first, strict=True) if a != b]


def spelled_out(names: pd.DataFrame) -> pd.DataFrame:
    """Entities (entity_id, name, kind), those with initials called as the alias table's person whom alone they fit."""
    people = names[names["kind"] == "person"]
    known = _by_initial([*people["name"], *(alias.name for alias in ALIASES if alias.kind == "person")])
    called = {name: _only(known, name) for name in people["name"] if is_initialled(name)}
    table = {alias.name for alias in ALIASES} - set(people["name"])
    called = {name: full for name, full in called.items() if full in table}
    return names.assign(name=names["name"].where(names["kind"] != "person", names["name"].replace(called)))


def _initials(counted: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Initials are the only person of the archive whom they fit."""
    people = counted[counted["kind"] == "person"]
    known = _by_initial(people["name"])
    entities = dict(zip(people["name"], people["entity_id"], strict=True))
    called = {name: _only(known, name) for name in people["name"] if is_initialled(name)}
    return [(entities[name], entities[full], "initials") for name, full in called.items() if full]


def _by_initial(names: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """Full names by the letter of the first name and the surname."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if " " in name and not INITIALS.fullmatch(name.split()[0]):
            found[_initial_and_surname(name)].add(name)
    return found


def _only(known: Mapping[tuple[str, str], set[str]], name: str) -> str | None:
    """The one full name that initials fit."""
    fitting = known.get(_initial_and_surname(name), set())
    return next(iter(fitting)) if len(fitting) == 1 else None


def _initial_and_surname(name: str) -> tuple[str, str]:
    return fold(name)[0], fold(surname_of(name))
