"""The import: files in, articles stored, every row accounted for, in memory that does not grow with the file."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from data.article import dates
from data.article.door import Door, make_articles
from data.article.language import language_code
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import StoreError, UsageError
from data.lake import tables
from data.lake.known import Known
from data.lake.lock import writer
from data.lake.rejects import Rejects
from data.schema import ARTICLES
from data.settings import Workspace, check_zone
from data.sources.folder import Skipped, find
from data.sources.html_folder import sources_of
from data.sources.kinds import source_of
from data.sources.source import Source
from data.state import imports

BATCH_ROWS = 1_000
BATCH_CHARACTERS = 4_000_000
COMMIT_ROWS = 4_000
COMMIT_CHARACTERS = 8_000_000
PREVIEW_ROWS = 5
_SHOWN = ("title", "text", "published_at", "date_raw", "outlet", "language_given", "url", "external_id", "flags")

Progress = Callable[[str, int, int], None]
"""Told now and then: the file being read, bytes read so far over all files, bytes of all files."""


def no_progress(_file: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about the files.

    Attributes:
        zone: for times without a zone; None is the workspace's.
        outlet, language: fill rows that do not say.
        mapping: field of `article.FIELDS` to column name.
        dry_run: show the first rows as understood and store nothing.
    """

    zone: str | None = None
    outlet: str | None = None
    language: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


@dataclass
class ImportReport:
    """What became of every row: read = stored + duplicates + rejected + left out.

    Attributes:
        changed: duplicates whose title or text differs from what is stored; the first version is kept.
        rejects: files with the rejected rows.
        left_out: rows that are no article, by file and what they are.
        skipped: what lay in a folder and was not read.
        flags: how many stored articles carry each of `schema.FLAGS`.
        columns: for each file with columns, which of them hold what.
        preview: on a dry run the first rows, by column of `schema.ARTICLES` plus file and line, times in UTC; a row
            that would be rejected has its reason instead.
    """

    import_id: str
    read: int = 0
    stored: int = 0
    duplicates: int = 0
    changed: int = 0
    rejected: int = 0
    rejects: list[Path] = field(default_factory=list)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    flags: Counter[str] = field(default_factory=Counter)
    columns: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    preview: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What the command line prints."""
        counts = {name: getattr(self, name) for name in ("read", "stored", "duplicates", "changed", "rejected")}
        return {**counts, "rejects": [str(path) for path in self.rejects], "import_id": self.import_id}


def import_paths(
    workspace: Workspace,
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Read files and folders and store their articles, each once.

    A file in a folder that cannot be read as its kind counts as one rejected row; one named by the user is refused.

    Raises:
        UsageError: a path or option does not fit; nothing is stored.
        Locked: another process writes to the workspace.
        StoreError: the workspace cannot be written; what was stored before stays, and importing again adds the rest.
    """
    options = options or ImportOptions()
    door = _door(workspace, options)
    found = find(paths, leave_out=workspace.root)
    mapping = dict(options.mapping)
    named = [source_of(path, mapping) for path in found.named]
    for source in named:
        _peek(source)
    sources = named + sources_of(found.in_folders, mapping)
    report = ImportReport(door.import_id, skipped=found.skipped)
    if options.dry_run:
        _preview(sources, door, report)
        return report
    with writer(workspace), Rejects(workspace.rejected, door.import_id) as rejects:
        imports.record(workspace, door.import_id, door.collected_at, paths, report.as_json())
        _Intake(workspace, report, rejects).run(sources, door, progress)
        report.rejects = rejects.paths
        imports.record(workspace, door.import_id, door.collected_at, paths, report.as_json())
    return report


def _peek(source: Source) -> None:
    """Refuse a file that cannot be read at all before anything is stored.

    Raises:
        UsageError: it is not of its kind, has no column for title or text, or cannot be opened.
    """
    try:
        next(source.rows(), None)
    except OSError as error:
        raise UsageError(f"{source.path} cannot be read: {error}.", "Check the file and its rights.") from error


def _door(workspace: Workspace, options: ImportOptions) -> Door:
    language = language_code(options.language) if options.language else None
    if options.language and not language:
        raise UsageError(f"--language {options.language!r} is no language code.", "Write a code such as ru, uk or en.")
    zone = ZoneInfo(check_zone(options.zone, "--zone")) if options.zone else workspace.zone
    now = datetime.now(UTC)
    import_id = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    return Door(import_id, now, zone, (options.outlet or "").strip() or None, language)


def _with_dates(door: Door, source: Source) -> Door:
    """The door for one file, once a first pass has told how its date column is written."""
    if not source.has_column:
        return door
    return replace(door, dates=dates.scan(source.dates()))


def _readable(source: Source) -> Iterator[RawRow | Rejected | LeftOut]:
    """A source's rows; where the file breaks off, one more that says so."""
    line = 0
    try:
        for row in source.rows():
            line = row.line
            yield row
    except (UsageError, OSError) as error:
        yield Rejected(source.name, line + 1, str(error))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # gone since it was found; reading it will say so


class _Intake:
    """One import on its way: makes articles by batches, lets the new ones through, stores them by commits."""

    def __init__(self, workspace: Workspace, report: ImportReport, rejects: Rejects) -> None:
        self._workspace = workspace
        self._report = report
        self._rejects = rejects
        stored = tables.read(workspace, ARTICLES, columns=["article_id", "content_hash"])
        self._known = Known(stored["article_id"].tolist(), stored["content_hash"].tolist())
        self._waiting: list[pd.DataFrame] = []
        self._rows = self._characters = 0

    def run(self, sources: Sequence[Source], door: Door, progress: Progress) -> None:
        """Import all sources in their order.

        Raises:
            StoreError: the table cannot be written, or the counts do not add up.
        """
        sizes = [_size(source.path) for source in sources]
        before = 0
        for source, size in zip(sources, sizes, strict=True):
            for part in source.parts():
                own = _with_dates(door, part)
                for batch in self._batches(part):
                    self._take(batch, own)
                    progress(source.path.name, before + int(size * source.done), sum(sizes))
                self._report.columns[part.name] = part.understood()
            before += size
        self._commit()
        self._check()

    def _batches(self, source: Source) -> Iterator[list[RawRow]]:
        batch: list[RawRow] = []
        characters = 0
        for row in _readable(source):
            self._report.read += 1
            if isinstance(row, Rejected):
                self._reject(row)
                continue
            if isinstance(row, LeftOut):
                self._report.read += row.rows - 1
                self._report.left_out[row.file, row.reason] += row.rows
                continue
            batch.append(row)
            characters += len(row.fields.get("text", ""))
            if len(batch) >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        yield batch

    def _take(self, batch: list[RawRow], door: Door) -> None:
        frame, rejected = make_articles(batch, door)
        for row in rejected:
            self._reject(row)
        new, changed = self._known.sieve(frame["article_id"].tolist(), frame["content_hash"].tolist())
        kept = frame[new]
        self._report.duplicates += len(frame) - len(kept)
        self._report.changed += changed
        if kept.empty:
            return
        self._waiting.append(kept)
        self._rows += len(kept)
        self._characters += sum(map(len, kept["text"]))
        if self._rows >= COMMIT_ROWS or self._characters >= COMMIT_CHARACTERS:
            self._commit()

    def _reject(self, row: Rejected) -> None:
        self._rejects.add(row)
        self._report.rejected += 1

    def _commit(self) -> None:
        if not self._waiting:
            return
        frame = pd.concat(self._waiting, ignore_index=True)
        tables.append(self._workspace, ARTICLES, frame)
        self._report.stored += len(frame)
        self._report.flags.update(flag for flags in frame["flags"] for flag in flags)
        self._waiting, self._rows, self._characters = [], 0, 0

    def _check(self) -> None:
        report = self._report
        left_out = report.left_out.total()
        if report.read != report.stored + report.duplicates + report.rejected + left_out:
            raise StoreError(
                f"{report.read} rows were read, but {report.stored} stored, {report.duplicates} duplicates, "
                f"{report.rejected} rejected and {left_out} left out do not add up to that.",
                "Please report this; importing again stores nothing twice.",
            )


def _preview(sources: Sequence[Source], door: Door, report: ImportReport) -> None:
    for source in sources:
        for part in source.parts():
            own = _with_dates(door, part)
            for row in _readable(part):
                if len(report.preview) == PREVIEW_ROWS:
                    break
                if not isinstance(row, LeftOut):
                    report.preview.append(_shown(row, own))
            report.columns[part.name] = part.understood()
            if len(report.preview) == PREVIEW_ROWS:
                return


def _shown(row: RawRow | Rejected, door: Door) -> dict[str, Any]:
    where = {"file": row.file, "line": row.line}
    if isinstance(row, Rejected):
        return {**where, "reason": row.reason}
    frame, rejected = make_articles([row], door)
    if rejected:
        return {**where, "reason": rejected[0].reason}
    article = frame.astype(object).where(frame.notna(), None).iloc[0]
    return {**where, **{name: article[name] for name in _SHOWN}}
