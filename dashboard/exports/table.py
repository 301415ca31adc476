"""Tables as files: CSV that a spreadsheet opens as it should, and XLSX with a second sheet that says what it holds.

A cell that a spreadsheet would run as a formula is defused: with an apostrophe before it in CSV, as a plain string in
XLSX. Numbers stay numbers; a null is an empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from dashboard.texts import Texts

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0]")
MOST_ROWS = 50_000  # of a sheet; Excel itself takes 1,048,576
LONGEST_CELL = 32_767  # characters, Excel's limit
LARGEST_WHOLE = 2**53  # beyond it a spreadsheet rounds
BOM = b"\xef\xbb\xbf"


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def csv_bytes(frame: pd.DataFrame, texts: Texts) -> bytes:
    """A frame as CSV: UTF-8 with BOM; in Russian semicolons and a decimal comma, in English commas and a point.

    Args:
        frame: columns named as they shall read; text, numbers, truth values, dates, naive local times, lists of text.
        texts: language.
    """
    return b"".join(stream_csv([pa.RecordBatch.from_pandas(frame, preserve_index=False)], texts, list(frame.columns)))


def stream_csv(batches: Iterable[pa.RecordBatch], texts: Texts, columns: Sequence[str]) -> Iterator[bytes]:
    """CSV as in `csv_bytes`, in pieces, one a batch; the heading comes even where there is no batch.

    Args:
        batches: rows, with as many columns as `columns`.
        texts: language.
        columns: the heading.
    """
    yield BOM + _rows_as_csv([[defused(str(column)) for column in columns]], texts)
    for batch in batches:
        cells = [[_written(value, texts) for value in column.to_pylist()] for column in batch.columns]
        yield _rows_as_csv(zip(*cells, strict=True), texts)


def _rows_as_csv(rows: Iterable[Sequence[str]], texts: Texts) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";" if texts.lang == "ru" else ",").writerows(rows)
    return written.getvalue().encode("utf-8", "replace")


def _written(value: Any, texts: Texts) -> str:
    value = _plain(value, texts)
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",") if texts.lang == "ru" else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}" if value.time() != time() else f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def _plain(value: Any, texts: Texts) -> str | int | float | date | None:
    """A value as text, a number, a day or time, or nothing."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, bool):
        return texts.t("export.yes" if value else "export.no")
    if isinstance(value, str | int | float | date):
        return value
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def xlsx_bytes(
    frame: pd.DataFrame, texts: Texts, *, title: str, filters: str, data_date: str, total: int | None = None
) -> bytes:
    """A frame as an Excel workbook: the rows, and a second sheet with title, filters, data date and what was cut.

    Args:
        frame: as in `csv_bytes`.
        texts: language.
        title, filters, data_date: what the second sheet says.
        total: how many rows there are, where the frame holds only the first of them.
    Returns:
        At most MOST_ROWS rows; a text longer than Excel's limit ends in "…". Both are said on the second sheet.
    """
    import xlsxwriter

    file = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, safe) as book:
        bold, day, moment = (
            book.add_format(look)
            for look in ({"bold": True}, {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet = book.add_worksheet(texts.t("export.sheet"))
        shown = frame.head(MOST_ROWS)
        cut = _fill(sheet, shown, texts, {date: day, datetime: moment})
        for n, column in enumerate(frame.columns):
            sheet.write_string(0, n, _fitting(str(column))[0], bold)
            sheet.set_column(n, n, min(60, max(12, len(str(column)) + 2)))
        sheet.freeze_panes(1, 0)
        rows = total if total is not None else len(frame)
        about = _about(texts, [title, filters, data_date], shown=len(shown), total=rows, cut=cut)
        second = book.add_worksheet(texts.t("export.about"))
        second.set_column(0, 0, 16)
        second.set_column(1, 1, 100)
        for n, (name, said) in enumerate(about):
            second.write_string(n, 0, name, bold)
            second.write_string(n, 1, _fitting(said)[0])
    return file.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame, texts: Texts, forms: dict[type, Any]) -> int:
    """Write the rows below the heading; returns how many cells were cut."""
    cut = 0
    for n, column in enumerate(pa.RecordBatch.from_pandas(frame, preserve_index=False).columns):
        for row, given in enumerate(column.to_pylist(), start=1):
            value = _plain(given, texts)
            if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
                value = str(value)
            if isinstance(value, str):
                said, was_cut = _fitting(value)
                cut += was_cut
                sheet.write_string(row, n, said)
            elif isinstance(value, date):
                whole = not isinstance(value, datetime) or value.time() == time()
                sheet.write_datetime(row, n, value, forms[date if whole else datetime])
            elif value is not None:
                sheet.write_number(row, n, value)
    return cut


def _fitting(text: str) -> tuple[str, bool]:
    """Text that a cell can hold, and whether it was cut."""
    text = text.encode("utf-8", "replace").decode()
    return (text, False) if len(text) <= LONGEST_CELL else (f"{text[: LONGEST_CELL - 1]}…", True)


def _about(texts: Texts, said: list[str], *, shown: int, total: int, cut: int) -> list[tuple[str, str]]:
    rows = texts.number(shown)
    if shown < total:
        rows = texts.t("export.cut_rows", shown=rows, total=texts.number(total))
    names = [texts.t(f"about.{key}") for key in ("title", "filters_label", "date_label", "rows_label")]
    lines = list(zip(names, [*said, rows], strict=True))
    return [*lines, (texts.t("export.cut_label"), texts.plural("export.cut_cells", cut))] if cut else lines
