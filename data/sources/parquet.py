"""Parquet, read by row groups and batches, and only the columns that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.columns import Columns, looks_like, recognise, recognise_some
from data.sources.json_lines import as_text
from data.sources.source import Source

_BATCH = 1_000
_SAMPLE = 50


@dataclass
class ParquetFile(Source):
    """A Parquet file; `line` of a row is its number from 1."""

    _columns: Columns | None = field(default=None, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        name, number = self.name, 0
        with self._open() as file:
            self._columns = columns = self._asked(file)
            total = max(file.metadata.num_rows, 1)
            for batch in file.iter_batches(batch_size=_BATCH, columns=list(columns.names)):
                for row in zip(*_cells(batch, columns), strict=True):
                    number += 1
                    yield RawRow(name, number, columns.fields(row), row)
                self.done = number / total
        self.done = 1.0

    def dates(self) -> Iterator[str | None]:
        """Read the columns that make the date, and no other."""
        try:
            with self._open() as file:
                columns = self._asked(file)
                names = columns.understood().get("date", [])
                alone = recognise_some(names, {"date": names[0]} if "date" in self.mapping else {})
                for batch in file.iter_batches(batch_size=_BATCH, columns=names) if names else ():
                    yield from (alone.fields(row).get("date") for row in zip(*_cells(batch, alone), strict=True))
        except UsageError:
            return  # reading the rows will say so

    def unused(self) -> dict[str, str | None]:
        """Columns beside those read that hold anything, told by the file's statistics and its first rows."""
        try:
            return self._unused()
        except UsageError:
            return {}  # reading the rows has said so

    def _unused(self) -> dict[str, str | None]:
        with self._open() as file:
            used = {name for names in self._asked(file).understood().values() for name in names}
            others = [name for name in file.schema_arrow.names if name not in used]
            batch = next(file.iter_batches(batch_size=_SAMPLE, columns=others), None) if others else None
            if batch is None:
                return {}
            sampled = {name: [cell for cell in as_cells(batch.column(name)) if cell] for name in others}
            return {name: looks_like(cells) for name, cells in sampled.items() if cells or not _is_empty(file, name)}

    def understood(self) -> dict[str, list[str]]:
        return self._columns.understood() if self._columns else {}

    def _asked(self, file: pq.ParquetFile) -> Columns:
        """The columns to read: those that hold something of an article."""
        every = list(file.schema_arrow.names)
        asked = recognise(every, self.mapping, self.name)
        held = [name for names in asked.understood().values() for name in names]
        told = {field: every[asked.positions[field][0]] for field in self.mapping}
        return recognise([name for name in dict.fromkeys(every) if name in held], told, self.name)

    @contextmanager
    def _open(self) -> Iterator[pq.ParquetFile]:
        try:
            with pq.ParquetFile(self.path, pre_buffer=False) as file:
                yield file
        except (pa.ArrowException, OSError) as error:
            raise UsageError(f"{self.name} cannot be read as Parquet: {error}.", "Export it again.") from error


def _is_empty(file: pq.ParquetFile, name: str) -> bool:
    """Whether the statistics say that a column holds nothing, or nothing but parts, which no sample shows as text."""
    chunks = [
        file.metadata.row_group(group).column(place)
        for group in range(file.metadata.num_row_groups)
        for place in range(file.metadata.num_columns)
        if file.metadata.schema.column(place).path == name
    ]
    return all(chunk.statistics is not None and chunk.statistics.null_count == chunk.num_values for chunk in chunks)


def _cells(batch: pa.RecordBatch, columns: Columns) -> list[list[str | None]]:
    return [as_cells(batch.column(name)) for name in columns.names]


def as_cells(column: pa.Array) -> list[str | None]:
    """A column's values as text: times in ISO form with their zone's offset, whole numbers without a fraction."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return list(column.to_pylist())
    if pa.types.is_timestamp(kind):
        moments = pc.cast(column, pa.timestamp("us", tz=kind.tz), safe=False).to_pylist()
        return [moment.isoformat() if moment is not None else None for moment in moments]
    if pa.types.is_date(kind):
        return [day.isoformat() if day is not None else None for day in column.to_pylist()]
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [data.decode("utf-8", "surrogateescape") if data is not None else None for data in column.to_pylist()]
    return [as_text(value) for value in column.to_pylist()]
