"""Shingles: the runs of five words of a text, hashed; and the sample of them that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from analytics.copies.ragged import Flags, Integers, Ragged, starts_of

LENGTH = 5  # words
RATE = 8  # of the shingles of a text one in so many is kept
SHORT = 128  # shingles; a text of no more keeps
SHORT_RATE = 2  # one in so many, else chance decides whether two of them share a sample
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def shingles_of(words: Ragged) -> Ragged:
    """The hashes of all shingles of each text, in order, repeated ones too; none for a text of fewer than five words.

    A polynomial over five neighbouring ids modulo 2^64, mixed as in SplitMix64 (Steele, Lea and Flood, 2014).
    """
    ids = words.flat.view(np.uint64)
    counts = np.maximum(words.counts - LENGTH + 1, 0)
    if len(ids) < LENGTH:
        return Ragged(np.empty(0, np.int64), np.zeros(len(words) + 1, np.int64))
    size = len(ids) - LENGTH + 1
    hashes = chained([ids[place : place + size] for place in range(LENGTH)])
    within = _within(words.starts[:-1], counts, size)
    return Ragged(mixed(hashes[within]).view(np.int64), starts_of(counts))


def _within(starts: Integers, counts: Integers, size: int) -> Flags:
    """Which of `size` places begin a run that stays within its text."""
    edges = np.zeros(size + 1, np.int64)
    filled = counts > 0
    np.add.at(edges, starts[filled], 1)
    np.add.at(edges, starts[filled] + counts[filled], -1)
    return np.cumsum(edges[:-1]) > 0


def chained(columns: Sequence[np.ndarray]) -> np.ndarray:
    """One uint64 for each row of these columns of hashes, which depends on their order."""
    hashes = columns[0].copy()
    for column in columns[1:]:
        hashes *= _FACTOR
        hashes += column
    return hashes


def mixed(hashes: np.ndarray) -> np.ndarray:
    """Spread uint64 hashes over all 64 bits, in place."""
    for shift, mixer in zip((30, 27), _MIXERS, strict=True):
        hashes ^= hashes >> np.uint64(shift)
        hashes *= mixer
    hashes ^= hashes >> np.uint64(31)
    return hashes


def samples_of(shingles: Ragged) -> Ragged:
    """The sampled shingles of each text, in rising order, none twice.

    A shingle is kept when its hash is 0 modulo RATE, in short texts modulo SHORT_RATE: "scaled" or FracMinHash
    sampling (Irber et al., 2022). What two texts share of their samples estimates Jaccard and containment alike,
    where MinHash estimates Jaccard alone.
    """
    short = np.repeat(shingles.counts <= SHORT, shingles.counts)
    rate = np.where(short, SHORT_RATE, RATE)
    return shingles.where((shingles.flat & (rate - 1)) == 0).distinct()


def body_hashes(words: Ragged) -> list[str]:
    """One hash of all words of each text, 16 hex digits; equal for bodies that differ in nothing that is compared."""
    return [blake2b(row.tobytes(), digest_size=8).hexdigest() for row in words]
