"""Bodies whose country English texts seldom name: Congress is America's, unless the article is about Brazil."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analytics.mentions.body_words import country_adjective, country_of, territory
from analytics.mentions.grammar import genitive
from analytics.mentions.occurrences import Occurrence
from data.article.folding import fold
from data.words.bodies import SELDOM_OWNED, SIGNS

PART = re.compile(r"[ \t\u00a0]of\b")
"""Behind the first word of another name: the Congress of Vienna, a State Department of Health."""


def with_owners(texts: Sequence[str], found: list[list[Occurrence]]) -> list[list[Occurrence]]:
    """Say whose the bodies are that an English article names without their country, as far as their names tell.

    Args:
        texts: the parts of the article.
        found: the names in each part.
    Returns:
        The same names; such a body has the country as its context, in the genitive: of those that have one so called
        the one that the article speaks of most, else the first of `data.words.bodies.SELDOM_OWNED`.
    """
    asked = [[_countries(text, name) for name in names] for text, names in zip(texts, found, strict=True)]
    if not any(map(any, asked)):
        return found
    spoken_of = _spoken_of(texts, found)
    return [
        [
            name._replace(context=max(countries, key=lambda country: spoken_of[country])) if countries else name
            for name, countries in zip(names, each, strict=True)
        ]
        for names, each in zip(found, asked, strict=True)
    ]


def _countries(text: str, name: Occurrence) -> tuple[str, ...]:
    """Those that may own a body, the likeliest first; none where its owner is told, and of other names."""
    if name.kind != "organisation" or name.alias or name.context or PART.match(text, name.end):
        return ()
    return _owners().get(fold(text[name.start : name.end]), ())


def _spoken_of(texts: Sequence[str], found: Iterable[Sequence[Occurrence]]) -> Counter[str]:
    """How often an article speaks of each country: by name, by its adjective, by what it alone has."""
    spoken_of: Counter[str] = Counter()
    for text, names in zip(texts, found, strict=True):
        places = (name for name in names if name.kind == "place")
        spoken_of.update(
            genitive(place.alias.name) if place.alias else territory(text[place.start : place.end], "en") or ""
            for place in places
        )
        spoken_of.update(country_of(found["stem"], "en") for found in country_adjective("en").finditer(text))
        for country, signs in _signs().items():
            spoken_of[country] += len(signs.findall(text))
    return spoken_of


@lru_cache(maxsize=1)
def _owners() -> dict[str, tuple[str, ...]]:
    return {body: tuple(genitive(each.strip()) for each in owners.split(",")) for body, owners in SELDOM_OWNED.items()}


@lru_cache(maxsize=1)
def _signs() -> dict[str, re.Pattern[str]]:
    listed = {country: [re.escape(sign.strip()) for sign in signs.split(",")] for country, signs in SIGNS.items()}
    return {genitive(country): re.compile(rf"\b(?:{'|'.join(signs)})\b") for country, signs in listed.items()}
