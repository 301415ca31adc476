"""The check on start: is the last commit of every table whole? If not, it is set aside and the one before is served."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from data.errors import StoreError
from data.lake import log, tables
from data.schema import ARTICLES, TABLES, Table
from data.settings import Workspace
from data.state import imports

QUARANTINE = "_quarantine"
ALL = "every file that was imported"


@dataclass(frozen=True)
class Damage:
    """One commit that was set aside.

    Attributes:
        table: its name.
        version: the damaged commit; that number now has the content of the last good one.
        what: what is wrong with it, one sentence.
        moved_to: folder that holds what was left of it; None where nothing was.
        import_again: paths whose articles are no longer all in the archive; empty unless articles were lost.
    """

    table: str
    version: int
    what: str
    moved_to: Path | None
    import_again: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Whether `analyse` can make the lost rows again, all of them, from the articles."""
        return self.table != ARTICLES.name


def check(workspace: Workspace) -> list[Damage]:
    """Set damaged last commits aside; what is found, table by table. Call it under the writer lock.

    A number is never used again: a commit that does nothing takes the place of the damaged one, so an edition that
    names it reads the last good content. Files to import again are those whose import stored more rows than the
    archive now has of it.

    Raises:
        StoreError: the workspace cannot be changed.
    """
    found = [damage for table in TABLES for damage in _check_table(workspace, table)]
    if any(damage.table == ARTICLES.name for damage in found):
        lost = _incomplete_imports(workspace)
        found = [_with_imports(damage, lost) if damage.table == ARTICLES.name else damage for damage in found]
    return found


def inspect(workspace: Workspace, table: Table) -> list[tuple[int, str]]:
    """The damaged commits at the end of a table, newest first, as (version, what is wrong); changes nothing."""
    folder = tables.folder_of(workspace, table)
    sums = log.sums(folder)
    found = []
    for version in range(_last_known(folder, sums), -1, -1):
        wrong = _wrong_with(folder, version, sums)
        if wrong is None:
            break
        found.append((version, wrong))
    return found


def _check_table(workspace: Workspace, table: Table) -> list[Damage]:
    folder = tables.folder_of(workspace, table)
    try:
        bad = inspect(workspace, table)
        damages = [Damage(table.name, v, wrong, _set_aside(workspace, table, v)) for v, wrong in bad]
        if bad and bad[-1][0] == 0:
            _start_again(workspace, table, bad[0][0])
        else:
            for version, wrong in reversed(bad):
                _replace(folder, version, wrong)
        _drop_bad_checkpoint(workspace, table)
        _seal_last(folder)
    except OSError as error:
        raise tables.refused(folder, error) from error
    return damages


def _last_known(folder: Path, sums: dict[str, log.Sum]) -> int:
    """The newest commit that is or once was there, -1 for none."""
    noted = [Path(name).stem for name in sums if name.startswith(log.LOG_FOLDER) and name.endswith(".json")]
    return max([*log.versions_on_disk(folder), *(int(stem) for stem in noted)], default=-1)


def _wrong_with(folder: Path, version: int, sums: dict[str, log.Sum]) -> str | None:
    path = log.log_path(folder, version)
    try:
        commit = log.actions(folder, version)
    except FileNotFoundError:
        return f"{path.name} is missing"
    except (OSError, ValueError) as error:
        return f"{path.name} cannot be read: {error}"
    if (noted := sums.get(path.relative_to(folder).as_posix())) and noted != log.sum_of(path):
        return f"{path.name} is not what was written"
    for action in commit:
        if "add" in action:
            name = unquote(action["add"]["path"])
            wrong = wrong_file(folder / name, action["add"]["size"], sums.get(name))
            if wrong:
                return wrong
    return None


def wrong_file(path: Path, size: int, noted: log.Sum | None) -> str | None:
    """What is wrong with a data file against its recorded size and, where noted, its checksum; None if nothing is."""
    if not path.exists():
        return f"{path.name} is missing"
    found = path.stat().st_size
    if found != size:
        return f"{path.name} has {found:,} bytes instead of {size:,}"
    if noted and log.sum_of(path) != noted:
        return f"{path.name} is not what was written: its checksum differs"
    return None


def _set_aside(workspace: Workspace, table: Table, version: int) -> Path | None:
    """Move a damaged commit and the files that it alone brought to quarantine."""
    folder = tables.folder_of(workspace, table)
    path = log.log_path(folder, version)
    leftovers = [*_own_files(folder, version), path] if path.exists() else []
    if not leftovers:
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = workspace.tables / QUARANTINE / table.name / f"{version}-{moment}"
    target.mkdir(parents=True)
    for leftover in leftovers:
        shutil.move(leftover, target / leftover.name)
    return target


def _own_files(folder: Path, version: int) -> list[Path]:
    try:
        commit = log.actions(folder, version)
    except (OSError, ValueError):
        return []
    if any(action.get("commitInfo", {}).get("operation") == "RESTORE" for action in commit):
        return []  # its files belong to an earlier version
    added = [folder / unquote(action["add"]["path"]) for action in commit if "add" in action]
    return [path for path in added if path.exists()]


def _replace(folder: Path, version: int, wrong: str) -> None:
    """Write a commit that changes nothing under a damaged commit's number."""
    info = {"timestamp": int(time.time() * 1000), "operation": "SET ASIDE", "operationParameters": {"reason": wrong}}
    path = log.log_path(folder, version)
    scratch = path.with_suffix(".tmp")
    scratch.write_text(json.dumps({"commitInfo": info}) + "\n", encoding="utf-8")
    log.sync(scratch)
    scratch.replace(path)
    log.seal(folder, version)


def _start_again(workspace: Workspace, table: Table, newest: int) -> None:
    """The first commit is lost, and with it the schema: an empty table that keeps all numbers used so far."""
    folder = tables.folder_of(workspace, table)
    target = workspace.tables / QUARANTINE / table.name / f"table-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
    tables.append(workspace, table, table.empty())
    for version in range(1, newest + 1):
        _replace(folder, version, "the table's first commit was lost")


def _drop_bad_checkpoint(workspace: Workspace, table: Table) -> None:
    """A checkpoint only speeds opening up, for all commits are kept: a damaged one is set aside without loss."""
    folder = tables.folder_of(workspace, table)
    pointer = folder / log.LOG_FOLDER / "_last_checkpoint"
    if not pointer.exists() or _checkpoint_is_whole(folder, pointer):
        return
    target = workspace.tables / QUARANTINE / table.name / f"checkpoint-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    target.mkdir(parents=True)
    for path in [pointer, *pointer.parent.glob("*.checkpoint*.parquet")]:
        shutil.move(path, target / path.name)


def _checkpoint_is_whole(folder: Path, pointer: Path) -> bool:
    try:
        version = int(json.loads(pointer.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    parts = list(pointer.parent.glob(f"{version:020d}.checkpoint*.parquet"))
    sums = log.sums(folder)
    noted = {path: sums.get(path.relative_to(folder).as_posix()) for path in [pointer, *parts]}
    return bool(parts) and all(known is None or known == log.sum_of(path) for path, known in noted.items())


def _seal_last(folder: Path) -> None:
    """A writer killed between commit and seal left its last commit without checksums."""
    version = log.last_version(folder)
    if version is not None and log.log_path(folder, version).relative_to(folder).as_posix() not in log.sums(folder):
        log.seal(folder, version)


def _incomplete_imports(workspace: Workspace) -> tuple[str, ...]:
    try:
        kept = tables.read(workspace, ARTICLES, columns=["import_id"])["import_id"].value_counts()
    except StoreError:
        return (ALL,)
    short = [
        entry for entry in imports.recorded(workspace) if _stored(entry["report"]) > kept.get(entry["import_id"], 0)
    ]
    return tuple(dict.fromkeys(path for entry in short for path in entry["paths"]))


def _stored(report: dict[str, object]) -> int:
    stored = report.get("stored", 0)
    return stored if isinstance(stored, int) else 0


def _with_imports(damage: Damage, paths: Sequence[str]) -> Damage:
    return Damage(damage.table, damage.version, damage.what, damage.moved_to, tuple(paths))
