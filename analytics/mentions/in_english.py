"""What English calls those of whom no text and no table tells: bodies of countries, Russian and Ukrainian people."""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.mentions.bodies import SEVERAL, UNIONS, body_of
from analytics.mentions.grammar import genitive
from analytics.mentions.identities import identity, names_of_identity
from data.words.bodies import BODIES, COUNTRIES, NOT_STATED
from data.words.given_names import GIVEN_NAMES
from data.words.slavic_names import RUSSIAN, SURNAME, UKRAINIAN

CYRILLIC = re.compile("[А-Яа-яЁёІіЇїЄєҐґ'’-]+")
UKRAINIAN_LETTERS = re.compile("[ІіЇїЄєҐґ'’]|ськ|цьк")
VOWELS = frozenset("аеёиоуыэюяіїєьъ")
ENDS = {
    "ский": "sky",
    "цкий": "tsky",
    "ський": "sky",
    "цький": "tsky",
    "ый": "y",
    "ий": "y",
    "ья": "ya",
    "ия": "ia",
    "ія": "iia",
}
ALIKE = "а:a б:b в:v д:d ж:zh з:z к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ь: ':  ’:"
LETTERS = {
    "ru": f"{ALIKE} г:g е:e ё:yo и:i й:y ъ: ы:y э:e ю:yu я:ya",
    "uk": f"{ALIKE} г:h ґ:g е:e є:ie и:y і:i ї:i й:i ю:iu я:ia",
}
FIRST = {"ru": {"е": "ye"}, "uk": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}}
"""What a letter is at the beginning of a word, and in Russian behind a vowel."""


def in_english(name: str, kind: str) -> str:
    """What English calls a body of a country, or a person whose name is Russian or Ukrainian; empty for all others.

    Args:
        name: the base form, first name first.
        kind: `person`, `organisation` or `place`.
    """
    return _person(name) if kind == "person" else _body(name) if kind == "organisation" else ""


def _body(name: str) -> str:
    several = name.removesuffix(f" {SEVERAL}")
    if several != name:
        return f"{called} of several countries" if (called := _called(several)) else ""
    bare = name.removesuffix(f" ({NOT_STATED['ru']})")
    if bare != name:
        return f"{called} ({NOT_STATED['en']})" if (called := _called(bare)) else ""
    body = body_of(name, "ru")
    owner = _owners().get(body.owner, "") if body else ""
    return f"{owner} {_called(body.name)}" if body and owner else ""


def _called(body: str) -> str:
    """What English calls a body, of which the Russian name is given; empty for what is none."""
    return next((each.en for each in BODIES if each.ru == body), "")


@lru_cache(maxsize=1)
def _owners() -> dict[str, str]:
    """What stands before the bodies of a country, or of a union, by its Russian name in the genitive."""
    unions = {name: names_of_identity(identity(name, "organisation"))["en"] for name in UNIONS}
    countries = {country.name: country.adjectives["en"][0] for country in COUNTRIES}
    return {genitive(name): before for name, before in (unions | countries | {"США": "US"}).items()}


def _person(name: str) -> str:
    """First name and surname in Latin letters, as the English press writes them."""
    words = name.split(" ")
    if len(words) != 2 or not all(map(CYRILLIC.fullmatch, words)) or not SURNAME.search(words[1]):
        return ""
    first, language = words[0], "uk" if UKRAINIAN_LETTERS.search(name) or words[0] not in RUSSIAN else "ru"
    if first.replace("’", "'") not in (UKRAINIAN if language == "uk" else RUSSIAN):
        return ""
    usual = _usual().get(first) if language == "ru" else None
    return f"{usual or _latin(first, language)} {_latin(words[1], language)}"


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    """The English form of Russian first names that letters do not tell."""
    latin = ((russian, next((form for form in others if form.isascii()), "")) for russian, *others in GIVEN_NAMES)
    return {russian: form for russian, form in latin if form}


def _latin(word: str, language: str) -> str:
    """A word in Latin letters; each part of a double surname begins with a capital letter."""
    return "-".join(_part(part, language).capitalize() for part in word.lower().split("-"))


def _part(part: str, language: str) -> str:
    end = next((end for end in ENDS if part.endswith(end) and part != end), "")
    return _letter_by_letter(part.removesuffix(end), language) + ENDS.get(end, "")


def _letter_by_letter(word: str, language: str) -> str:
    letters = dict(pair.split(":") for pair in LETTERS[language].split())
    begins = FIRST[language]
    return "".join(
        begins[letter]
        if letter in begins and (i == 0 or (language == "ru" and word[i - 1] in VOWELS))
        else letters.get(letter, "")
        for i, letter in enumerate(word)
    )
