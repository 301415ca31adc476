"""What topics are made from: the content lemmas of each document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import sparse

from data.errors import SchemaError
from data.schema import to_frame
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


def written(documents: pd.DataFrame) -> list[str]:
    """Each document as it is written, its title first."""
    return (documents["title"] + "\n" + documents["text"]).tolist()


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


def texts_of(documents: pd.DataFrame, content: Lemmas) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which documents are one text: those of a reprint group, or, outside of one, of the same content lemmas.

    Args:
        documents: column reprint_group (null: none), see `COLUMNS`.
        content: content lemmas of each document.
    Returns:
        Number of each document's text, and of each text the position of the longest document; of equals the one whose
        words come first in the alphabet, so that one more copy changes nothing.
    """
    groups = documents["reprint_group"].astype(object)
    runs = [content.codes[a:b] for a, b in pairwise(content.starts.tolist())]
    alike = pd.Series([hash(run.tobytes()) for run in runs], index=groups.index, dtype=object)
    number = pd.factorize(groups.where(groups.notna(), alike))[0].astype(np.intp)
    best: dict[int, int] = {}
    for i, text in enumerate(number.tolist()):
        other = best.setdefault(text, i)
        if len(runs[i]) > len(runs[other]) or (
            len(runs[i]) == len(runs[other]) and content.words[runs[i]].tolist() < content.words[runs[other]].tolist()
        ):
            best[text] = i
    return number, np.array(list(best.values()), dtype=np.intp)
