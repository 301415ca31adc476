"""Tables of articles in HTML, which monitoring systems also write under .xls and .xlsx for spreadsheets to open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import UsageError
from data.sources.column_names import known_as
from data.sources.grids import Grid, GridFile, GridRow
from data.sources.html_page import decode
from data.sources.table import HEADER_WITHIN, find_header

LARGEST = 200_000_000
"""Bytes; a table is laid out in memory as a whole."""

_ROW = re.compile(rb"<tr\b|<\x00t\x00r\x00", re.IGNORECASE)
_CELL = re.compile(r"<t[hd]\b[^<>]*>(?:\s|<[^<>]{0,200}>)*([^<>]{2,60})<", re.IGNORECASE)
_NAMES_WANTED = 2
_HEAD = 200_000
"""Characters among which a page's first table of articles begins."""
_UNSEEN = frozenset({"script", "style", "title", "template"})
_BLOCKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4"})
_WIDEST = 1_000
_PROSE = 0.5


@dataclass
class HtmlTables(GridFile):
    """An HTML file whose tables list articles; `line` of a row is its line in the file."""

    @contextmanager
    def _open(self) -> Iterator[list[Grid]]:
        size = self.path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{self.name} has {size:,} bytes; an HTML table may have {LARGEST:,}.", "Save it as CSV.")
        tables = _tables(decode(self.path.read_bytes()))
        yield [_HtmlTable(table, number) for number, table in enumerate(tables, 1)]


class _HtmlTable(Grid):
    def __init__(self, table: Any, number: int) -> None:
        self.title = f"table {number}"
        self.short = str(number)
        self._rows = list(table.iter("tr"))
        self.height = self._rows[-1].sourceline or len(self._rows) if self._rows else 0

    def rows(self) -> Iterator[GridRow]:
        reaching: dict[int, tuple[int, str]] = {}
        for number, row in enumerate(self._rows):
            reached = {column: value for column, (last, value) in reaching.items() if number <= last}
            cells: list[str] = []
            links: dict[int, str] = {}
            first: tuple[int, int] | None = None
            for cell in row.iterchildren("td", "th"):
                while len(cells) in reached:
                    cells.append("")
                column, text = len(cells), _text(cell)
                wide = _span(cell, "colspan")
                if (down := _span(cell, "rowspan")) > 1:
                    reaching[column] = (number + down - 1, text)
                if text and first is None:
                    first = column, wide
                if address := next(
                    (a.get("href") for a in cell.iter("a") if a.get("href", "").startswith("http")), None
                ):
                    links[column] = address
                cells += [text] + [""] * (wide - 1)
            if first is not None:
                merged = first[1] > 1 and first[1] * 2 >= len(cells)
                yield GridRow(row.sourceline or number + 1, cells, links, reached, merged)


def holds_articles(path: Path) -> bool:
    """Whether a page is a table of articles and no article: its header has known names, it holds most of the text."""
    with path.open("rb") as file:
        data = file.read(LARGEST)
    if not _ROW.search(data):
        return False
    page = decode(data)
    known = (known_as(cell[1].strip()) for cell in _CELL.finditer(page[:_HEAD]))
    fields = {found[0] for found in known if found}
    if len(fields) < _NAMES_WANTED or not fields & {"title", "text", "lead"}:
        return False
    tables = _tables(page)
    fitting = []
    for number, table in enumerate(tables, 1):
        rows = [row.cells for row in _HtmlTable(table, number).rows()]
        header = find_header(rows[:HEADER_WITHIN], {})
        if header.sure and header.at is not None and len(rows) > header.at + 1:
            fitting.append(table)
    whole = len(_text(tables[0].getroottree().getroot())) if tables else 0
    return bool(fitting) and sum(len(_text(table)) for table in fitting) >= _PROSE * whole


def _tables(page: str) -> list[Any]:
    """The tables of a page that hold no other and are not empty."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = page.encode("utf-8", "replace")
    if not data.strip():
        return []
    try:
        root = document_fromstring(data, parser)
    except ParserError:  # a page without any element
        return []
    tables = [table for table in root.iter("table") if not table.xpath(".//table")]
    return [table for table in tables if _text(table)]


def _text(element: Any) -> str:
    """What a browser shows of an element: runs of spaces are one, blocks and <br> break lines."""
    lines = "".join(_walk(element)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _walk(element: Any) -> Iterator[str]:
    from lxml.etree import iterwalk

    walk = iterwalk(element, ("start", "end"))
    for event, part in walk:
        if event == "start" and part.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start" and part.text:
            yield part.text.replace("\n", " ")
        if part.tag in _BLOCKS or (event == "start" and part.tag == "br"):
            yield "\n"
        if event == "end" and part is not element and part.tail:
            yield part.tail.replace("\n", " ")


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "1").strip()
    return min(max(int(said), 1), _WIDEST) if said.isascii() and said.isdigit() else 1
