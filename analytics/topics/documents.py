"""What topics are made from: the content lemmas of each document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.errors import SchemaError
from data.words.agencies import formula_words
from data.words.stop_words import stop_words

COLUMNS = (
    *("article_id", "title_words", "words", "lemmas"),
    *("outlet", "title", "text", "published_at"),
    *("reprint_group", "series"),
)
"""The columns of `data.schema.TOKENS`, `ARTICLES` and `ARTICLE_FACTS` that are read here."""

MIN_CONTENT = 3
"""A document with fewer content lemmas is unclassified, "too short"."""


def empty_words(language: str) -> frozenset[str]:
    """Lemmas that say nothing about a subject: stop, agency and formula words."""
    return stop_words(language) | formula_words(language)


def is_content(lemma: str, empty: frozenset[str]) -> bool:
    """Whether a folded lemma says something about a subject: two letters at least, no number, no empty word."""
    return len(lemma) > 1 and not lemma[0].isdigit() and lemma not in empty


def contents(lemmas: Iterable[Sequence[str]], language: str) -> list[list[str]]:
    """The content lemmas of each document, in order and as often as they occur."""
    empty = empty_words(language)
    known: dict[str, bool] = {}
    kept = []
    for document in lemmas:
        for lemma in document:
            if lemma not in known:
                known[lemma] = is_content(lemma, empty)
        kept.append([lemma for lemma in document if known[lemma]])
    return kept


def check_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the frame unchanged if it has the columns that topics are made from.

    Raises:
        SchemaError: a column is missing.
    """
    missing = [column for column in COLUMNS if column not in documents.columns]
    if missing:
        raise SchemaError(
            f"Documents for topics lack the columns {missing}; join tokens with articles and facts first."
        )
    return documents


def texts_of(documents: pd.DataFrame, content: Sequence[Sequence[str]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which documents are one text: those of a reprint group, or, outside of one, of the same content lemmas.

    Args:
        documents: column reprint_group (null: none), see `COLUMNS`.
        content: content lemmas of each document.
    Returns:
        Number of each document's text, and of each text the position of the longest document; of equals the one whose
        words come first in the alphabet, so that one more copy changes nothing.
    """
    groups = documents["reprint_group"].astype(object)
    alike = pd.Series([hash(tuple(words)) for words in content], index=groups.index, dtype=object)
    number = pd.factorize(groups.where(groups.notna(), alike))[0].astype(np.intp)
    best: dict[int, int] = {}
    for i, text in enumerate(number.tolist()):
        if text not in best or _rank(content[i]) < _rank(content[best[text]]):
            best[text] = i
    return number, np.array(list(best.values()), dtype=np.intp)


def _rank(words: Sequence[str]) -> tuple[int, Sequence[str]]:
    return -len(words), words
