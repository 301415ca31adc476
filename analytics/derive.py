"""What an analysis finds: computed from one edition, without a lock, into frames and scratch; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa

from analytics.mentions.stage import version as names_version
from analytics.search import index
from analytics.text.stage import version as text_version
from analytics.topics.languages import TopicMode, Topics, topics_of
from analytics.topics.languages import version as topics_version
from analytics.units import carry_out, gather, write_units
from data.errors import StoreError
from data.lake import tables
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLES, TOKENS, TOPICS, Table, to_frame
from data.settings import Settings, Workspace
from data.state.editions import Edition

Step = Callable[[int, int], None]


class Watch(Protocol):
    """Who is told how far an analysis is."""

    def stage(self, name: str) -> AbstractContextManager[Step]:
        """Time a stage; gives a function that says how much of it is done."""


@dataclass(frozen=True)
class Derived:
    """What was found in the articles of an edition.

    Attributes:
        anew: whether it is of all articles and takes the place of what was known; else of the new ones alone.
        facts, tokens, mentions: rows as in `data.schema`; None: of no article.
        names: entity_id, name, kind of every entity in `mentions`; None as above.
        topics: of all articles; None: they are as they were.
        index: folder of the new search index; None: it is as it was.
        stages: what made it, see `Edition.stages`.
    """

    anew: bool
    facts: pa.Table | None
    tokens: pa.Table | None
    mentions: pa.Table | None
    names: pd.DataFrame | None
    topics: Topics | None
    index: Path | None
    stages: dict[str, str]

    @property
    def is_nothing(self) -> bool:
        """Whether everything is as it was."""
        return self.facts is None and self.topics is None and self.index is None


def stage_versions(settings: Settings) -> dict[str, str]:
    """What each stage's output depends on besides its input; a changed text means: do it again."""
    languages = ",".join(settings.languages)
    return {"text": f"{text_version()} languages={languages}", "names": names_version(), "topics": topics_version()}


def derive(  # noqa: PLR0913 - each is named where it is called
    workspace: Workspace, edition: Edition, folder: Path, *, mode: TopicMode, executor: Executor | None, watch: Watch
) -> Derived:
    """Find language, words, names and topics of what the edition has and was not analysed yet.

    Args:
        workspace: where the edition's files lie.
        edition: what is read, and nothing published later.
        folder: for scratch files, new models (`models/NAME`) and the new index.
        mode: see `topics.languages.topics_of`.
        executor: carries out the units of work; None: a pool of processes.
        watch: told of each stage.
    Raises:
        NothingToAnswer: `keep` was asked for and no language has a model.
        StoreError: a file of the edition, or a model, is missing or damaged.
    """
    stages = stage_versions(workspace.settings)
    anew = not edition.is_analysed or any(edition.stages.get(s) != stages[s] for s in ("text", "names"))
    source = _Source(workspace, edition)
    with watch.stage("names") as step:
        known = pa.array([] if anew else source.ids(ARTICLE_FACTS), pa.string())
        units = write_units(source.files(ARTICLES), known, folder, workspace.settings.languages)
        carry_out(units, executor, step)
        facts, tokens, mentions, names = (gather(units, kind) for kind in ("facts", "tokens", "mentions", "names"))
    with watch.stage("topics") as step:
        stale = anew or edition.stages.get("topics") != stages["topics"]
        chosen: TopicMode = "refit" if stale and mode == "auto" else mode
        needed = facts is not None or chosen == "refit" or (mode == "keep" and not edition.models)
        words = _Words(source, facts, tokens, anew)
        topics = _topics(words, folder / "models", chosen, step) if needed else None
    with watch.stage("search"):
        built = _index(words, folder, anew)
    return Derived(
        anew=anew,
        facts=facts,
        tokens=tokens,
        mentions=mentions,
        names=None if names is None else names.to_pandas(),
        topics=topics,
        index=built,
        stages=stages | ({} if chosen == "refit" or not stale else {"topics": _stamp(edition, anew)}),
    )


def _stamp(edition: Edition, anew: bool) -> str:
    """What stands behind topics that were kept although they are stale; words made anew fit no stage's version."""
    return "" if anew else edition.stages.get("topics", "")


class _Source:
    """The tables of one edition, whatever is published meanwhile."""

    def __init__(self, workspace: Workspace, edition: Edition) -> None:
        self.workspace = workspace
        self.edition = edition

    def files(self, table: Table) -> list[Path]:
        version = self.edition.versions.get(table.name)
        return [] if version is None else tables.files(self.workspace, table, version)

    def read(self, table: Table, columns: list[str] | None = None) -> pd.DataFrame:
        version = self.edition.versions.get(table.name)
        names = columns or table.columns
        return table.empty()[names] if version is None else tables.read(self.workspace, table, version, names)

    def arrow(self, table: Table) -> pa.Table:
        version = self.edition.versions.get(table.name)
        return table.schema.empty_table() if version is None else tables.read_arrow(self.workspace, table, version)

    def ids(self, table: Table) -> pd.Series:
        return self.read(table, ["article_id"])["article_id"]


class _Words:
    """Facts and words of every article, those that were known and those that were found now; read when asked for."""

    def __init__(self, source: _Source, facts: pa.Table | None, tokens: pa.Table | None, anew: bool) -> None:
        self.source = source
        self._new = {ARTICLE_FACTS.name: facts, TOKENS.name: tokens}
        self._anew = anew

    def of(self, table: Table) -> pa.Table:
        new = self._new[table.name]
        known = table.schema.empty_table() if self._anew else self.source.arrow(table)
        return known if new is None else pa.concat_tables([known, new.cast(table.schema)])

    @property
    def has_nothing_new(self) -> bool:
        return self._new[TOKENS.name] is None

    def documents(self, language: str) -> pd.DataFrame:
        """The words of every article of a language, with what labels and representatives need besides.

        Ordered by id: the same articles have the same topics in whatever order they were imported.
        """
        tokens = self.of(TOKENS)
        found = to_frame(tokens.filter(pa.compute.equal(tokens.column("language"), language)))
        columns = ["article_id", "outlet", "title", "text", "published_at"]
        documents = found.merge(self.source.read(ARTICLES, columns), on="article_id", how="left")
        return documents.sort_values("article_id", ignore_index=True)


def _topics(words: _Words, made: Path, mode: TopicMode, step: Step) -> Topics:
    """Fit or assign every language."""
    source = words.source
    return topics_of(
        documents=words.documents,
        facts=to_frame(words.of(ARTICLE_FACTS).select(["article_id", "language"])),
        before=Topics(
            article_topics=source.read(ARTICLE_TOPICS), topics=source.read(TOPICS), models=source.edition.models
        ),
        folder=source.workspace.models,
        made=made,
        mode=mode,
        step=step,
    )


def _index(words: _Words, folder: Path, anew: bool) -> Path | None:
    """The new index, None where the edition's has every word and is whole."""
    source = words.source
    known = source.edition.index
    previous = source.workspace.index / known if known and not anew else None
    if previous and words.has_nothing_new and _is_whole(previous):
        return None
    return folder / "index" / index.build(folder / "index", words.of(TOKENS), previous)


def _is_whole(folder: Path) -> bool:
    try:
        index.check(folder)
    except StoreError:
        return False
    return True
