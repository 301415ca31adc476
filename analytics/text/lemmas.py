"""Lemmas: by pymorphy3 for Russian, and for Ukrainian where its dictionary is installed, by simplemma otherwise.

Nothing is loaded before the first word. Every lemma is folded as `data.article.folding` does it, so that lemmas of two
spellings of one word are equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from data.article.folding import fold
from data.schema import UNKNOWN_LANGUAGE

CACHED_WORDS = 1 << 18
POSSESSIVE = re.compile("['’]s?$")
ABBREVIATION = 5
"""Letters of the longest word in capitals that is read as an abbreviation."""
KNOWN_LETTERS = re.compile(r"[\W\d_A-Za-zÀ-ɏ\u0400-\u052f]+")  # pymorphy3 fails on letters that Unicode gives no name
STRESS = str.maketrans("", "", "\u0300\u0301")


class Lemmatizer:
    """Lemmas of one language.

    Args:
        language: code of the text's language; one that no dictionary is installed for (`und` among them) gives each
            word folded, as it stands.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._forms = _forms_of(language)

    def lemma(self, word: str) -> str:
        """The likeliest dictionary form of a word, folded. A word without letters is returned folded."""
        return self._forms(word)[0]

    def lemma_forms(self, word: str) -> tuple[str, ...]:
        """Every dictionary form the word may have, folded, the likeliest first."""
        return self._forms(word)

    def is_name(self, word: str) -> bool:
        """Whether a word may be a noun in the nominative, so that it can stand alone; True where no dictionary says."""
        if not has_dictionary(self.language):
            return True
        return any({"NOUN", "nomn"} <= parse.tag.grammemes for parse in analyzer(self.language).parse(fold(word)))

    def inflected(self, word: str) -> frozenset[str]:
        """The inflected forms, folded, that a noun unknown to the dictionary would have; empty for any other word."""
        if not has_dictionary(self.language):
            return frozenset()
        parses = [parse for parse in analyzer(self.language).parse(fold(word)) if parse.tag.POS == "NOUN"]
        nominative = [parse for parse in parses if "nomn" in parse.tag and "sing" in parse.tag] or parses
        if not nominative or any(parse.is_known for parse in parses):
            return frozenset()
        return frozenset(fold(form.word) for form in nominative[0].lexeme if "sing" in form.tag)


@lru_cache(maxsize=64)
def lemmatizer(language: str) -> Lemmatizer:
    """The one lemmatizer of a language in this process, its cache shared."""
    return Lemmatizer(language)


@lru_cache(maxsize=4)
def analyzer(language: str) -> Any:
    """pymorphy3's analyzer of `ru` or `uk`, loaded once (0.1 s, 30 MB)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=1 << 14)
def parsed(word: str, language: str) -> tuple[Any, ...]:
    """What pymorphy3 makes of a word in small letters, the likeliest first; words and names are asked for alike."""
    return tuple(analyzer(language).parse(word))


def dictionary_of(language: str) -> str:
    """The language itself where its words can be looked up, else `und`: all such languages have the same lemmas."""
    return language if has_dictionary(language) or _in_simplemma(language) else UNKNOWN_LANGUAGE


def _forms_of(language: str) -> Callable[[str], tuple[str, ...]]:
    if has_dictionary(language):
        return _cached(lambda word: _by_dictionary(language, word))
    if _in_simplemma(language):
        return _cached(lambda word: _by_list(language, word))
    return _cached(lambda word: (fold(word),))


def has_dictionary(language: str) -> bool:
    """Whether pymorphy3's dictionary of a language is there."""
    return language == "ru" or (language == "uk" and find_spec("pymorphy3_dicts_uk") is not None)


def _cached(forms: Callable[[str], tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    return lru_cache(maxsize=CACHED_WORDS)(forms)


def _by_dictionary(language: str, word: str) -> tuple[str, ...]:
    folded = fold(word.translate(STRESS))
    if not KNOWN_LETTERS.fullmatch(folded):
        return (folded,)
    parses: Sequence[Any] = parsed(folded, language)
    if word[:1].isupper() and {"plur", "gent"} <= parses[0].tag.grammemes:
        if word.isupper() and 1 < len(word) <= ABBREVIATION:
            return (folded,)  # ИГ is no plural of иго
        # Песков is the plural of песок as well: with a capital letter the surname is likelier.
        parses = sorted(parses, key=lambda parse: "Surn" not in parse.tag.grammemes)
    return tuple(dict.fromkeys(fold(parse.normal_form) for parse in parses))


def _by_list(language: str, word: str) -> tuple[str, ...]:
    import simplemma

    word = word.translate(STRESS)
    if language == "en":
        word = POSSESSIVE.sub("", word)
    if word.isupper():
        word = word.lower()
    return (fold(simplemma.lemmatize(word, lang=language)),)


def _in_simplemma(language: str) -> bool:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return language in SUPPORTED_LANGUAGES
