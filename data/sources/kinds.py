"""Which kind of file is read by what, told by its ending."""

from __future__ import annotations

from pathlib import Path

from data.errors import UsageError
from data.sources.csv_file import CsvFile
from data.sources.html_page import HtmlPage
from data.sources.json_array import JsonFile
from data.sources.json_lines import JsonLines
from data.sources.parquet import ParquetFile
from data.sources.saved_page import SavedPage
from data.sources.source import Source
from data.sources.xlsx import XlsxFile

KINDS: dict[str, type[Source]] = {
    ".csv": CsvFile,
    ".tsv": CsvFile,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".jl": JsonLines,
    ".json": JsonFile,
    ".xlsx": XlsxFile,
    ".xlsm": XlsxFile,
    ".parquet": ParquetFile,
    ".html": HtmlPage,
    ".htm": HtmlPage,
    ".xhtml": HtmlPage,
    ".txt": SavedPage,
}
PACKED = frozenset({".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".tgz"})


def is_known(path: Path) -> bool:
    return path.suffix.lower() in KINDS


def source_of(path: Path, mapping: dict[str, str]) -> Source:
    """The source that reads this file.

    Raises:
        UsageError: the ending is of no kind that is read.
    """
    suffix = path.suffix.lower()
    if suffix in KINDS:
        return KINDS[suffix](path, mapping)
    if suffix in PACKED:
        raise UsageError(f"{path} is an archive, which is not read.", "Unpack it and import the folder.")
    raise UsageError(f"{path} is of no kind that can be imported.", f"Endings that can: {', '.join(KINDS)}.")
