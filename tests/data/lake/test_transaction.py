"""Every change is one edition over all tables, or leaves no trace; what a dead step left is undone by the next."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta

import pytest

from data.errors import StoreError, Vanished
from data.filter import Filter
from data.lake import counts, erasure, log, tables
from data.lake.archive import Archive
from data.lake.removal import orphans
from data.lake.transaction import begin, change
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLES, MENTIONS, TABLES, TOPICS
from data.state import editions
from data.state.database import connect
from data.state.editions import latest
from tests.data.lake.small_archive import Row, store, write_edition


@pytest.fixture
def archive(workspace):
    write_edition(workspace, [Row(topic="t1", names=("p1",)), Row(topic="t2", names=("p1", "o1"))])
    return workspace


def ids(workspace, table) -> set[int]:
    version = latest(workspace).versions[table.name]
    return {int(i, 16) for i in tables.read(workspace, table, version, ["article_id"])["article_id"]}


def test_an_import_is_an_edition_whose_derived_versions_are_unchanged(archive, articles):
    before = latest(archive)
    store(archive, articles(3, first=50))
    after = latest(archive)
    assert (after.edition_id, after.step) == (before.edition_id + 1, "import")
    derived = [name for name in before.versions if name != "articles"]
    assert [after.versions[n] for n in derived] == [before.versions[n] for n in derived]
    assert counts.passing(Archive.open(archive).reader(), Filter()).articles == 2


def test_what_was_not_published_is_undone_in_every_table_articles_included(archive, articles):
    with change(archive, "import") as found:
        found.append(ARTICLES, articles(3, first=50))
        found.delete(MENTIONS, "article_id", [f"{0:016x}"])
    assert len(tables.read(archive, ARTICLES)) == 5
    with change(archive, "import") as found:
        found.append(ARTICLES, articles(1, first=60))
        found.publish()
    assert ids(archive, ARTICLES) == {0, 1, 60}
    assert ids(archive, MENTIONS) == {0, 1}


def test_a_step_is_written_upon_what_was_published_meanwhile(archive, articles):
    begun = begin(archive, "import").before
    store(archive, articles(1, first=50))
    with change(archive, "import") as found:
        assert found.before.edition_id == begun.edition_id + 1
        found.append(ARTICLES, articles(1, first=51))
        found.publish()
    assert ids(archive, ARTICLES) == {0, 1, 50, 51}


def test_lost_articles_leave_nothing_derived_and_no_total_that_differs(archive, articles):
    rows = [Row(topic="t1", names=("p1",)), Row(topic=None)]
    write_edition(archive, rows, first=10)
    newest = latest(archive)
    log.log_path(tables.folder_of(archive, ARTICLES), newest.versions["articles"]).write_bytes(b"")
    store(archive, articles(1, first=70))
    assert ids(archive, ARTICLES) == {0, 1, 70}
    for table in (ARTICLE_FACTS, ARTICLE_TOPICS, MENTIONS):
        assert ids(archive, table) == {0, 1}, table.name
    with change(archive, "look") as found:
        assert orphans(found) == []
    assert latest(archive).totals["articles"] == 2
    topics = tables.read(archive, TOPICS, latest(archive).versions["topics"])
    assert dict(zip(topics["topic_id"], topics["size"], strict=True)) == {"t1": 1, "t2": 1}


def test_a_damaged_derived_table_is_to_be_made_anew_whoever_finds_it(archive, articles):
    with connect(archive) as connection:
        connection.execute(
            'UPDATE editions SET content = replace(content, \'"stages": {}\', \'"stages": {"text": "1"}\')'
        )
    assert latest(archive).stages == {"text": "1"}
    version = latest(archive).versions["mentions"]
    log.log_path(tables.folder_of(archive, MENTIONS), version).write_bytes(b"")
    store(archive, articles(1, first=70))
    assert latest(archive).stages == {}
    assert latest(archive).totals["mentions"] == 0


@pytest.mark.slow
def test_small_imports_leave_few_files_once_no_reader_may_hold_them(archive, articles, monkeypatch):
    monkeypatch.setattr(erasure, "RETENTION", timedelta(0))
    for number in range(tables.MANY_FILES + 10):
        store(archive, articles(1, first=100 + number))
    assert len(list(tables.folder_of(archive, ARTICLES).glob("*.parquet"))) <= tables.MANY_FILES + 2
    assert len(ids(archive, ARTICLES)) == tables.MANY_FILES + 12


def test_e5_a_reader_that_meets_a_vanished_file_is_told_to_open_again(archive, articles):
    opened = Archive.open(archive)
    with change(archive, "forget") as found:
        found.overwrite(MENTIONS, found.read(MENTIONS).iloc[:1])
        found.publish()
        erasure.erase(archive)
    with pytest.raises(Vanished, match="changed while it was read"):
        counts.article_mentions(opened.reader(), f"{0:016x}")
    assert len(counts.top_entities(Archive.open(archive).reader(), Filter(), "articles", 5)) == 1


def test_e5_opening_meets_a_vanished_file_once_and_opens_the_next_edition(archive, monkeypatch):
    stale = latest(archive)
    with change(archive, "forget") as found:
        found.overwrite(MENTIONS, found.read(MENTIONS).iloc[:1])
        found.publish()
        erasure.erase(archive)
    answers = iter([stale, latest(archive)])
    monkeypatch.setattr("data.lake.archive.latest", lambda _: next(answers))
    assert Archive.open(archive).edition.edition_id == stale.edition_id + 1


def test_files_that_a_computing_step_holds_stay_until_it_ends(archive, articles, monkeypatch):
    monkeypatch.setattr(erasure, "RETENTION", timedelta(0))
    held = latest(archive)
    with editions.hold(archive, held):
        for n in range(2):
            with change(archive, "forget") as found:
                found.overwrite(MENTIONS, found.read(MENTIONS).iloc[: 2 - n])
                found.publish()
        assert len(tables.read(archive, MENTIONS, held.versions["mentions"])) == 3
    store(archive, articles(1, first=80))
    store(archive, articles(1, first=81))
    with pytest.raises(StoreError, match="is missing"):
        tables.read(archive, MENTIONS, held.versions["mentions"])


def test_scratch_of_a_dead_process_goes_and_that_of_a_living_one_stays(archive):
    dead = archive.work / "analyse.999999.gone.abcd"
    reused = archive.work / "analyse.1.another_birth.abcd"
    for folder in (dead, reused):
        folder.mkdir(parents=True)
    with erasure.scratch(archive, "import") as own:
        with change(archive, "look"):
            pass
        assert own.is_dir()
        assert not dead.exists()
        assert not reused.exists()
    assert not own.exists()


def test_what_was_promised_is_erased_once_it_is_due(archive, monkeypatch):
    uploads = archive.uploads / "x"
    uploads.mkdir(parents=True)
    erasure.promise(archive)
    assert not erasure.keep_promises(archive)
    assert uploads.exists()
    with connect(archive) as connection:
        connection.execute("UPDATE erasures SET due_at = ?", (datetime.now(UTC).isoformat(),))
    assert erasure.keep_promises(archive)
    assert not uploads.exists()
    assert not erasure.keep_promises(archive)


def test_a_workspace_made_anew_has_another_key_though_its_editions_begin_at_one(workspace):
    write_edition(workspace, [Row()])
    first = Archive.open(workspace).edition.key
    shutil.rmtree(workspace.root)
    write_edition(workspace, [Row(), Row()])
    assert Archive.open(workspace).edition.key != first


def test_every_table_has_a_version_in_every_edition(archive):
    assert set(latest(archive).versions) == {table.name for table in TABLES}


def test_uploads_that_nobody_imported_go_after_the_retention(archive):
    old, fresh = archive.uploads / "old", archive.uploads / "fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
    import os

    past = time.time() - erasure.RETENTION.total_seconds() - 60
    os.utime(old, (past, past))
    with change(archive, "look"):
        pass
    assert (old.exists(), fresh.exists()) == (False, True)
