"""Every figure four ways: what a page shows, what "Save" gives, what `svodka chart` writes and what a script makes."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.charts.chart import Look
from dashboard.context import Context, Request, open_context
from dashboard.figures import files
from dashboard.figures.catalogue import FIGURES, TABLES
from dashboard.figures.files import Face
from dashboard.state import Opened, State, decode
from dashboard.texts import Texts
from dashboard.theme import LIGHT
from data.errors import UsageError
from data.filter import Filter
from data.lake.archive import Archive
from data.settings import INTERFACES, Workspace

ROOT = Path(__file__).resolve().parents[3]
ON_PAGES = {
    "overview": ["volume"],
    "topics": ["topics", "topic-outlets", "topic-map"],
    "topic": ["topic", "topic-outlets"],
    "mentions": ["mentions", "names"],
    "name": ["name", "name-outlets"],
    "reprints": ["reprints", "own-texts"],
}
"""The charts of each page in their order."""


@pytest.fixture(scope="module")
def archive(demo: Workspace):
    opened = Archive.open(demo)
    yield opened
    opened.close()


def asked(archive: Archive, demo: Workspace, lang: str = "ru", **state: object) -> Context:
    texts = Texts(lang)
    request = Request("chart", demo, demo, replace(State(lang=lang), **state), texts, LIGHT)
    context, unknown = open_context(request, archive)
    assert unknown == ()
    return context


@pytest.mark.parametrize("page", ON_PAGES)
def test_a_page_shows_what_a_script_makes(archive, demo, run_page, page):
    context = asked(archive, demo)
    if page == "topics":  # it opens the largest of what it lists, a topic's own page the largest of all
        largest = FIGURES["largest-topics"](context).table().iloc[0, 0]
        own = next(i for i, label in context.topics.items() if label == largest)
        context = asked(archive, demo, open=Opened("topic", own))
    shown = run_page(demo, page, lang="ru").get("vega_lite_chart")
    made = [FIGURES[name](context).drawn(Look(LIGHT)) for name in ON_PAGES[page]]
    assert [each.proto.alt for each in shown] == [chart.alt for chart in made]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("lang", INTERFACES)
def test_its_files_open_and_hold_its_numbers(archive, demo, lang, name):
    made = FIGURES[name](asked(archive, demo, lang))
    texts, numbers = Texts(lang), made.table()
    delimiter = "," if lang == "en" else ";"
    text = files.made(made, "csv", texts).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert head == list(numbers.columns)
    assert len(lines) == len(numbers)
    assert lines or name == "series"  # the demo has no bulletins
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(io.BytesIO(files.made(made, "xlsx", texts)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == head
    assert sheet.max_row == len(numbers) + 1
    assert all(
        cell.number_format == "0.0%"
        for n, column in enumerate(head, 1)
        if column == texts.t("share")
        for cell in [sheet.cell(2, n)]
        if cell.value is not None
    )
    about = {row[0].value: row[1].value for row in book[texts.t("export.about")].iter_rows()}
    assert about[texts.t("about.title")] == made.title
    assert about[texts.t("about.articles")] == texts.number(made.articles)
    if made.plot is not None:
        check_plot(book[texts.t("export.chart")], made.plot().numbers)
    assert files.kinds(made) == (("csv", "xlsx") if name in TABLES else files.KINDS)
    if name in TABLES:
        with pytest.raises(UsageError, match="no picture"):
            files.made(made, "png", texts)


def check_plot(sheet, numbers: pd.DataFrame) -> None:
    """A native chart over the sheet's own cells, as many series as there are columns behind the first."""
    (chart,) = sheet._charts
    assert len(chart.series) == len(numbers.columns) - 1
    for n, series in enumerate(chart.series, start=2):
        letter = openpyxl.utils.get_column_letter(n)
        assert series.val.numRef.f.replace("$", "").endswith(f"{letter}2:{letter}{len(numbers) + 1}")
    cells = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    known = numbers.astype(object).where(numbers.notna(), None)
    for mine, kept in zip(cells, known.itertuples(index=False), strict=True):
        assert mine[0] == (pd.Timestamp(kept[0]) if not isinstance(kept[0], str) else kept[0])
        assert mine[1:] == pytest.approx([None if value is None else float(value) for value in kept[1:]])


@pytest.mark.parametrize("name", [name for name in FIGURES if name not in TABLES])
@pytest.mark.parametrize("place", ["column", "page", "slide"])
def test_its_pictures_say_whom_when_and_how_many(archive, demo, name, place):
    made, texts = FIGURES[name](asked(archive, demo)), Texts("ru")
    face = Face(place, transparent=True)
    svg = files.made(made, "svg", texts, face).decode()
    root = ET.fromstring(svg)
    words = squeezed(" ".join("".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")))
    passing = texts.plural("count.articles", made.articles)
    for said in (made.title, made.subject, made.period, made.filters, passing, made.data_date, made.caption):
        assert squeezed(said) in words
    assert not svg.splitlines()[1].startswith("<rect")
    picture = Image.open(io.BytesIO(files.made(made, "png", texts, face)))
    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0))[3] == 0
    (page,) = PdfReader(io.BytesIO(files.made(made, "pdf", texts, face))).pages
    assert squeezed(made.title) in squeezed(page.extract_text())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_command_writes_what_save_gives(archive, demo, tmp_path):
    """In one process for all figures: the command is imported, not started a score of times."""
    wanted = {"from": ["2017-12-01"], "to": ["2018-01-31"], "language": ["ru"], "unit": ["texts"], "by": ["week"]}
    state, _ = decode(wanted)
    context, _ = open_context(Request("chart", demo, demo, state, Texts("ru"), LIGHT), archive)
    options = ["--from", "2017-12-01", "--to", "2018-01", "--language", "ru", "--unit", "texts", "--by", "week"]
    code = [
        "import sys",
        "from typer.testing import CliRunner",
        "from svodka import app",
        f"for name in {list(FIGURES)!r}:",
        "    kind = 'csv' if name in sys.argv[3].split() else 'svg'",
        "    for ending in {kind, 'csv'}:",
        "        done = CliRunner().invoke(app, ['--workspace', sys.argv[1], 'chart', name, '-o', f'{sys.argv[2]}/{name}.{ending}', *sys.argv[4:]])",
        "        assert done.exit_code == 0, (name, done.output, done.exception)",
    ]
    script = [sys.executable, "-c", "\n".join(code), str(demo.root), str(tmp_path), " ".join(TABLES), *options]
    done = subprocess.run(script, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    for name, make in FIGURES.items():
        figure = make(context)
        for kind in ("csv",) if name in TABLES else ("csv", "svg"):
            assert (tmp_path / f"{name}.{kind}").read_bytes() == files.made(figure, kind, Texts("ru")), (name, kind)


def test_file_names_tell_figures_apart(archive, demo):
    largest = list(asked(archive, demo).choices.entities["entity_id"].head(2))
    names = {
        files.name_of(FIGURES["name"](asked(archive, demo, open=Opened("name", i), filter=flt)), "png")
        for i in largest
        for flt in (Filter(), Filter(start=pd.Timestamp("2018-01-01").date()))
    }
    assert len(names) == 4


def test_own_words_of_a_picture_take_the_place_of_its_own(archive, demo):
    made = FIGURES["volume"](asked(archive, demo))
    svg = files.made(made, "svg", Texts("ru"), Face("slide", "Ж" * 300, "<b>&")).decode()
    assert f">{made.title}<" not in svg
    assert "&lt;b&gt;&amp;" in svg
    assert svg.count(">ЖЖЖ") <= 3
