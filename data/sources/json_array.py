"""JSON files: an array of objects wherever it stands in the file, or one object, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TextIO

import ijson

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.columns import recognise_some
from data.sources.encoding import LONGEST_LINE, Lines, detect, open_text
from data.sources.json_lines import JsonLines, Objects
from data.sources.source import Source

DEEPEST = 100
"""Levels inside one object; a deeper one is rejected."""

Place = tuple[str, ...]
"""The way to an object: keys, and "[]" for any element of an array."""

_MOST_KEYS = 200
_CHUNK = 1 << 16
_STRING = r'"(?:[^"\\]++|\\.)*+(?:(?P<closed>")|\\?\Z)'
_ODD_NUMBER = r"-?\d+(?:\.\d+)?[eE][+-]?\d+|-?\d[\d.]{15,}"
_TOKEN = re.compile(rf"{_STRING}|-?\b(?:NaN|Infinity)\b|{_ODD_NUMBER}", re.DOTALL)
_WRONG_BYTES = re.compile(r"[\ud800-\udfff]")
_STARTS, _ENDS = ("start_map", "start_array"), ("end_map", "end_array")


@dataclass
class JsonFile(Source):
    """A JSON file; one with an object on each line is read as JSON Lines. `line` of a row is its number from 1."""

    _lines: JsonLines | None = field(default=None, init=False)
    _objects: Objects | None = field(default=None, init=False)
    _encoding: str = field(default="", init=False)
    _place: Place | None = field(default=None, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        self._encoding = self._encoding or detect(self.path)
        if self._is_json_lines():
            self._lines = self._lines or JsonLines(self.path, self.mapping, self.name)
            for row in self._lines.rows():
                self.done = self._lines.done
                yield row
        else:
            self._objects = Objects(self.mapping, self.name)
            yield from self._rows(self._objects)
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        if self._lines:
            return self._lines.understood()
        return self._objects.columns.understood() if self._objects and self._objects.columns else {}

    def _is_json_lines(self) -> bool:
        """Whether the first two lines that hold anything are an object each."""
        with open_text(self.path, self._encoding, newline="\n") as file:
            filled = (line.strip() for _, line in Lines(file) if line and not line.isspace())
            head = list(islice(filled, 2))
        return len(head) == 2 and all(line.startswith("{") and line.endswith("}") for line in head)

    def _rows(self, objects: Objects) -> Iterator[RawRow | Rejected]:
        size = max(self.path.stat().st_size, 1)
        if self._place is None:
            with open_text(self.path, self._encoding, newline="") as file:
                self._place = find_place(Utf8(file), objects)
        with open_text(self.path, self._encoding, newline="") as file:
            for row in parse_json(Utf8(file), self._place, objects):
                self.done = min(file.buffer.tell() / size, 1.0)
                yield row


def find_place(file: Utf8, objects: Objects) -> Place:
    """Where the articles are: the first objects, in an array or the whole file, that have a key for title or text.

    Raises:
        UsageError: the file is no JSON, or holds no such object; names the keys it has.
    """
    path: list[str] = []
    keys: list[list[str]] = []
    seen: dict[str, None] = {}
    for kind, value in _events(file, objects.file):
        if kind == "map_key":
            path[-1] = value
            if len(keys[-1]) < _MOST_KEYS:
                keys[-1].append(value)
        elif kind == "start_array":
            path.append("[]")
        elif kind == "start_map":
            path.append("")
            keys.append([])
        elif kind in _ENDS:
            path.pop()
            if kind == "end_map":
                names = keys.pop()
                if (not path or path[-1] == "[]") and _is_article(names, objects):
                    return tuple(path)
                if len(seen) < _MOST_KEYS:
                    seen |= dict.fromkeys(names)
    listed = ", ".join(map(repr, list(seen)[:30])) or "none"
    hint = "Name one: --map title=KEY or --map text=KEY."
    raise UsageError(f"{objects.file} has no objects with a title or text; its keys are {listed}.", hint)


def parse_json(file: Utf8, place: Place, objects: Objects) -> Iterator[RawRow | Rejected]:
    """The rows at that place, in order.

    Raises:
        UsageError: the file breaks off; the rows before that have been given.
    """
    path: list[str] = []
    number = 0
    events = _events(file, objects.file)
    for kind, value in events:
        if kind in _ENDS:
            path.pop()
        elif kind == "map_key":
            path[-1] = value
        elif len(path) == len(place) and tuple(path) == place:
            number += 1
            yield _row(number, kind, value, events, objects)
        elif kind in _STARTS:
            path.append("[]" if kind == "start_array" else "")


def _is_article(keys: list[str], objects: Objects) -> bool:
    return recognise_some(keys, objects.mapping).tell()


def _row(number: int, kind: str, value: Any, events: Iterator[tuple[str, Any]], objects: Objects) -> RawRow | Rejected:
    """Build one value from its events; one nested too deeply is passed over without being built."""
    if kind not in _STARTS:
        return objects.row(number, value)
    builder = ijson.ObjectBuilder()
    builder.event(kind, value)
    depth = deepest = 1
    while depth:
        kind, value = next(events)
        depth += (kind in _STARTS) - (kind in _ENDS)
        deepest = max(deepest, depth)
        if deepest <= DEEPEST:
            builder.event(kind, value)
    if deepest > DEEPEST:
        return Rejected(objects.file, number, f"is nested {deepest} levels deep; {DEEPEST} may be")
    return objects.row(number, builder.value)


def _events(file: Utf8, name: str) -> Iterator[tuple[str, Any]]:
    try:
        yield from ijson.basic_parse(file, use_float=True)
    except (ijson.JSONError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise UsageError(f"{name} cannot be read on as JSON: {reason}", "Export it again.") from error


class Utf8:
    """A text file as the bytes that the parser wants, with what it would break off at made harmless.

    NaN and Infinity become null; numbers with an exponent or more than 15 digits, which would lose some or overflow,
    become strings; wrong bytes become U+FFFD.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._held = ""

    def read(self, size: int = _CHUNK) -> bytes:
        if not size:
            return b""
        ready = ""
        while not ready:
            chunk = self._file.read(max(size // 2, _CHUNK))
            ready, self._held = _split(self._held + chunk, last=not chunk)
            if not chunk:
                break
        return _TOKEN.sub(_harmless, _WRONG_BYTES.sub("\ufffd", ready)).encode()


def _harmless(token: re.Match[str]) -> str:
    text = token[0]
    if text[0] == '"':
        return text
    return "null" if text[-1] in "Ny" else f'"{text}"'


def _split(text: str, *, last: bool) -> tuple[str, str]:
    """What can be given on, and what must wait because a string or word may not be complete."""
    if last or len(text) > LONGEST_LINE:
        return text, ""
    end = 0
    for token in _TOKEN.finditer(text):
        if token[0][0] == '"' and not token["closed"]:
            return text[: token.start()], text[token.start() :]
        end = token.end()
    if end == len(text) and text[-1:] == '"':
        return text, ""
    cut = max(text.rfind(sign, end) for sign in ",:[]{} \n") + 1  # a number or word may go on in the next chunk
    return text[:cut], text[cut:]
