"""Workbooks of every kind: which sheets and rows are articles, what stands behind their cells, what is refused."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.intake import import_paths
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.kinds import source_of
from data.sources.workbook import Workbook

FIXTURES = Path(__file__).parent / "fixtures"


def read(path: Path) -> list[RawRow | Rejected | LeftOut]:
    return list(source_of(path, {}).rows())


def articles(rows: list[RawRow | Rejected | LeftOut]) -> list[dict[str, str]]:
    return [row.fields for row in rows if isinstance(row, RawRow)]


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "a.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_every_kind_of_workbook(workspace: Workspace, kind: str) -> None:
    report = import_paths(workspace, [FIXTURES / f"report.{kind}"])
    assert (report.stored, report.rejected) == (2, 0)
    assert {reason: number for (_, reason), number in report.left_out.items()} == {
        "sheet 'Сводка': holds no articles": 1,
        "sheet 'Сообщения': head of a report": 1,
        "sheet 'Сообщения': heading of a group": 1,
        "sheet 'Сообщения': row of totals": 1,
    }
    frame = tables.read(workspace, ARTICLES).sort_values("published_at")
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in frame["published_at"]] == ["2024-01-15 07:30", "2024-01-16 08:45"]
    assert list(frame["title"]) == ["Газ подорожал", "Учения начались"]
    assert list(frame["outlet"]) == ["Вестник", "Курьер"]
    if kind == "ods":
        assert frame["url"].iloc[0] == "https://vestnik.example/gas"


@pytest.mark.parametrize(("kind", "ending"), [("xls", "csv"), ("ods", "xlsx"), ("xlsb", "xls")])
def test_the_bytes_decide_and_not_the_ending(tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes((FIXTURES / f"report.{kind}").read_bytes())
    assert len(articles(read(path))) == 2


def test_a_table_of_text_under_xls(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes("Дата\tЗаголовок\n15.01.2024\tГаз\n".encode("utf-16"))
    assert articles(read(path)) == [{"date": "15.01.2024", "title": "Газ"}]


def test_links_of_cells_and_formulas(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    for row in (
        ["Заголовок", "Ссылка", "СМИ"],
        ["Газ", "открыть", "Вестник"],
        ["НАТО", None, "Курьер"],
        ['=HYPERLINK("https://x.ru/3","Ставка")', None, "Вестник"],
        ["Раунд", "https://x.ru/4", "Вестник"],
        ["Дом", None, "Вестник"],
        ["Файл", None, "Вестник"],
    ):
        sheet.append(row)
    sheet["B2"].hyperlink = "https://x.ru/1"
    sheet["A2"].hyperlink = "https://x.ru/other"
    sheet["A3"].hyperlink = "https://x.ru/2"
    sheet["A5"].hyperlink = "https://x.ru/other"
    sheet["C6"].hyperlink = "https://vestnik.example/"
    sheet["A7"].hyperlink = "file:///etc/passwd"
    found = articles(read(saved(book, tmp_path)))
    assert [(row["title"], row.get("url")) for row in found] == [
        ("Газ", "https://x.ru/1"),
        ("НАТО", "https://x.ru/2"),
        ("Ставка", "https://x.ru/3"),
        ("Раунд", "https://x.ru/4"),
        ("Дом", None),
        ("Файл", None),
    ]


def test_a_cell_that_reaches_down_over_several_rows(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    for row in (
        ["Дата", "Заголовок", "Текст"],
        [datetime(2024, 1, 15, 10, 30), "Газ", "общий"],  # noqa: DTZ001
        [None, "НАТО", None],
        [None, "Ставка", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:C3")
    assert [(row.get("date"), row.get("text")) for row in articles(read(saved(book, tmp_path)))] == [
        ("2024-01-15T10:30:00", "общий"),
        ("2024-01-15T10:30:00", None),
        (None, None),
    ]


def test_a_heading_merged_over_the_title_column(tmp_path: Path, book: openpyxl.Workbook) -> None:
    sheet = book.active
    for row in (["Заголовок", "Дата", "СМИ"], ["Федеральные СМИ"], ["Газ", None, "Вестник"], ["НАТО"]):
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    rows = read(saved(book, tmp_path))
    assert rows[0].reason == "sheet 'Sheet': heading of a group"
    assert [row["title"] for row in articles(rows)] == ["Газ", "НАТО"]


@pytest.mark.parametrize("clock", [time(10, 30), 0.4375, "10:30", datetime(1899, 12, 30, 10, 30)])  # noqa: DTZ001
def test_clocks_of_every_type(tmp_path: Path, book: openpyxl.Workbook, clock: object) -> None:
    book.active.append(["Дата", "Время", "Заголовок"])
    book.active.append([datetime(2024, 1, 15), clock, "Газ"])  # noqa: DTZ001
    assert articles(read(saved(book, tmp_path)))[0]["date"].startswith("2024-01-15 10:30")


def test_days_counted_from_1904(workspace: Workspace, tmp_path: Path, book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    for row in (["Дата", "Заголовок"], [45306.4375 - 1462, "Газ"], [45308 - 1462, "НАТО"]):
        book.active.append(row)
    import_paths(workspace, [saved(book, tmp_path)])
    frame = tables.read(workspace, ARTICLES).sort_values("published_at")
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in frame["published_at"]] == ["2024-01-15 07:30", "2024-01-17 09:00"]


def test_sheets_of_articles_are_parts_with_columns_of_their_own(tmp_path: Path, book: openpyxl.Workbook) -> None:
    book.active.title = "Январь"
    for row in (["Дата", "Заголовок", "Тон"], ["15.01.2024", "Газ", "плохой"]):
        book.active.append(row)
    second = book.create_sheet("Февраль")
    for row in (["Заголовок", "Опубликовано"], ["НАТО", "02/25/2024"], ["Ставка", "02/03/2024"]):
        second.append(row)
    source = source_of(saved(book, tmp_path), {})
    read_parts = []
    for part in source.parts():
        rows = articles(list(part.rows()))
        read_parts.append((part.name.rpartition("/")[2], len(rows), part.understood()["date"], part.unused()))
    assert read_parts == [("Январь", 1, ["Дата"], {"Тон": None}), ("Февраль", 2, ["Опубликовано"], {})]
    assert source.done == 1.0


def test_an_encrypted_workbook_is_refused_in_a_sentence(tmp_path: Path) -> None:
    data = (FIXTURES / "encrypted.xlsx").read_bytes()
    for ending in ("xlsx", "xls", "csv"):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(data)
        with pytest.raises(UsageError, match="is encrypted") as caught:
            read(path)
        assert caught.value.hint == "Save it without a password."


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods", "xlsx"])
def test_a_workbook_cut_anywhere_is_read_or_refused(tmp_path: Path, book: openpyxl.Workbook, kind: str) -> None:
    for row in (["Дата", "Заголовок"], ["15.01.2024", "Газ"]):
        book.active.append(row)
    whole = saved(book, tmp_path) if kind == "xlsx" else FIXTURES / f"report.{kind}"
    data = whole.read_bytes()
    path = tmp_path / f"cut.{kind}"
    for part in (1, 4, 7):
        path.write_bytes(data[: len(data) * part // 8])
        with pytest.raises(UsageError, match=f"cannot be read as {kind.upper()}: ") as caught:
            read(path)
        assert "\n" not in str(caught.value)


def test_a_damaged_sheet_costs_itself_alone(tmp_path: Path, book: openpyxl.Workbook) -> None:
    for name in ("Январь", "Февраль"):
        sheet = book.create_sheet(name)
        for row in (["Дата", "Заголовок"], ["15.01.2024", name]):
            sheet.append(row)
    del book["Sheet"]
    path = saved(book, tmp_path)
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data[: len(data) // 2] if part.endswith("sheet1.xml") else data)
    rows = read(damaged)
    assert next(row.reason for row in rows if isinstance(row, Rejected)).startswith("sheet 'Январь' cannot be read: ")
    assert [row["title"] for row in articles(rows)] == ["Февраль"]


def test_two_cells_at_the_corners_of_a_sheet_end_no_process_but_the_reader(
    tmp_path: Path, book: openpyxl.Workbook
) -> None:
    book.active["A1"], book.active["XFD1048576"] = "Заголовок", "Газ"
    with pytest.raises(UsageError, match="takes too much memory"):
        read(saved(book, tmp_path))


def test_a_bomb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: openpyxl.Workbook) -> None:
    monkeypatch.setattr("data.sources.workbook.LARGEST", 1_000)
    with pytest.raises(UsageError, match=r"unpacks to [\d,]+ bytes; 1,000 may be"):
        list(Workbook(saved(book, tmp_path), {}).rows())


def test_entities_are_not_expanded(tmp_path: Path, book: openpyxl.Workbook) -> None:
    for row in (["Дата", "Заголовок"], ["15.01.2024", '=HYPERLINK("https://x.ru/1","Газ")']):
        book.active.append(row)
    path, evil = saved(book, tmp_path), tmp_path / "evil.xlsx"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(evil, "w") as new:
        for part in old.namelist():
            data = old.read(part).decode()
            if part.endswith("sheet1.xml"):
                start = data.index("<worksheet")
                data = data[:start] + bomb + "]>" + data[start:].replace("Газ", "&i;")
            new.writestr(part, data)
    with suppress(UsageError):
        assert all(len(row.get("title", "")) < 1_000 for row in articles(read(evil)))
