"""A step may die at any moment: the next run leaves every key unique and every sum right, and readers see no error.

The runs share a fork server that has the heavy libraries loaded, so that each costs a second, not their import.
`SVODKA_KILLS=20` kills each step at twenty random moments instead of three.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.forget import forget
from analytics.pipeline import Progress, analyse
from data.errors import StoreError
from data.filter import Filter
from data.intake import import_paths
from data.lake import tables
from data.lake.archive import Archive
from data.lake.counts import passing, top_entities, top_topics
from data.lake.migrations import bring_up_to_date
from data.schema import TABLES
from data.settings import Workspace
from data.state.editions import latest
from data.state.imports import recorded
from tests.data.lake.small_archive import as_form_1

DEMO = Path(__file__).parents[2] / "data" / "demo" / "articles"
FIRST, SECOND, THIRD = (
    ["ru-nato.jsonl"],
    ["ru-iran.jsonl", "messy.jsonl"],
    ["uk-gas.jsonl"],
)  # so few that nothing is fitted anew
KILLS = int(os.environ.get("SVODKA_KILLS") or 3)


class Here(Executor):
    """Carries out the units in this process, so that nothing outlives it."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def add(workspace: Workspace, names: list[str], progress: Progress = lambda *_: None) -> None:
    import_paths(workspace, [DEMO / name for name in names], progress=progress)


def undo(workspace: Workspace, name: str) -> None:
    for entry in recorded(workspace):
        if entry["paths"] == [str(DEMO / name)]:
            forget(workspace, import_id=entry["import_id"])


# What is killed: each step upon a copy of the workspace `analysed`, which has an edition and articles that are in none.
STEPS: dict[str, Callable[[Workspace, Progress], object]] = {
    "import": lambda workspace, progress: add(workspace, THIRD, progress),
    "analyse": lambda workspace, progress: analyse(workspace, progress=progress, executor=Here()),
    "refit": lambda workspace, progress: analyse(workspace, topics="refit", progress=progress, executor=Here()),
    "forget": lambda workspace, progress: undo(workspace, FIRST[0]),
    "migrate": lambda workspace, progress: bring_up_to_date(workspace),
}
BEFORE: dict[str, Callable[[Workspace], None]] = {"migrate": lambda workspace: as_form_1(workspace, lose=1)}


@pytest.fixture(scope="module")
def processes():
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.analytics.preloaded"])
    return context


def work(step: str, root: Path, kill_at: int | str | None = None, told: Path | None = None) -> None:
    """One step in a process of its own; dies by its own hand at that call of progress, or when it names that stage;
    `told`: where it writes how many calls there were.
    """
    calls = 0

    def progress(stage: str, *_: object) -> None:
        nonlocal calls
        calls += 1
        if kill_at in (calls, stage):
            os.kill(os.getpid(), signal.SIGKILL)

    STEPS[step](Workspace.at(root), progress)
    if told:
        told.write_text(str(calls))


def run(context, step: str, root: Path, kill_at: int | str | None = None, told: Path | None = None) -> int:
    process = context.Process(target=work, args=(step, root, kill_at, told))
    process.start()
    process.join()
    return process.exitcode


@pytest.fixture(scope="module")
def analysed(processes, tmp_path_factory) -> Path:
    """A workspace with an edition, and more articles imported after it."""
    root = tmp_path_factory.mktemp("kill") / "workspace"
    add(Workspace.at(root), FIRST)
    assert run(processes, "analyse", root) == 0
    add(Workspace.at(root), SECOND)
    return root


def prepare(step: str, root: Path) -> None:
    if step in BEFORE:
        BEFORE[step](Workspace.at(root))


@contextmanager
def reading(context, root: Path, stop: Path) -> Iterator[None]:
    """A reader in another process, which must meet no error all the while."""
    errors = context.Queue()
    reader = context.Process(target=read_until, args=(root, str(stop), errors))
    reader.start()
    try:
        yield
    finally:
        stop.touch()
        reader.join()
    assert reader.exitcode == 0
    assert errors.empty(), errors.get()


@pytest.fixture
def copy(analysed, tmp_path) -> Path:
    root = tmp_path / "workspace"
    shutil.copytree(analysed, root)
    return root


def read_until(root: Path, stop: str, errors) -> None:
    """What a page does, over and over, in a process of its own."""
    while not Path(stop).exists():
        try:
            reader = Archive.open(Workspace.at(root)).reader(seconds=None)
            articles = passing(reader, Filter()).articles
            classified = top_topics(reader, Filter(), "articles", None)["count"].sum()
            named = not top_entities(reader, Filter(), "articles", 5).empty
            if classified > articles or named != bool(articles):  # undone and not analysed anew yet, none is left
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
    placed = pd.concat([topics[level] for level in ("theme_id", "topic_id", "story_id")])
    assert {i: n for i, n in sizes.items() if n} == placed.value_counts().to_dict()
    assert edition.totals["articles"] == len(articles)
    assert edition.totals["unclassified"] == int(topics["reason"].notna().sum())


def test_killed_between_two_tables(processes, analysed, copy, tmp_path):
    """At moments spread over all that progress tells of, every table's end among them; with SVODKA_KILLS=20 at each."""
    whole = tmp_path / "whole"
    shutil.copytree(analysed, whole)
    assert run(processes, "analyse", whole, told=tmp_path / "told") == 0
    calls = int((tmp_path / "told").read_text())
    assert calls > len(TABLES)
    before = latest(Workspace.at(copy)).edition_id
    with reading(processes, copy, tmp_path / "stop"):
        for moment in sorted(set(np.linspace(1, calls, min(KILLS + 2, calls)).astype(int).tolist())):
            assert run(processes, "analyse", copy, kill_at=moment) == -signal.SIGKILL
            assert latest(Workspace.at(copy)).edition_id == before, "a run that died must stay invisible"
        assert run(processes, "analyse", copy) == 0
    check(copy)


def test_killed_when_a_refit_has_found_its_topics(processes, copy):
    assert run(processes, "refit", copy, "search") == -signal.SIGKILL
    assert run(processes, "analyse", copy) == 0
    check(copy)


@pytest.fixture(scope="module")
def seconds(processes, analysed, tmp_path_factory) -> Callable[[str], float]:
    """How long the whole of a step takes on this machine, so that the random moments fall inside it."""

    @cache
    def measured(step: str) -> float:
        root = tmp_path_factory.mktemp(step) / "workspace"
        shutil.copytree(analysed, root)
        prepare(step, root)
        began = time.monotonic()
        assert run(processes, step, root) == 0
        return time.monotonic() - began

    return measured


@pytest.mark.parametrize("moment", range(KILLS))
@pytest.mark.parametrize("step", [step for step in STEPS if step != "refit"])  # which compiles for half a minute first
def test_killed_at_a_random_moment(processes, copy, tmp_path, seconds, step, moment):
    within = seconds(step)
    prepare(step, copy)
    with reading(processes, copy, tmp_path / "stop"):
        process = processes.Process(target=work, args=(step, copy))
        process.start()
        time.sleep(random.Random(f"{step} {moment}").uniform(0, within))
        process.kill()
        process.join()
        assert run(processes, "analyse", copy) == 0
    check(copy)
