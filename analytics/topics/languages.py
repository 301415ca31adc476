"""Topics over several languages: one fit per language, and who is left out for which reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from analytics.topics.assign import with_bulletins
from analytics.topics.batches import CarryOut, Documents, around, in_order_of_time, placed_in_batches, sample
from analytics.topics.drift import drift_of
from analytics.topics.identity import LEVEL_IDS
from analytics.topics.later import with_stories
from analytics.topics.model import TopicModel, load, save
from analytics.topics.rising import Risen, with_risen
from analytics.topics.vectors import by_topic
from data.errors import NothingToAnswer
from data.schema import ARTICLE_TOPICS, ARTICLE_VECTORS, TOPIC_LINEAGE, TOPICS, UNKNOWN_LANGUAGE, Table

TopicMode = Literal["auto", "keep", "refit"]
LEAST_DOCUMENTS = 30
LINEAGE = [column for column in TOPIC_LINEAGE.columns if column not in ("at", "label")]


class Refit(NamedTuple):
    """Why the topics of a language that were there were found anew.

    Attributes:
        language: its code.
        why: "asked", "guided" (a topic that a user described took most of one that was found), "updated" (the program
            or the vectors are others now), "doubled" (so many articles as the fit before had, or more, came since), or
            one of `drift.MEASURES` that was beyond its limit.
        value, usual: of a measure how much it is and was, 0..1; else null.
        articles: how many came since the fit before.
    """

    language: str
    why: str
    articles: int
    value: float | None = None
    usual: float | None = None


@dataclass(frozen=True)
class Topics:
    """Topics of every language.

    Attributes:
        article_topics, topics, vectors: frames as in `data.schema`; the last of `ARTICLE_VECTORS`.
        models: folder name of each language's model.
        lineage: columns LINEAGE: what the fits of this analysis made of the topics before them.
        refits: why topics that were there were found anew.
    """

    article_topics: pd.DataFrame
    topics: pd.DataFrame
    vectors: pd.DataFrame
    models: dict[str, str]
    lineage: pd.DataFrame = field(default_factory=lambda: TOPIC_LINEAGE.empty()[LINEAGE])
    refits: tuple[Refit, ...] = ()

    @classmethod
    def none(cls) -> Topics:
        """Of an archive that was never analysed."""
        return cls(ARTICLE_TOPICS.empty(), TOPICS.empty(), ARTICLE_VECTORS.empty(), {})


class Folders(NamedTuple):
    """Where models lie, and where new ones are put; files that are gone at the end lie beside these."""

    kept: Path
    made: Path


def version() -> str:
    """Changes whenever the same words would give other topics."""
    from analytics.topics.fit import VERSION

    return VERSION


def topics_of(  # noqa: PLR0913 - each is named where it is called
    *,
    documents: Documents,
    articles: pd.DataFrame,
    before: Topics,
    folders: Folders,
    earlier: pd.DataFrame | None = None,
    anew: bool = False,
    mode: TopicMode,
    vectors: str,
    carry_out: CarryOut,
    step: Callable[[int, int], None],
    apart: AbstractSet[str] = frozenset(),
    outgrown: AbstractSet[str] = frozenset(),
) -> Topics:
    """Fit a language that needs it, assign the new articles of the others, and say why the rest has no topic.

    Args:
        documents: gives articles by their ids, see `fit.fit`.
        articles: article_id, language, published_at, reprint_group, series of every article.
        before: topics of the edition before, empty at first.
        folders: see there.
        earlier: `data.schema.ARTICLE_TOPICS` of the edition before, whole, from which a fit goes on; None: those in
            `before`, which lack the articles that are read again.
        anew: see `fit.Settings`.
        mode: `auto` fits where a language has no model, its articles have doubled since, or what came since is not like
            what it was fitted on (`drift`); `keep` never fits; `refit` fits always.
        vectors: what makes them in a fit, see `embed.embed`.
        carry_out: has batches of articles placed, see `batches`.
        step: called with languages done, of all.
        apart: articles that are of guided topics: a fit does not group them, they are placed in what it finds.
        outgrown: languages that are fitted anew by `auto`, for guided topics took most of one that was found.
    Raises:
        NothingToAnswer: `keep`, and no language has a model.
    """
    if mode == "keep" and not before.models:
        raise NothingToAnswer("No language has topics yet.", "Run `svodka analyse` without --topics keep.")
    earlier = before.article_topics if earlier is None else earlier
    sizes = articles["language"].value_counts()
    found: list[Topics] = []
    for number, (language, size) in enumerate(zip(map(str, sizes.index), sizes, strict=True)):
        step(number, len(sizes))
        own = articles[articles["language"] == language].sort_values("article_id", ignore_index=True)
        known = before.models.get(language)
        if language == UNKNOWN_LANGUAGE or (size < LEAST_DOCUMENTS and not known) or (mode == "keep" and not known):
            reason = "no language" if language == UNKNOWN_LANGUAGE else "too few"
            found.append(replace(Topics.none(), article_topics=_left_out(own, language, reason)))
            continue
        placing = _Placing(own, documents, folders, carry_out, apart)
        now, refit = _kept(placing, before, mode, language in outgrown)
        if now is None or refit:
            since = now.article_topics if now else earlier[earlier["language"] == language]
            called = dict(zip(before.topics["topic_id"], before.topics["label"], strict=True))
            now = placing.with_new(*_fitted(placing, (before.vectors, since), called, (vectors, anew)))
        found.append(replace(now, refits=(refit,) if refit else ()))
    article_topics = _concat([each.article_topics for each in found], ARTICLE_TOPICS)
    return Topics(
        article_topics=article_topics,
        topics=_concat([each.topics for each in found], TOPICS),
        vectors=by_topic(_concat([each.vectors for each in found], ARTICLE_VECTORS), article_topics),
        models={language: name for each in found for language, name in each.models.items()},
        lineage=pd.concat([each.lineage for each in found], ignore_index=True),
        refits=tuple(refit for each in found for refit in each.refits),
    )


def _kept(placing: _Placing, before: Topics, mode: TopicMode, outgrown: bool) -> tuple[Topics | None, Refit | None]:
    """The language's topics as they go on, None where there are none to go on with; and why they are found anew."""
    language, articles = placing.language, placing.articles
    known = before.models.get(language)
    if not known:
        return None, None
    ids = articles["article_id"]
    placed = before.article_topics[before.article_topics["article_id"].isin(ids)]
    if mode == "refit":
        return None, Refit(language, "asked", len(ids) - len(placed))
    if outgrown and mode == "auto":
        return None, Refit(language, "guided", len(ids) - len(placed))
    model = load(placing.folders.kept / known)
    since = len(articles) - model.documents
    if mode == "auto" and since >= model.documents:
        return None, Refit(language, "doubled", since)
    topics = Topics(
        article_topics=placed,
        topics=before.topics[before.topics["language"] == language],
        vectors=before.vectors[before.vectors["article_id"].isin(ids)],
        models={language: model.name},
    )
    now = placing.with_new(topics, model)
    drift = drift_of(model.usual, placing.without_apart(now.article_topics)) if mode == "auto" else None
    return now, Refit(language, drift.measure, drift.articles, drift.value, drift.usual) if drift else None


def _fitted(
    placing: _Placing, before: tuple[pd.DataFrame, pd.DataFrame], called: Mapping[str, str], how: tuple[str, bool]
) -> tuple[Topics, TopicModel]:
    """The topics of all of a language's articles that a fit takes, and its model.

    Args:
        before: vectors that were made before, and `data.schema.ARTICLE_TOPICS` of the language as it was.
        called: see `fit`.
        how: what makes vectors, and whether topics begin anew.
    """
    from analytics.topics.fit import Settings, fit
    from analytics.topics.lineage import lineage_of

    known, earlier = before
    language = placing.language
    fitted = fit(
        placing.documents(sample(placing.to_fit())),
        language=language,
        settings=Settings(embedder=how[0], anew=how[1]),
        known=known,
        earlier=earlier,
        called=called,
    )
    name = fitted.model.name
    save(replace(fitted.model, documents=len(placing.articles)), placing.folders.made / name)
    told = lineage_of(earlier, fitted.article_topics).assign(model=name, language=language)[LINEAGE]
    topics = Topics(fitted.article_topics, fitted.topics, fitted.vectors, {language: name}, told)
    return topics, fitted.model


@dataclass(frozen=True)
class _Placing:
    """What places the articles of a language.

    Attributes:
        articles: see `topics_of`, of the language alone.
        apart: see `topics_of`.
    """

    articles: pd.DataFrame
    documents: Documents
    folders: Folders
    carry_out: CarryOut
    apart: AbstractSet[str] = frozenset()

    @property
    def language(self) -> str:
        return str(self.articles["language"].iloc[0])

    def without_apart(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of articles that are not of guided topics."""
        return rows[~rows["article_id"].isin(self.apart)]

    def to_fit(self) -> pd.DataFrame:
        """What a fit groups; where guided topics leave too little, all."""
        left = self.without_apart(self.articles)
        return left if len(left) >= LEAST_DOCUMENTS else self.articles

    def with_new(self, known: Topics, model: TopicModel) -> Topics:
        """Topics with those articles that are of none of them yet; sizes are counted anew."""
        articles, folders = self.articles, self.folders
        is_new = ~articles["article_id"].isin(known.article_topics["article_id"])
        new, settled, topics = articles[is_new], articles[~is_new], known.topics
        placed, vectors = known.article_topics, known.vectors
        if len(new):
            folder = next(each / model.name for each in folders if (each / model.name).is_dir())
            scratch = folders.made.parent / "batches"
            found = placed_in_batches(new, self.documents, model, (folder, scratch), self.carry_out)
            placed = _concat([placed, found.article_topics], ARTICLE_TOPICS)
            vectors = _concat([vectors, found.vectors], ARTICLE_VECTORS)
        placed = with_bulletins(placed, articles)
        for batch in in_order_of_time(new):
            read = pd.concat([batch, around(batch, settled)])["article_id"]
            read_now = placed["article_id"].isin(read)
            told, topics = with_stories(self.documents(read), placed[read_now], topics, vectors, model)
            placed = _concat([placed[~read_now], told], ARTICLE_TOPICS)
            settled = pd.concat([settled, batch])
        mine = self.without_apart(placed)  # what a guided topic has is no new topic
        risen = with_risen(mine, topics, vectors, model, self.documents) if len(new) else Risen(mine, topics, model)
        if risen.model is not model:
            save(risen.model, folders.made / risen.model.name)
        beside = placed[placed["article_id"].isin(self.apart)]
        placed, topics = _concat([risen.article_topics, beside], ARTICLE_TOPICS), risen.topics
        counted = pd.concat([placed[column] for column in LEVEL_IDS]).value_counts()
        sizes = topics["topic_id"].map(counted).fillna(0).astype("int32")
        return replace(
            known,
            article_topics=placed,
            topics=topics.assign(size=sizes),
            vectors=vectors,
            models={self.language: risen.model.name},
        )


def _left_out(articles: pd.DataFrame, language: str, reason: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "language": language,
            **{level: pd.Series(None, index=articles.index, dtype="str") for level in LEVEL_IDS},
            "reason": reason,
            "story_reason": reason,
            **{
                name: pd.Series(None, index=articles.index, dtype="float32")
                for name in ("score", "reach", "next_score", "unknown")
            },
            "next_topic_id": pd.Series(None, index=articles.index, dtype="str"),
            "later": pd.Series(None, index=articles.index, dtype="boolean"),
            "published_at": articles["published_at"],
        }
    )[ARTICLE_TOPICS.columns]


def _concat(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else table.empty()
