from __future__ import annotations

import os

import pytest

from data.lake import doctor, lock, log, tables, tail
from data.lake.removal import remove
from data.lake.status import status, waiting
from data.lake.transaction import change
from data.schema import ARTICLES, MENTIONS
from data.settings import SETTINGS_FILE
from data.state.editions import latest
from tests.data.lake.small_archive import Row, store, write_edition


@pytest.fixture
def archive(workspace):
    write_edition(workspace, [Row(names=("p1",)), Row()])
    return workspace


def said(workspace, level: str) -> str:
    return "\n".join(f"{f.what} {f.next_step}" for f in doctor.examine(workspace) if f.level == level)


def test_a_whole_archive_has_nothing_wrong(archive):
    assert said(archive, "error") == ""


def test_a_workspace_that_is_not_there_is_no_error(workspace):
    (finding,) = doctor.examine(workspace)
    assert (finding.level, "svodka import" in finding.next_step) == ("note", True)
    assert not workspace.root.exists()


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_e3_a_flipped_byte_in_any_file_of_the_edition_is_found(archive, articles):
    (path,) = tables.folder_of(archive, ARTICLES).glob("*.parquet")
    tables.append(archive, ARTICLES, articles(1, first=80))
    flip(path)
    assert path.name in said(archive, "error")
    assert "backup" in said(archive, "error")


def test_e3_a_missing_file_is_found(archive):
    (path,) = tables.folder_of(archive, MENTIONS).glob("*.parquet")
    path.unlink()
    assert f"{path.name} is missing" in said(archive, "error")


def test_e3_a_damaged_tail_is_found_and_not_touched(archive):
    path = log.log_path(tables.folder_of(archive, ARTICLES), 1)
    path.write_bytes(b"")
    assert "commit 1 is damaged" in said(archive, "error")
    assert path.read_bytes() == b""
    tail.check(archive)
    assert "set aside in" in said(archive, "warning")


def test_e3_a_table_that_vanished_is_found(archive):
    tables.folder_of(archive, MENTIONS).rename(archive.root / "elsewhere")
    assert "the edition needs version 1, the newest is None" in said(archive, "error")


def test_e5_a_table_of_a_newer_program_is_said(archive):
    folder = tables.folder_of(archive, ARTICLES)
    log.log_path(folder, 2).write_text('{"protocol":{"minReaderVersion":9,"minWriterVersion":9}}\n')
    log.seal(folder, 2)
    assert "newer Svodka" in said(archive, "error")


def test_settings_that_cannot_be_read_are_said(archive):
    (archive.root / SETTINGS_FILE).write_text('zone = "Europe/Atlantis"\n')
    assert "Europe/Atlantis" in said(archive, "error")


def test_damaged_state_is_said(archive):
    archive.state.write_bytes(b"not a database" * 100)
    assert str(archive.state) in said(archive, "error")


def test_who_writes_what_was_rejected_and_what_waits_are_noted(archive, articles):
    store(archive, articles(3, first=70))
    archive.rejected.mkdir()
    (archive.rejected / "a-1.jsonl").write_text("{}\n{}\n")
    with lock.writer(archive):
        notes = said(archive, "note")
    assert f"Process {os.getpid()}" in notes
    assert "2 rows were rejected" in notes
    assert "3 articles are not analysed yet" in notes


def test_little_space_and_a_network_disk_are_warned_of(archive, monkeypatch):
    monkeypatch.setattr(tables, "free_bytes", lambda _: 1000)
    monkeypatch.setattr(doctor, "_file_system", lambda _: "nfs4")
    warnings = said(archive, "warning")
    assert "Only 1,000 bytes are free" in warnings
    assert "network file system (nfs4)" in warnings


def test_status_says_what_is_there(archive, articles):
    store(archive, articles(3, first=70))
    answer = status(archive)
    assert (answer["articles"], answer["not_analysed"]) == (5, 3)
    assert (answer["edition"]["number"], answer["edition"]["step"]) == (2, "import")
    assert answer["tables"]["mentions"] == {"rows": 1, "version": 1}
    assert answer["tables"]["tokens"] == {"rows": 0, "version": None}
    assert answer["bytes_on_disk"] > 1000
    assert waiting(archive, latest(archive)) == 3
    assert waiting(archive, None) == 0


def test_status_of_nothing_is_zero(workspace):
    answer = status(workspace)
    assert (answer["articles"], answer["edition"], answer["imports"], answer["bytes_on_disk"]) == (0, None, [], 0)


def test_rows_are_counted_right_after_a_deletion(archive):
    with change(archive, "forget") as found:
        remove(found, [f"{0:016x}"])
        found.publish()
    assert status(archive)["articles"] == 1
