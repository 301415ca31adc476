"""What is forgotten at once is in no file of the workspace, whatever kind of file it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.forget import forget
from analytics.pipeline import analyse
from analytics.search.index import held, open_index
from data.intake import import_paths
from data.settings import Workspace
from data.state import blocks
from data.state.editions import latest

pytestmark = pytest.mark.fit
DEMO = Path(__file__).parents[2] / "data" / "demo" / "articles"
WORDS = ("Тмутараканск", "тмутараканск", "Зюйдвестов", "зюйдвестов", "дирижаблестроение", "Кузнечиков-Задунайский")
SENTENCE = "Дирижаблестроение в Тмутараканске возглавил Пётр Зюйдвестов, сообщил Иван Кузнечиков-Задунайский."

LINE = "Тмутараканская верфь выходит по средам"
RARE = 6  # articles, enough to learn the line from


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Workspace:
    """Demo articles, and some of an outlet that repeats a line, which hold a rare sentence: from an upload, with a rejected row beside them."""
    workspace = Workspace(tmp_path_factory.mktemp("trace") / "workspace")
    import_paths(workspace, [DEMO / "ru-nato.jsonl"])
    upload = workspace.uploads / "abc" / "rare.csv"
    upload.parent.mkdir(parents=True)
    rows = [
        f'https://x.example/{n}/a-rare-article;Верфь {n};Верфь;"{SENTENCE} Номер {n}.\n{LINE}"' for n in range(RARE)
    ]
    upload.write_text("\n".join(["url;title;outlet;text", *rows, f'"{SENTENCE}']), encoding="utf-8")
    kept = shutil.copytree(upload.parent, workspace.root.parent / "kept")
    import_paths(workspace, [upload])
    shutil.copytree(kept, workspace.uploads / "again")
    (workspace.backups / "before-form-9").mkdir(parents=True)
    (workspace.backups / "before-form-9" / "x.jsonl").write_text(SENTENCE, encoding="utf-8")
    workspace.job_log.write_text(SENTENCE, encoding="utf-8")
    analyse(workspace)
    blocks.count(workspace, "Верфь", LINE.lower())
    return workspace


def texts_of(path: Path) -> str:
    """Everything that a file says, by the reader of its kind."""
    if path.suffix == ".parquet":
        return " ".join(map(str, pq.read_table(path).to_pylist()))
    return path.read_bytes().decode("utf-8", "replace")


def said(workspace: Workspace) -> dict[str, list[str]]:
    """By file the rare words in it."""
    found = {}
    for path in workspace.root.rglob("*"):
        if path.is_file():
            text = texts_of(path)
            if words := [word for word in WORDS if word in text]:
                found[str(path.relative_to(workspace.root))] = words
    return found


def in_index(workspace: Workspace) -> list[str]:
    import tantivy

    index = open_index(workspace.index / latest(workspace).index)
    terms = ("тмутараканск", "тмутараканске", "зюйдвестов", "дирижаблестроение")
    query = tantivy.Query.term_query
    return [term for term in terms if held(index, query(index.schema, "words", term))]


def test_the_rare_words_are_everywhere_before_and_nowhere_after(archive):
    before = said(archive)
    assert {Path(name).parts[0] for name in before} >= {"tables", "uploads", "rejected", "backups", "job.log"}
    assert {table.name for table in archive.tables.iterdir() if f"tables/{table.name}/" in str(before)} >= {
        "articles",
        "tokens",
        "mentions",
        "repeated_blocks",
    }
    assert in_index(archive)
    (rare,) = [e for e in _imports(archive) if any("rare" in path for path in e["paths"])]
    assert forget(archive, import_id=rare["import_id"], now=True).removed == RARE
    assert said(archive) == {}
    assert in_index(archive) == []
    with sqlite3.connect(archive.state) as state:
        assert state.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _imports(workspace: Workspace):
    from data.state.imports import recorded

    return recorded(workspace)
