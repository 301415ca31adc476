"""What themes, topics and stories are called, and which articles stand for them: the rows of `data.schema.TOPICS`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.labels.headlines import headlines, names_of_articles, representatives
from analytics.labels.label import by_width, keywords_of, labels_of, lead_first
from analytics.labels.represent import Term, Vocabulary
from analytics.labels.terms import find_terms, running_words
from analytics.topics.assign import Placed
from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels
from analytics.topics.levels import Trust
from analytics.topics.model import TopicModel
from analytics.topics.trust import separation, steps
from data.schema import TOPICS
from data.words.label_words import AND_MORE

THEME_TERMS = 2


@dataclass(frozen=True)
class Material:
    """What is described.

    Attributes:
        model: whose themes, topics and stories they are.
        documents: the texts of its fit, one row each, see `documents.COLUMNS`.
        vectors: of each text.
        placed: where each text stands.
        sizes: how many articles each text stands for.
        trust: of "theme" and "topic", by the numbers of the model.
        called: by the id of a theme or topic of the fit before its label there.
    """

    model: TopicModel
    documents: pd.DataFrame
    vectors: Vectors
    placed: Placed
    sizes: NDArray[np.intp]
    trust: Mapping[str, Trust]
    called: Mapping[str, str]

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

    @cached_property
    def headlines(self) -> pd.DataFrame:
        """Of each text, see `headlines.headlines`."""
        return headlines(self.documents)

    @cached_property
    def called_articles(self) -> pd.Series:
        """By article what it is called where it has to stand for others."""
        return names_of_articles(self.documents)

    @cached_property
    def told(self) -> Labels:
        """The story of each text, one of its own where it is of none."""
        alone = int(self.story.max(initial=-1)) + 1 + np.arange(len(self.story))
        return np.unique(np.where(self.story >= 0, self.story, alone), return_inverse=True)[1]


def topics_frame(material: Material) -> pd.DataFrame:
    """Every theme, topic and story of a fit, as in `data.schema.TOPICS`; in each level the largest first."""
    model = material.model
    themes, topics = model.centres.themes, model.centres.topics
    if not len(topics):
        return TOPICS.empty()
    x, y = map_positions(np.concatenate([themes, topics]))
    places = np.column_stack([x, y])
    terms = find_terms(running_words(material.documents, model.language), len(material.documents))
    vocabulary = Vocabulary(terms, material.told, material.documents["outlet"], model.language)
    of_themes, of_topics = (vocabulary.topic_terms(each) for each in (material.theme, material.topic))
    before = [[material.called.get(each, "") for each in ids] for ids in (model.theme_ids, model.topic_ids)]
    theme_labels = labels_of(list(map(by_width, of_themes)), THEME_TERMS, before=before[0])
    loose = AND_MORE.get(model.language, "")
    topic_labels = labels_of(list(map(lead_first, of_topics)), loose=loose, before=before[1])
    theme_of_topic = [model.theme_ids[n] for n in model.centres.theme]
    levels = [
        _level(material, "theme", material.theme, themes).assign(
            topic_id=model.theme_ids,
            parent_id=None,
            **_trusted(material, "theme", material.theme, themes),
            **_named(of_themes, theme_labels),
            **_at(places[: len(themes)]),
        ),
        _level(material, "topic", material.topic, topics).assign(
            topic_id=model.topic_ids,
            parent_id=theme_of_topic,
            **_trusted(material, "topic", material.topic, topics),
            **_named(of_topics, topic_labels),
            **_at(places[len(themes) :]),
        ),
        _stories(material, places[len(themes) :]),
    ]
    ranked = [level.sort_values("size", ascending=False, kind="stable") for level in levels]
    frame = pd.concat(ranked, ignore_index=True).assign(language=model.language, model=model.name)
    frame["label"] = _with_headlines(frame, material)
    texts = {column: frame[column].astype("str") for column in ("topic_id", "parent_id", "level", "label", "trust")}
    return TOPICS.check(frame.assign(**texts)[TOPICS.columns])


def _with_headlines(frame: pd.DataFrame, material: Material) -> pd.Series:
    """Labels; what no term names is called by its first headline."""
    without = (frame["label"] == "") & (frame["representatives"].map(len) > 0)
    first = frame["representatives"][without].map(lambda shown: material.called_articles[shown[0]])
    return frame["label"].mask(without, first)


def _level(material: Material, level: str, labels: Labels, centres: Vectors) -> pd.DataFrame:
    """level, size, representatives, centroid of each group, by number."""
    inside = np.flatnonzero(labels >= 0)
    near = np.full(len(labels), -1.0)
    near[inside] = np.einsum("ij,ij->i", material.vectors[inside], centres[labels[inside]])
    sizes = np.bincount(labels[inside], weights=material.sizes[inside], minlength=len(centres))
    told = None if level == "story" else material.told
    shown = representatives(material.headlines, labels, near, told)
    return pd.DataFrame(
        {
            "level": level,
            "size": sizes.astype(np.int32),
            "representatives": pd.Series([shown.get(n, []) for n in range(len(centres))], dtype=object),
            "centroid": pd.Series([row.tolist() for row in centres], dtype=object),
        }
    )


def _trusted(material: Material, level: str, labels: Labels, centres: Vectors) -> dict[str, Any]:
    trust = material.trust[level]
    apart, borderline = separation(material.vectors, labels, centres)
    figures = {"stability": trust.stability, "cohesion": trust.cohesion, "separation": apart, "borderline": borderline}
    return figures | {"trust": steps(trust.stability, trust.cohesion)}


def _named(candidates: Sequence[Sequence[Term]], labels: Sequence[str]) -> dict[str, Any]:
    return {"label": labels, "keywords": [keywords_of(each) for each in candidates]}


def _at(places: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    return {"x": places[:, 0], "y": places[:, 1]}


def _stories(material: Material, places: NDArray[np.float32]) -> pd.DataFrame:
    """Stories of two texts or more, each called by its first headline and standing where its topic stands."""
    model = material.model
    used = np.unique(material.story[material.story >= 0])
    rows = _level(material, "story", material.story, model.centres.stories).iloc[used]
    topic = np.zeros(len(model.story_ids), dtype=np.intp)
    topic[material.story[material.story >= 0]] = material.topic[material.story >= 0]
    called = material.called_articles
    nothing: pd.Series = pd.Series([[]] * len(rows), index=rows.index, dtype=object)
    return rows.assign(
        topic_id=[model.story_ids[n] for n in used],
        parent_id=[model.topic_ids[topic[n]] for n in used],
        label=[called[shown[0]] for shown in rows["representatives"]],
        keywords=nothing,
        centroid=nothing,
        **_at(places[topic[used]]),
    )


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
