"""Names as users say they are, over names as the analysis found them: the log of edits, laid over the tables on read.

An edit names entities by their ids. Those are never changed: an entity that was merged into another, by a user or by
the analysis, is read as that other, and what was split off has an id of its own. So an analysis changes nothing about
an edit, and an edit nothing about the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.state.edits import Edit, in_force

ENTITIES = pa.schema(
    [
        ("entity_id", pa.string()),
        ("into_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("ignored", pa.bool_()),
    ]
)
FORMS = pa.schema([("entity_id", pa.string()), ("form", pa.string()), ("into_id", pa.string())])


@dataclass
class NameEdits:
    """What the edits of names come to.

    Attributes:
        into: of an entity that the analysis or a user joined to another, that one; it may have been joined further.
        forms: of an entity and a written form, the entity that the form was given to.
        names, kinds: of entities that have been given another.
        ignored: entities that are no names.
    """

    into: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, log: Sequence[Edit], lineage: Iterable[tuple[str, str]] = ()) -> NameEdits:
        """The edits in force, one after another, over what the analysis joined.

        Args:
            lineage: entity_id and into_id, see `schema.ENTITY_LINEAGE`.
        """
        edits = cls(into=dict(lineage))
        for edit in in_force(log):
            if edit.about == "name" and edit.content["what"] != "forgotten":
                edits.add(edit)
        return edits

    def add(self, edit: Edit) -> None:
        """One more edit, after all others."""
        content = edit.content
        entity = self.read_as(content["entity"])
        if content["what"] == "merge":
            into = self.read_as(content["into"])
            if into != entity:
                self.into[entity] = into
        elif content["what"] == "split":
            self._split(edit.number, entity, content)
        elif content["what"] == "rename":
            self.names[entity] = content["name"].strip()
        elif content["what"] == "kind":
            self.kinds[entity] = content["kind"]
        elif content["what"] == "ignore":
            self.ignored.add(entity)

    def read_as(self, entity: str) -> str:
        """The entity that another is read as, itself where it was never merged."""
        passed = []
        while entity in self.into:
            passed.append(entity)
            entity = self.into[entity]
        self.into.update(dict.fromkeys(passed, entity))  # a long chain is walked once
        return entity

    def touched(self) -> set[str]:
        """Every entity that some edit speaks of."""
        split = {entity for entity, _ in self.forms} | set(self.forms.values())
        return {*self.into, *self.into.values(), *split, *self.names, *self.kinds, *self.ignored}

    def entities(self) -> pa.Table:
        """As in `ENTITIES`: how each entity that is touched is read; name and kind null where the analysis' stand."""
        rows = []
        for entity in sorted(self.touched()):
            read = self.read_as(entity)
            row = (entity, read, self.names.get(read), self.kinds.get(read), read in self.ignored)
            rows.append(dict(zip(ENTITIES.names, row, strict=True)))
        return pa.Table.from_pylist(rows, schema=ENTITIES)

    def given(self) -> pa.Table:
        """As in `FORMS`: forms that were given to another entity."""
        rows = [{"entity_id": e, "form": form, "into_id": into} for (e, form), into in sorted(self.forms.items())]
        return pa.Table.from_pylist(rows, schema=FORMS)

    def _split(self, number: int, entity: str, content: Mapping[str, Any]) -> None:
        target = self.read_as(content["into"]) if content.get("into") else split_off(number)
        if not content.get("into"):
            self.names[target], self.kinds[target] = content["name"].strip(), content["kind"]
        for each in self._read_as(entity):
            self.forms |= {(each, form): target for form in content["forms"]}

    def _read_as(self, entity: str) -> Iterable[str]:
        """The entity and all that are read as it."""
        return [entity, *(each for each in self.into if self.read_as(each) == entity)]


def split_off(number: int) -> str:
    """The id of the entity that an edit made."""
    return f"edit-{number}"


def of_entities(log: Sequence[Edit], forms: Mapping[str, Iterable[str]]) -> list[int]:
    """Numbers of the edits that name nothing but what is there: what others name may be in no article any more.

    Args:
        log: every edit.
        forms: by the entities that are there how each is written.
    """
    known, written, kept = set(forms), {form for each in forms.values() for form in each}, []
    for edit in log:
        spoken = {edit.content[key] for key in ("entity", "into") if isinstance(edit.content.get(key), str)}
        if edit.content["what"] in {"undo", "forgotten"} or (
            spoken <= known and written.issuperset(edit.content.get("forms", ()))
        ):
            kept.append(edit.number)
            known |= {split_off(edit.number)} if edit.content["what"] == "split" else set()
    return kept
