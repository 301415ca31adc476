"""Delta tables of a workspace: every write keeps the table's contract and survives power loss once it returned."""

from __future__ import annotations

import errno
import json
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from data.errors import SchemaError, StoreError
from data.lake import log
from data.schema import Table, to_frame
from data.settings import Workspace

if TYPE_CHECKING:
    from deltalake import DeltaTable, PostCommitHookProperties, WriterProperties
    from deltalake.transaction import AddAction, RemoveAction

FORMAT = 1
MANY_FILES = 50
_SMALL_FILE = 32 << 20
_FULL_FILE = 128 << 20
_CHECKPOINT_EVERY = 100
_ROW_GROUP = 1 << 16
_TEXT_ROW_GROUP = 1 << 13  # one article is looked up by its id: the less text must be unpacked around it the better
_BY_TIME = "published_at"  # rows lie by time where they have one, so that a period is read from few row groups
_LARGE = pa.large_string()
CONFIGURATION = {"delta.dataSkippingNumIndexedCols": "0"}
"""Of every table: the log notes no smallest and largest values, which would keep words of a text that was forgotten."""


def folder_of(workspace: Workspace, table: Table) -> Path:
    return workspace.tables / table.name


def version(workspace: Workspace, table: Table) -> int | None:
    """The newest version's number, None where the table was never written."""
    return log.last_version(folder_of(workspace, table))


def read(
    workspace: Workspace,
    table: Table,
    version: int | None = None,
    columns: Sequence[str] | None = None,
    ids: Sequence[str] | None = None,
) -> pd.DataFrame:
    """A table as a frame by `schema.to_frame`; no row where it was never written.

    Args:
        version: None reads the newest.
        columns: None reads all, in the schema's order.
        ids: only rows whose first key column (`article_id`, `entity_id`, `topic_id`) is among these.

    Raises:
        StoreError: the version is damaged, or a newer program wrote it.
    """
    # A file that a removal rewrote has its texts as views, whose bounds Arrow cannot compare with a text: cast, it does
    # not look at them, and ids have no order that would let it skip anything.
    return to_frame(_read(workspace, table, version, _schema(table, columns), _among(table, ids)))


def _schema(table: Table, columns: Sequence[str] | None) -> pa.Schema:
    return table.schema if columns is None else pa.schema([table.schema.field(name) for name in columns])


def _among(table: Table, ids: Iterable[str] | None) -> ds.Expression | None:
    return None if ids is None else ds.field(table.key[0]).cast(_LARGE).isin(pa.array(ids, _LARGE))


def _read(
    workspace: Workspace, table: Table, version: int | None, schema: pa.Schema, chosen: ds.Expression | None
) -> pa.Table:
    folder = folder_of(workspace, table)
    number = log.last_version(folder) if version is None else version
    paths = [] if number is None else files(workspace, table, number)
    if not paths:
        return schema.empty_table()
    try:
        found = ds.dataset([str(path) for path in paths], schema=_nullable(table.schema), format="parquet")
        return filled(found.to_table(columns=schema.names, filter=chosen), schema)
    except (OSError, pa.ArrowException) as error:
        raise refused(folder, error) from error


def read_arrow(
    workspace: Workspace,
    table: Table,
    version: int | None = None,
    ids: Iterable[str] | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """A table as Arrow in the schema's types; else as `read`."""
    return _read(workspace, table, version, _schema(table, columns), _among(table, ids))


def files(workspace: Workspace, table: Table, version: int) -> list[Path]:
    """The Parquet files of one version, each there and of its recorded size.

    Raises:
        StoreError: the log is damaged, a file is missing or has another size, or a newer program wrote the table.
    """
    folder = folder_of(workspace, table)
    found = snapshot(folder, version)
    for name, size in found.files.items():
        path = folder / name
        there = path.stat().st_size if path.exists() else None
        if there != size:
            state = "is missing" if there is None else f"has {there:,} bytes instead of {size:,}"
            raise StoreError(f"{path} {state}.", "Run `svodka doctor`.")
    return [folder / name for name in found.files]


def snapshot(folder: Path, version: int) -> log.Snapshot:
    """One version from its log, refused where damaged or written by a newer program."""
    try:
        found = log.snapshot(folder, version)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder}: version {version} cannot be read: {error}.", "Run `svodka doctor`.") from error
    if found.reader_version > 1 or found.format > FORMAT:
        raise StoreError(f"{folder} was written by a newer Svodka (format {found.format}).", "Update the program.")
    return found


def count(workspace: Workspace, table: Table, version: int | None) -> int:
    """Rows of one version of a table, from its log alone; 0 where the version is None.

    Raises:
        StoreError: the log is damaged, or a newer program wrote the table.
    """
    return 0 if version is None else snapshot(folder_of(workspace, table), version).rows


def append(workspace: Workspace, table: Table, frame: pd.DataFrame | pa.Table) -> int:
    """Add rows; returns the new version. Many small files are made one on the way.

    The key is checked within the frame; that it is new to the table is the caller's affair.

    Raises:
        SchemaError: the frame breaks the table's contract; nothing is written.
        StoreError: the disk is full or read-only; nothing is added.
    """
    rows = table.to_arrow(frame)
    with _commits(workspace, table) as delta:
        if rows.num_rows:
            _write(delta, table, rows, "append")
            if _small_files(delta) > MANY_FILES:
                _compact(delta, table)
        return int(delta.version())


def append_batches(workspace: Workspace, table: Table, batches: Iterator[pa.Table]) -> int:
    """Add rows as they come, in one commit and in memory that does not grow with them; returns the new version.

    Each batch keeps the contract; that no key is in two of them is the caller's affair. Raises as `append`.
    """
    with _commits(workspace, table) as delta:
        added: list[AddAction | RemoveAction] = [
            _added(path, rows) for path, rows in _files_of(folder_of(workspace, table), table, batches)
        ]
        if added:
            delta.create_write_transaction(
                added, "append", delta.schema(), [], post_commithook_properties=_no_checkpoint()
            )
            delta.update_incremental()
            if _small_files(delta) > MANY_FILES:
                _compact(delta, table)
        return int(delta.version())


def _files_of(folder: Path, table: Table, batches: Iterator[pa.Table]) -> Iterator[tuple[Path, int]]:
    """Write rows into Parquet files of bounded size; each with its number of rows. Delta's own writer holds a file in
    memory until it is whole.
    """
    filled = (rows for batch in batches if (rows := _by_time(table.to_arrow(batch))).num_rows)
    rest: pa.Table | None = next(filled, None)
    while rest is not None:
        path, rows = folder / f"part-{uuid.uuid4()}.zstd.parquet", 0
        with pq.ParquetWriter(path, table.schema, compression="zstd", compression_level=1) as writer:
            while rest is not None and (not rows or path.stat().st_size < _FULL_FILE):
                writer.write_table(rest, row_group_size=_rows_of_group(table))
                rows, rest = rows + rest.num_rows, next(filled, None)
        yield path, rows


def _added(path: Path, rows: int) -> AddAction:
    from deltalake.transaction import AddAction

    found = path.stat()
    stats = json.dumps({"numRecords": rows})
    return AddAction(path.name, found.st_size, {}, int(found.st_mtime * 1000), True, stats)


def overwrite(workspace: Workspace, table: Table, frame: pd.DataFrame | pa.Table) -> int:
    """Put these rows in the place of all others; returns the new version. Raises as `append`."""
    rows = table.to_arrow(frame)
    with _commits(workspace, table) as delta:
        _write(delta, table, rows, "overwrite")
        return int(delta.version())


def delete(workspace: Workspace, table: Table, column: str, values: Sequence[str]) -> int | None:
    """Remove the rows whose column holds one of the values; returns the newest version (None: no table).

    Raises:
        StoreError: the disk is full or read-only; nothing is removed.
    """
    if version(workspace, table) is None:
        return None
    gone = pa.table({"value": pa.array(sorted(set(values)), pa.string())})
    with _commits(workspace, table) as delta:
        if gone.num_rows:
            merge = delta.merge(
                gone,
                predicate=f'kept."{column}" = gone.value',
                source_alias="gone",
                target_alias="kept",
                writer_properties=_writer(table),
                post_commithook_properties=_no_checkpoint(),
            )
            merge.when_matched_delete().execute()
        return int(delta.version())


def restore(workspace: Workspace, table: Table, version: int | None) -> int | None:
    """Bring the content of an earlier version back (None: no row) as a new version; returns the newest version.

    Nothing is written where the newest version already has that content.

    Raises:
        StoreError: that version does not exist or lost its files.
    """
    folder = folder_of(workspace, table)
    newest = log.last_version(folder)
    if newest is None and version is None:
        return None
    if newest is None or (version is not None and version > newest):
        raise StoreError(f"{folder} has no version {version}.", "Run `svodka doctor`.")
    wanted = {} if version is None else snapshot(folder, version).files
    if wanted == snapshot(folder, newest).files:
        return newest
    if version is None or not wanted:
        return overwrite(workspace, table, table.empty())
    with _commits(workspace, table) as delta:
        delta.restore(version)
        return int(delta.version())


def add_columns(workspace: Workspace, table: Table) -> None:
    """Give a table of an older program the columns that its schema has gained: null in the rows it has, lists empty.

    Raises:
        SchemaError: such a column may not be null.
    """
    from deltalake import Field

    if version(workspace, table) is None:
        return
    with _commits(workspace, table) as delta:
        there = {column.name for column in delta.schema().fields}
        new = [column for column in table.schema if column.name not in there]
        if stiff := [c.name for c in new if not c.nullable and not pa.types.is_list(c.type)]:
            raise SchemaError(f"Table {table.name} cannot gain {stiff}: the rows that are there have no value for it.")
        if new:
            delta.alter.add_columns([Field.from_arrow(column.with_nullable(True)) for column in new])


def set_configuration(workspace: Workspace, table: Table) -> None:
    """Give a table of an older program the configuration of today, and take out of its log what that forbids."""
    if version(workspace, table) is None:
        return
    with _commits(workspace, table) as delta:
        delta.alter.set_table_properties(CONFIGURATION)
    try:
        log.without_values(folder_of(workspace, table))
    except OSError as error:
        raise refused(folder_of(workspace, table), error) from error


def sweep(workspace: Workspace, table: Table, keep: Sequence[int]) -> int:
    """Remove every data file that none of the kept versions has, whoever wrote it; returns how many.

    Raises:
        StoreError: the log is damaged, or the folder cannot be changed.
    """
    folder = folder_of(workspace, table)
    newest = log.last_version(folder)
    if newest is None:
        return 0
    try:
        wanted = log.needed(folder, [newest, *(v for v in keep if v <= newest)])
        gone = [path for path in folder.glob("*.parquet") if path.name not in wanted]
        for path in gone:
            path.unlink(missing_ok=True)
        if gone:
            log.sync(folder)
    except (OSError, ValueError, KeyError) as error:
        raise refused(folder, error) from error
    return len(gone)


def refused(path: Path, error: Exception) -> StoreError:
    """What a library raised while it read or wrote below this path, in our words and with the free bytes."""
    free = f"{free_bytes(path):,} bytes free"
    reason = str(error).split("\n", 1)[0].rstrip(".")
    if _is_full(error):
        return StoreError(f"{path} cannot be written, {free}: {reason}.", "Free space or correct rights, then repeat.")
    return StoreError(f"{path}: {reason} ({free}).", "Run `svodka doctor`.")


def free_bytes(path: Path) -> int:
    """Bytes free on the file system where this path is or would be."""
    there = next((p for p in (path, *path.parents) if p.exists()), Path("/"))
    return shutil.disk_usage(there).free


def _is_full(error: Exception) -> bool:
    codes = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
    return getattr(error, "errno", None) in codes or any(f"(os error {code})" in str(error) for code in codes)


@contextmanager
def _commits(workspace: Workspace, table: Table) -> Iterator[DeltaTable]:
    """The table, made where missing; every commit made within is sealed at the end, a checkpoint now and then."""
    from deltalake import DeltaTable  # 0.2 s that most readers never need
    from deltalake.exceptions import DeltaError

    folder = folder_of(workspace, table)
    sealed = log.last_version(folder)
    if sealed is not None:
        snapshot(folder, sealed)
    try:
        if sealed is None:
            folder.mkdir(parents=True, exist_ok=True)
            configuration = {log.FORMAT_KEY: str(FORMAT), **CONFIGURATION}
            DeltaTable.create(folder, table.schema, configuration=configuration, raise_if_key_not_exists=False)
            sealed = -1
        delta = DeltaTable(folder)
        yield delta
        _seal_from(folder, sealed + 1, delta)
    except (DeltaError, OSError, pa.ArrowException) as error:
        raise refused(folder, error) from error


def _seal_from(folder: Path, first: int, delta: DeltaTable) -> None:
    newest = log.last_version(folder) or 0
    for number in range(first, newest + 1):
        log.seal(folder, number)
    if newest // _CHECKPOINT_EVERY > max(first - 1, 0) // _CHECKPOINT_EVERY:
        delta.create_checkpoint()
        log.seal_checkpoint(folder, newest)


def _write(delta: DeltaTable, table: Table, rows: pa.Table, mode: Literal["append", "overwrite"]) -> None:
    from deltalake import write_deltalake

    rows = _by_time(rows)
    write_deltalake(
        delta, rows, mode=mode, writer_properties=_writer(table), post_commithook_properties=_no_checkpoint()
    )
    delta.update_incremental()


def _by_time(rows: pa.Table) -> pa.Table:
    return rows.sort_by(_BY_TIME) if _BY_TIME in rows.schema.names else rows


def _small_files(delta: DeltaTable) -> int:
    return sum(size < _SMALL_FILE for size in pa.table(delta.get_add_actions())["size_bytes"].to_pylist())


def _compact(delta: DeltaTable, table: Table) -> None:
    delta.optimize.compact(
        target_size=_FULL_FILE,
        max_concurrent_tasks=1,
        writer_properties=_writer(table),
        post_commithook_properties=_no_checkpoint(),
    )


def _writer(table: Table) -> WriterProperties:
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=_rows_of_group(table))


def _rows_of_group(table: Table) -> int:
    return _ROW_GROUP if {"text", "words", "vector"}.isdisjoint(table.schema.names) else _TEXT_ROW_GROUP


def _no_checkpoint() -> PostCommitHookProperties:
    from deltalake import PostCommitHookProperties

    return PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)


def filled(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows in a schema's types. A column that their writer did not know yet is null, a list is empty."""
    columns = []
    for column in schema:
        values = rows.column(column.name)
        if values.null_count and pa.types.is_list(column.type):  # Arrow fills no nulls of lists
            values = pa.chunked_array([pa.array([v or [] for v in values.to_pylist()], column.type)])
        columns.append(values.cast(column.type))
    return pa.table(columns, schema=schema)


def _nullable(schema: pa.Schema) -> pa.Schema:
    return pa.schema([pa.field(f.name, f.type) for f in schema])
