"""Ukrainian first names where no dictionary has them: lists, and what the Russian one has in its letters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analytics.mentions.grammar import case_of, parses
from data.words.given_names import GIVEN_NAMES
from data.words.slavic_names import UKRAINIAN

IN_RUSSIAN = str.maketrans("іїєґ", "ииег", "'’ʼ")
"""Домінік is Доминик there."""
WOMANS = ("а", "я")
MENS = frozenset(("ілля", "лука", "микита", "микола", "фома", "хома", "сава"))
"""Men's names that end as women's do."""


@lru_cache(maxsize=1 << 15)
def is_first_name(word: str, gender: str) -> bool:
    """Whether a word is the first name of a man (`masc`) or of a woman (`femn`) in the nominative."""
    low = word.lower()
    if low in _listed():
        return gender == ("femn" if low.endswith(WOMANS) and low not in MENS else "masc")
    russian = low.translate(IN_RUSSIAN)
    if low + "о" in _listed() or russian in _otherwise():
        return False  # Петро and Яків, no Петр and Яков
    tags = [parse.tag.grammemes for parse in parses(russian) if _is_upright_name(parse)]
    return any(gender in grammemes for grammemes in tags)


def _is_upright_name(parse: Any) -> bool:
    return bool(parse.is_known and {"Name", "sing"} <= parse.tag.grammemes and case_of(parse) == "nomn")


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(name.lower() for name in (*UKRAINIAN, *(ukrainian for _, ukrainian, *_ in GIVEN_NAMES)))


@lru_cache(maxsize=1)
def _otherwise() -> frozenset[str]:
    """Russian first names that Ukrainian has in another form."""
    return frozenset(russian.lower() for russian, ukrainian, *_ in GIVEN_NAMES if ukrainian != russian)
