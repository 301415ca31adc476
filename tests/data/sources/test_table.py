"""Where a table's header stands, and which of its rows are no articles."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.csv_file import CsvFile
from data.sources.kinds import source_of
from data.sources.table import AGAIN, HEAD, HEADING, NUMBERS, TOTALS, find_header


def read(folder: Path, content: str, name: str = "a.csv", **mapping: str) -> list[RawRow | Rejected | LeftOut]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return list(source_of(path, mapping).rows())


def told(rows: list[RawRow | Rejected | LeftOut]) -> list[str]:
    return [row.fields.get("title", "") if isinstance(row, RawRow) else row.reason for row in rows]


def at(*rows: str, **mapping: str) -> int | None:
    return find_header([row.split(";") for row in rows], mapping).at


def test_the_header_is_the_row_with_the_most_known_names() -> None:
    assert at("Дата;Заголовок", "15.01.2024;Газ") == 0
    assert at("Мониторинг за 15.01.2024;", "Дата;Заголовок", "15.01.2024;Газ") == 1
    assert at("Источник;Все", "Дата;СМИ;Заголовок", "15.01.2024;Вестник;Газ") == 1
    assert at("Тема:;НАТО", "Заголовок;Ссылка", "Газ;https://x.ru/1") == 1
    assert at("Издание;Сообщений", "Вестник;12", "Заголовок;Текст", "Газ;Министры") == 2


def test_dates_addresses_and_long_cells_outweigh_one_known_word() -> None:
    assert at("https://x.ru/1;2024-01-15;Газ подорожал;article") is None
    assert at("2024-01-15;Статья;Газ подорожал") is None
    assert at(f"Статья;{'Министры обсудили поставки газа. ' * 3}") is None
    assert at("Статья;Газ подорожал") == 0


def test_a_header_may_have_a_long_name() -> None:
    assert at(f"Дата;Заголовок;{'Ссылка на публикацию, если она есть, ' * 3}", "15.01.2024;Газ;") == 0


def test_a_name_told_by_the_user_counts() -> None:
    assert at("Отчёт;", "Kopf;Inhalt", "Газ;Министры", title="Kopf") == 1


def test_an_unknown_first_row_is_the_header_unless_it_is_data() -> None:
    assert at("Kopf;Inhalt", "а;б") == 0
    assert at("1;https://x.ru/1", "2;https://x.ru/2") is None


def test_a_header_twenty_filled_rows_down_is_found_and_no_further(tmp_path: Path) -> None:
    head = "".join(f"Строка отчёта {n};\n\n" for n in range(19))
    rows = read(tmp_path, head + "Дата;Заголовок\n15.01.2024;Газ\n")
    assert told(rows) == [HEAD] * 19 + ["Газ"]
    assert rows[-1].line == 40
    with pytest.raises(UsageError, match="no column for title or text"):
        read(tmp_path, head + "ещё одна\nДата;Заголовок\n15.01.2024;Газ\n")


def test_articles_above_the_header_of_a_sorted_file_are_articles(tmp_path: Path) -> None:
    rows = read(tmp_path, "15.01.2024;Газ\n16.01.2024;НАТО\nДата;Заголовок\n17.01.2024;Ставка\n")
    assert told(rows) == ["Газ", "НАТО", "Ставка"]


def test_rows_that_are_no_articles_are_named(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "№;Дата;СМИ;Заголовок;Текст\n"
        "1;2;3;4;5\n"
        "Федеральные СМИ;;;;\n"
        "1;15.01.2024;Вестник;Газ;Министры\n"
        "Итого по разделу;;;1;\n"
        "№;Дата;СМИ;Заголовок;Текст\n"
        ";15 января 2024;;;\n"
        "2;16.01.2024;Вестник;1984;2024\n"
        ";;;Всего публикаций: 2;\n"
        "2;;;;14\n"
        ";;4;;\n",
    )
    assert told(rows) == [NUMBERS, HEADING, "Газ", TOTALS, AGAIN, HEADING, "1984", TOTALS, "", NUMBERS]
    assert rows[-2].fields == {"text": "14"}


@pytest.mark.parametrize(
    "title",
    [
        "Итоги недели",
        "Всего два процента россиян",
        "Total снижает добычу",
        "Итого: что мы узнали за год",
        "Газ",
        "2024",
    ],
)
def test_titles_are_no_totals(tmp_path: Path, title: str) -> None:
    assert told(read(tmp_path, f"Дата;Заголовок;Текст\n;{title};\n;{title};Министры обсудили\n")) == [title, title]


def test_a_title_alone_is_an_article(tmp_path: Path) -> None:
    assert told(read(tmp_path, "Заголовок;Дата;СМИ\nГаз подорожал;;\n")) == ["Газ подорожал"]


def test_a_formula_that_links_is_address_and_title(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "Дата;Заголовок;URL\n"
        '15.01.2024;"=HYPERLINK(""https://x.ru/1"";""Газ """"дорог"""""")";\n'
        '15.01.2024;НАТО;"=ГИПЕРССЫЛКА(""https://x.ru/2"";""ссылка"")"\n'
        '15.01.2024;"=HYPERLINK(A1;""Ставка"")";\n',
    )
    assert [row.fields.get("url") for row in rows] == ["https://x.ru/1", "https://x.ru/2", None]
    assert told(rows)[:2] == ['Газ "дорог"', "НАТО"]


def test_an_outlet_that_is_an_address(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        "title,source,hostname\nа,https://x.ru/1,x.ru\nб,https://www.y.ru/,\nв,https://z.ru/3,\nг,Вестник,z.ru\n",
    )
    assert [(row.fields.get("outlet"), row.fields.get("url")) for row in rows] == [
        ("x.ru", "https://x.ru/1"),
        ("y.ru", None),
        ("z.ru", "https://z.ru/3"),
        ("Вестник", None),
    ]


@pytest.mark.parametrize(
    ("day", "clock", "date"),
    [
        ("15.01.2024", "0,4375", "15.01.2024 10:30:00"),
        ("15.01.2024", "10.30", "15.01.2024 10.30"),
        ("15.01.2024", "1899-12-30T10:30:00", "15.01.2024 10:30:00"),
        ("15.01.2024 0:00:00", "10:30", "15.01.2024 10:30"),
        ("15.01.2024 9:00", "10:30", "15.01.2024 9:00"),
        ("45306", "0.4375", "45306 10:30:00"),
        ("15.01.2024", "утро", "15.01.2024"),
        ("15.01.2024", "0", "15.01.2024 00:00:00"),
    ],
)
def test_a_clock_in_a_column_of_its_own(tmp_path: Path, day: str, clock: str, date: str) -> None:
    assert read(tmp_path, f"Дата;Время;Заголовок\n{day};{clock};Газ\n")[0].fields["date"] == date


def test_a_zone_in_the_name_of_the_date_column(tmp_path: Path) -> None:
    rows = read(tmp_path, "Дата (UTC);Заголовок\n15.01.2024 10:30;а\n2024-01-15T10:30:00+03:00;б\n15.01.2024;в\n")
    assert [row.fields["date"] for row in rows] == ["15.01.2024 10:30 utc", "2024-01-15T10:30:00+03:00", "15.01.2024"]


def test_columns_that_hold_something_and_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Заголовок;Загружено;Тон;Пусто;Страница;;\n"
        "Газ;15.01.2024 10:30;плохой; ;https://x.ru/1;\n"
        "НАТО;16.01.2024 10:30;;;https://x.ru/2;да\n",
        encoding="utf-8",
    )
    source = CsvFile(path, {})
    assert len(list(source.rows())) == 2
    assert source.unused() == {"Загружено": "date", "Тон": None, "Страница": "url", "column 6": None}


def test_a_saved_page_stays_a_page(tmp_path: Path) -> None:
    page = "Газ, нефть, статья\n15 января 2024, 10:30\nИсточник: Вестник\n\nМинистры обсудили, кто, что, где.\n"
    rows = read(tmp_path, page, "page.txt")
    assert [row.fields["title"] for row in rows] == ["Газ, нефть, статья"]


FIELDS = {
    "Дата": "15.01.2024 10:30",
    "СМИ": "Вестник",
    "Заголовок": "Газ подорожал",
    "Текст": "Министры обсудили.",
    "X": "да",
}


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(st.lists(st.sampled_from(["", *FIELDS.values(), "Итого", "12", "Текст", "https://x.ru/1"]), max_size=6), max_size=8),
    names=st.lists(st.sampled_from(list(FIELDS)), unique=True, min_size=1),
    head=st.lists(st.sampled_from(["Отчёт", "Тема: НАТО", "Источник", "15.01.2024", ""]), max_size=4),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1251", "cp866", "koi8-r", "mac-cyrillic", "utf-16"]),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    ending=st.sampled_from([".csv", ".txt", ".xls"]),
)  # fmt: skip
def test_every_row_is_an_article_or_rejected_or_named(
    tmp_path_factory: pytest.TempPathFactory, rows, names, head, delimiter, encoding, end, ending
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    filled = [row for row in [*([line] for line in head), names, *rows] if any(row)]
    writer.writerows(filled)
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(file.getvalue().encode(encoding))
    found: list[RawRow | Rejected | LeftOut] = []
    with suppress(UsageError):  # no column for title or text, or no workbook
        found = list(source_of(path, {}).rows())
    assert all(isinstance(row, RawRow | Rejected | LeftOut) for row in found)
    if ending == ".csv" and found:
        assert len(found) in (len(filled) - 1, len(filled))  # all but a header
