"""Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods): the sheets that hold articles, their cells by calamine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.errors import UsageError
from data.sources.grids import Grid, GridFile, GridRow
from data.sources.workbook_cells import Encrypted, SheetCells, Unreadable, read_cells
from data.sources.workbook_links import Links, read_links

LARGEST = 2_000_000_000
"""Bytes of all parts unpacked; more is no workbook that was typed or exported."""

_FROM_1904 = 1_462
"""Days that old Macs' numbers, counted from 1904, lie behind the usual ones."""


@dataclass
class Workbook(GridFile):
    """A workbook; `line` of a row is its number in its sheet."""

    @contextmanager
    def _open(self) -> Iterator[list[Grid]]:
        try:
            self._refuse_bomb()
            with read_cells(self.path) as sheets:
                links = read_links(self.path)
                grids = [_Sheet(sheet, links.sheets.get(sheet.name, {}), links.from_1904) for sheet in sheets]
                yield [grid for grid in grids if grid.error or next(grid.rows(), None)]
        except Encrypted as error:
            raise UsageError(f"{self.name} is encrypted.", "Save it without a password.") from error
        except (Unreadable, OSError, zipfile.BadZipFile) as error:
            kind = Path(self.name).suffix[1:].upper() or "workbook"
            raise UsageError(f"{self.name} cannot be read as {kind}: {error}.", "Save it again, or as CSV.") from error

    def _refuse_bomb(self) -> None:
        if not zipfile.is_zipfile(self.path):
            return
        with zipfile.ZipFile(self.path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST:
            raise UsageError(f"{self.name} unpacks to {size:,} bytes; {LARGEST:,} may be.", "Export it as CSV.")


class _Sheet(Grid):
    def __init__(self, sheet: SheetCells, links: Links, from_1904: bool) -> None:
        self.title = f"sheet {sheet.name!r}"
        self.short = sheet.name
        self.height = sheet.height
        self.error = sheet.error
        self._sheet = sheet
        self._links = links
        self.days_behind = _FROM_1904 if from_1904 else 0
        self._across = {(row, column): last - column + 1 for row, column, _, last in sheet.merged}
        self._down = {(row, column): last for row, column, last, end in sheet.merged if last > row and end == column}

    def rows(self) -> Iterator[GridRow]:
        reaching: dict[int, tuple[int, str]] = {}
        for number, cells in enumerate(self._sheet.rows()):
            linked = self._links.get(number, {})
            for column, (_, text) in linked.items():
                if column < len(cells):
                    cells[column] = cells[column] or text
            first = next((column for column, cell in enumerate(cells) if cell), None)
            if first is None:
                continue
            reached = {column: value for column, (last, value) in reaching.items() if number <= last}
            if self._down:
                down = ((column, self._down.get((number, column))) for column in range(len(cells)))
                reaching |= {column: (last, cells[column]) for column, last in down if last}
            merged = self._across.get((number, first), 1) * 2 >= len(cells)
            links = {column: address for column, (address, _) in linked.items()}
            yield GridRow(number + 1, cells, links, reached, merged)
