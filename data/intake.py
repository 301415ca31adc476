"""The import: files in, articles stored, every row accounted for, in memory that does not grow with the file."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.article import dates
from data.article.door import Door, Made, make_articles
from data.article.lacks import FLAGGED
from data.article.language import language_code
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import StoreError, UsageError
from data.lake import tables
from data.lake.coverage import far_dated
from data.lake.erasure import scratch
from data.lake.rejects import Rejects
from data.lake.staging import Staged
from data.lake.stored_ids import StoredIds
from data.lake.transaction import begin, change
from data.schema import ARTICLES
from data.settings import Workspace, check_zone
from data.sources.folder import find
from data.sources.html_folder import sources_of
from data.sources.kinds import source_of
from data.sources.report import FileReport, ImportReport
from data.sources.source import Source
from data.state import imports
from data.state.editions import Edition, hold

BATCH_ROWS = 1_000
BATCH_CHARACTERS = 4_000_000
STAGED_ROWS = 4_000
STAGED_CHARACTERS = 8_000_000
PREVIEW_ROWS = 5
DRY_ROWS = 1_000
"""A dry run looks at so many rows; a file weighs as many as `_FILE_WEIGHT` by itself, for opening it takes as long."""
_FILE_WEIGHT = 40
MOST_SHARED = 10_000
"""URLs that several rows share are counted one by one up to here."""
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
        dry_run: say what an import would, from the first rows where there are many, and store nothing.
    """

    zone: str | None = None
    outlet: str | None = None
    language: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False


def import_paths(
    workspace: Workspace,
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    progress: Progress = no_progress,
    run_id: int | None = None,
) -> ImportReport:
    """Read files and folders and store their articles, each once: all of them in one edition, or none.

    A file in a folder that cannot be read as its kind counts as one rejected row; one named by the user is refused.

    Args:
        run_id: the run that ends with this import, see `state.runs`.

    Raises:
        UsageError: a path or option does not fit; nothing is stored.
        Locked: another process writes to the workspace for too long; nothing is stored.
        StoreError: the workspace cannot be written; nothing is stored.
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
    edition = begin(workspace, "import").before
    with (
        hold(workspace, edition),
        scratch(workspace, "import") as folder,
        Rejects(workspace.rejected, door.import_id) as rejects,
    ):
        intake = _Intake(workspace, edition, report, rejects, Staged(folder))
        intake.run(sources, door, progress)
        report.rejects = rejects.paths
        intake.store(door, paths, run_id)
    _drop_uploads(workspace, paths)
    return report


def _drop_uploads(workspace: Workspace, paths: Sequence[Path | str]) -> None:
    """What a browser sent is not needed once it is stored."""
    for path in map(Path, paths):
        if path.absolute().is_relative_to(workspace.uploads):
            shutil.rmtree(path.parent, ignore_errors=True)


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


def _stored_in(workspace: Workspace, edition: Edition) -> StoredIds:
    version = edition.versions.get(ARTICLES.name)
    columns = ["article_id", "content_hash"]
    stored = ARTICLES.empty() if version is None else tables.read(workspace, ARTICLES, version, columns)
    return StoredIds(stored["article_id"].tolist(), stored["content_hash"].tolist())


class _Intake:
    """One import on its way: makes articles by batches, lets the new ones through, stores all of them at once."""

    def __init__(
        self, workspace: Workspace, edition: Edition, report: ImportReport, rejects: Rejects, staged: Staged
    ) -> None:
        self._workspace = workspace
        self._edition = edition
        self._report = report
        self._rejects = rejects
        self._staged = staged
        self._known = _stored_in(workspace, edition)
        self._days: Counter[date] = Counter()
        self._waiting: list[pd.DataFrame] = []
        self._rows = self._characters = 0

    def run(self, sources: Sequence[Source], door: Door, progress: Progress) -> None:
        """Read all sources in their order and stage what is new.

        Raises:
            StoreError: the scratch folder cannot be written.
        """
        sizes = [_size(source.path) for source in sources]
        door = replace(door, former_ids=bool(self._known))
        before = 0
        for source, size in zip(sources, sizes, strict=True):
            for part in source.parts():
                own, file = _with_dates(door, part), FileReport(part.name)
                for batch in _batches(_readable(part), self._report, self._reject):
                    self._take(batch, own, file)
                    progress(source.path.name, before + int(size * source.done), sum(sizes))
                _conclude(self._report, file, part)
            before += size
        self._stage()

    def store(self, door: Door, paths: Sequence[Path | str], run_id: int | None) -> None:
        """Publish an edition that has what was read, less what another import stored meanwhile.

        Raises:
            StoreError: the tables cannot be written, or the counts do not add up.
        """
        report = self._report
        with change(self._workspace, "import") as found:
            meanwhile = found.before.versions.get(ARTICLES.name) != self._edition.versions.get(ARTICLES.name)
            known = _stored_in(self._workspace, found.before) if meanwhile else None
            if self._staged.rows:
                found.append_batches(ARTICLES, self._counted(known))
            self._check()
            self._name_far(found.versions[ARTICLES.name])
            said = report.as_json()

            def recorded(connection: sqlite3.Connection, _: int) -> None:
                imports.write_record(connection, door.import_id, door.collected_at, paths, said)

            found.publish(run_id=run_id, result=said, also=recorded)

    def _name_far(self, version: int | None) -> None:
        """Which days of this import lie so far from all others of the archive that axes leave them out."""
        far = (
            [day for day in far_dated(self._workspace, version).days if day in self._days]
            if version is not None
            else []
        )
        self._report.far_days = [day.isoformat() for day in far]
        self._report.far_dated = sum(self._days[day] for day in far)

    def _counted(self, known: StoredIds | None) -> Iterator[pa.Table]:
        """What is staged and not known, counted as stored."""
        for rows in self._staged:
            kept = rows
            if known is not None:
                sieved = known.sieve(*(rows.column(name).to_pylist() for name in ("article_id", "content_hash")))
                kept = rows.filter(pa.array(sieved.new))
                self._report.duplicates += rows.num_rows - kept.num_rows
                self._report.changed += sum(sieved.changed)
            self._report.stored += kept.num_rows
            self._report.flags.update(pc.list_flatten(kept.column("flags")).to_pylist())
            yield kept

    def _take(self, batch: list[RawRow], door: Door, file: FileReport) -> None:
        made = make_articles(batch, door)
        for row in made.rejected:
            self._reject(row)
        _count(made, self._report, file)
        frame = made.articles
        local = frame["published_at"].dropna().dt.tz_convert(self._workspace.zone)
        self._days.update(local.dt.date.value_counts().to_dict())
        sieved = self._known.sieve(frame["article_id"].tolist(), frame["content_hash"].tolist(), made.former_ids)
        kept = frame[sieved.new]
        self._report.duplicates += len(frame) - len(kept)
        self._report.changed += sum(sieved.changed)
        if any(sieved.changed):
            self._share(frame.loc[sieved.changed, "url"].dropna().tolist())
        if kept.empty:
            return
        self._waiting.append(kept)
        self._rows += len(kept)
        self._characters += sum(map(len, kept["text"]))
        if self._rows >= STAGED_ROWS or self._characters >= STAGED_CHARACTERS:
            self._stage()

    def _share(self, urls: list[str]) -> None:
        """Count the rows that stand under a URL which another row has with another title or text."""
        shared = self._report.shared
        shared.update(url for url in urls if url in shared or len(shared) < MOST_SHARED)

    def _reject(self, row: Rejected) -> None:
        self._rejects.add(row)
        self._report.rejected += 1

    def _stage(self) -> None:
        if self._waiting:
            self._staged.add(pd.concat(self._waiting, ignore_index=True))
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


def _batches(
    rows: Iterator[RawRow | Rejected | LeftOut], report: ImportReport, reject: Callable[[Rejected], None]
) -> Iterator[list[RawRow]]:
    """The rows that may be articles, by batches; all others are counted. The last batch may be empty."""
    batch: list[RawRow] = []
    characters = 0
    for row in rows:
        report.read += 1
        if isinstance(row, Rejected):
            reject(row)
            continue
        if isinstance(row, LeftOut):
            report.read += row.rows - 1
            report.left_out[row.file, row.reason] += row.rows
            continue
        batch.append(row)
        characters += len(row.fields.get("text", ""))
        if len(batch) >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    yield batch


def _count(made: Made, report: ImportReport, file: FileReport) -> None:
    """Count what articles lack, and what a file's rows have."""
    frame = made.articles
    flags = Counter(flag for flags in frame["flags"] for flag in flags)
    outlets = int(frame["outlet"].notna().sum())
    report.lacks.update({name: flags[flag] for flag, name in FLAGGED.items()})
    report.lacks["without_outlet"] += len(frame) - outlets
    file.rows += len(frame) + len(made.rejected)
    file.has.update(
        title=len(frame) - flags["no_title"],
        text=len(frame) - flags["no_text"],
        date=int(frame["published_at"].notna().sum()) + flags["future_date"],
        outlet=outlets,
        url=int(frame["url"].notna().sum()),
    )


def _conclude(report: ImportReport, file: FileReport, source: Source) -> None:
    """Once a source was read: which of its columns were used, and which were not."""
    file.columns, file.unused = source.understood(), source.unused()
    report.files.append(file)


def _preview(sources: Sequence[Source], door: Door, report: ImportReport) -> None:
    """Look at the first rows: their fields as understood, and all that an import would say of them."""
    report.dry_run = True
    left = DRY_ROWS

    def reject(row: Rejected) -> None:
        report.rejected += 1
        _show([_shown(row)], report)

    for source in sources:
        for part in source.parts():
            if left <= 0:
                report.whole = False
                return
            own, file = _looked_at(door, part), FileReport(part.name)
            rows = _readable(part)
            for batch in _batches(islice(rows, left), report, reject):
                made = make_articles(batch, own)
                _show(_articles(batch, made), report)
                report.rejected += len(made.rejected)
                _count(made, report, file)
                left -= len(batch)
            report.whole = report.whole and next(rows, None) is None
            left -= _FILE_WEIGHT
            _conclude(report, file, part)


def _looked_at(door: Door, source: Source) -> Door:
    """The door for one file of a dry run, by the dates of the rows that it looks at."""
    column = dates.scan(islice(source.dates(), DRY_ROWS)) if source.has_column else door.dates
    return replace(door, dates=column, former_ids=False)


def _show(rows: list[dict[str, Any]], report: ImportReport) -> None:
    report.preview += rows[: PREVIEW_ROWS - len(report.preview)]


def _shown(row: Rejected) -> dict[str, Any]:
    return {"file": row.file, "line": row.line, "reason": row.reason}


def _articles(batch: list[RawRow], made: Made) -> list[dict[str, Any]]:
    """The first rows of a batch as they would be stored or rejected, in their order."""
    rejected = {(row.file, row.line): row for row in made.rejected}
    frame = made.articles.head(PREVIEW_ROWS)
    articles = iter(frame.astype(object).where(frame.notna(), None).to_dict("records"))
    shown = []
    for row in batch[:PREVIEW_ROWS]:
        if refused := rejected.get((row.file, row.line)):
            shown.append(_shown(refused))
        else:
            article = next(articles)
            shown.append({"file": row.file, "line": row.line, **{name: article[name] for name in _SHOWN}})
    return shown
