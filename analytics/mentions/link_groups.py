"""Entities while it is decided which of them are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analytics.mentions.identities import identity, kind_of, own_name
from data.article.folding import fold
from data.words.given_names import GIVEN_NAMES

NAMES = ["entity_id", "name", "kind", "language", "count", "articles"]
"""What is known of an archive's entities: a row for each and each language."""
UNKNOWN: frozenset[str] = frozenset()
INITIALLED = re.compile(r"([^\W\d_]{1,2})\. ?(?:-?[^\W\d_]{1,2}\. ?)*([^\W\d_]{2}.*)")
"""Initials, written together with the surname or apart."""


class Row(NamedTuple):
    """What one language calls an entity: a row of NAMES."""

    entity_id: str
    name: str
    kind: str
    language: str
    mentions: int
    articles: int


class Rank(NamedTuple):
    """Which of several names stands for one: of two the greater."""

    own: bool
    known: bool
    full: bool
    upright: bool
    mentions: int
    name: str


class Spoken(NamedTuple):
    """How one language speaks of an entity: the name that stands for it there, and how often it does."""

    rank: Rank
    mentions: int
    articles: int

    @property
    def name(self) -> str:
        return self.rank.name


@dataclass(slots=True)
class Entity:
    """One or several entities of an archive that are one.

    Attributes:
        id, kind: of the one that stands for all, which has the greatest rank.
        names: by language.
        known: keys of `identity`, one at most.
        mentions: in all languages.
    """

    id: str
    kind: str
    rank: tuple[Rank, str]
    names: dict[str, Spoken]
    known: frozenset[str]
    mentions: int


Pair = tuple[Entity, Entity]


class Groups:
    """Entities, and which of them were joined to which, for what reason.

    Attributes:
        rows: their names in order of ids, those that are known under the kind that they are known as.
    """

    def __init__(self, names: pd.DataFrame) -> None:
        """Take the names of an archive, see `linking.linked`."""
        columns = (names[column].to_numpy(object) for column in NAMES)
        rows = sorted(map(Row._make, zip(*columns, strict=True)), key=_place)
        self.rows = [_of_known_kind(row) for row in rows]
        self._left: dict[str, Entity] = {}
        self._into: dict[str, tuple[str, str]] = {}
        for row in rows:
            entity = _entity(row)
            self._left[entity.id] = _both(self._left[entity.id], entity) if entity.id in self._left else entity

    def left(self) -> list[Entity]:
        """The entities that were joined to no other, in order of ids."""
        return [self._left[id_] for id_ in sorted(self._left)]

    def called(self, rows: Iterable[Row]) -> list[Entity]:
        """The entities that the names of rows stand for by now, each once."""
        return list({entity.id: entity for row in rows if (entity := self.entity_of(row))}.values())

    def entity_of(self, row: Row) -> Entity | None:
        """The entity that the name of a row stands for by now; None: another name has taken its place."""
        id_ = row.entity_id
        entity = self._left.get(id_) or self._left[self.end_of(id_)]
        return entity if entity.names[row.language].rank.name == row.name else None

    def join(self, pairs: Iterable[Pair], reason: str) -> bool:
        """Join the two of each pair, unless they are known as two; whether any were joined."""
        before = len(self._left)
        for one, other in list(pairs):
            self._join(self._left[self.end_of(one.id)], self._left[self.end_of(other.id)], reason)
        return len(self._left) < before

    def follow(self, joined: Iterable[tuple[str, str, str]]) -> None:
        """Join once more what was `joined`."""
        for id_, into, reason in joined:
            self._merge(self._left[into], self._left[id_], reason)

    def end_of(self, id_: str) -> str:
        """The entity that one was joined to in the end; itself, if to none."""
        passed = []
        while id_ in self._into:
            passed.append(id_)
            id_ = self._into[id_][0]
        for each in passed:
            self._into[each] = (id_, self._into[each][1])
        return id_

    def joined(self) -> list[tuple[str, str, str]]:
        """For each entity that was joined to another its id, that one's and the reason, in order of ids."""
        return [(id_, self.end_of(id_), self._into[id_][1]) for id_ in sorted(self._into)]

    def _join(self, one: Entity, other: Entity, reason: str) -> None:
        if one is other or are_two(one, other):
            return
        self._merge(*((one, other) if one.rank > other.rank else (other, one)), reason)

    def _merge(self, into: Entity, lost: Entity, reason: str) -> None:
        self._into[lost.id] = (into.id, reason)
        del self._left[lost.id]
        self._left[into.id] = _both(into, lost)


def are_two(one: Entity, other: Entity) -> bool:
    """Whether two entities cannot be one: known as different ones, or of different kinds and not known as one."""
    same = one.known & other.known
    return not same and bool(one.kind != other.kind or (one.known and other.known))


def is_full(name: str) -> bool:
    """Whether a person's name has more than a surname and initials."""
    return " " in name.strip() and not ("." in name and INITIALLED.fullmatch(name))


def _place(row: Row) -> tuple[str, str]:
    return row.entity_id, row.language


def _of_known_kind(row: Row) -> Row:
    kind = kind_of(identity(row.name, row.kind)) or row.kind
    return row if kind == row.kind else row._replace(kind=kind)


@lru_cache(maxsize=1)
def _nominatives() -> frozenset[str]:
    """First names in the nominative: without a dictionary nothing else tells Леонід from Леонідом."""
    return frozenset(fold(name) for row in GIVEN_NAMES for name in row)


def _entity(row: Row) -> Entity:
    known = identity(row.name, row.kind)
    rank = Rank(
        own=bool(known) and own_name(row.name, row.kind),
        known=bool(known),
        full=row.kind == "person" and is_full(row.name),
        upright=row.kind == "person" and fold(row.name.partition(" ")[0]) in _nominatives(),
        mentions=int(row.mentions),
        name=row.name,
    )
    spoken = {row.language: Spoken(rank, int(row.mentions), int(row.articles))}
    known_as = frozenset((known,)) if known else UNKNOWN
    return Entity(row.entity_id, row.kind, (rank, row.entity_id), spoken, known_as, int(row.mentions))


def _both(into: Entity, lost: Entity) -> Entity:
    names = dict(into.names)
    for language, spoken in lost.names.items():
        own = names.get(language)
        names[language] = _spoken(own, spoken) if own else spoken
    rank, known = max(into.rank, lost.rank), into.known | lost.known
    return Entity(into.id, into.kind, rank, names, known, into.mentions + lost.mentions)


def _spoken(one: Spoken, other: Spoken) -> Spoken:
    return Spoken(max(one.rank, other.rank), one.mentions + other.mentions, one.articles + other.articles)
