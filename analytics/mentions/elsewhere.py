"""Surnames that the model missed in a Russian article: of people whose full name stands in it, and beside a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from analytics.mentions.canonical import canonical, surname_of
from analytics.mentions.context import begins_sentence, is_thing_too
from analytics.mentions.grammar import is_known, parses
from analytics.mentions.person_form import candidates
from analytics.mentions.spans import Placed, Span
from data.article.folding import fold

SHORTEST = 4
"""Letters of a surname that is looked for."""
ENDING = 3
"""Letters of a surname that its cases may change."""
POSSIBLE = 0.01
SIGHT = 30
AND = " и "
CAPITALISED = re.compile(r"(?<![\w-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?![\w-])")
BEFORE = re.compile(r"[А-ЯЁ][\w-]*[ \u00a0]$")


class Name(Placed, Protocol):
    """A name with a place in a text."""

    @property
    def kind(self) -> str: ...


def missed_surnames(text: str, taken: Sequence[Name], full: Iterable[str]) -> Iterator[Span]:
    """Find surnames alone.

    Args:
        text: where they are looked for.
        taken: names found there, which are passed over, in order of place.
        full: people's full names as they stand in the article.
    Yields:
        Spans of kind `person`, in order of place: surnames of the full names, and what the dictionary has as a surname
        before «и» and a person. A word that stands in small letters too is none, nor is one behind another word with
        a capital.
    """
    surnames = {surname for name in full for surname in _surnames(name)}
    stems = tuple({surname[: max(SHORTEST - 1, len(surname) - ENDING)] for surname in surnames})
    people = {name.start for name in taken if name.kind == "person"}
    places = {number for name in taken for number in range(name.start, name.end)}
    for word in CAPITALISED.finditer(text) if people or stems else ():
        beside = word.end() + len(AND) in people and text.startswith(AND, word.end()) and _is_surname(word.group())
        looks_like = beside or (bool(stems) and fold(word.group()).startswith(stems))
        if not looks_like or word.start() in places or _is_thing_here(word.group(), text):
            continue
        before = text[max(0, word.start() - SIGHT) : word.start()]
        if BEFORE.search(before) and not begins_sentence(text, word.start()):
            continue
        if beside or not surnames.isdisjoint(_surnames(word.group())):
            yield Span(word.start(), word.end(), "person")


@lru_cache(maxsize=1 << 14)
def _is_surname(word: str) -> bool:
    return is_known(word) and any({"Surn", "nomn", "sing"} <= parse.tag.grammemes for parse in parses(word))


def _is_thing_here(word: str, text: str) -> bool:
    """Whether a word that is a thing too stands in small letters in the text."""
    return is_thing_too(word) and word.lower() in text


@lru_cache(maxsize=1 << 14)
def _surnames(name: str) -> frozenset[str]:
    """The surnames, folded, that a name as written may have."""
    found = (surname_of(canonical(c.base)) for c in candidates(name, "ru") if c.weight > POSSIBLE and not c.plural)
    return frozenset(fold(surname) for surname in found if len(surname) >= SHORTEST)
