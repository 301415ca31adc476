"""Charts and tables as files ("Save as"), each made only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.components.boundary import guarded
from dashboard.components.desk import Desk
from dashboard.components.listing import LISTED, listed
from dashboard.components.making import Make, Making
from dashboard.components.words import filter_line
from dashboard.exports import picture, table
from dashboard.exports.names import file_name
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


def save_chart(desk: Desk, key: str, title: str, draw: Callable[[Theme], Chart], numbers: Numbers) -> None:
    """A menu of files: the picture as PNG, SVG and PDF, its numbers as CSV and XLSX."""
    texts, line, day = desk.texts, filter_line(desk, desk.flt), data_date(desk)

    def drawn(kind: picture.Kind) -> bytes:
        return picture.render(draw(LIGHT), kind, title=title, filter_line=line, data_date=day, texts=texts)

    files: dict[str, Make] = {kind: partial(drawn, kind) for kind in PICTURES}
    _menu(desk, key, title, files | _tables(desk, title, numbers))


def save_table(desk: Desk, key: str, title: str, numbers: Numbers) -> None:
    """A menu of files for a table without a chart."""
    _menu(desk, key, title, _tables(desk, title, numbers), "save.table.help")


def headed_table(desk: Desk, key: str, title: str, numbers: Numbers) -> None:
    """The heading of a table without a chart, with its menu of files beside it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(title, anchor=False, width="content")
        save_table(desk, key, title, numbers)


def _tables(desk: Desk, title: str, numbers: Numbers) -> dict[str, Make]:
    texts, line, day = desk.texts, filter_line(desk, desk.flt), data_date(desk)
    return {
        "csv": lambda: table.csv_bytes(numbers(), texts),
        "xlsx": lambda: table.xlsx_bytes(numbers(), texts, title=title, filters=line, data_date=day),
    }


@st.fragment
def _menu(desk: Desk, key: str, title: str, files: dict[str, Make], explained: str = "save.help") -> None:
    """A menu whose buttons are made when it is opened: a page with five menus has 25 of them, a millisecond each."""
    texts = desk.texts
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
                _button(desk, f"save-{key}-{kind}", kind, file_name(title, kind), make)


@st.fragment
def _button(desk: Desk, key: str, kind: str, name: str, make: Make) -> None:
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
        guarded(desk, lambda: _watch(desk, clicked), "save.failed")


def _clicked(key: str, making: Making) -> None:
    st.session_state[key] = making


def _watch(desk: Desk, making: Making) -> None:
    place = st.empty()
    while not making.ended(LOOKS):
        place.caption(desk.texts.t("save.making"))  # here Streamlit ends this run where a newer one is asked for
    place.empty()
    making.check()


def data_date(desk: Desk) -> str:
    """The last day of what axes show, in words."""
    return desk.texts.day(desk.coverage.shown.last)


def save_articles(desk: Desk, flt: Filter) -> None:
    """The filtered list as files: CSV of every article, XLSX of the first 50,000."""
    title = desk.texts.t("page.articles")
    files: dict[str, Make] = {"csv": partial(_articles_csv, desk, flt), "xlsx": partial(_articles_xlsx, desk, flt)}
    _menu(desk, "articles", title, files, "save.list.help")


def _articles_csv(desk: Desk, flt: Filter) -> bytes:
    return b"".join(table.stream_csv(_listed(desk, flt), desk.texts, _heading(desk)))


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
    for batch in counts.stream_articles(desk.own_reader(), flt, desk.level):
        yield from table.batches(listed(desk, batch.to_pandas()), LISTED)


def _heading(desk: Desk) -> list[str]:
    texts = desk.texts
    keys = ("column.when", "outlet", "column.title", f"level.{desk.level}", "language", "column.source")
    return [texts.t(key) for key in keys]
