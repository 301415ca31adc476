"""What is to be trusted of a topic: clouds that lie apart are solid, a drawer of odds and ends is loose."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.topics.embed import unit
from analytics.topics.grouping import Points
from analytics.topics.levels import levels_of
from analytics.topics.stability import Texts
from analytics.topics.trust import cohesion, separation, steps


def test_clouds_come_back_and_a_cut_through_one_does_not() -> None:
    rng = np.random.default_rng(0)
    gold = np.repeat([0, 1, 2], 60)
    vectors = unit(rng.normal(size=(3, 20))[gold] * 2 + rng.normal(size=(180, 20)))
    texts = Texts(vectors, np.arange(180))
    whole, cut = levels_of(texts, seed=0, themes=3, topics=3), levels_of(texts, seed=0, themes=3, topics=6)
    assert whole.themes.stability.min() > 0.95
    assert whole.topics.stability.min() > 0.95
    assert cut.topics.stability.max() < 0.8


def test_cohesion_is_the_mean_cosine_of_pairs() -> None:
    vectors = unit(np.random.default_rng(1).normal(size=(7, 5)))
    labels = np.array([0, 0, 0, 0, 1, 1, 2])
    pairs = [vectors[i] @ vectors[j] for i in range(4) for j in range(i)]
    found = cohesion(Points(vectors, np.ones(7, np.float32)), labels)
    assert found == pytest.approx([np.mean(pairs), vectors[4] @ vectors[5], 1.0], abs=1e-6)


def test_separation_is_a_mean_difference_of_cosines() -> None:
    centres = np.eye(2, dtype=np.float32)
    vectors = unit(np.array([[1, 0], [1, 0.99], [0, 1], [5, 5]], dtype=np.float32))
    apart, borderline = separation(vectors, np.array([0, 0, 1, -1]), centres)
    assert apart[0] == pytest.approx((1 + (vectors[1, 0] - vectors[1, 1])) / 2)
    assert borderline.tolist() == [0.5, 0.0]
    assert np.isnan(separation(vectors, np.zeros(4, dtype=int), centres[:1])[0]).all()


def test_three_steps() -> None:
    stability = np.array([0.9, 0.74, 0.59, 0.9, np.nan])
    tie = np.array([0.4, 0.4, 0.4, 0.2, 0.4])
    assert steps(stability, tie) == ["solid", "fair", "loose", "loose", "solid"]
    assert steps(np.empty(0), np.empty(0)) == []
