"""Whether what comes in is still like what the topics were found in, by control limits (Shewhart 1931).

What is usual the texts of the fit say themselves: in order of time they are cut into blocks, and each block is placed
as if it had come after the others were fitted. What came since is beyond the limits where it lies three deviations of
such blocks on the worse side of their mean: more is in no topic, it is farther from its topics, or more of its words
are unknown to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.topics.embed import MIN_DOCUMENTS, unit
from analytics.topics.grouping import Points, sums_of
from analytics.topics.place import BEYOND, Centres, stand
from analytics.topics.stability import Texts

MEASURES = ("unclassified", "distance", "unknown")
"""Share of texts beyond every topic's reach; mean cosine distance to the own topic's centre; mean share of a text's
content words that are not among the model's."""
BLOCKS = 10
LIMIT = 3.0
LEAST = 30
"""Of fewer articles nothing is concluded."""


@dataclass(frozen=True)
class Usual:
    """What is usual of articles that a fit has not seen.

    Attributes:
        mean, deviation: of blocks of its texts, by measure; nan where it cannot be told.
        size: texts in a block; none of them where there were too few.
    """

    mean: Mapping[str, float]
    deviation: Mapping[str, float]
    size: int

    @classmethod
    def unknown(cls) -> Usual:
        """Of a model that does not say."""
        return cls({}, {}, 0)


@dataclass(frozen=True)
class Drift:
    """What lies beyond its limit: the measure, its value now and what is usual, both 0..1, and of how many articles."""

    measure: str
    value: float
    usual: float
    articles: int


@dataclass(frozen=True)
class Seen:
    """What a fit was made of.

    Attributes:
        texts: vectors, and the story of each.
        published_at: of each, UTC or null.
        sizes: how many content words each has.
        counts: how often each word of the lexicon stands in each, shape (n_texts, n_words).
    """

    texts: Texts
    published_at: pd.Series
    sizes: NDArray[np.intp]
    counts: sparse.csr_matrix


def usual(seen: Seen, centres: Centres) -> Usual:
    """Place each block of a fit's texts among what the others leave."""
    n = len(seen.sizes)
    if n < BLOCKS * 2 or not len(centres.topics):
        return Usual.unknown()
    block = np.empty(n, dtype=np.intp)
    block[np.argsort(seen.published_at.to_numpy(), kind="stable")] = np.arange(n) * BLOCKS // n
    rows = np.array([_without(seen, centres, block == number) for number in range(BLOCKS)])
    found = zip(MEASURES, rows.mean(axis=0).tolist(), rows.std(axis=0, ddof=1).tolist(), strict=True)
    both = {measure: (mean, deviation) for measure, mean, deviation in found}
    return Usual({m: a for m, (a, _) in both.items()}, {m: b for m, (_, b) in both.items()}, n // BLOCKS)


def _without(seen: Seen, centres: Centres, inside: NDArray[np.bool_]) -> list[float]:
    """The measures of some texts, placed among the stories and topics of all others."""
    points, _ = seen.texts.points()
    topic = stand(points.vectors, centres).topic
    left = np.bincount(seen.texts.story[~inside], minlength=len(topic)) > 0
    sums = np.zeros_like(centres.topics)
    others = sums_of(Points(points.vectors[left], points.weights[left]), topic[left])
    sums[: len(others)] = others
    topics = np.where(np.any(sums != 0, axis=1)[:, None], unit(sums), centres.topics)
    found = stand(
        seen.texts.vectors[inside],
        replace(centres, stories=centres.stories[left], home=centres.home[left], topics=topics),
    )
    df, own = (np.bincount(each.indices, minlength=each.shape[1]) for each in (seen.counts, seen.counts[inside]))
    known = seen.counts[inside] @ (df - own >= MIN_DOCUMENTS).astype(np.float32)
    return [
        float((found.score < centres.reach[found.topic]).mean()),
        float(1 - found.score.mean()),
        float((1 - known / np.maximum(seen.sizes[inside], 1)).mean()),
    ]


def drift_of(usual: Usual, article_topics: pd.DataFrame) -> Drift | None:
    """What lies farthest beyond its limit in the last block of what came since the fit, None where nothing does.

    The mean of fewer articles than a block has varies more, by the root of how many fewer.

    Args:
        usual: of the fit.
        article_topics: rows of `data.schema.ARTICLE_TOPICS` of its language.
    """
    later = article_topics[article_topics["later"].eq(True) & article_topics["score"].notna()]
    since = later.sort_values("published_at", na_position="first", kind="stable").tail(usual.size)
    if len(since) < LEAST or not usual.size:
        return None
    values = {
        "unclassified": float(since["reason"].isin(BEYOND).mean()),
        "distance": float(1 - since["score"].mean()),
        "unknown": float(since["unknown"].mean()),
    }
    varies = np.sqrt(max(usual.size / len(since), 1))
    beyond = {
        m: (value - usual.mean[m]) / (max(usual.deviation[m], 1e-9) * varies)
        for m, value in values.items()
        if np.isfinite(value) and np.isfinite(usual.mean[m])
    }
    worst = max(beyond, key=lambda m: beyond[m], default=None)
    if worst is None or beyond[worst] <= LIMIT:
        return None
    return Drift(worst, values[worst], usual.mean[worst], len(since))
