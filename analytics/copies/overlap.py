"""Exact overlap of pairs of sets, and the rule that makes two bodies one text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analytics.copies.ragged import Flags, Integers, Ragged

LEAST_JACCARD = 0.35
LEAST_CONTAINMENT = 0.6
LEAST_SHARED = 30  # shingles; for containment alone
LEAST_NEAR = 0.2  # Jaccard of a pair that is not one text, but weighs more than nothing in the mean of a cluster
AT_ONCE = 4_000_000  # values of both sides
_COLUMNS = 2**62


def shared_counts(sets: Ragged, left: Integers, right: Integers) -> Integers:
    """How many values the sets of each pair share.

    Args:
        sets: rows in rising order, no value twice, as `Ragged.distinct` gives them.
        left, right: the pairs, as rows of `sets`.
    """
    found = np.zeros(len(left), np.int64)
    matrix = _incidence(sets)
    for part in _parts(sets.counts[left] + sets.counts[right]):
        found[part] = (matrix[left[part]] * matrix[right[part]]).sum(axis=1)
    return found


def _incidence(sets: Ragged) -> csr_array:
    """One row a set; 62 bits of a value serve as its column, so that no table of columns is needed."""
    columns = (sets.flat.view(np.uint64) >> np.uint64(2)).view(np.int64)
    order = np.lexsort((columns, sets.owners))
    ones = np.ones(len(columns), np.int32)
    return csr_array((ones, columns[order], sets.starts), shape=(len(sets), _COLUMNS))


def _parts(sizes: Integers) -> Iterator[slice]:
    """Slices of about AT_ONCE values each, so that memory does not grow with the pairs."""
    blocks = np.cumsum(sizes) // AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(blocks)) + 1), len(sizes)]
    return (slice(a, b) for a, b in pairwise(edges) if b > a)


def overlap(shingles: Ragged, left: Integers, right: Integers) -> pd.DataFrame:
    """Jaccard and containment of pairs of bodies.

    Args:
        shingles: each body's as a set.
        left, right: the pairs, as rows of `shingles`.
    Returns:
        One row a pair, in order: left, right; shared (shingles); jaccard (shared of all that either has); containment
        (shared of the shorter body's), both 0..1 and 0 for a body without shingles.
    """
    shared = shared_counts(shingles, left, right)
    counts = shingles.counts
    either = counts[left] + counts[right] - shared
    shorter = np.minimum(counts[left], counts[right])
    return pd.DataFrame(
        {
            "left": left,
            "right": right,
            "shared": shared,
            "jaccard": shared / np.maximum(either, 1),
            "containment": shared / np.maximum(shorter, 1),
        }
    )


def one_text(pairs: pd.DataFrame) -> Flags:
    """Which pairs of `overlap` are one text: by Jaccard, or because the longer contains most of the shorter."""
    contained = (pairs["containment"] >= LEAST_CONTAINMENT) & (pairs["shared"] >= LEAST_SHARED)
    return ((pairs["jaccard"] >= LEAST_JACCARD) | contained).to_numpy()


def near(pairs: pd.DataFrame) -> Flags:
    """Which pairs of `overlap` resemble each other without being one text."""
    return (pairs["jaccard"] >= LEAST_NEAR).to_numpy() & ~one_text(pairs)
