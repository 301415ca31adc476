"""Names that the model for Russian ran together, or swallowed: "Советница Трампа" is no name, Трамп is one in it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from analytics.mentions.canonical import could_be_first_name
from analytics.mentions.gazetteer import Found
from analytics.mentions.organisations import is_body
from analytics.mentions.spans import Places, Span

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def apart_from_people(text: str, spans: Sequence[Span], found: Sequence[Found]) -> list[Span]:
    """The spans of a Russian text without those that are no name of their own beside the person that they hold.

    These are a body of a person's (администрация Трампа), and what holds a person of the alias table and nothing else
    but other entries and words that no first name is ("Российской Федерации Владимира Путина").
    """
    known = [f for f in found if f.alias.kind in ("person", "place")]
    people = {f.end for f in known if f.alias.kind == "person"} | {s.end for s in spans if s.kind == "person"}
    inside = Places(known)
    return [
        span
        for span in spans
        if not (_is_of_person(text, span, people) or _is_several(text, span, inside.touching(span)))
    ]


def _is_of_person(text: str, span: Span, people: Container[int]) -> bool:
    """Whether a body ends where a person does."""
    body = WORD.match(text, span.start) if span.kind == "organisation" else None
    return body is not None and is_body(body.group()) and body.end() < span.end and span.end in people


def _is_several(text: str, span: Span, inside: Sequence[Found]) -> bool:
    """Whether a span ends in an entry and holds a person, but nothing that a first name could be."""
    if not any(f.alias.kind == "person" for f in inside) or inside[-1].end != span.end:
        return False
    gaps = zip([span.start, *(f.end for f in inside)], [f.start for f in inside], strict=False)
    words = [word for start, end in gaps for word in WORD.findall(text, start, end)]
    return len(words) + len(inside) > 1 and not any(map(could_be_first_name, words))
