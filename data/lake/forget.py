"""Undo a wrong import, or remove an outlet: the articles and everything derived from them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.errors import NothingToAnswer, UsageError
from data.lake import tables, tail
from data.lake.lock import writer
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLES,
    DERIVED,
    ENTITIES,
    MENTIONS,
    TABLES,
    TOKENS,
    TOPICS,
)
from data.settings import Workspace
from data.state import imports
from data.state.editions import latest, publish

_BY_ARTICLE = (ARTICLE_FACTS, TOKENS, MENTIONS, ARTICLE_TOPICS)


def forget(workspace: Workspace, import_id: str | None = None, outlet: str | None = None) -> int:
    """Remove the articles that an import stored first, or an outlet's, from every table, and publish an edition.

    A version that readers may still hold keeps them for a week; then its files are removed.

    Returns:
        How many articles were removed.
    Raises:
        UsageError: neither or both were named.
        NothingToAnswer: no article is of this import or outlet.
        Locked: another process writes to the workspace.
    """
    if (import_id is None) == (outlet is None):
        raise UsageError("Name either an import or an outlet.", "svodka forget --import ID, or --outlet NAME.")
    column, value = ("import_id", import_id) if import_id is not None else ("outlet", outlet)
    with writer(workspace):
        tail.check(workspace)
        kept = tables.read(workspace, ARTICLES, columns=["article_id", "import_id", "outlet"])
        gone = kept[kept[column] == value]
        if gone.empty:
            raise NothingToAnswer(f"No article has the {column.removesuffix('_id')} {value!r}.", _known(kept, column))
        _remove(workspace, column, str(value), gone["article_id"].to_list())
        _correct_records(workspace, gone)
        if import_id is not None:
            imports.forget_record(workspace, import_id)
    return len(gone)


def _known(kept: pd.DataFrame, column: str) -> str:
    values = kept[column].value_counts().index[:5]
    return f"The archive has: {', '.join(values)}." if len(values) else "The archive is empty."


def _remove(workspace: Workspace, column: str, value: str, ids: list[str]) -> None:
    edition = latest(workspace)
    if edition:
        for table in DERIVED:
            tables.restore(workspace, table, edition.versions.get(table.name))
        for table in _BY_ARTICLE:
            tables.delete(workspace, table, "article_id", ids)
        _correct_entities(workspace)
        _correct_topics(workspace)
    tables.delete(workspace, ARTICLES, column, [value])
    if edition:
        versions = {table.name: tables.version(workspace, table) for table in TABLES}
        publish(workspace, replace(edition, versions=versions, totals={**edition.totals, **_totals(workspace)}))


def _correct_entities(workspace: Workspace) -> None:
    """Drop entities that nothing mentions any more, and forms and dates that only removed articles had."""
    entities = tables.read(workspace, ENTITIES)
    mentions = tables.read(workspace, MENTIONS, columns=["entity_id", "surface", "published_at"])
    left = entities[entities["entity_id"].isin(mentions["entity_id"])].copy()
    surfaces = mentions.groupby("entity_id")["surface"].agg(set)
    written = zip(left["entity_id"], left["forms"], strict=True)
    left["forms"] = pd.Series(
        [[f for f in fs if f in surfaces[i]] for i, fs in written], index=left.index, dtype=object
    )
    left["first_seen"] = left["entity_id"].map(mentions.groupby("entity_id")["published_at"].min())
    tables.overwrite(workspace, ENTITIES, left)


def _correct_topics(workspace: Workspace) -> None:
    """Drop topics without an article; correct the sizes and representatives of the others."""
    topics = tables.read(workspace, TOPICS)
    placed = tables.read(workspace, ARTICLE_TOPICS, columns=["article_id", "topic_id"])
    sizes = topics["topic_id"].map(placed["topic_id"].value_counts()).fillna(0).astype("int32")
    left = topics.assign(size=sizes)[sizes > 0].copy()
    there = set(placed["article_id"])
    shown = [[i for i in ids if i in there] for ids in left["representatives"]]
    left["representatives"] = pd.Series(shown, index=left.index, dtype=object)
    tables.overwrite(workspace, TOPICS, left)


def _totals(workspace: Workspace) -> dict[str, object]:
    """The edition's figures that the removal changed, see `analyse`."""
    placed = tables.read(workspace, ARTICLE_TOPICS, columns=["topic_id", "reason"])
    without = placed[placed["topic_id"].isna()]
    return {
        "articles": len(placed),
        "mentions": len(tables.read(workspace, MENTIONS, columns=["start"])),
        "topics": len(tables.read(workspace, TOPICS, columns=["topic_id"])),
        "unclassified": len(without),
        "unclassified_reasons": {str(k): int(v) for k, v in without["reason"].value_counts().items()},
    }


def _correct_records(workspace: Workspace, gone: pd.DataFrame) -> None:
    """Note in each import's record how much of it was removed, so that it is not taken for damage later."""
    removed = gone["import_id"].value_counts()
    for entry in imports.recorded(workspace):
        count = int(removed.get(entry["import_id"], 0))
        if count:
            report = entry["report"]
            changed = {"stored": report.get("stored", 0) - count, "forgotten": report.get("forgotten", 0) + count}
            imports.record(workspace, entry["import_id"], entry["started_at"], entry["paths"], {**report, **changed})
