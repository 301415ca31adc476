"""Words in, articles out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from analytics.search.index import check, held, open_index
from analytics.search.query import Query, parse
from analytics.text.lemmas import lemmatizer
from data.article.folding import fold

if TYPE_CHECKING:
    import tantivy


def search(folder: Path, words: str) -> pa.Array:
    """The articles in which all words occur, by lemma, and all quoted phrases, in exactly their form.

    Args:
        folder: the edition's index.
        words: as typed, see `query.parse`.
    Returns:
        article_id as text, in ascending order; empty where nothing was found or nothing is to be searched for.
    Raises:
        UsageError: the search is too long.
        StoreError: the index is missing, damaged, or of another format.
    """
    query = parse(words)
    if not query.words and not query.phrases:
        return pa.array([], pa.string())
    index, languages = _opened(folder)
    ids = np.sort(np.array(held(index, _asked(query, index, languages)), dtype=np.uint64))
    digits = ids.astype(">u8").tobytes().hex()
    return pa.array([digits[n : n + 16] for n in range(0, len(digits), 16)], pa.string())


@lru_cache(maxsize=4)
def _opened(folder: Path) -> tuple[tantivy.Index, tuple[str, ...]]:
    """An index, checked and opened once in this process; its folder never changes."""
    stamp = check(folder)
    return open_index(folder), tuple(stamp["languages"])


def _asked(query: Query, index: tantivy.Index, languages: tuple[str, ...]) -> tantivy.Query:
    import tantivy

    schema = index.schema
    wanted = [tantivy.Query.term_set_query(schema, "lemmas", terms(word, languages)) for word in query.words]
    for phrase in query.phrases:
        if len(phrase) == 1:
            wanted.append(tantivy.Query.term_query(schema, "words", phrase[0]))
        else:
            wanted.append(tantivy.Query.phrase_query(schema, "words", list(phrase)))
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in wanted])


def terms(word: str, languages: tuple[str, ...]) -> list[str]:
    """What a word may be in the index: in each language its lemma, also as a name, and the word as it stands.

    A name is often typed without its capital letter, and the dictionary then takes it for another word (песков is the
    plural of песок). The word as it stands finds names whose base form the dictionary does not know.
    """
    found = set()
    for language in languages:
        lemma = lemmatizer(language).lemma
        found |= {f"{language}/{form}" for form in (lemma(word), lemma(word.capitalize()), fold(word))}
    return sorted(found)
