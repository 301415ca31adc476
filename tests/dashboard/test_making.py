"""A file in the making: what Streamlit gets is bytes or an error, and the page that waits learns which."""

from __future__ import annotations

import tempfile
import threading

import pytest

from dashboard.components import making as module
from dashboard.components.making import Making
from data.errors import StoreError


def test_what_is_made_is_handed_on():
    making = Making(lambda: b"rows")
    assert making() == b"rows"
    assert making.ended(0)
    making.check()


def test_a_failure_reaches_both_the_thread_and_the_page():
    def fails() -> bytes:
        raise StoreError("The disk is gone.")

    making = Making(fails)
    with pytest.raises(StoreError):
        making()
    assert making.ended(0)
    with pytest.raises(StoreError, match="The disk is gone"):
        making.check()


def test_a_file_object_is_refused_aloud():
    with tempfile.TemporaryFile() as file:
        making = Making(lambda: file)
        with pytest.raises(TypeError, match="not bytes"):
            making()
    with pytest.raises(TypeError, match="not bytes"):
        making.check()


def test_a_second_try_that_works_leaves_no_failure():
    answers = [StoreError("once"), b"rows"]

    def make() -> bytes:
        answer = answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    making = Making(make)
    with pytest.raises(StoreError):
        making()
    assert making() == b"rows"
    making.check()


def test_the_page_waits_for_one_that_is_being_made():
    go = threading.Event()
    making = Making(lambda: b"rows" if go.wait(30) else b"")
    thread = threading.Thread(target=making)
    thread.start()
    assert not making.ended(0.01)
    go.set()
    thread.join()
    assert making.ended(0)


def test_one_that_nobody_begins_is_a_failure(monkeypatch):
    monkeypatch.setattr(module, "BEGINS_WITHIN", 0.01)
    with pytest.raises(TimeoutError, match="did not begin"):
        Making(lambda: b"").ended(0)
