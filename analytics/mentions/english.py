"""Names in English texts, found without a model: runs of words with a capital letter, and what speaks for each kind.

What a name holds and what stands around it speaks for a kind, and so do all its other places in the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from statistics import fmean

from analytics.mentions.english_evidence import KINDS, PERSON, Weights, weights_of
from analytics.mentions.english_runs import Run, runs_of, votes_of
from analytics.mentions.spans import Span

ELSEWHERE = 1.5
"""How much the mean of all places of a name counts beside one place."""
SURNAME = 4
"""What speaks for a person whose full name stands in the same text."""

Weighed = tuple[Run, Weights]


def english_spans(texts: Sequence[str]) -> list[list[Span]]:
    """The names in English texts: one list a text, in order of place and without overlap.

    These texts vote: which words are common ones that a sentence may begin with, and of which kind each name is.
    """
    votes = votes_of(texts)
    weighed = [
        [(run, weights) for run in runs_of(text, votes) if (weights := weights_of(text, run)) is not None]
        for text in texts
    ]
    usual = _usual(pair for names in weighed for pair in names)
    return [list(_decided(names, usual)) for names in weighed]


def _usual(weighed: Iterable[Weighed]) -> Mapping[tuple[str, ...], Weights]:
    """The mean of what speaks for each kind, over all places of a name."""
    places: dict[tuple[str, ...], list[Weights]] = defaultdict(list)
    for run, weights in weighed:
        places[run.words].append(weights)
    return {words: {kind: fmean(each[kind] for each in all_) for kind in KINDS} for words, all_ in places.items()}


def _decided(names: Sequence[Weighed], usual: Mapping[tuple[str, ...], Weights]) -> Iterator[Span]:
    full = (
        run.words for run, weights in names if len(run.words) > 1 and _kind(run, weights, usual, frozenset()) == PERSON
    )
    surnames = {words[-1:] for words in full}
    for run, weights in names:
        yield Span(run.start, run.end, _kind(run, weights, usual, surnames))


def _kind(
    run: Run,
    weights: Weights,
    usual: Mapping[tuple[str, ...], Weights],
    surnames: AbstractSet[tuple[str, ...]],
) -> str:
    """The kind that most speaks for; a name of which nothing is known is an organisation's, as most are."""
    mean = usual[run.words]
    sums = {kind: weights[kind] + ELSEWHERE * mean[kind] for kind in KINDS}
    if run.words in surnames:
        sums[PERSON] += SURNAME
    return max(sums, key=lambda kind: sums[kind])
