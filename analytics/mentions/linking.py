"""Which entities of an archive are one: within a language, and across languages and scripts.

A lone word that no dictionary has is of one kind. Then every rule of `link_rules` notes once which names could be
one's, looks at the entities as joined so far and says which two are one; the rules take turns until none adds anything.
What the alias table or CLDR know as two is never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analytics.mentions.canonical import surname_of
from analytics.mentions.grammar import is_known
from analytics.mentions.identities import identity, names_of_identity
from analytics.mentions.link_groups import NAMES, Groups
from analytics.mentions.link_rules import RULES, Rule
from analytics.mentions.people import is_initialled
from data.article.folding import fold
from data.schema import ENTITY_LINEAGE
from data.words.aliases import ALIASES

LINEAGE = ENTITY_LINEAGE.columns
DOUBTED = ["organisation", "place", "person"]
SHOWN = ["entity_id", "language", "name"]
TURNS = 10
"""Of each rule at most; archives need three."""


def linked(names: pd.DataFrame, rules: Sequence[tuple[str, Rule]] = RULES) -> pd.DataFrame:
    """Say which entities are read as other ones.

    Args:
        names: columns NAMES: an entity's base form and kind, its mentions and articles in a language; no nulls, a row
            for each entity and language.
        rules: reasons with their rules, in order of trust.
    Returns:
        As `schema.ENTITY_LINEAGE`: a row for each entity that is read as another one, in order of ids. `into_id` is an
        entity of `names` and itself read as no other: the one under the alias table's own name, else one that it or
        CLDR know, one with a full name before a surname, the most mentioned. The order of rows does not matter, and of
        the names as `joined` none is read as another.
    """
    kinds = _of_one_kind(names)
    groups = Groups(_as_one_kind(names, kinds))
    turns = [(reason, rule(groups.rows)) for reason, rule in rules]
    idle = 0
    for reason, pairs in turns * TURNS:
        idle = 0 if groups.join(pairs(groups), reason) else idle + 1
        if idle == len(turns):
            break
    into = {entity: (other, reason) for entity, other, reason in groups.joined()}
    into |= {entity: (into.get(other, (other,))[0], "kind") for entity, other in kinds.items()}
    rows = [(entity, *told) for entity, told in sorted(into.items())]
    return ENTITY_LINEAGE.check(pd.DataFrame(rows, columns=LINEAGE).astype("str"))


def spelled_out(names: pd.DataFrame) -> pd.DataFrame:
    """Entities (entity_id, name, kind); initials are called as the person of the alias table whom alone they fit.

    Persons of the archive whom they fit are asked too: whose initials could be two people's keep them.
    """
    people = names.loc[names["kind"] == "person", "name"]
    table = {alias.name for alias in ALIASES if alias.kind == "person"}
    full = _by_initial({*people, *table})
    fitting = {name: full[_initial_and_surname(name)] for name in people if is_initialled(name)}
    called = {name: next(iter(found)) for name, found in fitting.items() if len(found) == 1 and found <= table}
    spelled = names["name"].map(lambda name: called.get(name, name))
    return names.assign(name=names["name"].where(names["kind"] != "person", spelled).astype("str"))


def joined(names: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """The names of the entities that are left.

    Args:
        names: see `linked`.
        lineage: what `linked` says of them.
    Returns:
        Columns NAMES, a row for each entity and language, in this order: the name that stands for it in that
        language, the kind of the entity, mentions added up, and articles, of which one that has two of its names
        counts twice.
    """
    rows = [
        (entity.id, spoken.name, entity.kind, language, spoken.mentions, spoken.articles)
        for entity in _followed(names, lineage).left()
        for language, spoken in sorted(entity.names.items())
    ]
    return pd.DataFrame(rows, columns=NAMES).astype(names[NAMES].dtypes)


def names_by_language(names: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """How each language calls the entities that are left.

    Args:
        names: see `linked`.
        lineage: what `linked` says of them.
    Returns:
        Columns SHOWN, a row for each entity and each language that has a name for it, in this order: CLDR's name of a
        territory, the alias table's, in Russian, Ukrainian and English; else the one that stands for it in the texts
        of the language.
    """
    rows = []
    for entity in _followed(names, lineage).left():
        called = {language: spoken.name for language, spoken in entity.names.items()}
        for key in entity.known:
            called |= names_of_identity(key)
        rows += [(entity.id, language, name) for language, name in sorted(called.items())]
    return pd.DataFrame(rows, columns=SHOWN).astype("str")


def _of_one_kind(names: pd.DataFrame) -> dict[str, str]:
    """Lone words that no dictionary has and that stand under several kinds: by the entity that of the commonest kind.

    Of two kinds alike the first of DOUBTED counts: the model takes whatever it does not know for a person.
    """
    lone = names[~names["name"].str.contains(r"[ .]")].groupby(["name", "kind", "entity_id"], sort=True)["count"].sum()
    frame = lone.reset_index()
    frame = frame[frame.duplicated("name", keep=False)]
    unknown = [not is_known(name) and not any(identity(name, kind) for kind in DOUBTED) for name in frame["name"]]
    frame = frame[pd.Series(unknown, dtype="bool", index=frame.index)]
    frame = frame.assign(order=frame["kind"].map(DOUBTED.index)).sort_values(
        ["count", "order"], ascending=[False, True]
    )
    first = frame.groupby("name")["entity_id"].transform("first")
    return {one: other for one, other in zip(frame["entity_id"], first, strict=True) if one != other}


def _as_one_kind(names: pd.DataFrame, into: Mapping[str, str]) -> pd.DataFrame:
    """The rows as those of the entity as which each is read, with its kind."""
    ids = names["entity_id"].map(lambda entity: into.get(entity, entity)).astype("str")
    kind_of = dict(zip(names["entity_id"], names["kind"], strict=True))
    return names.assign(entity_id=ids, kind=ids.map(kind_of).astype("str"))


def _by_initial(names: Iterable[str]) -> Mapping[tuple[str, str], set[str]]:
    """Full names by the letter of the first name and the surname."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if " " in name and not is_initialled(name):
            found[_initial_and_surname(name)].add(name)
    return found


def _initial_and_surname(name: str) -> tuple[str, str]:
    return fold(name)[0], fold(surname_of(name))


def _followed(names: pd.DataFrame, lineage: pd.DataFrame) -> Groups:
    groups = Groups(names)
    groups.follow(lineage[LINEAGE].itertuples(index=False, name=None))
    return groups
