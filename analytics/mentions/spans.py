"""A name in a text, whatever found it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar


class Placed(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


class Span(NamedTuple):
    """A name in one text: offsets in Unicode code points, the end excluded, and the kind of name."""

    start: int
    end: int
    kind: str


class Places(Generic[P]):
    """Places of a text in order and without overlap, looked up by another place."""

    def __init__(self, places: Sequence[P]) -> None:
        self._places = places
        self._starts = [place.start for place in places]
        self._ends = [place.end for place in places]

    def touching(self, place: Placed) -> Sequence[P]:
        """Those that share a character with a place."""
        first = bisect_right(self._ends, place.start)
        return self._places[first : bisect_left(self._starts, place.end, first)]


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
