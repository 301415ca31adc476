"""A name in a text, whatever found it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A name in one text: offsets in Unicode code points, the end excluded, and the kind of name."""

    start: int
    end: int
    kind: str


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other, in order of place; of two that overlap in part the first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def apart(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """The spans that share no character with the others, which are in order of place and without overlap."""
    ends = [other.end for other in others]
    nearest = ((span, bisect_right(ends, span.start)) for span in spans)
    return [span for span, i in nearest if i == len(others) or others[i].start >= span.end]
