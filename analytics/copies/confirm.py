"""Candidate pairs, compared word by word: which are one text, which a series, and what one is to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from analytics.copies.overlap import near, one_text, overlap
from analytics.copies.ragged import Integers
from analytics.copies.roles import NEAR, SERIES, roles
from analytics.copies.series import Slots, series
from analytics.copies.shingles import shingles_of
from analytics.copies.words import words_of

PAIRS = ["left", "right", "jaccard", "containment", "role"]
AT_ONCE = 50_000  # pairs

Texts = Callable[[Sequence[str]], Sequence[str]]


def confirm(candidates: pd.DataFrame, texts: Texts, published: pd.Series) -> pd.DataFrame:
    """Keep the pairs of bodies that are one text, resemble each other, or are two of a series.

    Args:
        candidates: left, right (names of bodies), each pair once.
        texts: the texts of so many bodies; asked for some at a time, so that not all are in memory.
        published: of each body when it was first published (UTC, null: not known), on an index of names.
    Returns:
        PAIRS: left (the shorter body; of equal ones the one with the lower name), right; jaccard, containment (of the
        shorter), both float32 in 0..1; role of left: see `roles.roles`; *near* and *series* are not one text.
    """
    ordered = candidates.sort_values(["left", "right"])
    parts = [_confirmed(part, texts, published) for part in _parts(ordered)]
    return pd.concat([_no_pairs(), *parts], ignore_index=True)


def _no_pairs() -> pd.DataFrame:
    types = {"left": "str", "right": "str", "jaccard": "float32", "containment": "float32", "role": "str"}
    return pd.DataFrame({column: pd.Series(dtype=types[column]) for column in PAIRS})


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    return (frame.iloc[a : a + AT_ONCE] for a in range(0, len(frame), AT_ONCE))


def _confirmed(pairs: pd.DataFrame, texts: Texts, published: pd.Series) -> pd.DataFrame:
    names, rows = np.unique(np.concatenate([pairs["left"].to_numpy(), pairs["right"].to_numpy()]), return_inverse=True)
    said = np.asarray(texts(names.tolist()), dtype=object)
    shingles = shingles_of(words_of(said))
    sets = shingles.distinct()
    left, right = _shorter_first(rows[: len(pairs)], rows[len(pairs) :], sets.counts)
    found = overlap(sets, left, right)
    kept = found[one_text(found) | near(found)].reset_index(drop=True)
    kept["role"] = roles(shingles, sets, kept).mask(near(kept), NEAR)
    kept["role"] = kept["role"].mask(_are_series(kept, names, said, published), SERIES)
    kept["left"], kept["right"] = names[kept["left"]], names[kept["right"]]
    return kept[PAIRS].astype(_no_pairs().dtypes.to_dict())


def _shorter_first(left: Integers, right: Integers, counts: Integers) -> tuple[Integers, Integers]:
    turned = (counts[left] > counts[right]) | ((counts[left] == counts[right]) & (left > right))
    return np.where(turned, right, left), np.where(turned, left, right)


def _are_series(pairs: pd.DataFrame, names: np.ndarray, said: np.ndarray, published: pd.Series) -> np.ndarray:
    used, rows = np.unique(np.concatenate([pairs["left"], pairs["right"]]).astype(np.int64), return_inverse=True)
    left, right = rows[: len(pairs)], rows[len(pairs) :]
    when = published.reindex(names[used]).reset_index(drop=True)
    apart = (when.iloc[left].reset_index(drop=True) - when.iloc[right].reset_index(drop=True)).abs()
    return series(Slots.of(said[used].tolist()), left, right, apart)
