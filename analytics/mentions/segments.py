"""Tokens and sentences of a text as razdel cuts them, in time that grows with the text and no faster.

razdel copies what it has joined so far at every sign it meets: a text without sentence ends, or of dots alone, costs
the square of its length. A long text is therefore cut piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONG = 10_000
"""Characters; a shorter text is read as a whole. Of a longer one no sentence is longer either."""
PIECE = 2_000
SIGHT = 20
"""Characters to the right of a sentence's end that decide whether it is one."""
RUN = re.compile(
    r"""\s*+(?:(?P<plain>(?:WORD\s*+)++)|(?:(?!WORD)\S++\s*+)++)""".replace("WORD", r"[а-яё]++[.,;:!?»]?+(?!\S)"),
    re.IGNORECASE,
)
"""Russian words, each with a sign after it at most, whose cut is plain; or what razdel must look at."""
PART = re.compile(r"[а-яё]+|[.,;:!?»]", re.IGNORECASE)
BETWEEN_WORDS = re.compile(r".*[^\W\d_]\s+(?=[^\W\d_])", re.DOTALL)


class Segment(NamedTuple):
    """A part of a text: offsets in Unicode code points, the end excluded."""

    start: int
    end: int

    @property
    def stop(self) -> int:
        """The end, as razdel and slovnet call it."""
        return self.end


def tokens(text: str) -> Iterator[Segment]:
    """Words and signs in order."""
    for start, end in _pieces(text):
        yield from (Segment(start + left, start + right) for left, right in _cut(text[start:end]))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """As razdel cuts a piece, which is asked for what is not plain words alone: it takes ten times as long.

    Its rules look at one sign beyond the space on either side.
    """
    from razdel import tokenize

    before = 0
    for run in RUN.finditer(text):
        start, end = run.span()
        if run["plain"]:
            for part in PART.finditer(text, start, end):
                yield part.span()
                before = part.start()
            continue
        after = PART.match(text, end)
        for token in tokenize(text[before : after.end() if after else end]):
            if start <= before + token.start < end:
                yield before + token.start, before + token.stop


def _pieces(text: str) -> Iterator[Segment]:
    """Cuts between two words, where razdel would cut too; where there are none in a whole piece, anywhere."""
    start = 0
    while len(text) - start > LONG:
        cut = BETWEEN_WORDS.match(text, start, start + PIECE)
        end = cut.end() if cut else start + PIECE
        yield Segment(start, end)
        start = end
    yield Segment(start, len(text))


def sentences(text: str) -> list[Segment]:
    """Sentences in order, without the space between them."""
    from razdel import sentenize

    found: list[Segment] = []
    start = 0
    while len(text) - start > LONG:
        ahead = [s for s in sentenize(text[start : start + LONG]) if s.stop + SIGHT <= LONG]
        found += [Segment(start + s.start, start + s.stop) for s in ahead] or [Segment(start, start + LONG)]
        start = found[-1].end
    return found + [Segment(start + s.start, start + s.stop) for s in sentenize(text[start:])]
