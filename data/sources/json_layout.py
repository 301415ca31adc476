"""How objects with the same keys are read: which key holds which field, found once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.article.raw import FIELDS
from data.sources.columns import Columns, recognise_some
from data.sources.json_value import as_running_text, as_text, as_utc
from data.sources.shapes import PARTS, SHAPES, Shape

_LONGEST_SAMPLE = 1_000


@dataclass
class Layout:
    """How objects with the same keys are read.

    Attributes:
        shape: the known shape they have, if any.
        columns: which of their keys, and of the paths a shape names, hold what.
        tells: whether they have a title or a text.
        known: whether they are articles by their shape, whatever they hold.
        told: the keys that hold title and text.
        used: the keys that hold any field.
        noted: whether a row was made with it.
        pending: keys that are not used and of which more values are wanted, to tell what they look like.
    """

    shape: Shape | None
    columns: Columns
    tells: bool
    known: bool
    told: frozenset[str]
    used: frozenset[str]
    pending: list[str]
    _readers: list[tuple[int, str, tuple[str, ...], Callable[[Any], str]]]
    _open: list[str]
    _wrapping: list[str]
    noted: bool = False

    @classmethod
    def of(cls, keys: tuple[str, ...], mapping: Mapping[str, str]) -> Layout:
        shape = next((shape for shape in SHAPES if shape.fits(keys)), None)
        paths = [path for path in mapping.values() if path not in keys and path.partition(".")[0] in keys]
        columns = recognise_some((*keys, *dict.fromkeys(paths)), mapping)
        if shape and not shape.lists:
            columns = _shaped(columns, shape, keys, mapping)
        used = sorted({place for places in columns.positions.values() for place in places})
        used += [columns.clock] if columns.clock is not None and columns.clock not in used else []
        heads = {place: columns.names[place] for place in used}
        told = {
            heads[place].partition(".")[0] for name in ("title", "text") for place in columns.positions.get(name, ())
        }
        taken = {name.partition(".")[0] for name in heads.values()} | set(heads.values())
        untitled = "title" not in columns.positions
        known = shape is not None and not shape.lists and not shape.only
        return cls(
            shape,
            columns,
            known or columns.tell(),
            known,
            frozenset(told),
            frozenset(taken),
            [key for key in keys if key not in taken],
            [(place, name, tuple(name.split(".")), _reader(name, shape)) for place, name in heads.items()],
            [] if known else [key for key in keys if key not in PARTS and (untitled or key not in told)],
            [key for key in keys if key in told and untitled and not known],
        )

    def fields(self, value: Mapping[str, Any]) -> dict[str, str]:
        """An object's fields, as `Columns.fields`."""
        cells: list[str | None] = [None] * len(self.columns.names)
        for place, name, path, read in self._readers:
            if name in value:
                held = value[name]
                cells[place] = held if held.__class__ is str and read is as_text else read(held)
            else:
                cells[place] = read(at_path(value, path))
        return self.columns.fields(cells)

    def may_hold(self, value: Mapping[str, Any]) -> bool:
        """Whether it could be more than an article: a feed, columns, or of a kind that its shape leaves out."""
        if self.known or not value:
            return False
        if (self.shape and self.shape.only) or next(iter(value.values())).__class__ is dict:
            return True
        if any(value[key].__class__ is dict for key in self._wrapping):
            return True
        return any(_holds_lists(value[key]) for key in self._open)

    def collect(self, value: Mapping[str, Any], samples: dict[str, list[str]], most: int) -> None:
        """Keep some values of the keys that are not used."""
        done = False
        for key in self.pending:
            held = value[key]
            if held or held == 0:
                kept = samples.setdefault(key, [])
                if len(kept) < most:
                    kept.append((as_text(held) or str(held))[:_LONGEST_SAMPLE])
                else:
                    done = True
        if done:
            self.pending = [key for key in self.pending if len(samples.get(key, ())) < most]


def _holds_lists(value: Any) -> bool:
    """Whether a value is a list of objects, or an object with another or a list of such within."""
    if value.__class__ is list:
        return bool(value) and value[0].__class__ in (dict, list)
    return value.__class__ is dict and any(part.__class__ in (dict, list) for part in value.values())


def at_path(value: Any, path: Sequence[str]) -> Any:
    """What stands at a path of keys, a number being an element's place in a list; None where nothing does."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _shaped(columns: Columns, shape: Shape, keys: tuple[str, ...], mapping: Mapping[str, str]) -> Columns:
    """The columns with what the shape says of its keys before what their names tell; what the user maps stays first."""
    names = list(columns.names)
    positions = dict(columns.positions)
    for field in FIELDS:
        if field not in shape.fields:
            continue
        paths = [path for path in shape.fields[field].split("|") if path in keys or path.partition(".")[0] in keys]
        names += [path for path in paths if path not in names]
        places = [names.index(path) for path in paths]
        told = positions.get(field, ())[:1] if field in mapping else ()
        open_to_others = shape.fields[field] and (field not in ("date", "outlet") or not paths)
        usual = positions.get(field, ()) if open_to_others else ()
        positions[field] = tuple(dict.fromkeys((*told, *places, *usual)))
    taken = {place for field in shape.fields for place in positions[field]}
    for field in positions.keys() - shape.fields.keys():
        positions[field] = tuple(place for place in positions[field] if place not in taken)
    held = {field: positions[field] for field in FIELDS if positions.get(field)}
    return replace(columns, names=tuple(names), positions=held, clock=None)


def _reader(name: str, shape: Shape | None) -> Callable[[Any], str]:
    if shape and shape.inline:
        return as_running_text
    return as_utc if shape and name in shape.utc else as_text
