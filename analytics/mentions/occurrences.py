"""What counts as one occurrence: the spans of the model and of the alias table, put together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from analytics.mentions.bounds import are_adjectives, named_spans
from analytics.mentions.context import begins_sentence, context_of, is_thing_too, stands_for_family
from analytics.mentions.gazetteer import Found
from analytics.mentions.spans import Span, outermost
from data.words.alias import Alias


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
        context: what the words around a person's name say of it, see `context.context_of`.
        doubtful: a word that begins a sentence and is a thing or an animal as well as a name (Волк, Вера): it is a
            name where the article has it elsewhere too.
    """

    start: int
    end: int
    kind: str
    method: str
    alias: Alias | None
    context: str = ""
    doubtful: bool = False


def occurrences(text: str, spans: Sequence[Span], found: Sequence[Found], language: str) -> list[Occurrence]:
    """Put the model's spans and the aliases of one text together.

    A longer span swallows a name of another kind ("РФ" in "МИД РФ"). An alias inside a longer span of the same kind
    counts beside it ("НАТО" in "Объединённых вооружённых сил НАТО"), unless the whole is an alias itself or a person,
    or begins with the alias: then one of them counts, the person or the alias. Where two overlap in part, the longer.
    A family is no person (братья Кличко). An alias with nothing but adjectives before it is one name with them.

    Returns:
        In order of place, no two with the same start.
    """
    places = [Span(f.start, f.end, f.alias.kind) for f in found if f.alias.kind == "place"]
    model = named_spans(text, spans, places, language)
    kept = [f for f in _left(found, Places(model), _swallows) if not _is_head(text, f, Places(model), language)]
    read = Places(outermost(spans))
    result = [_of_alias(alias, bool(read.touching(alias))) for alias in kept]
    result += [Occurrence(*span, "model", None) for span in _left(model, Places(kept), _displaces)]
    return sorted(_looked_at(text, each, language) for each in result if not _is_family(text, each, language))


def _is_family(text: str, name: Occurrence, language: str) -> bool:
    one_word = name.kind == "person" and len(text[name.start : name.end].split()) == 1
    return one_word and language == "ru" and stands_for_family(text, name.start)


def _looked_at(text: str, name: Occurrence, language: str) -> Occurrence:
    if name.kind != "person" or name.alias or language != "ru":
        return name
    doubtful = begins_sentence(text, name.start) and is_thing_too(text[name.start : name.end])
    return name._replace(context=context_of(text, name.start, name.end), doubtful=doubtful)


def person_at(text: str, start: int, end: int) -> Occurrence:
    """A person in a Russian text whom other names of the article give away."""
    return _looked_at(text, Occurrence(start, end, "person", "model", None), "ru")


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


def _swallows(span: Span, alias: Found) -> bool:
    """Whether the alias does not count because of a span of the model that it touches."""
    if (span.start, span.end) == (alias.start, alias.end):
        return False
    if span.start <= alias.start and alias.end <= span.end:
        return span.kind != alias.alias.kind or span.kind == "person"
    return not _inside(span, alias) and _length(span) > _length(alias)


def _is_head(text: str, alias: Found, model: Places[Span], language: str) -> bool:
    """Whether all that a longer name has before the alias are its adjectives: the two are one (Северный Кипр)."""
    longer = (span for span in model.touching(alias) if span.start < alias.start and span.end == alias.end)
    return language == "ru" and any(are_adjectives(text[span.start : alias.start]) for span in longer)


def _displaces(alias: Found, span: Span) -> bool:
    """Whether the model's span does not count because of a kept alias that it touches."""
    return not (span.start < alias.start and alias.end <= span.end)


def _of_alias(found: Found, read: bool) -> Occurrence:
    return Occurrence(found.start, found.end, found.alias.kind, "model" if read else "alias", found.alias)


def _inside(a: Span | Found, b: Span | Found) -> bool:
    return b.start <= a.start and a.end <= b.end


def _length(a: Span | Found) -> int:
    return a.end - a.start
