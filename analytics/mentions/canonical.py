"""One order and one spelling for what is one person: first name, surname; no patronymic; initials spaced."""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.mentions.grammar import PERSONAL, case_of, is_known, parses
from analytics.mentions.person_form import INITIALS
from analytics.mentions.phrase_form import is_patronymic

INITIAL = re.compile(r"-?[^\W\d_]{1,2}\.")
FULL = 3


@lru_cache(maxsize=1 << 16)
def canonical(base: str) -> str:
    """A person's base form as the entity is called.

    "Петров Сергей Иванович" and "Сергей Иванович Петров" are Сергей Петров, "Сахаров А.Д." is А. Д. Сахаров.
    """
    words = base.split()
    initials = [each for word in words if INITIALS.fullmatch(word) for each in INITIAL.findall(word)]
    names = [word for word in words if not INITIALS.fullmatch(word)]
    if len(names) == FULL and is_patronymic(names[2]):
        names = [names[1], names[0]]
    elif len(names) == FULL and is_patronymic(names[1]):
        del names[1]
    elif len(names) == FULL - 1 and _is_surname(names[0]) and _is_first_name(names[1]):
        names.reverse()
    return " ".join(names if len(names) > 1 else [*initials, *names])


def surname_of(name: str) -> str:
    """The last word of a canonical name, without what tells father from son."""
    return re.sub(r"-(?:младший|старший)$", "", name.rsplit(maxsplit=1)[-1])


@lru_cache(maxsize=1 << 14)
def could_be_first_name(word: str) -> bool:
    """Whether a word is a name of the dictionary or in none."""
    return not is_known(word) or any(parse.tag.grammemes & PERSONAL for parse in parses(word))


@lru_cache(maxsize=1 << 14)
def _is_surname(word: str) -> bool:
    return _stands_as(word, "Surn") and not _stands_as(word, "Name")


@lru_cache(maxsize=1 << 14)
def _is_first_name(word: str) -> bool:
    return _stands_as(word, "Name") and not _stands_as(word, "Surn")


def _stands_as(word: str, grammeme: str) -> bool:
    """Whether the dictionary has a word as a name of that sort in the nominative."""
    found = (parse for parse in parses(word) if parse.is_known and case_of(parse) == "nomn" and "plur" not in parse.tag)
    return any(grammeme in parse.tag for parse in found)
