"""Articles to words and lemmas."""

import pandas as pd
import pytest

from analytics.text.article_tokens import tokens_of
from data.errors import SchemaError
from data.schema import TOKENS


def articles(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["article_id", "language", "title", "text"])


def test_title_words_come_first_and_each_word_has_its_lemma() -> None:
    frame = tokens_of(articles(("a", "ru", "Санкции продлены", "Об этом сообщили в Кремле."), ("b", "en", "", "")))
    first, second = frame.to_dict("records")
    assert first["title_words"] == 2
    assert first["words"] == ["Санкции", "продлены", "Об", "этом", "сообщили", "в", "Кремле"]
    assert first["lemmas"][0] == "санкция"
    assert first["lemmas"][-1] == "кремль"
    assert (second["title_words"], second["words"], second["lemmas"]) == (0, [], [])
    TOKENS.check(frame)


def test_no_articles() -> None:
    assert list(tokens_of(articles()).columns) == TOKENS.columns


def test_twice_the_same_article_is_refused() -> None:
    with pytest.raises(SchemaError, match="occurs twice"):
        tokens_of(articles(("a", "ru", "x", ""), ("a", "ru", "x", "")))
