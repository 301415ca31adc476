"""Organisations that the model for Russian misses, told by the noun they begin with.

«фирма "Ромашка"», «Банк Англии» and «британское правительство» are organisations, whichever they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analytics.mentions.body_words import country_adjective
from analytics.mentions.spans import Span, apart, outermost
from analytics.text.lemmas import analyzer
from data.words.organisation_heads import ABROAD_RU, BODIES_RU, BRANDED_RU, INSTITUTIONS_RU
from data.words.roles import GENERIC

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
GAP = re.compile(r"[ \t\u00a0]{1,2}")
QUOTED = re.compile(
    r"""(?:,? и|,)?[ \t\u00a0]{0,2}(?:«([^«»\n]{2,80})»|"([^"\n]{2,80})"|“([^“”\n]{2,80})”|„([^„“”\n]{2,80})[“”])"""
)
LATIN = re.compile(r"[ \t\u00a0]{1,2}([A-Z][\w&.'’-]{0,40}\w(?: (?:& )?[A-Z][\w&.'’-]{0,40}\w){0,5})")
ADJECTIVE = re.compile(r"[А-ЯЁ][а-яё]+(?:ый|ий|ой|ая|ое|ого|его|ому|ему|ую|ым|им|ом|ем)")
PREPOSITIONS = {
    "без",
    "в",
    "во",
    "для",
    "до",
    "за",
    "из",
    "к",
    "на",
    "о",
    "об",
    "от",
    "под",
    "при",
    "про",
    "с",
    "со",
    "у",
}
BETWEEN = 4
"""Words in small letters between the noun and a name: "министерство иностранных дел Дании"."""


class _Noun(NamedTuple):
    word: str
    plural: bool


def missed_organisations(text: str, spans: Sequence[Span]) -> list[Span]:
    """The organisations of a Russian text that no span of an organisation touches, in order, without overlap.

    A span that is a common noun alone ("Посольство" of "Посольство США") is none of an organisation here.

    Args:
        spans: what the model found; a place or a person in the name of an organisation is its part as well.
    """
    words = list(WORD.finditer(text))
    begins = {span.start: span for span in spans}
    found: list[Span] = []
    for i, word in enumerate(words):
        if noun := _nouns().get(word.group().lower()):
            found += _called(text, word.end(), noun) or _owned(text, words, i, noun, begins)
    named = [span for span in spans if span.kind == "organisation"]
    return apart(outermost(found), [span for span in named if not _is_common(text[span.start : span.end])])


def _is_common(name: str) -> bool:
    noun = _nouns().get(name.lower())
    return noun is not None and noun.word in GENERIC


def is_body(word: str) -> bool:
    """Whether a word is a form of a noun that every country has one of."""
    noun = _nouns().get(word.lower())
    return noun is not None and noun.word in BODIES_RU


def _called(text: str, place: int, noun: _Noun) -> list[Span]:
    """What stands behind a noun in quotation marks, several names too, or in Latin letters."""
    found = []
    while named := QUOTED.match(text, place):
        start, end = named.span(named.lastindex or 0)
        if text[start].isupper():
            found.append(Span(start, end, "organisation"))
        place = named.end()
    if not found and noun.word in BRANDED_RU and (latin := LATIN.match(text, place)):
        found.append(Span(*latin.span(1), "organisation"))
    return found


def _owned(text: str, words: Sequence[re.Match[str]], i: int, noun: _Noun, begins: Mapping[int, Span]) -> list[Span]:
    """The noun with whose it is behind it, or with an adjective before it that says so."""
    if noun.plural or noun.word in BRANDED_RU - INSTITUTIONS_RU:
        return []
    word, before = words[i], words[i - 1] if i else None
    if not before or not GAP.fullmatch(text, before.end(), word.start()):
        before = None
    capital = before is not None and ADJECTIVE.fullmatch(before.group()) is not None
    start = before.start() if before and capital else word.start()
    if end := _owner(text, words, i, noun, begins):
        return [Span(start, end, "organisation")]
    national = before and noun.word in BODIES_RU and country_adjective("ru").fullmatch(before.group())
    return [Span(before.start(), word.end(), "organisation")] if before and (national or capital) else []


def _owner(text: str, words: Sequence[re.Match[str]], i: int, noun: _Noun, begins: Mapping[int, Span]) -> int | None:
    """Where a name behind the noun ends that says whose it is, with what the noun governs between; None without one."""
    for before, word in zip(words[i : i + BETWEEN + 1], words[i + 1 : i + BETWEEN + 2], strict=False):
        if not GAP.fullmatch(text, before.end(), word.start()):
            return None
        if word.group()[0].isupper():
            span = begins.get(word.start())
            if not span and before is not words[i]:
                return None
            whose = span or Span(*word.span(), "")
            return whose.end if _is_genitive(word.group(), person=whose.kind == "person") else None
        abroad = word.group() in {"в", "при"} and noun.word in ABROAD_RU
        if not abroad and not _is_governed(word.group()):
            return None
    return None


@lru_cache(maxsize=1)
def _nouns() -> dict[str, _Noun]:
    """The nouns by their forms; what may be singular is."""
    forms: dict[str, _Noun] = {}
    for noun in sorted(BRANDED_RU | INSTITUTIONS_RU | BODIES_RU):
        parse = next(p for p in analyzer("ru").parse(noun) if "nomn" in p.tag or "Abbr" in p.tag)
        for form in parse.lexeme:
            plural = "plur" in form.tag
            if not plural or form.word not in forms:
                forms[form.word] = _Noun(noun, plural)
    return forms


@lru_cache(maxsize=1 << 14)
def _is_genitive(word: str, *, person: bool) -> bool:
    """Whether a name may stand in the genitive; a person's first name that looks like a nominative is one."""
    parses = analyzer("ru").parse(word)
    return any("gent" in p.tag for p in parses) and not (person and {"nomn", "sing"} <= parses[0].tag.grammemes)


@lru_cache(maxsize=1 << 14)
def _is_governed(word: str) -> bool:
    """Whether a word may stand between: a noun or adjective in the genitive, or what follows "по"."""
    nouns = (p.tag for p in analyzer("ru").parse(word) if p.tag.POS in {"NOUN", "ADJF", "PRTF"})
    return word in {"и", "по"} or (
        word not in PREPOSITIONS and any("gent" in tag or {"datv", "plur"} <= tag.grammemes for tag in nouns)
    )
