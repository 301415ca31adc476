"""Document vectors: what a document is about, as a point; near points are about the same.

Offline: TF-IDF over content lemmas reduced by SVD, and for Russian beside it the idf-weighted mean of navec's news
vectors, which ship with natasha. Both are linear in a document's words, so the stored arrays are all that a new
document needs. Vectors by a model from elsewhere are chosen by its name (`sentence_models`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.text.content import Lemmas
from analytics.topics.sentence_models import encode, whole_path
from data.errors import StoreError, UsageError
from data.settings import OFFLINE, VECTORS

Vectors = NDArray[np.float32]

MIN_DOCUMENTS = 2
"""A word of fewer documents links none of them."""
MAX_SHARE = 0.5
"""A word of more than this share of the documents tells none of them apart."""
DIMENSIONS = 100
LEAST_DIMENSIONS = 4
DOCUMENTS_PER_DIMENSION = 10
MEANING_DIMENSIONS = 64
NAVEC = Path("data", "emb", "navec_news_v1_1B_250K_300d_100q.tar")


@dataclass(frozen=True)
class Lexicon:
    """The words of a fit and in how many documents each stands.

    Attributes:
        words: content lemmas, sorted; the column order of every matrix over words.
        idf: inverse document frequencies, ln((1 + n) / (1 + df)) + 1, as in scikit-learn.
    """

    words: list[str]
    idf: Vectors

    @classmethod
    def of(cls, words: NDArray[np.object_], counts: sparse.csr_matrix) -> tuple[Lexicon, sparse.csr_matrix]:
        """The words that stand in at least two documents and in no more than half of them, and the counts of these.

        Args:
            words: of each column, each word once.
            counts: how often each stands in each document, shape (n_documents, n_words).
        """
        n = counts.shape[0]
        df = np.bincount(counts.indices, minlength=len(words))
        kept = np.flatnonzero((df >= MIN_DOCUMENTS) & (df <= max(MIN_DOCUMENTS, MAX_SHARE * n)))
        kept = kept[np.argsort(words[kept], kind="stable")]
        idf = np.log((1 + n) / (1 + df[kept])) + 1
        chosen = sparse.csr_matrix(counts[:, kept])
        chosen.sort_indices()
        return cls(words[kept].tolist(), idf.astype(np.float32)), chosen

    def counts(self, lemmas: Lemmas) -> sparse.csr_matrix:
        """How often each word stands in each document, shape (n_documents, n_words)."""
        column = self.columns_of(lemmas.words)
        known = np.flatnonzero(column >= 0)
        place = sparse.csr_matrix(
            (np.ones(len(known), np.float32), (known, column[known])), shape=(len(column), len(self.words))
        )
        counts = sparse.csr_matrix(lemmas.counts() @ place)
        counts.sort_indices()
        return counts

    @cached_property
    def _columns(self) -> pd.Index:
        return pd.Index(self.words, dtype=object)

    def columns_of(self, words: NDArray[np.object_]) -> NDArray[np.intp]:
        """The column of each word, -1 for one that the lexicon does not have."""
        return np.asarray(self._columns.get_indexer(pd.Index(words, dtype=object)))

    def tf_idf(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Rows of (1 + ln tf) · idf, each of length one."""
        weighted = counts.copy()
        weighted.data = (1 + np.log(weighted.data)) * self.idf[weighted.indices]
        lengths = np.sqrt(np.add.reduceat(np.append(weighted.data, 0) ** 2, weighted.indptr[:-1]))
        lengths[np.diff(weighted.indptr) == 0] = 1
        weighted.data /= np.repeat(lengths, np.diff(weighted.indptr))
        return weighted


@dataclass(frozen=True)
class WordVectors:
    """The offline embedder.

    Attributes:
        components: SVD of the fit's TF-IDF, shape (n_words, n_components).
        meanings: a word vector a word, shape (n_words, 64), zero where there is none; None without such vectors.
        centre: mean of the fit's vectors made from meanings, taken off so that what all documents share cancels.
    """

    lexicon: Lexicon
    components: Vectors
    meanings: Vectors | None = None
    centre: Vectors | None = None
    name: str = OFFLINE

    def vectors(self, contents: Lemmas, texts: Sequence[str] = ()) -> Vectors:
        """Vectors of length one, or zero where no word is known, shape (n_documents, n_dimensions).

        Args:
            contents: content lemmas of each document.
            texts: not read; sentence models do.
        """
        del texts
        return self.of_weights(self.lexicon.tf_idf(self.lexicon.counts(contents)))

    def unknown(self, contents: Lemmas) -> Vectors:
        """Share of each document's words that are not in the lexicon; nan for one without words."""
        column = self.lexicon.columns_of(contents.words)
        known = np.bincount(contents.document[column[contents.codes] >= 0], minlength=len(contents))
        sizes = contents.sizes
        return np.where(sizes > 0, 1 - known / np.maximum(sizes, 1), np.nan).astype(np.float32)

    def of_weights(self, weights: sparse.csr_matrix) -> Vectors:
        """The same, from the TF-IDF of each document."""
        by_words = unit(weights @ self.components)
        if self.meanings is None or self.centre is None:
            return by_words
        known = np.diff(weights.indptr) > 0
        by_meaning = np.where(known[:, None], unit(weights @ self.meanings) - self.centre, np.float32(0))
        return unit(np.hstack([by_words, unit(by_meaning)]))


@dataclass(frozen=True)
class Pretrained:
    """A sentence model chosen by name, written `library:model`; it reads the text as written."""

    name: str

    def vectors(self, contents: Lemmas, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, or zero where the model knows no word, shape (n_documents, n_dimensions).

        Args:
            contents: not read.
            texts: title and text of each document as written; of a long one the beginning counts alone, see
                `sentence_models.encode`.
        Raises:
            UsageError: the library is not installed, or the model is not on this computer.
        """
        del contents
        return unit(encode(self.name, texts))

    def unknown(self, contents: Lemmas) -> Vectors:
        """Nan for each document: a sentence model does not say which words it knows."""
        return np.full(len(contents), np.nan, dtype=np.float32)


Embedder = WordVectors | Pretrained


class Embedding(NamedTuple):
    """The embedder of a fit and what it made of the fit's documents.

    Attributes:
        embedder: for later documents.
        vectors: as `embedder.vectors` gives them.
        lexicon: the words of the fit.
        counts: how often each stands in each document, shape (n_documents, n_words).
    """

    embedder: Embedder
    vectors: Vectors
    lexicon: Lexicon
    counts: sparse.csr_matrix


def embed(  # noqa: PLR0913 - each is named where it is called
    contents: Lemmas,
    texts: Sequence[str],
    *,
    language: str,
    name: str = OFFLINE,
    seed: int = 0,
    before: Vectors | None = None,
) -> Embedding:
    """Fit an embedder and use it.

    Args:
        contents: content lemmas of each document of the fit.
        texts: title and text of each as written.
        language: `ru` adds navec's vectors.
        name: `offline`, `sentence-transformers:MODEL` or `model2vec:MODEL`.
        seed: of the randomised SVD.
        before: vectors that the chosen model made of these documents before, zero where it made none; not read offline.
    Raises:
        UsageError: the name is none of these, its library is not installed, or the model is not on this computer.
    """
    lexicon, counts = Lexicon.of(contents.words, contents.counts())
    if name != OFFLINE:
        chosen = pretrained(name)
        return Embedding(chosen, _with_missing(chosen, contents, texts, before), lexicon, counts)
    weights = lexicon.tf_idf(counts)
    embedder = _fit_words(lexicon, weights, language, seed)
    return Embedding(embedder, embedder.of_weights(weights), lexicon, counts)


def _with_missing(chosen: Pretrained, contents: Lemmas, texts: Sequence[str], before: Vectors | None) -> Vectors:
    """A model's vectors of documents; those that are known are not made again."""
    if before is None:
        return chosen.vectors(contents, texts)
    missing = np.flatnonzero(~np.any(before != 0, axis=1))
    if not len(missing):
        return unit(before)
    found = before.copy()
    found[missing] = chosen.vectors(contents.take(missing), [texts[i] for i in missing.tolist()])
    return unit(found)


def _fit_words(lexicon: Lexicon, weights: sparse.csr_matrix, language: str, seed: int) -> WordVectors:
    from sklearn.utils.extmath import randomized_svd

    dimensions = max(LEAST_DIMENSIONS, weights.shape[0] // DOCUMENTS_PER_DIMENSION)
    rank = min(dimensions, DIMENSIONS, *(side - 1 for side in weights.shape))
    if rank < 1:
        return WordVectors(lexicon, np.zeros((len(lexicon.words), 1), dtype=np.float32))
    _, _, rows = randomized_svd(weights, rank, n_iter=4, random_state=seed)
    components = np.ascontiguousarray(rows.T, dtype=np.float32)
    if language != "ru":
        return WordVectors(lexicon, components)
    meanings = _main_axes(_navec(lexicon.words), weights)
    return WordVectors(lexicon, components, meanings, unit(weights @ meanings).mean(axis=0))


def _main_axes(meanings: Vectors, weights: sparse.csr_matrix) -> Vectors:
    """Word vectors on the axes along which the documents' vectors made of them lie most, largest first."""
    documents = unit(weights @ meanings)
    _, axes = np.linalg.eigh(documents.T @ documents)
    return np.ascontiguousarray(meanings @ axes[:, ::-1][:, :MEANING_DIMENSIONS])


def pretrained(name: str) -> Pretrained:
    """The embedder written `library:model`.

    Raises:
        UsageError: no such library is known.
    """
    library, _, model = name.partition(":")
    if library not in VECTORS or not model:
        known = ", ".join(f"{each}:MODEL" for each in VECTORS)
        raise UsageError(f"Document vectors {name!r} are not known.", f"Choose {OFFLINE} or one of {known}.")
    return Pretrained(f"{library}:{whole_path(model)}")


def unit(rows: NDArray[Any]) -> Vectors:
    """Rows brought to length one; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def _navec(words: Sequence[str]) -> Vectors:
    """Word vectors of navec, zero where it has none."""
    navec = _load_navec()
    vectors = np.zeros((len(words), navec.pq.dim), dtype=np.float32)
    known = [(row, navec.vocab[word]) for row, word in enumerate(words) if word in navec.vocab]
    if known:
        rows, ids = (list(side) for side in zip(*known, strict=True))
        # A product quantiser: each vector is a row of codebook entries.
        vectors[rows] = navec.pq.codes[navec.pq.qdims, navec.pq.indexes[ids]].reshape(len(ids), navec.pq.dim)
    return vectors


@lru_cache(maxsize=1)
def _load_navec() -> Any:
    from navec import Navec

    package = find_spec("natasha")
    if package is None or not package.submodule_search_locations:
        raise StoreError("natasha, whose word vectors Russian topics need, is not installed.", "Run make again.")
    return Navec.load(Path(package.submodule_search_locations[0]) / NAVEC)
