"""A table of the archive as one file: Parquet, CSV, XLSX or JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from data.errors import NothingToAnswer, StoreError, UsageError
from data.lake import tables
from data.lake.archive import EDITED, EDITED_TOPICS, Archive
from data.lake.status import waiting
from data.schema import ARTICLE_FACTS, ARTICLES, ENTITY_LINEAGE, TABLES, Table
from data.settings import Workspace
from data.spreadsheet import MOST_ROWS, Workbook, defused
from data.state.editions import Edition, latest

EXPORTED = ("articles", "mentions", "entities", "topics", "article_topics")
LIST_SEPARATOR = "; "
SEPARATORS = {"ru": ";", "uk": ";"}  # by the interface's language; a comma in any other
_BATCH = 10_000
FACTS = pa.schema(
    [
        *(ARTICLE_FACTS.schema.field(name) for name in ("language", "reprint_group", "role")),
        pa.field("lag_hours", pa.float64()),
        *(ARTICLE_FACTS.schema.field(name) for name in ("series", "only_clutter")),
    ]
)
"""What `articles` carries of the analysis."""
EDIT = pa.field("edited", pa.int32())
"""What tables carry of the edits of names and topics: the number of the last one; null: there is none."""
SAID: Mapping[str, tuple[pa.Field, ...]] = {
    "mentions": (EDIT,),
    "entities": (EDIT,),
    "topics": (pa.field("pinned", pa.bool_()), pa.field("note", pa.string()), EDIT),
    "article_topics": (EDIT,),
}
"""By table what it carries of edits."""
UNSAID = frozenset(("context",))
"""Columns that serve the next analysis alone."""
LAGS = pa.schema([("article_id", pa.string()), ("lag_hours", pa.float64())])


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        table: its name.
        rows: written.
        not_analysed: articles stored that the edition does not have: nothing of theirs was written.
        cut_rows: rows beyond what a sheet holds, not written.
        cut_cells: cells of which a sheet holds the beginning alone.
    """

    table: str
    rows: int
    not_analysed: int = 0
    cut_rows: int = 0
    cut_cells: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of a workbook: the names of its two sheets, and what the second says of what was written."""

    data: str
    about: str
    lines: Callable[[Exported], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Form:
    """What decides how a spreadsheet's file is written."""

    lang: str
    zone: ZoneInfo
    labels: Labels


def _in_english(done: Exported) -> list[tuple[str, str]]:
    said = {"Table": done.table, "Rows": done.rows, "Not analysed": done.not_analysed, "Rows cut": done.cut_rows}
    return [(name, str(value)) for name, value in {**said, "Cells cut": done.cut_cells}.items()]


ENGLISH = Labels("Data", "About", _in_english)


def export_table(  # noqa: PLR0913 - each is named where it is called
    workspace: Workspace, table: str, path: Path, force: bool = False, labels: Labels = ENGLISH, *, raw: bool = False
) -> Exported:
    """Write a table to a file, whole or not at all.

    The last edition is written; articles of which there is none yet come as they were imported. `articles` carries
    language, reprint_group, role, lag_hours (behind the group's first article), series and only_clutter besides its own
    columns, null before the analysis; `mentions`, `entities`, `topics` and `article_topics` carry edited, the number of
    the last edit of the name or topic, `topics` also pinned and note.
    Lists of text are joined by "; ", lists of numbers are JSON. CSV is UTF-8 with a byte order mark, its separator and
    decimal mark are those of the interface's language, its times ISO in UTC, its text as `spreadsheet.defused` leaves
    it. XLSX has real dates in the workspace's zone, a day alone where an article has no more, and a second sheet with
    zone and counts.

    Args:
        workspace: the archive.
        table: one of EXPORTED.
        path: ends in .parquet, .csv, .xlsx or .jsonl.
        force: replace the file if it exists.
        labels: words of a workbook.
        raw: names and topics as the analysis found them, not as users say they are.
    Raises:
        UsageError: an unknown table or ending, a folder that is missing, or a file that exists.
        NothingToAnswer: the table has never been written.
        StoreError: the archive cannot be read or the file not written; a file that was there is left as it was.
    """
    source = next((t for t in TABLES if t.name == table and table in EXPORTED), None)
    write = WRITERS.get(path.suffix.lower())
    if source is None:
        raise UsageError(f"There is no table {table!r} to export.", f"Choose one of {', '.join(EXPORTED)}.")
    if write is None:
        raise UsageError(f"{path} ends in none of {', '.join(WRITERS)}.", "Name the file with one of these endings.")
    if path.exists() and not force:
        raise UsageError(f"{path} exists.", "Choose another name, or repeat with --force to replace it.")
    if not path.parent.is_dir():
        raise UsageError(f"The folder {path.parent} does not exist.", "Make it first.")
    rows = _Rows(workspace, source, raw)
    form = _Form(workspace.settings.interface, workspace.zone, labels)
    whole_or_not(path, lambda scratch: write(scratch, rows, form))
    return rows.exported()


class _Rows:
    """The batches of a table's last edition, counted as they pass."""

    def __init__(self, workspace: Workspace, table: Table, raw: bool) -> None:
        edition = latest(workspace)
        self.table = table.name
        self.count = self.cut_rows = self.cut_cells = 0
        self._batches, self.schema = _batches(workspace, table, edition, raw)
        self._not_analysed = waiting(workspace, edition) if edition and edition.is_analysed else 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            self.count += batch.num_rows
            yield batch

    def exported(self) -> Exported:
        """What was written up to now."""
        return Exported(self.table, self.count - self.cut_rows, self._not_analysed, self.cut_rows, self.cut_cells)


def _batches(
    workspace: Workspace, table: Table, edition: Edition | None, raw: bool
) -> tuple[Iterator[pa.RecordBatch], pa.Schema]:
    version = edition.versions.get(table.name) if edition else None
    if version is None:
        hint = "Import articles first." if table is ARTICLES else "Run `svodka analyse` first."
        raise NothingToAnswer(f"The archive has no {table.name} yet.", hint)
    paths = [str(path) for path in tables.files(workspace, table, version)]
    schema = pa.schema([pa.field(f.name, f.type) for f in table.schema if f.name not in UNSAID])
    schema = pa.schema([*schema, *SAID.get(table.name, ())])
    joined = edition is not None and edition.versions.get(ENTITY_LINEAGE.name) is not None and table in EDITED
    if edition and table in (*EDITED, *EDITED_TOPICS) and (joined or (edition.edits and not raw)):
        return _as_read(workspace, table, replace(edition, edits=0) if raw else edition, schema), schema
    rows = ds.dataset(paths, schema=schema, format="parquet").to_batches(batch_size=_BATCH) if paths else iter(())
    if table is not ARTICLES:
        return rows, schema
    schema = pa.schema([*schema, *(pa.field(name, FACTS.field(name).type) for name in FACTS.names)])
    known = _facts(workspace, edition) if edition else None
    return (_with_facts(batch, known, schema) for batch in rows), schema


def _as_read(workspace: Workspace, table: Table, edition: Edition, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Names as the analysis joined them, and names and topics as users say they are."""
    archive = Archive.of(workspace, edition)
    try:
        for batch in archive.reader(seconds=None).stream(f"every_{table.name}", {}, _BATCH):
            yield from pa.Table.from_batches([batch]).select(schema.names).cast(schema).to_batches()
    finally:
        archive.close()


def _facts(workspace: Workspace, edition: Edition) -> pa.Table | None:
    """article_id and FACTS of every article that is analysed; None: no edition has any."""
    version = edition.versions.get(ARTICLE_FACTS.name)
    if version is None:
        return None
    facts = tables.read_arrow(workspace, ARTICLE_FACTS, version)
    archive = Archive.of(workspace, edition)
    try:
        lags = pa.Table.from_batches(archive.reader(seconds=None).stream("reprint_lags", {}), LAGS)
    finally:
        archive.close()
    place = pc.index_in(facts.column("article_id"), lags.column("article_id").combine_chunks())
    hours = lags.column("lag_hours").combine_chunks().take(place.combine_chunks())
    kept = facts.append_column("lag_hours", hours)
    return kept.select(["article_id", *FACTS.names])


def _with_facts(batch: pa.RecordBatch, known: pa.Table | None, schema: pa.Schema) -> pa.RecordBatch:
    """Articles with what the analysis found; where an edition is read, only those that it has."""
    if known is None:
        nulls = [pa.nulls(batch.num_rows, kind) for kind in FACTS.types]
        return pa.RecordBatch.from_arrays([*batch.columns, *nulls], schema=schema)
    place = pc.index_in(batch.column("article_id"), known.column("article_id").combine_chunks())
    kept, place = batch.filter(pc.is_valid(place)), place.drop_null()
    facts = [known.column(name).combine_chunks().take(place) for name in FACTS.names]
    return pa.RecordBatch.from_arrays([*kept.columns, *facts], schema=schema)


def whole_or_not(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file, bring it to the disk, then put it in its place in one step."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(scratch)
        with scratch.open("rb") as written:
            os.fsync(written.fileno())
        scratch.replace(path)
    except (OSError, pa.ArrowException) as error:
        free = f"{tables.free_bytes(path.parent):,} bytes free"
        raise StoreError(f"{path} cannot be written, {free}: {error}.", "Free space or correct rights.") from error
    finally:
        scratch.unlink(missing_ok=True)


def _write_parquet(path: Path, rows: _Rows, _: _Form) -> None:
    with pq.ParquetWriter(path, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)


def _write_csv(path: Path, rows: _Rows, form: _Form) -> None:
    comma = form.lang in SEPARATORS
    flat = pa.schema([pa.field(f.name, f.type if _stays(f.type, comma) else pa.string()) for f in rows.schema])
    options = pa_csv.WriteOptions(delimiter=SEPARATORS.get(form.lang, ","), quoting_style="needed")
    with path.open("wb") as out:
        out.write(b"\xef\xbb\xbf")
        with pa_csv.CSVWriter(out, flat, write_options=options) as writer:
            for batch in rows:
                cells = [_cell(column, comma) for column in batch.columns]
                writer.write_batch(pa.RecordBatch.from_arrays(cells, schema=flat))


def _stays(kind: pa.DataType, comma: bool) -> bool:
    """Whether Arrow itself writes this type as CSV has it."""
    written = pa.types.is_list(kind) or pa.types.is_timestamp(kind) or (comma and pa.types.is_floating(kind))
    return not written


def _cell(column: pa.Array, comma: bool) -> pa.Array:
    """A column as CSV has it: times in ISO form with Z, lists as text, a decimal comma, no formula."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    if pa.types.is_floating(column.type):
        return pc.replace_substring(pc.cast(column, pa.string()), ".", ",") if comma else column
    if pa.types.is_list(column.type):
        items = defused if pa.types.is_string(column.type.value_type) else str
        return pa.array([None if v is None else items(_text(v)) for v in column.to_pylist()], pa.string())
    if pa.types.is_string(column.type):
        return pa.array([None if v is None else defused(v) for v in column.to_pylist()], pa.string())
    return column


def _text(items: list[Any]) -> str:
    """A list as one text: texts joined, numbers as JSON, which no spreadsheet takes for a formula."""
    texts = all(isinstance(item, str) for item in items)
    return LIST_SEPARATOR.join(items) if texts else json.dumps(items)


def _write_xlsx(path: Path, rows: _Rows, form: _Form) -> None:
    book = Workbook(path, streaming=True)
    sheet = book.sheet(form.labels.data, rows.schema.names)
    for batch in rows:
        first = rows.count - batch.num_rows + 1
        kept = batch.slice(0, max(MOST_ROWS - first, 0))
        rows.cut_rows += batch.num_rows - kept.num_rows
        for number, values in enumerate(_sheet_rows(kept, form.zone), start=first):
            book.row(sheet, number, values)
    rows.cut_cells = book.cut
    book.about(form.labels.about, form.labels.lines(rows.exported()))
    book.close()


def _sheet_rows(batch: pa.RecordBatch, zone: ZoneInfo) -> Iterator[tuple[Any, ...]]:
    """Rows as a sheet has them: times local and naive, the day alone where an article's clock is not known."""
    columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
    flags = columns.get("flags", [])
    for name, kind in zip(batch.schema.names, batch.schema.types, strict=True):
        if pa.types.is_timestamp(kind):
            columns[name] = [_local(value, zone) for value in columns[name]]
        elif pa.types.is_list(kind):
            columns[name] = [None if value is None else _text(value) for value in columns[name]]
    if flags:
        dated = zip(columns["published_at"], flags, strict=True)
        columns["published_at"] = [time.date() if time and "date_only" in flag else time for time, flag in dated]
    return zip(*columns.values(), strict=True)


def _local(value: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if value is None else value.astimezone(zone).replace(tzinfo=None)


def _write_jsonl(path: Path, rows: _Rows, _: _Form) -> None:
    with path.open("w", encoding="utf-8") as out:
        for batch in rows:
            _dump(out, batch.to_pylist())


def _dump(out: IO[str], rows: list[dict[str, Any]]) -> None:
    out.writelines(json.dumps(row, ensure_ascii=False, default=_text_of) + "\n" for row in rows)


def _text_of(value: Any) -> str:
    return str(value.isoformat())


Write = Callable[[Path, _Rows, _Form], None]
WRITERS: dict[str, Write] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".jsonl": _write_jsonl,
}
