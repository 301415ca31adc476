"""Every button that promises a file gives one, with the numbers of its page; one that cannot says so."""

from __future__ import annotations

import csv
import io
import re
import struct
from datetime import datetime
from itertools import cycle

import openpyxl
import pytest
from lxml import etree
from pypdf import PdfReader

from dashboard.texts import Texts
from tests.serving import serving

LANGUAGES = ("ru", "en")
PICTURES = ["PNG", "SVG", "PDF", "CSV", "XLSX"]
TABLES = ["CSV", "XLSX"]
PLACES = {  # a page, and which of its figures are looked at: all of them, or those that another address does not show
    "/": "",
    "/weekly": "",
    "/topics": "",
    "/topics?chart=lines": "topics",
    "/topics?chart=heatmap": "topics",
    "/mentions": "",
    "/articles": "",
}
TABLES_OF = {"/": 2, "/weekly": 1, "/topics": 1, "/articles": 1}
"""Tables without a chart that can be saved."""
OPENERS = "[class*=st-key-save-] [data-testid=stPopoverButton]:visible"
BUTTONS = "[data-testid=stPopoverBody] [data-testid=stDownloadButton] button"
PERIOD = re.compile(r"\d{4}-(W\d\d|\d\d(-\d\d)?)")
MARKS = {"mark-line": "d", "mark-area": "d", "mark-rect": "d", "mark-symbol": "transform"}
SVG = "{http://www.w3.org/2000/svg}"
STILL = """() => {
  if (!document.querySelector('[data-testid=stApp][data-test-script-state=notRunning] h1')) return false;
  const charts = [...document.querySelectorAll("[class*='st-key-chart-']")];
  const drawn = charts.map(chart => chart.querySelector('svg.marks')).filter(
    svg => svg && svg.querySelector('[aria-label]')).map(svg => svg.outerHTML);
  const still = drawn.length === charts.length && drawn.join() === window.seen;
  window.seen = drawn.join();
  return still }"""
READ = """box => {
  const svg = box.querySelector('svg.marks');
  return [box.querySelector('h2').innerText, [...svg.querySelectorAll('[aria-label]')].map(
    mark => mark.getAttribute('aria-label')), new XMLSerializer().serializeToString(svg)] }"""


def visit(tab, address, lang):
    tab.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    tab.wait_for_function(STILL, timeout=60_000, polling=500)  # a chart is drawn again once its width is known


def figures(tab):
    """What the page shows of each chart: its title, what is read out of its marks, its drawing."""
    found = {}
    for box in tab.locator("[class*='st-key-figure-']").all():
        key = re.search(r"st-key-figure-([\w-]+)", box.get_attribute("class"))[1]
        title, said, drawing = box.evaluate(READ)
        found[key] = (title, said, etree.fromstring(drawing))
    return found


def download(tab, opener, tmp_path, most):
    """Click every button of a menu, which has so many at least; the files by the buttons' words."""
    opener.click()
    buttons = tab.locator(BUTTONS)
    buttons.nth(most - 1).wait_for()  # they are made when the menu is opened
    files = {}
    for n in range(buttons.count()):
        kind = buttons.nth(n).inner_text()
        with tab.expect_download(timeout=60_000) as coming:
            buttons.nth(n).click()
        files[kind] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(files[kind])
        assert files[kind].suffix == f".{kind.lower()}"
    assert tab.locator("[data-testid=stAlert]").count() == 0
    tab.keyboard.press("Escape")
    buttons.first.wait_for(state="detached")
    return files


def rows_of(files, lang):
    """The numbers saved, and that CSV and XLSX hold the same."""
    text = files["CSV"].read_bytes().decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text, newline=""), delimiter="," if lang == "en" else ";")
    rows = [{name: value(cell, lang) for name, cell in zip(head, line, strict=True)} for line in lines]
    book = openpyxl.load_workbook(files["XLSX"])
    top, *sheet = book.worksheets[0].iter_rows(values_only=True)
    assert list(top) == head
    assert [list(map(plain, row)) for row in sheet] == [list(map(plain, row.values())) for row in rows]
    assert len(book.worksheets) in (2, 3)  # where a spreadsheet can draw it the third has the chart
    return rows


def value(cell, lang):
    try:
        return float(cell if lang == "en" else cell.replace(",", "."))
    except ValueError:
        return cell


def plain(cell):
    """A cell as both kinds hold it: a sheet has 16 digits of a number, and days as dates."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    return "" if cell is None else float(f"{cell:.14g}") if isinstance(cell, int | float) else cell


def in_words(row, texts):
    """A saved row as the page writes it."""
    partial = row.get(texts.t("period.partial").capitalize()) == texts.t("export.yes")
    said = set()
    for name, cell in row.items():
        if isinstance(cell, str) and PERIOD.fullmatch(cell):
            said.add(texts.period(cell) + (f" ({texts.t('period.partial')})" if partial else ""))
        elif isinstance(cell, str):
            said.add(cell)
        elif name == texts.t("share"):
            said.add(f"{texts.number(100 * cell, 1)}{texts.percent(1)[3:]}")  # as the pointer's box writes it: 100,0 %
        else:
            said.add(texts.number(cell))
    return said


def drawn(svg):
    """The numbers of a drawing: those written beside its marks, and the heights at which its visible marks stand."""
    written, heights = set(), set()
    for group in svg.iter(f"{SVG}g"):
        names = (group.get("class") or "").split()
        if "role-mark" not in names:
            continue
        for text in group.iter(f"{SVG}text"):
            said = "".join(text.itertext())
            written |= {said} if re.fullmatch(r"[\d\s,.%<+−]+", said) else set()
        where = MARKS.get(names[0])
        for path in group.iter(f"{SVG}path") if where else ():
            if path.get("opacity") != "0":
                heights |= {round(float(y)) for y in re.findall(r"[-\d.e]+,([-\d.]+)", path.get(where) or "")}
    return written, heights


def check_pictures(files, title, drawing):
    svg = etree.parse(files["SVG"]).getroot()
    words = " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))
    assert squeezed(title) in squeezed(words)
    written, heights = drawn(drawing)
    if files["SVG"].parent.name == "topic-map":
        written = set()  # numbers of circles lead to the list below the map, which a picture has not
    assert written or heights
    assert drawn(svg) == (written, heights)
    (page,) = PdfReader(files["PDF"]).pages
    printed = squeezed(page.extract_text())
    assert squeezed(title) in printed
    assert all(squeezed(number) in printed for number in written)
    png = files["PNG"].read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width / height == pytest.approx(float(svg.get("width")) / float(svg.get("height")), rel=0.01)
    assert len(png) > 20_000


def squeezed(text):
    return re.sub(r"\s", "", text)


def check_numbers(rows, said, texts):
    """Each mark of the page is a saved row, and a saved row without a mark counts nothing."""
    marks = [{part.split(": ", 1)[1] for part in mark.split("; ")} for mark in said]
    saved = [in_words(row, texts) for row in rows]
    assert marks
    assert [mark for mark in marks if not any(mark <= row for row in saved)] == []
    unmarked = [row for row, words in zip(rows, saved, strict=True) if not any(mark <= words for mark in marks)]
    assert [row for row in unmarked if row[texts.t("unit.articles").capitalize()] not in (0, "")] == []


@pytest.mark.parametrize(
    ("place", "lang"), [*zip(PLACES, cycle(LANGUAGES)), ("/weekly", "ru"), ("/articles", "en")]
)  # what both languages have in common is looked at once; tables of words in either
def test_every_file_of_a_page_opens_and_holds_the_pages_numbers(server, open_tab, tmp_path, place, lang):
    texts, tab = Texts(lang), open_tab()
    visit(tab, server + place, lang)
    shown = figures(tab)
    openers = tab.locator(OPENERS)
    tables = {"/weekly": weekly, "/articles": articles}
    assert openers.count() == len(shown) + TABLES_OF.get(place.partition("?")[0], 0)
    assert tab.locator("[data-testid=stDownloadButton]:visible").count() == 0  # none outside a menu
    for key, (title, said, drawing) in shown.items():
        if PLACES[place] not in ("", key):
            continue
        folder = tmp_path / key
        folder.mkdir()
        opener = tab.locator(f".st-key-figure-{key}").locator(OPENERS)
        files = download(tab, opener, folder, len(PICTURES))
        assert list(files) == PICTURES
        check_pictures(files, title, drawing)
        check_numbers(rows_of(files, lang), said, texts)
    if place in tables:
        files = download(tab, openers.first, tmp_path, len(TABLES))
        assert list(files) == TABLES
        tables[place](tab, rows_of(files, lang), texts)


def weekly(tab, rows, texts):
    """Every change that the page lists is saved with its words and numbers."""
    keys = ("name", "column.said", "column.change_pp", "unit.articles", "column.before")
    name, said, points, count, before = (texts.t(key) for key in keys)
    count = count.capitalize()
    listed = tab.locator("[class*=st-key-week-item]").all()
    assert len(listed) > 4
    for item in listed:
        told = item.inner_text()
        (row,) = [row for row in rows if row[name] == item.locator("b a").first.text_content()]
        assert row[said] in told
        assert texts.points(row[points]) in told
        both = texts.plural("week.counts", row[count], before=texts.number(row[before]))
        assert (both in told) == (
            texts.plural("week.said.instead", row[count], before=texts.number(row[before])) != row[said]
        )


def articles(tab, rows, texts):
    """As many articles as the page says; each of those it shows is saved as it is shown."""
    said = texts.plural("in.articles", len(rows))
    assert f" {said} " in tab.locator("[data-testid=stCaptionContainer]").all_text_contents()[1]
    lines = tab.locator("[data-testid=stDataFrame] tbody [role=row]").all()
    saved = {tuple(str(cell) for cell in row.values()) for row in rows}
    cells = [line.locator("[role=gridcell]").all_text_contents() for line in lines]
    assert len(cells) > 9
    listed = {tuple(row[:3] + row[4:]) for row in cells}  # without the copies: the list shows a text once
    shown = len(cells[0]) - 1  # columns that the window has room for
    saved = {row[:shown] for row in saved}
    assert listed <= saved


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_covers_the_save_button_when_the_pointer_is_on_a_chart(server, open_tab, lang):
    tab = open_tab()
    visit(tab, f"{server}/topics", lang)
    for box in tab.locator("[class*='st-key-figure-']").all():
        box.locator("svg.marks").hover(position={"x": 60, "y": 60})
        opener = box.locator(OPENERS)
        covered = """button => { const at = button.getBoundingClientRect();
          return [.1, .5, .9].some(x => !button.contains(
            document.elementFromPoint(at.left + at.width * x, at.top + at.height / 2))) }"""
        opener.scroll_into_view_if_needed()
        assert not opener.evaluate(covered)
        assert box.locator("[data-testid=stElementToolbar]:visible").count() == 0


FAILS = """
import dashboard.exports.table as table
from data.errors import StoreError

def store(*_):
    raise StoreError("The disk is gone.", "Bring it back.")

def unforeseen(*_, **__):
    raise ZeroDivisionError

table.stream_csv, table.xlsx_bytes = store, unforeseen
"""


def test_a_file_that_cannot_be_made_is_told_in_the_pages_language(demo, open_tab, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(FAILS, "utf-8")
    with serving(demo, tmp_path / "home", ahead_of=tmp_path) as served:
        for lang in LANGUAGES:
            texts, tab = Texts(lang), open_tab()
            visit(tab, f"{served.address}/articles", lang)
            tab.locator(OPENERS).click()
            body = tab.locator("[data-testid=stPopoverBody]")
            for kind, words in (("CSV", texts.t("error.store")), ("XLSX", texts.t("error.save"))):
                tab.get_by_role("button", name=kind, exact=True).click()
                body.locator("[data-testid=stAlert]", has_text=words).wait_for(timeout=30_000)
                body.get_by_text("The disk is gone. Bring it back.").last.wait_for(timeout=30_000)
                own = body.locator("[data-testid=stDownloadButtonError]")  # Streamlit's words take no room
                assert set(own.evaluate_all("them => them.map(e => getComputedStyle(e).fontSize)")) <= {"0px"}
            tab.close()
