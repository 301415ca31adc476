"""The log of a Delta table on disk: which files a version has, and checksums of what our commits brought.

Delta's writer calls no fsync and its files carry no checksum, so each of our commits is sealed: its files are brought
to the disk and their sizes and CRC-32 noted in `_sums.jsonl` beside them (names that begin with an underscore are no
part of the table). Every commit's JSON is kept, checkpoints or not, so a version can be read from the log alone.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa

SUMS_FILE = "_sums.jsonl"
LOG_FOLDER = "_delta_log"
FORMAT_KEY = "svodka.format"
_LONG_LOG = 1000  # commits from which opening a checkpoint beats reading every JSON
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file was when its commit was sealed."""

    size: int
    crc32: int


def log_path(folder: Path, version: int) -> Path:
    return folder / LOG_FOLDER / f"{version:020d}.json"


def versions_on_disk(folder: Path) -> list[int]:
    """Numbers of the commits whose JSON is there, ascending; whether they can be read is another question."""
    return sorted(int(p.stem) for p in (folder / LOG_FOLDER).glob("*.json") if len(p.stem) == 20 and p.stem.isdigit())


def last_version(folder: Path) -> int | None:
    """The newest commit's number, None where there is no table."""
    versions = versions_on_disk(folder)
    return versions[-1] if versions else None


def actions(folder: Path, version: int) -> list[dict[str, Any]]:
    """One commit's actions as the Delta protocol names them: `add`, `remove`, `metaData`, `commitInfo` ...

    Raises:
        OSError: the JSON is missing or unreadable.
        ValueError: it is not one JSON object a line, or empty.
    """
    lines = log_path(folder, version).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    if not found or not all(isinstance(action, dict) for action in found):
        raise ValueError("the commit holds no action")
    return found


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one version of a table consists of.

    Attributes:
        files: size in bytes by path relative to the table's folder, in the order in which they were added.
        reader_version: what the Delta protocol asks of a reader; ours is 1.
        format: number of Svodka's own table format, 0 where the table does not say.
        rows: how many rows the files hold together, as their writer noted.
    """

    files: dict[str, int]
    reader_version: int
    format: int
    rows: int


def snapshot(folder: Path, version: int) -> Snapshot:
    """One version of a table, from its log.

    Raises:
        OSError, ValueError, KeyError: a commit up to this version is missing or damaged.
    """
    if version >= _LONG_LOG or not log_path(folder, 0).exists():
        return _snapshot_by_delta(folder, version)
    files: dict[str, int] = {}
    rows: dict[str, int] = {}
    reader_version = 1
    configuration: dict[str, str | None] = {}
    for number in range(version + 1):
        for action in actions(folder, number):
            if "remove" in action:
                files.pop(unquote(action["remove"]["path"]), None)
            elif "add" in action:
                name = unquote(action["add"]["path"])
                files[name] = action["add"]["size"]
                rows[name] = json.loads(action["add"].get("stats") or "{}").get("numRecords", 0)
            elif "protocol" in action:
                reader_version = action["protocol"]["minReaderVersion"]
            elif "metaData" in action:
                configuration = action["metaData"].get("configuration") or {}
    return Snapshot(files, reader_version, _format(configuration), sum(rows[name] for name in files))


def _snapshot_by_delta(folder: Path, version: int) -> Snapshot:
    from deltalake import DeltaTable  # 0.2 s that most readers never need
    from deltalake.exceptions import DeltaError

    try:
        table = DeltaTable(folder, version=version)
    except DeltaError as error:
        raise ValueError(str(error).splitlines()[0]) from error
    adds = pa.table(table.get_add_actions())
    files = dict(zip(adds["path"].to_pylist(), adds["size_bytes"].to_pylist(), strict=True))
    configuration = table.metadata().configuration
    rows = sum(adds["num_records"].to_pylist())
    return Snapshot(files, table.protocol().min_reader_version, _format(configuration), rows)


def _format(configuration: Mapping[str, str | None]) -> int:
    return int(configuration.get(FORMAT_KEY) or 0)


def needed(folder: Path, versions: Sequence[int]) -> set[str]:
    """The files that any of these versions consists of, by path relative to the table's folder, from one reading.

    Raises:
        OSError, ValueError, KeyError: a commit up to the last of these versions is missing or damaged.
    """
    wanted = sorted(set(versions))
    there: set[str] = set()
    found: set[str] = set()
    for number in range(wanted[-1] + 1 if wanted else 0):
        for action in actions(folder, number):
            if "remove" in action:
                there.discard(unquote(action["remove"]["path"]))
            elif "add" in action:
                there.add(unquote(action["add"]["path"]))
        if number in wanted:
            found |= there
    return found


def without_values(folder: Path) -> None:
    """Take the smallest and largest values out of every commit: a log must not outlive the text that it describes."""
    for version in versions_on_disk(folder):
        path = log_path(folder, version)
        commit = actions(folder, version)
        for action in commit:
            if stats := action.get("add", {}).get("stats"):
                action["add"]["stats"] = json.dumps({"numRecords": json.loads(stats).get("numRecords", 0)})
        scratch = path.with_suffix(".tmp")
        scratch.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in commit), encoding="utf-8")
        sync(scratch)
        scratch.replace(path)
        _note(folder, [path])
    for path in [*(folder / LOG_FOLDER).glob("*.checkpoint*.parquet"), folder / LOG_FOLDER / "_last_checkpoint"]:
        path.unlink(missing_ok=True)  # it repeats the values, and only speeds opening up
    sync(folder / LOG_FOLDER)


def seal(folder: Path, version: int) -> None:
    """Bring one commit to the disk and note its checksums; after this it survives power loss."""
    commit = actions(folder, version)
    restored = any(a.get("commitInfo", {}).get("operation") == "RESTORE" for a in commit)
    # A restore names files that an earlier commit already sealed; summing them again would bless later damage.
    added = [] if restored else [folder / unquote(a["add"]["path"]) for a in commit if "add" in a]
    _note(folder, [*added, log_path(folder, version)])
    for path in (folder / LOG_FOLDER, folder, folder.parent, folder.parent.parent):
        sync(path)


def seal_checkpoint(folder: Path, version: int) -> None:
    """Bring a checkpoint and the file that points to it to the disk."""
    log = folder / LOG_FOLDER
    _note(folder, [*log.glob(f"{version:020d}.checkpoint*"), log / "_last_checkpoint"])
    sync(log)


def sums(folder: Path) -> dict[str, Sum]:
    """Checksums by path relative to the table's folder; of two for one path the later. A torn last line is left out."""
    found = {}
    try:
        lines = (folder / SUMS_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    for line in lines:
        try:
            entry = json.loads(line)
            found[entry["file"]] = Sum(entry["size"], entry["crc32"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _note(folder: Path, paths: list[Path]) -> None:
    entries = []
    for path in paths:
        sync(path)
        entry = sum_of(path)
        name = path.relative_to(folder).as_posix()
        entries.append(json.dumps({"file": name, "size": entry.size, "crc32": entry.crc32}))
    with (folder / SUMS_FILE).open("a", encoding="utf-8") as out:
        out.write("".join(f"{line}\n" for line in entries))
        out.flush()
        os.fsync(out.fileno())


def sum_of(path: Path) -> Sum:
    size = crc = 0
    with path.open("rb") as data:
        while chunk := data.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return Sum(size, crc)


def sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
