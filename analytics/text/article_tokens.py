"""Articles in, words and lemmas out."""

from __future__ import annotations

from importlib.metadata import version as installed

import pandas as pd

from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import WORD
from data.schema import TOKENS

CODE = 1  # raise it whenever the same text would give other words or lemmas


def version() -> str:
    """What words and lemmas depend on besides the text: this code and its dictionaries."""
    packages = ("pymorphy3-dicts-ru", "simplemma", "py3langid")
    return f"{CODE} " + " ".join(f"{name}={installed(name)}" for name in packages)


def tokens_of(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut articles into words, the title's before the text's, and give each word its lemma.

    Args:
        articles: columns article_id, language, title, text; the texts are strings, empty where there is none.
    Returns:
        One row per article as in `data.schema.TOKENS`: words as written, without punctuation; lemmas folded, one per
        word; title_words is how many of them come from the title.
    Raises:
        SchemaError: an article_id occurs twice or a value is null.
    """
    title_words = []
    words = []
    lemmas = []
    for language, title, text in zip(articles["language"], articles["title"], articles["text"], strict=True):
        found = WORD.findall(title)
        title_words.append(len(found))
        found += WORD.findall(text)
        lemma = lemmatizer(language).lemma
        words.append(found)
        lemmas.append([lemma(word) for word in found])
    frame = pd.DataFrame(
        {
            "article_id": articles["article_id"].to_numpy(),
            "language": articles["language"].to_numpy(),
            "title_words": pd.array(title_words, dtype="int32"),
            "words": pd.Series(words, dtype=object),
            "lemmas": pd.Series(lemmas, dtype=object),
        }
    )
    return TOKENS.check(frame)
