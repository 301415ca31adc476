"""A write that fails, at each place where import, analysis, removal and migration write: nothing is lost or doubled.

One process, one fault a run: the n-th call of anything that brings bytes to the disk raises as a full disk does. Then
the archive still reads, as it was or as it shall be, and the same step done again finishes.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from analytics import derive as derive_module
from analytics import pipeline
from analytics.forget import forget
from data.errors import SvodkaError
from data.filter import Filter
from data.intake import import_paths
from data.lake import counts, erasure, log, migrations, staging, tables
from data.lake.archive import Archive
from data.lake.removal import BY_ARTICLE
from data.schema import ARTICLE_TOPICS, ENTITIES, MENTIONS, TABLES, TOPICS
from data.settings import Workspace
from data.state import database, imports
from data.state.editions import latest
from tests.data.lake.small_archive import as_form_1

ROWS = "url;title;text;outlet;date\n" + "".join(
    f"https://x.example/a-{n}.html;Встреча номер {n};НАТО и Россия обсудили вопрос {n} в Брюсселе.;Маяк;2018-01-{n + 1:02}\n"
    for n in range(6)
)
MORE = ROWS.replace("x.example", "y.example").replace("Встреча", "Беседа")


FOR_EACH_TABLE = {"restore": 3, "sweep": 3, "overwrite": 3, "append": 3, "delete": 3, "set_configuration": 3}
"""Called for one table after another: so many of a step's first calls count, after which a later one finds the same."""
EVERY = {"analyse": 8, "migrate": 8, "forget": 8}
"""Of the writes of a long step every eighth fails, before and after it in turn; with SVODKA_FAULTS each."""


class Fault:
    """Raises at the n-th write."""

    def __init__(self, at: int) -> None:
        self.left = at

    def write(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def failing(at: int) -> Iterator[Fault]:
    """Everything that writes counts, and the n-th time fails, before or after it did its work in turn."""
    fault = Fault(at)
    with pytest.MonkeyPatch.context() as patch:

        def counted(owner: object, name: str) -> None:
            work: Callable[..., object] = getattr(owner, name)
            left = FOR_EACH_TABLE.get(name, sys.maxsize)

            def wrapped(*args: object, **kwargs: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    return work(*args, **kwargs)
                if at % 2:
                    fault.write()
                    return work(*args, **kwargs)
                done = work(*args, **kwargs)
                fault.write()
                return done

            patch.setattr(owner, name, wrapped)

        for owner, name in (
            (tables, "append"),
            (tables, "append_batches"),
            (tables, "overwrite"),
            (tables, "delete"),
            (tables, "restore"),
            (tables, "sweep"),
            (tables, "set_configuration"),
            (log, "seal"),
            (log, "without_values"),
            (staging.Staged, "add"),
            (derive_module, "write_units"),
            (derive_module.index, "build"),
            (pipeline, "_put"),
            (database, "grow"),
            (database, "copy_to"),
            (migrations, "_copied"),
            (erasure, "compact"),
            (imports, "write_record"),
            (Path, "rename"),
        ):
            counted(owner, name)
        yield fault


class Here:
    """An executor without processes."""

    def submit(self, work, *args):
        from concurrent.futures import Future

        future: Future = Future()
        future.set_result(work(*args))
        return future


def analyse(workspace: Workspace) -> None:
    pipeline.analyse(workspace, executor=Here())


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Six articles analysed, and six more imported."""
    root = tmp_path_factory.mktemp("faults")
    workspace = Workspace(root / "workspace")
    import_paths(workspace, [put(root, "first.csv", ROWS)])
    analyse(workspace)
    import_paths(workspace, [put(root, "second.csv", MORE)])
    return root


@pytest.fixture
def archive(made, tmp_path) -> Workspace:
    shutil.copytree(made / "workspace", tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


def check(workspace: Workspace) -> set[int]:
    """Keys are unique, what is derived is of articles that are there, sums are right; returns the article ids."""
    edition = latest(workspace)
    found = {
        t.name: tables.read(workspace, t, edition.versions[t.name])
        for t in TABLES
        if edition.versions[t.name] is not None
    }
    for table in TABLES:
        if table.name in found:
            table.check(found[table.name])
    articles = set(found["articles"]["article_id"])
    for table in BY_ARTICLE:
        if table.name in found:
            assert set(found[table.name]["article_id"]) <= articles, table.name
    assert set(found[MENTIONS.name]["entity_id"]) == set(found[ENTITIES.name]["entity_id"])
    placed = found[ARTICLE_TOPICS.name]
    sizes = dict(zip(found[TOPICS.name]["topic_id"], found[TOPICS.name]["size"], strict=True))
    every = pd.concat([placed[level] for level in ("theme_id", "topic_id", "story_id")])
    assert {t: n for t, n in sizes.items() if n} == every.value_counts().to_dict()
    assert edition.totals["articles"] == len(placed)
    assert edition.totals["mentions"] == len(found[MENTIONS.name])
    reader = Archive.open(workspace).reader()
    assert counts.passing(reader, Filter()).articles == len(placed)
    recorded = sum(entry["report"]["stored"] for entry in imports.recorded(workspace))
    assert recorded == len(articles)
    return {int(i, 16) for i in articles}


def _import(workspace: Workspace) -> None:
    import_paths(workspace, [put(workspace.root.parent, "third.csv", ROWS.replace("x.example", "z.example"))])


def _forget(workspace: Workspace) -> None:
    every = imports.recorded(workspace)
    first = [entry for entry in every if entry["paths"][0].endswith("first.csv")]
    if first:
        forget(workspace, import_id=first[0]["import_id"])


def _migrate(workspace: Workspace) -> None:
    migrations.bring_up_to_date(workspace)


STEPS = {
    "import": (_import, 18),
    "analyse": (analyse, 12),
    "forget": (_forget, 6),
    "migrate": (_migrate, 12),
}


def _succeeds(work: Callable[[Workspace], None], workspace: Workspace) -> bool:
    try:
        work(workspace)
    except (SvodkaError, OSError):
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_e2_a_fault_at_every_write_loses_and_doubles_nothing(archive, tmp_path, step):
    work, expected = STEPS[step]
    if step == "migrate":
        as_form_1(archive, lose=1)
    every = 1 if "SVODKA_FAULTS" in os.environ else EVERY.get(step, 1)
    at, failed = 1 - every, 0
    while True:
        at += every
        root = tmp_path / f"try-{at}" / "workspace"
        shutil.copytree(archive.root, root)
        workspace = Workspace(root)
        with failing(at) as fault:
            failed += not _succeeds(work, workspace)
        if fault.left > 0:
            break
        if step != "migrate" or database.number_of(workspace) > 1:
            check(workspace)
        work(workspace)
        assert len(check(workspace)) == expected
        shutil.rmtree(root.parent)
    assert failed * every >= 5
