"""Tables as files: CSV that a spreadsheet opens as it should, and XLSX with a second sheet that says what it holds.

A cell that a spreadsheet would run as a formula is defused: with an apostrophe before it in CSV, as a plain string in
XLSX. Numbers stay numbers; a null is an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.texts import Texts, msgid
from data.spreadsheet import Plot, Workbook, defused

MOST_ROWS = 50_000  # of a page's sheet; Excel itself takes 1,048,576
BOM = b"\xef\xbb\xbf"


def batches(frame: pd.DataFrame, schema: pa.Schema | None = None) -> list[pa.RecordBatch]:
    """A frame as Arrow; of several batches where its columns lie in several pieces, as those of a joined frame do."""
    found: list[pa.RecordBatch] = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).to_batches()
    return found


def csv_bytes(frame: pd.DataFrame, texts: Texts) -> bytes:
    """A frame as CSV: UTF-8 with BOM; semicolons where the language has a decimal comma, else commas.

    Args:
        frame: columns named as they shall read; text, numbers, truth values, dates, naive local times, lists of text.
        texts: language.
    """
    return b"".join(stream_csv(batches(frame), texts, list(frame.columns)))


def stream_csv(rows: Iterable[pa.RecordBatch], texts: Texts, columns: Sequence[str]) -> Iterator[bytes]:
    """CSV as in `csv_bytes`, in pieces, one a batch; the heading comes even where there is no batch.

    Args:
        rows: batches with as many columns as `columns`.
        texts: language.
        columns: the heading.
    """
    yield BOM + _rows_as_csv([[defused(str(column)) for column in columns]], texts)
    for batch in rows:
        cells = [[_written(value, texts) for value in column.to_pylist()] for column in batch.columns]
        yield _rows_as_csv(zip(*cells, strict=True), texts)


def _rows_as_csv(rows: Iterable[Sequence[str]], texts: Texts) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";" if texts.decimal_comma else ",").writerows(rows)
    return written.getvalue().encode("utf-8", "replace")


def _written(value: Any, texts: Texts) -> str:
    value = _plain(value, texts)
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, float):
        return repr(value).replace(".", ",") if texts.decimal_comma else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}" if value.time() != time() else f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def _plain(value: Any, texts: Texts) -> str | int | float | date | None:
    """A value as text, a number, a day or time, or nothing."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, bool):
        return texts.t(msgid("export.yes") if value else msgid("export.no"))
    if isinstance(value, str | int | float | date):
        return value
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def xlsx_bytes(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    about: Iterable[tuple[str, str]],
    total: int | None = None,
    plot: Plot | None = None,
) -> bytes:
    """A frame as an Excel workbook: the rows, where there is a chart its numbers and itself, and what it all is.

    Args:
        frame: as in `csv_bytes`.
        texts: language.
        title: of the chart.
        about: labels and words of the last sheet, which then says how many rows there are and what was cut.
        total: how many rows there are, where the frame holds only the first of them.
        plot: a chart that the spreadsheet draws; a column of the frame that is called as a share is a percentage.
    Returns:
        At most MOST_ROWS rows; a text longer than Excel's limit ends in "…". Both are said on the last sheet.
    """
    file = io.BytesIO()
    book = Workbook(file)
    sheet = book.sheet(texts.t("export.sheet"), [str(column) for column in frame.columns])
    shown = frame.head(MOST_ROWS)
    columns = [column.to_pylist() for column in pa.Table.from_pandas(shown, preserve_index=False).columns]
    percents = [n for n, column in enumerate(shown.columns) if column == texts.t("share")]
    for number, values in enumerate(zip(*columns, strict=True), start=1):
        book.row(sheet, number, (_plain(value, texts) for value in values), percents)
    if plot is not None:
        book.plot(texts.t("export.chart"), title, plot)
    rows = total if total is not None else len(frame)
    book.about(texts.t("export.about"), [*about, *counted(texts, shown=len(shown), total=rows, cut=book.cut)])
    book.close()
    return file.getvalue()


def counted(texts: Texts, *, shown: int, total: int, cut: int) -> list[tuple[str, str]]:
    """Lines of the second sheet: how many rows there are, how many of all, how many cells were cut."""
    rows = texts.number(shown)
    if shown < total:
        rows = texts.t("export.cut_rows", shown=rows, total=texts.number(total))
    lines = [(texts.t("about.rows_label"), rows)]
    return [*lines, (texts.t("export.cut_label"), texts.plural("export.cut_cells", cut))] if cut else lines
