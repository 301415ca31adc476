"""What a spreadsheet makes of a table: the text it would run, the cells it can hold, the workbook it opens.

The rule of formulas. A cell is a formula where it begins, after blanks, with = + - @ (of full width too), or with a
tab, a line end or a NUL, which programs strip. A file opened with the other separator is cut within its texts too, so
the same holds after a semicolon, comma, tab or line end inside one; there a dash between blanks (", - he said") is
prose, for no program runs a cell that begins with a blank. Text led by apostrophes counts as what follows them, so that
what was defused can be told from what was not: `restored(defused(text)) == text` for every text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isfinite
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

LONGEST_CELL = 32_767  # characters, Excel's limit
MOST_ROWS = 1_048_576  # of a sheet with its heading, Excel's limit
LARGEST_WHOLE = 2**53  # beyond it a spreadsheet rounds
EARLIEST = date(1900, 3, 1)  # Excel counts days right from here on

_SIGN = r"[=+\-@＝＋－＠]"
_BLANK = r"[^\S\t\r\n]|\x00"
_LEADING = re.compile(rf"'*(?:[\s\x00]*{_SIGN}|[\t\r\n\x00])")
_WITHIN = rf"'*(?:(?:{_BLANK})*[=@＝＠]|[+\-＋－]|(?:{_BLANK})+[+\-＋－](?=\S))"
_DEFUSE = re.compile(rf"([;,\t\r\n])(?={_WITHIN})")
_RESTORE = re.compile(rf"([;,\t\r\n])'(?={_WITHIN})")


def defused(text: str) -> str:
    """Text that no spreadsheet runs, whichever separator it is opened with: an apostrophe before each formula."""
    text = _DEFUSE.sub(r"\1'", text)
    return f"'{text}" if _LEADING.match(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given."""
    if text.startswith("'") and _LEADING.match(text, 1):
        text = text[1:]
    return _RESTORE.sub(r"\1", text)


def fitting(text: str) -> tuple[str, bool]:
    """Text that a cell can hold, and whether it was cut; one that was ends in "…"."""
    text = text.encode("utf-8", "replace").decode()
    units = text.encode("utf-16-le")  # Excel counts these
    if len(units) <= 2 * LONGEST_CELL:
        return text, False
    return f"{units[: 2 * (LONGEST_CELL - 1)].decode('utf-16-le', 'ignore')}…", True


@dataclass(frozen=True)
class Plot:
    """A chart that a spreadsheet draws itself, so that it can be edited there.

    Attributes:
        kind: columns and bars stand side by side, or `stacked`; areas are always stacked.
        numbers: what is drawn: in the first column days or names, in each other one the figures of a series.
        percent: figures are shares in 0..1.
        colours: of the series, #RRGGBB; fewer than series: the rest as the program likes.
    """

    kind: Literal["line", "area", "column", "bar"]
    numbers: pd.DataFrame
    percent: bool = False
    stacked: bool = False
    colours: tuple[str, ...] = ()


class Workbook:
    """An XLSX file in the making, its rows written as they come; nothing in it is a formula or a link.

    Args:
        file: a path or a file open for writing.
        streaming: keep no row in memory; rows of one sheet must then be written in order.

    Attributes:
        cut: how many cells were cut to what a cell can hold.
    """

    def __init__(self, file: Path | IO[bytes], *, streaming: bool = False) -> None:
        import xlsxwriter

        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        where = {"constant_memory": True} if streaming else {"in_memory": True}
        self._book = xlsxwriter.Workbook(str(file) if isinstance(file, Path) else file, {**plain, **where})
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._percent = self._book.add_format({"num_format": "0.0%"})
        self.cut = 0

    def sheet(self, name: str, heading: Sequence[str]) -> Any:
        """A new sheet with a bold heading that stays in sight."""
        sheet = self._book.add_worksheet(name)
        for n, column in enumerate(heading):
            sheet.set_column(n, n, min(60, max(12, len(column) + 2)))
            sheet.write_string(0, n, fitting(column)[0], self._bold)
        sheet.freeze_panes(1, 0)
        return sheet

    def about(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """A sheet that says what the workbook holds: a name in bold and what is said, one line each."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 100)
        for n, (label, said) in enumerate(lines):
            sheet.write_string(n, 0, label, self._bold)
            sheet.write_string(n, 1, fitting(said)[0])

    def row(
        self,
        sheet: Any,
        number: int,
        values: Iterable[str | bool | float | date | None],
        percents: Collection[int] = (),
    ) -> None:
        """Write one row: text as text, numbers as numbers, days and naive times as dates, nothing for a null; figures
        of the columns `percents` as percentages.
        """
        for column, value in enumerate(values):
            self._cell(sheet, number, column, value, self._percent if column in percents else None)

    def _cell(
        self, sheet: Any, row: int, column: int, value: str | bool | float | date | None, form: Any = None
    ) -> None:
        if value is None or (isinstance(value, float) and not isfinite(value)):
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, date) and _day_of(value) >= EARLIEST:
            whole = not isinstance(value, datetime) or value.time() == time()
            sheet.write_datetime(row, column, value, self._day if whole else self._moment)
        elif isinstance(value, float) or (isinstance(value, int) and abs(value) <= LARGEST_WHOLE):
            sheet.write_number(row, column, value, form)
        else:
            text, was_cut = fitting(str(value))
            self.cut += was_cut
            sheet.write_string(row, column, text)

    def plot(self, name: str, title: str, plot: Plot) -> None:
        """A sheet with the numbers of a chart and, beside them, the chart."""
        columns = [str(column) for column in plot.numbers.columns]
        sheet, last = self.sheet(name, columns), len(plot.numbers)
        percents = range(1, len(columns)) if plot.percent else ()
        known = plot.numbers.astype(object).where(plot.numbers.notna(), None)
        cells = [known[column].tolist() for column in known.columns]
        for number, values in enumerate(zip(*cells, strict=True), start=1):
            self.row(sheet, number, values, percents)
        stacked = {"subtype": "stacked"} if plot.stacked or plot.kind == "area" else {}
        chart = self._book.add_chart({"type": plot.kind, **stacked})
        for n in range(1, len(columns)):
            colour = plot.colours[n - 1] if n <= len(plot.colours) else None
            filled = {"line" if plot.kind == "line" else "fill": {"color": colour}} if colour else {}
            places = {"categories": [name, 1, 0, last, 0], "values": [name, 1, n, last, n]}
            chart.add_series({"name": [name, 0, n], **places, **filled})
        chart.set_title({"name": fitting(title)[0][:250], "overlay": False})
        dates = last and isinstance(cells[0][0], date)
        chart.set_x_axis({"date_axis": True, "num_format": "dd.mm.yyyy"} if dates else {"reverse": plot.kind == "bar"})
        chart.set_y_axis({"num_format": "0%" if plot.percent else "#,##0", "min": 0})
        chart.set_legend({"position": "bottom"} if len(columns) > 2 else {"none": True})
        chart.set_size({"width": 900, "height": max(420, 24 * last if plot.kind == "bar" else 0)})
        sheet.insert_chart(1, len(columns) + 1, chart)

    def close(self) -> None:
        """Write the file out.

        Raises:
            OSError: it cannot be written.
        """
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
