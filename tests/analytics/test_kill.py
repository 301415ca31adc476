"""`analyse` may die at any moment: the next run leaves every key unique and every sum right, and readers see no error.

The runs share a fork server that has the heavy libraries loaded, so that each costs seconds, not their import.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from data.errors import StoreError
from data.filter import Filter
from data.intake import ImportOptions, import_paths
from data.lake import tables
from data.lake.archive import Archive
from data.lake.counts import passing, top_entities, top_topics
from data.schema import TABLES
from data.settings import Workspace
from data.state.editions import latest

DEMO = Path(__file__).parents[2] / "data" / "demo" / "articles"
FIRST, SECOND = ["ru-nato.jsonl"], ["ru-iran.jsonl", "messy.jsonl"]
RANDOM_MOMENTS = 20


@pytest.fixture(scope="module")
def processes():
    context = get_context("forkserver")
    context.set_forkserver_preload(["analytics.pipeline", "bertopic", "slovnet"])  # not evoc: it starts threads
    return context


def work(root: Path, mode: str, kill_at: int | None = None) -> None:
    """One analysis in a process of its own; dies by its own hand at the given call of progress."""
    from concurrent.futures import Executor, Future

    from analytics.pipeline import analyse

    class Here(Executor):
        def submit(self, fn, /, *args, **kwargs):
            future = Future()
            future.set_result(fn(*args, **kwargs))
            return future

    calls = 0

    def progress(stage, done, total):
        nonlocal calls
        calls += 1
        if calls == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    analyse(Workspace.at(root), topics=mode, progress=progress, executor=Here())
    (root / "calls").write_text(str(calls))


def run(context, *args) -> int:
    process = context.Process(target=work, args=args)
    process.start()
    process.join()
    return process.exitcode


@pytest.fixture(scope="module")
def analysed(processes, tmp_path_factory) -> Path:
    """A workspace with an edition, and more articles imported after it."""
    root = tmp_path_factory.mktemp("kill") / "workspace"
    import_paths(Workspace.at(root), [DEMO / name for name in FIRST], ImportOptions(), lambda *_: None)
    assert run(processes, root, "auto") == 0
    import_paths(Workspace.at(root), [DEMO / name for name in SECOND], ImportOptions(), lambda *_: None)
    return root


@pytest.fixture
def copy(analysed, tmp_path) -> Path:
    root = tmp_path / "workspace"
    shutil.copytree(analysed, root)
    return root


def read_until(root: Path, stop: str, errors) -> None:
    """What a page does, over and over, in a process of its own."""
    while not Path(stop).exists():
        try:
            reader = Archive.open(Workspace.at(root)).reader()
            articles = passing(reader, Filter()).articles
            classified = top_topics(reader, Filter(), "articles", None)["count"].sum()
            if classified > articles or top_entities(reader, Filter(), "articles", 5).empty:
                errors.put(f"{classified} in topics, {articles} articles")
        except StoreError as error:
            errors.put(str(error))


def check(root: Path) -> None:
    """Keys unique, and every table speaks of the same articles."""
    workspace = Workspace.at(root)
    edition = latest(workspace)
    found = {t.name: tables.read(workspace, t, version=edition.versions[t.name]) for t in TABLES}
    for table in TABLES:
        table.check(found[table.name])
    articles = set(found["articles"]["article_id"])
    for name in ("article_facts", "tokens", "article_topics"):
        assert set(found[name]["article_id"]) == articles, name
    assert set(found["mentions"]["article_id"]) <= articles
    assert set(found["mentions"]["entity_id"]) == set(found["entities"]["entity_id"])
    topics = found["article_topics"]
    assert topics["topic_id"].isna().equals(topics["reason"].notna())
    sizes = dict(zip(found["topics"]["topic_id"], found["topics"]["size"], strict=True))
    assert {i: n for i, n in sizes.items() if n} == topics["topic_id"].value_counts().to_dict()
    assert edition.totals["articles"] == len(articles)
    assert edition.totals["unclassified"] == int(topics["reason"].notna().sum())


def test_killed_between_any_two_tables(processes, copy, tmp_path):
    stop, errors = tmp_path / "stop", processes.Queue()
    reader = processes.Process(target=read_until, args=(copy, str(stop), errors))
    reader.start()
    before = latest(Workspace.at(copy)).edition_id
    kill_at, killed = 1, 0
    while run(processes, copy, "auto", kill_at) != 0:
        assert latest(Workspace.at(copy)).edition_id == before, "a run that died must stay invisible"
        killed += 1
        kill_at += 1
    stop.touch()
    reader.join()
    assert killed >= len(TABLES)
    assert errors.empty(), errors.get()
    check(copy)


@pytest.mark.parametrize("moment", range(RANDOM_MOMENTS))
def test_killed_at_a_random_moment(processes, copy, moment, timing):
    mode = "refit" if moment % 10 == 0 else "auto"
    process = processes.Process(target=work, args=(copy, mode))
    process.start()
    time.sleep(random.Random(moment).uniform(0, timing[mode]))
    process.kill()
    process.join()
    Archive.open(Workspace.at(copy)).reader()
    assert run(processes, copy, "auto") == 0
    check(copy)


@pytest.fixture(scope="module")
def timing(processes, analysed, tmp_path_factory) -> dict[str, float]:
    """How long a whole run takes on this machine, so that the random moments fall inside it."""
    found = {}
    for mode in ("auto", "refit"):
        root = tmp_path_factory.mktemp(mode) / "workspace"
        shutil.copytree(analysed, root)
        began = time.monotonic()
        assert run(processes, root, mode) == 0
        found[mode] = time.monotonic() - began
    return found
