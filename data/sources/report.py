"""What an import read and what became of it: counted by file, said in numbers, and with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.article.lacks import LACKS, in_words
from data.sources.folder import Skipped

HINTED = ("title", "text", "date", "outlet", "url")
"""Fields that are asked for where a file has none of them and an unused column looks like it."""

_MOST_FILES = 200
_MOST_URLS = 20
_MOST_LEFT_OUT = 200


@dataclass
class FileReport:
    """One file, or one part of it, with columns of its own.

    Attributes:
        name: what rows and messages call it.
        columns: field to the columns that hold it.
        unused: columns that hold something and are not used, each with the field it looks like.
        rows: rows that could be articles.
        has: how many of them have each of `HINTED`.
    """

    name: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    unused: dict[str, str | None] = field(default_factory=dict)
    rows: int = 0
    has: Counter[str] = field(default_factory=Counter)

    def hints(self) -> list[dict[str, str]]:
        """Fields that no row has, each with the first unused column that looks like it and what to say to use it."""
        found = []
        for name in HINTED if self.rows else ():
            column = next((column for column, like in self.unused.items() if like == name), None)
            if column is not None and not self.has[name]:
                found.append({"file": self.name, "field": name, "column": column, "map": f"{name}={column}"})
        return found

    def as_json(self) -> dict[str, Any]:
        return {"file": self.name, "rows": self.rows, "columns": self.columns, "unused": self.unused}


@dataclass
class ImportReport:
    """What became of every row: read = stored + duplicates + rejected + left out.

    Attributes:
        changed: duplicates whose title or text differs from what is stored; the first version is kept.
        rejects: files with the rejected rows.
        left_out: rows that are no article, by file and what they are.
        skipped: what lay in a folder and was not read.
        lacks: how many of the articles read, stored or known, lack each of `LACKS`.
        far_dated: how many of the articles read lie far from all others in time; `far_days` are their local days.
        flags: how many stored articles carry each of `schema.FLAGS`.
        files: each file or part of one that has columns.
        shared: how many rows were changed under each URL that an earlier row or article has.
        dry_run: nothing was stored and nothing looked up, so stored, duplicates and changed are 0.
        whole: everything was read; a dry run of much reads its beginning.
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
    lacks: Counter[str] = field(default_factory=Counter)
    far_dated: int = 0
    far_days: list[str] = field(default_factory=list)
    flags: Counter[str] = field(default_factory=Counter)
    files: list[FileReport] = field(default_factory=list)
    shared: Counter[str] = field(default_factory=Counter)
    dry_run: bool = False
    whole: bool = True
    preview: list[dict[str, Any]] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, dict[str, list[str]]]:
        """For each file with columns, which of them hold what."""
        return {file.name: file.columns for file in self.files}

    @property
    def hints(self) -> list[dict[str, str]]:
        """What `FileReport.hints` says of all files."""
        return [hint for file in self.files for hint in file.hints()]

    @property
    def is_clean(self) -> bool:
        """Nothing was rejected, and no field is missing that a column could fill: else the exit code is 1."""
        return not self.rejected and not self.hints

    def as_json(self) -> dict[str, Any]:
        """What the command line prints and what is kept of an import; long lists are cut, all counts are whole."""
        counts = {name: getattr(self, name) for name in ("read", "stored", "duplicates", "changed", "rejected")}
        with_columns = [file.as_json() for file in self.files if file.columns or file.unused]
        left_out = [
            {"file": file, "reason": reason, "rows": rows} for (file, reason), rows in self.left_out.most_common()
        ]
        return {
            **counts,
            "rejects": [str(path) for path in self.rejects],
            "import_id": self.import_id,
            "left_out": self.left_out.total(),
            **{name: self.lacks[name] for name in LACKS},
            "far_dated": self.far_dated,
            "far_days": self.far_days,
            "left_out_rows": left_out[:_MOST_LEFT_OUT],
            "files": with_columns[:_MOST_FILES],
            "files_not_listed": max(len(with_columns) - _MOST_FILES, 0),
            "hints": self.hints,
            "shared_urls": [{"url": url, "rows": rows} for url, rows in self.shared.most_common(_MOST_URLS)],
            "shared_urls_count": len(self.shared),
            "skipped": [{"path": str(item.path), "reason": item.reason} for item in self.skipped],
            "dry_run": self.dry_run,
            "whole": self.whole,
        }


def lines(report: Mapping[str, Any]) -> list[str]:
    """A report from `ImportReport.as_json` in words for a terminal, what is nothing left out."""
    said = [_outcome(report).format(**report)]
    if not report["whole"]:
        said.append(f"Only the first {report['read']:,} rows were looked at; an import reads all of them.")
    if report["changed"]:
        said.append(
            f"{report['changed']:,} of the known ones have another title or text than the one that is stored; "
            "the first version is kept."
        )
    said += _shared(report) + _lacking(report)
    said += [f"Left out of {row['file']}: {row['rows']:,} × {row['reason']}" for row in report["left_out_rows"]]
    for file in report["files"]:
        said += _columns(file)
    if report["files_not_listed"]:
        said.append(f"{report['files_not_listed']:,} more files have columns; see --json of an import of each.")
    said += [f"Rejected rows and why: {path}" for path in report["rejects"]]
    return said + _hints(report)


def _outcome(report: Mapping[str, Any]) -> str:
    left_out = ", {left_out:,} left out as no articles" if report["left_out"] else ""
    if report["dry_run"]:
        return "{read:,} rows looked at: {rejected:,} would be rejected" + left_out + ". Nothing is stored."
    return "{read:,} rows read: {stored:,} stored, {duplicates:,} known already, {rejected:,} rejected" + left_out + "."


def _shared(report: Mapping[str, Any]) -> list[str]:
    urls = report["shared_urls"]
    if not urls:
        return []
    said = [f"{report['shared_urls_count']:,} URLs are shared by rows with different titles or texts, most often:"]
    return said + [f"  {row['rows'] + 1:,} rows: {row['url'][:200]}" for row in urls]


def _lacking(report: Mapping[str, Any]) -> list[str]:
    articles = report["read"] - report["rejected"] - report["left_out"]
    found = in_words(report)
    days = f" Far days: {', '.join(report['far_days'])}." if report["far_days"] else ""
    return [f"Of {articles:,} articles read: {found}.{days}"] if found else []


def _columns(file: Mapping[str, Any]) -> list[str]:
    used = "; ".join(f"{name} from {', '.join(columns)}" for name, columns in file["columns"].items() if columns)
    unused = ", ".join(file["unused"])
    parts = [f"read as {used}" if used else "", f"not used: {unused}" if unused else ""]
    return [f"{file['file']}: {'. '.join(filter(None, parts))}."]


def _hints(report: Mapping[str, Any]) -> list[str]:
    hints: Sequence[Mapping[str, str]] = report["hints"]
    said = [
        f"No row of {hint['file']} has a {hint['field']}, but its column {hint['column']!r} looks like one: "
        f"import it with --map {_quoted(hint['map'])}"
        for hint in hints
    ]
    if hints and report["stored"]:
        said.append("Undo this import first, for articles that are known are not read again.")
    return said


def _quoted(pair: str) -> str:
    return pair if pair.replace("=", "").replace("_", "").isalnum() else f'"{pair}"'
