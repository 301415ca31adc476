"""Which articles are stored already, sixteen bytes an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_RECENT = 1 << 13


class Sieved(NamedTuple):
    """For each article whether it is new, and whether it is known with another content than the one that is kept."""

    new: list[bool]
    changed: list[bool]


class StoredIds:
    """The ids of the stored articles, each with the hash of its content; grows as new ones are let through."""

    def __init__(self, ids: Sequence[str], contents: Sequence[str]) -> None:
        """Take hexadecimal ids and content hashes of 16 digits, in the same order."""
        order = np.argsort(numbers := as_numbers(ids))
        self._ids = numbers[order]
        self._contents = as_numbers(contents)[order]
        self._recent: dict[int, int] = {}

    def __bool__(self) -> bool:
        """Whether anything is stored."""
        return bool(len(self._ids) or self._recent)

    def sieve(self, ids: Sequence[str], contents: Sequence[str], former_ids: Sequence[str] = ()) -> Sieved:
        """Which of these are new, and which of the others changed.

        The new ones count as known from then on, also for those further on in the same sequence.

        Args:
            ids, contents: as for `StoredIds`.
            former_ids: what the articles were called by an earlier rule; one that is stored makes its article known.
                Empty where none is asked for.
        """
        numbers = as_numbers(ids)
        found = self._find(numbers)
        if former_ids:
            former = self._find(as_numbers(former_ids))
            found = [other if content is None else content for content, other in zip(found, former, strict=True)]
        new: list[bool] = []
        changed: list[bool] = []
        for identity, content, stored in zip(numbers.tolist(), as_numbers(contents).tolist(), found, strict=True):
            kept = self._recent.get(identity) if stored is None else stored
            new.append(kept is None)
            changed.append(kept is not None and kept != content)
            if kept is None:
                self._recent[identity] = content
        if len(self._recent) >= _RECENT:
            self._settle()
        return Sieved(new, changed)

    def _find(self, ids: Hashes) -> list[int | None]:
        if not len(self._ids):
            return [None] * len(ids)
        places = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        there = self._ids[places] == ids
        return [
            content if known else None for content, known in zip(self._contents[places].tolist(), there, strict=True)
        ]

    def _settle(self) -> None:
        ids = np.fromiter(self._recent.keys(), np.uint64)
        order = np.argsort(ids)
        contents = np.fromiter(self._recent.values(), np.uint64)[order]
        places = np.searchsorted(self._ids, ids[order])
        self._ids = np.insert(self._ids, places, ids[order])
        self._contents = np.insert(self._contents, places, contents)
        self._recent = {}


def as_numbers(hexadecimal: Sequence[str]) -> Hashes:
    """Strings of 16 hexadecimal digits as numbers."""
    return np.frombuffer(bytes.fromhex("".join(hexadecimal)), dtype=">u8").astype(np.uint64)
