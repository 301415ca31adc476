"""The words that bodies are called by and that say whose they are, found in a text in all their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analytics.mentions.grammar import genitive
from analytics.mentions.territories import territory_names
from analytics.mentions.ukrainian import stems
from data.article.folding import fold
from data.words.bodies import BETWEEN_SEVERAL, BODIES, COUNTRIES, LEAGUES, SEVERAL_BEFORE, SEVERAL_BEHIND

GAP = r"[ \t\u00a0]{1,2}"
CASES = """
а я о е и ы у ю й і ї є ом ем єм ой ей ою ею єю ам ям ами ями ах ях ов ев ів ові еві
ый ий ая ое ого его ому ему ым им ім ую ые ие ых их ыми ими ої ій
"""
"""Endings of nouns and adjectives, in Russian and Ukrainian."""
OF_ADJECTIVES = {
    "ru": "(?:ий|ая|ое|ого|ой|ому|ую|им|ом|ие|их|ими)",
    "uk": "(?:ий|а|е|ого|ої|ому|ій|у|ою|им|ім|і|их|ими)",
    "en": "",
}
BEHIND = {"ru": GAP, "uk": GAP, "en": rf"{GAP}of{GAP}(?:the{GAP})?"}
"""What stands between a body and the country behind it."""
POSSESSIVE = re.compile(rf"(?:['’]s?)?{GAP}")
"""What stands between an English body and the country before it."""
QUOTE = '[«"“„]?'
MOST_BETWEEN = 3
"""Words between a body and the countries behind it."""
SIGHT = 40
"""Characters before a body in which stands whose it is."""


@lru_cache(maxsize=8)
def heads(language: str) -> re.Pattern[str]:
    """The names of bodies without their countries; forms of one first letter are tried together."""
    by_letter: dict[str, list[str]] = {}
    for form in (form for body in BODIES for form in body.forms[language]):
        by_letter.setdefault(form[0].lower(), []).append(form)
    tried = (rf"(?={letter})(?:{_any(map(_form, forms))})" for letter, forms in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(tried)})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=8)
def behind(language: str) -> re.Pattern[str]:
    """What stands between a body and the country behind it."""
    return re.compile(BEHIND[language])


@lru_cache(maxsize=8)
def country_adjective(language: str) -> re.Pattern[str]:
    """An adjective of a country in any form; its group `stem` is what `country_of` asks for."""
    adjectives = (each for country in COUNTRIES for each in country.adjectives[language])
    return re.compile(rf"(?<![\w-])(?P<stem>{_any(adjectives)}){OF_ADJECTIVES[language]}(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=8)
def adjective_before(language: str) -> re.Pattern[str]:
    """The same at the end of a text, with the gap between it and what follows."""
    return re.compile(rf"{country_adjective(language).pattern}{GAP}\Z", re.IGNORECASE)


def is_of_several(text: str, start: int, end: int, language: str) -> bool:
    """Whether a body in a text belongs to several countries: ВВС коалиции, Минобороны стран НАТО, союзные ВВС."""
    since = max(0, start - SIGHT)
    before, after = _several(language)
    return bool(after.match(text, end) or before.search(text[since:start]))


@lru_cache(maxsize=8)
def _several(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind a body of several countries."""
    before = _any(map(_form, _listed(SEVERAL_BEFORE[language])))
    words = _any(map(_form, [*_listed(SEVERAL_BEHIND[language]), *LEAGUES]))
    between = _any(word.replace("~", r"\w+") for word in map(_with_yo, _listed(BETWEEN_SEVERAL[language])))
    gap = rf"{BEHIND[language]}{QUOTE}"
    return (
        re.compile(rf"(?<![\w-])(?:{before}){GAP}\Z", re.IGNORECASE),
        re.compile(rf"{gap}(?:(?:{between}){GAP}){{0,{MOST_BETWEEN}}}{QUOTE}(?:{words})(?![\w-])", re.IGNORECASE),
    )


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


@lru_cache(maxsize=1 << 12)
def body_called(head: str, language: str) -> str:
    """The Russian name of the body whose form this is."""
    forms = ((body.ru, form) for body in BODIES for form in body.forms[language])
    return next(name for name, form in forms if re.fullmatch(_form(form), head, re.IGNORECASE))


@lru_cache(maxsize=1 << 10)
def country_of(stem: str, language: str) -> str:
    """The country of an adjective, in the genitive."""
    stem = fold(stem)
    return next(genitive(c.name) for c in COUNTRIES if stem in map(fold, c.adjectives[language]))


@lru_cache(maxsize=1 << 10)
def territory(name: str, language: str) -> str | None:
    """The Russian name, in the genitive, of a territory in another language, as it stands behind a body."""
    key = stems if language == "uk" else fold
    code = next((code for code, each in territory_names(language).items() if key(each) == key(name)), "")
    russian = territory_names("ru").get(code)
    return genitive(russian) if russian else None


def _form(form: str) -> str:
    """The pattern of a form of `data.words.bodies`."""
    pattern = _with_yo(form).replace(" ", GAP).replace("~", f"(?:{_any(CASES.split())})?")
    return f"(?-i:{pattern})" if form.rstrip("~").isupper() else pattern


def _with_yo(form: str) -> str:
    return re.sub("[её]", "[её]", form)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True))
