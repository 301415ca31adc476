import threading
import time

from data.lake.time_limit import limited


def test_what_takes_too_long_is_interrupted_and_what_does_not_is_not():
    late, early = threading.Event(), threading.Event()
    with limited(60, early.set):
        assert not early.is_set()
    with limited(0.05, late.set):
        assert late.wait(10)
    assert not early.is_set()


def test_a_shorter_limit_runs_out_first_while_a_longer_one_runs():
    long, short = threading.Event(), threading.Event()
    with limited(60, long.set), limited(0.05, short.set):
        assert short.wait(10)
    assert not long.is_set()


def test_nothing_is_interrupted_after_its_end():
    hit = threading.Event()
    with limited(0.05, hit.set):
        pass
    time.sleep(0.2)
    assert not hit.is_set()


def test_questions_of_many_threads_share_one():
    before = threading.active_count()
    hits = [threading.Event() for _ in range(20)]

    def ask(hit):
        with limited(0.05, hit.set):
            assert hit.wait(10)

    for hit in hits:
        ask(hit)
    assert threading.active_count() <= before + 1


def test_no_limit_needs_no_thread():
    hit = threading.Event()
    with limited(None, hit.set):
        time.sleep(0.01)
    assert not hit.is_set()
