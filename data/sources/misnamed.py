"""What a file holds whatever its ending says: monitoring systems name HTML and CSV .xls, and Excel its tables .txt."""

from __future__ import annotations

import zipfile
from pathlib import Path

from data.sources import csv_file, html_table
from data.sources.csv_file import CsvFile
from data.sources.html_page import HtmlPage
from data.sources.html_table import HtmlTables
from data.sources.saved_page import SavedPage
from data.sources.source import Source
from data.sources.workbook import Workbook

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How ZIP files and OLE2 files begin, and so all workbooks."""
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta")
_BEGINNING = 4_096


def by_content(path: Path, kind: type[Source]) -> type[Source]:
    """The kind that reads a file's bytes, where the one that its ending names is of tables or pages and does not.

    What cannot be read stays what its ending names, which will say why.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
        if kind is CsvFile and beginning.startswith(_PACKED):
            return Workbook if _is_workbook(path) else kind
        if kind is Workbook and not beginning.startswith(_PACKED):
            return HtmlTables if _is_html(beginning) else _table_or(path, kind)
        if kind is CsvFile and _is_html(beginning):
            return HtmlTables
        if kind is HtmlPage and html_table.holds_articles(path):
            return HtmlTables
        return _table_or(path, kind) if kind is SavedPage else kind
    except OSError:
        return kind


def _is_workbook(path: Path) -> bool:
    """Whether packed bytes are a workbook's, by the parts that all of them have."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()[:4] == _PACKED[1][:4]
    with zipfile.ZipFile(path) as packed:
        return any(name.startswith("xl/") or name == "content.xml" for name in packed.namelist())


def _is_html(beginning: bytes) -> bool:
    text = beginning.replace(b"\x00", b"").lower()
    text = text.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip()
    return text.startswith(_HTML) or (text.startswith((b"<?xml", b"<!--")) and b"<html" in text)


def _table_or(path: Path, kind: type[Source]) -> type[Source]:
    return CsvFile if csv_file.holds_table(path) else kind
