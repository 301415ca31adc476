"""Series: texts of one template whose numbers, dates and names alone differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics.copies.overlap import shared_counts
from analytics.copies.ragged import Flags, Integers, Ragged
from analytics.copies.shingles import chained, mixed
from analytics.copies.words import WORD, ids_of, shown
from data.words.calendar import DATE_WORDS

LEAST_KEPT = 0.5  # of the slots that both texts have: a copy keeps more, a bulletin of the same kind less
LEAST_CHANGED = 2  # slots; one is enough when the texts came out on different days
ANOTHER_DAY = pd.Timedelta(hours=18)
AROUND = 2  # words on either side by which a slot is known again
_ENDS = frozenset(".!?…:\n")  # what a sentence, and so a capital letter that says nothing, may follow
_SIGNS = frozenset(',;()[]«»„“”"—–|*') | _ENDS  # what parts one slot from the next
_TOKEN = re.compile(rf"{WORD.pattern}|[{re.escape(''.join(sorted(_SIGNS)))}]")


@dataclass(frozen=True)
class Slots:
    """The slots of texts: runs of numbers, months, weekdays and names among the fixed words.

    A name is a word with a capital letter that does not begin a sentence, or begins it before another such word. A
    slot is known by the two words on either side, be they fixed or slots; where the same surround several, these are
    left out, and so is what ends a text: a footer.

    Attributes:
        places: of each text, the hashes of its slots' surroundings, as a set.
        contents: the same, hashed with what stands in the slots.
    """

    places: Ragged
    contents: Ragged

    @classmethod
    def of(cls, texts: Sequence[str]) -> Slots:
        tokens = [_TOKEN.findall(shown(text)) for text in texts]
        words = ids_of([[token.casefold() for token in row if token not in _SIGNS] for row in tokens])
        found = [_slots(ids, *_variable(row)) for ids, row in zip(words, tokens, strict=True)]
        return cls(Ragged.of([f[0] for f in found]).distinct(), Ragged.of([f[1] for f in found]).distinct())


def _variable(tokens: list[str]) -> tuple[Flags, Flags]:
    """Which words are numbers, dates or names; and which go on with what the word before began."""
    variable, goes_on = [], []
    begins, parted = True, True
    for token, following in pairwise([*tokens, "."]):
        if token in _SIGNS:
            begins |= token in _ENDS
            parted = True
            continue
        named = token[0].isupper() and (not begins or following[0].isupper())
        variable.append(named or token[0].isdigit() or token.casefold() in DATE_WORDS)
        goes_on.append(not parted and variable[-1] and variable[-2])
        begins = parted = False
    return np.array(variable, dtype=bool), np.array(goes_on, dtype=bool)


def _slots(ids: Integers, variable: Flags, goes_on: Flags) -> tuple[Integers, Integers]:
    """The places of one text's slots and their contents, as hashes."""
    first = np.flatnonzero(~goes_on)
    slots = np.flatnonzero(variable[first])
    slots = slots[slots < len(first) - 1]
    if not len(slots):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # A slot's words are added up: «Иван Петров» and «Петров Иван» are one name.
    sums = np.add.reduceat(mixed(ids.astype(np.uint64)), first)
    row = np.pad(np.where(variable[first], np.uint64(1), sums), AROUND)
    around = [row[slots + AROUND + step] for step in range(-AROUND, AROUND + 1) if step]
    places = mixed(chained(around))
    contents = mixed(chained([places, sums[slots]]))
    _, at, times = np.unique(places, return_index=True, return_counts=True)
    once = at[times == 1]
    return places[once].view(np.int64), contents[once].view(np.int64)


def series(slots: Slots, left: Integers, right: Integers, apart: pd.Series) -> Flags:
    """Which pairs of like texts are two of a series and not one text.

    Of the slots that both texts have, fewer than half hold the same, and at least two hold something else; or one,
    when the texts came out on different days.

    Args:
        slots: of the texts.
        left, right: the pairs, as rows of `slots`.
        apart: time between the first publications of the two (null: not known).
    """
    places = shared_counts(slots.places, left, right)
    kept = shared_counts(slots.contents, left, right)
    changed = places - kept
    least = np.where(apart.to_numpy() >= ANOTHER_DAY, 1, LEAST_CHANGED)
    return (changed >= least) & (kept < LEAST_KEPT * places)
