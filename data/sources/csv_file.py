"""CSV as people export it: any delimiter, quotes, encoding; one bad row costs that row alone."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import FileIO
from itertools import chain, islice
from pathlib import Path
from typing import TextIO, cast

from data.article.raw import LeftOut, RawRow, Rejected
from data.sources.columns import count_known
from data.sources.encoding import LONGEST_LINE, Lines, detect, open_text
from data.sources.source import Source
from data.sources.table import HEAD, HEADER_WITHIN, Table, above, demand, find_header

DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"
"""Stands for the delimiter of a file with one column, whose cells may hold any of the usual ones."""

LONGEST_RECORD = 2 * LONGEST_LINE
"""Characters; a record that runs on further has lost its closing quote."""

_SAMPLE = 100
_FIELDS_OF_A_TABLE = 2
_EVEN = 0.8
_STATED = re.compile(r"sep=(.)\s*")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its rows.

    Attributes:
        delimiter: one character.
        escape: the sign before a quote inside quotes where it is not doubled.
        spaced: a space follows each delimiter and belongs to no cell.
    """

    delimiter: str = ","
    escape: str | None = None
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One row's cells, and the file's line on which it begins."""

    line: int
    cells: list[str]


@dataclass
class CsvFile(Source):
    """A CSV file with a header, or without one if `--map` or the cells themselves tell what the columns are."""

    _table: Table | None = field(default=None, init=False)
    _encoding: str = field(default="", init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        self._encoding = self._encoding or detect(self.path)
        size = max(self.path.stat().st_size, 1)
        with open_text(self.path, self._encoding, newline="") as file:
            sample = [line for _, line in islice(Lines(file), _SAMPLE) if line is not None]
            file.seek(0)
            lines = Lines(file)
            for row in self._rows(parse_csv(_without_statement(lines), sniff(sample))):
                if not lines.number & 0xFF:
                    self.done = min(_bytes_read(file) / size, 1.0)
                yield row
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        return self._table.columns.understood() if self._table else {}

    def unused(self) -> dict[str, str | None]:
        return self._table.unused() if self._table else {}

    def _rows(self, records: Iterator[Record | Rejected]) -> Iterator[RawRow | Rejected | LeftOut]:
        first = list(islice(records, _SAMPLE))
        readable = [record for record in first if isinstance(record, Record)]
        if readable:
            cells = [record.cells for record in readable]
            header = find_header(cells, self.mapping)
            demand(header, self.mapping, self.name)
            self._table = Table(self.name, header.columns)
            head = {readable[n].line for n, article in enumerate(above(cells, header)) if not article}
            yield from (LeftOut(self.name, line, HEAD) for line in sorted(head))
            if header.at is not None:
                head.add(readable[header.at].line)
            first = [record for record in first if record.line not in head]
        for record in chain(first, records):
            yield self._row(record)

    def _row(self, record: Record | Rejected) -> RawRow | Rejected | LeftOut:
        name, table = self.name, self._table
        if isinstance(record, Rejected):
            return Rejected(name, record.line, record.reason, record.row)
        if table is None:
            return Rejected(name, record.line, "stands before any readable row", record.cells)
        width = len(table.columns.names)
        if len(record.cells) > width and any(record.cells[width:]):
            reason = f"has {len(record.cells)} cells where the file has {width} columns: a delimiter outside quotes?"
            return Rejected(name, record.line, reason, record.cells)
        return table.row(record.line, record.cells)


def holds_table(path: Path) -> bool:
    """Whether a text file is a table: a header with several known names, and rows as wide as it below."""
    with open_text(path, detect(path), newline="") as file:
        sample = [line for _, line in islice(Lines(file), _SAMPLE) if line is not None]
    lines = _without_statement(enumerate(sample, 1))
    rows = [record.cells for record in parse_csv(lines, sniff(sample)) if isinstance(record, Record)]
    header = find_header(rows, {})
    if header.at is None or not header.sure or len(header.columns.positions) < _FIELDS_OF_A_TABLE:
        return False
    below = rows[header.at + 1 :]
    width = len(rows[header.at])
    known = count_known([cell.strip() for cell in rows[header.at]], {})
    even = sum(len(row) == width for row in below)
    return 2 * known >= sum(map(bool, rows[header.at])) and even > 0 and even >= _EVEN * len(below)


def parse_csv(lines: Iterable[tuple[int, str | None]], dialect: Dialect) -> Iterator[Record | Rejected]:
    """Split numbered lines into records.

    Where a record cannot be read (text behind a closing quote, a quote that never closes), its first line alone is
    rejected and reading goes on with the next, so an unclosed quote does not swallow the rows behind it. Lines without
    any cell are left out.
    """
    csv.field_size_limit(LONGEST_RECORD)
    feed = _Feed(lines)
    while True:
        reader = csv.reader(
            feed,
            delimiter=dialect.delimiter,
            doublequote=dialect.escape is None,
            escapechar=dialect.escape,
            skipinitialspace=dialect.spaced,
            strict=True,
        )
        try:
            for cells in reader:
                line = feed.accept()
                if any(map(str.strip, cells)):
                    yield Record(line, cells)
        except csv.Error as error:
            yield feed.reject(_REASONS.get(str(error), str(error)))
        else:
            return


_TOO_LONG = f"the line is longer than {LONGEST_LINE:,} characters"
_REASONS = {
    "unexpected end of data": "a quote opens here and never closes",
    **{f"'{d}' expected after '\"'": "text follows a closing quote, or a quote does not close" for d in DELIMITERS},
}


class _Feed:
    """Lines for `csv.reader` that can be given back if the record they began turns out broken."""

    def __init__(self, lines: Iterable[tuple[int, str | None]]) -> None:
        self._lines = iter(lines)
        self._again: deque[tuple[int, str | None]] = deque()
        self._taken: list[tuple[int, str | None]] = []
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append((number, line))
        if line is None:
            raise csv.Error(_TOO_LONG if len(self._taken) == 1 else "unexpected end of data")
        self._size += len(line)
        if self._size > LONGEST_RECORD:
            raise csv.Error("unexpected end of data")
        return line

    def accept(self) -> int:
        """The record is whole; returns its first line's number."""
        number = self._taken[0][0]
        self._taken.clear()
        self._size = 0
        return number

    def reject(self, reason: str) -> Rejected:
        """Give up the record's first line and take the others again."""
        (number, line), *others = self._taken
        self._again.extendleft(reversed(others))
        self._taken.clear()
        self._size = 0
        return Rejected("", number, reason, line.rstrip("\r\n") if line else None)


def sniff(sample: Sequence[str]) -> Dialect:
    """The dialect of the first lines: the delimiter that splits the header into known names, else most evenly."""
    stated = _STATED.fullmatch(sample[0]) if sample else None
    text = "".join(sample)
    fits = {delimiter: _fits(sample, delimiter) for delimiter in DELIMITERS}
    delimiter = stated[1] if stated else max(DELIMITERS, key=lambda d: fits[d][:3])
    if not stated and (delimiter not in text or fits[delimiter][3]):
        delimiter = NO_DELIMITER
    escaped = text.count('\\"') > text.count('""')
    spaced = f'{delimiter} "' in text and f'{delimiter}"' not in text
    return Dialect(delimiter, "\\" if escaped else None, spaced)


def _fits(sample: Sequence[str], delimiter: str) -> tuple[int, float, int, bool]:
    """Known names in the header, share of rows as wide as most, and that width, the more the better.

    And whether the header is a single name.
    """
    try:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if any(map(str.strip, row))]
    except csv.Error:
        return 0, 0.0, 0, False
    if not rows:
        return 0, 0.0, 0, False
    width, times = Counter(map(len, rows)).most_common(1)[0]
    known = [count_known([cell.strip() for cell in row], {}) for row in rows[:HEADER_WITHIN]]
    header = rows[known.index(max(known))]
    return max(known), times / len(rows) if width > 1 else 0.0, width, max(known) > 0 and len(header) == 1


def _without_statement(lines: Iterable[tuple[int, str | None]]) -> Iterator[tuple[int, str | None]]:
    """Leave out the line "sep=;" that spreadsheets put before the header."""
    for number, line in lines:
        if number > 1 or not line or not _STATED.fullmatch(line):
            yield number, line


def _bytes_read(file: TextIO) -> int:
    return cast(FileIO, file.buffer).tell()
