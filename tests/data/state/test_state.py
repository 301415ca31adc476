import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from data.errors import StoreError
from data.state import editions, imports, runs
from data.state.database import SCHEMAS, connect, number_of


def test_no_workspace_means_no_edition_and_nothing_is_made(workspace):
    assert editions.latest(workspace) is None
    assert runs.recent(workspace) == []
    assert imports.recorded(workspace) == []
    assert not workspace.state.exists()


def test_the_latest_edition_comes_back_as_published(workspace):
    first = editions.Edition({"articles": 3, "topics": None}, "Europe/Moscow", colours={"topics": {"ru-1": 0}})
    editions.publish(workspace, first)
    number = editions.publish(workspace, editions.Edition({"articles": 4}, "Europe/Kyiv", totals={"articles": 9}))
    found = editions.latest(workspace)
    assert (found.edition_id, found.versions, found.zone, found.totals) == (
        number,
        {"articles": 4},
        "Europe/Kyiv",
        {"articles": 9},
    )
    assert found.created_at.tzinfo is not None


def test_a_failed_transaction_leaves_nothing(workspace):
    editions.publish(workspace, editions.Edition({"articles": 1}, "UTC"))

    def half() -> None:
        with connect(workspace) as connection:
            connection.execute("DELETE FROM editions")
            connection.execute("INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(StoreError):
        half()
    assert editions.latest(workspace).versions == {"articles": 1}


def test_migrations_are_applied_once_and_recorded(workspace):
    for _ in range(2):
        with connect(workspace) as connection:
            names = [row[0] for row in connection.execute("SELECT name FROM migrations")]
    assert names == [f"{number:03d} {name}" for number, (name, _) in SCHEMAS.items()]
    assert number_of(workspace) == max(SCHEMAS)


def test_e5_state_of_a_newer_program_is_refused(workspace):
    with connect(workspace) as connection:
        connection.execute("INSERT INTO migrations VALUES ('999 from the future', '2030-01-01')")
    with pytest.raises(StoreError, match="newer") as refused:
        editions.latest(workspace)
    assert "Update" in refused.value.hint


def test_e3_a_damaged_state_file_is_said_not_hidden(workspace):
    editions.publish(workspace, editions.Edition({}, "UTC"))
    for leftover in workspace.root.glob("state.sqlite*"):
        leftover.write_bytes(b"\0" * 4096)
    with pytest.raises(StoreError, match="state"):
        editions.latest(workspace)


def test_commits_are_synchronous(workspace):
    with connect(workspace) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_run_is_watched_to_its_end(workspace):
    run = runs.start(workspace, "analyse")
    runs.progress(workspace, run, "names", 3, 10)
    seen = runs.recent(workspace)[0]
    assert (seen.stage, seen.done, seen.total, seen.outcome) == ("names", 3, 10, None)
    runs.finish(workspace, run, "done", {"articles": 10})
    seen = runs.recent(workspace)[0]
    assert (seen.outcome, seen.result) == ("done", {"articles": 10})
    assert seen.finished_at >= seen.started_at


def test_a_run_whose_process_is_gone_has_died(workspace):
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    run = runs.start(workspace, "import")
    with connect(workspace) as connection:
        connection.execute("UPDATE runs SET pid = ? WHERE run_id = ?", (int(child.stdout), run))
    assert runs.recent(workspace)[0].outcome == "died"


def test_a_pid_that_another_process_bears_now_does_not_count_as_the_run(workspace):
    run = runs.start(workspace, "import")
    assert runs.recent(workspace)[0].outcome is None
    with connect(workspace) as connection:
        connection.execute("UPDATE runs SET born = 'another boot-1' WHERE run_id = ?", (run,))
    assert runs.recent(workspace)[0].outcome == "died"


def test_what_belongs_to_a_publication_is_published_with_it_or_not_at_all(workspace):
    run = runs.start(workspace, "analyse")

    def fails(connection, number):
        runs.close(connection, run, "done", {"edition": number})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        editions.publish(workspace, editions.Edition({}, "UTC"), fails)
    assert editions.latest(workspace) is None
    assert runs.recent(workspace)[0].outcome is None


def test_a_workspace_made_anew_has_another_id(workspace):
    editions.publish(workspace, editions.Edition({}, "UTC"))
    first = editions.latest(workspace).key
    shutil.rmtree(workspace.root)
    editions.publish(workspace, editions.Edition({}, "UTC"))
    second = editions.latest(workspace).key
    assert first[1] == second[1] == 1
    assert first[0] != second[0]


def test_an_edition_that_a_living_process_holds_is_needed_however_old(workspace):
    editions.publish(workspace, editions.Edition({"articles": 1}, "UTC"))
    held = editions.latest(workspace)
    for version in (2, 3):
        editions.publish(workspace, editions.Edition({"articles": version}, "UTC"))
    now = datetime.now(UTC)
    with editions.hold(workspace, held):
        assert [e.versions["articles"] for e in editions.needed(workspace, now)] == [3, 1]
    assert [e.versions["articles"] for e in editions.needed(workspace, now)] == [3]
    early = editions.latest(workspace).created_at
    assert [e.versions["articles"] for e in editions.needed(workspace, early)] == [3, 2]


def test_imports_are_kept_newest_first_and_can_be_forgotten(workspace):
    for day in (1, 2):
        imports.record(workspace, f"import-{day}", datetime(2018, 1, day, tzinfo=UTC), ["файл.csv"], {"read": day})
    assert [row["import_id"] for row in imports.recorded(workspace)] == ["import-2", "import-1"]
    assert imports.recorded(workspace)[0]["paths"] == ["файл.csv"]
    with connect(workspace) as connection:
        imports.subtract(connection, {"import-1": 3, "import-9": 1})
        imports.drop_record(connection, "import-2")
    (left,) = imports.recorded(workspace)
    assert (left["import_id"], left["report"]["stored"], left["report"]["forgotten"]) == ("import-1", -3, 3)


def test_two_processes_may_meet_at_a_new_workspace(workspace):
    script = (
        "import sys; from data.settings import Workspace; from data.state import runs;"
        "w = Workspace.at(sys.argv[1]); [runs.start(w, 'import') for _ in range(20)]"
    )
    several = [subprocess.Popen([sys.executable, "-c", script, str(workspace.root)]) for _ in range(3)]
    assert [process.wait() for process in several] == [0, 0, 0]
    with sqlite3.connect(workspace.state) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone()[0] == 60
