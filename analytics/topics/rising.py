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

from analytics.topics.batches import Documents
from analytics.topics.embed import Vectors, unit
from analytics.topics.grouping import Labels
from analytics.topics.made import Made, row_of
from analytics.topics.model import TopicModel
from analytics.topics.place import Centres, reach_of, stand
from analytics.topics.vectors import of_articles
from data.schema import ARTICLE_TOPICS

DAYS = 3
"""Days on which articles come to what lasts."""
LEAST = 5


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
    now, stories = Risen(article_topics, topics, model), _stories(article_topics)
    theme = stand(model.centres.stories, model.centres).theme if stories else np.empty(0, dtype=np.intp)
    for story in stories:
        now = _with(now, story, theme, vectors, documents)
    return now


def _stories(placed: pd.DataFrame) -> list[str]:
    """Stories among the unplaced, the one with most articles first."""
    return [str(story) for story in placed.loc[placed["topic_id"].isna(), "story_id"].dropna().value_counts().index]


def _with(now: Risen, story: str, theme: Labels, vectors: pd.DataFrame, documents: Documents) -> Risen:
    """What was found so far, with the topic that a story becomes; `theme` is that of each of the fit's stories."""
    placed, model = now.article_topics, now.model
    left = placed[placed["topic_id"].isna() & (placed["reason"] == "no fit")]
    points = of_articles(left["article_id"], vectors, model.space)
    told = (left["story_id"] == story).to_numpy()
    if points is None or not told.any():
        return now
    centre, reach, _ = _centre(points[told], model.centres, theme)
    near = pd.Series(points @ centre >= reach, index=left.index)
    event = left["story_id"].fillna(left["article_id"])  # a story moves as a whole
    moves = ((near.groupby(event).transform("mean") > 0.5) | told).to_numpy()
    inside = left[moves]
    sizes = now.topics.loc[now.topics["level"] == "topic", "size"]
    if len(inside) < max(LEAST, int(sizes.min())) or inside["published_at"].dt.date.nunique() < DAYS:
        return now
    centre, reach, above = _centre(points[moves], model.centres, theme)
    theme_id, topic_id = model.theme_ids[above], f"{story}-topic"
    grown = _grown(model, topic_id, above, centre, reach)
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
    x, y = topics.loc[topics["topic_id"] == theme_id, ["x", "y"]].to_numpy()[0]
    made = Made(topic_id, "topic", theme_id, None, centre, (float(x), float(y)), grown.name)
    row = row_of(made, rows, placed.drop(inside.index), documents)
    return Risen(article_topics.reset_index(drop=True), pd.concat([topics, row], ignore_index=True), grown)


def _centre(points: Vectors, centres: Centres, theme: Labels) -> tuple[Vectors, float, int]:
    """The centre of some texts, how near to it a text must be, and the number of the theme of most of them.

    How near is told by the stories of the fit, see `place.reach_of`.
    """
    centre = unit(points.mean(axis=0, keepdims=True))
    own = int(np.bincount((points @ centres.themes.T).argmax(axis=1)).argmax())
    return centre[0], float(reach_of(centres.stories, theme, centre, np.array([own]))[0]), own


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
