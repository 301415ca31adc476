"""Figures of topic quality, against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from analytics.quality import ari, diversity, nmi, npmi

DOCUMENTS = [["нато", "альянс"], ["нато", "альянс", "саммит"], ["нефть", "цена"], ["нефть"]]


def test_npmi_of_words_that_only_meet_is_one() -> None:
    assert npmi([["нато", "альянс"]], DOCUMENTS) == pytest.approx(1.0)


def test_npmi_of_words_that_never_meet_is_minus_one() -> None:
    assert npmi([["нато", "нефть"]], DOCUMENTS) == -1.0


def test_npmi_by_hand() -> None:
    # p(нефть) = 1/2, p(цена) = 1/4, together 1/4
    expected = math.log(0.25 / (0.5 * 0.25)) / -math.log(0.25)
    assert npmi([["нефть", "цена"]], DOCUMENTS) == pytest.approx(expected)


def test_npmi_averages_pairs_then_topics() -> None:
    both = npmi([["нато", "альянс"], ["нато", "нефть"]], DOCUMENTS)
    assert both == pytest.approx(0.0, abs=1e-6)
    assert npmi([["нато", "альянс", "нефть"]], DOCUMENTS) == pytest.approx((1 - 1 - 1) / 3)


def test_npmi_without_pairs_is_not_a_number() -> None:
    assert math.isnan(npmi([["нато"]], DOCUMENTS))
    assert math.isnan(npmi([], []))


def test_diversity_is_the_share_of_different_words() -> None:
    assert diversity([["a", "b"], ["b", "c"]]) == 0.75
    assert diversity([["a", "b"], ["b", "c"]], words=1) == 1.0
    assert math.isnan(diversity([]))


def test_partitions_that_differ_in_names_alone_are_equal() -> None:
    assert nmi(["x", "x", "y"], [7, 7, "no topic"]) == pytest.approx(1.0)
    assert ari(["x", "x", "y"], [7, 7, "no topic"]) == pytest.approx(1.0)


def test_partition_into_one_class_tells_nothing() -> None:
    assert nmi(["x", "x", "y", "y"], [0, 0, 0, 0]) == pytest.approx(0.0)
    assert ari(["x", "x", "y", "y"], [0, 0, 0, 0]) == pytest.approx(0.0)
