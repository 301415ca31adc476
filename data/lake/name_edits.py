"""Names as users say they are, over names as the analysis found them: the log of edits, laid over the tables on read.

An edit names entities by their ids. Those are never changed: an entity that was merged into another, by a user or by
the analysis, is read as that other, and what was split off has an id of its own. So an analysis changes nothing about
an edit, and an edit nothing about the tables.

Two edits alone reach the analysis: `add` and `alias` say forms that it shall look for, see `added`. What it finds under
an alias has an id of its own and is read as the entity that the alias is of, like everything merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.state.edits import Edit, in_force, made_by
from data.words.alias import Alias

ENTITIES = pa.schema(
    [
        ("entity_id", pa.string()),
        ("into_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("ignored", pa.bool_()),
        ("edited", pa.int32()),
        ("own_name", pa.string()),
        ("joined_by", pa.int32()),
    ]
)
FORMS = pa.schema([("entity_id", pa.string()), ("form", pa.string()), ("into_id", pa.string())])
ADDING = ("add", "alias")
"""Edits that tell the analysis what to look for."""
APART = pa.schema([("entity_id", pa.string()), ("other_id", pa.string())])


@dataclass
class NameEdits:
    """What the edits of names come to.

    Attributes:
        into: of an entity that the analysis or a user joined to another, that one; it may have been joined further.
        forms: of an entity and a written form, the entity that the form was given to.
        names, kinds: of entities that have been given another.
        ignored: entities that are no names.
        pairs: entities that are not one, whatever speaks for it.
        added: entities that the next analysis is told to look for.
        parted: entities that the analysis had joined and a user said are two, and those that they were joined to.
        joined_by: of an entity that a user joined to another, the edit that did.
        numbers: of an entity, the last edit that changed how it is read.
    """

    into: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    parted: set[str] = field(default_factory=set)
    joined_by: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, log: Sequence[Edit], lineage: Iterable[tuple[str, str]] = ()) -> NameEdits:
        """The edits in force, one after another, over what the analysis joined.

        Args:
            log: every edit.
            lineage: entity_id and into_id, see `schema.ENTITY_LINEAGE`.
        """
        edits, said, rows = cls(), in_force(log, "name"), list(lineage)
        parted = edits._parted(said, dict(rows))
        for entity, into in rows:
            if entity not in parted:
                edits._merge(entity, into)
        for edit in said:
            edits.add(edit)
        return edits

    def add(self, edit: Edit) -> None:
        """One more edit, after all others."""
        content, what = edit.content, edit.content["what"]
        if what == "add":
            self.added.add(content["made"])
            return
        entity = self.read_as(content["entity"])
        if what == "apart":
            pair = content["entity"], content["other"]
            self.pairs.add(pair)
            self.numbers |= dict.fromkeys(map(self.read_as, self.parted.intersection(pair)), edit.number)
            return
        changed = entity
        if what == "merge":
            changed = self._merge(entity, content["into"], edit.number)
        elif what == "alias":
            changed = self._merge(content["made"], entity, edit.number)
        elif what == "split":
            changed = self._split(edit.number, entity, content)
        elif what == "rename":
            self.names[entity] = content["name"].strip()
        elif what == "kind":
            self.kinds[entity] = content["kind"]
        elif what == "ignore":
            self.ignored.add(entity)
        self.numbers |= dict.fromkeys((entity, changed), edit.number)

    def read_as(self, entity: str) -> str:
        """The entity that another is read as, itself where it was never merged."""
        passed = []
        while entity in self.into:
            passed.append(entity)
            entity = self.into[entity]
        self.into.update(dict.fromkeys(passed, entity))  # a long chain is walked once
        return entity

    def knows(self, entity: str) -> bool:
        """Whether some edit speaks of this entity, made it, or told the analysis to look for it."""
        return entity in self.numbers or entity in self.into or entity in self.added

    def touched(self) -> set[str]:
        """Every entity that is read otherwise than the analysis left it."""
        split = {entity for entity, _ in self.forms} | set(self.forms.values())
        return {*self.into, *self.into.values(), *split, *self.names, *self.kinds, *self.ignored, *self.parted}

    def entities(self) -> pa.Table:
        """As in `ENTITIES`: how each entity that is touched is read; name and kind null where the analysis' stand,
        `edited` (the number of the last edit that changed it) where no user said anything, `own_name` (what a user
        called it, whatever it is read as now) where no user did, `joined_by` where no edit joined it to another.
        """
        rows = []
        for entity in sorted(self.touched()):
            read = self.read_as(entity)
            said = self.names.get(read), self.kinds.get(read), read in self.ignored, self.numbers.get(read)
            own = self.names.get(entity), self.joined_by.get(entity)
            rows.append(dict(zip(ENTITIES.names, (entity, read, *said, *own), strict=True)))
        return pa.Table.from_pylist(rows, schema=ENTITIES)

    def given(self) -> pa.Table:
        """As in `FORMS`: forms that were given to another entity."""
        rows = [{"entity_id": e, "form": form, "into_id": into} for (e, form), into in sorted(self.forms.items())]
        return pa.Table.from_pylist(rows, schema=FORMS)

    def apart(self) -> pa.Table:
        """As in `APART`: pairs that are not one, both ways round."""
        read = {(self.read_as(one), self.read_as(other)) for one, other in self.pairs}
        both = sorted(read | {(other, one) for one, other in read})
        return pa.Table.from_pylist([dict(zip(APART.names, pair, strict=True)) for pair in both], schema=APART)

    def _merge(self, entity: str, into: str, number: int | None = None) -> str:
        """Read one as the other, unless they are one already: then nothing would ever end.

        Args:
            number: of the edit that says so; None: the analysis does.
        """
        entity, into = self.read_as(entity), self.read_as(into)
        if entity != into:
            self.into[entity] = into
            self.joined_by |= {} if number is None else {entity: number}
        return into

    def _parted(self, said: Iterable[Edit], ends: Mapping[str, str]) -> set[str]:
        """Entities whose join by the analysis a user took back: it holds for them with whatever the analysis takes for
        the other by now.
        """
        taken = set[str]()
        for edit in said:
            if edit.content["what"] == "apart":
                one, other = edit.content["entity"], edit.content["other"]
                end = ends.get(one, one)
                if one != other and end == ends.get(other, other):
                    taken.add(one if one in ends else other)
                    self.parted |= {one, other, end}
        return taken

    def joined_to(self, entity: str) -> list[str]:
        """The entities that are read as this one, itself left out."""
        return [each for each in self.into if self.read_as(each) == entity]

    def _split(self, number: int, entity: str, content: Mapping[str, Any]) -> str:
        target = self.read_as(content["into"]) if content.get("into") else made_by(number)
        if not content.get("into"):
            self.names[target], self.kinds[target] = content["name"].strip(), content["kind"]
        for each in (entity, *self.joined_to(entity)):
            self.forms |= {(each, form): target for form in content["forms"]}
        return target


def added(log: Sequence[Edit]) -> tuple[Alias, ...]:
    """What the edits in force tell the analysis to look for besides the alias table.

    Forms count as they are written and in no other case, for the user lists those that are meant. An alias' first form
    stands for a name of its own; reading makes it the entity that the alias is of.
    """
    found = []
    for edit in in_force(log, "name"):
        content = edit.content
        if content["what"] == "add":
            found.append(Alias(content["name"].strip(), content["kind"], tuple(content["forms"]), "exact case"))
        elif content["what"] == "alias":
            name, *forms = content["forms"]
            found.append(Alias(name, content["kind"], tuple(forms), "exact case"))
    return tuple(found)


def waiting(log: Sequence[Edit], looked_for: int) -> set[int]:
    """Numbers of the edits that the next analysis will carry out or take back: what they add it has not looked for yet,
    or looked for before they were undone.

    Args:
        log: every edit.
        looked_for: number of the last edit that the analysis before knew, see `Edition.looked_for`.
    """
    return _adding(log) ^ _adding([edit for edit in log if edit.number <= looked_for])


def changed(log: Sequence[Edit], looked_for: int) -> tuple[Alias, ...]:
    """What those that wait add or take back: articles without any of these forms need not be read again."""
    late = waiting(log, looked_for)
    return added([edit for edit in log if edit.number in late])


def _adding(log: Sequence[Edit]) -> set[int]:
    return {edit.number for edit in in_force(log, "name") if edit.content["what"] in ADDING}


def of_entities(log: Sequence[Edit], forms: Mapping[str, Iterable[str]], waiting: Collection[int] = ()) -> list[int]:
    """Numbers of the edits of names that name nothing but what is there: what others name may be in no article.

    Args:
        log: every edit.
        forms: by the entities that are there how each is written.
        waiting: edits that no analysis has looked at: nobody can have forgotten what they name.
    """
    known, written, kept = set(forms), {form for each in forms.values() for form in each}, []
    for edit in log:
        content = edit.content
        if edit.about != "name":
            continue
        spoken = {content[key] for key in ("entity", "into", "other") if isinstance(content.get(key), str)}
        there = spoken <= known
        if content["what"] in ADDING:
            there = there and (edit.number in waiting or not written.isdisjoint(_looked_for(content)))
        elif content["what"] not in {"undo", "forgotten"}:
            there = there and written.issuperset(content.get("forms", ()))
        if there:
            kept.append(edit.number)
            known |= {made_by(edit.number)} if content["what"] == "split" else {content.get("made", "")}
    return kept


def _looked_for(content: Mapping[str, Any]) -> list[str]:
    return [*content["forms"], *([content["name"].strip()] if content["what"] == "add" else [])]
