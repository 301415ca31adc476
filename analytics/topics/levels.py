"""Themes, topics and stories from one fit, nested: a theme is what a manager names, a topic what an analyst follows.

The number of themes is where the least steady one comes back best (`stability`); that of topics is the square root of
the number of stories, shared out among themes by their weight. A text is placed where the nearest story stands, one
far from every story where it stands itself; so a topic and its theme hold whole stories, and whoever places a new text
does the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.topics.embed import Vectors, unit
from analytics.topics.grouping import Labels, Points, centres_of, grow, improved, objective
from analytics.topics.stability import Texts, best_number, references, stabilities

STARTS = 8
MOST_THEMES = 16
LEAST_STORIES = 4
"""Fewer stories are one theme and one topic."""
TELLS_IT = 0.5
"""Least cosine to the nearest story of a text that is placed with it. Measured: at .5 texts of a fit stand with their
own story in 98 to 99.9 per cent, alone by their own vectors in 87 to 97."""
FOREIGN = 95
"""Per cent of the texts of other themes that are farther from a topic's centre than a text that belongs to it."""
ROWS = 4096


@dataclass(frozen=True)
class Levels:
    """What a fit finds.

    Attributes:
        story: of each text.
        points: the stories.
        centres: of the topics, rows of length one, shape (n_topics, n_dimensions).
        theme: of each topic.
        stability: of each theme, 0..1, how well it comes back when texts are drawn anew; nan for one alone.
    """

    story: Labels
    points: Points
    centres: Vectors
    theme: Labels
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
    parent = np.zeros(int(topic.max(initial=-1)) + 1, dtype=np.intp)
    parent[topic] = theme
    return Levels(texts.story, points, centres_of(points, topic), parent, steady)


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


def beside_story(vectors: Vectors, stories: Vectors) -> tuple[Vectors, Labels]:
    """Where each text stands: at the nearest story, or where it is itself if it tells none of them.

    Args:
        vectors: of texts, rows of length one.
        stories: of stories, rows of length one.
    Returns:
        Vectors of the same shape, and the story of each, -1 for none.
    """
    placed, story = vectors.copy(), np.full(len(vectors), -1, dtype=np.intp)
    for start in range(0, len(vectors) if len(stories) else 0, ROWS):
        rows = slice(start, start + ROWS)
        similar = vectors[rows] @ stories.T
        nearest = similar.argmax(axis=1)
        told = similar[np.arange(len(nearest)), nearest] >= TELLS_IT
        story[rows] = np.where(told, nearest, -1)
        placed[rows][told] = stories[nearest[told]]
    return placed, story


def reach_of(placed: Vectors, levels: Levels) -> Vectors:
    """How near a text must be to each topic's centre to belong: nearer than nineteen of twenty texts of other themes.

    Args:
        placed: where the texts of the fit stand.
    Returns:
        Cosines, shape (n_topics,); 0 where there is one theme alone.
    """
    similar = placed @ levels.centres.T
    own = levels.theme[similar.argmax(axis=1)]
    foreign = (similar[own != theme, topic] for topic, theme in enumerate(levels.theme))
    return np.array([np.percentile(each, FOREIGN) if len(each) else 0.0 for each in foreign], dtype=np.float32)


def nearest(placed: Vectors, centres: Vectors, reach: Vectors) -> tuple[Labels, Vectors]:
    """The topic of each text, -1 beyond the reach of the nearest, and the cosine to that one (0 without topics)."""
    if not len(centres):
        return np.full(len(placed), -1, dtype=np.intp), np.zeros(len(placed), dtype=np.float32)
    similar = placed @ centres.T
    topic = similar.argmax(axis=1)
    best = similar[np.arange(len(topic)), topic]
    return np.where(best >= reach[topic], topic, -1), best
