"""The JSON files that people in this job hold, through the import into a workspace of their own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.article.raw import LeftOut, RawRow
from data.intake import ImportReport, import_paths
from data.lake import tables
from data.schema import ARTICLES
from data.settings import Workspace
from data.sources.kinds import source_of


def imported(workspace: Workspace, *paths: Path) -> tuple[ImportReport, pd.DataFrame]:
    report = import_paths(workspace, list(paths))
    return report, tables.read(workspace, ARTICLES).sort_values("published_at", kind="stable", ignore_index=True)


def fields(path: Path) -> list[dict[str, str]]:
    return [row.fields for row in source_of(path, {}).rows() if isinstance(row, RawRow)]


def times(frame: pd.DataFrame) -> list[str]:
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in frame["published_at"]]


DAYS = ["2024-01-15 09:00", "2024-01-16 09:00", "2024-01-17 09:00", "2024-01-18 09:00"]
"""Noon in Moscow, where only the day is known."""


def test_01_one_channel_of_telegram_desktop(workspace: Workspace, cases: Path) -> None:
    path = cases / "files" / "01-telegram-desktop-channel" / "result.json"
    report, frame = imported(workspace, path)
    assert (report.read, report.stored, report.rejected) == (4, 2, 0)
    assert report.left_out == {(str(path), "service messages"): 1, (str(path), "messages without text"): 1}
    assert set(frame["outlet"]) == {"Вестник А"}
    assert times(frame) == ["2024-01-15 07:32", "2024-01-15 07:33"]
    assert frame["text"][0] == "Генсек НАТО заявил о новых учениях в #Польша, подробности на сайте."
    assert all("no_title" in flags for flags in frame["flags"])


@pytest.mark.parametrize(("name", "outlet"), [("bold.json", "Вестник"), ("flat.json", None)])
def test_01_emphasis_breaks_no_line(workspace: Workspace, cases: Path, name: str, outlet: str | None) -> None:
    report, frame = imported(workspace, cases / "files" / "01-telegram-desktop-channel" / name)
    assert report.rejected == 0
    assert report.stored == report.read - report.left_out.total()
    assert set(frame["outlet"].astype(object).where(frame["outlet"].notna(), None)) == {outlet}
    assert frame["text"][0] == "Канцлер Олаф Шольц прибыл в Саудовскую Аравию, где обсудил газ и нефть номер 0."
    assert times(frame)[0] == "2024-01-01 07:00"


def test_02_two_channels_have_the_same_numbers(cases: Path, workspace: Workspace) -> None:
    folder = cases / "files" / "02-telegram-two-channels"
    found = [fields(folder / channel / "result.json") for channel in "ab"]
    assert [[row["external_id"] for row in rows] for rows in found] == [["2", "3"], ["2", "3"]]
    assert [{(row["channel"], row["outlet"]) for row in rows} for rows in found] == [
        {("1001", "Вестник А")},
        {("1002", "Вестник Б")},
    ]
    report, frame = imported(workspace, folder / "a" / "result.json", folder / "b" / "result.json")
    assert (report.read, report.stored) == (4, 4)
    assert sorted(frame["outlet"]) == ["Вестник А", "Вестник А", "Вестник Б", "Вестник Б"]


def test_02_old_form_of_a_text(cases: Path) -> None:
    folder = cases / "files" / "02-telegram-two-channels"
    assert [row["text"] for row in fields(folder / "min-old.json")] == ["Генсек НАТО прибыл.", "Обычный текст."]
    assert [row["text"] for row in fields(folder / "min.json")] == ["Генсек НАТО прибыл."]


def test_03_every_chat_of_a_full_export(workspace: Workspace, cases: Path) -> None:
    report, frame = imported(workspace, cases / "files" / "03-telegram-full-export" / "result.json")
    assert (report.read, report.stored, report.left_out.total()) == (4, 4, 0)
    assert list(zip(frame["outlet"], frame["external_id"], times(frame), strict=True)) == [
        ("Вестник А", "2", "2024-01-15 07:32"),
        ("Вестник Б", "2", "2024-01-15 07:32"),
        ("Вестник А", "3", "2024-01-15 07:33"),
        ("Вестник Б", "3", "2024-01-15 07:33"),
    ]


def test_04_telethon_numbers_are_those_of_a_channel(cases: Path) -> None:
    rows = fields(cases / "files" / "04-telethon-dump" / "messages.jsonl")
    assert [(row["channel"], row["external_id"]) for row in rows] == [
        ("1001", "1"),
        ("1001", "2"),
        ("1002", "1"),
        ("1002", "2"),
    ]


def test_04_telethon(workspace: Workspace, cases: Path) -> None:
    report, frame = imported(workspace, cases / "files" / "04-telethon-dump" / "messages.jsonl")
    assert (report.read, report.stored) == (4, 4)
    assert times(frame) == [f"2024-01-15 10:0{minute}" for minute in range(4)]


def test_15_trafilatura(workspace: Workspace, cases: Path) -> None:
    report, frame = imported(workspace, cases / "files" / "15-trafilatura" / "extracted.jsonl")
    assert (report.read, report.stored) == (4, 4)
    assert set(frame["outlet"]) == {"Вестник"}
    assert list(frame["url"]) == [f"https://vestnik.example/t/{number}" for number in range(4)]
    assert times(frame) == DAYS
    assert frame["text"][3] == "В Женеве завершился очередной раунд переговоров по Сирии."


def test_16_news_please(workspace: Workspace, cases: Path) -> None:
    report, frame = imported(workspace, cases / "files" / "16-news-please" / "np.json")
    assert (report.read, report.stored) == (4, 4)
    assert set(frame["outlet"]) == {"vestnik.example"}
    assert all(text.endswith("Продолжение текста статьи, которое есть только здесь.") for text in frame["text"])
    assert times(frame) == [f"2024-01-{day} 07:30" for day in range(15, 19)]


@pytest.mark.parametrize("orient", ["columns", "index", "split"])
def test_17_pandas(workspace: Workspace, cases: Path, orient: str) -> None:
    report, frame = imported(workspace, cases / "files" / "17-pandas-tojson" / f"{orient}.json")
    assert (report.read, report.stored) == (4, 4)
    assert list(frame["title"]) == [f"Новость {number}" for number in range(4)]
    assert list(frame["url"]) == [f"https://vestnik.example/p/{number}" for number in range(4)]
    assert times(frame) == DAYS


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("scrapy-twice.json", 4),
        ("trailing-commas.json", 4),
        ("trailing-commas.jsonl", 4),
        ("mongo.json", 4),
        ("no-bracket.json", 2),
        ("elastic.json", 2),
    ],
)
def test_18_sloppy_files_lose_nothing(workspace: Workspace, cases: Path, name: str, titles: int) -> None:
    report, frame = imported(workspace, cases / "files" / "18-json-sloppy" / name)
    assert (report.stored, report.rejected) == (titles, 0)
    expected = [f"Новость {number}" for number in range(titles)] if titles == 4 else ["Газ", "НАТО"]
    assert list(frame["title"]) == expected
    assert all("undated" not in flags and "unreadable_date" not in flags for flags in frame["flags"])


def test_18_what_breaks_off_is_said(cases: Path) -> None:
    rows = list(source_of(cases / "files" / "18-json-sloppy" / "no-bracket.json", {}).rows())
    assert [row.reason for row in rows if isinstance(row, LeftOut)] == [
        "the end of the file: it breaks off inside a list or an object"
    ]


def test_18_mongo_times(workspace: Workspace, cases: Path) -> None:
    _, frame = imported(workspace, cases / "files" / "18-json-sloppy" / "mongo.json")
    assert times(frame)[0] == "2024-01-15 07:30"
    assert frame["external_id"][0] == "65a4f0000000000000000000"


def test_27_jl(workspace: Workspace, cases: Path) -> None:
    report, frame = imported(workspace, cases / "files" / "27-cr-and-jl" / "items.jl")
    assert (report.stored, list(frame["title"])) == (1, ["Газ"])


@pytest.mark.parametrize("name", ["dump.json", "dump.jsonl"])
def test_28_elasticsearch(workspace: Workspace, cases: Path, name: str) -> None:
    report, frame = imported(workspace, cases / "files" / "28-elastic" / name)
    assert (report.read, report.stored) == (2, 2)
    assert list(frame["title"]) == ["Газ", "НАТО"]
    assert times(frame) == ["2024-01-15 10:30", "2024-01-16 10:30"]
    assert list(frame["external_id"]) == ["a1", "a2"]
    assert frame["outlet"].isna().all()
