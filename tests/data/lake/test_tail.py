from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from data.lake import log, tables, tail
from data.schema import ARTICLE_FACTS, ARTICLES
from data.state import imports


@pytest.fixture
def archive(workspace, articles):
    """Two imports of two articles each: versions 1 and 2."""
    for number, name in enumerate(("first", "second")):
        tables.append(workspace, ARTICLES, articles(2, first=number * 2, import_id=name))
        started = datetime(2026, 1, 1 + number, tzinfo=UTC)
        imports.record(workspace, name, started, [f"/in/{name}.csv"], {"read": 2, "stored": 2})
    return workspace


def folder(workspace):
    return tables.folder_of(workspace, ARTICLES)


def last_parquet(workspace):
    added = [a["add"]["path"] for a in log.actions(folder(workspace), 2) if "add" in a]
    return folder(workspace) / added[0]


def zero_filled(workspace):
    path = log.log_path(folder(workspace), 2)
    path.write_bytes(b"\0" * path.stat().st_size)


def emptied(workspace):
    log.log_path(folder(workspace), 2).write_bytes(b"")


def log_missing(workspace):
    log.log_path(folder(workspace), 2).unlink()


def half_a_line(workspace):
    path = log.log_path(folder(workspace), 2)
    path.write_bytes(path.read_bytes()[:100])


def digit_changed_in_log(workspace):
    path = log.log_path(folder(workspace), 2)
    path.write_text(path.read_text().replace('"num_added_rows":2', '"num_added_rows":3'))


def parquet_missing(workspace):
    last_parquet(workspace).unlink()


def parquet_cut(workspace):
    path = last_parquet(workspace)
    path.write_bytes(path.read_bytes()[:-10])


def flipped_byte(workspace):
    path = last_parquet(workspace)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


FAULTS = {
    zero_filled: "cannot be read",
    emptied: "cannot be read",
    log_missing: "is missing",
    half_a_line: "cannot be read",
    digit_changed_in_log: "is not what was written",
    parquet_missing: "is missing",
    parquet_cut: "bytes instead of",
    flipped_byte: "checksum differs",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_e3_a_damaged_last_commit_is_set_aside_and_the_one_before_served(archive, fault):
    fault(archive)
    assert tail.inspect(archive, ARTICLES)[0][0] == 2
    (damage,) = tail.check(archive)
    assert (damage.table, damage.version, damage.import_again) == ("articles", 2, ("/in/second.csv",))
    assert FAULTS[fault] in damage.what
    assert not damage.is_derived
    if fault is not log_missing:
        assert list(damage.moved_to.iterdir())
        assert damage.moved_to.is_relative_to(archive.tables / "_quarantine" / "articles")
    assert set(tables.read(archive, ARTICLES)["import_id"]) == {"first"}
    assert tail.check(archive) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_e3_the_lost_file_can_be_imported_again_and_no_version_number_is_used_twice(archive, articles, fault):
    fault(archive)
    tail.check(archive)
    assert tables.append(archive, ARTICLES, articles(2, first=2, import_id="second")) == 3
    assert tables.read(archive, ARTICLES)["article_id"].is_unique
    assert len(tables.read(archive, ARTICLES)) == 4
    assert len(tables.read(archive, ARTICLES, version=2)) == 2


def test_e3_a_lost_first_commit_leaves_an_empty_table_that_keeps_its_numbers(archive):
    for version in (0, 1, 2):
        log.log_path(folder(archive), version).write_bytes(b"")
    damages = tail.check(archive)
    assert [d.version for d in damages] == [2, 1, 0]
    assert set(damages[0].import_again) == {"/in/first.csv", "/in/second.csv"}
    assert len(tables.read(archive, ARTICLES)) == 0
    assert tables.version(archive, ARTICLES) == 2
    assert tail.check(archive) == []


def test_e3_a_half_written_checkpoint_is_set_aside_without_loss(archive, articles, monkeypatch):
    monkeypatch.setattr(tables, "_CHECKPOINT_EVERY", 3)
    monkeypatch.setattr(log, "_LONG_LOG", 3)
    tables.append(archive, ARTICLES, articles(1, first=9))
    (checkpoint,) = (folder(archive) / log.LOG_FOLDER).glob("*.checkpoint.parquet")
    checkpoint.write_bytes(checkpoint.read_bytes()[:50])
    assert tail.check(archive) == []
    assert not checkpoint.exists()
    assert len(tables.read(archive, ARTICLES)) == 5


def test_a_whole_archive_is_left_alone(archive):
    before = {p: p.read_bytes() for p in folder(archive).rglob("*") if p.is_file()}
    assert tail.check(archive) == []
    assert {p: p.read_bytes() for p in folder(archive).rglob("*") if p.is_file()} == before


def test_damage_in_a_derived_table_asks_for_no_import(archive):
    rows = pd.DataFrame({"article_id": ["a"], "language": ["ru"]}).reindex(columns=ARTICLE_FACTS.columns)
    tables.append(archive, ARTICLE_FACTS, rows.astype(object))
    log.log_path(tables.folder_of(archive, ARTICLE_FACTS), 1).write_bytes(b"")
    (damage,) = tail.check(archive)
    assert damage.is_derived
    assert damage.import_again == ()
    assert len(tables.read(archive, ARTICLE_FACTS)) == 0


def test_files_of_an_earlier_version_that_a_restore_named_are_never_moved(archive):
    tables.restore(archive, ARTICLES, 1)
    path = log.log_path(folder(archive), 3)
    path.write_text(path.read_text().replace("RESTORE", "RESTORe"))
    path.write_text(path.read_text().replace("RESTORe", "RESTORE") + "{")
    tail.check(archive)
    assert len(tables.read(archive, ARTICLES, version=1)) == 2
    assert len(tables.read(archive, ARTICLES)) == 4


def test_a_commit_that_a_killed_writer_left_unsealed_is_sealed(archive):
    path = folder(archive) / log.SUMS_FILE
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-2]))
    assert tail.check(archive) == []
    assert f"_delta_log/{2:020d}.json" in log.sums(folder(archive))
