from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.errors import NothingToAnswer, StoreError, UsageError
from data.lake import export, tables
from data.lake.export import EXPORTED, export_table
from data.schema import ARTICLES, ENTITIES, TABLES
from data.state.editions import latest, publish
from tests.data.lake.small_archive import Row, store, write_edition

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x","y")', "-кто-то"]
HARMLESS = ["обычный", "a=b", "", "-5", "+3,5", "12.5", 'кавычка " и, запятая', "две\nстроки"]


@pytest.fixture
def archive(workspace):
    rows = [
        Row(title=title, names=("p1",), reprint="g1" if n < 2 else None) for n, title in enumerate(HOSTILE + HARMLESS)
    ]
    write_edition(workspace, rows)
    return workspace


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_d1_a_formula_in_a_headline_is_text_in_csv_and_numbers_stay(archive, tmp_path):
    path = tmp_path / "articles.csv"
    assert export_table(archive, "articles", path) == len(HOSTILE + HARMLESS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    titles = {row["article_id"]: row["title"] for row in read_csv(path)}
    expected = [f"'{title}" for title in HOSTILE] + HARMLESS
    assert [titles[f"{n:016x}"] for n in range(len(expected))] == expected


def test_d1_a_list_is_led_by_an_apostrophe_too(workspace, tmp_path):
    write_edition(workspace, [Row(names=("p1",))])
    entities = tables.read(workspace, ENTITIES)
    tables.overwrite(workspace, ENTITIES, entities.assign(forms=[["=cmd()", "p1"]]))
    edition = latest(workspace)
    publish(workspace, replace(edition, versions={**edition.versions, "entities": tables.version(workspace, ENTITIES)}))
    export_table(workspace, "entities", tmp_path / "entities.csv")
    assert read_csv(tmp_path / "entities.csv")[0]["forms"] == "'=cmd(); p1"


def test_articles_carry_language_and_reprint_group(archive, tmp_path):
    export_table(archive, "articles", tmp_path / "a.parquet")
    frame = pq.read_table(tmp_path / "a.parquet").to_pandas()
    assert set(frame["language"]) == {"ru"}
    assert (frame["reprint_group"] == "g1").sum() == 2
    assert list(frame.columns) == [*ARTICLES.columns, "language", "reprint_group"]


def test_articles_can_be_exported_before_the_first_analysis(workspace, articles, tmp_path):
    store(workspace, articles(3))
    assert export_table(workspace, "articles", tmp_path / "a.jsonl") == 3
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["language"] for row in rows] == [None] * 3
    assert rows[0]["published_at"] == "2018-01-08T16:27:00+00:00"
    with pytest.raises(NothingToAnswer, match="no topics yet"):
        export_table(workspace, "topics", tmp_path / "t.csv")


def test_articles_not_analysed_yet_are_left_out_of_an_edition(archive, articles, tmp_path):
    store(archive, articles(3, first=900))
    assert export_table(archive, "articles", tmp_path / "a.jsonl") == len(HOSTILE + HARMLESS)


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
@pytest.mark.parametrize("table", EXPORTED)
def test_every_table_in_every_form_has_all_rows_and_columns(archive, tmp_path, table, ending):
    path = tmp_path / f"{table}{ending}"
    count = export_table(archive, table, path)
    source = next(t for t in TABLES if t.name == table)
    columns = {
        ".parquet": lambda: pq.read_table(path).column_names,
        ".csv": lambda: list(read_csv(path)[0]),
        ".jsonl": lambda: list(json.loads(path.read_text(encoding="utf-8").splitlines()[0])),
    }[ending]()
    assert columns[: len(source.columns)] == source.columns
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


def test_d4_a_full_disk_leaves_the_old_file_and_no_half_file(workspace, tmp_path):
    write_edition(workspace, [Row(title="Заголовок " * 20)] * 600)
    path = tmp_path / "a.csv"
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
