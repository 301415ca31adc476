"""Tables as files: the bytes agreed, no formula, nothing lost without being said."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.names import file_name
from dashboard.exports.table import MOST_ROWS, csv_bytes, stream_csv, xlsx_bytes
from dashboard.texts import Texts
from data.spreadsheet import LONGEST_CELL, defused

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
RU, EN = Texts("ru"), Texts("en")
SAID = [("Название", "Темы по неделям"), ("Фильтры", "русский; НАТО"), ("Данные на", "1 янв. 2018")]
ABOUT = {"title": "Темы по неделям", "about": SAID}
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "  =cmd|'/c calc'!A0",
    "\u00a0=1",
    '=HYPERLINK("http://x.example","y")',
    "http://x.example",
    'a;"b",c',
    "'quoted",
    "\ud800",
]


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Тема": ["НАТО; «диалог»", "=санкции", None],
            "Неделя": ["2017-W49", "2017-W50", "2017-W51"],
            "Статьи": pd.array([12, 0, None], dtype="Int64"),
            "Доля": [0.125, 0.0, float("nan")],
            "Неполная": [False, True, False],
            "День": [date(2017, 12, 4), None, date(2017, 12, 18)],
            "Время": pd.to_datetime(["2017-12-04 19:27", "2017-12-05 00:00", None]),
            "Слова": [["НАТО", "совет"], [], None],
        }
    )


def rows_of(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("texts", [RU, EN], ids=["ru", "en"])
def test_csv_is_as_agreed(frame, texts):
    assert csv_bytes(frame, texts) == (GOLDEN / f"table-{texts.lang}.csv").read_bytes()


def test_csv_opens_in_a_spreadsheet_of_its_language(frame):
    ru, en, uk = csv_bytes(frame, RU), csv_bytes(frame, EN), csv_bytes(frame, Texts("uk"))
    assert ru.startswith(b"\xef\xbb\xbf")
    assert rows_of(ru, ";")[1] == [
        "НАТО; «диалог»",
        "2017-W49",
        "12",
        "0,125",
        "нет",
        "2017-12-04",
        "2017-12-04 19:27:00",
        "НАТО, совет",
    ]
    assert rows_of(en, ",")[1][3:5] == ["0.125", "no"]
    assert rows_of(uk, ";")[1][3:5] == ["0,125", "ні"]
    assert rows_of(ru, ";")[3] == ["", "2017-W51", "", "", "нет", "2017-12-18", "", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_d1_no_csv_cell_is_a_formula(text):
    for texts, delimiter in ((RU, ";"), (EN, ",")):
        cell = rows_of(csv_bytes(pd.DataFrame({"x": [text.replace("\ud800", "?")]}), texts), delimiter)[1][0]
        assert cell[0] not in "=+-@\t\r\n\0＝＋－＠"
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_d1_a_heading_is_a_cell_too():
    assert rows_of(csv_bytes(pd.DataFrame({"=x": [1]}), EN), ",")[0] == ["'=x"]


def test_d1_numbers_stay_numbers():
    content = csv_bytes(pd.DataFrame({"x": [-5, 3], "y": [-0.25, 1e-7]}), EN)
    assert rows_of(content, ",")[1:] == [["-5", "-0.25"], ["3", "1e-07"]]


@given(st.text())
def test_d1_defused_text_is_the_text_with_at_most_an_apostrophe(text):
    safe = defused(text)
    assert safe in (text, f"'{text}")
    assert not safe.strip().startswith(("=", "+", "-", "@"))


def test_d1_no_xlsx_cell_is_a_formula_or_link():
    texts = [t.replace("\ud800", "?").replace("\0", "") for t in HOSTILE]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(pd.DataFrame({"x": texts}), RU, **ABOUT)))
    cells = [row[0] for row in book["Данные"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [c.value.replace("_x000D_", "\r") for c in cells] == texts


def test_xlsx_cells_keep_their_types(frame):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frame, RU, **ABOUT)))
    assert book.sheetnames == ["Данные", "О таблице"]
    head, first, _, last = book["Данные"].iter_rows(values_only=True)
    assert head == tuple(frame.columns)
    assert first[:5] == ("НАТО; «диалог»", "2017-W49", 12, 0.125, "нет")
    assert first[5].date() == date(2017, 12, 4)
    assert (first[6].hour, first[6].minute, first[7]) == (19, 27, "НАТО, совет")
    assert last == (None, "2017-W51", None, None, "нет", last[5], None, None)
    assert dict(book["О таблице"].iter_rows(values_only=True)) == {
        "Название": "Темы по неделям",
        "Фильтры": "русский; НАТО",
        "Данные на": "1 янв. 2018",
        "Строк": "3",
    }


def test_csv_and_xlsx_agree_cell_for_cell(frame):
    plain = frame[["Тема", "Неделя", "Статьи"]].drop(index=1)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(plain, EN, **ABOUT)))["Data"]
    as_text = [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]
    assert as_text == rows_of(csv_bytes(plain, EN), ",")


def test_a_frame_in_several_pieces_is_saved_as_any_other(frame):
    joined = pd.concat([frame, frame, frame.head(0)], ignore_index=True)
    joined["Тема"] = pd.concat([frame["Тема"].astype("str"), frame["Тема"].astype("str")], ignore_index=True)
    assert pa.Table.from_pandas(joined)["Тема"].num_chunks > 1
    once = rows_of(csv_bytes(frame, RU), ";")
    assert rows_of(csv_bytes(joined, RU), ";") == once + once[1:]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(joined, RU, **ABOUT)))["Данные"]
    cells = [list(row)[:3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert cells[: len(frame)] == cells[len(frame) :]


def test_d2_a_long_cell_is_cut_and_said():
    long = pd.DataFrame({"x": ["я" * (LONGEST_CELL + 1), "я" * LONGEST_CELL]})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(long, RU, **ABOUT)))
    cells = [row[0] for row in book["Данные"].iter_rows(min_row=2, values_only=True)]
    assert [len(cell) for cell in cells] == [LONGEST_CELL, LONGEST_CELL]
    assert [cell[-1] for cell in cells] == ["…", "я"]
    assert "1 ячейка" in dict(book["О таблице"].iter_rows(values_only=True))["Обрезано"].replace("\u00a0", " ")
    assert rows_of(csv_bytes(long, RU), ";")[1][0] == long["x"][0]


@pytest.mark.slow
def test_d2_too_many_rows_are_cut_and_said():
    many = pd.DataFrame({"x": range(MOST_ROWS + 1)})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(many, RU, **ABOUT)), read_only=True)
    assert sum(1 for _ in book["Данные"].rows) == MOST_ROWS + 1
    said = dict(book["О таблице"].iter_rows(values_only=True))["Строк"].replace("\u00a0", " ")
    assert said == "показано 50 000 из 50 001; остальные есть в CSV"
    part = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(many.head(3), RU, **ABOUT, total=9)))
    assert "показано 3 из 9" in dict(part["О таблице"].iter_rows(values_only=True))["Строк"]


def test_numbers_that_a_spreadsheet_cannot_hold():
    frame = pd.DataFrame({"x": [2**60, 1], "y": [float("inf"), 2.5]})
    (_, first, second) = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frame, EN, **ABOUT)))["Data"].iter_rows(
        values_only=True
    )
    assert first == (str(2**60), None)
    assert second == (1, 2.5)


def test_a_stream_equals_the_whole_and_has_a_heading_without_rows(frame):
    batches = pa.Table.from_pandas(frame, preserve_index=False).to_batches(max_chunksize=1)
    pieces = list(stream_csv(batches, RU, list(frame.columns)))
    assert len(pieces) == 4
    assert b"".join(pieces) == csv_bytes(frame, RU)
    assert b"".join(stream_csv([], RU, ["Тема", "Доля"])).decode("utf-8-sig") == "Тема;Доля\r\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Темы по неделям: НАТО / Россия", "Темы-по-неделям-НАТО-Россия.png"),
        ("CON", "svodka-CON.png"),
        ("", "svodka.png"),
        ("../../etc/passwd", "etc-passwd.png"),
        ("a" * 300, "a" * 80 + ".png"),
        ('<>:"|?*\0', "svodka.png"),
    ],
)
def test_d2_every_title_gives_a_file_name(title, name):
    assert file_name(title, "png") == name
