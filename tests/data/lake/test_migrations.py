"""An archive of an older program: read as it is, brought up to date before the first change, after a copy."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pyarrow as pa
import pytest

from data.errors import StoreError
from data.filter import Filter
from data.lake import archive as archive_module
from data.lake import counts, log, migrations, tables
from data.lake.archive import Archive
from data.lake.migrations import Migration, bring_up_to_date
from data.lake.transaction import change
from data.schema import ARTICLE_FACTS, ARTICLES, ENTITIES, TABLES
from data.state import runs
from data.state.database import NEWEST, SCHEMAS, connect, number_of
from data.state.editions import latest
from tests.data.lake import small_archive
from tests.data.lake.small_archive import Row, as_form_1, store, write_edition


@pytest.fixture
def old(workspace, articles, monkeypatch):
    """What the program of form 1 left: two articles analysed, three imported since, and words in its logs."""
    monkeypatch.setattr(tables, "CONFIGURATION", {})
    columns = ("article_id", "language", "body_hash", "reprint_group")
    schema = pa.schema([ARTICLE_FACTS.schema.field(name) for name in columns])
    monkeypatch.setattr(small_archive, "ARTICLE_FACTS", replace(ARTICLE_FACTS, schema=schema, values={}))
    write_edition(workspace, [Row(names=("p1",)), Row(topic="t2")])
    tables.append(workspace, ARTICLES, articles(3, first=50))
    monkeypatch.undo()
    as_form_1(workspace)
    return workspace


def test_it_is_read_as_it_is(old):
    assert number_of(old) == 1
    assert counts.passing(Archive.open(old).reader(), Filter()).articles == 2
    assert runs.recent(old) == []
    assert number_of(old) == 1


def test_the_first_change_brings_it_up_to_date_after_a_copy_and_says_so(old, articles, caplog):
    store(old, articles(1, first=60))
    assert number_of(old) == max(SCHEMAS)
    assert "brought to form 2" in caplog.text
    copy, *later = sorted(old.backups.iterdir())
    assert len(later) == max(SCHEMAS) - 2
    assert all(str(each) in caplog.text for each in (copy, *later))
    assert sqlite3.connect(copy / "state.sqlite").execute("SELECT count(*) FROM editions").fetchone() == (1,)
    assert len(list((copy / "tables" / "articles").glob("*.parquet"))) == 2


def test_articles_that_were_imported_and_in_no_edition_are_kept(old):
    bring_up_to_date(old)
    edition = latest(old)
    assert edition.step == "migrate"
    assert len(tables.read(old, ARTICLES, edition.versions["articles"])) == 5
    with change(old, "look") as found:
        assert len(found.read(ARTICLES)) == 5
    assert counts.passing(Archive.open(old).reader(), Filter()).articles == 2


def test_rows_whose_articles_a_killed_removal_took_are_removed_too(old):
    tables.delete(old, ARTICLES, "article_id", [f"{0:016x}"])
    bring_up_to_date(old)
    assert counts.passing(Archive.open(old).reader(), Filter()).articles == 1
    assert latest(old).totals["articles"] == 1
    assert len(tables.read(old, ENTITIES, latest(old).versions["entities"])) == 0


def test_facts_gain_what_is_told_of_copies(old):
    bring_up_to_date(old)
    facts = tables.read(old, ARTICLE_FACTS, latest(old).versions["article_facts"])
    assert list(facts.columns) == ARTICLE_FACTS.columns
    assert facts["only_clutter"].isna().all()


def test_no_word_of_an_article_stays_in_a_log(old):
    def logs() -> str:
        return "".join(p.read_text() for p in (tables.folder_of(old, ARTICLES) / log.LOG_FOLDER).glob("*.json"))

    assert "Заголовок" in logs()
    bring_up_to_date(old)
    assert "Заголовок" not in logs()
    assert "numRecords" in logs()


def test_it_is_done_once(old):
    assert len(bring_up_to_date(old)) == NEWEST - 1
    assert bring_up_to_date(old) == []
    number = latest(old).edition_id
    with change(old, "look"):
        pass
    assert latest(old).edition_id == number


def test_cut_off_before_its_publication_it_is_done_again(old, monkeypatch):
    monkeypatch.setattr("data.lake.change.publish", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(old)
    assert number_of(old) == 1
    monkeypatch.undo()
    assert len(bring_up_to_date(old)) == NEWEST - 1
    assert len(tables.read(old, ARTICLES, latest(old).versions["articles"])) == 5


def test_e2_without_room_for_the_copy_nothing_is_changed(old, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations.shutil, "copytree", full)
    before = {p: p.read_bytes() for p in old.tables.rglob("*") if p.is_file()}
    with pytest.raises(StoreError, match=r"No copy .* bytes free") as caught:
        bring_up_to_date(old)
    assert "Free space" in caught.value.hint
    assert {p: p.read_bytes() for p in old.tables.rglob("*") if p.is_file()} == before
    assert number_of(old) == 1
    monkeypatch.undo()
    assert len(bring_up_to_date(old)) == NEWEST - 1


def test_e5_a_store_of_a_newer_program_is_refused_by_reader_and_writer(workspace, articles):
    write_edition(workspace, [Row()])
    with connect(workspace) as connection:
        connection.execute("INSERT INTO migrations VALUES ('999 from the future', '2030-01-01')")
    for attempt in (
        lambda: Archive.open(workspace),
        lambda: store(workspace, articles(1)),
        lambda: runs.recent(workspace),
    ):
        with pytest.raises(StoreError, match="newer Svodka") as refused:
            attempt()
        assert "Update" in refused.value.hint


def test_without_its_state_an_archive_keeps_its_articles(workspace, articles):
    write_edition(workspace, [Row(), Row()])
    for path in workspace.root.glob("state.sqlite*"):
        path.unlink()
    store(workspace, articles(1, first=9))
    assert len(tables.read(workspace, ARTICLES, latest(workspace).versions["articles"])) == 3


def test_a_table_gains_a_column_by_a_numbered_step_and_old_rows_read_on(workspace, articles, monkeypatch):
    write_edition(workspace, [Row(), Row()])
    grown = replace(
        ARTICLES, schema=pa.schema([*ARTICLES.schema, pa.field("spans", pa.list_(pa.string()), nullable=False)])
    )
    every = (grown, *TABLES[1:])
    monkeypatch.setattr(archive_module, "TABLES", every)
    reader = Archive.open(workspace).reader()
    assert reader._cursor.execute("SELECT spans FROM articles").fetchall() == [([],), ([],)]
    step = Migration(
        NEWEST + 1, "articles tell their clutter", (grown,), lambda found: tables.add_columns(found.workspace, grown)
    )
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, step])
    monkeypatch.setattr(migrations, "NEWEST", NEWEST + 1)
    monkeypatch.setitem(SCHEMAS, NEWEST + 1, ("spans", "CREATE TABLE spans (n INTEGER)"))
    monkeypatch.setattr("data.state.database.NEWEST", NEWEST + 1)
    (said,) = bring_up_to_date(workspace)
    assert f"form {NEWEST + 1}: articles tell their clutter" in said
    tables.append(workspace, grown, articles(1, first=9).assign(spans=[["реклама"]]))
    assert sorted(tables.read(workspace, grown)["spans"].tolist()) == [[], [], ["реклама"]]
