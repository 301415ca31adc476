"""`analyse`: from the articles of an edition to the next edition.

It computes without the lock, so that imports go on meanwhile; what they store is simply not analysed yet. Then it takes
the lock, writes its tables and publishes them together. If something was forgotten meanwhile it begins again.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.colours import COLOURS, own_colours
from analytics.derive import BY_ARTICLE, Derived, Found, Step, derive, discovered
from analytics.mentions.entities import entities_of
from analytics.topics.languages import TopicMode
from data.errors import Locked, NothingToAnswer, StoreError
from data.lake import tables
from data.lake.change import Change
from data.lake.erasure import scratch
from data.lake.lock import analysis
from data.lake.name_edits import waiting
from data.lake.topic_edits import making
from data.lake.totals import totals_of
from data.lake.transaction import begin, change
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    BODY_PAIRS,
    BODY_SAMPLES,
    ENTITIES,
    ENTITY_LINEAGE,
    GROUP_LINEAGE,
    GUIDED_TOPICS,
    MENTIONS,
    REPEATED_BLOCKS,
    TABLES,
    TOPIC_LINEAGE,
    TOPIC_LINKS,
    TOPIC_WORDS,
    TOPICS,
)
from data.settings import Workspace
from data.state import edits
from data.state.editions import Edition, hold

Progress = Callable[[str, int, int], None]
TRIES = 3


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


class _OvertakenError(Exception):
    """Another step changed what was computed on."""


def analyse(
    workspace: Workspace,
    *,
    topics: TopicMode = "auto",
    progress: Progress = silent,
    executor: Executor | None = None,
    run_id: int | None = None,
) -> dict[str, Any]:
    """Analyse what is not analysed yet and publish the next edition.

    Args:
        workspace: the archive.
        topics: `auto` fits where a language has no model or its articles have doubled, else assigns; `keep` only
            assigns; `refit` fits every language anew.
        progress: called with stage, done, total at every step.
        executor: carries out the units of work; None: a pool of processes, one for each core.
        run_id: the run that ends with this, see `state.runs`.
    Returns:
        The edition's totals: articles, mentions, themes, topics, stories, unclassified, unclassified_reasons, refits
        (see `topics.languages.Refit`), guided (see `guided.GuidedTopics.told`), edition, seconds by stage.
        Where nothing is to be done, those of the edition that stands.
    Raises:
        NothingToAnswer: nothing was imported, or `keep` was asked for and no language has a model.
        Locked: another process analyses, or writes for too long; or articles were forgotten again and again meanwhile.
    """
    clock = Clock(progress)
    with analysis(workspace):
        for _ in range(TRIES):
            try:
                return _analyse_once(workspace, topics, executor, clock, run_id)
            except _OvertakenError:
                continue
    raise Locked(f"Articles were removed {TRIES} times while they were analysed.", "Run `svodka analyse` again.")


def _analyse_once(
    workspace: Workspace, topics: TopicMode, executor: Executor | None, clock: Clock, run_id: int | None
) -> dict[str, Any]:
    with clock.stage("check"):
        edition = begin(workspace, "analyse").before
        log = edits.log(workspace)
        if not _articles(workspace, edition):
            raise NothingToAnswer(f"{workspace.root} holds no articles.", "Import some first: svodka import PATH")
    with hold(workspace, edition), scratch(workspace, "analyse") as folder:
        try:
            found = derive(workspace, edition, folder, log=log, mode=topics, executor=executor, watch=clock)
        except StoreError:
            if _is_overtaken(edition, begin(workspace, "analyse").before):
                raise _OvertakenError from None  # its files were erased at once
            raise
        unheard = waiting(log, edition.looked_for)
        if found.is_nothing and not unheard and edition.zone == workspace.settings.zone:
            return {**edition.totals, "refits": [], "edition": edition.edition_id}
        with change(workspace, "analyse") as now:
            if _is_overtaken(edition, now.before):
                raise _OvertakenError
            with clock.stage("write") as step:
                _write(now, found, folder, step)
            return _publish(now, found, log[-1].number if log else 0, clock, run_id)


def _articles(workspace: Workspace, edition: Edition) -> int:
    return tables.count(workspace, ARTICLES, edition.versions.get(ARTICLES.name))


def _is_overtaken(edition: Edition, now: Edition) -> bool:
    """Whether more was published since than imports: articles may be gone, or tables be others."""
    return edition.derived != now.derived


def _write(now: Change, derived: Derived, folder: Path, step: Step) -> None:
    """Write the tables of what was found; `step` is told of each."""
    found = derived.found
    writing: list[Iterator[None]] = [_write_topics(now, derived)]
    if found:
        writing = [_write_facts(now, found), _write_rows(now, found), _write_entities(now, found), *writing]
    for done, _ in enumerate(chain.from_iterable(writing), start=1):
        step(done, len(TABLES) - 1)
    for model in sorted((folder / "models").glob("*")):
        _put(model, now.workspace.models)


def _publish(now: Change, found: Derived, looked_for: int, clock: Clock, run_id: int | None) -> dict[str, Any]:
    """Publish what was written, which knows the edits up to a number; returns the totals."""
    workspace, before = now.workspace, now.before
    refits = [refit._asdict() for refit in found.topics.refits] if found.topics else []
    guided = found.guided.told if found.guided else before.totals.get("guided", [])
    totals = {**totals_of(now), "refits": refits, "guided": guided, "seconds": dict(clock.seconds)}
    edition = now.publish(
        run_id=run_id,
        result=totals,
        zone=workspace.settings.zone,
        stages=found.stages,
        totals=totals,
        looked_for=looked_for,
        models=found.topics.models if found.topics else before.models,
        colours=_colours(now),
        index=before.index if found.index is None else _put(found.index, workspace.index),
    )
    return {**totals, "edition": edition.edition_id}


def _write_facts(now: Change, found: Found) -> Iterator[None]:
    """Facts of all articles, for new ones change the groups of others; what outlets repeat; what copies are told by."""
    now.overwrite(ARTICLE_FACTS, found.facts)
    yield
    copies = found.copies
    for table, rows in (
        (REPEATED_BLOCKS, found.blocks),
        (BODY_SAMPLES, copies.samples),
        (BODY_PAIRS, copies.pairs),
        (GROUP_LINEAGE, copies.lineage),
    ):
        if len(rows) or now.versions[table.name] is not None:
            now.overwrite(table, rows)
        yield


def _write_rows(now: Change, found: Found) -> Iterator[None]:
    """What was found in each article, beside what was known or in its place."""
    for table in BY_ARTICLE.values():
        rows = found.rows[table.name]
        if found.anew:
            now.overwrite(table, rows)
        else:
            if found.again:
                now.delete(table, "article_id", found.again)
            now.append(table, rows)
        yield


def _write_entities(now: Change, found: Found) -> Iterator[None]:
    now.overwrite(ENTITIES, entities_of(now.read(MENTIONS), found.names))
    yield
    if len(found.lineage) or now.versions[ENTITY_LINEAGE.name] is not None:
        now.overwrite(ENTITY_LINEAGE, found.lineage)
    yield


def _write_topics(now: Change, derived: Derived) -> Iterator[None]:
    topics, guided = derived.topics, derived.guided
    if topics is not None:
        now.overwrite(ARTICLE_TOPICS, topics.article_topics)
        yield
        now.overwrite(ARTICLE_VECTORS, topics.vectors)
        yield
        if len(lineage := topics.lineage):
            now.append(TOPIC_LINEAGE, _called_before(now, lineage).assign(at=pd.Timestamp.now("UTC")))
        yield
    if guided is not None:
        found = topics.topics if topics else discovered(now.read(TOPICS))
        now.overwrite(TOPICS, pd.concat([found, guided.topics], ignore_index=True))
        yield
        if len(guided.articles) or making(edits.log(now.workspace)) or now.versions[GUIDED_TOPICS.name] is not None:
            now.overwrite(GUIDED_TOPICS, guided.articles)
        yield
    if derived.links is not None and (len(derived.links) or now.versions[TOPIC_LINKS.name] is not None):
        now.overwrite(TOPIC_LINKS, derived.links)
        yield
    if derived.words is not None:
        now.overwrite(TOPIC_WORDS, derived.words)
        yield


def _called_before(now: Change, lineage: pd.DataFrame) -> pd.DataFrame:
    """What the themes and topics were called that a refit began with; a story's headline goes with its article."""
    known = now.read(TOPICS, ["topic_id", "level", "label"]).fillna({"level": "topic"})
    labels = known[known["level"] != "story"].set_index("topic_id")["label"]
    return lineage.assign(label=lineage["topic_id"].map(labels).astype("str"))


def _put(folder: Path, parent: Path) -> str:
    """Move a finished folder from the scratch to its place; returns its name.

    A model is named after what it was fitted on: one that is there already, whole or damaged, gives way.
    """
    parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(parent / folder.name, ignore_errors=True)
    folder.rename(parent / folder.name)
    return folder.name


def _colours(now: Change) -> dict[str, dict[str, int]]:
    topics = now.read(TOPICS, ["topic_id", "level", "size"]).fillna({"level": "topic"})
    ranked = topics.sort_values(["size", "topic_id"], ascending=[False, True])
    largest = {
        "themes": ranked["topic_id"][ranked["level"] == "theme"].head(COLOURS),
        "topics": ranked["topic_id"][ranked["level"] == "topic"].head(COLOURS),
        "entities": _most_mentioned(now).head(COLOURS),
    }
    return {what: own_colours(list(ids), now.before.colours.get(what, {})) for what, ids in largest.items()}


def _most_mentioned(now: Change) -> pd.Series:
    mentions, lineage = now.read(MENTIONS, ["article_id", "entity_id"]), now.read(ENTITY_LINEAGE)
    read_as = dict(zip(lineage["entity_id"], lineage["into_id"], strict=True))
    mentions["entity_id"] = mentions["entity_id"].replace(read_as)
    counted = mentions.drop_duplicates().groupby("entity_id").size().rename("articles").reset_index()
    return counted.sort_values(["articles", "entity_id"], ascending=[False, True])["entity_id"]
