"""What themes, topics and stories are called, and which articles stand for them: the rows of `data.schema.TOPICS`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.topics.assign import Placed
from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels
from analytics.topics.model import TopicModel
from analytics.topics.represent import LABEL_TERMS, Term, keywords_of, labels_of, topic_terms
from analytics.topics.terms import find_terms, running_words
from data.schema import TOPICS

THEME_TERMS = 2
SHOWN = 3
"""So many articles stand for a topic."""


@dataclass(frozen=True)
class Material:
    """What is described.

    Attributes:
        model: whose themes, topics and stories they are.
        documents: the texts of its fit, one row each, see `documents.COLUMNS`.
        vectors: of each text.
        placed: where each text stands.
        sizes: how many articles each text stands for.
    """

    model: TopicModel
    documents: pd.DataFrame
    vectors: Vectors
    placed: Placed
    sizes: NDArray[np.intp]

    @cached_property
    def topic(self) -> Labels:
        """Of each text, -1 where it does not fit."""
        return np.where(self.placed.fits, self.placed.topic, -1)

    @cached_property
    def theme(self) -> Labels:
        """Of each text; one that does not fit its topic is still of the theme."""
        return np.append(self.model.centres.theme, -1)[self.placed.topic].astype(np.intp)

    @cached_property
    def story(self) -> Labels:
        """Of each text, -1 where it is of none."""
        return np.where(self.topic >= 0, np.maximum(self.placed.story, -1), -1)


def topics_frame(material: Material) -> pd.DataFrame:
    """Every theme, topic and story of a fit, as in `data.schema.TOPICS`; in each level the largest first."""
    model = material.model
    themes, topics = model.centres.themes, model.centres.topics
    if not len(topics):
        return TOPICS.empty()
    x, y = map_positions(np.concatenate([themes, topics]))
    places = np.column_stack([x, y])
    terms = find_terms(running_words(material.documents, model.language), len(material.documents))
    of_themes, of_topics = (topic_terms(terms, each, model.language) for each in (material.theme, material.topic))
    theme_of_topic = [model.theme_ids[n] for n in model.centres.theme]
    levels = [
        _level(material, "theme", material.theme, themes).assign(
            topic_id=model.theme_ids, parent_id=None, **_named(of_themes, THEME_TERMS), **_at(places[: len(themes)])
        ),
        _level(material, "topic", material.topic, topics).assign(
            topic_id=model.topic_ids, parent_id=theme_of_topic, **_named(of_topics), **_at(places[len(themes) :])
        ),
        _stories(material, places[len(themes) :]),
    ]
    ranked = [level.sort_values("size", ascending=False, kind="stable") for level in levels]
    frame = pd.concat(ranked, ignore_index=True).assign(language=model.language, model=model.name)
    texts = {column: frame[column].astype("str") for column in ("topic_id", "parent_id", "level", "label")}
    return TOPICS.check(frame.assign(**texts)[TOPICS.columns])


def _level(material: Material, level: str, labels: Labels, centres: Vectors) -> pd.DataFrame:
    """level, size, representatives, centroid of each group, by number."""
    inside = np.flatnonzero(labels >= 0)
    near = np.full(len(labels), -1.0)
    near[inside] = np.einsum("ij,ij->i", material.vectors[inside], centres[labels[inside]])
    sizes = np.bincount(labels[inside], weights=material.sizes[inside], minlength=len(centres))
    shown = representatives(material.documents, labels, near)
    return pd.DataFrame(
        {
            "level": level,
            "size": sizes.astype(np.int32),
            "representatives": pd.Series([shown.get(n, []) for n in range(len(centres))], dtype=object),
            "centroid": pd.Series([row.tolist() for row in centres], dtype=object),
        }
    )


def _named(candidates: Sequence[Sequence[Term]], terms: int = LABEL_TERMS) -> dict[str, Any]:
    return {"label": labels_of(candidates, terms), "keywords": [keywords_of(each) for each in candidates]}


def _at(places: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    return {"x": places[:, 0], "y": places[:, 1]}


def _stories(material: Material, places: NDArray[np.float32]) -> pd.DataFrame:
    """Stories of two texts or more, each called by its first headline and standing where its topic stands."""
    model = material.model
    used = np.unique(material.story[material.story >= 0])
    rows = _level(material, "story", material.story, model.centres.stories).iloc[used]
    topic = np.zeros(len(model.story_ids), dtype=np.intp)
    topic[material.story[material.story >= 0]] = material.topic[material.story >= 0]
    title = material.documents.set_index("article_id")["title"]
    nothing: pd.Series = pd.Series([[]] * len(rows), index=rows.index, dtype=object)
    return rows.assign(
        topic_id=[model.story_ids[n] for n in used],
        parent_id=[model.topic_ids[topic[n]] for n in used],
        label=[title[shown[0]] for shown in rows["representatives"]],
        keywords=nothing,
        centroid=nothing,
        **_at(places[topic[used]]),
    )


def representatives(documents: pd.DataFrame, labels: Labels, near: NDArray[np.float64]) -> dict[int, list[str]]:
    """Ids of each group's articles nearest to its centre: titled ones first, no title twice, outlets in turn.

    Args:
        documents: columns article_id, outlet, title.
        labels: group of each document, -1 for none.
        near: cosine of each document to its group's centre.
    """
    ranked = documents[["article_id", "outlet", "title"]].assign(
        group=labels, near=near, untitled=documents["title"].str.strip().to_numpy() == ""
    )
    ranked = ranked[ranked["group"] >= 0].sort_values(["untitled", "near"], ascending=[True, False], kind="stable")
    ranked = ranked.drop_duplicates(["group", "title"])
    ranked["turn"] = ranked.groupby(["group", "outlet"], dropna=False).cumcount()
    first = ranked.sort_values(["group", "untitled", "turn"], kind="stable").groupby("group").head(SHOWN)
    return dict(first.groupby("group")["article_id"].agg(list))


def map_positions(centres: Vectors) -> tuple[Vectors, Vectors]:
    """Places of topics on a plane, near topics near each other: classical scaling of cosine distances (Torgerson 1952).

    Returns:
        x and y in -1..1, shape (n_topics,) each. An axis points to the side of its farthest topic.
    """
    n = len(centres)
    squared = 2 - 2 * (centres @ centres.T).astype(np.float64)
    centring = np.eye(n) - 1 / max(n, 1)
    values, axes = np.linalg.eigh(-0.5 * centring @ squared @ centring)
    plane = np.zeros((n, 2))
    for column, i in enumerate(reversed(range(max(n - 2, 0), n))):
        axis = axes[:, i] * np.sqrt(max(values[i], 0.0))
        plane[:, column] = axis * np.sign(axis[np.abs(axis).argmax()] or 1.0)
    plane /= max(float(np.abs(plane).max(initial=0.0)), 1e-12)
    x, y = plane.astype(np.float32).T
    return x, y
