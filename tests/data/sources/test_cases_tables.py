"""Tables that people in this job hold, each imported into a workspace of its own: what must come out."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from data.article.raw import RawRow
from data.errors import UsageError
from data.intake import ImportReport, import_paths
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.kinds import source_of

MOSCOW = ZoneInfo("Europe/Moscow")


def run(workspace: Workspace, path: Path) -> tuple[ImportReport, pd.DataFrame]:
    report = import_paths(workspace, [path])
    return report, tables.read(workspace, ARTICLES).sort_values("published_at", kind="stable")


def left_out(report: ImportReport) -> dict[str, int]:
    return {reason: number for (_, reason), number in report.left_out.items()}


def stamps(frame: pd.DataFrame) -> list[str]:
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in frame["published_at"]]


def days(frame: pd.DataFrame) -> list[str]:
    assert all("date_only" in flags for flags in frame["flags"])
    return [f"{moment.tz_convert(MOSCOW):%Y-%m-%d}" for moment in frame["published_at"]]


def test_telethon(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/04-telethon-dump/messages.csv")
    assert (report.read, report.stored) == (4, 4)
    assert list(frame["outlet"]) == ["vestnik_a", "vestnik_a", "vestnik_b", "vestnik_b"]
    assert stamps(frame) == [f"2024-01-15 10:0{minute}" for minute in range(4)]
    assert frame["text"].str.startswith(("Министры", "Представитель", "Центральный", "В Женеве")).all()


def test_media_cloud(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/05-mediacloud/mc-onlinenews.csv")
    assert report.stored == 2
    assert days(frame) == ["2024-01-15", "2024-01-16"]
    assert list(frame["outlet"]) == ["vestnik.example", "herald.example"]
    assert list(frame["url"]) == ["https://vestnik.example/2024/01/15/gas", "https://herald.example/nato"]


def test_media_cloud_as_it_was(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/05-mediacloud/old-explorer.csv")
    assert stamps(frame) == ["2018-01-15 07:00"]
    assert list(frame["outlet"]) == ["Вестник"]
    assert list(frame["external_id"]) == ["123456789"]


def test_the_day_of_indexing_is_used_nowhere_and_named(cases: Path) -> None:
    source = source_of(cases / "files/05-mediacloud/mc-onlinenews.csv", {})
    assert len(list(source.rows())) == 2
    assert source.unused() == {"indexed_date": "date", "media_url": "outlet"}


def test_meltwater(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/06-meltwater/meltwater.csv")
    assert list(frame["title"]) == ["Gas talks in Brussels", "НАТО объявило учения"]
    assert list(frame["text"]) == [
        "Ministers met in Brussels on Monday to discuss gas supplies.",
        "Учения пройдут в Польше.",
    ]
    assert stamps(frame) == ["2024-01-15 07:30", "2024-01-16 20:45"]
    assert list(frame["language_given"]) == ["en", "ru"]


def test_brandwatch_below_its_head(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/07-brandwatch-preamble-csv/bulk-mentions.csv")
    assert (report.read, report.stored, left_out(report)) == (7, 2, {"head of a report": 5})
    assert stamps(frame) == ["2024-01-15 07:30", "2024-01-15 20:59"]
    assert list(frame["outlet"]) == ["herald.example", "vestnik.example"]
    assert frame["text"].iloc[0].startswith("Ministers met in Brussels on Monday")


@pytest.mark.parametrize("name", ["title-line.csv", "title-line-known-word.csv"])
def test_a_line_above_the_header(workspace: Workspace, cases: Path, name: str) -> None:
    report, frame = run(workspace, cases / "files/07-brandwatch-preamble-csv" / name)
    assert (report.stored, report.rejected, left_out(report)) == (2, 0, {"head of a report": 1})
    assert list(frame["title"]) == ["Газ", "НАТО"]
    assert days(frame) == ["2024-01-15", "2024-01-15"]


def test_a_workbook_with_a_summary_and_links_by_formula(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/08-bra-analytics-xlsx/bra.xlsx")
    assert report.stored == 4
    assert left_out(report) == {"sheet 'Отчёт': holds no articles": 1, "sheet 'Упоминания': head of a report": 2}
    assert stamps(frame) == [f"2024-01-{15 + n} 07:{30 + n}" for n in range(4)]
    assert list(frame["url"]) == [f"https://vestnik.example/n/{n}" for n in range(4)]
    assert set(frame["outlet"]) == {"vestnik.example"}


def test_a_workbook_with_groups_totals_and_linked_titles(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/09-medialogia-xlsx/monitoring.xlsx")
    assert (report.stored, report.rejected) == (4, 0)
    assert left_out(report) == {
        "sheet 'Сообщения': head of a report": 2,
        "sheet 'Сообщения': heading of a group": 2,
        "sheet 'Сообщения': row of totals": 1,
    }
    assert list(frame["title"]) == [f"Новость {n} о газе" for n in range(1, 5)]
    assert list(frame["url"].fillna("")) == [*(f"https://vestnik.example/m/{n}" for n in range(3)), ""]
    assert stamps(frame)[::3] == ["2024-01-15 07:30", "2024-01-16 06:00"]


def test_day_numbers(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/10-excel-serials/serials.csv")
    assert stamps(frame[:2]) == ["2024-01-15 07:30", "2024-01-16 09:00"]
    assert days(frame[2:]) == ["2024-01-17"]


def test_day_numbers_in_a_workbook(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/10-excel-serials/serials.xlsx")
    assert stamps(frame) == ["2024-01-15 07:30", "2024-01-16 07:30", "2024-01-17 07:30"]


def test_gdelt(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/11-gdelt-doc/articles.csv")
    assert stamps(frame) == ["2024-01-15 10:30", "2024-01-16 11:45"]
    assert list(frame["outlet"]) == ["herald.example", "vestnik.example"]
    assert list(frame["url"]) == ["https://herald.example/gas", "https://vestnik.example/nato"]


def test_a_table_as_text(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/13-excel-unicode-txt/archive.txt")
    assert (report.read, report.stored) == (4, 4)
    assert stamps(frame) == [f"2024-01-{15 + n} 07:{30 + n}" for n in range(4)]


@pytest.mark.parametrize("name", ["report.html", "report.xls", "report-renamed.xlsx"])
def test_a_table_in_html(workspace: Workspace, cases: Path, name: str) -> None:
    report, frame = run(workspace, cases / "files/14-html-table" / name)
    assert (report.read, report.stored) == (4, 4)
    assert days(frame) == [f"2024-01-{day}" for day in range(15, 19)]
    assert list(frame["url"]) == [f"https://vestnik.example/h/{n}" for n in range(4)]
    assert list(frame["title"]) == [f"Новость {n}" for n in range(4)]


@pytest.mark.parametrize("name", ["extracted.csv", "headless-known-word.csv", "headless-no-known-word.csv"])
def test_without_a_header(workspace: Workspace, cases: Path, name: str) -> None:
    report, frame = run(workspace, cases / "files/15-trafilatura" / name)
    assert (report.read, report.stored) == (4, 4)
    assert list(frame["url"]) == [f"https://vestnik.example/t/{n}" for n in range(4)]
    assert list(frame["title"]) == [f"Новость {n} о переговорах" for n in range(4)]
    assert frame["text"].str.len().min() > 40
    assert days(frame) == [f"2024-01-{day}" for day in range(15, 19)]


def test_spellings_of_dates(workspace: Workspace, cases: Path) -> None:
    path = cases / "files/19-dates/dates.csv"
    _, frame = run(workspace, path)
    found = {row.title: row for row in frame.itertuples()}
    with path.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert len(titles) == 41
    graded = [title for title in titles if not title.endswith(("?", "serial"))]
    assert [title for title in graded if not is_as_expected(title, found[title])] == []


def is_as_expected(title: str, row: tuple) -> bool:
    """What is expected stands in the title: a day, none, a moment in UTC, or the time of 15 January."""
    name, _, expected = title.partition(" expect ")
    if expected == "none":
        return pd.isna(row.published_at) and "unreadable_date" in row.flags
    if expected == "day":
        day = "2024-01-01" if name == "d00" else "2024-01-15"
        return f"{row.published_at.tz_convert(MOSCOW):%Y-%m-%d}" == day and "date_only" in row.flags
    expected = f"2024-01-15T{expected}" if len(expected) == 5 else expected
    moment = datetime.fromisoformat(expected)
    return abs(row.published_at.tz_localize(None) - moment) < timedelta(minutes=1) and "date_only" not in row.flags


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("en.csv", "2024-01-15 07:30", "2024-01-16 07:30"),
        ("ru.csv", "2024-01-15 07:30", "2024-01-16 08:30"),
        ("scan.csv", "2024-01-15 07:30", "2024-01-16 07:30"),
    ],
)
def test_a_load_date_beside_a_publication_date(
    workspace: Workspace, cases: Path, name: str, first: str, second: str
) -> None:
    _, frame = run(workspace, cases / "files/20-two-dates" / name)
    assert stamps(frame) == [first, second]


def test_names_of_scan(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/20-two-dates/scan.csv")
    assert list(frame["text"]) == ["Министры обсудили газ.", "Альянс провёл учения."]
    assert list(frame["url"]) == ["https://vestnik.example/1", "https://vestnik.example/2"]
    assert set(frame["outlet"]) == {"Вестник"}


def test_lenta(workspace: Workspace, cases: Path) -> None:
    report, frame = run(workspace, cases / "files/21-compressed/lenta.csv")
    assert report.stored == 4
    assert days(frame) == [f"2019-12-{day}" for day in range(10, 14)]


@pytest.mark.parametrize("name", ["export.xls", "export.ods"])
def test_what_is_no_workbook_is_refused_in_a_sentence(workspace: Workspace, cases: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} cannot be read as {name[-3:].upper()}: "):
        import_paths(workspace, [cases / "files/23-other-kinds" / name])


@pytest.mark.parametrize("name", ["jan.csv", "feb.csv", "m1.csv", "m2.csv"])
def test_numbers_that_begin_at_1(cases: Path, name: str) -> None:
    rows = list(source_of(cases / "files/25-numeric-ids" / name, {}).rows())
    assert all(isinstance(row, RawRow) for row in rows)
    assert [row.fields["external_id"] for row in rows] == ["1", "2"]


@pytest.mark.parametrize("name", ["mac.csv", "oem.csv"])
def test_old_encodings_and_line_ends(workspace: Workspace, cases: Path, name: str) -> None:
    report, frame = run(workspace, cases / "files/27-cr-and-jl" / name)
    assert report.stored == 2
    assert list(frame["title"]) == ["Газ", "НАТО"]
    assert list(frame["text"]) == ["Министры обсудили газ.", "Альянс провёл учения."]


def test_a_formula_in_a_text_is_no_link(workspace: Workspace, cases: Path) -> None:
    _, frame = run(workspace, cases / "files/out-inj.csv")
    assert frame["url"].isna().all()
    assert frame["text"].iloc[0].startswith("Цена выросла;=HYPERLINK(")
