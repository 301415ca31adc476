"""Charts and tables as files ("Save as"), each made only when it is asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.components.desk import Desk
from dashboard.components.listing import LISTED, listed
from dashboard.components.words import filter_line
from dashboard.exports import picture, table
from dashboard.exports.names import file_name
from dashboard.theme import LIGHT, Theme
from data.filter import Filter
from data.lake import counts

Numbers = Callable[[], pd.DataFrame]

PICTURES: tuple[picture.Kind, ...] = ("png", "svg", "pdf")
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def save_chart(desk: Desk, key: str, title: str, draw: Callable[[Theme], Chart], numbers: Numbers) -> None:
    """A menu of files: the picture as PNG, SVG and PDF, its numbers as CSV and XLSX."""
    texts, line, day = desk.texts, filter_line(desk, desk.flt), data_date(desk)

    def drawn(kind: picture.Kind) -> bytes:
        return picture.render(draw(LIGHT), kind, title=title, filter_line=line, data_date=day, texts=texts)

    files: dict[str, Callable[[], Any]] = {kind: partial(drawn, kind) for kind in PICTURES}
    _menu(desk, key, title, files | _tables(desk, title, numbers))


def save_table(desk: Desk, key: str, title: str, numbers: Numbers) -> None:
    """A menu of files for a table without a chart."""
    _menu(desk, key, title, _tables(desk, title, numbers))


def _tables(desk: Desk, title: str, numbers: Numbers) -> dict[str, Callable[[], bytes]]:
    texts, line, day = desk.texts, filter_line(desk, desk.flt), data_date(desk)
    return {
        "csv": lambda: table.csv_bytes(numbers(), texts),
        "xlsx": lambda: table.xlsx_bytes(numbers(), texts, title=title, filters=line, data_date=day),
    }


def _menu(desk: Desk, key: str, title: str, files: dict[str, Callable[[], Any]]) -> None:
    texts = desk.texts
    with st.popover(
        texts.t("save"), icon=":material/download:", type="tertiary", help=texts.t("save.help"), key=f"save-{key}"
    ):
        for kind, make in files.items():
            st.download_button(
                kind.upper(),
                make,
                file_name=file_name(title, kind),
                mime=MIME[kind],
                key=f"save-{key}-{kind}",
                on_click="ignore",
                width="stretch",
            )


def data_date(desk: Desk) -> str:
    """The last day of what axes show, in words."""
    return desk.texts.day(desk.coverage.shown.last)


def save_articles(desk: Desk, flt: Filter) -> None:
    """The filtered list as files: CSV of every article, XLSX of the first 50,000."""
    title = desk.texts.t("page.articles")
    files = {"csv": partial(_articles_csv, desk, flt), "xlsx": partial(_articles_xlsx, desk, flt)}
    _menu(desk, "articles", title, files)


def _articles_csv(desk: Desk, flt: Filter) -> IO[bytes]:
    """Written to a file piece by piece, so that a long list does not lie in memory as a whole while it is made."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - Streamlit reads and closes it
    for piece in table.stream_csv(_listed(desk, flt), desk.texts, _heading(desk)):
        file.write(piece)
    file.seek(0)
    return file


def _articles_xlsx(desk: Desk, flt: Filter) -> bytes:
    kept, total = [], 0
    for batch in _listed(desk, flt):
        kept.append(batch.slice(0, max(table.MOST_ROWS - total, 0)))
        total += batch.num_rows
    frame = pa.Table.from_batches(kept, schema=LISTED).to_pandas().set_axis(_heading(desk), axis=1)
    title, line = desk.texts.t("page.articles"), filter_line(desk, flt)
    return table.xlsx_bytes(frame, desk.texts, title=title, filters=line, data_date=data_date(desk), total=total)


def _listed(desk: Desk, flt: Filter) -> Iterator[pa.RecordBatch]:
    """All articles that pass, as the list shows them."""
    for batch in counts.stream_articles(desk.own_reader(), flt):
        yield pa.RecordBatch.from_pandas(listed(desk, batch.to_pandas()), schema=LISTED, preserve_index=False)


def _heading(desk: Desk) -> list[str]:
    texts = desk.texts
    return [texts.t(key) for key in ("column.when", "outlet", "column.title", "topic", "language", "column.source")]
