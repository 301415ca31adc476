"""Pairs of bodies that share enough sampled shingles to be worth comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from analytics.copies.overlap import LEAST_JACCARD
from analytics.copies.ragged import Flags, Integers, Ragged, starts_of
from analytics.copies.shingles import RATE

MOST = 100  # bodies of one sample that others are compared with
LEAST_KEPT = 2 * LEAST_JACCARD / (1 + LEAST_JACCARD)  # of the shorter body's shingles, in any pair that is one text
DOUBT = 3.0  # standard deviations by which an estimate may fall short
AT_ONCE = 20_000_000  # pairs of a sample and a body


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs, each once: a row of the bodies asked about, and a row of the index."""

    left: Integers
    right: Integers


@dataclass(frozen=True)
class Index:
    """Which bodies bear a sample.

    Of a sample that more than MOST bodies bear (a footer, a bulletin's fixed words) the first MOST alone are listed;
    all its bearers are compared with those, so the pairs grow with the bodies and not with their square.

    Attributes:
        samples: the bodies' samples, bodies in the order that decides who is listed. Let it be one that says nothing
            of the content and does not change, as that of their hashes.
        hashes: the samples, rising.
        listed: for each of `hashes` the bodies that are listed.
    """

    samples: Ragged
    hashes: Integers
    listed: Ragged

    @classmethod
    def of(cls, samples: Ragged) -> Index:
        order = np.argsort(samples.flat, kind="stable")
        values, owners = samples.flat[order], samples.owners[order]
        new = np.ones(len(values), dtype=bool)
        new[1:] = values[1:] != values[:-1]
        first = np.flatnonzero(new)
        counts = np.diff(np.append(first, len(values)))
        listed = np.arange(len(values)) - np.repeat(first, counts) < MOST
        return cls(samples, values[new], Ragged(owners[listed], starts_of(np.minimum(counts, MOST))))

    def crowded(self) -> Flags:
        """Which bodies are not listed for at least half of their samples: their likes know them by others alone."""
        counts = self.samples.counts
        return (counts > 0) & (2 * self.unlisted() >= counts)

    def unlisted(self) -> Integers:
        """For how many of its samples each body is not listed."""
        return self.samples.counts - self._listings

    @cached_property
    def _sizes(self) -> _Sizes:
        return _sizes(self.samples)

    @cached_property
    def _listings(self) -> Integers:
        return np.bincount(self.listed.flat, minlength=len(self.samples))

    def among(self) -> Pairs:
        """Candidates among the bodies of the index."""
        found = [self._likely(self.samples, rows, product) for rows, product in self._products(self.samples, least=2)]
        pairs = _joined(found)
        # Who is listed comes before who is not, so the lower triangle has every pair.
        lower = pairs.right < pairs.left
        return Pairs(pairs.left[lower], pairs.right[lower])

    def beside(self, asked: Ragged) -> Pairs:
        """Candidates between other bodies, by their samples, and those of the index."""
        return _joined([self._likely(asked, rows, product) for rows, product in self._products(asked, least=1)])

    def full(self, asked: Ragged) -> Integers:
        """How many of each body's samples have as many bearers listed as there may be."""
        places, known = self._places(asked)
        full = known & (self.listed.counts[places] == MOST) if len(self.hashes) else known
        return asked.where(full).counts

    def _places(self, asked: Ragged) -> tuple[Integers, Flags]:
        places = np.searchsorted(self.hashes, asked.flat)
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == asked.flat if len(self.hashes) else np.zeros(len(places), dtype=bool)
        return places, known

    def _products(self, asked: Ragged, least: int) -> Iterator[tuple[Integers, csr_array]]:
        """Shared samples of the bodies asked about and the listed ones, for some rows at a time."""
        places, known = self._places(asked)
        if not known.any():
            return
        lengths = self.listed.counts[places]
        kept = known & (lengths >= least)
        columns = Ragged(places, asked.starts).where(kept)
        lists = csr_array(
            (np.ones(len(self.listed.flat), np.int32), self.listed.flat, self.listed.starts),
            shape=(len(self.hashes), len(self.samples)),
        )
        work = np.concatenate([[0], np.cumsum(lengths[kept])])[columns.starts[1:]]
        edges = np.searchsorted(work, np.arange(0, work[-1] + AT_ONCE, AT_ONCE), side="right")
        for rows in (np.arange(a, b) for a, b in zip(np.append(0, edges), np.append(edges, len(asked)), strict=True)):
            if len(rows):
                part = columns.take(rows)
                ones = np.ones(len(part.flat), np.int32)
                yield rows, csr_array((ones, part.flat, part.starts), shape=(len(rows), len(self.hashes))) @ lists

    def _likely(self, asked: Ragged, rows: Integers, product: csr_array) -> Pairs:
        """The pairs whose shared samples do not rule out that they are one text."""
        found = product.tocoo()
        left, right = rows[found.row], found.col.astype(np.int64)
        here, there = _sizes(asked), self._sizes
        both_short = here.short[left] & there.short[right]
        smaller = np.where(
            both_short,
            np.minimum(here.all[left], there.all[right]),
            np.minimum(here.coarse[left], there.coarse[right]),
        )
        # A body that is listed for some of its samples alone is met at those alone.
        met = smaller * (self._listings / np.maximum(there.all, 1))[right]
        likely = found.data >= LEAST_KEPT * met - DOUBT * np.sqrt(LEAST_KEPT * (1 - LEAST_KEPT) * met)
        return Pairs(left[likely], right[likely])


@dataclass(frozen=True)
class _Sizes:
    """How many samples bodies have, at either rate; short: they have some that long texts do not keep."""

    all: Integers
    coarse: Integers
    short: Flags


def _sizes(samples: Ragged) -> _Sizes:
    coarse = samples.where((samples.flat & (RATE - 1)) == 0).counts
    return _Sizes(samples.counts, coarse, coarse < samples.counts)


def _joined(found: list[Pairs]) -> Pairs:
    empty = np.empty(0, np.int64)
    return Pairs(
        np.concatenate([empty, *(pairs.left for pairs in found)]),
        np.concatenate([empty, *(pairs.right for pairs in found)]),
    )
