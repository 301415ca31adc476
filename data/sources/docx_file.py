"""Word documents (.docx): paragraphs in their order, and tables of articles."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.bundle import parse_bundle
from data.sources.columns import recognise_some
from data.sources.content import LEGACY_OFFICE
from data.sources.damage import LIBRARY_ERRORS, damaged, has_entities, protected
from data.sources.saved_page import parse_document
from data.sources.source import Source

LARGEST = 200_000_000
"""Bytes of all parts unpacked."""
_LARGEST_XML = 50_000_000
_RATIO = 200
_SMALL = 1_000_000
"""Bytes; a smaller part may be packed as tightly as it likes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_UNSEEN = frozenset(
    {_W + "moveFrom", _W + "del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_HEADING = re.compile(r"(?:heading|заголовок)\s*(\d)", re.IGNORECASE)
_LEVELS = 4


@dataclass
class DocxFile(Source):
    """One document: an article, a bundle of them, or tables with an article a row."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        try:
            text = _read(self)
        except LIBRARY_ERRORS as error:
            raise damaged(self.name, "DOCX", error) from error
        if not text.rows and not any(text.lines):
            raise UsageError(f"there is no text in {self.name}.", "Check which document was meant.")
        yield from text.rows
        whole = "\n".join(text.lines)
        if not text.rows:
            yield from parse_document(whole, self.name, text.headings())
        elif any(text.lines):
            beside = LeftOut(self.name, 1, "is text beside a table of articles")
            yield from parse_bundle(whole, self.name, text.headings()) or [beside]
        self.done = 1.0


@dataclass
class _Text:
    """A document's lines, the level of those that are headings, and the rows of its tables of articles."""

    name: str
    lines: list[str] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)
    rows: list[RawRow] = field(default_factory=list)

    def headings(self) -> list[frozenset[int]]:
        """Line numbers of the headings of each level, the highest first."""
        found = (frozenset(n for n, level in self.levels.items() if level == k) for k in range(_LEVELS + 1))
        return [level for level in found if level]

    def add(self, paragraph: str, level: int | None = None) -> None:
        if level is not None:
            self.levels[len(self.lines)] = level
        self.lines += paragraph.splitlines() or [""]


def _read(source: Source) -> _Text:
    """Read the document with python-docx, once its package is known to be harmless.

    Raises:
        UsageError: it has a password, unpacks to too much, or declares XML entities.
    """
    _check(source)
    import docx  # 0.2 s that other kinds need not spend

    document = docx.Document(str(source.path))
    names = {style.style_id: style.name or "" for style in document.styles}
    text = _Text(source.name)
    _walk(document.element.body, text, names)
    return text


def _check(source: Source) -> None:
    with source.path.open("rb") as file:
        head = file.read(len(LEGACY_OFFICE))
        if head == LEGACY_OFFICE:
            if "EncryptedPackage".encode("utf-16-le") in file.read(LARGEST):
                raise protected(source.name)
            raise UsageError(f"{source.name} is a .doc of before 2007 under another ending.", "Save it as .docx.")
    with zipfile.ZipFile(source.path) as package:
        parts = package.infolist()
        size = sum(part.file_size for part in parts)
        bombs = [p for p in parts if p.file_size > max(_SMALL, _RATIO * p.compress_size)]
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if size > LARGEST or bombs or any(part.file_size > _LARGEST_XML for part in xml):
            raise UsageError(f"{source.name} unpacks to {size:,} bytes, more than a document holds.", "Leave it out.")
        if any(has_entities(package.read(part)) for part in xml):
            raise UsageError(
                f"{source.name} declares XML entities, which no document needs.", "Save it again as .docx."
            )


def _walk(parent: Any, text: _Text, names: dict[str, str]) -> None:
    """Add the paragraphs and tables under an element, in their order; what wraps them (a form field) is entered."""
    for element in parent:
        if element.tag == _W + "p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            found = _HEADING.match(names.get(style.get(_W + "val"), "")) if style is not None else None
            text.add(_paragraph(element), int(found[1]) if found else None)
        elif element.tag == _W + "tbl":
            _add_table(element, text)
        elif element.tag not in _UNSEEN and element.tag != _W + "sectPr":
            _walk(element, text, names)


def _paragraph(element: Any) -> str:
    """A paragraph's text with what tracked changes add to it, without what they take away."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag == _W + "t":
            parts.append(here.text or "")
        elif here.tag in _SIGNS:
            parts.append(_SIGNS[here.tag])
        elif here.tag not in _UNSEEN:
            if here.tag == _W + "p" and parts:
                parts.append("\n")  # a text box within a paragraph
            waiting.extend(reversed(here))
    return "".join(parts)


def _add_table(table: Any, text: _Text) -> None:
    """Take a table's rows as articles if its first row names their columns, else its cells as lines."""
    rows = [[_cell(cell) for cell in row.iter(_W + "tc")] for row in table.iter(_W + "tr")]
    columns = recognise_some(rows[0], {}) if rows else None
    if columns and columns.tell() and len(columns.positions) > 1:
        for number, cells in enumerate(rows[1:], 2):
            if any(cells):
                text.rows.append(RawRow(text.name, number, columns.fields(cells), cells))
        return
    for cell in chain.from_iterable(rows):
        if cell:
            text.add(cell)


def _cell(cell: Any) -> str:
    return "\n".join(_paragraph(paragraph) for paragraph in cell.iter(_W + "p")).strip()
