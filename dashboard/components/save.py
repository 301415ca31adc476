"""Charts and tables as files ("Save as"), each made only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar, get_args

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.components.boundary import guarded
from dashboard.components.making import Make, Making
from dashboard.context import Context
from dashboard.exports import table
from dashboard.exports.names import file_name
from dashboard.exports.picture import Place
from dashboard.figures import articles
from dashboard.figures import files as files_of
from dashboard.figures.articles import LISTED, WHOLE
from dashboard.figures.figure import Figure
from dashboard.figures.files import Face
from dashboard.figures.wording import filter_line, span
from dashboard.texts import msgid
from data.filter import Filter
from data.lake import counts

Wanted = TypeVar("Wanted")

LOOKS = 0.2  # seconds between two looks at a file being made


def save_figure(context: Context, figure: Figure) -> None:
    """A menu of its files: of a chart the picture as PNG, SVG and PDF, of any its numbers as CSV and XLSX."""
    kinds = files_of.kinds(figure)

    def make(face: Face) -> dict[str, Make]:
        return {kind: partial(files_of.made, figure, kind, context.texts, face) for kind in kinds}

    ask, explained = (
        (partial(_face, context, figure), msgid("save.help")) if figure.draw else (Face, msgid("save.table.help"))
    )
    _menu(
        context, figure.name, partial(files_of.name_of, figure), ask, make, explained, figure if figure.draw else None
    )


def headed(context: Context, figure: Figure, title: str = "") -> None:
    """The heading of a table without a chart (its title unless given), with its menu of files beside it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(title or figure.title, anchor=False, width="content")
        save_figure(context, figure)


@st.fragment
def _menu(  # noqa: PLR0913, PLR0917 - a menu, what it asks, its files
    context: Context,
    key: str,
    name: Callable[[Any], str],
    ask: Callable[[], Wanted],
    files: Callable[[Wanted], Mapping[str, Make]],
    explained: str,
    drawn: Figure | None = None,
) -> None:
    """A menu whose buttons are made when it is opened: a page with five menus has 25 of them, a millisecond each.

    Args:
        name: of a file, by its kind.
        ask: draws the controls that say what is wanted of the files, and returns it.
        files: makes them.
        explained: key of what the menu offers.
        drawn: the figure, where it is a chart: its numbers stand below the buttons.
    """
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
            for kind, make in files(ask()).items():
                _button(context, f"save-{key}-{kind}", kind, name(kind), make)
            if drawn:
                _numbers(context, drawn)


def _numbers(context: Context, figure: Figure) -> None:
    """What the chart draws as a table, for whoever has no pointer to ask its marks with."""
    title = f"{context.texts.t('save.numbers')}: {figure.title}"
    with st.container(key=f"numbers-{figure.name}"):
        st.dataframe(figure.table(), hide_index=True, height=210, alt=title, placeholder="–")


def _face(context: Context, figure: Figure) -> Face:
    """What is wanted of the picture."""
    texts, key = context.texts, f"face-{figure.name}"
    place = st.segmented_control(
        texts.t("save.place"),
        get_args(Place),
        format_func=lambda place: texts.t(f"save.place.{place}"),
        default="page",
        required=True,
        key=f"{key}-place",
    )
    title = st.text_input(texts.t("save.title"), key=f"{key}-title", placeholder=figure.title, max_chars=300)
    own = files_of.subtitle(figure)
    subtitle = st.text_input(texts.t("save.subtitle"), key=f"{key}-subtitle", placeholder=own, max_chars=300)
    transparent = st.toggle(texts.t("save.transparent"), key=f"{key}-transparent")
    return Face(place or "page", title or None, subtitle or None, transparent)


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
        mime=files_of.MIME[kind],
        key=key,
        on_click=_clicked,
        args=(f"{key}-making", making),
        width="stretch",
    )
    clicked: Making | None = st.session_state.pop(f"{key}-making", None)
    if clicked:
        guarded(context, lambda: _watch(context, clicked), "save")


def _clicked(key: str, making: Making) -> None:
    st.session_state[key] = making


def _watch(context: Context, making: Making) -> None:
    place = st.empty()
    while not making.ended(LOOKS):
        place.caption(context.texts.t("save.making"))  # here Streamlit ends this run where a newer one is asked for
    place.empty()
    making.check()


def save_articles(context: Context, flt: Filter) -> None:
    """The filtered list as files: CSV of every article, XLSX of the first 50,000; on demand with texts and names."""

    def make(whole: bool) -> dict[str, Make]:
        return {
            "csv": partial(_articles_csv, context, flt, whole=whole),
            "xlsx": partial(_articles_xlsx, context, flt, whole=whole),
        }

    title = f"{context.texts.t('page.articles')} {span(context, flt, far=True)}"
    _menu(context, "articles", partial(file_name, title), lambda: _whole(context), make, msgid("save.list.help"))


def _whole(context: Context) -> bool:
    texts = context.texts
    return st.toggle(texts.t("save.whole"), key="save-articles-whole", help=texts.t("save.whole.help"))


def _articles_csv(context: Context, flt: Filter, *, whole: bool) -> bytes:
    rows = _listed(context, flt, whole=whole)
    return b"".join(table.stream_csv(rows, context.texts, _heading(context, whole=whole)))


def _articles_xlsx(context: Context, flt: Filter, *, whole: bool) -> bytes:
    kept, total = [], 0
    for batch in _listed(context, flt, whole=whole):
        kept.append(batch.slice(0, max(table.MOST_ROWS - total, 0)))
        total += batch.num_rows
    rows = pa.Table.from_batches(kept, schema=WHOLE if whole else LISTED)
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype).set_axis(_heading(context, whole=whole), axis=1)
    texts, title = context.texts, context.texts.t("page.articles")
    about = {
        msgid("about.title"): title,
        msgid("about.filters_label"): filter_line(context, flt),
        msgid("about.date_label"): texts.day(context.coverage.shown.last),
    }
    said = [(texts.t(key), words) for key, words in about.items()]
    return table.xlsx_bytes(frame, texts, title=title, about=said, total=total)


def _listed(context: Context, flt: Filter, *, whole: bool) -> Iterator[pa.RecordBatch]:
    """All articles that pass, as the list shows them."""
    form, schema = (articles.whole, WHOLE) if whole else (articles.listed, LISTED)
    for batch in counts.stream_articles(context.own_reader(), flt, context.level, whole=whole):
        yield from table.batches(form(context, batch.to_pandas()), schema)


def _heading(context: Context, *, whole: bool) -> list[str]:
    texts = context.texts
    keys = (
        msgid("column.when"),
        msgid("outlet"),
        msgid("column.title"),
        msgid(f"level.{context.level}"),
        msgid("language"),
        msgid("column.source"),
        *((msgid("column.text"), msgid("column.names")) if whole else ()),
    )
    return [texts.t(key) for key in keys]
