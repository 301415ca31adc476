"""Fits the topics of one language: vectors, stories, topics, themes, words, labels.

BERTopic is the pipeline and our stages are plugged into it (`stages`). It and scikit-learn are imported inside the
functions here, so that nothing of them is loaded by whoever only assigns or reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.text.content import Lemmas, contents
from analytics.topics.assign import APART, SINGLE, Placed, place, placed_frame
from analytics.topics.describe import Material, topics_frame
from analytics.topics.documents import MIN_CONTENT, check_documents, texts_of, written
from analytics.topics.drift import Seen, usual
from analytics.topics.embed import Embedding, embed, pretrained
from analytics.topics.grouping import Labels
from analytics.topics.identity import LEVEL_IDS, Before, names_of, of_texts
from analytics.topics.levels import Earlier, Trust
from analytics.topics.model import TopicModel
from analytics.topics.stability import Texts
from analytics.topics.stories import stories_of
from analytics.topics.vectors import of_articles, vectors_frame
from data.settings import OFFLINE

VERSION = "3"
"""Raised whenever the same documents would get other topics, labels or keywords."""
LEAST_TEXTS = 10
"""Fewer texts have no topics."""


@dataclass(frozen=True)
class Settings:
    """What a fit may be told.

    Attributes:
        embedder: name of the document vectors, see `embed.embed`.
        seed: of every random step; the same documents and seed give the same topics and ids.
        themes, topics: how many; None: the data say (`levels`).
        anew: whether topics begin anew although there are earlier ones, which then give ids alone: another program, or
            other vectors, made these.
    """

    embedder: str = OFFLINE
    seed: int = 0
    themes: int | None = None
    topics: int | None = None
    anew: bool = False


@dataclass(frozen=True)
class Fitted:
    """What a fit gives.

    Attributes:
        model: places new articles in the same topics.
        article_topics: frame as in `data.schema.ARTICLE_TOPICS`, one row per document.
        topics: frame as in `data.schema.TOPICS`: themes, topics and stories, in each the largest first.
        words: by the id of a topic ten lemmas: BERTopic's representation.
        vectors: frame as in `data.schema.ARTICLE_VECTORS`; a reprint has the vector of its text.
    """

    model: TopicModel
    article_topics: pd.DataFrame
    topics: pd.DataFrame
    words: dict[str, list[str]]
    vectors: pd.DataFrame


@dataclass(frozen=True)
class _Texts:
    """The texts of a fit of which some word is known.

    Attributes:
        documents: one row a text.
        content: content lemmas of each.
        embedding: of these texts alone.
    """

    documents: pd.DataFrame
    content: Lemmas
    embedding: Embedding


@dataclass(frozen=True)
class _Grouped:
    """The model, where its texts stand, each topic's words, what is to be trusted of themes and topics."""

    model: TopicModel
    placed: Placed
    words: list[list[str]]
    trust: dict[str, Trust]


def fit(  # noqa: PLR0913 - each is named where it is called
    documents: pd.DataFrame,
    *,
    language: str,
    settings: Settings = Settings(),
    known: pd.DataFrame | None = None,
    earlier: pd.DataFrame | None = None,
    called: Mapping[str, str] = MappingProxyType({}),
) -> Fitted:
    """Find the topics of documents in one language.

    Reprints of one text, and documents of the same words, count once in finding topics, and all go where the text goes.

    Args:
        documents: see `documents.COLUMNS`; published_at is UTC or null.
        language: their language.
        settings: see there.
        known: rows of `data.schema.ARTICLE_VECTORS`: those that the chosen model made before are not made again.
        earlier: rows of `data.schema.ARTICLE_TOPICS`, of the fit before: its themes and topics are gone on from, and
            they and its stories keep their ids (`identity`).
        called: by id the labels of these, which stay while they still say what the topic is (`label.labels_of`).
    Raises:
        SchemaError: a column is missing.
        UsageError: the embedder is unknown or not installed.
    """
    check_documents(documents)
    documents = documents.sort_values("article_id", ignore_index=True)  # whatever order they come in
    content = contents(documents["lemmas"], language)
    long = content.sizes >= MIN_CONTENT
    kept, content = documents[long].reset_index(drop=True), content.take(np.flatnonzero(long))
    text, first = texts_of(kept, content)
    with one_thread():
        texts, row = _embedded(kept.iloc[first], content.take(first), known, language, settings)
        sizes = np.bincount(row[text] + 1, minlength=len(texts.documents) + 1)[1:]
        before = _before(kept["article_id"], row[text], earlier)
        found = _grouped(texts, (sizes, before), documents["article_id"], language, settings)
        topics = topics_frame(
            Material(
                model=found.model,
                documents=texts.documents,
                vectors=texts.embedding.vectors,
                placed=found.placed,
                sizes=sizes,
                trust=found.trust,
                called={} if settings.anew else called,
            )
        )
    model, placed = found.model, row[text] >= 0
    return Fitted(
        model=model,
        article_topics=placed_frame(documents, model, long, found.placed.spread(row[text])),
        topics=topics,
        words=dict(zip(model.topic_ids, found.words, strict=True)),
        vectors=vectors_frame(
            kept["article_id"][placed],
            texts.embedding.vectors[row[text][placed]],
            language=language,
            space=model.space,
        ),
    )


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold the linear algebra under NumPy to one thread, and give back what was set before.

    Sums of several threads are rounded in another order, after which the same texts have other topics.
    """
    import sklearn.utils.extmath  # noqa: F401 - only a library that is loaded already can be held to one thread
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(1):
        yield


def _embedded(
    documents: pd.DataFrame, content: Lemmas, kept: pd.DataFrame | None, language: str, settings: Settings
) -> tuple[_Texts, NDArray[np.intp]]:
    """The texts of which some word is known; and of each given text its number among these, -1 for none."""
    space = None if settings.embedder == OFFLINE else pretrained(settings.embedder).name
    before = of_articles(documents["article_id"], kept, space)
    embedding = embed(
        content, written(documents), language=language, name=settings.embedder, seed=settings.seed, before=before
    )
    known: NDArray[np.bool_] = np.any(embedding.vectors != 0, axis=1)
    left = embedding._replace(vectors=embedding.vectors[known], counts=embedding.counts[known])
    row = np.where(known, np.cumsum(known) - 1, -1)
    return _Texts(documents[known].reset_index(drop=True), content.take(np.flatnonzero(known)), left), row


def _before(article_ids: pd.Series, text: Labels, earlier: pd.DataFrame | None) -> Before | None:
    """Of each text the theme, topic and story that it had; `text` is that of each article, -1 for none."""
    if earlier is None or earlier.empty:
        return None
    ids = earlier.set_index("article_id").reindex(article_ids[text >= 0])
    return Before(*(of_texts(text[text >= 0], ids[level].reset_index(drop=True)) for level in LEVEL_IDS))


def _grouped(
    texts: _Texts,
    held: tuple[NDArray[np.intp], Before | None],
    article_ids: pd.Series,
    language: str,
    settings: Settings,
) -> _Grouped:
    """The groups of texts; `held` says how many documents each has, and where it was before."""
    embedding, (sizes, before) = texts.embedding, held
    if len(texts.documents) < LEAST_TEXTS:
        empty = TopicModel.empty(_name(language, article_ids, b""), language, embedding.embedder, len(article_ids))
        return _Grouped(empty, Placed.nowhere(len(texts.documents)), [], {})
    from analytics.topics.bertopic_pipeline import Nested, fit_bertopic

    story = stories_of(texts.documents)
    earlier = Earlier(before.theme.number, before.topic.number) if before and not settings.anew else None
    nested = Nested(story, seed=settings.seed, themes=settings.themes, topics=settings.topics, earlier=earlier)
    bertopic, order = fit_bertopic(texts.content, embedding, nested)
    centres = nested.levels_.centres.only(order)
    themes = np.unique(nested.levels_.centres.theme[order])
    name = _name(language, article_ids, centres.topics.tobytes())
    topic = np.array(bertopic.topics_, dtype=np.intp)
    told = _told(story, topic)
    several = np.isin(np.arange(len(centres.stories)), told)
    now = (np.append(centres.theme, -1)[topic], topic, told)
    ids = names_of(before, now, (len(themes), len(order), len(centres.stories)), sizes, name)
    model = TopicModel(
        name=name,
        language=language,
        embedder=embedding.embedder,
        topic_ids=ids.topic,
        theme_ids=ids.theme,
        story_ids=tuple(story_id if shown else "" for story_id, shown in zip(ids.story, several, strict=True)),
        centres=centres,
        documents=len(article_ids),
        usual=usual(_seen(texts, story), centres),
    )
    placed = replace(place(embedding.vectors, model), story=told)
    words = [[word for word, _ in bertopic.get_topic(number) if word] for number in range(len(order))]
    levels = nested.levels_
    trust = {"theme": levels.themes.only(themes), "topic": levels.topics.only(np.array(order, dtype=np.intp))}
    return _Grouped(model, placed, words, trust)


def _seen(texts: _Texts, story: Labels) -> Seen:
    vectors, counts = texts.embedding.vectors, texts.embedding.counts
    return Seen(Texts(vectors, story), texts.documents["published_at"], texts.content.sizes, counts)


def _told(story: Labels, topic: Labels) -> Labels:
    """The story of each text whose topic is that of most texts of the story, else why it is of none."""
    both = pd.DataFrame({"story": story, "topic": topic})
    size = both.groupby(["story", "topic"])["story"].transform("size").to_numpy()
    largest = both.assign(size=size).sort_values(["story", "size", "topic"], ascending=[True, False, True])
    main = largest.drop_duplicates("story").set_index("story")["topic"].reindex(story).to_numpy()
    return np.where(topic != main, APART, np.where((size > 1) & (topic >= 0), story, SINGLE))


def _name(language: str, article_ids: pd.Series, centres: bytes) -> str:
    digest = hashlib.sha256("\n".join(sorted(article_ids)).encode())
    digest.update(VERSION.encode() + centres)
    return f"{language}-{digest.hexdigest()[:8]}"
