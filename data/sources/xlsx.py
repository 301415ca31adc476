"""XLSX workbooks, row by row: every sheet whose first filled rows hold known column names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.columns import Columns, knows, recognise
from data.sources.json_lines import as_text
from data.sources.source import Source

LARGEST = 2_000_000_000
"""Bytes of all parts unpacked; more is no workbook that was typed or exported."""

_HEADER_WITHIN = 20
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_BROKEN = (zipfile.BadZipFile, ParseError, KeyError, ValueError, EOFError, OSError)


@dataclass
class XlsxFile(Source):
    """A workbook; `line` of a row is its number in its sheet."""

    _columns: Columns | None = field(default=None, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        from openpyxl import load_workbook  # 0.2 s that other kinds, and the pages, need not spend
        from openpyxl.utils.exceptions import InvalidFileException

        try:
            self._refuse_bomb()
            workbook = load_workbook(self.path, read_only=True, data_only=True)
        except (*_BROKEN, InvalidFileException) as error:
            raise UsageError(f"{self.name} cannot be read as XLSX: {error}.", "Save it again as XLSX.") from error
        try:
            yield from self._rows(workbook.worksheets)
        finally:
            workbook.close()
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        return self._columns.understood() if self._columns else {}

    def _refuse_bomb(self) -> None:
        with zipfile.ZipFile(self.path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST:
            raise UsageError(f"{self.name} unpacks to {size:,} bytes; {LARGEST:,} may be.", "Export it as CSV.")

    def _rows(self, sheets: Sequence[Any]) -> Iterator[RawRow | Rejected]:
        headers = [_header(self._cells(sheet)) for sheet in sheets]
        filled = [(sheet, *header) for sheet, header in zip(sheets, headers, strict=True) if header]
        if not filled:
            raise UsageError(f"{self.name} has no filled row.", "Check which workbook was meant.")
        fitting = [entry for entry in filled if knows(entry[2])] or filled[:1]
        for number, (sheet, start, names) in enumerate(fitting):
            self._columns = recognise(names, self.mapping, f"{self.name}, sheet {sheet.title!r},")
            total = max(sheet.max_row or 0, 1)
            for line, cells in islice(self._cells(sheet), start, None):
                if any(cells):
                    self.done = (number + min(line / total, 1)) / len(fitting)
                    yield RawRow(self.name, line, self._columns.fields(cells), cells)

    def _cells(self, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        """Numbered rows as text.

        Raises:
            UsageError: the sheet is damaged; the rows before that have been given.
        """
        sheet.reset_dimensions()  # some exporters state dimensions of one cell
        try:
            for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
                yield line, [_text(value) for value in row]
        except _BROKEN as error:
            raise UsageError(f"{self.name}, sheet {sheet.title!r}, breaks off: {error}.", "Save it again.") from error


def _header(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """The header's number and names: the first row with a known name, else the first that is filled."""
    first: tuple[int, list[str]] | None = None
    for line, cells in islice(rows, _HEADER_WITHIN):
        if any(cells):
            first = first or (line, cells)
            if knows(cells):
                return line, cells
    return first


def _text(value: Any) -> str:
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, str):
        return _unescaped(value) if "_x" in value else value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return as_text(value)


def _unescaped(value: str) -> str:
    from openpyxl.utils.escape import unescape

    found: str = unescape(value)
    return found
