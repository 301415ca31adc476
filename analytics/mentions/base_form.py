"""Which nominative the written forms of an archive speak for.

A form that is written may come from several nominatives. One that many written forms may come from is likelier than
one of a single form, and one that is itself never written is hardly any. The forms of an archive therefore vote
together: each gives its voice to its readings by their weights and by what they have from all forms, in ROUNDS
(expectation and maximisation of a mixture).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.mentions.canonical import canonical, surname_of
from analytics.mentions.phrase_form import Reading, readings
from data.article.folding import fold

ROUNDS = 8
UNSEEN = 0.7
"""Factor of a nominative that is never written, for each mention that it would explain, at most MOST_UNSEEN of them."""
MOST_UNSEEN = 10
UNSEEN_CHOICE = 0.3
"""The same once more where the readings of a form are weighed in the end."""


class Written(NamedTuple):
    """A person's name as written, and what the words around it say of it, see `context.contexts`."""

    surface: str
    context: str


class _Ballot(NamedTuple):
    """Every reading of every form: which form, which nominative and its weight by itself; rows in the forms' order."""

    form: NDArray[np.int64]
    base: NDArray[np.int64]
    weight: NDArray[np.float64]


def voted(forms: pd.DataFrame, language: str) -> dict[Written, tuple[Reading, ...]]:
    """Weigh the readings of every form of people's names by all forms of an archive.

    Args:
        forms: columns surface, context (text, empty: nothing is known), count (whole, how often it is written); one
            row for each pair of the first two, at least.
        language: `ru` or `uk`.
    Returns:
        For each form its readings, the likeliest first; their weights add up to 1.
    """
    counts = forms.groupby(["surface", "context"], sort=True)["count"].sum()
    written = [Written(*key) for key in counts.index]
    read = [readings(form.surface, "person", language, form.context) for form in written]
    names: dict[tuple[str, bool], int] = {}
    rows = [
        (number, names.setdefault((fold(canonical(reading.base)), reading.plural), len(names)), reading.weight)
        for number, each in enumerate(read)
        for reading in each
    ]
    if not rows:
        return {}
    numbers, bases, weights = (np.array(column) for column in zip(*rows, strict=True))
    ballot = _Ballot(numbers, bases, weights.astype(float))
    seen = _seen(names, written)
    # A form has the root of its mentions as voices, which its contexts share.
    voices = counts / np.sqrt(counts.groupby(level="surface").transform("sum"))
    weighed = _weighed(ballot, counts.to_numpy(), voices.to_numpy(), seen, _surnames(names))
    return {form: tuple(each) for form, each in zip(written, _ordered(read, weighed), strict=True)}


def _seen(names: Iterable[tuple[str, bool]], written: list[Written]) -> NDArray[np.bool_]:
    """Whether every word of a nominative is written somewhere; a family's, which seldom is, counts as if."""
    words = {word for form in written for word in fold(form.surface).split()}
    return np.array([plural or words.issuperset(name.split()) for name, plural in names])


def _surnames(names: Mapping[tuple[str, bool], int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Full names, and for each the surname alone where it is read somewhere: its bearers speak for it."""
    pairs = [
        (number, names[alone])
        for (name, plural), number in names.items()
        if " " in name and (alone := (surname_of(name), plural)) in names
    ]
    full, short = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(full, dtype=np.int64), np.array(short, dtype=np.int64)


def _weighed(
    ballot: _Ballot,
    counts: NDArray[np.int64],
    voices: NDArray[np.float64],
    seen: NDArray[np.bool_],
    surnames: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float64]:
    explained = np.bincount(ballot.base, counts[ballot.form])
    penalty = np.where(seen, 1.0, UNSEEN ** np.minimum(MOST_UNSEEN, explained))
    share: NDArray[np.float64] = np.ones(len(seen))
    for _ in range(ROUNDS):
        part = _shares(ballot.form, ballot.weight * (share * penalty)[ballot.base])
        share = np.bincount(ballot.base, part * voices[ballot.form]).astype(float)
        np.add.at(share, surnames[1], share[surnames[0]])
    return _shares(ballot.form, ballot.weight * (share * penalty * np.where(seen, 1.0, UNSEEN_CHOICE))[ballot.base])


def _shares(form: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights divided by their sum over a form."""
    total: NDArray[np.float64] = np.bincount(form, weights).astype(float)[form]
    return np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)


def _ordered(read: list[tuple[Reading, ...]], weighed: NDArray[np.float64]) -> list[list[Reading]]:
    ends = np.cumsum([len(each) for each in read])
    found = []
    for each, weights in zip(read, np.split(weighed, ends[:-1]), strict=True):
        new = [reading._replace(weight=float(weight)) for reading, weight in zip(each, weights, strict=True)]
        found.append(sorted(new, key=lambda reading: -reading.weight) if weights.any() else list(each))
    return found
