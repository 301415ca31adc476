"""What is wrong with a workspace, and what to do about it. Looks only, changes nothing."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.article.lacks import in_words
from data.errors import StoreError, UsageError
from data.lake import lock, log, tables, tail
from data.lake.coverage import far_dated
from data.lake.lacking import lacking
from data.lake.status import waiting
from data.schema import TABLES, Table
from data.settings import SETTINGS_FILE, Workspace, load_settings
from data.state import editions, edits, imports
from data.state.editions import Edition

Level = Literal["error", "warning", "note"]
LITTLE_SPACE = 1 << 30
FAR_NAMED = 5
NETWORK = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs")


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        level: `error` needs an act before work goes on; `warning` may lead to one; `note` is good to know.
        what: what is the case, with numbers.
        next_step: what to do, empty where nothing is to be done.
    """

    level: Level
    what: str
    next_step: str = ""


def examine(workspace: Workspace) -> list[Finding]:
    """Everything found, worst first; every data file of the newest versions and of the edition is read and summed."""
    order: dict[str, int] = {"error": 0, "warning": 1, "note": 2}
    return sorted(_findings(workspace), key=lambda finding: order[finding.level])


def _findings(workspace: Workspace) -> Iterator[Finding]:
    if not workspace.root.is_dir():
        yield Finding("note", f"{workspace.root} does not exist yet.", "Import articles: svodka import PATH")
        return
    yield from _settings(workspace)
    yield from _place(workspace)
    yield from _lock(workspace)
    try:
        edition = editions.latest(workspace)
    except StoreError as error:
        yield Finding("error", str(error), error.hint)
        edition = None
    yield from _edits(workspace, edition)
    for table in TABLES:
        yield from _table(workspace, table, edition)
    yield from _content(workspace, edition)
    yield from _lacking(workspace, edition)
    yield from _set_aside(workspace)
    yield from _rejected(workspace)


def _settings(workspace: Workspace) -> Iterator[Finding]:
    try:
        settings = load_settings(workspace.root / SETTINGS_FILE)
    except UsageError as error:
        yield Finding("error", str(error), error.hint)
        return
    if settings != workspace.settings:
        yield Finding("note", f"{SETTINGS_FILE} changed while this command ran.", "Repeat it.")


def _place(workspace: Workspace) -> Iterator[Finding]:
    free = tables.free_bytes(workspace.root)
    if free < LITTLE_SPACE:
        yield Finding("warning", f"Only {free:,} bytes are free at {workspace.root}.", "Free space before importing.")
    kind = _file_system(workspace.root)
    if kind.startswith(NETWORK):
        what = f"{workspace.root} lies on a network file system ({kind}); locks are not reliable there."
        yield Finding("warning", what, "Move the workspace to a local disk.")


def _file_system(path: Path) -> str:
    """The kind of file system by /proc/mounts; empty where the system has none."""
    if platform.system() != "Linux":
        return ""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines]
    holding = [(point, kind) for point, kind in mounts if path.is_relative_to(point.replace("\\040", " "))]
    return max(holding, key=lambda mount: len(mount[0]), default=("", ""))[1]


def _lock(workspace: Workspace) -> Iterator[Finding]:
    try:
        found = lock.holder(workspace)
    except StoreError as error:
        yield Finding("error", str(error), error.hint)
        return
    if found:
        yield Finding("note", f"Process {found.pid} writes to it, since {found.started:%Y-%m-%d %H:%M:%S} UTC.")


def _edits(workspace: Workspace, edition: Edition | None) -> Iterator[Finding]:
    if edition is None:
        return  # there is none, or that it cannot be read is said already
    try:
        edits.log(workspace, edition.edits)
    except StoreError as error:
        yield Finding("error", str(error), error.hint)


def _table(workspace: Workspace, table: Table, edition: Edition | None) -> Iterator[Finding]:
    folder = tables.folder_of(workspace, table)
    newest = log.last_version(folder)
    pinned = edition.versions.get(table.name) if edition else None
    bad = tail.inspect(workspace, table)
    for version, wrong in bad:
        what = f"Table {table.name}: its commit {version} is damaged: {wrong}."
        yield Finding("error", what, "The next import or analysis sets it aside and serves the version before.")
    if pinned is not None and (newest is None or pinned > newest):
        what = f"Table {table.name}: the edition needs version {pinned}, the newest is {newest}."
        yield Finding("error", what, "Run `svodka analyse`.")
    damaged = {version for version, _ in bad}
    whole = {version for version in (newest, pinned) if version is not None and version not in damaged}
    checked: set[str] = set()
    for version in sorted(whole):
        if newest is not None and version <= newest:
            yield from _files(folder, table, version, checked)


def _files(folder: Path, table: Table, version: int, checked: set[str]) -> Iterator[Finding]:
    """Every file of one version against its recorded size and checksum; a file of two versions is read once."""
    try:
        found = tables.snapshot(folder, version)
    except StoreError as error:
        yield Finding("error", str(error), error.hint)
        return
    sums = log.sums(folder)
    for name, size in found.files.items():
        wrong = None if name in checked else tail.wrong_file(folder / name, size, sums.get(name))
        checked.add(name)
        if wrong:
            yield Finding("error", f"Table {table.name}, version {version}: {wrong}.", _cure(table))


def _cure(table: Table) -> str:
    if table.name == "articles":
        return "Restore the file from a backup, or import its articles again into a new workspace."
    return f"Move {table.name} out of the tables folder and run `svodka analyse --topics refit`."


def _content(workspace: Workspace, edition: Edition | None) -> Iterator[Finding]:
    try:
        left = waiting(workspace, edition)
    except StoreError:
        return  # said already, with the table
    if left:
        yield Finding("note", f"{left:,} articles are not analysed yet.", "Run `svodka analyse`.")
    yield from _far_dated(workspace)
    if edition and edition.zone != workspace.settings.zone:
        what = f"The edition counts days in {edition.zone}, the settings say {workspace.settings.zone}."
        yield Finding("warning", what, "Run `svodka analyse`.")


def _lacking(workspace: Workspace, edition: Edition | None) -> Iterator[Finding]:
    try:
        lacks = in_words(lacking(workspace, edition))
        changed = sum(entry["report"].get("changed") or 0 for entry in imports.recorded(workspace))
    except StoreError:
        return  # said already, with the table
    if lacks:
        hint = "Where an import overlooked a column, undo it and repeat it with --map; its report names the columns."
        yield Finding("note", f"Of the stored articles {lacks}.", hint)
    if changed:
        what = f"{changed:,} imported rows had another title or text than the article of their id; the first is kept."
        yield Finding("note", what, "The reports of the imports name the URLs that several rows share.")


def _far_dated(workspace: Workspace) -> Iterator[Finding]:
    try:
        far = far_dated(workspace)
    except StoreError:
        return  # said already, with the table
    if far.articles:
        days = ", ".join(str(day) for day in far.days[:FAR_NAMED]) + (" …" if len(far.days) > FAR_NAMED else "")
        what = f"Charts leave out {far.articles:,} of the articles, dated far from all others: {days}."
        cure = "Below each chart a link lists them; if the date is wrong, `svodka forget` removes them."
        yield Finding("warning", what, cure)


def _set_aside(workspace: Workspace) -> Iterator[Finding]:
    folder = workspace.tables / tail.QUARANTINE
    for path in sorted(folder.glob("*/*")):
        yield Finding("warning", f"Damaged files were set aside in {path}.", "Delete them once nothing is missing.")


def _rejected(workspace: Workspace) -> Iterator[Finding]:
    for path in sorted(workspace.rejected.glob("*.jsonl")):
        with path.open("rb") as lines:
            count = sum(1 for _ in lines)
        yield Finding("note", f"{count:,} rows were rejected, with reasons, in {path}.", "Correct and import them.")
