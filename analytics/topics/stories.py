"""Which articles tell one event: average linkage over the words of articles that are days apart at most.

Two groups of articles are joined while the mean cosine of their pairs stays high. No chain can form: a text that
resembles one member of a story and no other does not join it.

Cosines are of TF-IDF over all lemmas, small words and numbers too, and over pieces of three letters of the headline's
lemmas: how an event is told, not what it is about. On pairs of headlines (`benchmarks/stories.py`) content lemmas alone
have an AUC of .88, all lemmas .92, with the pieces .93.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analytics.text.content import lemmas_of
from analytics.topics.embed import Lexicon
from analytics.topics.grouping import Labels

LEAST_PAIR = 0.1
"""Pairs of a lower cosine count as 0: they are most of all pairs and say nothing."""
LEAST_MEAN = 0.25
"""Mean cosine inside a story. Measured on labelled events: .20 finds more of each, .30 mixes fewer."""
PIECE = 3
WINDOW = pd.Timedelta(days=4)
ROWS = 1024


def stories_of(documents: pd.DataFrame) -> Labels:
    """The story of each text, numbered from 0; a text that nobody else tells is a story of its own.

    Args:
        documents: columns lemmas, title_words (how many of them are the headline's), published_at (UTC or null; a text
            without a date may belong to a story of any day).
    """
    return average_linkage(similar_pairs(wordings(documents), documents["published_at"]), LEAST_MEAN)


def wordings(documents: pd.DataFrame) -> sparse.csr_matrix:
    """How each text is told: TF-IDF over lemmas and pieces of its headline's, rows of length one."""
    lemmas = lemmas_of(documents["lemmas"])
    titles = np.flatnonzero(lemmas.in_titles(documents["title_words"]))
    headlines = sparse.csr_matrix(
        (np.ones(len(titles), np.float32), (lemmas.document[titles], lemmas.codes[titles])),
        shape=(len(lemmas), len(lemmas.words)),
    )
    words, of_word, of_piece = _columns(lemmas.words, np.unique(lemmas.codes[titles]))
    lexicon, counts = Lexicon.of(words, sparse.csr_matrix(lemmas.counts() @ of_word + headlines @ of_piece))
    return lexicon.tf_idf(counts)


def _columns(
    words: NDArray[np.object_], in_titles: Labels
) -> tuple[NDArray[np.object_], sparse.csr_matrix, sparse.csr_matrix]:
    """Lemmas and pieces as columns, and which of them a lemma is, and which it is made of where it is in a headline."""
    pieces = [_pieces(word) for word in words[in_titles]]
    sizes = [len(each) for each in pieces]
    column, every = pd.factorize(np.concatenate([words, np.array(list(chain.from_iterable(pieces)), dtype=object)]))
    n, shape = len(words), (len(words), len(every))
    of_word = sparse.csr_matrix((np.ones(n, np.float32), (np.arange(n), column[:n])), shape=shape)
    made_of = (np.repeat(in_titles, sizes), column[n:])
    return every, of_word, sparse.csr_matrix((np.ones(sum(sizes), np.float32), made_of), shape=shape)


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[str, ...]:
    """Runs of three letters, the blanks around the word among them: " на", "нат", "ато", "то "."""
    framed = f" {word} "
    return tuple(framed[i : i + PIECE] for i in range(max(len(framed) - PIECE + 1, 1)))


def similar_pairs(weights: sparse.csr_matrix, published_at: pd.Series) -> sparse.csr_matrix:
    """Cosines of pairs within the window, symmetric, without the diagonal and what is below `LEAST_PAIR`."""
    parts = [(rows, columns, values) for rows, columns, values in _pairs(weights, published_at)]
    rows, columns, values = (np.concatenate([part[i] for part in parts] or [np.empty(0)]) for i in range(3))
    upper = sparse.csr_matrix((values, (rows, columns)), shape=(weights.shape[0],) * 2)
    return sparse.csr_matrix(upper + upper.T)


def _pairs(weights: sparse.csr_matrix, published_at: pd.Series) -> Iterator[tuple[Labels, Labels, NDArray[np.float64]]]:
    """Each pair once: dated texts in order of time with what follows within the window, then undated with all."""
    dated = np.flatnonzero(published_at.notna().to_numpy())
    when = published_at.to_numpy(dtype="datetime64[ns]")
    dated = dated[np.argsort(when[dated], kind="stable")]
    undated = np.setdiff1d(np.arange(len(when)), dated)
    ordered = np.concatenate([undated, dated])
    times = when[dated]
    sorted_weights = weights[ordered]
    for start in range(0, len(ordered), ROWS):
        end = min(start + ROWS, len(ordered))
        last = len(ordered)
        if start >= len(undated):
            until = times[end - 1 - len(undated)] + WINDOW.to_timedelta64()
            last = len(undated) + int(np.searchsorted(times, until, side="right"))
        block = (sorted_weights[start:end] @ sorted_weights[start:last].T).tocoo()
        row, column, value = block.row + start, block.col + start, block.data
        good = (value >= LEAST_PAIR) & (column > row)
        row, column, value = ordered[row[good]], ordered[column[good]], value[good]
        near = ~(np.abs(when[row] - when[column]) > WINDOW.to_timedelta64())
        yield row[near], column[near], value[near].astype(np.float64)


def average_linkage(similar: sparse.csr_matrix, least: float) -> Labels:
    """Groups of items whose mean similarity over all their pairs is `least` at each join, best pair first.

    Every round joins all pairs that are nearest to each other: for mean similarities that gives the same groups as one
    join after another (they are reducible, Murtagh 1983), in a few rounds of matrix products.

    Args:
        similar: symmetric, without a diagonal; what is missing is 0.
        least: mean similarity of two groups that are joined.
    """
    labels = np.arange(similar.shape[0], dtype=np.intp)
    sums = sparse.csr_matrix(similar, dtype=np.float64)
    sizes = np.ones(len(labels))
    while sums.nnz:
        partner = _nearest(sums, sizes, least)
        joined = np.flatnonzero((partner >= 0) & (partner[partner] == np.arange(len(partner))))
        if not len(joined):
            break
        group = np.arange(len(partner), dtype=np.intp)
        group[joined] = np.minimum(joined, partner[joined])
        group = np.unique(group, return_inverse=True)[1].astype(np.intp)
        labels = group[labels]
        sizes = np.bincount(group, weights=sizes).astype(np.float64)
        sums = _summed(sums, group)
    return labels


def _nearest(sums: sparse.csr_matrix, sizes: NDArray[np.float64], least: float) -> Labels:
    """The group most similar to each, the first of equals, -1 where none is similar enough."""
    rows = np.repeat(np.arange(len(sizes)), np.diff(sums.indptr))
    means = sums.data / (sizes[rows] * sizes[sums.indices])
    filled = np.flatnonzero(np.diff(sums.indptr))
    starts = sums.indptr[filled]
    best = np.full(len(sizes), -1.0)
    best[filled] = np.maximum.reduceat(means, starts)
    candidates = np.where(means >= best[rows], sums.indices, len(sizes))
    partner = np.full(len(sizes), -1, dtype=np.intp)
    partner[filled] = np.minimum.reduceat(candidates, starts)
    partner[best < least] = -1
    return partner


def _summed(sums: sparse.csr_matrix, group: Labels) -> sparse.csr_matrix:
    n = int(group.max()) + 1
    member = sparse.csr_matrix((np.ones(len(group)), (group, np.arange(len(group)))), shape=(n, len(group)))
    upper = sparse.triu(member @ sums @ member.T, k=1, format="csr")
    return sparse.csr_matrix(upper + upper.T)
