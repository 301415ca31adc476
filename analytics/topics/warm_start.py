"""Groups that go on from those of an earlier fit: stories begin where their articles were.

Started anew, the same articles and some more are cut up otherwise wherever two cuts are nearly as good, and no matching
afterwards brings back what was moved. So Lloyd's steps begin at the earlier groups; where more groups are wanted the
one is split that gains most, where fewer, the two are joined that lose least.
"""

from __future__ import annotations

import numpy as np

from analytics.topics.grouping import (
    STEPS,
    Labels,
    Points,
    centres_of,
    grow,
    improved,
    objective,
    renumbered,
    sums_of,
    ward,
)
from analytics.topics.stability import Texts, shared

SPLITS = 4
"""Starts of each split."""
TIES = 0.1
"""Share of the points that stand between two groups."""


def of_stories(texts: Texts, earlier: Labels) -> Labels:
    """The earlier group of each story, by most of its texts; -1 where none of them had one.

    Args:
        texts: with the story of each.
        earlier: group of each text, -1 for none.
    """
    found, known = np.full(int(texts.story.max(initial=-1)) + 1, -1), earlier >= 0
    if known.any():
        both = shared(texts.story[known], earlier[known], np.ones(int(known.sum()), dtype=np.float32))
        told = np.flatnonzero(both.sum(axis=1) > 0)
        found[told] = both[told].argmax(axis=1)
    return found


def gone_on(points: Points, earlier: Labels, number: int, rng: np.random.Generator) -> Labels:
    """So many groups, or as many as there are points, as Lloyd's steps leave the earlier ones.

    Args:
        points: what is grouped.
        earlier: group of each point, -1 for those that had none; some have one.
        number: of groups.
    """
    starts = [_started(points, earlier)]
    if int(starts[0].max()) + 1 < number and (earlier < 0).any():  # what came may be a group of its own
        starts.append(np.where(earlier < 0, int(starts[0].max()) + 1, starts[0]))
    found = [_with_number(points, start, number, rng) for start in starts]
    return max(found, key=lambda labels: objective(points, labels))


def _with_number(points: Points, start: Labels, number: int, rng: np.random.Generator) -> Labels:
    labels = _settled(points, start)
    while (have := int(labels.max()) + 1) < min(number, len(labels)):
        split = _split(points, labels, rng)
        if int(split.max()) + 1 == have:
            break
        labels = split
    while int(labels.max()) + 1 > number:
        labels = _settled(points, _joined(points, labels))
    return labels


def _started(points: Points, earlier: Labels) -> Labels:
    """The earlier group of each point, numbered without gaps; of a point without one the nearest."""
    known = earlier >= 0
    number = np.unique(earlier[known], return_inverse=True)[1]
    labels = np.empty(len(earlier), dtype=np.intp)
    labels[known] = number
    centres = centres_of(Points(points.vectors[known], points.weights[known]), labels[known])
    labels[~known] = (points.vectors[~known] @ centres.T).argmax(axis=1)
    return labels


def _settled(points: Points, labels: Labels) -> Labels:
    """Lloyd's steps, in which a point leaves its group only for one that is clearly nearer.

    What is clear the points say themselves: how far the nearest centre is from the second nearest for TIES of them.
    """
    every = np.arange(len(labels))
    for _ in range(STEPS):
        similar = points.vectors @ centres_of(points, labels).T
        if similar.shape[1] < 2:
            break
        second, nearest = np.partition(similar, -2, axis=1)[:, -2:].T
        leaves = nearest - similar[every, labels] > np.quantile(nearest - second, TIES)
        if not leaves.any():
            break
        labels = renumbered(np.where(leaves, similar.argmax(axis=1), labels))
    return labels


def _split(points: Points, labels: Labels, rng: np.random.Generator) -> Labels:
    """The same with that group in two whose halves are nearest to their own centres, beside it whole."""
    best, gained = labels, 0.0
    for group in range(int(labels.max()) + 1):
        inside = np.flatnonzero(labels == group)
        if len(inside) < 2:
            continue
        own = Points(points.vectors[inside], points.weights[inside])
        halves = max(
            (improved(own, grow(own, rng).cut([2]))[0] for _ in range(SPLITS)), key=lambda two: objective(own, two)
        )
        gain = objective(own, halves) - objective(own, np.zeros(len(inside), dtype=np.intp))
        if gain > gained and halves.max() > 0:
            best, gained = labels.copy(), gain
            best[inside[halves == np.argmin(np.bincount(halves))]] = int(labels.max()) + 1
    return _settled(points, best)


def _joined(points: Points, labels: Labels) -> Labels:
    """The same with those two groups in one that Ward's method joins first."""
    weights = np.bincount(labels, weights=points.weights).astype(np.float64)
    into, gone = sorted(ward(sums_of(points, labels), weights)[0])
    merged = np.where(labels == gone, into, labels)
    return np.where(merged > gone, merged - 1, merged)
