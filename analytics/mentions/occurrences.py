"""What counts as one occurrence: the spans of the model and of the alias table, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from analytics.mentions.bodies import is_bare, owned_bodies, owner_around, owner_beside
from analytics.mentions.bounds import are_adjectives, named_spans
from analytics.mentions.context import begins_sentence, context_of, is_thing_too, stands_for_family
from analytics.mentions.gazetteer import Found
from analytics.mentions.run_together import apart_from_people
from analytics.mentions.spans import Placed, Places, Span, apart, outermost
from data.words.alias import Alias

P = TypeVar("P", bound=Placed)
Q = TypeVar("Q", bound=Placed)


class Occurrence(NamedTuple):
    """One name at one place: offsets in Unicode code points, the end excluded.

    Attributes:
        kind: of the alias where there is one, else of the model's span.
        method: `model` wherever the model found a span there, else `alias`.
        alias: the entry that names the entity; None where the text's own words do.
        context: what the words around a person's name say of it, see `context.context_of`; of a body without its
            owner whose it is, in the genitive, by the body that it is joined to or as several countries'.
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
    A body stands together with whose it is, and then is not what an alias takes it for where another is named (Сенат).

    Returns:
        In order of place, no two with the same start.
    """
    single = apart_from_people(text, spans, found) if language == "ru" else spans
    model = named_spans(text, single, language)
    places = [span for span in model if span.kind == "place"]
    bodies = owned_bodies(text, [*places, *found], language)
    model = _with_bodies(model, bodies)
    owned = Places(bodies)
    sure = [f for f in found if not (f.alias.needs and owned.touching(f))]
    swallowing = Places(model)
    kept = [f for f in _left(sure, swallowing, _swallows) if not _is_head(text, f, swallowing, language)]
    read = Places(outermost(spans))
    result = [_of_alias(alias, bool(read.touching(alias))) for alias in kept]
    result += [Occurrence(*span, "model", None) for span in _left(model, Places(kept), _displaces)]
    names = sorted(_looked_at(text, each, language) for each in result if not _is_family(text, each, language))
    return [_of_owner(text, each, names[max(0, i - 1) : i + 2], language) for i, each in enumerate(names)]


def _of_owner(text: str, name: Occurrence, beside: Sequence[Occurrence], language: str) -> Occurrence:
    """A body with whose it is, where the words around it or the name before or behind it say so."""
    if name.alias or name.kind != "organisation" or not is_bare(text[name.start : name.end], language):
        return name
    others = (other for other in beside if other is not name and other.kind == name.kind)
    joined = (owner_beside(text, name, other, other.alias, language) for other in others)
    owner = owner_around(text, name, language) or next(filter(None, joined), "")
    return name._replace(context=owner)


def _with_bodies(spans: Sequence[Span], bodies: Sequence[Span]) -> list[Span]:
    """The model's names and the bodies that are no part of a longer organisation."""
    names = Places([span for span in spans if span.kind == "organisation"])
    whole = [body for body in bodies if not any(_is_part(body, name) for name in names.touching(body))]
    return sorted([*apart(spans, whole), *whole])


def _is_part(a: Span, b: Span) -> bool:
    return _inside(a, b) and _length(a) < _length(b)


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
