"""Which groups of a fit are those of the fit before, so that ids stay, and what became of the others.

Groups are matched by the texts that both have: the assignment that shares most in all (Kuhn 1955, in SciPy), of which a
pair holds where nowhere went more of the earlier one, and what is shared is most of what either had. So of a topic cut
in two the larger part keeps the id, of two made one the larger gives it; what shares most of its texts with none is
new, or gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from analytics.topics.grouping import Labels
from analytics.topics.stability import shared

LEVEL_IDS = ("theme_id", "topic_id", "story_id")
LETTERS = ("t", "", "s")
"""Of each level: what the ids that it gives begin with behind the model's name."""
MOST = 0.5
"""Of the texts that two groups share, what they are of either at least: more than any other can have."""


class Known(NamedTuple):
    """Groups of the fit before: their ids, and the number of each text's, -1 for a text that had none."""

    ids: tuple[str, ...]
    number: Labels


class Before(NamedTuple):
    """The fit before, by level."""

    theme: Known
    topic: Known
    story: Known


class Ids(NamedTuple):
    """The ids of groups in the order of their numbers, by level."""

    theme: tuple[str, ...]
    topic: tuple[str, ...]
    story: tuple[str, ...]


def names_of(
    before: Before | None, now: Sequence[Labels], groups: Sequence[int], sizes: NDArray[Any], model: str
) -> Ids:
    """The ids of themes, topics and stories.

    Args:
        before: see there; None: all are new.
        now: by level the group of each text, -1 for none.
        groups: how many there are of each level.
        sizes: how many documents have each text.
        model: its name, with which new ids begin.
    """
    found = []
    for level, (labels, number, letter) in enumerate(zip(now, groups, LETTERS, strict=True)):
        known = before[level] if before else Known((), np.full(len(labels), -1))
        found.append(named(kept(known.number, labels, sizes, number), known.ids, f"{model}-{letter}"))
    return Ids(*found)


def of_texts(text: Labels, ids: pd.Series) -> Known:
    """Of each text the group that most of its documents had.

    Args:
        text: number of each document's text, from 0 without gaps.
        ids: of each document's group, null for none, in the same order.
    """
    names, number = np.unique(ids.dropna().to_numpy(dtype=object).astype(str), return_inverse=True)
    known = ids.notna().to_numpy()
    found = np.full(int(text.max(initial=-1)) + 1, -1)
    if known.any():
        both = shared(text[known], number, np.ones(len(number), dtype=np.float32))
        told = np.flatnonzero(both.sum(axis=1) > 0)
        found[told] = both[told].argmax(axis=1)
    return Known(tuple(names.tolist()), found)


def kept(before: Labels, now: Labels, sizes: NDArray[Any], groups: int) -> Labels:
    """For each group of now the one of before that it is, -1 for none.

    Args:
        before, now: of each text, -1 for none.
        sizes: weight of each text.
        groups: how many there are now.
    """
    into = np.full(groups, -1)
    both = (before >= 0) & (now >= 0)
    if not both.any():
        return into
    common = shared(before[both], now[both], sizes[both])
    one, other = linear_sum_assignment(-common)
    most = MOST * np.minimum(common.sum(axis=1)[one], common.sum(axis=0)[other])
    holds = (common[one, other] > most) & (common[one, other] == common.max(axis=1)[one])
    into[other[holds]] = one[holds]
    return into


def named(into: Labels, ids: Sequence[str], prefix: str) -> tuple[str, ...]:
    """The id of each group: the one kept, else a new one that begins with the prefix."""
    fresh = _fresh(prefix, {ids[number] for number in into if number >= 0})
    return tuple(ids[number] if number >= 0 else next(fresh) for number in into)


def _fresh(prefix: str, taken: set[str]) -> Iterator[str]:
    return (name for number in count(1) if (name := f"{prefix}{number}") not in taken)
