"""Series: texts of one template whose numbers, dates and names alone differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from analytics.copies.overlap import shared_counts
from analytics.copies.ragged import Flags, Integers, Ragged, starts_of
from analytics.copies.shingles import chained, mixed
from analytics.copies.words import WORD, ids_of, shown
from data.words.calendar import DATE_WORDS

LEAST_KEPT = 0.5  # of the slots that both texts have: a copy keeps more, a bulletin of the same kind less
LEAST_CHANGED = 2  # slots; one is enough when the texts came out on different days
ANOTHER_DAY = pd.Timedelta(hours=18)
AROUND = 2  # words on either side by which a slot is known again
_ENDS = frozenset(".!?…:\n")  # what a sentence, and so a capital letter that says nothing, may follow
_SIGNS = frozenset(',;()[]«»„“”"—–|*')  # what parts one slot from the next
_TOKEN = re.compile(rf"{WORD.pattern}|[{re.escape(''.join(sorted(_ENDS | _SIGNS)))}]")
_FIXED, _CAPITAL, _VARIABLE, _SIGN, _END = range(5)
_EDGE, _SLOT = np.uint64(0), np.uint64(1)


class _Kinds(dict[str, int]):
    """What each token met is: a word as any, with a capital letter, a number or date, a sign, a sentence's end."""

    def __missing__(self, token: str) -> int:
        if token in _ENDS or token in _SIGNS:
            kind = _END if token in _ENDS else _SIGN
        elif token[0].isdigit() or token.casefold() in DATE_WORDS:
            kind = _VARIABLE
        else:
            kind = _CAPITAL if token[0].isupper() else _FIXED
        self[token] = kind
        return kind


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
        kinds = _Kinds()
        flat = np.fromiter(map(kinds.__getitem__, chain.from_iterable(tokens)), np.int64)
        kinds_of = Ragged(flat, starts_of(np.fromiter(map(len, tokens), np.int64, len(tokens))))
        words = ids_of([[token for token in row if kinds[token] < _SIGN] for row in tokens])
        return cls(*_slots(words, *_variable(kinds_of)))


def _variable(kinds: Ragged) -> tuple[Flags, Flags]:
    """Of the words of all texts: which are numbers, dates or names; and which go on with what the word before began."""
    flat, owners = kinds.flat, kinds.owners
    words = np.flatnonzero(flat < _SIGN)
    ends = np.cumsum(flat == _END)[words]
    other_text = np.diff(owners[words], prepend=-1) > 0
    begins = other_text | (np.diff(ends, prepend=0) > 0)
    parted = other_text | (np.diff(words, prepend=-1) > 1)
    capital = np.append(flat == _CAPITAL, False)
    before_capital = capital[words + 1] & (np.append(owners, -1)[words + 1] == owners[words])
    variable = (flat[words] == _VARIABLE) | (capital[words] & (~begins | before_capital))
    return variable, ~parted & variable & np.concatenate([[False], variable])[:-1]


def _slots(words: Ragged, variable: Flags, goes_on: Flags) -> tuple[Ragged, Ragged]:
    """The places of each text's slots and their contents, as sets of hashes."""
    first = np.flatnonzero(~goes_on)
    if not len(first):
        return (Ragged.of([[]] * len(words)),) * 2
    owners = words.owners[first]
    # A slot's words are added up: «Иван Петров» and «Петров Иван» are one name.
    sums = np.add.reduceat(mixed(words.flat.astype(np.uint64)), first)
    around = _around(np.where(variable[first], _SLOT, sums), owners)
    slots = np.flatnonzero(variable[first] & (around[AROUND] != _EDGE))
    places = mixed(chained([column[slots] for column in around]))
    contents = mixed(chained([places, sums[slots]]))
    once = _once(owners[slots], places)
    starts = np.searchsorted(owners[slots][once], np.arange(len(words) + 1))
    return (
        Ragged(places[once].view(np.int64), starts).distinct(),
        Ragged(contents[once].view(np.int64), starts).distinct(),
    )


def _around(row: np.ndarray, owners: Integers) -> list[np.ndarray]:
    """What stands two before, one before, one after and two after each place of its own text."""
    padded, whose = np.pad(row, AROUND), np.pad(owners, AROUND, constant_values=-1)
    steps = [slice(AROUND + step, len(row) + AROUND + step) for step in range(-AROUND, AROUND + 1) if step]
    return [np.where(whose[step] == owners, padded[step], _EDGE) for step in steps]


def _once(owners: Integers, places: np.ndarray) -> Integers:
    """The rows, in order, whose place is met only once in its text."""
    order = np.lexsort((places, owners))
    differs = np.ones(len(order) + 1, dtype=bool)
    differs[1:-1] = (np.diff(owners[order]) != 0) | (np.diff(places[order].view(np.int64)) != 0)
    single = differs[:-1] & differs[1:]
    return np.sort(order[single])


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
