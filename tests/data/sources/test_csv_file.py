"""CSV: good rows are kept whatever stands between them."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article.raw import RawRow, Rejected
from data.errors import UsageError
from data.sources.csv_file import CsvFile, Dialect, Record, parse_csv, sniff


def read(folder: Path, content: str | bytes, encoding: str = "utf-8", **mapping: str) -> list[RawRow | Rejected]:
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return list(CsvFile(path, mapping).rows())


def titles(rows: list[RawRow | Rejected]) -> list[str | None]:
    return [row.fields.get("title") for row in rows if isinstance(row, RawRow)]


def rejected(rows: list[RawRow | Rejected]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, Rejected)]


def test_quotes_delimiters_and_line_breaks_inside_cells(tmp_path: Path) -> None:
    rows = read(tmp_path, 'title,text\r\n"а, ""б""","в\r\nг"\r\nд,е\r\n')
    assert [row.fields for row in rows] == [{"title": 'а, "б"', "text": "в\r\nг"}, {"title": "д", "text": "е"}]
    assert [row.line for row in rows] == [2, 4]


def test_c1_unclosed_quote_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, 'id,title,text\n1,а,б\n2,"в,г\n3,д,е\n4,"ж","з"\n5,и,к\n')
    assert titles(rows) == ["а", "д", "ж", "и"]
    assert [line for line, _ in rejected(rows)] == [3]


def test_c1_unclosed_quote_at_the_end(tmp_path: Path) -> None:
    rows = read(tmp_path, 'title,text\nа,б\n"в,г\nд,е\n')
    assert titles(rows) == ["а", "д"]
    assert rejected(rows) == [(3, "a quote opens here and never closes")]


def test_c1_text_behind_a_closing_quote(tmp_path: Path) -> None:
    rows = read(tmp_path, 'title,text\n"НАТО" заявило,б\nв,г\n')
    assert titles(rows) == ["в"]
    assert rejected(rows)[0][0] == 2


def test_c1_row_with_too_many_cells_is_rejected_and_a_short_one_kept(tmp_path: Path) -> None:
    rows = read(tmp_path, "id,title,text\n1,а,б,в\n2,г\n3,д,е,,\n")
    assert titles(rows) == ["г", "д"]
    assert rejected(rows) == [(2, "has 4 cells where the file has 3 columns: a delimiter outside quotes?")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_c1_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = read(tmp_path, delimiter.join(["title", "text"]) + "\n" + delimiter.join(['"а, б; в"', "г"]) + "\n")
    assert [row.fields for row in rows] == [{"title": "а, б; в", "text": "г"}]


def test_c1_one_column_may_hold_every_delimiter(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "title\nПутин, Трамп; НАТО\nвторой\n")) == ["Путин, Трамп; НАТО", "второй"]


def test_statement_of_the_delimiter_is_no_header(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "sep=;\r\ntitle;text\r\nа;б\r\n")) == ["а"]


def test_backslash_before_quotes_and_spaces_behind_delimiters() -> None:
    assert sniff(["title,text\n", '"он сказал \\"да\\"","б"\n']) == Dialect(",", "\\")
    assert sniff(["title, text\n", 'а, "б, в"\n']) == Dialect(",", None, spaced=True)


def test_c1_no_header_but_telling_cells(tmp_path: Path) -> None:
    lines = [
        f"{n},2018-01-0{n} 10:00,https://x.ru/{n},Заголовок новости номер {n},{'Текст новости. ' * 20}"
        for n in (1, 2, 3)
    ]
    rows = read(tmp_path, "\n".join(lines))
    assert [row.line for row in rows] == [1, 2, 3]
    assert rows[0].fields == {
        "external_id": "1",
        "date": "2018-01-01 10:00",
        "url": "https://x.ru/1",
        "title": "Заголовок новости номер 1",
        "text": "Текст новости. " * 20,
    }


def test_c1_no_header_with_columns_by_number(tmp_path: Path) -> None:
    rows = read(tmp_path, "2018-01-08,а,б\n2018-01-09,в,г\n", title="2", text="3")
    assert [(row.fields["date"], row.fields["title"]) for row in rows] == [("2018-01-08", "а"), ("2018-01-09", "в")]


def test_c1_unknown_header_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'Kopf', 'Inhalt'") as caught:
        read(tmp_path, "Kopf;Inhalt\nа;б\n")
    assert "--map title=" in caught.value.hint


def test_mapped_column_that_is_absent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column 'Kop'; its columns are 'title', 'text'"):
        read(tmp_path, "title,text\nа,б\n", title="Kop")


def test_c1_duplicate_columns_lose_nothing(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,title,text\n,а,б\nв,г,д\n")
    assert titles(rows) == ["а", "в"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_c1_encodings(tmp_path: Path, encoding: str) -> None:
    rows = read(
        tmp_path, "заголовок;текст\nВ НАТО объяснили сближение;Переговоры с военным руководством России\n", encoding
    )
    assert [row.fields for row in rows] == [
        {"title": "В НАТО объяснили сближение", "text": "Переговоры с военным руководством России"}
    ]


def test_c1_cyrillic_behind_a_megabyte_of_ascii(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,text\n" + ("a," + "b" * 997 + "\n") * 1_200 + "Заголовок,Переговоры\n", "cp1251")
    assert titles(rows)[-1] == "Заголовок"


def test_c1_single_wrong_bytes_do_not_change_the_encoding(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,text\nОбычный заголовок,текст\n".encode() + b"\xff\xfe,x\n")
    assert titles(rows) == ["Обычный заголовок", "\udcff\udcfe"]


def test_western_accents_are_not_taken_for_cyrillic(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "title,text\nCafé fermé à Orléans,x\n", "cp1252")) == ["Café fermé à Orléans"]


def test_c1_field_of_200_000_characters(tmp_path: Path) -> None:
    rows = read(tmp_path, f'title,text\nа,"{"я" * 200_000}"\n')
    assert len(rows[0].fields["text"]) == 200_000


def test_c1_endless_line_and_endless_quote_are_refused_and_reading_goes_on(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,text\n" + "я" * 1_500_000 + "\nа,б\n" + '"в' + ("г" * 999 + "\n") * 3_000 + "д,е\n")
    assert [line for line, _ in rejected(rows)][:2] == [2, 4]
    assert titles(rows)[0] == "а"
    assert titles(rows)[-1] == "д"


def test_ids_stay_text(tmp_path: Path) -> None:
    assert read(tmp_path, "id,title\n00123,а\n")[0].fields["external_id"] == "00123"


def test_date_and_time_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = read(tmp_path, "Дата;Время;Заголовок\n08.01.2018;19:27;а\n;19:27;б\n08.01.2018;;в\n")
    assert [row.fields.get("date") for row in rows] == ["08.01.2018 19:27", "19:27", "08.01.2018"]


def test_a_lead_stands_in_for_a_missing_text(tmp_path: Path) -> None:
    rows = read(tmp_path, "title,description,text\nа,лид,текст\nб,лид,\n")
    assert [row.fields["text"] for row in rows] == ["текст", "лид"]


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "\ntitle,text\n\nа,б\n,,\n\n")) == ["а"]


@pytest.mark.parametrize("content", ["", "\n\n", "title,text\n"])
def test_a_file_without_rows_gives_none(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == []


CELLS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=12)


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8), st.sampled_from(",;\t|"))
def test_what_is_written_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    lines = list(enumerate(io.StringIO(file.getvalue(), newline=""), 1))
    found = list(parse_csv(lines, Dialect(delimiter)))
    assert [record.cells for record in found] == [
        row for row in rows if any(cell and not cell.isspace() for cell in row)
    ]


@settings(max_examples=40)
@given(st.text(alphabet='аб",;\n\r\t\\ 0', max_size=80))
def test_c1_any_text_is_split_or_rejected_and_no_line_is_lost(text: str) -> None:
    lines = list(enumerate(io.StringIO(text, newline=""), 1))
    found = list(parse_csv(lines, Dialect()))
    numbers = [item.line for item in found]
    assert numbers == sorted(set(numbers))
    kept = "".join(cell for item in found if isinstance(item, Record) for cell in item.cells)
    lost = "".join(item.row or "" for item in found if isinstance(item, Rejected))
    assert sorted(c for c in kept + lost if c in "аб") == sorted(c for c in text if c in "аб")


@settings(max_examples=50)
@given(content=st.binary(max_size=300) | st.text(alphabet='title,x\n";ая', max_size=200).map(str.encode))
def test_c1_any_bytes_raise_nothing_but_our_own(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    rows: list[RawRow | Rejected] = []
    with suppress(UsageError):  # no column for title or text
        rows = list(CsvFile(path, {}).rows())
    assert all(isinstance(row, RawRow | Rejected) for row in rows)
