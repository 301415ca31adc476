"""`analyse`: from articles to a published edition.

Stages run in a fixed order; each writes its tables as a whole before the next begins, and nothing is visible before the
edition that names all the new versions is published. A run that dies is undone by the next, which first puts every
derived table back to the last edition's version.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.colours import COLOURS, own_colours
from analytics.mentions.entities import entities_of
from analytics.mentions.stage import version as names_version
from analytics.reprints import reprint_groups
from analytics.search import index
from analytics.text.stage import version as text_version
from analytics.topics.compiled import use_cache
from analytics.topics.languages import TopicMode, Topics, topics_of
from analytics.topics.languages import version as topics_version
from analytics.units import carry_out, gather, write_units
from data.errors import NothingToAnswer
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
    to_frame,
)
from data.settings import Workspace
from data.state.editions import Edition, latest, publish

Progress = Callable[[str, int, int], None]
Step = Callable[[int, int], None]
log = logging.getLogger(__name__)


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Clock:
    """Seconds by stage, and what is said of each to whoever watches."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[Step]:
        """Time a stage; gives a function that says how much of it is done."""
        self.progress(name, 0, 0)
        began = time.monotonic()
        yield lambda done, total: self.progress(name, done, total)
        self.seconds[name] = round(time.monotonic() - began, 3)


def analyse(
    workspace: Workspace,
    *,
    topics: TopicMode = "auto",
    progress: Progress = silent,
    executor: Executor | None = None,
) -> dict[str, Any]:
    """Analyse what is not analysed yet and publish the next edition.

    Args:
        workspace: the archive.
        topics: `auto` fits where a language has no model or its articles have doubled, else assigns; `keep` only
            assigns; `refit` fits every language anew.
        progress: called with stage, done, total at every step.
        executor: carries out the units of work; None: a pool of processes, one for each core.
    Returns:
        The edition's totals: articles, mentions, topics, unclassified, unclassified_reasons, edition, seconds by stage.
    Raises:
        NothingToAnswer: nothing was imported, or `keep` was asked for and no language has a model.
        Locked: another process writes to the workspace.
    """
    clock = Clock(progress)
    use_cache(workspace.cache)
    with writer(workspace):
        with clock.stage("check"):
            before, damaged = _begin(workspace)
        stages = _stage_versions(workspace)
        redo = damaged or before is None or any(before.stages.get(s) != stages[s] for s in ("text", "names"))
        with clock.stage("names") as step:
            names = _annotate(workspace, redo, executor, step)
        with clock.stage("reprints"):
            _write_reprints(workspace)
        with clock.stage("entities"):
            _write_entities(workspace, names)
        with clock.stage("topics") as step:
            stale = redo or before is None or before.stages.get("topics") != stages["topics"]
            models = _write_topics(workspace, before, "refit" if stale and topics == "auto" else topics, step)
        with clock.stage("search"):
            built = index.build(workspace.index, _tokens(workspace), before.index if before and not redo else None)
        with clock.stage("publish"):
            edition = _edition(workspace, before, stages, models, built)
            edition.totals["seconds"] = clock.seconds
            number = publish(workspace, edition)
            _tidy(workspace, before, edition)
    return {**edition.totals, "edition": number}


def _begin(workspace: Workspace) -> tuple[Edition | None, bool]:
    """Check the tables' tails and put every derived table back to the last edition.

    Returns:
        The last edition, and whether a derived table was damaged: then all are emptied, to be made anew.
    """
    found = tail.check(workspace)
    for damage in found:
        log.warning("%s", damage)
    damaged = any(damage.is_derived for damage in found)
    before = latest(workspace)
    if tables.read(workspace, ARTICLES, columns=["article_id"]).empty:
        raise NothingToAnswer(f"{workspace.root} holds no articles.", "Import some first: svodka import PATH")
    for table in DERIVED:
        good = None if damaged or before is None else before.versions.get(table.name)
        tables.restore(workspace, table, good)
    shutil.rmtree(workspace.work, ignore_errors=True)
    workspace.work.mkdir(parents=True)
    return before, damaged


def _stage_versions(workspace: Workspace) -> dict[str, str]:
    """What each stage's output depends on besides its input; a changed text means: do it again."""
    languages = ",".join(workspace.settings.languages)
    return {"text": f"{text_version()} languages={languages}", "names": names_version(), "topics": topics_version()}


def _annotate(workspace: Workspace, redo: bool, executor: Executor | None, step: Step) -> pd.DataFrame:
    """Language, words and names of the articles that have none yet; returns the names found, see `mentions_of`."""
    known = tables.read(workspace, ARTICLE_FACTS, columns=["article_id"])["article_id"]
    newest = tables.version(workspace, ARTICLES)
    files = tables.files(workspace, ARTICLES, newest or 0)
    units = write_units(
        files, pa.array([] if redo else known, pa.string()), workspace.work, workspace.settings.languages
    )
    carry_out(units, executor, step)
    for table, kind in ((ARTICLE_FACTS, "facts"), (TOKENS, "tokens"), (MENTIONS, "mentions")):
        found = gather(units, kind)
        if redo:
            tables.overwrite(workspace, table, table.empty() if found is None else found)
        elif found is not None:
            tables.append(workspace, table, found)
        step(0, 0)
    before = tables.read(workspace, ENTITIES, columns=["entity_id", "name", "kind"])
    names = gather(units, "names")
    new = before.iloc[:0] if names is None else names.to_pandas()
    every: pd.DataFrame = pd.concat([new, before.iloc[:0] if redo else before], ignore_index=True)
    return every.drop_duplicates("entity_id", ignore_index=True)


def _write_reprints(workspace: Workspace) -> None:
    facts = tables.read(workspace, ARTICLE_FACTS)
    articles = tables.read(workspace, ARTICLES, columns=["article_id", "published_at"])
    tables.overwrite(workspace, ARTICLE_FACTS, facts.assign(reprint_group=reprint_groups(facts, articles)))


def _write_entities(workspace: Workspace, names: pd.DataFrame) -> None:
    tables.overwrite(workspace, ENTITIES, entities_of(tables.read(workspace, MENTIONS), names))


def _tokens(workspace: Workspace) -> pa.Table:
    newest = tables.version(workspace, TOKENS)
    return tables.read_arrow(workspace, TOKENS, newest)


def _write_topics(workspace: Workspace, before: Edition | None, mode: TopicMode, step: Step) -> dict[str, str]:
    """Fit or assign every language; returns each one's model."""
    found = topics_of(
        documents=lambda language: _documents(workspace, language),
        facts=tables.read(workspace, ARTICLE_FACTS, columns=["article_id", "language"]),
        before=Topics(
            article_topics=tables.read(workspace, ARTICLE_TOPICS),
            topics=tables.read(workspace, TOPICS),
            models=before.models if before else {},
        ),
        folder=workspace.models,
        mode=mode,
        step=step,
    )
    tables.overwrite(workspace, ARTICLE_TOPICS, found.article_topics)
    step(0, 0)
    tables.overwrite(workspace, TOPICS, found.topics)
    return found.models


def _documents(workspace: Workspace, language: str) -> pd.DataFrame:
    """The words of every article of a language, with what labels and representatives need besides.

    Ordered by id: the same articles have the same topics in whatever order they were imported.
    """
    tokens = tables.read_arrow(workspace, TOKENS, tables.version(workspace, TOKENS))
    tokens = to_frame(tokens.filter(pa.compute.equal(tokens.column("language"), language)))
    articles = tables.read(workspace, ARTICLES, columns=["article_id", "outlet", "title", "text", "published_at"])
    documents = tokens.merge(articles, on="article_id", how="left")
    return documents.sort_values("article_id", ignore_index=True)


def _edition(
    workspace: Workspace, before: Edition | None, stages: dict[str, str], models: dict[str, str], built: str
) -> Edition:
    colours = before.colours if before else {}
    topics = tables.read(workspace, TOPICS, columns=["topic_id", "size"])
    mentions = tables.read(workspace, MENTIONS, columns=["article_id", "entity_id"])
    largest = {
        "topics": topics.sort_values(["size", "topic_id"], ascending=[False, True])["topic_id"].head(COLOURS),
        "entities": _most_mentioned(mentions).head(COLOURS),
    }
    return Edition(
        versions={table.name: tables.version(workspace, table) for table in TABLES},
        zone=workspace.settings.zone,
        stages=stages,
        totals=_totals(workspace, len(mentions), len(topics)),
        models=models,
        colours={what: own_colours(list(ids), colours.get(what, {})) for what, ids in largest.items()},
        index=built,
    )


def _most_mentioned(mentions: pd.DataFrame) -> pd.Series:
    counted = mentions.drop_duplicates().groupby("entity_id").size().rename("articles").reset_index()
    return counted.sort_values(["articles", "entity_id"], ascending=[False, True])["entity_id"]


def _totals(workspace: Workspace, mentions: int, topics: int) -> dict[str, Any]:
    reasons = tables.read(workspace, ARTICLE_TOPICS, columns=["reason"])["reason"]
    return {
        "articles": len(reasons),
        "mentions": mentions,
        "topics": topics,
        "unclassified": int(reasons.notna().sum()),
        "unclassified_reasons": {str(k): int(v) for k, v in reasons.value_counts().items()},
    }


def _tidy(workspace: Workspace, before: Edition | None, edition: Edition) -> None:
    """Remove what no reader can need: scratch files, and indexes and models older than the edition before this one."""
    shutil.rmtree(workspace.work, ignore_errors=True)
    kept = {edition.index, *edition.models.values()} | ({before.index, *before.models.values()} if before else set())
    for folder in (*workspace.index.glob("*"), *workspace.models.glob("*")):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
    for table in DERIVED:
        tables.vacuum(workspace, table, [v for e in (before, edition) if e and (v := e.versions.get(table.name))])
