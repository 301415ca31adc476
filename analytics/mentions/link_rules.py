"""Rules that say which entities are one; each leaves open what fits several.

A rule is given the names of an archive and notes those that share a key, so that the work grows with their number;
what it returns gives pairs of the entities that these names stand for by now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product
from math import inf

from analytics.mentions import link_keys as keys
from analytics.mentions.link_groups import Entity, Groups, Pair, Row, are_two, is_full
from analytics.mentions.near_names import are_forms_of_one, are_names, are_spellings, near
from analytics.mentions.spelling import is_latin

Turn = Callable[[Groups], Iterable[Pair]]
Rule = Callable[[Sequence[Row]], Turn]
Sides = Callable[[Entity], Iterable[str]]

MOST = 0.7
"""Share of the mentions of all whom a surname or a misspelling fits that the one meant has, at least."""
NEARLY_ALL = 0.9
"""The same of initials and acronyms: what is left are misspellings."""
TIMES = 4
"""How often a surname alone is mentioned for each mention of its bearer, at most; of a lone misspelling, at least."""


def alike(key: keys.Keys) -> Rule:
    """Entities that share a key are one, unless two of them are known as two."""
    return _together(key, lambda same: len(frozenset().union(*(entity.known for entity in same))) <= 1)


def across(key: keys.Keys, sides: Sides) -> Rule:
    """Entities that share a key are one where each side, a language or a script, has one of them at most."""

    def are_apart(same: Sequence[Entity]) -> bool:
        taken = [side for entity in same for side in sides(entity)]
        return len(taken) == len(set(taken))

    return _together(key, are_apart)


def designated(rows: Sequence[Row]) -> Turn:
    """Organisations that differ in what stands before or behind their name, where that is one noun at most."""

    def has_one_noun(same: Sequence[Entity]) -> bool:
        names = (spoken.name for entity in same for spoken in entity.names.values())
        return len({keys.parted(name)[0] for name in names} - {""}) <= 1

    return _together(keys.bare, has_one_noun)(rows)


def standing_for(short: keys.Keys, full: keys.Keys, share: float = 1.0, times: float = inf) -> Rule:
    """An entity is the one that its short key fits, or that has a share of the mentions of all whom it fits."""

    def rule(rows: Sequence[Row]) -> Turn:
        shorts, fulls = _by_key(rows, short), _by_key(rows, full)
        meetings = [(shorts[key], fulls[key]) for key in shorts if key in fulls]

        def turn(groups: Groups) -> Iterator[Pair]:
            for ours, theirs in meetings:
                best = _mostly(groups.called(theirs), share)
                for entity in groups.called(ours) if best else ():
                    if best and not entity.known - best.known and entity.mentions <= times * best.mentions:
                        yield entity, best

        return turn

    return rule


def declined(rows: Sequence[Row]) -> Turn:
    """People whose full names differ in the endings of cases alone, with the most mentioned of them."""

    def are_one(*both: Entity) -> bool:
        return any(are_forms_of_one(*names) for names in _all_names(*both) if all(map(is_full, names)))

    return _with_most_mentioned(keys.undeclined_name, are_one)(rows)


def sounding_alike(rows: Sequence[Row]) -> Turn:
    """Entities whose names differ in vowels and gaps, in words that are no other names, with the most mentioned one.

    A lone word of a person is left: Карлсен is not Карлсон.
    """

    def are_one(*both: Entity) -> bool:
        return all(are_spellings(*names) for names in _all_names(*both))

    return _with_most_mentioned(keys.heard_through, are_one)(rows)


def _with_most_mentioned(key: keys.Keys, are_one: Callable[[Entity, Entity], bool]) -> Rule:
    """Entities that share a key, each with the most mentioned of them if these two are one."""

    def rule(rows: Sequence[Row]) -> Turn:
        meetings = _meetings(rows, key)

        def turn(groups: Groups) -> Iterator[Pair]:
            for same in map(groups.called, meetings):
                best = _mostly(same, 0.0)
                for entity in same:
                    if best and entity is not best and are_one(entity, best):
                        yield entity, best

        return turn

    return rule


def one_letter_apart(rows: Sequence[Row]) -> Turn:
    """Entities whose names one letter tells apart: in one language with the usual one, across languages the only one.

    A lone word joins only a much more usual one of its language.
    """
    noted = _near(rows)

    def turn(groups: Groups) -> Iterator[Pair]:
        usual: dict[str, dict[str, Entity]] = defaultdict(dict)
        others: dict[str, dict[str, Entity]] = defaultdict(dict)
        entity_of: dict[str, Entity] = {}
        for one, other, lone in _called(groups, noted):
            entity_of |= {one.id: one, other.id: other}
            rare, best = sorted((one, other), key=_weight)
            if not one.names.keys() & other.names.keys():
                others[one.id][other.id] = other
                others[other.id][one.id] = one
            elif not lone or best.mentions >= TIMES * rare.mentions:
                usual[rare.id][best.id] = best
        for id_, found in usual.items():
            if best_of := _mostly([*found.values()], MOST):
                yield entity_of[id_], best_of
        for id_, found in others.items():
            only = next(iter(found.values()))
            if len(found) == len(others[only.id]) == 1:
                yield entity_of[id_], only

    return turn


def _near(rows: Sequence[Row]) -> list[tuple[Row, Row, bool]]:
    """Names of one kind that are near each other, neither a name of its own; and whether they are lone words."""
    found = []
    for kind in ("person", "organisation", "place"):
        named = [row for row in rows if row.kind == kind]
        for one, other, *words in near([row.name for row in named]):
            if named[one].entity_id != named[other].entity_id and not are_names(*words, kind):
                found.append((named[one], named[other], " " not in named[one].name))
    return found


def _called(groups: Groups, noted: Iterable[tuple[Row, Row, bool]]) -> Iterator[tuple[Entity, Entity, bool]]:
    for one, other, lone in noted:
        ours, theirs = groups.entity_of(one), groups.entity_of(other)
        if ours and theirs and ours is not theirs and not are_two(ours, theirs):
            yield ours, theirs, lone


def _together(key: keys.Keys, are_one: Callable[[Sequence[Entity]], bool]) -> Rule:
    """Entities that share a key are one where all of them can be."""

    def rule(rows: Sequence[Row]) -> Turn:
        meetings = _meetings(rows, key)

        def turn(groups: Groups) -> Iterator[Pair]:
            for same in map(groups.called, meetings):
                if len(same) > 1 and are_one(same):
                    yield from ((same[0], other) for other in same[1:])

        return turn

    return rule


def _meetings(rows: Sequence[Row], key: keys.Keys) -> list[list[Row]]:
    """The rows of several entities that share a key."""
    return [same for same in _by_key(rows, key).values() if same[0].entity_id != same[-1].entity_id]


def _by_key(rows: Sequence[Row], key: keys.Keys) -> dict[Hashable, list[Row]]:
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        for each in key(row.kind, row.name):
            found[each].append(row)
    return found


def _mostly(found: Sequence[Entity], share: float) -> Entity | None:
    """The one with a share of all mentions; None where there is none."""
    if len(found) < 2:
        return found[0] if found else None
    best = max(found, key=_weight)
    return best if share < 1 and best.mentions >= share * sum(entity.mentions for entity in found) else None


def _weight(entity: Entity) -> tuple[int, str]:
    return entity.mentions, entity.id


def _all_names(*entities: Entity) -> Iterator[tuple[str, ...]]:
    """Every name of the first with every one of the second."""
    return product(*([spoken.name for spoken in entity.names.values()] for entity in entities))


def _scripts(entity: Entity) -> set[str]:
    return {"Latin" if is_latin(spoken.name) else "other" for spoken in entity.names.values()}


RULES: tuple[tuple[str, Rule], ...] = (
    ("synonym", alike(keys.known)),
    ("spelling", alike(keys.spelling)),
    ("initials", standing_for(keys.initials, keys.for_initials, NEARLY_ALL)),
    ("surname", standing_for(keys.lone_surname, keys.surname, MOST, TIMES)),
    ("case", declined),
    ("middle name", standing_for(keys.first_and_last, keys.middle_left_out)),
    ("designation", designated),
    ("designation", standing_for(keys.coined, keys.beginnings, NEARLY_ALL, 1.0)),
    ("acronym", standing_for(keys.acronym, keys.first_letters, NEARLY_ALL)),
    ("language", across(keys.stems, lambda entity: entity.names)),
    ("spelling", one_letter_apart),
    ("script", across(keys.heard, _scripts)),
    ("spelling", sounding_alike),
)
"""In order of trust."""
