"""Parquet and XLSX."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.article.raw import LeftOut
from data.errors import UsageError
from data.sources.parquet import ParquetFile
from data.sources.workbook import Workbook


def parquet(folder: Path, columns: dict[str, pa.Array], **options: int) -> ParquetFile:
    path = folder / "a.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return ParquetFile(path, {})


def test_parquet_values_as_text(tmp_path: Path) -> None:
    moment = datetime(2018, 1, 8, 16, 27, tzinfo=UTC)
    source = parquet(
        tmp_path,
        {
            "title": pa.array(["а", None]).dictionary_encode(),
            "published_at": pa.array([moment, None], pa.timestamp("ns", tz="Europe/Moscow")),
            "id": pa.array([7.0, None]),
            "source": pa.array([{"name": "Вестник"}, None]),
            "other": pa.array([1, 2]),
        },
    )
    rows = list(source.rows())
    assert rows[0].fields == {
        "title": "а",
        "date": "2018-01-08T19:27:00+03:00",
        "external_id": "7",
        "outlet": "Вестник",
    }
    assert rows[1].fields == {}
    assert source.understood() == {
        "title": ["title"],
        "date": ["published_at"],
        "outlet": ["source"],
        "external_id": ["id"],
    }


def test_parquet_dates_of_each_type(tmp_path: Path) -> None:
    naive = pa.array([datetime(2018, 1, 8, 19, 27)], pa.timestamp("ms"))  # noqa: DTZ001
    assert list(parquet(tmp_path, {"title": pa.array(["а"]), "date": naive}).dates()) == ["2018-01-08T19:27:00"]
    assert list(parquet(tmp_path, {"title": pa.array(["а"]), "date": pa.array([date(2018, 1, 8)])}).dates()) == [
        "2018-01-08"
    ]


def test_parquet_row_groups_are_read_in_order(tmp_path: Path) -> None:
    source = parquet(tmp_path, {"title": pa.array([str(n) for n in range(5_000)])}, row_group_size=700)
    assert [(row.line, row.fields["title"]) for row in source.rows()] == [(n + 1, str(n)) for n in range(5_000)]
    assert source.done == 1.0


def test_parquet_without_title_and_text_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column for title or text; its columns are 'doc_id', 'start'"):
        next(parquet(tmp_path, {"doc_id": pa.array(["а"]), "start": pa.array([1])}).rows())


def test_parquet_mapped_columns_by_name_and_number(tmp_path: Path) -> None:
    path = parquet(tmp_path, {"a": pa.array(["1"]), "b": pa.array(["2"]), "c": pa.array(["3"])}).path
    assert next(ParquetFile(path, {"title": "c", "text": "2"}).rows()).fields == {"title": "3", "text": "2"}


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no PAR1")
    with pytest.raises(UsageError, match="cannot be read as Parquet"):
        next(ParquetFile(path, {}).rows())


def workbook(folder: Path, sheets: dict[str, list[list[object]]]) -> Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "a.xlsx"
    book.save(path)
    return Workbook(path, {})


def test_xlsx_header_below_a_heading_and_values_as_text(tmp_path: Path) -> None:
    rows = list(
        workbook(
            tmp_path,
            {
                "Лист1": [
                    ["Выгрузка за январь"],
                    [],
                    ["№", "Дата", "Заголовок", "Текст", "id"],
                    [1, datetime(2018, 1, 8, 19, 27), "а", "=1+1", 123],  # noqa: DTZ001
                    [],
                    [2, date(2018, 1, 9), "б", "#N/A", "00123"],
                ]
            },
        ).rows()
    )
    assert rows[0] == LeftOut(rows[0].file, 1, "sheet 'Лист1': head of a report")
    assert [(row.line, row.fields) for row in rows[1:]] == [
        (4, {"date": "2018-01-08T19:27:00", "title": "а", "external_id": "123"}),
        (6, {"date": "2018-01-09", "title": "б", "external_id": "00123"}),
    ]


def test_xlsx_every_sheet_with_known_columns_is_read(tmp_path: Path) -> None:
    source = workbook(
        tmp_path, {"О файле": [["Выгрузка"]], "Янв": [["title"], ["а"]], "Фев": [["text", "title"], ["б", "в"]]}
    )
    assert [part.name.rpartition("/")[2] for part in source.parts()] == ["Янв", "Фев"]
    left, *rows = source.rows()
    assert left.reason == "sheet 'О файле': holds no articles"
    assert [row.fields for row in rows] == [{"title": "а"}, {"title": "в", "text": "б"}]


def test_xlsx_without_title_and_text_names_sheet_and_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sheet 'S', has no column for title or text; its columns are 'x', 'y'"):
        list(workbook(tmp_path, {"S": [["x", "y"], [1, 2]]}).rows())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"no zip at all"])
def test_what_is_no_xlsx_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read as XLSX"):
        list(Workbook(path, {}).rows())
