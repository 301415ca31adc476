"""Rows of whole numbers of any length, in two flat arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

Integers = np.ndarray[tuple[int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Ragged:
    """Row `r` is `flat[starts[r]:starts[r + 1]]`.

    Attributes:
        flat: int64; most are hashes, whose sign means nothing.
        starts: int64, one more than there are rows, the first 0 and the last the length of `flat`.
    """

    flat: Integers
    starts: Integers

    @classmethod
    def of(cls, rows: Iterable[np.ndarray | list[int]]) -> Ragged:
        listed = [np.asarray(row, dtype=np.int64) for row in rows]
        counts = np.fromiter(map(len, listed), np.int64, len(listed))
        return cls(np.concatenate(listed) if listed else np.empty(0, np.int64), starts_of(counts))

    @classmethod
    def joined(cls, parts: list[Ragged]) -> Ragged:
        """The rows of all parts, one after the other."""
        empty = np.empty(0, np.int64)
        counts = np.concatenate([empty, *(part.counts for part in parts)])
        return cls(np.concatenate([empty, *(part.flat for part in parts)]), starts_of(counts))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[Integers]:
        return (self.flat[a:b] for a, b in zip(self.starts[:-1], self.starts[1:], strict=True))

    @property
    def counts(self) -> Integers:
        return np.diff(self.starts)

    @property
    def owners(self) -> Integers:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), self.counts)

    def take(self, rows: Integers) -> Ragged:
        """These rows in this order; one may come several times."""
        counts = self.counts[rows]
        starts = starts_of(counts)
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts)
        return Ragged(self.flat[places], starts)

    def where(self, kept: Flags) -> Ragged:
        """The values that are kept, each in its row."""
        return Ragged(self.flat[kept], np.concatenate([[0], np.cumsum(kept)])[self.starts])

    def distinct(self) -> Ragged:
        """Each row as a set: its values in rising order, none twice."""
        owners = self.owners
        order = np.lexsort((self.flat, owners))
        values = self.flat[order]
        kept = np.ones(len(values), dtype=bool)
        kept[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
        return Ragged(values, self.starts).where(kept)


def starts_of(counts: Integers) -> Integers:
    """Where rows of these lengths start, and where the last ends."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
