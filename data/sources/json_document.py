"""JSON text as rows: lists, objects and what holds them, one element in memory at a time, past what is broken."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.columns import recognise_some
from data.sources.json_decode import Broken, mended
from data.sources.json_facts import Facts
from data.sources.json_objects import NOTHING, Group, Objects, Row
from data.sources.json_text import JsonText, TooLong, sample_of
from data.sources.json_value import as_text

_MOST_SEARCHES = 100
"""Broken objects for which the text behind them is searched; one search may read the rest of the file."""
_DEEPEST = 30
_CUT = "the end of the file: it breaks off inside a list or an object"


def parse_json(text: JsonText, objects: Objects, line: int | None = None) -> Iterator[Row]:
    """The rows of a text with one or more JSON values, in order. What is broken is `Rejected` alone.

    Args:
        line: where the text stands, if it is one line of a file; None: its rows are counted.

    Raises:
        UsageError: it is a table in a form that cannot be read; names the form.
    """
    yield from _Document(text, objects, line).rows()


class _Document:
    def __init__(self, text: JsonText, objects: Objects, line: int | None) -> None:
        self._text = text
        self._objects = objects
        self._line = line
        self._usual: AbstractSet[str] = frozenset()  # keys of the last whole article
        self._cut = self._said = False  # the file breaks off; and a rejected object says so
        self._searches = 0
        self._depth = 0

    def rows(self) -> Iterator[Row]:
        text = self._text
        while char := text.peek():
            if char == "[":
                yield from self._list(NOTHING)
            elif char == "{":
                yield from self._element(char, NOTHING)
            elif char in "]}":
                text.skip()  # closes nothing: "][", or what was given up as broken
            elif any(map(str.isalnum, junk := text.junk())):
                yield self._rejected(f"is no JSON: {junk!r}", junk)
        if self._cut and not self._said and self._line is None:
            yield LeftOut(self._objects.file, self._objects.place(None), _CUT)

    def _list(self, above: Facts, header: Sequence[str] = ()) -> Iterator[Row]:
        """The elements of the list that opens here; `header` names the values of those that are lists."""
        text = self._text
        if self._depth == _DEEPEST:
            yield from self._too_deep()
            return
        self._depth += 1
        text.skip()
        while (char := text.peek()) and char != "]":
            if char != "}":
                header = yield from self._element(char, above, header)
            elif text.is_stray():
                text.skip()
            else:
                break
        if char == "]":
            text.skip()
        self._depth -= 1
        self._cut = self._cut or not char

    def _element(self, char: str, above: Facts, header: Sequence[str] = ()) -> Generator[Row, None, Sequence[str]]:
        """The rows of one value; returns the names for rows without names that follow it."""
        try:
            value = self._text.value()
        except TooLong as fault:
            yield from self._long(char, above, str(fault))
        except Broken as fault:
            yield from self._broken(char, above, str(fault))
        else:
            is_header = False
            if value.__class__ is list and value and not header and not _holds_objects(value):
                header, is_header = self._header(value)
            if not is_header:
                yield from self._whole(self._objects.named(header, value), above)
        return header

    def _header(self, values: list[Any]) -> tuple[Sequence[str], bool]:
        """The names for a list of lists, by the first of them, and whether that is a header.

        Raises:
            UsageError: nothing tells them.
        """
        named = tuple(map(as_text, values))
        if recognise_some(named, {}).tell():
            return named, True
        if any(column.isdecimal() for column in self._objects.mapping.values()):
            return tuple(str(number) for number in range(1, len(values) + 1)), False
        if self._objects.told or self._line is not None:
            return (), False
        raise UsageError(
            f'{self._objects.file} holds rows without names of columns (pandas writes so with orient="values").',
            'Say where they stand, --map title=1 --map text=2, or write it with orient="records".',
        )

    def _whole(self, value: Any, above: Facts) -> Iterator[Row]:
        for row in self._objects.rows(value, above, self._line):
            if isinstance(row, RawRow) and row.source.__class__ is dict:
                self._usual = row.source.keys()
            yield row

    def _long(self, char: str, above: Facts, reason: str) -> Iterator[Row]:
        """What cannot be held whole: a list by its elements, an object by what it holds."""
        if char == "[":
            yield from self._list(above)
            return
        mark = self._text.mark()
        likeness = self._text.sample() if char == "{" else None
        self._text.reset(mark)
        verdict = self._objects.judge(likeness) if isinstance(likeness, dict) else None
        if verdict and verdict.by_columns:
            hint = 'Write it by rows: frame.to_json(path, orient="records", lines=True, force_ascii=False).'
            raise UsageError(f"{self._objects.file} is written by columns and is too long to be turned.", hint)
        if verdict and verdict.groups:
            yield from self._within(verdict.groups, (), above)
            return
        self._text.pass_over()
        yield self._rejected(reason, None)

    def _broken(self, char: str, above: Facts, reason: str) -> Iterator[Row]:
        text = self._text
        if char == "[":
            yield from self._list(above)
            return
        if char != "{":
            junk = text.junk()
            yield self._rejected(reason, junk)
            return
        region = text.balanced()
        if region is not None:
            try:
                value = mended(region)
            except Broken:
                pass
            else:
                text.take(len(region))
                yield from self._whole(value, above)
                return
        likeness = self._likeness(region)
        if groups := self._objects.judge(likeness).groups:
            yield from self._within(groups, (), above)
            return
        usual = self._usual or likeness.keys()
        if not self._usual and self._searches < _MOST_SEARCHES:
            self._searches += 1
            usual = max((value.keys() for value in text.ahead()), key=len, default=usual)
        lost = text.resume(partial(_is_sibling, usual), len(region) if region is not None else None)
        if region is None and not text.peek():
            self._said = True
            reason = f"breaks off and cannot be read on as JSON: {reason}"
        yield self._rejected(reason, lost)

    def _likeness(self, region: str | None) -> dict[str, Any]:
        """What can be read of a broken object: of its region, else up to where nothing can be read on."""
        if region is not None:
            likeness = sample_of(region)
        elif self._searches < _MOST_SEARCHES:
            self._searches += 1
            mark = self._text.mark()
            likeness = self._text.sample()
            self._text.reset(mark)
        else:
            return {}
        return likeness if isinstance(likeness, dict) else {}

    def _within(self, groups: Sequence[Group], path: tuple[str, ...], above: Facts) -> Iterator[Row]:
        """The articles at these places of the object that opens here."""
        text = self._text
        if self._depth == _DEEPEST:
            yield from self._too_deep()
            return
        self._depth += 1
        text.skip()
        whole = next((group for group in groups if group.path == path), None)
        known = above.with_inner((whole or groups[0]).facts)
        told = False
        while (char := text.peek()) and char != "}":
            key = text.key()
            if key is None:
                if not told:
                    yield self._rejected(f"is not valid JSON: no key in line {text.line}", None)
                told = True
                yield from self._without_key(char, known)
                continue
            place = (*path, key)
            group = whole or next((group for group in groups if group.path == place), None)
            if group:
                known = above.with_inner(group.facts)
                self._objects.note(group.facts)
                yield from self._group(group, place, known)
            elif text.peek() == "{" and any(group.path[: len(place)] == place for group in groups):
                yield from self._within(groups, place, above)
            elif text.peek() not in ("}", "]"):
                text.pass_over()
        text.skip()
        self._depth -= 1
        self._cut = self._cut or not char

    def _group(self, group: Group, place: tuple[str, ...], facts: Facts) -> Iterator[Row]:
        """The articles of one group: its list, its objects by key, or its only one."""
        char = self._text.peek()
        if char == "[" and group.path == place:
            yield from self._list(facts, group.names)
        elif char == "{" and group.path == place and not group.alone:
            try:
                value = self._text.value()
            except (TooLong, Broken):
                yield from self._within([group], place, facts)
            else:
                is_map = all(isinstance(part, dict) for part in value.values())
                for part in value.values() if is_map else [value]:
                    yield from self._whole(part, facts)
        elif char not in ("}", "]", ""):
            yield from self._element(char, facts)

    def _without_key(self, char: str, facts: Facts) -> Iterator[Row]:
        """What stands where a key should: of a list whose bracket is lost the next element."""
        if char == "{":
            yield from self._element(char, facts)
        elif char == "[":
            yield from self._list(facts)
        elif char == "]":
            self._text.skip()
        elif self._text.peek() not in ("", "}", "]"):
            self._text.pass_over()

    def _too_deep(self) -> Iterator[Row]:
        self._text.pass_over()
        yield self._rejected("is nested too deeply", None)

    def _rejected(self, reason: str, row: Any) -> Rejected:
        return Rejected(self._objects.file, self._objects.place(self._line), reason, row)


def _holds_objects(values: list[Any]) -> bool:
    return any(isinstance(value, (dict, list)) for value in values)


def _is_sibling(usual: AbstractSet[str], value: Any) -> bool:
    """Whether an object found behind a broken one stands beside it, by its keys, and is not a part of it."""
    return isinstance(value, dict) and bool(usual) and len(usual & value.keys()) * 2 > len(usual)
