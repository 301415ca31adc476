"""What `svodka export articles` wrote: read back as it was stored, each article under the id that it had."""

from __future__ import annotations

import csv
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.encoding import detect, open_text
from data.sources.source import Source
from data.sources.workbook_cells import Encrypted, Unreadable, read_cells
from data.spreadsheet import restored

MARKS = frozenset(("article_id", "content_hash", "import_id"))
"""A file with all of these columns is an export of ours."""

FIELDS = {
    "title": "title",
    "text": "text",
    "date": "published_at",
    "outlet": "outlet",
    "external_id": "external_id",
    "url": "url",
    "language": "language_given",
}
"""Field to the export's column; what a row falls back to whose id was spoilt."""
BESIDE = ("article_id", "content_hash", "date_raw", "flags")
"""What is taken over besides."""

_TEXT, _LINES = (".csv", ".tsv"), (".jsonl", ".ndjson")
_NAME = re.compile(rb"[A-Za-z_]+")
_HEAD = 1_000
_BATCH = 1_000
_LONGEST = 1 << 27  # an export holds a text however long it is
_SHEET = "xl/worksheets/sheet1.xml"


def is_own_export(path: Path) -> bool:
    """Whether the file's columns are those of an export of ours; False too where that cannot be told."""
    suffix = path.suffix.lower()
    try:
        if suffix in _TEXT:
            return {name.decode() for name in _NAME.findall(_first_line(path, _HEAD))} >= MARKS
        if suffix in _LINES:
            return b'"article_id"' in _first_line(path, _HEAD) and _keys(_first_line(path, _LONGEST)) >= MARKS
        if suffix == ".xlsx":
            with zipfile.ZipFile(path) as book, book.open(_SHEET) as sheet:
                return {name.decode() for name in _NAME.findall(sheet.read(_HEAD * 8))} >= MARKS
        return suffix == ".parquet" and set(pq.read_schema(path).names) >= MARKS
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, pa.ArrowException):
        return False


def _first_line(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.readline(most)


def _keys(line: bytes) -> set[str]:
    value = json.loads(line)
    return set(value) if isinstance(value, dict) else set()


@dataclass
class OwnExport(Source):
    """An export of articles as CSV, JSON lines, XLSX or Parquet; `line` of a row of Parquet is its number from 1."""

    _names: list[str] = field(default_factory=list, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        suffix = self.path.suffix.lower()
        if suffix in _TEXT:
            yield from self._csv()
        elif suffix in _LINES:
            yield from self._json_lines()
        elif suffix == ".xlsx":
            yield from self._workbook()
        else:
            yield from self._parquet()
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        used = {field: [column] for field, column in FIELDS.items()} | {name: [name] for name in BESIDE}
        return {field: columns for field, columns in used.items() if columns[0] in self._names}

    def unused(self) -> dict[str, str | None]:
        used = {*FIELDS.values(), *BESIDE}
        return {name: None for name in self._names if name not in used}

    def _csv(self) -> Iterator[RawRow | Rejected]:
        """Whatever the delimiter: a spreadsheet may have saved the file again."""
        csv.field_size_limit(_LONGEST)
        size = max(self.path.stat().st_size, 1)
        with open_text(self.path, detect(self.path), newline="") as file:
            head = file.readline()
            self._names = next(csv.reader([head], delimiter=_delimiter(head)))
            reader = csv.reader(file, delimiter=_delimiter(head))
            while True:
                line = reader.line_num + 2
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    yield Rejected(self.name, line, str(error))
                    continue
                if cells is None:
                    return
                self.done = min(file.buffer.tell() / size, 1.0)
                if len(cells) == len(self._names):
                    yield self._row(line, dict(zip(self._names, map(restored, cells), strict=True)))
                elif cells:
                    reason = f"has {len(cells)} cells where the file has {len(self._names)} columns"
                    yield Rejected(self.name, line, reason, cells)

    def _json_lines(self) -> Iterator[RawRow | Rejected]:
        size = max(self.path.stat().st_size, 1)
        with self.path.open("rb") as file:
            for line, written in enumerate(file, 1):
                try:
                    value = json.loads(written)
                except (ValueError, RecursionError) as error:
                    yield Rejected(self.name, line, f"is not valid JSON: {error}", written.decode(errors="replace"))
                    continue
                self.done = min(file.tell() / size, 1.0)
                if not isinstance(value, dict):
                    yield Rejected(self.name, line, "is not a JSON object", value)
                    continue
                self._names = self._names or list(value)
                yield self._row(line, {name: _text(cell) for name, cell in value.items()})

    def _workbook(self) -> Iterator[RawRow]:
        try:
            with read_cells(self.path) as (first, *_):
                rows = first.rows()
                self._names = next(rows)
                for line, cells in enumerate(rows, 2):
                    self.done = line / max(first.height, line)
                    yield self._row(line, dict(zip(self._names, cells, strict=False)))
        except (Unreadable, Encrypted) as error:
            raise UsageError(f"{self.name} cannot be read as XLSX: {error}.", "Export it again.") from error

    def _parquet(self) -> Iterator[RawRow]:
        number = 0
        try:
            with pq.ParquetFile(self.path, pre_buffer=False) as file:
                self._names = list(file.schema_arrow.names)
                for batch in file.iter_batches(batch_size=_BATCH):
                    for row in batch.to_pylist():
                        number += 1
                        yield self._row(number, {name: _text(cell) for name, cell in row.items()})
                    self.done = number / max(file.metadata.num_rows, 1)
        except (pa.ArrowException, OSError) as error:
            raise UsageError(f"{self.name} cannot be read as Parquet: {error}.", "Export it again.") from error

    def _row(self, line: int, cells: dict[str, str]) -> RawRow:
        fields = {field: cells[column] for field, column in FIELDS.items() if cells.get(column)}
        return RawRow(self.name, line, fields, cells, own=cells)


def _delimiter(head: str) -> str:
    """What stands behind the first column's name, which is plain letters, in quotes or not."""
    return next((sign for sign in head.lstrip("\ufeff") if not (sign.isalnum() or sign in '_"')), ",")


def _text(value: Any) -> str:
    """A value as a cell's text; a list's items by semicolons, a time in ISO form."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime) else str(value)
