"""Words and their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вице-премьер сказал: «да».", "Вице-премьер|сказал|да"),
        ("8,483 статьи, 3.5 %", "8,483|статьи|3.5"),
        ("В.В. Путин", "В.В.|Путин"),
        ("The U.S. didn’t", "The|U.S.|didn’t"),
        ("об'єкт, F-35 и 5G", "об'єкт|F-35|и|5G"),
        ("за\u0301мок", "за\u0301мок"),
        ("Россия–НАТО", "Россия|НАТО"),
        ("35G и 2017-го", "35G|и|2017|го"),
        ("... — !", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert "|".join(token.text for token in tokenize(text)) == expected


@given(st.text(max_size=200))
def test_offsets_are_code_points_and_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


def test_offsets_after_an_emoji_count_code_points() -> None:
    assert tokenize("🙂🙂 НАТО")[0][:2] == (3, 7)


def test_b4_a_word_of_a_million_letters_is_one_token() -> None:
    assert [len(token.text) for token in tokenize("ж" * 1_000_000)] == [1_000_000]
    assert len(tokenize("1" * 1_000_000 + "ж")) == 1
