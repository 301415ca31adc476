"""A topic that no fit found, told by its articles: a row of `data.schema.TOPICS`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.labels.headlines import headlines, representatives
from analytics.labels.label import keywords_of, labels_of, lead_first
from analytics.labels.represent import Vocabulary
from analytics.labels.terms import find_terms, running_words
from analytics.topics.batches import Documents
from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels
from data.filter import Level
from data.schema import TOPICS
from data.words.label_words import AND_MORE

BESIDE = 2000
"""So many other articles, the latest, tell what a topic's words are."""


class Made(NamedTuple):
    """What is known of a topic besides its articles: id, level, what it is inside of, what it is called (None: told by
    its words), centre, place on the map, and the name of the model whose topics it stands beside.
    """

    topic_id: str
    level: Level
    parent_id: str | None
    label: str | None
    centre: Vectors
    place: tuple[float, float]
    model: str


def row_of(
    made: Made, inside: pd.DataFrame, others: pd.DataFrame, documents: Documents, separation: float = float("nan")
) -> pd.DataFrame:
    """The topic as `data.schema.TOPICS`, its words being what its articles have before the latest others.

    Args:
        made: see there.
        inside: its articles: article_id, language (one), story_id, score; the highest scores are shown.
        others: article_id, published_at of other articles of the language.
        documents: gives articles by their ids, see `documents.COLUMNS`.
        separation: as in `data.schema.TOPICS`.
    """
    language = str(inside["language"].iloc[0])
    beside = others.sort_values(["published_at", "article_id"])["article_id"].tail(BESIDE)
    texts = documents(pd.concat([inside["article_id"], beside]))
    is_in = texts["article_id"].isin(inside["article_id"]).to_numpy()
    story = texts["article_id"].map(inside.set_index("article_id")["story_id"]).fillna(texts["article_id"])
    labels: Labels = np.where(is_in, 0, 1)
    terms = find_terms(running_words(texts, language), len(texts))
    told = pd.factorize(story)[0].astype(np.intp)
    found = Vocabulary(terms, told, texts["outlet"], language).topic_terms(labels)[:1]
    near = np.where(is_in, texts["article_id"].map(inside.set_index("article_id")["score"]).fillna(-1), -1)
    shown = representatives(headlines(texts), np.where(is_in, 0, -1), near.astype(np.float64), told)
    figures = dict.fromkeys(("stability", "cohesion", "borderline"), np.float32("nan"))
    row = {
        "topic_id": made.topic_id,
        "level": made.level,
        "parent_id": made.parent_id,
        "language": language,
        "label": made.label or labels_of(list(map(lead_first, found)), loose=AND_MORE.get(language, ""))[0],
        "keywords": keywords_of(found[0]),
        "size": len(inside),
        "x": np.float32(made.place[0]),
        "y": np.float32(made.place[1]),
        "representatives": shown.get(0, []),
        "centroid": made.centre.tolist(),
        "model": made.model,
        "trust": None,
        "separation": np.float32(separation),
        **figures,
    }
    frame = pd.DataFrame([row]).astype({"size": "int32", "trust": "str", "parent_id": "str"})
    return TOPICS.check(frame[TOPICS.columns])
