"""Words of a search found again in a text: the same articles that the index finds have spans, and others have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.search.occurrences import occurrences
from data.article.folding import fold

TEXT = "Новые санкции против России. О «прямом диалоге» говорил Песков; санкциями дело не кончится."


def found(words: str, text: str = TEXT, language: str = "ru") -> list[str]:
    return [text[start:end] for start, end in occurrences(text, words, language)]


def test_a_word_is_found_in_every_form():
    assert found("санкция") == ["санкции", "санкциями"]
    assert found("россия песков") == ["России", "Песков"]


def test_a_phrase_is_found_as_it_was_quoted_alone():
    assert found("«прямом диалоге»") == ["прямом диалоге"]
    assert found("«прямой диалог»") == []


def test_a_language_without_a_dictionary_finds_the_word_as_it_stands():
    assert found("banks", "Banks and bank", "xx") == ["Banks"]


@pytest.mark.parametrize("words", ["", "«»", "— …"])
def test_nothing_searched_for_is_found_nowhere(words):
    assert found(words) == []


words_ = st.text('абвгд ёЁ«»"-.', max_size=30)


@given(words_, words_)
def test_every_span_is_a_run_of_words_of_the_text(text, words):
    spans = occurrences(text, words, "xx")
    assert spans == sorted(spans)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end]).split()[0] in fold(words)
