"""Themes, topics and stories from one fit, nested: a theme is what a manager names, a topic what an analyst follows.

The number of themes is where the least steady one comes back best (`stability`); that of topics is the square root of
the number of stories, shared out among themes by their weight. Where no number of themes is steady (short texts of all
kinds), two halves that hardly hold would tell nobody anything: there are as many as the root of the number of topics.
Where texts stand among them: `place`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.topics.embed import unit
from analytics.topics.grouping import Labels, Points, centres_of, grow, improved, objective
from analytics.topics.place import Centres, beside_story, reach_of
from analytics.topics.stability import Texts, best_number, references, shared, stabilities
from analytics.topics.trust import cohesion, topic_stability
from analytics.topics.warm_start import gone_on, of_stories

STARTS = 8
MOST_THEMES = 16
LEAST_STORIES = 4
"""Fewer stories are one theme and one topic."""
STEADY = 0.8
"""Stability below which the least steady theme is no finding; for Hennig groups are valid from .75 on, and from .85
highly stable. Of 154 fits of labelled sets .8 made those without steady themes better and none else (.75: fewer)."""
NEAR = 0.2
"""A theme keeps its number of topics while its share is no farther from it, and then follows at that distance: the root
of the number of stories is no finer measure than that, and each topic that is born or ends takes the ids of others."""


@dataclass(frozen=True)
class Trust:
    """Of each group how well it comes back when texts are drawn anew, 0..1, nan for one alone; and its cohesion."""

    stability: NDArray[np.float64]
    cohesion: NDArray[np.float64]

    def only(self, numbers: NDArray[np.intp]) -> Trust:
        """Of these groups alone."""
        return Trust(self.stability[numbers], self.cohesion[numbers])


@dataclass(frozen=True)
class Levels:
    """What a fit finds.

    Attributes:
        centres: of stories, themes and topics.
        themes, topics: what is to be trusted of each.
    """

    centres: Centres
    themes: Trust
    topics: Trust


@dataclass(frozen=True)
class Earlier:
    """The theme and the topic of each text in the fit before, by number; -1 for none."""

    theme: Labels
    topic: Labels


def levels_of(
    texts: Texts, *, seed: int, themes: int | None = None, topics: int | None = None, earlier: Earlier | None = None
) -> Levels:
    """Find themes and topics over stories.

    Args:
        texts: vectors, none zero, and the story of each.
        seed: of every random step; the same texts and seed give the same levels.
        themes, topics: how many; None: the data say (see above).
        earlier: what themes and topics go on from; None: they begin anew.
    """
    rng = np.random.default_rng(seed)
    points, _ = texts.points()
    points = Points(points.vectors.astype(np.float16).astype(np.float32), points.weights)  # as they are stored
    before: Earlier | None = (
        Earlier(*(of_stories(texts, each) for each in (earlier.theme, earlier.topic))) if earlier else None
    )
    theme, steady = _themes(texts, points, rng, themes, before)
    topic, numbers = _topics(points, theme, topics, rng, before)
    of_topic = np.zeros(int(topic.max(initial=-1)) + 1, dtype=np.intp)
    of_topic[topic] = theme

    def again(drawn: Points, stories: NDArray[np.intp]) -> Labels:
        return _topics_inside(drawn, theme[stories], numbers, rng, starts=1)

    came_back = topic_stability(texts, topic, again, rng)
    of_themes, of_topics = centres_of(points, theme), centres_of(points, topic)
    beside, _ = beside_story(texts.vectors, points.vectors, of_topics)
    home = np.full(len(topic), -1) if before is None else topic
    reach = reach_of(beside, (beside @ of_themes.T).argmax(axis=1), of_topics, of_topic)
    return Levels(
        Centres(points.vectors, of_themes, of_topics, of_topic, reach, home),
        Trust(steady, cohesion(points, theme)),
        Trust(came_back, cohesion(points, topic)),
    )


def _themes(
    texts: Texts, points: Points, rng: np.random.Generator, number: int | None, before: Earlier | None
) -> tuple[Labels, NDArray[np.float64]]:
    n = len(points.weights)
    if n < LEAST_STORIES:
        return np.zeros(n, dtype=np.intp), np.full(min(n, 1), np.nan)
    if before is not None and (going_on := _themes_going_on(texts, points, rng, number, before.theme)):
        return going_on
    tried = range(2, min(MOST_THEMES, n // 2) + 1) if number is None else [min(number, n)]
    found = references(points, tried, rng)
    steady = stabilities(texts, found, rng)
    best = best_number(steady)
    if number is None and steady[best].min() < STEADY:
        best = min(max(best, round(n**0.25)), max(found))
        steady = {best: steady[best]} if best in steady else stabilities(texts, {best: found[best]}, rng)
    if before is not None and (going_on := _themes_going_on(texts, points, rng, best, before.theme)):
        return going_on
    return found[best], steady[best]


def _themes_going_on(
    texts: Texts, points: Points, rng: np.random.Generator, number: int | None, before: Labels
) -> tuple[Labels, NDArray[np.float64]] | None:
    """The themes of the fit before, or so many of them; None: without a number, they are steady no more."""
    had = len(np.unique(before[before >= 0]))
    if not had:
        return None
    found = gone_on(points, before, number or had, rng)
    (steady,) = stabilities(texts, {int(found.max()) + 1: found}, rng).values()
    return (found, steady) if number or steady.min() >= STEADY else None


def _topics(
    points: Points, theme: Labels, wanted: int | None, rng: np.random.Generator, before: Earlier | None
) -> tuple[Labels, list[int]]:
    """The topic of each story, and how many each theme has."""
    exact = _shares(points, theme, wanted)
    if before is None or not np.any(before.topic >= 0):
        numbers = _numbers(exact, wanted)
        return _topics_inside(points, theme, numbers, rng), numbers
    start = np.where(_theme_of(points, theme, before.topic) == theme, before.topic, -1)
    had = [len(np.unique(start[(theme == each) & (start >= 0)])) for each in range(len(exact))]
    numbers = _numbers(exact if wanted else _near(exact, np.array(had)), wanted)
    return _topics_inside(points, theme, numbers, rng, start=start), numbers


def _near(exact: NDArray[np.float64], had: NDArray[np.intp]) -> NDArray[np.float64]:
    """The number of topics that each theme had, or what is nearest to it within `NEAR` of its share."""
    return np.where(had > 0, np.clip(had, exact / (1 + NEAR), exact * (1 + NEAR)), exact)


def _theme_of(points: Points, theme: Labels, topic: Labels) -> Labels:
    """The theme to which the earlier topic of each story belongs now, by most of its stories; -1 without one."""
    known = topic >= 0
    home = shared(topic[known], theme[known], points.weights[known]).argmax(axis=1)
    return np.where(known, home[np.where(known, topic, 0)], -1)


def _topics_inside(  # noqa: PLR0913 - each is named where it is called
    points: Points,
    theme: Labels,
    numbers: Sequence[int],
    rng: np.random.Generator,
    *,
    starts: int = STARTS,
    start: Labels | None = None,
) -> Labels:
    """The topic of each story, numbered from 0, those of one theme in a row; `numbers` of each theme, or all it has.

    Args:
        starts: so many are tried in a theme in which `start` has no topic.
        start: topic of each story from which they go on, -1 for none.
    """
    topic = np.empty(len(theme), dtype=np.intp)
    first = 0
    for each, number in enumerate(numbers):
        inside = np.flatnonzero(theme == each)
        if len(inside):
            own, k = _beside_mean(points, inside), min(number, len(inside))
            had = start[inside] if start is not None else np.full(len(inside), -1)
            found = gone_on(own, had, k, rng) if (had >= 0).any() else _divided(own, k, rng, starts)
            topic[inside] = found + first
            first += int(found.max()) + 1
    return topic


def _shares(points: Points, theme: Labels, wanted: int | None) -> NDArray[np.float64]:
    """How many topics each theme would have: its share by weight of the root of the number of stories."""
    weights = np.bincount(theme, weights=points.weights)
    return np.asarray(weights / weights.sum() * (wanted or np.sqrt(len(theme))))


def _numbers(exact: NDArray[np.float64], wanted: int | None) -> list[int]:
    """How many topics each theme has, rounded by itself.

    Giving what rounding leaves to the largest remainders flips between themes of like weight; so it is done only where
    a number was asked for.
    """
    if not wanted:
        return [max(round(part), 1) for part in exact.tolist()]
    parts = np.maximum(np.floor(exact).astype(int), 1)
    order = np.argsort(-(exact - np.floor(exact)), kind="stable")
    parts[order[: max(wanted - int(parts.sum()), 0)]] += 1
    return [int(part) for part in parts]


def _beside_mean(points: Points, inside: NDArray[np.intp]) -> Points:
    """Some points without what all of them have in common."""
    weights, vectors = points.weights[inside], points.vectors[inside]
    return Points(unit(vectors - (weights @ vectors) / weights.sum()), weights)


def _divided(own: Points, k: int, rng: np.random.Generator, starts: int) -> Labels:
    """The best of several starts, by the objective of Lloyd's steps."""
    found = [improved(own, grow(own, rng).cut([k]))[0] for _ in range(starts)]
    return max(found, key=lambda labels: objective(own, labels))
