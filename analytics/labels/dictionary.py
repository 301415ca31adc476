"""How the morphological dictionary of a language reads a word form.

Russian has one, Ukrainian with its extra (`analytics.text.lemmas.analyzer`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any

from analytics.text.lemmas import analyzer

DICTIONARIES = {"ru": "pymorphy3_dicts_ru", "uk": "pymorphy3_dicts_uk"}

UNLIKELY = 0.02
"""Readings of a word form below this probability are not considered."""
SHORT_ABBREVIATION = 3
ADJECTIVES = frozenset(("ADJF", "PRTF"))
PROPER = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
PERSONAL = frozenset(("Name", "Surn", "Patr"))


@dataclass(frozen=True)
class Reading:
    """One way to read a word form: part of speech, grammemes, probability."""

    tag: Any
    probability: float

    @property
    def is_noun(self) -> bool:
        return self.tag.POS == "NOUN" or self.tag.POS is None

    @property
    def is_adjective(self) -> bool:
        return self.tag.POS in ADJECTIVES and "Anph" not in self.tag

    @property
    def is_fixed(self) -> bool:
        return self.tag.POS is None or "Fixd" in self.tag


@cache
def has_dictionary(language: str) -> bool:
    """Whether the words of a language can be looked up with their grammar."""
    return language in DICTIONARIES and find_spec(DICTIONARIES[language]) is not None


@lru_cache(maxsize=1 << 16)
def is_known(word: str, language: str) -> bool:
    """Whether the dictionary has the word form."""
    return bool(analyzer(language).word_is_known(word))


@lru_cache(maxsize=1 << 16)
def parses(word: str, language: str) -> list[Any]:
    """Every reading of a word form by the dictionary, likeliest first."""
    found: list[Any] = analyzer(language).parse(word)
    return found


@lru_cache(maxsize=1 << 16)
def readings(word: str, language: str) -> tuple[Reading, ...]:
    """The likely readings of a word form, likeliest first."""
    found = parses(word, language)
    if not is_known(word, language):
        if word[:1].isupper():
            return (Reading(analyzer(language).TagClass("UNKN"), 1.0),)
        nouns = [parse for parse in found if parse.tag.POS == "NOUN"]
        found = found if found[0].tag.POS in ADJECTIVES else nouns or found
    elif word.isupper() and len(word) > 1:
        abbreviations = [parse for parse in found if "Abbr" in parse.tag]
        if not abbreviations and len(word) <= SHORT_ABBREVIATION:
            return (Reading(analyzer(language).TagClass("UNKN"), 1.0),)
        found = abbreviations or found
    elif word[:1].isupper():
        proper = [parse for parse in found if not PROPER.isdisjoint(parse.tag.grammemes)]
        found = proper or found
    else:  # written small it is nobody: городков
        found = [parse for parse in found if PERSONAL.isdisjoint(parse.tag.grammemes)] or found
    total = sum(parse.score for parse in found) or 1
    likely = [parse for parse in found if parse.score / total >= UNLIKELY] or found[:1]
    return tuple(Reading(parse.tag, parse.score / total) for parse in likely)


def is_given_name(word: str, language: str) -> bool:
    """Whether a word is a given name or patronymic, which alone names nobody; never without a dictionary."""
    if not has_dictionary(language):
        return False
    tag = readings(word, language)[0].tag
    return "Name" in tag or "Patr" in tag
