"""Finds the names of the alias table in a text, in any of their inflected forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analytics.mentions.grammar import genitive
from analytics.text.lemmas import dictionary_of, lemmatizer
from data.article.folding import fold
from data.words.alias import Alias
from data.words.aliases import ALIASES

WORD = re.compile(r"[^\W_]+(?:\u0301[^\W_]*)*")
RUSSIAN = re.compile(r"[А-Яа-яЁё -]+")
CACHED_WORDS = 1 << 16
GAP = re.compile(r"[\s\-–—‐‑«»\"“”„'’.]{0,3}")
"""What may stand between the words of one name."""
GLUED = re.compile(r"([A-ZА-ЯЁІЇЄҐ]{2,})(?:[аивкосу]|в[оы]|до|за|из|к[ои]|на|н[еи]|о[бт]|по|со)")
"""An abbreviation and a small word that a lost space left hanging on it: "сил НАТОв Европе"."""


class Found(NamedTuple):
    """An alias in a text: offsets in Unicode code points, the end excluded."""

    start: int
    end: int
    alias: Alias


class _Word(NamedTuple):
    start: int
    end: int
    text: str


class _Pattern(NamedTuple):
    """One form of an alias: its words as written, and the lemmas each may have (for exact case, the folded form)."""

    alias: Alias
    words: tuple[str, ...]
    keys: tuple[frozenset[str], ...]


class Gazetteer:
    """The forms of aliases, looked up by the lemmas of one language.

    Args:
        language: whose lemmas are compared. Forms of every language are looked for in every text.
        aliases: the entries; where two fit at one place, the longer form counts. Where an organisation's form ends in a
            country, it may do so under the country's other names: ФСБ России, ФСБ РФ, ФСБ Российской Федерации.
    """

    def __init__(self, language: str, aliases: Sequence[Alias] = ALIASES) -> None:
        self._lemmatizer = lemmatizer(language)
        self._lemmas = lru_cache(maxsize=CACHED_WORDS)(self._lemmas_of)
        self._beginning = lru_cache(maxsize=CACHED_WORDS)(self._begins)
        self._glued = lru_cache(maxsize=CACHED_WORDS)(self._hanging)
        self._patterns: dict[str, list[_Pattern]] = {}
        self._abbreviations: dict[str, Alias] = {}
        countries = _countries(aliases)
        for alias in aliases:
            for form in alias.forms if alias.needs else (alias.name, *alias.forms):
                for spelling in _spellings(alias, form, countries):
                    self._add(alias, spelling)
        for patterns in self._patterns.values():
            patterns.sort(key=lambda pattern: (-len(pattern.words), pattern.alias.needs is not None))

    def find(self, *parts: str) -> list[list[Found]]:
        """The aliases in each part of one article, in order of place and without overlap.

        An alias that needs another name counts only where that name stands in one of the parts without a condition.
        """
        found = [self._candidates(part) for part in parts]
        stated = {f.alias.name for candidates in found for f in candidates if not f.alias.needs}
        return [_leftmost_longest(candidates, stated) for candidates in found]

    def _add(self, alias: Alias, form: str) -> None:
        words = tuple(WORD.findall(form))
        exact = alias.match == "exact case"
        keys = tuple(frozenset((fold(word),)) if exact else self._keys(word, alone=len(words) == 1) for word in words)
        for key in keys[0]:
            self._patterns.setdefault(key, []).append(_Pattern(alias, words, keys))
        if len(words) == 1 and words[0].isupper() and not alias.needs:
            self._abbreviations[fold(words[0])] = alias

    def _keys(self, word: str, *, alone: bool) -> frozenset[str]:
        """Lemmas that stand for a word of a form: the likeliest if it stands alone, else any, the others assure it.

        A name that no dictionary holds is given its inflected forms instead, for their lemmas would be guesses.
        """
        lemmas = self._lemmatizer.lemma_forms(word)
        inflected = self._lemmatizer.inflected(word)
        if inflected:
            return frozenset((*inflected, fold(word)))
        if alone:
            return frozenset((fold(word) if fold(word) in lemmas else lemmas[0],))
        return frozenset(lemmas)

    def _candidates(self, text: str) -> list[Found]:
        words = [_Word(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
        found = []
        for i, word in enumerate(words):
            here = [
                Found(word.start, words[i + len(p.words) - 1].end, p.alias)
                for p in self._beginning(word.text)
                if len(p.words) == 1 or self._goes_on(p, words[i : i + len(p.words)], text)
            ]
            found += here
            if not here and (glued := self._glued(word.text)):
                found.append(Found(word.start, word.start + glued[0], glued[1]))
        return found

    def _begins(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns whose first word this may be."""
        patterns = (pattern for lemma in self._lemmas(word) for pattern in self._patterns.get(lemma, ()))
        return tuple(pattern for pattern in patterns if self._fits(pattern, 0, word))

    def _goes_on(self, pattern: _Pattern, words: Sequence[_Word], text: str) -> bool:
        """Whether the words after the first are the pattern's too, with little between them."""
        return (
            len(words) == len(pattern.words)
            and all(self._fits(pattern, i, word.text) for i, word in enumerate(words) if i)
            and all(GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(words))
        )

    def _fits(self, pattern: _Pattern, i: int, word: str) -> bool:
        if pattern.alias.match == "exact case":
            return _same_case(pattern.words[i], word)
        return not pattern.keys[i].isdisjoint(self._lemmas(word)) and _case_fits(pattern.words[i], word)

    def _lemmas_of(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._lemmatizer.lemma_forms(word), fold(word))))

    def _hanging(self, word: str) -> tuple[int, Alias] | None:
        """The abbreviation that a word begins with where a space was lost, and its length."""
        match = GLUED.fullmatch(word)
        alias = self._abbreviations.get(fold(match[1])) if match else None
        return (len(match[1]), alias) if match and alias else None


def _countries(aliases: Sequence[Alias]) -> dict[str, list[str]]:
    """The Russian names of each place in the genitive, by each of these."""
    names: dict[str, list[str]] = {}
    for alias in aliases:
        if alias.kind == "place" and not alias.needs:
            forms = (form for form in (alias.name, *alias.forms) if RUSSIAN.fullmatch(form))
            names.setdefault(alias.name, []).extend(map(genitive, forms))
    return {form: forms for forms in names.values() for form in forms}


def _spellings(alias: Alias, form: str, countries: Mapping[str, list[str]]) -> list[str]:
    """A form, and of an organisation the same with the other names of the country that it ends in."""
    if alias.kind != "organisation":
        return [form]
    ends = [place for place in range(len(form)) if form[place - 1 : place] == " " and form[place:] in countries]
    return list(dict.fromkeys([form, *(form[:end] + name for end in ends for name in countries[form[end:]])]))


def gazetteer(language: str, added: tuple[Alias, ...] = ()) -> Gazetteer:
    """The alias table's gazetteer for one language, built once in a process; those without a dictionary share one.

    Args:
        language: code.
        added: what users tell the analysis to look for besides, see `name_edits.added`.
    """
    return _built(dictionary_of(language), added)


@lru_cache(maxsize=64)
def _built(language: str, added: tuple[Alias, ...]) -> Gazetteer:
    return Gazetteer(language, (*ALIASES, *added))


def _same_case(form: str, word: str) -> bool:
    return fold(form) == fold(word) and [c.isupper() for c in form] == [c.isupper() for c in word]


def _case_fits(form: str, word: str) -> bool:
    if len(form) > 1 and form.isupper():
        return word[:2].isupper()
    return word[:1].isupper() or not form[:1].isupper()


def _leftmost_longest(candidates: list[Found], stated: set[str]) -> list[Found]:
    allowed = [f for f in candidates if f.alias.needs is None or f.alias.needs in stated]
    allowed.sort(key=lambda f: (f.start, -f.end))
    kept: list[Found] = []
    for found in allowed:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept
