"""Content lemmas: what documents are about, without the words that say nothing about a subject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import sparse

from data.schema import to_frame
from data.words.agencies import formula_words
from data.words.stop_words import stop_words


def empty_words(language: str) -> frozenset[str]:
    """Lemmas that say nothing about a subject: stop, agency and formula words."""
    return stop_words(language) | formula_words(language)


def is_content(lemma: str, empty: frozenset[str]) -> bool:
    """Whether a folded lemma says something about a subject: two letters at least, no number, no empty word."""
    return len(lemma) > 1 and not lemma[0].isdigit() and lemma not in empty


@dataclass(frozen=True)
class Lemmas:
    """The lemmas of documents, one after another, as numbers: a list of texts takes thirty times the memory.

    Attributes:
        words: lemmas by number, each once; some may stand in no document.
        codes: number of each lemma.
        starts: where each document begins in `codes`, shape (n_documents + 1,).
    """

    words: NDArray[np.object_]
    codes: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many lemmas each document has."""
        return np.diff(self.starts)

    @property
    def document(self) -> NDArray[np.intp]:
        """Of each lemma the number of its document."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def in_titles(self, title_words: pd.Series) -> NDArray[np.bool_]:
        """Of each lemma whether it is one of the first of its document, of which so many are the title's."""
        position = np.arange(len(self.codes)) - np.repeat(self.starts[:-1], self.sizes)
        return np.asarray(position < np.repeat(title_words.to_numpy(), self.sizes), dtype=bool)

    def only(self, kept: NDArray[np.bool_]) -> Lemmas:
        """The words that are kept; a mark for each of `words`."""
        standing = kept[self.codes]
        before = np.concatenate([[0], np.cumsum(standing)])
        return Lemmas(self.words, self.codes[standing], before[self.starts])

    def take(self, rows: NDArray[np.intp]) -> Lemmas:
        """These documents, in this order."""
        sizes = self.sizes[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[:-1][rows] - starts[:-1], sizes)
        return Lemmas(self.words, self.codes[places], starts)

    def counts(self) -> sparse.csr_matrix:
        """How often each word stands in each document, shape (n_documents, n_words)."""
        ones = np.ones(len(self.codes), dtype=np.float32)
        counted = sparse.csr_matrix((ones, self.codes.copy(), self.starts), shape=(len(self), len(self.words)))
        counted.sum_duplicates()
        return counted

    def joined(self) -> list[str]:
        """The lemmas of each document with blanks between them."""
        run = self.words[self.codes].tolist()
        return [" ".join(run[a:b]) for a, b in pairwise(self.starts.tolist())]


def lemmas_of(documents: pd.Series) -> Lemmas:
    """The lemmas of documents given as lists, of Arrow's (`pd.ArrowDtype`) or of Python's."""
    column = pa.array(documents, pa.list_(pa.string()))
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole.flatten().dictionary_encode()
    starts = np.concatenate([[0], np.cumsum(pc.list_value_length(whole).to_numpy(zero_copy_only=False))])
    words = np.array(coded.dictionary.to_pylist(), dtype=object)
    return Lemmas(words, coded.indices.to_numpy(zero_copy_only=False), starts.astype(np.int64))


def contents(documents: pd.Series, language: str) -> Lemmas:
    """The content lemmas of each document, in order and as often as they occur.

    Args:
        documents: lists of lemmas, see `lemmas_of`.
    """
    empty = empty_words(language)
    lemmas = lemmas_of(documents)
    return lemmas.only(np.fromiter((is_content(word, empty) for word in lemmas.words), bool, len(lemmas.words)))


def with_words(tokens: pa.Table) -> pd.DataFrame:
    """Rows of `data.schema.TOKENS` as a frame whose lists stay Arrow's."""
    lists = [field.name for field in tokens.schema if pa.types.is_list(field.type)]
    columns = {name: pd.Series(pd.arrays.ArrowExtensionArray(tokens.column(name))) for name in lists}
    frame: pd.DataFrame = to_frame(tokens.drop_columns(lists)).assign(**columns)[tokens.schema.names]
    return frame
