"""Which kind of file is read by what: by its ending, where endings lie by its bytes; and what to do with others."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath

from data.errors import UsageError
from data.sources.content import OFFICE, binary_ending, ending_of
from data.sources.csv_file import CsvFile
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.docx_file import DocxFile
from data.sources.feed import FeedFile
from data.sources.html_page import HtmlPage
from data.sources.json_array import JsonFile
from data.sources.json_lines import JsonLines
from data.sources.mail import Mailbox, MailMessage
from data.sources.mhtml import MhtmlPage
from data.sources.misnamed import by_content
from data.sources.own_export import OwnExport, is_own_export
from data.sources.packed import Opening, Packed, PackedFolder, PackedStream, Said
from data.sources.parquet import ParquetFile
from data.sources.pdf_file import PdfFile
from data.sources.rtf_file import RtfFile
from data.sources.saved_page import MarkdownPage, SavedPage
from data.sources.source import Source
from data.sources.warc import WarcFile
from data.sources.workbook import Workbook

KINDS: dict[str, type[Source]] = {
    ".csv": CsvFile,
    ".tsv": CsvFile,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".jl": JsonLines,
    ".json": JsonFile,
    ".xlsx": Workbook,
    ".xlsm": Workbook,
    ".xls": Workbook,
    ".xlsb": Workbook,
    ".ods": Workbook,
    ".parquet": ParquetFile,
    ".html": HtmlPage,
    ".htm": HtmlPage,
    ".xhtml": HtmlPage,
    ".mhtml": MhtmlPage,
    ".mht": MhtmlPage,
    ".txt": SavedPage,
    ".md": MarkdownPage,
    ".docx": DocxFile,
    ".rtf": RtfFile,
    ".pdf": PdfFile,
    ".rss": FeedFile,
    ".atom": FeedFile,
    ".rdf": FeedFile,
    ".xml": FeedFile,
    ".eml": MailMessage,
    ".mbox": Mailbox,
    ".warc": WarcFile,
    ".warc.gz": WarcFile,
}
PACKED: dict[str, type[Packed]] = {
    ".zip": PackedFolder,
    ".gz": PackedStream,
    ".bz2": PackedStream,
    ".xz": PackedStream,
}
_TEXTS = frozenset({CsvFile, JsonLines, JsonFile, HtmlPage})
"""What would read the bytes of another kind as odd text."""
ENDINGS = (*KINDS, *PACKED)

_UNREAD = {
    ".tar .tgz .tbz .tbz2 .txz .7z .rar .zst .lz4 .cab": "Unpack it and import the folder, or pack it as .zip.",
    ".wacz": "Unpack it as a zip and import the .warc.gz files in its folder archive.",
    ".doc .dot .odt .pages .wpd .docm": "Save it as .docx.",
    ".numbers .xlt": "Save it as .xlsx or .csv.",
    ".sqlite .sqlite3 .db .mdb .accdb .duckdb .dbf .sql": "Export the table with the articles as CSV or JSONL.",
    ".feather .arrow .orc .avro .pickle .pkl .rds .rdata .dta .sav .hdf5 .h5": "Save the table as Parquet or CSV.",
    ".msg .pst .ost": "Save the messages as .eml or .mbox.",
    ".epub .fb2 .mobi .djvu .ps .chm .tex": "Save its text as .txt or .docx.",
    ".mp3 .mp4 .wav .avi .mov .mkv .ogg .m4a .webm": "Transcribe recordings first and save the text as .txt.",
    ".ppt .pptx .odp .key": "Save its text as .txt or .docx.",
}
_HEAD = 1 << 16
_ADVICE = {ending: advice for endings, advice in _UNREAD.items() for ending in endings.split()}


def ending(name: str | PurePath) -> str:
    """A file's ending in small letters, of two parts where those are a kind (".warc.gz"), with its dot; "" without."""
    suffixes = PurePath(name).suffixes
    two = "".join(suffixes[-2:]).lower()
    return two if two in KINDS else "".join(suffixes[-1:]).lower()


def why_not(name: str | PurePath) -> str | None:
    """Why a file of this name is not read and what to do, in a sentence without its subject; None if it is read."""
    found = ending(name)
    if found in ENDINGS:
        return None
    return " ".join(filter(None, ["is of no kind that can be imported.", _ADVICE.get(found)])).removesuffix(".")


def source_of(path: Path, mapping: dict[str, str], name: str = "", called: str = "", depth: int = 0) -> Source:
    """The source that reads this file.

    Args:
        path: where its bytes lie.
        mapping: field to column name, as the user said.
        name: what reports call it; else its path.
        called: the name whose ending tells its kind, else `name`; within an archive one without a known ending is
            told by its content.
        depth: in how many archives it lies.
    Raises:
        UsageError: it is of no kind that is read.
    """
    found = ending(called or name or path)
    if depth and found not in ENDINGS and found not in _ADVICE:
        found = _told_by_content(path)
    if found in KINDS and is_own_export(path):
        return OwnExport(path, mapping, name)
    if found in KINDS:
        kind = by_content(path, KINDS[found])
        said = _not_text(path, mapping, name, found) if kind is KINDS[found] else None
        return said or kind(path, mapping, name)
    if found in PACKED:
        opening = Opening(PurePath(called or name or path).name, depth, source_of, why_not)
        return PACKED[found](path, mapping, name, opening)
    advice = _ADVICE.get(found, f"Endings that can: {', '.join(ENDINGS)}.")
    raise UsageError(f"{name or path} is of no kind that can be imported.", advice)


def _told_by_content(path: Path) -> str:
    """The ending that a file's bytes speak for; of a zip that is an Office document, that document's."""
    with path.open("rb") as file:
        found = ending_of(file.read(_HEAD))
    if found != ".zip":
        return found
    try:
        with zipfile.ZipFile(path) as package:
            parts = set(package.namelist())
    except LIBRARY_ERRORS:
        return found  # reading it will say so
    return next((office for part, office in OFFICE.items() if part in parts), found)


def _not_text(path: Path, mapping: dict[str, str], name: str, found: str) -> Source | None:
    """For bytes of another kind under the ending of a text, the source that says so."""
    if KINDS[found] not in _TEXTS:
        return None
    try:
        with path.open("rb") as file:
            looks_like = binary_ending(file.read(_HEAD))
    except OSError:
        return None  # reading it will say so
    if looks_like in ("", ".mbox"):
        return None
    error = damaged(name or str(path), f"{found[1:].upper()}", f"its bytes are those of {looks_like}")
    return Said(path, mapping, name, error=error)
