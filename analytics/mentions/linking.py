"""Which entities of an archive are one: within a language, and across languages and scripts.

Every rule of `link_rules` notes once which names could be one's, then looks at the entities as joined so far and says
which two are one; the rules take turns until none adds anything. What the alias table or CLDR know as two is never
joined.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.mentions.identities import names_of_identity
from analytics.mentions.link_groups import NAMES, Groups
from analytics.mentions.link_rules import RULES, Rule

LINEAGE = ["entity_id", "into_id", "reason"]
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
        Columns LINEAGE, a row for each entity that is read as another one, in order of ids. `into_id` is an entity of
        `names` and itself read as no other: the one under the alias table's own name, else one that it or CLDR know,
        one with a full name before a surname, the most mentioned. The order of rows does not matter, and of the names
        as `joined` none is read as another.
    """
    groups = Groups(names)
    turns = [(reason, rule(groups.rows)) for reason, rule in rules]
    idle = 0
    for reason, pairs in turns * TURNS:
        idle = 0 if groups.join(pairs(groups), reason) else idle + 1
        if idle == len(turns):
            break
    return pd.DataFrame(groups.joined(), columns=LINEAGE).astype("str")


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


def _followed(names: pd.DataFrame, lineage: pd.DataFrame) -> Groups:
    groups = Groups(names)
    groups.follow(lineage[LINEAGE].itertuples(index=False, name=None))
    return groups
