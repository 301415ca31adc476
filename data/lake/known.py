"""Which articles are stored already, sixteen bytes an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_RECENT = 1 << 13


class Known:
    """The ids of the stored articles, each with the hash of its content; grows as new ones are let through."""

    def __init__(self, ids: Sequence[str], contents: Sequence[str]) -> None:
        """Take hexadecimal ids and content hashes of 16 digits, in the same order."""
        order = np.argsort(numbers := as_numbers(ids))
        self._ids = numbers[order]
        self._contents = as_numbers(contents)[order]
        self._recent: dict[int, int] = {}

    def sieve(self, ids: Sequence[str], contents: Sequence[str]) -> tuple[list[bool], int]:
        """Which of these are new, and how many of the others have another content than the one that is kept.

        The new ones count as known from then on, also for those further on in the same sequence.
        """
        found, others = self._find(as_numbers(ids)), as_numbers(contents)
        new: list[bool] = []
        changed = 0
        for identity, content, stored in zip(as_numbers(ids).tolist(), others.tolist(), found, strict=True):
            kept = self._recent.get(identity) if stored is None else stored
            new.append(kept is None)
            if kept is None:
                self._recent[identity] = content
            else:
                changed += kept != content
        if len(self._recent) >= _RECENT:
            self._settle()
        return new, changed

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
