"""What an analysis finds: computed from one edition, without a lock, into frames and scratch; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.annotate import annotate, cleaned, prepare
from analytics.attribution.formulas import CODE as ATTRIBUTION_CODE
from analytics.clutter.rules import CODE as CLUTTER_CODE
from analytics.copies.article_copies import CODE as COPIES_CODE
from analytics.copies.article_copies import Copies
from analytics.guided import Ground, GuidedTopics, belonging_to, guided_of, outgrown
from analytics.habits import Habits, habits_of
from analytics.mentions.again import to_read_again
from analytics.mentions.article_mentions import version as names_version
from analytics.names import names_of
from analytics.reprints import facts_with_copies, known_copies, with_new
from analytics.search import index
from analytics.source import Source
from analytics.text.article_tokens import version as text_version
from analytics.text.content import with_words
from analytics.topics.across import linked, terms_of
from analytics.topics.batches import Batch, CarryOut
from analytics.topics.languages import Folders, TopicMode, Topics, topics_of
from analytics.topics.languages import version as topics_version
from analytics.topics.months import VERSION as MONTHS_VERSION
from analytics.topics.months import words_by_month
from analytics.work_units import gather, workers, write_units
from data.errors import StoreError
from data.lake.guided import placed
from data.lake.name_edits import added, changed
from data.lake.topic_editing import ended
from data.lake.topic_edits import maker, making, waiting
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    ATTRIBUTIONS,
    CLUTTER,
    ENTITY_LINEAGE,
    GUIDED_TOPICS,
    MENTIONS,
    TOKENS,
    TOPIC_LINEAGE,
    TOPIC_LINKS,
    TOPICS,
    Table,
    to_frame,
)
from data.settings import Settings, Workspace
from data.state.editions import Edition
from data.state.edits import Edit

Step = Callable[[int, int], None]
BY_ARTICLE = {"tokens": TOKENS, "clutter": CLUTTER, "attributions": ATTRIBUTIONS, "mentions": MENTIONS}
"""Tables with rows of each article by itself, under the name of the units' output."""
KINDS = ("tokens", "clutter", "attributions", "facts", "samples")


class Watch(Protocol):
    """Who is told how far an analysis is."""

    def stage(self, name: str) -> AbstractContextManager[Step]:
        """Time a stage; gives a function that says how much of it is done."""


@dataclass(frozen=True)
class Found:
    """What was found in articles that were not analysed yet, or are analysed again.

    Attributes:
        anew: whether these are all articles, and take the place of what was known.
        again: articles that were known and whose rows these take the place of.
        rows: by the name of a table those of these articles.
        names: entity_id, name, kind of every entity of the archive.
        lineage: which entities are one, as in `schema.ENTITY_LINEAGE`.
        facts: of all articles, the known ones included; new ones change the groups of those.
        copies: of all articles.
        blocks: see `habits.Habits`.
    """

    anew: bool
    again: tuple[str, ...]
    rows: dict[str, pa.Table]
    names: pd.DataFrame
    lineage: pd.DataFrame
    facts: pd.DataFrame
    copies: Copies
    blocks: pd.DataFrame


@dataclass(frozen=True)
class Derived:
    """What an analysis comes to.

    Attributes:
        found: in new articles; None: there are none.
        topics: of all articles; None: they are as they were.
        guided: topics that users described or parted; None: they are as they were.
        links: which topics of several languages are about one thing, as `schema.TOPIC_LINKS`; None: it is as it was.
        words: of each month of a theme or topic, as `schema.TOPIC_WORDS`; None: they are as they were.
        index: folder of the new search index; None: it is as it was.
        stages: what made it, see `Edition.stages`.
    """

    found: Found | None
    topics: Topics | None
    guided: GuidedTopics | None
    links: pd.DataFrame | None
    words: pd.DataFrame | None
    index: Path | None
    stages: dict[str, str]

    @property
    def is_nothing(self) -> bool:
        """Whether everything is as it was."""
        return all(each is None for each in (self.found, self.topics, self.guided, self.words, self.index))


def stage_versions(settings: Settings) -> dict[str, str]:
    """What each stage's output depends on besides its input; a changed text means: do it again."""
    codes = f"clutter={CLUTTER_CODE} copies={COPIES_CODE} attribution={ATTRIBUTION_CODE}"
    return {
        "text": f"{text_version()} languages={','.join(settings.languages)} {codes}",
        "names": names_version(),
        "topics": f"{topics_version()} vectors={settings.vectors}",
        "months": f"{MONTHS_VERSION} zone={settings.zone}",
    }


def derive(  # noqa: PLR0913 - each is named where it is called
    workspace: Workspace,
    edition: Edition,
    folder: Path,
    *,
    log: Sequence[Edit] = (),
    mode: TopicMode,
    executor: Executor | None,
    watch: Watch,
) -> Derived:
    """Find clutter, copies, language, words, names and topics of what the edition has and was not analysed yet.

    Args:
        workspace: where the edition's files lie.
        edition: what is read, and nothing published later.
        log: what users said; names that they added are looked for.
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
    source = Source(workspace, edition)
    found = _found(source, folder, log, anew=anew, executor=executor, watch=watch)
    words = _Words(source, found)
    with watch.stage("topics") as step:
        stale = anew or edition.stages.get("topics") != stages["topics"]
        chosen: TopicMode = "refit" if stale and mode == "auto" else mode
        needed = found is not None or chosen == "refit" or (mode == "keep" and not edition.models)
        asked = _is_asked(source, log)
        before = source.read(GUIDED_TOPICS)
        if asked and not stale:  # what they take of the topics that are there tells whether these are found anew
            before = guided_of(_ground(words, None, before, log), words.documents).articles
        apart = belonging_to(before, log)
        grown = outgrown(apart, source.read(ARTICLE_TOPICS)) if asked and mode == "auto" else frozenset[str]()
        needed = needed or bool(grown)
        carry_out = partial(_in_batches, executor)
        topics = _topics(words, folder / "models", chosen, (apart, grown), carry_out, step) if needed else None
        if topics and chosen != mode:
            topics = replace(topics, refits=tuple(each._replace(why="updated") for each in topics.refits))
    with watch.stage("guided"):
        guided = guided_of(_ground(words, topics, before, log), words.documents) if topics or asked else None
    with watch.stage("search"):
        built = _index(words, folder)
    with watch.stage("languages"):
        links = _links(words, topics, guided) if found or guided else None
    with watch.stage("months"):
        other = edition.stages.get("months") != stages["months"]
        told = _by_month(words, topics, guided, log) if found or guided or other else None
    kept = {} if chosen == "refit" or not stale else {"topics": _stamp(edition, anew)}
    return Derived(found, topics, guided, links, told, built, stages | kept)


def _stamp(edition: Edition, anew: bool) -> str:
    """What stands behind topics that were kept although they are stale; words made anew fit no stage's version."""
    return "" if anew else edition.stages.get("topics", "")


def _found(  # noqa: PLR0913 - each is named where it is called
    source: Source, folder: Path, log: Sequence[Edit], *, anew: bool, executor: Executor | None, watch: Watch
) -> Found | None:
    """Annotate what is new, and what an outlet's new habits or added names change; compare it with all else."""
    with watch.stage("clutter"):
        known = ARTICLE_FACTS.empty()["article_id"] if anew else source.ids(ARTICLE_FACTS)
        habits = habits_of(source, known, anew=anew)
        again = sorted({*_of_outlets(source, known, habits), *_with_names(source, known, log)})
    with watch.stage("names") as step:
        done = pa.array(known[~known.isin(again)] if again else known, pa.string())
        blocks = pa.Table.from_pandas(habits.left_out, preserve_index=False)
        languages = source.workspace.settings.languages
        units = write_units(source.files(ARTICLES), done, blocks, folder, languages, added=added(log))
        if not units:
            return None
        with workers(executor, len(units), prepare) as carry_out:
            carry_out(annotate, [(unit, count) for unit, count in units], step)
            named = names_of(source, units, None if anew else again, folder, carry_out)
        rows = {kind: gather(units, kind) for kind in KINDS} | {"mentions": named.mentions}
    with watch.stage("copies"):
        new = to_frame(rows["facts"])
        before = Copies.none() if anew else known_copies(source, again)
        copies = with_new(before, source, new, rows["samples"], to_frame(rows["clutter"]))
        kept = ARTICLE_FACTS.empty() if anew else source.read(ARTICLE_FACTS)
        facts = pd.concat([kept[~kept["article_id"].isin(again)], new], ignore_index=True)
    return Found(
        anew=anew,
        again=tuple(again),
        rows={table.name: rows[kind].cast(table.schema) for kind, table in BY_ARTICLE.items()},
        names=named.names,
        lineage=named.lineage,
        facts=facts_with_copies(facts, copies),
        copies=copies,
        blocks=habits.blocks,
    )


def _of_outlets(source: Source, known: pd.Series, habits: Habits) -> list[str]:
    """The analysed articles of outlets whose habits have changed."""
    if not habits.changed:
        return []
    articles = source.read(ARTICLES, ["article_id", "outlet"])
    changed = articles.loc[articles["outlet"].isin(habits.changed), "article_id"]
    return known[known.isin(changed)].to_list()


def _with_names(source: Source, known: pd.Series, log: Sequence[Edit]) -> list[str]:
    """The analysed articles in which a name may stand that users added, or took back, since the analysis before."""
    aliases = changed(log, source.edition.looked_for)
    if not aliases or known.empty:
        return []
    batches = (
        pa.Table.from_batches([batch])
        for path in source.files(ARTICLES)
        for batch in pq.ParquetFile(path).iter_batches(columns=["article_id", "title", "text"])
    )
    found = {i for batch in batches for i in to_read_again(batch, aliases).to_pylist()}
    return known[known.isin(found)].to_list()


class _Words:
    """Words of every article, those that were known and those that were found now; read when asked for."""

    def __init__(self, source: Source, found: Found | None) -> None:
        self.source = source
        self.found = found

    def of(self, table: Table, ids: pd.Series | None = None) -> pa.Table:
        """A table as it is going to be, or of these articles alone."""
        if self.found is None:
            return self.source.arrow(table, ids)
        known = table.schema.empty_table() if self.found.anew else self.source.arrow(table, ids)
        again = pa.array(self.found.again, pa.string())
        kept = known.filter(pc.invert(pc.is_in(known.column("article_id"), value_set=again)))
        new = self.found.rows[table.name]
        if ids is not None:
            new = new.filter(pc.is_in(new.column("article_id"), value_set=pa.array(ids, pa.string())))
        return pa.concat_tables([kept, new])

    @cached_property
    def every(self) -> pd.DataFrame:
        """article_id, language, reprint_group, series, published_at of every article."""
        columns = ["article_id", "language", "reprint_group", "series"]
        facts = self.source.read(ARTICLE_FACTS, columns) if self.found is None else self.found.facts[columns]
        dates = self.source.read(ARTICLES, ["article_id", "published_at"])
        return facts.merge(dates, on="article_id", how="left")

    def topics(self, topics: Topics | None) -> Topics:
        """Those found now if there are, else those of the edition; without guided ones."""
        source = self.source
        return topics or Topics(
            source.read(ARTICLE_TOPICS), discovered(source.read(TOPICS)), source.read(ARTICLE_VECTORS), {}
        )

    def placed(self, placed: pd.DataFrame) -> pd.DataFrame:
        """Every article with its text (its reprint group, or itself) and its topics, as `schema.ARTICLE_TOPICS`."""
        articles = self.every.assign(text=self.every["reprint_group"].fillna(self.every["article_id"]))
        columns = ["language", "published_at"]
        return articles.sort_values("article_id").merge(placed.drop(columns=columns), on="article_id")

    def documents(self, ids: pd.Series) -> pd.DataFrame:
        """The words of articles, with what labels and representatives need besides.

        Ordered by id: the same articles have the same topics in whatever order they were imported.
        """
        found = with_words(self.of(TOKENS, ids))
        columns = ["article_id", "outlet", "title", "text"]
        articles = found.merge(self.source.read(ARTICLES, columns, ids.tolist()), on="article_id", how="left")
        documents = cleaned(articles, to_frame(self.of(CLUTTER, ids)))
        facts = self.every[["article_id", "reprint_group", "series", "published_at"]]
        return documents.merge(facts, on="article_id", how="left").sort_values("article_id", ignore_index=True)


def _by_month(words: _Words, topics: Topics | None, guided: GuidedTopics | None, log: Sequence[Edit]) -> pd.DataFrame:
    """The words of each month of a theme or topic, of guided ones too."""
    source, found = words.source, words.topics(topics)
    every = pd.concat([found.topics, guided.topics]) if guided else source.read(TOPICS)
    articles = guided.articles if guided else source.read(GUIDED_TOPICS)
    stand, _ = placed(found.article_topics, every, articles, making(log))
    return words_by_month(words.placed(stand), words.of(TOKENS), words.source.workspace.settings.zone)


def discovered(topics: pd.DataFrame) -> pd.DataFrame:
    """Rows of `schema.TOPICS` that no edit made."""
    return topics[topics["topic_id"].map(maker).isna()]


def _is_asked(source: Source, log: Sequence[Edit]) -> bool:
    """Whether edits of guided topics are in force, or undone, that no analysis has carried out yet."""
    never = source.edition.versions.get(GUIDED_TOPICS.name) is None
    known = bool(source.edition.models)
    return known and (bool(waiting(log, source.edition.looked_for)) or (never and bool(making(log))))


def _ground(words: _Words, topics: Topics | None, before: pd.DataFrame, log: Sequence[Edit]) -> Ground:
    """What guided topics are found in."""
    columns, lineage = ["at", "event", "topic_id", "into_id"], [words.source.read(TOPIC_LINEAGE)]
    if topics:
        lineage.append(topics.lineage.assign(at=pd.Timestamp.now("UTC")))
    every = pd.concat([each[columns] for each in lineage])
    return Ground(log, words.topics(topics), ended(every), before, lambda: with_words(words.of(TOKENS)))


def _topics(  # noqa: PLR0913, PLR0917 - what `topics_of` takes, in its order
    words: _Words,
    made: Path,
    mode: TopicMode,
    guided: tuple[frozenset[str], frozenset[str]],
    carry_out: CarryOut,
    step: Step,
) -> Topics:
    """Fit or assign every language; `guided`: see `topics_of`, apart and outgrown."""
    source, found = words.source, words.found
    known, vectors = source.read(ARTICLE_TOPICS), source.read(ARTICLE_VECTORS)
    again = found.again if found else ()  # their words are others now
    as_now = source.edition.stages.get("topics") == stage_versions(source.workspace.settings)["topics"]
    return topics_of(
        documents=words.documents,
        articles=words.every,
        before=Topics(
            article_topics=known[~known["article_id"].isin(again)],
            topics=discovered(source.read(TOPICS)),
            vectors=vectors.iloc[:0] if found and found.anew else vectors[~vectors["article_id"].isin(again)],
            models=source.edition.models,
        ),
        folders=Folders(kept=source.workspace.models, made=made),
        earlier=known,
        anew=not as_now,  # what other code found must not lead this one's
        mode=mode,
        vectors=source.workspace.settings.vectors,
        carry_out=carry_out,
        step=step,
        apart=guided[0],
        outgrown=guided[1],
    )


def _in_batches(executor: Executor | None, work: Callable[[Batch], int], batches: Sequence[Batch]) -> None:
    with workers(executor, len(batches)) as carry_out:
        carry_out(work, [(each, each.size) for each in batches])


def _links(words: _Words, topics: Topics | None, guided: GuidedTopics | None) -> pd.DataFrame:
    """Link themes with themes and topics with topics; what one edit makes in several languages is linked as given."""
    source, found = words.source, words.found
    known = words.topics(topics)
    given = guided.links if guided else _given(source)
    levels = known.topics["level"].fillna("topic")
    if known.topics.loc[levels != "story", "language"].nunique() < 2:
        return given
    articles = words.placed(known.article_topics)
    lineage = found.lineage if found else source.read(ENTITY_LINEAGE)
    terms = terms_of(words.of(MENTIONS), lineage, words.of(TOKENS))
    each = [
        linked(articles.assign(topic_id=articles[f"{level}_id"]), terms, known.topics[levels == level])
        for level in ("theme", "topic")
    ]
    return pd.concat([*each, given], ignore_index=True)


def _given(source: Source) -> pd.DataFrame:
    links = source.read(TOPIC_LINKS)
    return links[links["topic_id"].map(maker).notna()]


def _index(words: _Words, folder: Path) -> Path | None:
    """The new index, None where the edition's has every word and is whole."""
    source, found = words.source, words.found
    known = source.edition.index
    previous = source.workspace.index / known if known and not (found and found.anew) else None
    if previous and found is None and _is_whole(previous):
        return None
    again: Sequence[str] = found.again if found else ()
    return folder / "index" / index.build(folder / "index", words.of(TOKENS), previous, again)


def _is_whole(folder: Path) -> bool:
    try:
        index.check(folder)
    except StoreError:
        return False
    return True
