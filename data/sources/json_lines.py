"""JSON objects as articles, and files with one on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from data.article.raw import LeftOut, RawRow, Rejected
from data.sources.columns import Columns, recognise_some
from data.sources.encoding import LONGEST_LINE, Lines, detect, open_text
from data.sources.source import Source

_TELLING = ("name", "title", "rendered", "value", "text", "#text", "content", "$date", "$oid", "url", "href")
"""Keys of a nested object, best first, whose value stands for it: {"source": {"id": 1, "name": "Вестник"}}."""

_HEAD = 100
"""Rows among which one must have a title or text, else the file holds something else."""
_SHAPES = 1_000


@dataclass
class Objects:
    """Turns objects of changing shape into rows; the columns of each shape are found once.

    Attributes:
        columns: those of the first shape with a title or text, until then of the first.
    """

    mapping: Mapping[str, str]
    file: str
    columns: Columns | None = None
    _shapes: dict[tuple[str, ...], Columns] = field(default_factory=dict)

    def row(self, line: int, value: Any) -> RawRow | Rejected:
        """One object's row."""
        if not isinstance(value, dict):
            return Rejected(self.file, line, "is not a JSON object", value)
        columns = self._columns_of(tuple(value))
        return RawRow(self.file, line, columns.fields([as_text(cell) for cell in value.values()]), value)

    def _columns_of(self, keys: tuple[str, ...]) -> Columns:
        columns = self._shapes.get(keys)
        if columns is None:
            columns = recognise_some(keys, self.mapping)
            if self.columns is None or not self.columns.tell():
                self.columns = columns
            if len(self._shapes) < _SHAPES:
                self._shapes[keys] = columns
        return columns


def as_text(value: Any) -> str:
    """A JSON value as a cell's text; of a nested object what stands for it, of a list its parts by lines."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, dict):
        return as_text(next((value[key] for key in _TELLING if value.get(key)), None))
    if isinstance(value, list):
        return "\n".join(part for part in map(as_text, value) if part)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@dataclass
class JsonLines(Source):
    """One JSON object a line."""

    _objects: Objects | None = field(default=None, init=False)
    _encoding: str = field(default="", init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        self._encoding = self._encoding or detect(self.path)
        self._objects = Objects(self.mapping, self.name)
        size = max(self.path.stat().st_size, 1)
        with open_text(self.path, self._encoding, newline="\n") as file:
            rows = parse_json_lines(Lines(file), self._objects)
            head = list(islice(rows, _HEAD))
            if self._objects.columns:
                self._objects.columns.demand(self.name)
            for row in chain(head, rows):
                if not row.line & 0xFF:
                    self.done = min(file.buffer.tell() / size, 1.0)
                yield row
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        return self._objects.columns.understood() if self._objects and self._objects.columns else {}


def parse_json_lines(lines: Iterable[tuple[int, str | None]], objects: Objects) -> Iterator[RawRow | Rejected]:
    """Read each line for itself; NaN and Infinity are nothing, of a key that occurs twice the last value counts."""
    for number, line in lines:
        if line is None:
            yield Rejected(objects.file, number, f"the line is longer than {LONGEST_LINE:,} characters")
        elif not line.isspace():
            yield _object(number, line, objects)


def _object(number: int, line: str, objects: Objects) -> RawRow | Rejected:
    source = line.rstrip("\r\n")
    try:
        return objects.row(number, json.loads(line, parse_constant=_nothing))
    except RecursionError:
        return Rejected(objects.file, number, "is nested too deeply", source)
    except ValueError as error:
        return Rejected(objects.file, number, f"is not valid JSON: {error}", source)


def _nothing(_constant: str) -> None:
    return None
