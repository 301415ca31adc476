"""Ten words of a topic: by hand, where it is plain which words belong together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from analytics.quality import npmi
from analytics.topics.words import _npmi, topic_words

TEXTS = [
    *["саммит альянс оборона"] * 4,
    *["саммит альянс оборона погода"] * 2,
    *["забастовка пилот рейс"] * 4,
    *["забастовка пилот рейс погода"] * 2,
]
WORDS = sorted({word for text in TEXTS for word in text.split()})
COUNTS = sparse.csr_matrix([[text.split().count(word) for word in WORDS] for text in TEXTS], dtype=np.float32)
LABELS = np.repeat([0, 1], 6)


def test_a_topic_is_told_by_its_own_words_and_none_is_told_twice() -> None:
    first, second = ({word for word, _ in ranked if word} for ranked in topic_words(COUNTS, WORDS, LABELS, 10))
    assert first == {"саммит", "альянс", "оборона"}
    assert second == {"забастовка", "пилот", "рейс"}


def test_a_word_that_stands_alone_gives_way_to_one_that_stands_with_the_others() -> None:
    texts = [*["a b"] * 5, *["a b c"] * 5, *["d"] * 6, *["x y"] * 16]
    words = list("abcdxy")
    counts = sparse.csr_matrix([[text.split().count(word) for word in words] for text in texts], dtype=np.float32)
    found = topic_words(counts, words, np.repeat([0, 1], 16), 3)[0]
    assert {word for word, _ in found} == {"a", "b", "c"}


def test_unclassified_texts_and_no_texts_are_no_error() -> None:
    assert topic_words(COUNTS, WORDS, np.full(len(TEXTS), -1), 10) == []
    assert topic_words(COUNTS[:0], WORDS, LABELS[:0], 10) == []


@pytest.mark.parametrize(("first", "second"), [("саммит", "альянс"), ("саммит", "погода"), ("саммит", "рейс")])
def test_mutual_information_is_that_of_the_measure(first: str, second: str) -> None:
    present = (COUNTS > 0).astype(np.float32).tocsc()
    ours = _npmi(present)[WORDS.index(first), WORDS.index(second)]
    assert ours == pytest.approx(npmi([[first, second]], [text.split() for text in TEXTS]))
