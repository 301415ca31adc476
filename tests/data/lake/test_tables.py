from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from deltalake import DeltaTable

from data.errors import SchemaError, StoreError
from data.lake import log, tables
from data.schema import ARTICLE_FACTS, ARTICLES, TOKENS

ROOT = Path(__file__).resolve().parents[3]


def facts(*numbers: int) -> pd.DataFrame:
    rows = [{"article_id": f"{n:016x}", "language": "ru"} for n in numbers]
    return pd.DataFrame(rows, columns=ARTICLE_FACTS.columns).astype(object)


def ids(workspace, table=ARTICLE_FACTS, version=None) -> set[int]:
    return {int(i, 16) for i in tables.read(workspace, table, version, columns=["article_id"])["article_id"]}


def test_a_table_never_written_reads_as_empty_with_its_columns(workspace):
    assert tables.version(workspace, ARTICLES) is None
    frame = tables.read(workspace, ARTICLES)
    assert list(frame.columns) == ARTICLES.columns
    assert len(frame) == 0
    assert not workspace.root.exists()


def test_what_is_appended_is_read_back_in_our_types(workspace, articles):
    stored = articles(3, flags=[["undated"], [], ["cleaned", "no_text"]], published_at=pd.NaT)
    tables.append(workspace, ARTICLES, stored)
    read = tables.read(workspace, ARTICLES)
    assert list(read["title"]) == list(stored["title"])
    assert list(read["flags"]) == [["undated"], [], ["cleaned", "no_text"]]
    assert read["published_at"].isna().all()
    assert str(read["published_at"].dtype) == "datetime64[us, UTC]"
    assert str(read["title"].dtype) == "str"
    ARTICLES.check(read)


def test_columns_and_ids_choose(workspace, articles):
    tables.append(workspace, ARTICLES, articles(5))
    read = tables.read(workspace, ARTICLES, columns=["title", "article_id"], ids=[f"{3:016x}", "unknown"])
    assert read.to_dict("records") == [{"title": "Заголовок 3", "article_id": f"{3:016x}"}]


def test_a_frame_that_breaks_the_contract_changes_nothing(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    with pytest.raises(SchemaError, match="occurs twice"):
        tables.append(workspace, ARTICLE_FACTS, facts(2, 2))
    with pytest.raises(SchemaError, match="columns missing"):
        tables.overwrite(workspace, ARTICLE_FACTS, facts(2).drop(columns="language"))
    assert ids(workspace) == {1}


def test_versions_stay_readable(workspace):
    one = tables.append(workspace, ARTICLE_FACTS, facts(1, 2))
    two = tables.overwrite(workspace, ARTICLE_FACTS, facts(3))
    assert ids(workspace, version=one) == {1, 2}
    assert ids(workspace, version=two) == {3} == ids(workspace)


def test_delete_removes_the_named_rows_and_no_other(workspace, articles):
    tables.append(workspace, ARTICLES, articles(4, outlet="О'Хара"))
    tables.append(workspace, ARTICLES, articles(4, first=4, outlet="ТАСС"))
    tables.delete(workspace, ARTICLES, "outlet", ["О'Хара"])
    assert ids(workspace, ARTICLES) == {4, 5, 6, 7}
    tables.delete(workspace, ARTICLES, "article_id", [f"{n:016x}" for n in (4, 7, 99)])
    assert ids(workspace, ARTICLES) == {5, 6}
    assert tables.delete(workspace, TOKENS, "article_id", ["x"]) is None


def test_ids_choose_from_what_a_removal_left(workspace, articles):
    tables.append(workspace, ARTICLES, articles(4))
    tables.append(workspace, ARTICLES, articles(4, first=4))
    tables.delete(workspace, ARTICLES, "article_id", [f"{0:016x}"])
    chosen = tables.read(workspace, ARTICLES, ids=[f"{n:016x}" for n in (0, 2, 5)])
    assert sorted(chosen["title"]) == ["Заголовок 2", "Заголовок 5"]


def test_restore_brings_content_back_and_is_no_commit_where_nothing_changed(workspace):
    assert tables.restore(workspace, ARTICLE_FACTS, None) is None
    one = tables.append(workspace, ARTICLE_FACTS, facts(1))
    tables.append(workspace, ARTICLE_FACTS, facts(2))
    back = tables.restore(workspace, ARTICLE_FACTS, one)
    assert ids(workspace) == {1}
    assert tables.restore(workspace, ARTICLE_FACTS, one) == back
    emptied = tables.restore(workspace, ARTICLE_FACTS, None)
    assert ids(workspace) == set()
    assert tables.restore(workspace, ARTICLE_FACTS, None) == emptied
    with pytest.raises(StoreError, match="no version 99"):
        tables.restore(workspace, ARTICLE_FACTS, 99)


def test_many_small_imports_do_not_leave_many_files_and_a_pinned_reader_stays_whole(workspace):
    pinned = 0
    for number in range(tables.MANY_FILES + 5):
        tables.append(workspace, ARTICLE_FACTS, facts(number))
        if number == 20:
            pinned = tables.version(workspace, ARTICLE_FACTS)
    newest = tables.version(workspace, ARTICLE_FACTS)
    assert len(tables.files(workspace, ARTICLE_FACTS, newest)) < 10
    assert ids(workspace) == set(range(tables.MANY_FILES + 5))
    assert tables.sweep(workspace, ARTICLE_FACTS, keep=[pinned]) > 0
    assert ids(workspace, version=pinned) == set(range(21))
    assert ids(workspace) == set(range(tables.MANY_FILES + 5))


def test_a_sweep_removes_what_no_kept_version_has_whoever_wrote_it(workspace):
    kept = tables.append(workspace, ARTICLE_FACTS, facts(1))
    dropped = tables.overwrite(workspace, ARTICLE_FACTS, facts(2))
    tables.overwrite(workspace, ARTICLE_FACTS, facts(3))
    folder = tables.folder_of(workspace, ARTICLE_FACTS)
    (folder / "left-by-a-killed-writer.parquet").write_bytes(b"PAR1")
    assert tables.sweep(workspace, ARTICLE_FACTS, keep=[kept]) == 2
    assert ids(workspace) == {3}
    assert ids(workspace, version=kept) == {1}
    assert log.sums(folder)
    with pytest.raises(StoreError, match="is missing"):
        tables.read(workspace, ARTICLE_FACTS, dropped)


def test_the_log_notes_no_word_of_what_it_describes(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1).assign(language="qqtaa"))
    tables.append(workspace, ARTICLE_FACTS, facts(2).assign(language="qqtab"))
    tables.delete(workspace, ARTICLE_FACTS, "article_id", facts(1)["article_id"])
    logs = "".join(p.read_text() for p in (tables.folder_of(workspace, ARTICLE_FACTS) / log.LOG_FOLDER).glob("*.json"))
    assert "numRecords" in logs
    assert "qqta" not in logs


def test_rows_are_added_as_they_come_in_one_commit(workspace):
    pieces = (ARTICLE_FACTS.to_arrow(facts(n)) for n in range(5))
    assert tables.append_batches(workspace, ARTICLE_FACTS, pieces) == 1
    assert ids(workspace) == set(range(5))


def test_a_table_of_an_older_program_gains_columns(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    gained = [pa.field("copy", pa.string()), pa.field("spans", pa.list_(pa.string()), nullable=False)]
    grown = replace(ARTICLE_FACTS, schema=pa.schema([*ARTICLE_FACTS.schema, *gained]))
    (row,) = tables.read(workspace, grown).to_dict("records")
    assert (pd.isna(row["copy"]), row["spans"]) == (True, [])
    tables.add_columns(workspace, grown)
    tables.add_columns(workspace, grown)  # cut off, and run again
    tables.append(workspace, grown, facts(2).assign(copy="a", spans=[["b"]]))
    found = tables.read(workspace, grown).sort_values("article_id")
    assert found["copy"].isna().tolist() == [True, False]
    assert found["spans"].tolist() == [[], ["b"]]
    assert tables.read(workspace, grown, version=1)["spans"].tolist() == [[]]
    stiff = replace(ARTICLE_FACTS, schema=pa.schema([*ARTICLE_FACTS.schema, pa.field("n", pa.int32(), nullable=False)]))
    with pytest.raises(SchemaError, match="'n'"):
        tables.add_columns(workspace, stiff)


def test_a_long_log_gets_a_checkpoint_and_keeps_its_commits(workspace, monkeypatch):
    monkeypatch.setattr(tables, "_CHECKPOINT_EVERY", 10)
    monkeypatch.setattr(log, "_LONG_LOG", 12)
    for number in range(15):
        tables.append(workspace, ARTICLE_FACTS, facts(number))
    folder = tables.folder_of(workspace, ARTICLE_FACTS)
    assert (folder / log.LOG_FOLDER / "_last_checkpoint").exists()
    assert log.versions_on_disk(folder) == list(range(16))
    assert ids(workspace) == set(range(15))
    assert ids(workspace, version=3) == {0, 1, 2}


def test_every_file_of_a_commit_is_synced_and_summed(workspace, monkeypatch):
    synced = []
    monkeypatch.setattr(log, "sync", synced.append)
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    folder = tables.folder_of(workspace, ARTICLE_FACTS)
    expected = {*folder.glob("*.parquet"), *folder.glob("_delta_log/*.json"), folder, folder / "_delta_log"}
    assert expected <= set(synced)
    sums = log.sums(folder)
    for path in expected:
        if path.is_file():
            assert sums[path.relative_to(folder).as_posix()] == log.sum_of(path)


def test_e5_a_store_of_a_newer_program_is_refused_not_changed(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    table = DeltaTable(tables.folder_of(workspace, ARTICLE_FACTS))
    table.alter.set_table_properties({log.FORMAT_KEY: str(tables.FORMAT + 1)}, raise_if_not_exists=False)
    before = tables.version(workspace, ARTICLE_FACTS)
    for act in (tables.append, tables.overwrite):
        with pytest.raises(StoreError, match="newer Svodka") as caught:
            act(workspace, ARTICLE_FACTS, facts(2))
        assert caught.value.hint == "Update the program."
    with pytest.raises(StoreError, match="newer Svodka"):
        tables.read(workspace, ARTICLE_FACTS)
    assert tables.version(workspace, ARTICLE_FACTS) == before


def test_e5_a_newer_delta_protocol_is_refused(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    folder = tables.folder_of(workspace, ARTICLE_FACTS)
    log.log_path(folder, 2).write_text('{"protocol":{"minReaderVersion":99,"minWriterVersion":99}}\n')
    with pytest.raises(StoreError, match="newer Svodka"):
        tables.read(workspace, ARTICLE_FACTS)
    with pytest.raises(StoreError, match="newer Svodka"):
        tables.append(workspace, ARTICLE_FACTS, facts(2))


FULL_DISK = """
import resource, sys
sys.path.insert(0, {root!r})
from pathlib import Path
import numpy as np, pandas as pd
from data.errors import StoreError
from data.lake import tables
from data.schema import ARTICLE_FACTS
from data.settings import Workspace
workspace = Workspace(Path({folder!r}))
count = 50_000
rows = pd.DataFrame({{"article_id": [f"{{n:016x}}" for n in np.random.default_rng(1).integers(0, 2**62, count)],
    "language": "ru"}}).reindex(columns=ARTICLE_FACTS.columns).astype(object)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    tables.append(workspace, ARTICLE_FACTS, rows)
except StoreError as error:
    print(error.exit_code, error)
"""


def test_e2_a_full_disk_is_named_with_path_and_free_bytes_and_nothing_is_added(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    script = FULL_DISK.format(root=str(ROOT), folder=str(workspace.root))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3 ")
    assert str(workspace.tables / "article_facts") in done.stdout
    assert "bytes free" in done.stdout
    assert ids(workspace) == {1}
    tables.append(workspace, ARTICLE_FACTS, facts(2))
    assert ids(workspace) == {1, 2}


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_e2_a_read_only_folder_is_a_store_error(workspace):
    tables.append(workspace, ARTICLE_FACTS, facts(1))
    folder = tables.folder_of(workspace, ARTICLE_FACTS)
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            tables.append(workspace, ARTICLE_FACTS, facts(2))
    finally:
        folder.chmod(0o700)


def _write_two_tables(workspace, stop_between: bool, start: int | None) -> None:
    """What a run does: derived tables go back to the edition's version, then are written."""
    for table in (ARTICLE_FACTS, TOKENS):
        tables.restore(workspace, table, start)
    tables.append(workspace, ARTICLE_FACTS, facts(1, 2, 3))
    if stop_between:
        os.kill(os.getpid(), signal.SIGKILL)
    tokens = {"language": "ru", "title_words": 1, "words": [["слово"]] * 3, "lemmas": [["слово"]] * 3}
    tables.append(workspace, TOKENS, facts(1, 2, 3)[["article_id"]].assign(**tokens))


@pytest.mark.kill
def test_a_run_killed_between_two_tables_and_run_again_leaves_unique_keys(workspace):
    spawn = multiprocessing.get_context("spawn")
    for _ in range(2):
        process = spawn.Process(target=_write_two_tables, args=(workspace, True, None))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    _write_two_tables(workspace, stop_between=False, start=None)
    for table in (ARTICLE_FACTS, TOKENS):
        keys = tables.read(workspace, table, columns=["article_id"])["article_id"]
        assert len(keys) == 3
        assert keys.is_unique


def test_free_bytes_works_for_a_folder_that_is_not_there_yet(tmp_path):
    assert tables.free_bytes(tmp_path / "a" / "b") > 0
