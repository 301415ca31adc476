"""A story beyond every topic's reach becomes a topic when it lasts; no fit is needed.

It lasts when articles that no topic reaches come near it on several days, and as many as the smallest topic has. They
are its articles; it stands below the theme of most of them, and what comes later is placed in it as in any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.labels.headlines import headlines, representatives
from analytics.labels.naming import keywords_of, labels_of, lead_first
from analytics.labels.represent import Vocabulary
from analytics.labels.terms import find_terms, running_words
from analytics.topics.batches import Documents
from analytics.topics.embed import Vectors, unit
from analytics.topics.grouping import Labels
from analytics.topics.model import TopicModel
from analytics.topics.place import Centres, reach_of, stand
from analytics.topics.vectors import of_articles
from data.schema import ARTICLE_TOPICS, TOPICS
from data.words.label_words import AND_MORE

DAYS = 3
"""Days on which articles come to what lasts."""
LEAST = 5
BESIDE = 2000
"""So many other articles, the latest, tell what a new topic's words are."""


class Risen(NamedTuple):
    """`data.schema.ARTICLE_TOPICS` and `TOPICS` of a language and its model, with the topics that rose."""

    article_topics: pd.DataFrame
    topics: pd.DataFrame
    model: TopicModel


def with_risen(
    article_topics: pd.DataFrame, topics: pd.DataFrame, vectors: pd.DataFrame, model: TopicModel, documents: Documents
) -> Risen:
    """Make topics of the stories among the unplaced that last, the largest first.

    Args:
        article_topics, topics: of the language, see `data.schema`.
        vectors: `data.schema.ARTICLE_VECTORS` of these articles.
        model: that placed them.
        documents: gives articles by their ids, see `documents.COLUMNS`.
    Returns:
        The same where nothing rises.
    """
    now = Risen(article_topics, topics, model)
    for story in _stories(article_topics):
        now = _with(now, story, vectors, documents)
    return now


def _stories(placed: pd.DataFrame) -> list[str]:
    """Stories among the unplaced, the one with most articles first."""
    return [str(story) for story in placed.loc[placed["topic_id"].isna(), "story_id"].dropna().value_counts().index]


def _with(now: Risen, story: str, vectors: pd.DataFrame, documents: Documents) -> Risen:
    placed, model = now.article_topics, now.model
    left = placed[placed["topic_id"].isna() & (placed["reason"] == "no fit")]
    points = of_articles(left["article_id"], vectors, model.space)
    told = (left["story_id"] == story).to_numpy()
    if points is None or not told.any():
        return now
    centre, reach = _centre(points[told], model.centres)
    near = pd.Series(points @ centre >= reach, index=left.index)
    event = left["story_id"].fillna(left["article_id"])  # a story moves as a whole
    moves = ((near.groupby(event).transform("mean") > 0.5) | told).to_numpy()
    inside = left[moves]
    sizes = now.topics.loc[now.topics["level"] == "topic", "size"]
    if len(inside) < max(LEAST, int(sizes.min())) or inside["published_at"].dt.date.nunique() < DAYS:
        return now
    centre, reach = _centre(points[moves], model.centres)
    theme_id, topic_id = str(inside["theme_id"].mode()[0]), f"{story}-topic"
    grown = _grown(model, topic_id, model.theme_ids.index(theme_id), centre, reach)
    rows = inside.assign(
        theme_id=theme_id,
        topic_id=topic_id,
        reason=None,
        story_reason=inside["story_reason"].mask(inside["story_id"].isna(), "single"),
        score=points[moves] @ centre,
        reach=reach,
    )
    article_topics = ARTICLE_TOPICS.check(pd.concat([placed.drop(inside.index), rows.astype(placed.dtypes)]))
    topics = now.topics.assign(
        parent_id=now.topics["parent_id"].mask(now.topics["topic_id"].isin(inside["story_id"].dropna()), topic_id)
    )
    row = _row(rows, placed.drop(inside.index), topics, grown, documents)
    return Risen(article_topics.reset_index(drop=True), pd.concat([topics, row], ignore_index=True), grown)


def _centre(points: Vectors, centres: Centres) -> tuple[Vectors, float]:
    """The centre of some texts, and how near to it a text must be: see `place.reach_of`, told by the fit's stories."""
    centre = unit(points.mean(axis=0, keepdims=True))
    theme = stand(centres.stories, centres).theme
    own = np.bincount((points @ centres.themes.T).argmax(axis=1)).argmax()
    return centre[0], float(reach_of(centres.stories, theme, centre, np.array([own]))[0])


def _grown(model: TopicModel, topic_id: str, theme: int, centre: Vectors, reach: float) -> TopicModel:
    """The model with one more topic, under another name."""
    centres = model.centres
    more = replace(
        centres,
        topics=np.vstack([centres.topics, centre]),
        theme=np.append(centres.theme, theme),
        reach=np.append(centres.reach, np.float32(reach)),
    )
    name = f"{model.space}.{hashlib.sha256((model.name + topic_id).encode()).hexdigest()[:6]}"
    return replace(model, name=name, topic_ids=(*model.topic_ids, topic_id), centres=more)


def _row(
    inside: pd.DataFrame, others: pd.DataFrame, topics: pd.DataFrame, model: TopicModel, documents: Documents
) -> pd.DataFrame:
    """The new topic as `data.schema.TOPICS`, called by what its articles have before the latest others."""
    beside = others.sort_values(["published_at", "article_id"])["article_id"].tail(BESIDE)
    texts = documents(pd.concat([inside["article_id"], beside]))
    is_in = texts["article_id"].isin(inside["article_id"]).to_numpy()
    story = texts["article_id"].map(inside.set_index("article_id")["story_id"]).fillna(texts["article_id"])
    labels: Labels = np.where(is_in, 0, 1)
    terms = find_terms(running_words(texts, model.language), len(texts))
    told = pd.factorize(story)[0].astype(np.intp)
    found = Vocabulary(terms, told, texts["outlet"], model.language).topic_terms(labels)[:1]
    theme_id = str(inside["theme_id"].iloc[0])
    near = np.where(is_in, texts["article_id"].map(inside.set_index("article_id")["score"]).fillna(-1), -1)
    shown = representatives(headlines(texts), np.where(is_in, 0, -1), near.astype(np.float64), told)
    theme = topics.set_index("topic_id").loc[theme_id]
    figures = dict.fromkeys(("stability", "cohesion", "separation", "borderline"), np.float32("nan"))
    row = {
        "topic_id": model.topic_ids[-1],
        "level": "topic",
        "parent_id": theme_id,
        "language": model.language,
        "label": labels_of(list(map(lead_first, found)), loose=AND_MORE.get(model.language, ""))[0],
        "keywords": keywords_of(found[0]),
        "size": len(inside),
        "x": theme["x"],
        "y": theme["y"],
        "representatives": shown.get(0, []),
        "centroid": model.centres.topics[-1].tolist(),
        "model": model.name,
        "trust": None,
        **figures,
    }
    return TOPICS.check(pd.DataFrame([row]).astype({"size": "int32", "trust": "str"})[TOPICS.columns])
