"""A table of the archive as one file: Parquet, CSV or JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from data.errors import NothingToAnswer, StoreError, UsageError
from data.lake import tables
from data.schema import ARTICLE_FACTS, ARTICLES, TABLES, Table
from data.settings import Workspace
from data.state.editions import latest

EXPORTED = ("articles", "mentions", "entities", "topics", "article_topics")
FORMULA = r"^[=+\-@\t\r\x00＝]"  # OWASP ASVS 1.2.10: what a spreadsheet would run
NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?$"
LIST_SEPARATOR = "; "
_BATCH = 10_000

Write = Callable[[Path, pa.Schema, Iterator[pa.RecordBatch]], None]


def export_table(workspace: Workspace, table: str, path: Path, force: bool = False) -> int:
    """Write a table to a file, whole or not at all; returns the number of rows.

    The last edition is written; articles of which there is none yet come as they were imported. `articles` carries
    language and reprint_group besides its own columns, both null before the analysis. CSV is UTF-8 with a byte order
    mark, lists joined by "; ", and text that a spreadsheet would take for a formula is led by an apostrophe.

    Args:
        workspace: the archive.
        table: one of EXPORTED.
        path: ends in .parquet, .csv or .jsonl.
        force: replace the file if it exists.
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
    rows = _Rows(workspace, source)
    _whole_or_not(path, lambda scratch: write(scratch, rows.schema, iter(rows)))
    return rows.count


class _Rows:
    """The batches of a table's last edition, counted as they pass."""

    def __init__(self, workspace: Workspace, table: Table) -> None:
        self.count = 0
        self._batches, self.schema = _batches(workspace, table)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            self.count += batch.num_rows
            yield batch


def _batches(workspace: Workspace, table: Table) -> tuple[Iterator[pa.RecordBatch], pa.Schema]:
    edition = latest(workspace)
    version = edition.versions.get(table.name) if edition else None
    if version is None:
        hint = "Import articles first." if table is ARTICLES else "Run `svodka analyse` first."
        raise NothingToAnswer(f"The archive has no {table.name} yet.", hint)
    paths = [str(path) for path in tables.files(workspace, table, version)]
    schema = pa.schema([pa.field(f.name, f.type) for f in table.schema])
    rows = ds.dataset(paths, schema=schema, format="parquet").to_batches(batch_size=_BATCH) if paths else iter(())
    if table is not ARTICLES:
        return rows, schema
    facts = edition.versions.get(ARTICLE_FACTS.name) if edition else None
    known = tables.read_arrow(workspace, ARTICLE_FACTS, facts) if facts is not None else None
    joined = pa.schema([*schema, pa.field("language", pa.string()), pa.field("reprint_group", pa.string())])
    return (_with_facts(batch, known, joined) for batch in rows), joined


def _with_facts(batch: pa.RecordBatch, known: pa.Table | None, schema: pa.Schema) -> pa.RecordBatch:
    """Articles with their language and reprint group; where an edition is read, only those that it has."""
    if known is None:
        nulls = pa.nulls(batch.num_rows, pa.string())
        return pa.RecordBatch.from_arrays([*batch.columns, nulls, nulls], schema=schema)
    place = pc.index_in(batch.column("article_id"), known.column("article_id").combine_chunks())
    kept, place = batch.filter(pc.is_valid(place)), place.drop_null()
    facts = [known.column(name).combine_chunks().take(place) for name in ("language", "reprint_group")]
    return pa.RecordBatch.from_arrays([*kept.columns, *facts], schema=schema)


def _whole_or_not(path: Path, write: Callable[[Path], None]) -> None:
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


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _write_csv(path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    flat = pa.schema([pa.field(f.name, f.type if _is_plain(f.type) else pa.string()) for f in schema])
    with path.open("wb") as out:
        out.write(b"\xef\xbb\xbf")
        with pa_csv.CSVWriter(out, flat, write_options=pa_csv.WriteOptions(quoting_style="needed")) as writer:
            for batch in batches:
                writer.write_batch(pa.RecordBatch.from_arrays([_cell(c) for c in batch.columns], schema=flat))


def _write_jsonl(path: Path, _: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for batch in batches:
            _dump(out, batch.to_pylist())


def _dump(out: IO[str], rows: list[dict[str, Any]]) -> None:
    out.writelines(json.dumps(row, ensure_ascii=False, default=_text_of) + "\n" for row in rows)


def _text_of(value: Any) -> str:
    return str(value.isoformat())


def _is_plain(kind: pa.DataType) -> bool:
    return not pa.types.is_list(kind) and not pa.types.is_timestamp(kind)


def _cell(column: pa.Array) -> pa.Array:
    """A column as CSV has it: times in ISO form with Z, lists joined, text harmless to a spreadsheet."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    if pa.types.is_list(column.type):
        texts = pc.cast(column, pa.list_(pa.string()))
        return harmless(pc.binary_join(texts, LIST_SEPARATOR))
    return harmless(column) if pa.types.is_string(column.type) else column


def harmless(texts: pa.Array) -> pa.Array:
    """Lead what a spreadsheet would run by an apostrophe; a text that is a plain number stays one."""
    risky = pc.and_(pc.match_substring_regex(texts, FORMULA), pc.invert(pc.match_substring_regex(texts, NUMBER)))
    return pc.if_else(risky, pc.binary_join_element_wise("'", texts, ""), texts)


WRITERS: dict[str, Write] = {".parquet": _write_parquet, ".csv": _write_csv, ".jsonl": _write_jsonl}
