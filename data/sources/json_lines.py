"""Files with a JSON object on each line; one that is laid out otherwise is read as a JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import chain, islice
from typing import ClassVar

from data.article.raw import RawRow, Rejected
from data.sources.encoding import LONGEST_LINE, Lines, detect, open_text
from data.sources.json_decode import Broken, decode
from data.sources.json_document import parse_json
from data.sources.json_objects import Objects, Row
from data.sources.json_text import JsonText
from data.sources.json_value import as_text
from data.sources.source import Source

__all__ = ["JsonLines", "as_text", "parse_json_lines"]

_HEAD = 100
"""Rows among which one must have a title or text, else the file holds something else."""
_HELD = 1_000
_SNIFFED = 20
_AROUND = " \t\r\n,;\ufeff\x1e"


@dataclass
class JsonLines(Source):
    """One JSON object a line. `line` of a row is its line's number, in a document the row's number from 1."""

    usually: ClassVar[bool] = True
    """Whether files of this ending have an object on each line, unless their beginning shows otherwise."""

    _objects: Objects | None = field(default=None, init=False)
    _encoding: str = field(default="", init=False)
    _by_lines: bool | None = field(default=None, init=False)

    def rows(self) -> Iterator[Row]:
        self._encoding = self._encoding or detect(self.path)
        if self._by_lines is None:
            self._by_lines = self._is_by_lines()
        self._objects = Objects(self.mapping, self.name)
        size = max(self.path.stat().st_size, 1)
        with open_text(self.path, self._encoding, newline="\n" if self._by_lines else "") as file:
            rows = self._rows(
                parse_json_lines(Lines(file), self._objects)
                if self._by_lines
                else parse_json(JsonText(file), self._objects)
            )
            for number, row in enumerate(rows):
                if not number & 0xFF:
                    self.done = min(file.buffer.tell() / size, 1.0)
                yield row
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        return self._objects.understood() if self._objects else {}

    def unused(self) -> dict[str, str | None]:
        return self._objects.unused() if self._objects else {}

    def _rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """All rows, once their first have shown a title or a text."""
        objects = self._objects
        assert objects is not None
        head: list[Row] = []
        read = 0
        for row in rows:
            head.append(row)
            read += isinstance(row, RawRow)
            if objects.told or read == _HEAD or len(head) == _HELD:
                break
        if read or not self._by_lines:
            first = next((row.reason for row in head if isinstance(row, Rejected)), "")
            objects.demand("" if read else first)
        yield from chain(head, rows)

    def _is_by_lines(self) -> bool:
        with open_text(self.path, self._encoding, newline="\n") as file:
            lines = (line and line.strip(_AROUND) for _, line in Lines(file))
            head = list(islice((line for line in lines if line != ""), _SNIFFED))
        whole = [line is not None and line[0] == "{" and line[-1] == "}" for line in head]
        if not head or not head[0]:
            return self.usually and not head
        if self.usually:
            return head[0][0] != "[" and (whole[0] or sum(whole) * 2 >= len(whole))
        return len(whole) > 1 and whole[0] and sum(whole) * 2 >= len(whole)


def parse_json_lines(lines: Iterable[tuple[int, str | None]], objects: Objects) -> Iterator[Row]:
    """Read each line for itself; NaN and Infinity are nothing, of a key that occurs twice the last value counts."""
    for number, line in lines:
        if line is None:
            yield Rejected(objects.file, number, f"the line is longer than {LONGEST_LINE:,} characters")
        elif not line.isspace():
            yield from _line(number, line, objects)


def _line(number: int, line: str, objects: Objects) -> Iterator[Row]:
    try:
        value, end = decode(line)
        plain = end >= len(line) or line[end:].isspace()
    except (json.JSONDecodeError, Broken):
        plain = False
    if plain:
        return objects.rows(value, line=number)
    return parse_json(JsonText(StringIO(line.rstrip("\r\n"))), objects, number)
