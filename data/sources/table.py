"""Rows of cells, whatever file they come from: where their header stands, and which of them are no articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from data.article import dates
from data.article.raw import LeftOut, RawRow
from data.sources.columns import Columns, count_known, demand_mapped, looks_like, recognise_some
from data.sources.headless import evidence, guess

HEADER_WITHIN = 20
"""Filled rows from the top among which the header stands."""

HEAD = "head of a report"
AGAIN = "header again"
TOTALS = "row of totals"
NUMBERS = "row of numbers"
HEADING = "heading of a group"

_SAMPLE = 50
_LONGEST_LABEL = 80
_SHORTEST_DATE = 6
_TOTALS = re.compile(
    r"(?:итого|всего|итог|в том числе|усього|всього|разом|підсумок|(?:grand |sub)?totals?)"
    r"(?:\s+(?:по|за|в|на|for|in|of)\s.{1,60}?)?[\s:–—-]*[\d\s.,]*"
    r"(?:(?:сообщени|публикаци|материал|стат|упоминани|запис|новост|повідомлен|публікаці|матеріал|стат|article|message"
    r"|mention|item|result|record|row|publication)\w*)?[\s:–—-]*[\d\s.,]*\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?[\d\s]*\d(?:[.,]\d+)?\s*%?")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")
_ADDRESS = ("http://", "https://", "//", "www.")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first rows of a table tell.

    Attributes:
        columns: what its columns hold.
        at: which of the rows is the header; None: the table has none, its cells told the columns.
        sure: the header has several known names, or no unknown one, and one of them is a title's or text's.
    """

    columns: Columns
    at: int | None
    sure: bool


def find_header(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> Header:
    """Find the header among the first filled rows.

    It is the row with the most known names, less the cells that stand in no header: dates, addresses, numbers, long
    texts. Where no row has more names than such cells, the first one is the header if it has none of them, else the
    table has no header.
    """
    first = [[cell.strip() for cell in row] for row in rows[:HEADER_WITHIN]]
    at, best, known = None, (False, 0), 0
    for number, row in enumerate(first):
        names = count_known(row, mapping)
        if not names or (best[0] and names <= best[1]):
            continue  # cannot be better, and looking for dates takes its time
        score = recognise_some(row, mapping).tell(), names - evidence(row)
        if score[1] > 0 and score > best:
            at, best, known = number, score, names
    if at is None and first and not evidence(first[0]):
        at = 0
    if at is not None:
        columns = recognise_some(first[at], mapping)
        return Header(columns, at, columns.tell() and (known > 1 or known == sum(map(bool, first[at]))))
    numbers = [str(number) for number in range(1, max(map(len, rows), default=0) + 1)]
    return Header(recognise_some(numbers, guess(rows) | dict(mapping)), None, sure=False)


def demand(header: Header, mapping: Mapping[str, str], where: str) -> None:
    """Raise UsageError if a column that the user named is absent, or none holds a title or a text."""
    demand_mapped(header.columns.names, mapping, where)
    header.columns.demand(where)


def above(rows: Sequence[Sequence[str]], header: Header) -> list[bool]:
    """Which of the rows above the header are articles, as in a sorted file; the others are a report's head."""
    found = []
    for row in rows[: header.at or 0]:
        fields = header.columns.fields(row)
        dated = dates.read(fields.get("date", "")) or fields.get("url", "").startswith(_ADDRESS)
        found.append(bool(dated) and ("title" in fields or "text" in fields))
    return found


@dataclass
class Table:
    """The rows under a header, one after the other.

    Attributes:
        file: what rows say they stand in.
        columns: which column holds what.
        where: put before the reasons of rows left out, as "sheet 'Январь': ".
    """

    file: str
    columns: Columns
    where: str = ""
    _samples: dict[int, list[str]] = field(default_factory=dict, init=False)
    _watched: list[int] = field(default_factory=list, init=False)
    _width: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._widen(len(self.columns.names))

    def row(
        self, line: int, cells: Sequence[str], links: Mapping[int, str] | None = None, *, merged: bool = False
    ) -> RawRow | LeftOut:
        """A row's fields, or what it is if it is no article.

        Args:
            line: its number in the file.
            cells: as text.
            links: addresses behind cells, by position.
            merged: its first filled cell runs over most of the table.
        """
        fields = self.columns.fields(cells, links) if links else self.columns.fields(cells)
        if not _is_usual(fields) and (reason := self._no_article(cells, fields, merged)):
            return LeftOut(self.file, line, self.where + reason)
        if len(cells) > self._width:
            self._widen(len(cells))
        if self._watched:
            self._watch(cells)
        return RawRow(self.file, line, fields, cells)

    def unused(self) -> dict[str, str | None]:
        """Columns that held something and are not used, each with the field it looks like."""
        names = self.columns.names
        found: dict[str, str | None] = {}
        for position, values in sorted(self._samples.items()):
            if values:
                name = names[position] if position < len(names) else ""
                found[name or f"column {position + 1}"] = looks_like(values)
        return found

    def _widen(self, width: int) -> None:
        used = self.columns.used()
        new = [position for position in range(self._width, width) if position not in used]
        self._samples |= {position: [] for position in new}
        self._watched += new
        self._width = width

    def _watch(self, cells: Sequence[str]) -> None:
        for position in self._watched:
            if position < len(cells) and (cell := cells[position]) and not cell.isspace():
                sample = self._samples[position]
                sample.append(cell[:1_000])
                if len(sample) == _SAMPLE:
                    self._watched = [other for other in self._watched if other != position]

    def _no_article(self, cells: Sequence[str], fields: Mapping[str, str], merged: bool) -> str | None:
        """What a row is that is no article; None if it may be one."""
        names = self.columns.names
        filled = [cell.strip() for cell in cells if cell and not cell.isspace()]
        if filled == list(compress(names, map(bool, cells))):
            return AGAIN
        if all(map(_NUMBER.fullmatch, filled)):
            counted = len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]
            return NUMBERS if counted or not _tells(fields) else None
        if len(names) > 1 and _is_total(filled):
            return TOTALS
        alone = len(filled) == 1 and len(names) > 2 and bool(_WORD.search(filled[0]))
        if alone and (merged or not _tells(fields)) and not filled[0].lower().startswith(_ADDRESS):
            return HEADING
        return None


def _tells(fields: Mapping[str, str]) -> bool:
    return "title" in fields or "text" in fields


def _is_usual(fields: Mapping[str, str]) -> bool:
    """Whether a row is an article without further look: a title or text, and a day or an address beside it."""
    if "title" not in fields and "text" not in fields:
        return False
    date = fields.get("date")
    if date and len(date) >= _SHORTEST_DATE and (date[0].isdigit() or _DIGIT.search(date)):
        return True
    return fields.get("url", "").startswith("http")


def _is_total(filled: Sequence[str]) -> bool:
    """Whether one cell says "total" and the others are numbers or short labels of them."""
    totals = [len(cell) <= _LONGEST_LABEL and bool(_TOTALS.fullmatch(cell)) for cell in filled]
    others = [cell for cell, total in zip(filled, totals, strict=True) if not total]
    return any(totals) and all(_NUMBER.match(cell) and len(cell) <= _LONGEST_LABEL // 2 for cell in others)
