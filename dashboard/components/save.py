"""Charts and tables as files ("Save as"), each made only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.components.boundary import guarded
from dashboard.components.making import Make, Making
from dashboard.context import Context
from dashboard.exports import picture, table
from dashboard.exports.names import file_name
from dashboard.figures.articles import LISTED, listed
from dashboard.figures.wording import filter_line
from dashboard.theme import LIGHT, Theme
from data.filter import Filter
from data.lake import counts

Numbers = Callable[[], pd.DataFrame]
LOOKS = 0.2  # seconds between two looks at a file being made

PICTURES: tuple[picture.Kind, ...] = ("png", "svg", "pdf")
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def save_chart(context: Context, key: str, title: str, draw: Callable[[Theme], Chart], numbers: Numbers) -> None:
    """A menu of files: the picture as PNG, SVG and PDF, its numbers as CSV and XLSX."""
    texts, line, day = context.texts, filter_line(context, context.flt), data_date(context)

    def drawn(kind: picture.Kind) -> bytes:
        return picture.render(draw(LIGHT), kind, title=title, filter_line=line, data_date=day, texts=texts)

    files: dict[str, Make] = {kind: partial(drawn, kind) for kind in PICTURES}
    _menu(context, key, title, files | _tables(context, title, numbers))


def save_table(context: Context, key: str, title: str, numbers: Numbers) -> None:
    """A menu of files for a table without a chart."""
    _menu(context, key, title, _tables(context, title, numbers), "save.table.help")


def headed_table(context: Context, key: str, title: str, numbers: Numbers) -> None:
    """The heading of a table without a chart, with its menu of files beside it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(title, anchor=False, width="content")
        save_table(context, key, title, numbers)


def _tables(context: Context, title: str, numbers: Numbers) -> dict[str, Make]:
    texts, line, day = context.texts, filter_line(context, context.flt), data_date(context)
    return {
        "csv": lambda: table.csv_bytes(numbers(), texts),
        "xlsx": lambda: table.xlsx_bytes(numbers(), texts, title=title, filters=line, data_date=day),
    }


@st.fragment
def _menu(context: Context, key: str, title: str, files: dict[str, Make], explained: str = "save.help") -> None:
    """A menu whose buttons are made when it is opened: a page with five menus has 25 of them, a millisecond each."""
    texts = context.texts
    menu = st.popover(
        texts.t("save"),
        icon=":material/download:",
        type="tertiary",
        help=texts.t(explained),
        key=f"save-{key}",
        on_change="rerun",
    )
    if menu.open:
        with menu:
            for kind, make in files.items():
                _button(context, f"save-{key}-{kind}", kind, file_name(title, kind), make)


@st.fragment
def _button(context: Context, key: str, kind: str, name: str, make: Make) -> None:
    """A button for a file. A click runs this alone again, which waits for the file and says if it failed.

    A fragment of its own: what a run registers anew, Streamlit no longer knows under the number that a click on another
    button may still bear.
    """
    making = Making(make)
    st.download_button(
        kind.upper(),
        making,
        file_name=name,
        mime=MIME[kind],
        key=key,
        on_click=_clicked,
        args=(f"{key}-making", making),
        width="stretch",
    )
    clicked: Making | None = st.session_state.pop(f"{key}-making", None)
    if clicked:
        guarded(context, lambda: _watch(context, clicked), "save.failed")


def _clicked(key: str, making: Making) -> None:
    st.session_state[key] = making


def _watch(context: Context, making: Making) -> None:
    place = st.empty()
    while not making.ended(LOOKS):
        place.caption(context.texts.t("save.making"))  # here Streamlit ends this run where a newer one is asked for
    place.empty()
    making.check()


def data_date(context: Context) -> str:
    """The last day of what axes show, in words."""
    return context.texts.day(context.coverage.shown.last)


def save_articles(context: Context, flt: Filter) -> None:
    """The filtered list as files: CSV of every article, XLSX of the first 50,000."""
    title = context.texts.t("page.articles")
    files: dict[str, Make] = {
        "csv": partial(_articles_csv, context, flt),
        "xlsx": partial(_articles_xlsx, context, flt),
    }
    _menu(context, "articles", title, files, "save.list.help")


def _articles_csv(context: Context, flt: Filter) -> bytes:
    return b"".join(table.stream_csv(_listed(context, flt), context.texts, _heading(context)))


def _articles_xlsx(context: Context, flt: Filter) -> bytes:
    kept, total = [], 0
    for batch in _listed(context, flt):
        kept.append(batch.slice(0, max(table.MOST_ROWS - total, 0)))
        total += batch.num_rows
    frame = pa.Table.from_batches(kept, schema=LISTED).to_pandas().set_axis(_heading(context), axis=1)
    title, line = context.texts.t("page.articles"), filter_line(context, flt)
    return table.xlsx_bytes(frame, context.texts, title=title, filters=line, data_date=data_date(context), total=total)


def _listed(context: Context, flt: Filter) -> Iterator[pa.RecordBatch]:
    """All articles that pass, as the list shows them."""
    for batch in counts.stream_articles(context.own_reader(), flt, context.level):
        yield from table.batches(listed(context, batch.to_pandas()), LISTED)


def _heading(context: Context) -> list[str]:
    texts = context.texts
    keys = ("column.when", "outlet", "column.title", f"level.{context.level}", "language", "column.source")
    return [texts.t(key) for key in keys]
