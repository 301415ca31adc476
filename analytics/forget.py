"""Undo a wrong import, or remove an outlet or an article: everywhere, and off the disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics import habits, reprints
from analytics.search import index
from analytics.topics import model
from data.errors import NothingToAnswer, UsageError
from data.lake import erasure
from data.lake.change import Change
from data.lake.name_edits import of_entities, waiting
from data.lake.removal import remove
from data.lake.tables import refused
from data.lake.topic_editing import edits_over
from data.lake.topic_edits import TopicEdits, left_of
from data.lake.transaction import change
from data.schema import ARTICLES, ENTITIES, REPEATED_BLOCKS, TOKENS, TOPICS
from data.settings import Workspace
from data.state import blocks as choices
from data.state import comments, edits, imports, runs

SELECTORS = {"import_id": "import", "outlet": "outlet", "article_id": "article"}
"""Column of `articles` that tells what is meant, and the word for it."""


@dataclass(frozen=True)
class Forgotten:
    """What was removed.

    Attributes:
        removed: articles.
        off_the_disk: when (UTC) the last trace is gone at the next change or in a running server; None: it is gone.
        edition: the edition that no longer has it.
    """

    removed: int
    off_the_disk: datetime | None
    edition: int

    def as_json(self) -> dict[str, Any]:
        """What the command prints."""
        due = self.off_the_disk.isoformat(timespec="seconds") if self.off_the_disk else None
        return {"removed": self.removed, "off_the_disk": due or "now", "edition": self.edition}


def forget(  # noqa: PLR0913 - three ways to say what, each named where it is called
    workspace: Workspace,
    import_id: str | None = None,
    outlet: str | None = None,
    article_id: str | None = None,
    *,
    now: bool = False,
    run_id: int | None = None,
) -> Forgotten:
    """Remove articles from every table, the search index and the topic models, and publish an edition without them.

    Args:
        import_id: what this import stored first; its record and its rejected rows go too.
        outlet, article_id: what is meant, instead.
        now: leave no trace on the disk at once; else a reader may hold the editions before for `erasure.RETENTION`.
        run_id: the run that ends with this.
    Raises:
        UsageError: not exactly one of the three was named.
        NothingToAnswer: the archive has nothing of the kind.
        Locked: another process writes to the workspace for too long.
        StoreError: the archive cannot be written; nothing was removed.
    """
    column, value = _named({"import_id": import_id, "outlet": outlet, "article_id": article_id})
    with change(workspace, "forget") as found:
        before = edits_over(found, edits.log(workspace))
        told_of = _told_of(found)
        kept = found.read(ARTICLES, ["article_id", "import_id", "outlet", "url", "title"])
        gone = kept[kept[column] == value]
        record = next((e for e in imports.recorded(workspace) if e["import_id"] == import_id), None)
        if gone.empty and record is None:
            raise NothingToAnswer(f"No article has the {SELECTORS[column]} {value!r}.", _known(kept, column))
        attributes = _removed(found, gone) if len(gone) else {}
        promised = erasure.promise(workspace, after=timedelta(0) if now else erasure.RETENTION)
        due = None if now else promised
        report = Forgotten(len(gone), due, 0)
        correct = _corrected_records(gone, import_id)
        blocks = found.read(REPEATED_BLOCKS, ["outlet", "block"])
        kept_edits = _kept_edits(found, before, set(gone["article_id"]))
        gone_items = told_of - _told_of(found)

        def also(connection: sqlite3.Connection, number: int) -> None:
            correct(connection, number)
            choices.keep_only(connection, blocks.itertuples(index=False, name=None))
            edits.keep_only(connection, kept_edits)
            comments.drop(connection, gone_items)
            _clear_rejects(workspace, column, value, gone)

        edition = found.publish(run_id=run_id, result=report.as_json(), also=also, **attributes)
        if now:  # killed before its end, it is kept as a promise that is due
            erasure.erase(workspace)
    return Forgotten(len(gone), due, edition.edition_id)


def _named(given: dict[str, str | None]) -> tuple[str, str]:
    said = [(column, value) for column, value in given.items() if value is not None]
    if len(said) != 1:
        hint = "svodka forget --import ID, or --outlet NAME, or --article ID."
        raise UsageError("Name an import, an outlet or an article, and one of them only.", hint)
    return said[0]


def _known(kept: pd.DataFrame, column: str) -> str:
    if kept.empty:
        return "The archive is empty."
    if column == "article_id":
        return "Its id stands in `svodka export articles`."
    return f"The archive has: {', '.join(kept[column].value_counts().index[:5])}."


def _removed(found: Change, gone: pd.DataFrame) -> dict[str, Any]:
    """Take the articles out of tables, index and models; returns the attributes of the edition that follow."""
    before = found.before
    remove(found, gone["article_id"].to_list())
    if not before.is_analysed:
        return {}
    reprints.drop_unborne(found)
    habits.drop_unborne(found, pd.Index(gone["outlet"].dropna().unique()))
    tokens = found.read_arrow(TOKENS)
    folder = found.workspace.index
    built = index.build(folder, tokens) if before.index else None
    return {"index": built, "models": _pruned(found, tokens)}


def _pruned(found: Change, tokens: pa.Table) -> dict[str, str]:
    """The models without words and topics that no article has any more; a language without any article has no model."""
    models, topics = {}, set(found.read(TOPICS, ["topic_id"])["topic_id"])
    for language, name in found.before.models.items():
        lemmas = tokens.filter(pa.compute.equal(tokens.column("language"), language)).column("lemmas")
        if len(lemmas):
            words = set(pa.compute.list_flatten(lemmas).to_pylist())
            models[language] = model.prune(found.workspace.models, name, words, topics)
    return models


def _told_of(found: Change) -> set[str]:
    """Ids of the topics and names that there are."""
    return {*found.read(TOPICS, ["topic_id"])["topic_id"], *found.read(ENTITIES, ["entity_id"])["entity_id"]}


def _kept_edits(found: Change, before: TopicEdits, gone: set[str]) -> dict[int, Mapping[str, Any]]:
    """By its number what each edit may still say once these articles are removed."""
    log, left = edits.log(found.workspace), found.read(ENTITIES, ["entity_id", "forms"])
    forms = dict(zip(left["entity_id"], left["forms"], strict=True))
    of_names = of_entities(log, forms, waiting(log, found.before.looked_for))
    kept: dict[int, Mapping[str, Any]] = {edit.number: edit.content for edit in log if edit.number in of_names}
    return kept | left_of(log, edits_over(found, log), before, gone)


def _corrected_records(gone: pd.DataFrame, import_id: str | None) -> Callable[[sqlite3.Connection, int], None]:
    """Note in each import's record how much of it was removed, so that it is not taken for damage later."""
    removed = gone["import_id"].value_counts()

    def correct(connection: sqlite3.Connection, _: int) -> None:
        imports.subtract(connection, {str(name): int(count) for name, count in removed.items()})
        if import_id is not None:
            imports.drop_record(connection, import_id)
            runs.drop_results_of(connection, import_id)

    return correct


def _clear_rejects(workspace: Workspace, column: str, value: str, gone: pd.DataFrame) -> None:
    """Remove the rejected rows of an import; of others, those that speak of the outlet or the article."""
    if column == "import_id":
        for path in workspace.rejected.glob(f"*-{value}.jsonl"):
            path.unlink(missing_ok=True)
        return
    told = {value, *(gone["url"].dropna() if column == "article_id" else ())}
    told |= {title for title in gone["title"] if title} if column == "article_id" else set()
    for path in workspace.rejected.glob("*.jsonl"):
        _keep_lines(path, lambda row: not told.intersection(_words_of(row)))


def _keep_lines(path: Path, is_kept: Callable[[Any], bool]) -> None:
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if is_kept(json.loads(line).get("row"))]
        if len(kept) == len(lines):
            return
        if not kept:
            path.unlink()
            return
        part = path.with_suffix(".part")
        part.write_text("".join(kept), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise refused(path, error) from error


def _words_of(row: Any) -> Iterator[str]:
    """Every cell of a rejected row, however it was read."""
    if isinstance(row, str):
        yield row.strip()
    elif isinstance(row, dict):
        for value in row.values():
            yield from _words_of(value)
    elif isinstance(row, list):
        for value in row:
            yield from _words_of(value)
