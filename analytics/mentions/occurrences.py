"""What counts as one occurrence: the spans of the model and of the alias table, put together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

from analytics.mentions.base_form import could_be_name
from analytics.mentions.gazetteer import Found
from analytics.mentions.model import Span
from analytics.text.lemmas import lemmatizer
from data.words.alias import Alias
from data.words.roles import GENERIC, ROLES

WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*\.?")
EDGE = frozenset(" \t\n\r\u00a0,;:!?…-–—|/\\()[]*")
LETTER = re.compile(r"[^\W\d_]")
LONGEST = 500
"""Characters of a name; what is longer lost its spaces or its sentence ends, and is no name."""


class Placed(Protocol):
    """Something with a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)
Q = TypeVar("Q", bound=Placed)


class Occurrence(NamedTuple):
    """One name at one place: offsets in Unicode code points, the end excluded.

    Attributes:
        kind: of the alias where there is one, else of the model's span.
        method: `model` wherever the model found a span there, else `alias`.
        alias: the entry that names the entity; None where the text's own words do.
    """

    start: int
    end: int
    kind: str
    method: str
    alias: Alias | None


def occurrences(text: str, spans: Sequence[Span], found: Sequence[Found], language: str) -> list[Occurrence]:
    """Put the model's spans and the aliases of one text together.

    A longer span swallows a name of another kind ("РФ" in "МИД РФ"). An alias inside a longer span of the same kind
    counts beside it ("НАТО" in "Объединённых вооружённых сил НАТО"), unless the whole is an alias itself or a person,
    or begins with the alias: then one of them counts, the person or the alias. Where two overlap in part, the longer.

    Returns:
        In order of place, no two with the same start.
    """
    model = [span for span in (_trimmed(text, span, language) for span in spans) if span]
    kept = _left(found, Places(model), _swallows)
    read = Places(spans)
    result = [_of_alias(alias, bool(read.touching(alias))) for alias in kept]
    result += [Occurrence(*span, "model", None) for span in _left(model, Places(kept), _displaces)]
    return sorted(result)


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


def _left(places: Sequence[P], others: Places[Q], removes: Callable[[Q, P], bool]) -> list[P]:
    """The places that none of the others which touch it removes."""
    return [place for place in places if not any(removes(other, place) for other in others.touching(place))]


def _trimmed(text: str, span: Span, language: str) -> Span | None:
    """The span without role words and punctuation at its ends; None if it is no name then."""
    if _length(span) > LONGEST:
        return None
    name = _name_in(text[span.start : span.end], span.kind, language)
    return Span(span.start + name[0], span.start + name[1], span.kind) if name else None


@lru_cache(maxsize=1 << 16)
def _name_in(surface: str, kind: str, language: str) -> tuple[int, int] | None:
    start, end = 0, len(surface)
    words = deque((m.start(), m.end(), m.group()) for m in WORD.finditer(surface))
    if kind == "person" or len(words) == 1:
        while words and _is_role(words[0][2], language):
            words.popleft()
            start = words[0][0] if words else end
        while words and kind == "person" and _is_role(words[-1][2], language):
            words.pop()
            end = words[-1][1] if words else start
    return _checked(surface, start, end, kind, language)


def _is_role(word: str, language: str) -> bool:
    return any(lemma in ROLES for lemma in lemmatizer(language).lemma_forms(word.rstrip("."))[:2])


def _checked(text: str, start: int, end: int, kind: str, language: str) -> tuple[int, int] | None:
    bracket = text.find("(", start, end)
    if bracket > start and text.find(")", bracket, end) < 0:
        end = bracket
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if _is_name(text[start:end], kind, language) else None


def _is_name(name: str, kind: str, language: str) -> bool:
    words = [m.group() for m in WORD.finditer(name)]
    if len(LETTER.findall(name)) < 2 or name.islower():
        return False
    if any(c.isdigit() for c in name) and (kind == "person" or (kind == "place" and len(words) == 1)):
        return False  # Ан-26
    if all(lemmatizer(language).lemma(word) in GENERIC for word in words):
        return False
    return language != "ru" or could_be_name(tuple(words), kind)


def _swallows(span: Span, alias: Found) -> bool:
    """Whether the alias does not count because of a span of the model that it touches."""
    if (span.start, span.end) == (alias.start, alias.end):
        return False
    if span.start <= alias.start and alias.end <= span.end:
        return span.kind != alias.alias.kind or span.kind == "person"
    return not _inside(span, alias) and _length(span) > _length(alias)


def _displaces(alias: Found, span: Span) -> bool:
    """Whether the model's span does not count because of a kept alias that it touches."""
    return not (span.start < alias.start and alias.end <= span.end)


def _of_alias(found: Found, read: bool) -> Occurrence:
    return Occurrence(found.start, found.end, found.alias.kind, "model" if read else "alias", found.alias)


def _inside(a: Span | Found, b: Span | Found) -> bool:
    return b.start <= a.start and a.end <= b.end


def _length(a: Span | Found) -> int:
    return a.end - a.start
