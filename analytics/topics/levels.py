"""Themes, topics and stories from one fit, nested: a theme is what a manager names, a topic what an analyst follows.

The number of themes is where the least steady one comes back best (`stability`); that of topics is the square root of
the number of stories, shared out among themes by their weight. Where texts stand among them: `place`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.topics.embed import unit
from analytics.topics.grouping import Labels, Points, centres_of, grow, improved, objective
from analytics.topics.place import Centres, beside_story, reach_of
from analytics.topics.stability import Texts, best_number, references, stabilities

STARTS = 8
MOST_THEMES = 16
LEAST_STORIES = 4
"""Fewer stories are one theme and one topic."""


@dataclass(frozen=True)
class Levels:
    """What a fit finds.

    Attributes:
        centres: of stories, themes and topics.
        stability: of each theme, 0..1, how well it comes back when texts are drawn anew; nan for one alone.
    """

    centres: Centres
    stability: NDArray[np.float64]


def levels_of(texts: Texts, *, seed: int, themes: int | None = None, topics: int | None = None) -> Levels:
    """Find themes and topics over stories.

    Args:
        texts: vectors, none zero, and the story of each.
        seed: of every random step; the same texts and seed give the same levels.
        themes, topics: how many; None: the data say (see above).
    """
    rng = np.random.default_rng(seed)
    points, _ = texts.points()
    points = Points(points.vectors.astype(np.float16).astype(np.float32), points.weights)  # as they are stored
    theme, steady = _themes(texts, points, rng, themes)
    topic = _topics_inside(points, theme, rng, topics)
    of_topic = np.zeros(int(topic.max(initial=-1)) + 1, dtype=np.intp)
    of_topic[topic] = theme
    of_themes, of_topics = centres_of(points, theme), centres_of(points, topic)
    beside = beside_story(texts.vectors, points.vectors)
    reach = reach_of(beside, (beside @ of_themes.T).argmax(axis=1), of_topics, of_topic)
    return Levels(Centres(points.vectors, of_themes, of_topics, of_topic, reach), steady)


def _themes(
    texts: Texts, points: Points, rng: np.random.Generator, number: int | None
) -> tuple[Labels, NDArray[np.float64]]:
    n = len(points.weights)
    if n < LEAST_STORIES:
        return np.zeros(n, dtype=np.intp), np.full(min(n, 1), np.nan)
    tried = range(2, min(MOST_THEMES, n // 2) + 1) if number is None else [min(number, n)]
    found = references(points, tried, rng)
    steady = stabilities(texts, found, rng)
    best = best_number(steady)
    return found[best], steady[best]


def _topics_inside(points: Points, theme: Labels, rng: np.random.Generator, number: int | None) -> Labels:
    """The topic of each story, numbered from 0, those of one theme in a row."""
    topic = np.empty(len(theme), dtype=np.intp)
    first = 0
    weights = np.bincount(theme, weights=points.weights).astype(np.float64)
    for each, k in enumerate(_shared_out(number or round(np.sqrt(len(theme))), weights)):
        inside = np.flatnonzero(theme == each)
        found = _divided(points, inside, min(k, len(inside)), rng)
        topic[inside] = found + first
        first += int(found.max()) + 1
    return topic


def _shared_out(number: int, weights: NDArray[np.float64]) -> list[int]:
    """Whole numbers in proportion to weights, one at least, that add up to the number (largest remainders)."""
    exact = weights / weights.sum() * number
    parts = np.maximum(np.floor(exact).astype(int), 1)
    order = np.argsort(-(exact - np.floor(exact)), kind="stable")
    parts[order[: max(number - int(parts.sum()), 0)]] += 1
    return [int(part) for part in parts]


def _divided(points: Points, inside: NDArray[np.intp], k: int, rng: np.random.Generator) -> Labels:
    """The best of several starts, by the objective of Lloyd's steps; the theme's mean is taken off first."""
    weights = points.weights[inside]
    vectors = points.vectors[inside]
    mean = (weights @ vectors) / weights.sum()
    own = Points(unit(vectors - mean), weights)
    found = [improved(own, grow(own, rng).cut([k]))[0] for _ in range(STARTS)]
    return max(found, key=lambda labels: objective(own, labels))
