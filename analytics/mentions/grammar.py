"""What the dictionaries of Russian and Ukrainian say of one word of a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from analytics.text.lemmas import analyzer, has_dictionary, parsed

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ALIKE = {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc2": "loct", "loc1": "loct", "voct": "nomn"}
ADJECTIVES = frozenset(("ADJF", "PRTF"))
NAMING = frozenset(("NOUN", "ADJF"))
PERSONAL = frozenset(("Name", "Surn", "Patr"))
CYRILLIC = re.compile("[а-яёіїєґ]", re.IGNORECASE)
UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
LONGEST_ABBREVIATION = 5


class Form(NamedTuple):
    """One way to read a word: its grammar and its nominative. Empty case or gender: any."""

    case: str
    gender: str
    number: str
    base: str
    weight: float
    part: str


@lru_cache(maxsize=1 << 16)
def parses(word: str, language: str = "ru") -> list[Any]:
    """What the dictionary makes of a word, the likeliest first; empty for a language without a dictionary."""
    if not has_dictionary(language):
        return []
    found = list(parsed(word.lower(), language))
    return [parse for parse in found if "alt" not in parse.tag.grammemes] or found


@lru_cache(maxsize=1 << 16)
def is_known(word: str, language: str = "ru") -> bool:
    """Whether the dictionary has a word; it guesses the forms of all others."""
    return has_dictionary(language) and bool(analyzer(language).word_is_known(word.lower()))


def score_of(parse: Any, word: str, language: str) -> float:
    """How likely a parse of a word is; the Ukrainian dictionary counts nothing, there all are alike."""
    return float(parse.score) if language == "ru" else 1 / len(parses(word, language))


def case_of(parse: Any) -> str:
    """The case of a parse among CASES; empty where it has none."""
    case = str(parse.tag.case or "")
    return ALIKE.get(case, case)


def nominative(parse: Any, language: str, *grammemes: str) -> Any:
    """A parse in the nominative of its number, or of the number and gender asked for; None where there is none.

    The Ukrainian dictionary has no mark for the singular: what is no plural is one.
    """
    wanted = {"nomn", *grammemes} - ({"sing"} if language != "ru" else set())
    found = parse.inflect(wanted)
    return None if found and "sing" in grammemes and "plur" in found.tag.grammemes else found


def genitive(name: str) -> str:
    """The genitive of a Russian name that stands in the nominative, word by word: Южная Корея, Южной Кореи."""
    return " ".join(map(_genitive, name.split()))


@lru_cache(maxsize=1 << 14)
def is_owner(word: str) -> bool:
    """Whether a Russian word says whose something is: a name in the genitive, or an abbreviation (РФ)."""
    if not word[:1].isupper():
        return False
    return word.isupper() or any(case_of(parse) == "gent" for parse in parses(word))


@lru_cache(maxsize=1 << 10)
def _genitive(word: str) -> str:
    if word.isupper():
        return word
    upright = [parse for parse in parses(word) if case_of(parse) == "nomn"]
    upright.sort(key=lambda parse: "Geox" not in parse.tag)  # sorted stably: the likeliest of either first
    found = upright[0].inflect({"gent"}) if upright else None
    return shaped(found.word, word) if found else word


def is_cyrillic(word: str) -> bool:
    """Whether a word has Cyrillic letters."""
    return bool(CYRILLIC.search(word))


def is_foreign(word: str, language: str) -> bool:
    """Whether a word's letters say that it is not of a language, so that its endings say nothing."""
    return not is_cyrillic(word) or (language == "ru" and bool(UKRAINIAN.search(word)))


def is_abbreviation(word: str, language: str = "ru") -> bool:
    """Whether a word in capitals has no endings: РФПИ, УНИАН; not МИД, which a dictionary declines."""
    short = word.isupper() and len(word) <= LONGEST_ABBREVIATION
    return short and (language != "ru" or not any("Abbr" in parse.tag for parse in parses(word)))


def shaped(base: str, word: str) -> str:
    """The nominative in the letters of the word as written: its capitals, its е for ё."""
    bases, words = base.split("-"), word.split("-")
    if len(words) == len(bases) > 1:
        return "-".join(shaped(b, w) for b, w in zip(bases, words, strict=True))
    if word.isupper() and len(word) > LONGEST_ABBREVIATION:
        word = word.capitalize()
    same = 0
    for ours, theirs in zip(base, word.lower(), strict=False):
        if ours.replace("ё", "е") != theirs.replace("ё", "е"):
            break
        same += 1
    return word[:same] + base[same:]
