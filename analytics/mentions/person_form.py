"""What a person's name may be in the nominative, judged by the name alone and by the words around it.

Every word of a name stands in the same case. Each may be read as the dictionary has it, by its ending alone, since
many names are in no dictionary and some stand there wrongly (Асия as a man's genitive), and as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from analytics.mentions.endings import SURNAME, VOWEL, by_ending
from analytics.mentions.first_names import is_first_name
from analytics.mentions.grammar import (
    CASES,
    NAMING,
    PERSONAL,
    Form,
    case_of,
    is_foreign,
    is_known,
    nominative,
    parses,
    score_of,
    shaped,
)
from analytics.text.lemmas import has_dictionary
from data.article.folding import fold

INITIALS = re.compile(r"[^\W\d_]{1,2}\.(?:-?[^\W\d_]{1,2}\.)?")
BRACKET = re.compile(r"[()\[\]]")
CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]$")
CAPITALS = re.compile("[А-ЯЁІЇЄҐ-]{2,}")
GENERATION = re.compile(r"(?P<name>.+)-(?P<which>младш|старш)(?P<ending>ий|его|ему|им|ем)", re.IGNORECASE)
"""Трампа-младшего: two words that are joined and both decline."""
SYLLABLE = re.compile(VOWEL + "+", re.IGNORECASE)
SYLLABIC = 2
FIXED_END = re.compile("(?:дзе|швили|заде|[оу]глы|кызы)$", re.IGNORECASE)
"""Georgian and Turkic names that never decline."""
SURNAME_END = re.compile(SURNAME + "$", re.IGNORECASE)

UNCHANGED = 0.02
"""Weight of a word left as it stands, beside readings whose weights add up to 1."""
UNDECLINED = 0.3
"""The same where it has no other reading for that gender, as women's surnames: Терезы Мэй, Иванки Трамп."""
UNLIKELY = 0.1
"""Factor for a reading as a common noun where a name is expected."""
BY_ENDING, BY_ENDING_KNOWN = 0.1, 0.05
"""Weight of all readings by ending alone, of a word that no dictionary has and of one that it has."""
NO_DICTIONARY = 0.2
"""Factor of the last where no dictionary has names in the nominative beside it."""
OBLIQUE_END = re.compile("(?:[оеє]ві|ого|ому|ої|(?<=....)ом|[сц]ьк(?:ою|ій|у))$", re.IGNORECASE)
"""A Ukrainian name that ends so stands in an oblique case: Ігореві, Плотницького, Столтенбергом."""
AGAINST = 0.05
"""Factor for a case or gender that the words around a name speak against."""
FAMILY = 0.3
"""Factor for a surname in the plural that may be one person's too, or that no dictionary has."""
PLURAL_END = re.compile("(?:ы|ых|их)$", re.IGNORECASE)
"""A Russian name that ends so is that of several, or a genitive."""
FORMS_OF_WORD, LONG_NAME, FORMS_OF_LONG = 5, 4, 2
"""How many readings of a word are followed for each case, and of each word in a name of more words than that."""
MOST = 24
"""Readings of a name that are kept."""
GENDERS = ("masc", "femn")
BEGINS, OBLIQUE_BEGINS = "begins", 0.3
"""What a context says of a name that begins a sentence, and the factor for its oblique cases there."""


class Candidate(NamedTuple):
    """A nominative that a name may have, with its share of all; `plural`: of several people, as a family."""

    base: str
    weight: float
    plural: bool


@lru_cache(maxsize=1 << 16)
def candidates(surface: str, language: str, context: str = "") -> tuple[Candidate, ...]:
    """The nominatives that a person's name may have, the likeliest first; never empty.

    Args:
        surface: the name as written.
        language: `ru` or `uk`.
        context: grammemes of case, gender and number that the words around it ask for, see `context.contexts`.
    """
    pieces = _pieces(surface)
    names = [piece for piece in pieces if not INITIALS.fullmatch(piece)]
    found = [*_singular(names, language, frozenset(context.split()))]
    if len(names) == 1:
        found += _plural(names[0], language, frozenset(context.split()))
    best: dict[tuple[str, bool], Candidate] = {}
    for bases, weight, plural in found:
        words = iter(bases)
        base = " ".join(piece if INITIALS.fullmatch(piece) else next(words) for piece in pieces)
        key = (fold(base), plural)
        before = best.get(key, Candidate(base, 0.0, plural))
        best[key] = before._replace(weight=before.weight + weight)
    ordered = sorted(best.values(), key=lambda candidate: -candidate.weight)[:MOST]
    total = sum(candidate.weight for candidate in ordered)
    if not total:
        return (Candidate(" ".join(pieces), 1.0, plural=False),)
    return tuple(c._replace(base=_joined(c.base), weight=c.weight / total) for c in ordered)


def is_common(names: Sequence[str], language: str = "ru") -> bool:
    """Whether words stand for people by what they are, not by name: россиянки, Скинхеды."""
    return all(name.islower() or _names_no_one(name, language) for name in names)


def _names_no_one(word: str, language: str) -> bool:
    """Whether a word with a capital is in the dictionary, as no name, and does not end as surnames do (Мясников)."""
    known = is_known(word, language) and not SURNAME_END.search(word)
    return known and not any(PERSONAL & parse.tag.grammemes for parse in parses(word, language))


def _pieces(surface: str) -> list[str]:
    """The words of a name; «-младший» is a word of its own."""
    pieces: list[str] = []
    words = BRACKET.sub(" ", surface).split()
    for piece in map(_in_small_letters, words) if surface.isupper() else words:
        found = GENERATION.fullmatch(piece)
        pieces += [found["name"], f"-{found['which']}{found['ending']}"] if found else [piece]
    return pieces


def _in_small_letters(word: str) -> str:
    """A word of a headline in capitals as names are written: Рис-Могг."""
    return "-".join(part.capitalize() for part in word.split("-")) if CAPITALS.fullmatch(word) else word


def _joined(base: str) -> str:
    return base.replace(" -", "-")


def _singular(names: Sequence[str], language: str, wanted: frozenset[str]) -> Iterable[tuple[list[str], float, bool]]:
    width = FORMS_OF_WORD if len(names) <= LONG_NAME else FORMS_OF_LONG
    for gender in GENDERS:
        words = [_word_forms(name, gender, language) for name in names]
        if is_syllabic(names):
            words = [*(_as_it_is(name, gender) for name in names[:-1]), _of_syllable(names[-1], words[-1])]
        for case in CASES:
            fitting = _fitting({case, gender, "sing"}, wanted)
            for forms in product(*(word[case][:width] for word in words)):
                yield [form.base for form in forms], fitting * prod(form.weight for form in forms), False


def is_syllabic(names: Sequence[str]) -> bool:
    """Whether a name is three syllables or more, each a word: of such only the last one declines (Ким Чен Ына)."""
    return len(names) > SYLLABIC and all(len(SYLLABLE.findall(name)) == 1 for name in names[:-1])


def _as_it_is(name: str, gender: str) -> dict[str, list[Form]]:
    return {case: [Form(case, gender, "sing", name, 1.0, "")] for case in CASES}


def _of_syllable(word: str, forms: dict[str, list[Form]]) -> dict[str, list[Form]]:
    """The last word of such a name is a syllable too: one with more has an ending (Хёном)."""
    if len(SYLLABLE.findall(word)) == 1:
        return forms
    unlikely = {word: UNLIKELY**2}
    read = {
        case: [f._replace(weight=f.weight * unlikely.get(f.base, 1.0)) for f in each] for case, each in forms.items()
    }
    return {case: sorted(each, key=lambda form: -form.weight) for case, each in read.items()}


def _fitting(grammemes: set[str], wanted: frozenset[str]) -> float:
    """How well a reading fits what is asked for: a factor for each of case, gender and number that is."""
    factor = 1.0
    for category in ({*CASES}, {*GENDERS}, {"sing", "plur"}):
        asked = category & wanted
        if asked and not asked & grammemes:
            factor *= AGAINST
    return factor * (OBLIQUE_BEGINS if BEGINS in wanted and "nomn" not in grammemes else 1.0)


def _plural(name: str, language: str, wanted: frozenset[str]) -> Iterable[tuple[list[str], float, bool]]:
    """A surname as that of a family: Петровых."""
    found = parses(name, language)
    doubtful = not is_known(name, language) or any("Surn" in parse.tag and "plur" not in parse.tag for parse in found)
    for parse in found:
        grammemes = parse.tag.grammemes
        if {"plur", "Surn"} <= grammemes:
            upright = nominative(parse, language, "plur") or parse
            weight = (FAMILY if doubtful else 1.0) * score_of(parse, name, language)
            yield [shaped(upright.word, name)], weight * _fitting({case_of(parse), "plur"}, wanted), True


@lru_cache(maxsize=1 << 15)
def _word_forms(word: str, gender: str, language: str) -> dict[str, list[Form]]:
    """The readings of one word of a name for a man or a woman, by case, the likeliest first."""
    best: dict[tuple[str, str], Form] = {}
    for form in _every_form(word, gender, language):
        for case in CASES if not form.case else (form.case,):
            key = (case, fold(form.base))
            if key not in best or best[key].weight < form.weight:
                best[key] = form._replace(case=case)
    by_case: dict[str, list[Form]] = {case: [] for case in CASES}
    for (case, _), form in best.items():
        by_case.get(case, []).append(form)
    return {case: sorted(forms, key=lambda form: -form.weight) for case, forms in by_case.items()}


def _every_form(word: str, gender: str, language: str) -> list[Form]:
    if generation := GENERATION.fullmatch("x" + word):
        return _of_generation(generation, gender)
    if is_foreign(word, language) or FIXED_END.search(word):
        return [Form("", gender, "sing", word, 1 / len(CASES), "")]
    forms = [form for parse in parses(word, language) if (form := _by_dictionary(parse, word, gender, language))]
    unlikely = UNLIKELY if language == "ru" and PLURAL_END.search(word) else 1.0
    weight = unlikely * _undeclined(word, gender, language, forms) / len(CASES)
    as_it_is = Form("", gender, "sing", word, weight, "")
    return [*forms, as_it_is, *_by_ending(word, gender, language)]


def _of_generation(found: re.Match[str], gender: str) -> list[Form]:
    """-младший is masculine, with the same ending in genitive and accusative; a name before it has the same case."""
    if gender != "masc":
        return []
    cases = {"ий": ("nomn",), "его": ("gent", "accs"), "ему": ("datv",), "им": ("ablt",), "ем": ("loct",)}
    base = f"-{found['which']}ий"
    return [Form(case, gender, "sing", base, 1.0, "ADJF") for case in cases[found["ending"].lower()]]


def _by_dictionary(parse: Any, word: str, gender: str, language: str) -> Form | None:
    grammemes = parse.tag.grammemes
    if parse.tag.POS not in NAMING or "plur" in grammemes or not grammemes & {gender, "ms-f", "Ms-f"}:
        return None
    if {"inan", "accs"} <= grammemes and gender == "masc":
        return None  # a thing's accusative, which looks like its nominative; a person's does not
    upright = nominative(parse, language, "sing", gender) or nominative(parse, language, "sing") or parse
    base = shaped(upright.word, word)
    weight = score_of(parse, word, language)
    if is_known(word, language) and not grammemes & PERSONAL:
        weight *= UNLIKELY
    if not is_known(word, language) and gender == "masc" and CONSONANT.search(base):
        weight *= 2  # most foreign men's names end in a consonant, their genitive looks like a woman's nominative
    return Form(case_of(parse), gender, "sing", base, weight, "NOUN")


def _undeclined(word: str, gender: str, language: str, forms: Sequence[Form]) -> float:
    """How likely a word has the same form in every case."""
    found, low = parses(word, language), word.lower()
    if not has_dictionary(language) and _is_surely_oblique(word, language):
        return UNCHANGED * UNLIKELY
    if has_dictionary(language) and not any(parse.tag.POS in NAMING for parse in found):
        return UNDECLINED if by_ending(word, language) else 1.0
    if is_known(word, language) and forms:
        return UNCHANGED if any(case_of(parse) == "nomn" for parse in found) else UNCHANGED * UNLIKELY
    if low.endswith(("и", "о", "э")) or (low.endswith("ой") and gender == "masc"):
        return UNDECLINED
    if gender == "femn" and not low.endswith(("а", "я")) and not SURNAME_END.search(word):
        known = is_known(word, language) and any("Name" in parse.tag for parse in found)
        return UNCHANGED if known else UNDECLINED
    return UNCHANGED


def _by_ending(word: str, gender: str, language: str) -> list[Form]:
    """Readings by the ending alone, and the word itself as a nominative; their weights add up to a constant."""
    found = [ending for ending in by_ending(word, language) if ending.gender == gender]
    weight = (BY_ENDING_KNOWN if is_known(word, language) else BY_ENDING) / max(1, len(found))
    oblique = [Form(ending.case, gender, "sing", shaped(ending.base, word), weight, "") for ending in found]
    if not has_dictionary(language):
        return _of_first_name(word, gender, oblique, weight * NO_DICTIONARY)
    upright = weight
    if (language == "ru" and PLURAL_END.search(word)) or _is_oblique(word, gender, language):
        upright *= UNLIKELY
    return [*oblique, Form("nomn", gender, "sing", word, upright, "")]


def _of_first_name(word: str, gender: str, oblique: Sequence[Form], weight: float) -> list[Form]:
    """Readings without a dictionary, in which a first name that is known counts as one of a dictionary.

    Args:
        weight: of the word itself as a nominative, where nothing is known of it.
    """
    if is_first_name(word, gender):
        return [*oblique, Form("nomn", gender, "sing", word, 1.0, "")]
    forms = [_as_known(form) if is_first_name(form.base, gender) else form for form in oblique]
    unlikely = UNLIKELY**2 if _is_surely_oblique(word, "uk") else 1.0
    return [*forms, Form("nomn", gender, "sing", word, weight * unlikely, "")]


def _as_known(form: Form) -> Form:
    """A form of a first name that is known; people stand in the locative seldom (Юлії is of Юлія, not of Юлій)."""
    return form._replace(weight=UNLIKELY if form.case == "loct" else 1.0)


@lru_cache(maxsize=1 << 15)
def _is_surely_oblique(word: str, language: str) -> bool:
    """Whether a word's ending, or a first name that it is a form of, says that it is no nominative."""
    if any(is_first_name(word, gender) for gender in GENDERS):
        return False
    names = (is_first_name(ending.base, ending.gender) for ending in by_ending(word, language))
    return OBLIQUE_END.search(word) is not None or any(names)


def _is_oblique(word: str, gender: str, language: str) -> bool:
    """Whether the dictionary has a word as a man's or a woman's name, and in other cases than the nominative alone."""
    tags = [parse.tag for parse in parses(word, language) if parse.is_known and parse.tag.grammemes & PERSONAL]
    cases = [tag.case for tag in tags if "plur" not in tag and tag.grammemes & {gender, "ms-f", "Ms-f"}]
    return bool(cases) and "nomn" not in cases
