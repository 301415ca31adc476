from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from dashboard.exports.labels import labels
from data.errors import NothingToAnswer, StoreError, UsageError
from data.lake import export, tables
from data.lake.export import EXPORTED, FACTS, UNSAID, export_table
from data.schema import ARTICLES, ENTITIES, TABLES, TOPICS, Table
from data.settings import Workspace
from data.spreadsheet import LONGEST_CELL, restored
from data.state.editions import latest, publish
from tests.data.lake.small_archive import Row, store, write_edition

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden"
HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x","y")',
    "-кто-то",
    " =1",
    "-5",
]
HARMLESS = ["обычный", "a=b", "", "12.5", 'кавычка " и, запятая', "две\nстроки", "Да, - сказал он"]
SEPARATOR = {"ru": ";", "en": ",", "uk": ";"}


GOLDEN_ROWS = [
    Row(title="НАТО; «диалог», часть 1"),
    Row(title="=1+1", outlet=None, published=None),
    Row(title="Цена;=СУММ(A1);\n-5%", language="uk", reprint="g1"),
]


@pytest.fixture
def archive(workspace):
    rows = [
        Row(title=title, names=("p1",), reprint="g1" if n < 2 else None) for n, title in enumerate(HOSTILE + HARMLESS)
    ]
    write_edition(workspace, rows)
    return workspace


def read_csv(path: Path, lang: str = "ru") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=SEPARATOR[lang]))


def in_language(workspace: Workspace, lang: str) -> Workspace:
    return replace(workspace, settings=replace(workspace.settings, interface=lang))


def sheets(path: Path) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.parametrize("lang", SEPARATOR)
def test_d1_a_formula_in_a_headline_is_text_in_csv(archive, tmp_path, lang):
    path = tmp_path / "articles.csv"
    assert export_table(in_language(archive, lang), "articles", path).rows == len(HOSTILE + HARMLESS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    titles = {row["article_id"]: row["title"] for row in read_csv(path, lang)}
    written = [titles[f"{n:016x}"] for n in range(len(HOSTILE + HARMLESS))]
    assert [title[0] for title in written[: len(HOSTILE)]] == ["'"] * len(HOSTILE)
    assert written[len(HOSTILE) :] == HARMLESS
    assert [restored(title) for title in written] == HOSTILE + HARMLESS


@pytest.mark.parametrize("lang", SEPARATOR)
def test_no_cell_is_a_formula_whichever_separator_the_file_is_opened_with(workspace, cases, tmp_path, lang):
    from data.intake import ImportOptions, import_paths

    import_paths(workspace, [cases / "files" / "out-inj.csv"], ImportOptions())
    path = tmp_path / "articles.csv"
    export_table(in_language(workspace, lang), "articles", path)
    text = path.read_text("utf-8-sig")
    assert "HYPERLINK" in text
    for separator in ";,\t":
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("lang", SEPARATOR)
def test_numbers_stay_numbers_in_the_form_of_the_language(workspace, tmp_path, lang):
    write_edition(workspace, [Row(), Row()])
    topics = tables.read(workspace, TOPICS)
    tables.overwrite(workspace, TOPICS, topics.assign(x=-5.5, y=7.0, centroid=[[-0.5, 0.25]] * len(topics)))
    republish(workspace, TOPICS)
    export_table(in_language(workspace, lang), "topics", tmp_path / "topics.csv")
    row = read_csv(tmp_path / "topics.csv", lang)[0]
    expected = ("-5.5" if lang == "en" else "-5,5", "7")
    assert (row["x"], row["y"], json.loads(row["centroid"])) == (*expected, [-0.5, 0.25])


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_csv_is_as_agreed(workspace, tmp_path, lang):
    write_edition(workspace, GOLDEN_ROWS)
    export_table(in_language(workspace, lang), "articles", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == (GOLDEN / f"articles-{lang}.csv").read_bytes()


def test_xlsx_is_as_agreed(workspace, tmp_path):
    write_edition(workspace, GOLDEN_ROWS)
    export_table(workspace, "articles", tmp_path / "a.xlsx", labels=labels(workspace.settings))
    found = json.dumps(sheets(tmp_path / "a.xlsx"), ensure_ascii=False, indent=1, default=str)
    assert f"{found}\n" == (GOLDEN / "articles-xlsx.json").read_text("utf-8")


def test_xlsx_has_real_dates_in_the_workspaces_zone_and_says_so(workspace, tmp_path):
    write_edition(workspace, [Row(), Row(published=datetime(1850, 1, 1, tzinfo=UTC)), Row(published=None)])
    export_table(workspace, "articles", tmp_path / "a.xlsx", labels=labels(workspace.settings))
    found = sheets(tmp_path / "a.xlsx")
    head, *rows = found["Данные"]
    dates = [row[head.index("published_at")] for row in sorted(rows)]
    assert dates == [datetime.fromisoformat("2018-01-08T19:27"), "1850-01-01 02:30:17", None]
    assert dict(found["О таблице"])["Часовой пояс"].startswith("Europe/Moscow")


def test_an_article_of_a_day_alone_has_a_day_alone_in_xlsx(workspace, articles, tmp_path):
    store(workspace, articles(1).assign(flags=[["date_only"]]))
    export_table(workspace, "articles", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Data"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "published_at")
    assert (cell.value, cell.number_format) == (datetime.fromisoformat("2018-01-08"), "yyyy-mm-dd")


def test_no_xlsx_cell_is_a_formula_and_what_a_sheet_cannot_hold_is_said(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 3)
    write_edition(workspace, [Row(title=title) for title in ("=1+1", "я" * 40_000, "третья", "четвёртая")])
    done = export_table(workspace, "articles", tmp_path / "a.xlsx", labels=labels(workspace.settings))
    assert (done.rows, done.cut_rows, done.cut_cells) == (2, 2, 1)
    found = sheets(tmp_path / "a.xlsx")
    titles = [row[found["Данные"][0].index("title")] for row in found["Данные"][1:]]
    assert titles == ["=1+1", "я" * (LONGEST_CELL - 1) + "…"]
    said = dict(found["О таблице"])
    assert said["Строк"] == "показано 2 из 4; остальные есть в CSV"
    assert said["Обрезано"].startswith("1\u00a0ячейка") or said["Обрезано"].startswith("1 ячейка")


def republish(workspace: Workspace, table: Table) -> None:
    edition = latest(workspace)
    publish(workspace, replace(edition, versions={**edition.versions, table.name: tables.version(workspace, table)}))


def test_d1_a_list_is_led_by_an_apostrophe_too(workspace, tmp_path):
    write_edition(workspace, [Row(names=("p1",))])
    entities = tables.read(workspace, ENTITIES)
    tables.overwrite(workspace, ENTITIES, entities.assign(forms=[["=cmd()", "p1", "=x"]]))
    republish(workspace, ENTITIES)
    export_table(workspace, "entities", tmp_path / "entities.csv")
    assert read_csv(tmp_path / "entities.csv")[0]["forms"] == "'=cmd(); p1;' =x"


def test_articles_carry_language_and_reprint_group(archive, tmp_path):
    export_table(archive, "articles", tmp_path / "a.parquet")
    frame = pq.read_table(tmp_path / "a.parquet").to_pandas()
    assert set(frame["language"]) == {"ru"}
    assert (frame["reprint_group"] == "g1").sum() == 2
    assert list(frame.columns) == [*ARTICLES.columns, *FACTS.names]


def test_articles_can_be_exported_before_the_first_analysis(workspace, articles, tmp_path):
    store(workspace, articles(3))
    done = export_table(workspace, "articles", tmp_path / "a.jsonl")
    assert (done.rows, done.not_analysed) == (3, 0)
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["language"] for row in rows] == [None] * 3
    assert rows[0]["published_at"] == "2018-01-08T16:27:00+00:00"
    with pytest.raises(NothingToAnswer, match="no topics yet"):
        export_table(workspace, "topics", tmp_path / "t.csv")


def test_articles_not_analysed_yet_are_left_out_of_an_edition_and_counted(archive, articles, tmp_path):
    store(archive, articles(3, first=900))
    done = export_table(archive, "articles", tmp_path / "a.xlsx", labels=labels(archive.settings))
    assert (done.rows, done.not_analysed) == (len(HOSTILE + HARMLESS), 3)
    said = dict(sheets(tmp_path / "a.xlsx")["О таблице"])["Не вошло"]
    assert said.replace("\u00a0", " ") == "3 статьи: ещё не проанализированы"


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".xlsx", ".jsonl"])
@pytest.mark.parametrize("table", EXPORTED)
def test_every_table_in_every_form_has_all_rows_and_columns(archive, tmp_path, table, ending):
    path = tmp_path / f"{table}{ending}"
    count = export_table(archive, table, path).rows
    source = next(t for t in TABLES if t.name == table)
    columns = {
        ".parquet": lambda: pq.read_table(path).column_names,
        ".csv": lambda: list(read_csv(path)[0]),
        ".xlsx": lambda: list(sheets(path)["Data"][0]),
        ".jsonl": lambda: list(json.loads(path.read_text(encoding="utf-8").splitlines()[0])),
    }[ending]()
    shown = [column for column in source.columns if column not in UNSAID]
    assert columns[: len(shown)] == shown
    assert count == len(tables.read(archive, source))


def test_d4_a_file_that_exists_is_kept_without_force(archive, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(UsageError, match="exists") as caught:
        export_table(archive, "articles", path)
    assert "--force" in caught.value.hint
    assert path.read_text() == "mine"
    export_table(archive, "articles", path, force=True)
    assert path.read_text(encoding="utf-8-sig").startswith('"article_id"')


CRASH = """
import resource, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from data.errors import StoreError
from data.lake.export import export_table
from data.settings import Workspace
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))  # room for SQLite's index, not for the export
try:
    export_table(Workspace(Path({folder!r})), "articles", Path({path!r}), force=True)
except StoreError as error:
    print(error.exit_code, error)
"""


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_d4_a_full_disk_leaves_the_old_file_and_no_half_file(workspace, tmp_path, ending):
    write_edition(workspace, [Row(title="Заголовок " * 20)] * 600)
    path = tmp_path / f"a{ending}"
    path.write_text("old")
    script = CRASH.format(root=str(ROOT), folder=str(workspace.root), path=str(path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3 ")
    assert "bytes free" in done.stdout
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_d4_a_failure_midway_leaves_the_old_file(archive, tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_dump", fails)
    with pytest.raises(StoreError, match="No space left"):
        export_table(archive, "articles", path, force=True)
    assert path.read_text() == "old"


def test_what_cannot_be_written_is_said_before_anything_is_read(workspace, tmp_path):
    with pytest.raises(UsageError, match="no table 'tokens'"):
        export_table(workspace, "tokens", tmp_path / "t.csv")
    with pytest.raises(UsageError, match="ends in none"):
        export_table(workspace, "articles", tmp_path / "t.xls")
    with pytest.raises(UsageError, match="does not exist"):
        export_table(workspace, "articles", tmp_path / "none" / "t.csv")
    with pytest.raises(NothingToAnswer):
        export_table(workspace, "articles", tmp_path / "t.csv")
