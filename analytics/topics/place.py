"""Where a text stands among stories, themes and topics: one rule for the texts of a fit and for those that come later.

It stands where the nearest story stands, or where it is itself if it tells none of them; it is of the story's topic
where that is known from the fit before, else of the nearest theme and its nearest topic. So a theme and a
topic hold whole stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels

TELLS_IT = 0.5
"""Least cosine to the nearest story of a text that is placed with it. Measured: at .5 texts of a fit stand with their
own story in 98 to 99.9 per cent, alone by their own vectors in 87 to 97."""
BEYOND = ("no fit", "bulletin")
"""Why a text is of no topic although it could be placed: the second where it is a bulletin, of which many are alike."""
FOREIGN = 95
"""Per cent of the texts of other themes that are farther from a topic's centre than a text that belongs to it."""
APART = 2.0
"""Length of the coordinates that tell themes and topics apart, see `Centres.coordinates`: no cosine outweighs them."""
FEW, AROUND = 4096, 6
"""So many stories are all looked at; of more, those of so many topics."""
ROWS = 4096


@dataclass(frozen=True)
class Centres:
    """What texts are placed among.

    Attributes:
        stories, themes, topics: a vector of length one each, shape (n, n_dimensions); stories in half precision.
        theme: number of each topic's theme.
        reach: least cosine to the centre of a text that belongs to each topic.
        home: number of each story's topic, -1 where that is the nearest.
    """

    stories: Vectors
    themes: Vectors
    topics: Vectors
    theme: Labels
    reach: Vectors
    home: Labels

    def only(self, topics: list[int]) -> Centres:
        """These topics alone, in this order, and the themes that have one of them."""
        themes, theme = np.unique(self.theme[topics], return_inverse=True)
        number = np.full(len(self.topics) + 1, -1)
        number[topics] = np.arange(len(topics))
        return Centres(
            self.stories, self.themes[themes], self.topics[topics], theme, self.reach[topics], number[self.home]
        )

    def coordinates(self, stand: Vectors, theme: Labels, topic: Labels) -> Vectors:
        """Where the nearest by cosine is the right theme or topic: BERTopic looks for the nearest and nothing else.

        Args:
            stand: where texts stand, or centres of themes, topics or stories.
            theme, topic: of each, -1 for none.
        """
        return np.hstack([stand, _apart(theme, len(self.themes)), _apart(topic, len(self.topics))])


def _apart(group: Labels, number: int) -> Vectors:
    """Coordinates that nothing of other groups has."""
    beside = np.zeros((len(group), number), dtype=np.float32)
    known = np.flatnonzero(group >= 0)
    beside[known, group[known]] = APART
    return beside


class Stand(NamedTuple):
    """Where texts stand: vectors, theme and topic (-1 without any), cosine to the topic's centre; of all other topics
    the nearest (-1: there is no other), and the cosine to its centre.
    """

    vectors: Vectors
    theme: Labels
    topic: Labels
    score: Vectors
    next_topic: Labels
    next_score: Vectors


def stand(vectors: Vectors, centres: Centres) -> Stand:
    """Place texts given by vectors of length one."""
    (beside, story), n = beside_story(vectors, centres.stories, centres.topics), len(vectors)
    if not len(centres.topics):
        none, nothing = np.full(n, -1), np.zeros(n, dtype=np.float32)
        return Stand(beside, none, none, nothing, none, nothing)
    theme = (beside @ centres.themes.T).argmax(axis=1)
    similar, text = beside @ centres.topics.T, np.arange(n)
    topic = np.where(theme[:, None] == centres.theme, similar, -np.inf).argmax(axis=1)
    home = np.append(centres.home, -1)[story]
    topic = np.where(home >= 0, home, topic)
    theme = centres.theme[topic]
    score = similar[text, topic]
    similar[text, topic] = -np.inf
    following = similar.argmax(axis=1)
    next_score = similar[text, following]
    return Stand(beside, theme, topic, score, np.where(np.isfinite(next_score), following, -1), next_score)


def beside_story(vectors: Vectors, stories: Vectors, topics: Vectors) -> tuple[Vectors, Labels]:
    """Where each text stands: at the nearest story, or where it is itself if it tells none of them; and its number, -1.

    Of many stories only those of the topics around the text's nearest topic are looked at.
    """
    placed, story = vectors.copy(), np.full(len(vectors), -1)
    for texts, near in _neighbourhoods(vectors, stories, topics):
        for start in range(0, len(texts), ROWS):
            rows = texts[start : start + ROWS]
            similar = vectors[rows] @ stories[near].T
            nearest = similar.argmax(axis=1)
            told = similar[np.arange(len(nearest)), nearest] >= TELLS_IT
            story[rows[told]] = near[nearest[told]]
    placed[story >= 0] = stories[story[story >= 0]]
    return placed, story


def _neighbourhoods(vectors: Vectors, stories: Vectors, topics: Vectors) -> Iterator[tuple[Labels, Labels]]:
    """Numbers of texts, and of the stories that may be theirs."""
    if len(stories) <= FEW or not len(topics):
        yield np.arange(len(vectors) if len(stories) else 0), np.arange(len(stories))
        return
    text_topic, story_topic = ((each @ topics.T).argmax(axis=1) for each in (vectors, stories))
    around = np.argsort(-(topics @ topics.T), axis=1, kind="stable")[:, :AROUND]
    for topic in np.unique(text_topic):
        near = np.flatnonzero(np.isin(story_topic, around[topic]))
        if len(near):
            yield np.flatnonzero(text_topic == topic), near


def reach_of(vectors: Vectors, theme: Labels, centres: Vectors, theme_of_topic: Labels) -> Vectors:
    """How near a text must be to each topic's centre to belong: nearer than nineteen of twenty texts of other themes.

    Args:
        vectors, theme: of the texts of the fit, where they stand.
        centres, theme_of_topic: of the topics.
    Returns:
        Cosines, shape (n_topics,); 0 where there is one theme alone.
    """
    similar = vectors @ centres.T
    foreign = (similar[theme != own, topic] for topic, own in enumerate(theme_of_topic))
    return np.array([np.percentile(each, FOREIGN) if len(each) else 0.0 for each in foreign], dtype=np.float32)
