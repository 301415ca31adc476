"""Bodies that every country has, each called by its country: "российский МИД" and "МИД РФ" are МИД России.

Where a name does not say whose body it is, another one in the article may (`whose.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from analytics.mentions.body_words import (
    POSSESSIVE,
    SIGHT,
    adjective_before,
    behind,
    body_called,
    country_of,
    heads,
    is_of_several,
    territory,
)
from analytics.mentions.gazetteer import gazetteer
from analytics.mentions.grammar import genitive
from analytics.mentions.spans import Placed, Span, outermost
from data.words.alias import Alias
from data.words.aliases import ALIASES
from data.words.bodies import LANGUAGES

UNIONS = frozenset(("Евросоюз", "НАТО", "ООН"))
"""Organisations that have bodies as countries have."""
JOINED = re.compile(r"(?:\s+(?:и|й|і|та|and)|,)\s+")
"""Between two bodies of one country."""
COMPOUND = re.compile("-[a-z]")
"""Behind a country that says of another one what it is: US-led."""
SEVERAL = "нескольких стран"
"""The owner of a body that belongs to no one country: ВВС коалиции."""


class Body(NamedTuple):
    """A body: what it is, in Russian, and whose, in the genitive; empty: not stated."""

    name: str
    owner: str


def owned_bodies(text: str, owners: Iterable[Placed], language: str) -> list[Span]:
    """The bodies of a text that stand with whose they are: "ВВС Турции", "турецкие ВВС", "Turkey's air force".

    Args:
        owners: names that may say whose a body is.
    Returns:
        Spans of organisations over both, in order of place, without overlap.
    """
    if language not in LANGUAGES:
        return []
    ends = {span.start: span.end for span in owners if not COMPOUND.match(text, span.end)}
    starts = {end: start for start, end in ends.items()}
    found: list[Span] = []
    for head in reversed(list(heads(language).finditer(text))):
        gap = behind(language).match(text, head.end())
        end = ends.get(gap.end(), head.end()) if gap else head.end()
        before = _start(text, head.start(), starts, language)
        wholes = [(head.start(), end), (before, head.end())]
        whole = next((whole for whole in wholes if _has_owner(text[slice(*whole)], language)), None)
        if whole:
            ends[whole[0]] = whole[1]  # it may be an owner itself: начальник Генштаба ВС Турции
            found.append(Span(*whole, "organisation"))
    return outermost(found)


def _has_owner(name: str, language: str) -> bool:
    body = body_of(name, language)
    return body is not None and body.owner != ""


def _start(text: str, head: int, starts: dict[int, int], language: str) -> int:
    """Where the adjective, or the English country, before a body begins; else where the body does."""
    since = max(0, head - SIGHT)
    if adjective := adjective_before(language).search(text[since:head]):
        return since + adjective.start()
    ends = (place for place in range(head - 1, since, -1) if language == "en" and place in starts)
    return next((starts[end] for end in ends if POSSESSIVE.fullmatch(text, end, head)), head)


def is_bare(name: str, language: str) -> bool:
    """Whether a name is a body's and does not say whose."""
    body = body_of(name, language)
    return body is not None and body.owner == ""


def owner_around(text: str, name: Placed, language: str) -> str:
    """SEVERAL where the words around a body, which stands without its owner, say that it is of several countries."""
    return SEVERAL if is_of_several(text, name.start, name.end, language) else ""


def owner_beside(text: str, name: Placed, other: Placed, known: Alias | None, language: str) -> str:
    """Whose a body is that shares its owner with the one that it is joined to: МИД и Минобороны РФ.

    Args:
        name: of a body, without its owner.
        other: the next name of the text on either side.
        known: the alias table's entry for that one.
    Returns:
        The owner in the genitive; empty: they are not joined, or the other is no body with an owner.
    """
    first, second = sorted((name, other), key=lambda each: each.start)
    if not JOINED.fullmatch(text, first.end, second.start):
        return ""
    body = body_of_alias(known.name) if known else body_of(text[other.start : other.end], language)
    return (body.owner or owner_around(text, other, language)) if body else ""


@lru_cache(maxsize=1 << 14)
def body_of(surface: str, language: str) -> Body | None:
    """The body that a name is, in any of its forms; None for all other names, and in languages without a list."""
    if language not in LANGUAGES:
        return None
    for head in heads(language).finditer(surface):
        owner = _owner(surface[: head.start()], surface[head.end() :], language)
        if owner is not None:
            return Body(body_called(head.group(), language), owner)
    return None


def _owner(before: str, after: str, language: str) -> str | None:
    """Whose a body is by the rest of its name, in the genitive; empty without one; None: it is no body's name."""
    if before and after:
        return None
    if adjective := adjective_before(language).fullmatch(before):
        return country_of(adjective["stem"], language)
    if before:
        end = next((i for i in range(len(before)) if POSSESSIVE.fullmatch(before, i)), 0)
        return _of_name(before[:end], language) if language == "en" and end else None
    gap = behind(language).match(after)
    return _of_name(after[gap.end() :], language) if gap else None if after else ""


@lru_cache(maxsize=1 << 12)
def _of_name(name: str, language: str) -> str | None:
    """The owner that a name beside a body says, in the genitive; None: it owns none."""
    known = next(iter(gazetteer(language).find(name)[0]), None)
    if known and (known.start, known.end) == (0, len(name)):
        if body := body_of_alias(known.alias.name):
            return body.owner
        is_owner = known.alias.kind == "place" or known.alias.name in UNIONS
        return genitive(known.alias.name) if is_owner else None
    if body := body_of(name, language):
        return body.owner or None
    if language != "ru":
        return territory(name, language)
    words = name.split()
    return " ".join(words) if all(word[0].isupper() for word in words) else None


@lru_cache(maxsize=1 << 10)
def body_of_alias(name: str) -> Body | None:
    """The body that an entry of the alias table is, if one of its forms says so."""
    forms = (form for alias in ALIASES if alias.name == name for form in _forms(alias))
    found = (body_of(form, language) for form in forms for language in LANGUAGES)
    return next((body for body in found if body and body.owner), None)


def _forms(alias: Alias) -> tuple[str, ...]:
    return (alias.name, *alias.forms) if alias.kind == "organisation" and not alias.needs else ()
