"""Tables of articles in HTML, and pages that hold a table and stay pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from data.article.raw import LeftOut, RawRow
from data.errors import UsageError
from data.sources.html_page import HtmlPage
from data.sources.html_table import HtmlTables, holds_articles
from data.sources.kinds import source_of

HEADER = "<tr><th>Дата<th>СМИ<th>Заголовок<th>Текст"
ROW = "<tr><td>15.01.2024<td>Вестник<td><a href='/about'>о</a> <a href=https://x.ru/1>Газ</a><td>Министры<br>обсудили <b>газ</b>."


def put(folder: Path, page: str, name: str = "a.html", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(page.encode(encoding))
    return path


def test_cells_and_their_links(tmp_path: Path) -> None:
    path = put(tmp_path, f"<h1>Мониторинг</h1><table>{HEADER}{ROW}</table>")
    (row,) = source_of(path, {}).rows()
    assert row.fields == {
        "date": "15.01.2024",
        "outlet": "Вестник",
        "title": "о Газ",
        "text": "Министры\nобсудили газ.",
        "url": "https://x.ru/1",
    }


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    stated = "<meta charset=windows-1251>" if encoding == "cp1251" else ""
    path = put(tmp_path, f"<html>{stated}<table>{HEADER}{ROW}</table>", "a.xls", encoding)
    assert [row.fields["outlet"] for row in source_of(path, {}).rows()] == ["Вестник"]


def test_rows_and_columns_that_run_over_others(tmp_path: Path) -> None:
    page = (
        f"<table><tr><td colspan=4>Мониторинг{HEADER}<tr><td colspan=4>Федеральные СМИ"
        "<tr><td rowspan=2>15.01.2024<td>Вестник<td>Газ<td>Министры"
        "<tr><td>Курьер<td>НАТО<td>Альянс<tr><td colspan=2>Итого<td>2<td></table>"
    )
    rows = list(source_of(put(tmp_path, page), {}).rows())
    assert [row.reason for row in rows if isinstance(row, LeftOut)] == [
        "table 1: head of a report",
        "table 1: heading of a group",
        "table 1: row of totals",
    ]
    assert [(row.fields["date"], row.fields["title"]) for row in rows if isinstance(row, RawRow)] == [
        ("15.01.2024", "Газ"),
        ("15.01.2024", "НАТО"),
    ]


def test_several_tables_and_those_within_others(tmp_path: Path) -> None:
    page = f"<table><tr><td><table><tr><td>Сводка<td>2</table><table>{HEADER}{ROW}</table><table>{HEADER}{ROW}</table></table>"
    source = source_of(put(tmp_path, page), {})
    parts = [
        (part.name.rpartition("/")[2], len([r for r in part.rows() if isinstance(r, RawRow)]))
        for part in source.parts()
    ]
    assert parts == [("2", 1), ("3", 1)]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Министры обсудили газ.</p>" * 20 + f"<table>{HEADER}{ROW}</table>",
        "<table><tr><th>Страна<th>Цена<tr><td>Польша<td>12</table>",
        f"<table>{HEADER}</table>",
        "<p>Дата, заголовок, текст</p>",
        "",
    ],
)
def test_a_page_stays_a_page(tmp_path: Path, page: str) -> None:
    path = put(tmp_path, page)
    assert not holds_articles(path)
    assert isinstance(source_of(path, {}), HtmlPage)


def test_saved_pages_stay_pages(corpora: Path) -> None:
    pages = sorted((corpora / "html_pages").rglob("*.htm*"))
    assert pages
    assert [page for page in pages if holds_articles(page)] == []


def test_a_page_under_xls_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no filled row"):
        list(source_of(put(tmp_path, "<html><p>нет", "a.xls"), {}).rows())


def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "<div>" * 20_000 + f"<table>{HEADER}{ROW}</table>")
    holds_articles(path)
    with suppress(UsageError):  # lxml gives up at some depth
        assert len(list(HtmlTables(path, {}).rows())) == 1
