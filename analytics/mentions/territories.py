"""The names of countries and territories in a language, out of Unicode's CLDR."""

from __future__ import annotations

import re
from functools import lru_cache

from data.article.folding import fold

NO_PLACES = frozenset(("001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"))
"""Codes of the world, of unions of states, and of what programs test with."""
ASIDE = re.compile(r" \(.*\)|,.*")


@lru_cache(maxsize=16)
def territories(language: str) -> frozenset[str]:
    """Names of countries, territories and continents, folded; empty for a language that CLDR does not have."""
    return frozenset(map(fold, territory_names(language).values()))


@lru_cache(maxsize=16)
def territory_names(language: str) -> dict[str, str]:
    """For each code, which is one in all languages, the name without what CLDR puts in brackets or behind a comma."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: ASIDE.sub("", name) for code, name in names.items() if code not in NO_PLACES}
