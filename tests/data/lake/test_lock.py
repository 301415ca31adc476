from __future__ import annotations

import json
import multiprocessing
import os
import signal
from datetime import UTC, datetime

import pytest

from data.errors import Locked
from data.lake import lock

SPAWN = multiprocessing.get_context("spawn")
WITHIN = 600  # seconds: a ceiling for a machine under load, never waited for


def _hold(workspace, ready, release) -> None:
    with lock.writer(workspace):
        ready.set()
        release.wait(WITHIN)


def _holding(workspace):
    ready, release = SPAWN.Event(), SPAWN.Event()
    process = SPAWN.Process(target=_hold, args=(workspace, ready, release))
    process.start()
    assert ready.wait(WITHIN)
    return process, release


def test_e4_a_second_writer_is_refused_with_pid_and_start(workspace):
    before = datetime.now(UTC)
    process, release = _holding(workspace)
    try:
        with pytest.raises(Locked, match=rf"process {process.pid}, since \d{{4}}-") as caught, lock.writer(workspace):
            pass
        assert caught.value.exit_code == 3
        found = lock.holder(workspace)
        assert found.pid == process.pid
        assert before <= found.started <= datetime.now(UTC)
    finally:
        release.set()
        process.join()
    with lock.writer(workspace):
        assert lock.holder(workspace).pid == os.getpid()
    assert lock.holder(workspace) is None


@pytest.mark.kill
def test_e4_the_lock_of_a_killed_writer_is_taken_over(workspace):
    process, _ = _holding(workspace)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert json.loads(workspace.lock.read_text())["pid"] == process.pid
    assert lock.holder(workspace) is None
    with lock.writer(workspace):
        assert lock.holder(workspace).pid == os.getpid()


def test_the_lock_is_free_again_after_an_error(workspace):
    with pytest.raises(ZeroDivisionError), lock.writer(workspace):
        raise ZeroDivisionError
    with lock.writer(workspace):
        pass


def test_asking_for_the_holder_of_a_workspace_that_is_not_there_makes_nothing(workspace):
    assert lock.holder(workspace) is None
    assert not workspace.root.exists()


def test_the_same_process_cannot_hold_it_twice(workspace):
    with lock.writer(workspace), pytest.raises(Locked, match=str(os.getpid())), lock.writer(workspace):
        pass
