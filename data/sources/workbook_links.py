"""What calamine does not give of an .xlsx or .ods: the addresses behind cells, and from when its days are counted."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from data.sources.columns import as_link

Links = dict[int, dict[int, tuple[str, str]]]
"""Row and column, from 0, to address and text; the text is empty where the cell has its own."""

_CHUNK = 1 << 20
_SIGNS = re.compile(rb"HYPERLINK|hyperlink|\xd0\x93\xd0\x98\xd0\x9f\xd0\x95\xd0\xa0")
_ODS = ("table", "table-row", "table-cell", "covered-table-cell")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BROKEN = (zipfile.BadZipFile, SyntaxError, KeyError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError)
"""What damaged parts raise; XML that is not well-formed is a SyntaxError."""


@dataclass(frozen=True)
class WorkbookLinks:
    """Links by sheet name, and whether days are counted from 1904, as old Macs did."""

    sheets: dict[str, Links] = field(default_factory=dict)
    from_1904: bool = False


def read_links(path: Path) -> WorkbookLinks:
    """The links of a workbook whose bytes are .xlsx or .ods; none of any other, or where its parts are damaged."""
    found = WorkbookLinks()
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "xl/workbook.xml" in names:
                return _xlsx(packed, names)
            if "content.xml" in names:
                with packed.open("content.xml") as file:
                    return WorkbookLinks(_ods(file))
    except _BROKEN:
        pass  # calamine has read the cells, or says what is wrong with them
    return found


def _xlsx(packed: zipfile.ZipFile, names: set[str]) -> WorkbookLinks:
    targets = _targets(packed, "xl/workbook.xml")
    parts: dict[str, str] = {}
    from_1904 = False
    with packed.open("xl/workbook.xml") as file:
        for _, element in _elements(file, "sheet", "workbookPr"):
            if _tag(element) == "sheet":
                parts[element.get("name", "")] = targets.get(_relation(element), "")
            else:
                from_1904 = element.get("date1904", "0") in ("1", "true")
    sheets = {}
    for name, part in parts.items():
        if part in names and _has_links(packed, part):
            with packed.open(part) as file:
                sheets[name] = _sheet(file, _targets(packed, part))
    return WorkbookLinks(sheets, from_1904)


def _has_links(packed: zipfile.ZipFile, part: str) -> bool:
    """Whether a look at the elements may be worth its time."""
    with packed.open(part) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _SIGNS.search(before + chunk):
                return True
            before = chunk[-16:]
    return False


def _sheet(file: IO[bytes], targets: dict[str, str]) -> Links:
    """Links of formulas and of the list that stands behind a sheet's rows."""
    links: Links = {}
    for _, element in _elements(file, "c", "row", "hyperlink"):
        tag = _tag(element)
        if tag == "c":
            formula = next((part.text for part in element if _tag(part) == "f" and part.text), None)
            if formula and (link := as_link("=" + formula)) and (cell := _CELL.fullmatch(element.get("r", ""))):
                _put(links, int(cell[2]) - 1, _column(cell[1]), link)
        elif tag == "row":
            _forget(element)
        elif address := targets.get(_relation(element)):
            place = element.get("location")
            for row, column in _area(element.get("ref", "")):
                _put(links, row, column, (f"{address}#{place}" if place else address, ""))
    return links


def _ods(file: IO[bytes]) -> dict[str, Links]:
    sheets: dict[str, Links] = {}
    links: Links = {}
    row = column = 0
    for event, element in _elements(file, *_ODS, events=("start", "end")):
        tag = _tag(element)
        if event == "start":
            if tag == "table":
                links = sheets.setdefault(_attribute(element, "name"), {})
                row = 0
            elif tag == "table-row":
                column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            formula = as_link(_attribute(element, "formula").removeprefix("of:"))
            anchors = (_attribute(part, "href") for part in element.iter() if _tag(part) == "a")
            _put(links, row, column, formula or (next(anchors, ""), ""))
            column += int(_attribute(element, "number-columns-repeated") or 1)
        elif tag == "table-row":
            row += int(_attribute(element, "number-rows-repeated") or 1)
            _forget(element)
    return sheets


def _put(links: Links, row: int, column: int, link: tuple[str, str]) -> None:
    if link[0].lower().startswith(("http://", "https://")):
        links.setdefault(row, {}).setdefault(column, link)


def _area(reference: str) -> Iterator[tuple[int, int]]:
    """The first cell of a reference, and of a single column's the others too."""
    first, _, last = reference.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if start and end:
        rows = range(int(start[2]) - 1, int(end[2])) if start[1] == end[1] else (int(start[2]) - 1,)
        yield from ((row, _column(start[1])) for row in rows[:10_000])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _targets(packed: zipfile.ZipFile, part: str) -> dict[str, str]:
    """What a part's relations lead to, by id: parts of the file by their full names, or addresses."""
    folder, name = posixpath.split(part)
    try:
        with packed.open(f"{folder}/_rels/{name}.rels") as file:
            elements = [element for _, element in _elements(file, "Relationship")]
    except KeyError:
        return {}
    return {
        element.get("Id", ""): target
        if element.get("TargetMode") == "External"
        else posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        for element in elements
        if (target := element.get("Target", ""))
    }


def _elements(file: IO[bytes], *tags: str, events: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Any]]:
    from lxml.etree import iterparse

    names = [f"{{*}}{tag}" for tag in tags]
    yield from iterparse(file, events, tag=names, resolve_entities=False, no_network=True, huge_tree=True)


def _forget(row: Any) -> None:
    """Give up a row that has been read, and what is left of those before it."""
    row.clear()
    while row.getprevious() is not None:
        del row.getparent()[0]


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _relation(element: Any) -> str:
    return _attribute(element, "id")


def _attribute(element: Any, name: str) -> str:
    """An attribute by its name within a namespace."""
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")
