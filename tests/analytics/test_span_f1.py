"""Agreement of spans."""

import math

import pytest

from analytics.quality import span_f1


def test_overlap_counts_as_right() -> None:
    score = span_f1([[(0, 10), (20, 30)], [(5, 8)]], [[(8, 12), (40, 50)], [(0, 5)]])
    assert score == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_precision_and_recall_differ() -> None:
    assert span_f1([[(0, 10)]], [[(0, 4), (5, 9), (20, 22)]]) == pytest.approx((2 / 3, 1, 0.8))


def test_touching_spans_do_not_overlap() -> None:
    assert span_f1([[(0, 5)]], [[(5, 9)]]) == (0, 0, 0)


def test_without_spans_there_is_no_figure() -> None:
    assert all(math.isnan(value) for value in span_f1([[]], [[]])[:2])
