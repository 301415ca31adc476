"""Files that hold several tables (a workbook's sheets, a page's tables): each with articles is a part of its own."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import islice

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.json_lines import as_text
from data.sources.source import Source
from data.sources.table import HEAD, HEADER_WITHIN, Header, Table, above, demand, find_header

_DAY_NUMBER = re.compile(r"\d{4,5}(?:\.\d+)?")
_BELOW_FIRST = 100
"""Filled rows that tell what a table without a header holds."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A filled row of a grid.

    Attributes:
        line: its number, from 1.
        cells: as text.
        links: addresses behind cells, by position.
        reaching: values of cells above that reach down over this row, by position.
        merged: its first filled cell runs over most of the grid.
    """

    line: int
    cells: list[str]
    links: Mapping[int, str] = field(default_factory=dict)
    reaching: Mapping[int, str] = field(default_factory=dict)
    merged: bool = False


class Grid:
    """One table of a file.

    Attributes:
        title: what its rows are told by ("sheet 'Январь'").
        short: what stands in names for it ("Январь").
        height: how many rows it has, for the progress.
        error: why it cannot be read; empty if it can.
        days_behind: how far its day numbers lie behind the usual ones.
    """

    title: str
    short: str
    height: int
    error: str = ""
    days_behind: int = 0

    def rows(self) -> Iterator[GridRow]:
        """Its filled rows, as often as asked."""
        raise NotImplementedError


@dataclass
class GridFile(Source):
    """A file of grids; those that hold no articles are left out by name."""

    @abstractmethod
    def _open(self) -> AbstractContextManager[list[Grid]]:
        """The file's filled grids, while it is open.

        Raises:
            UsageError: it cannot be read.
        """

    _read: list[_GridPart] = field(default_factory=list, init=False)

    def parts(self) -> Iterator[Source]:
        opened = False
        try:
            with self._open() as grids:
                parts = self._parts(grids)
                opened = True
                for part in parts:
                    self._read.append(part)
                    yield part
        except UsageError:
            if opened:
                raise
            yield self  # whose rows will say so

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        with self._open() as grids:
            self._read = self._parts(grids)
            for part in self._read:
                yield from part.rows()
        self.done = 1.0

    def understood(self) -> dict[str, list[str]]:
        return self._read[-1].understood() if self._read else {}

    def unused(self) -> dict[str, str | None]:
        return {name: like for part in self._read for name, like in part.unused().items()}

    def _parts(self, grids: list[Grid]) -> list[_GridPart]:
        """The grids with articles: those with a sure header, else those with any, else the first, which is refused."""
        broken = [f"{grid.title} cannot be read: {grid.error}" for grid in grids if grid.error]
        told = [(grid, find_header(_first(grid), self.mapping)) for grid in grids if not grid.error]
        fitting = [n for n, (_, header) in enumerate(told) if header.sure]
        fitting = fitting or [n for n, (_, header) in enumerate(told) if header.columns.tell()]
        if not fitting:
            if broken:
                raise UsageError(f"{self.name}, {'; '.join(broken)}.", "Save it again, or as CSV.")
            if not told:
                raise UsageError(f"{self.name} has no filled row.", "Check which file was meant.")
            demand(told[0][1], self.mapping, f"{self.name}, {told[0][0].title},")
        parts = [
            _GridPart(
                self.path,
                self.mapping,
                f"{self.name}/{told[n][0].short}" if len(fitting) > 1 else self.name,
                whole=self,
                grid=told[n][0],
                header=told[n][1],
                share=(place, len(fitting)),
            )
            for place, n in enumerate(fitting)
        ]
        without = [told[n][0].title for n in range(len(told)) if n not in fitting]
        parts[0] = replace(parts[0], without=without, broken=broken)
        return parts


@dataclass
class _GridPart(Source):
    """One grid's rows.

    Attributes:
        whole: the file, whose progress it tells.
        share: its place among the parts, and how many there are.
        without, broken: the grids left out and those that cannot be read, told before its rows.
    """

    whole: Source | None = None
    grid: Grid = field(default_factory=Grid)
    header: Header | None = None
    share: tuple[int, int] = (0, 1)
    without: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    _table: Table | None = field(default=None, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        header, grid = self.header, self.grid
        if header is None:
            return
        demand(header, self.mapping, f"{self.name}, {grid.title},")
        self._table = table = Table(self.name, header.columns, f"{grid.title}: ")
        yield from (Rejected(self.name, 1, reason) for reason in self.broken)
        for title in self.without:
            yield LeftOut(self.name, 1, f"{title}: holds no articles")
        articles = above([row.cells for row in islice(grid.rows(), HEADER_WITHIN)], header)
        kept = {p for field in ("title", "text") for p in header.columns.positions.get(field, ())}
        for number, row in enumerate(grid.rows()):
            self._tell(row.line)
            if number == header.at:
                continue
            if number < len(articles) and not articles[number]:
                yield LeftOut(self.name, row.line, f"{grid.title}: {HEAD}")
                continue
            for position, value in row.reaching.items():
                if position not in kept and position < len(row.cells):
                    row.cells[position] = row.cells[position] or value
            if grid.days_behind:
                self._count_usually(row.cells, header)
            yield table.row(row.line, row.cells, row.links, merged=row.merged)
        self.done = 1.0

    def _count_usually(self, cells: list[str], header: Header) -> None:
        for position in header.columns.positions.get("date", ()):
            if position < len(cells) and _DAY_NUMBER.fullmatch(cells[position]):
                cells[position] = as_text(float(cells[position]) + self.grid.days_behind)

    def understood(self) -> dict[str, list[str]]:
        return self._table.columns.understood() if self._table else {}

    def unused(self) -> dict[str, str | None]:
        return self._table.unused() if self._table else {}

    def _tell(self, line: int) -> None:
        self.done = min(line / max(self.grid.height, 1), 1.0)
        if self.whole is not None:
            self.whole.done = (self.share[0] + self.done) / self.share[1]


def _first(grid: Grid) -> list[list[str]]:
    return [row.cells for row in islice(grid.rows(), _BELOW_FIRST)]
