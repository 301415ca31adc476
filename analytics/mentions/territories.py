"""The names of countries, territories and some cities in a language, out of Unicode's CLDR."""

from __future__ import annotations

import re
from functools import lru_cache

from data.article.folding import fold

NO_PLACES = frozenset(("001", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"))
"""Codes of the world, of unions of states, and of what programs test with."""
NO_CITIES = re.compile("Antarctica/|Etc/|Asia/Kamchatka")
"""Time zones that are not called after a town."""
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


@lru_cache(maxsize=16)
def city_names(language: str) -> dict[str, str]:
    """The name of the city that each time zone is called after, by the zone: capitals and other large ones.

    Cities whose state CLDR names beside them, of which there are several, are left out.
    """
    from babel import Locale

    called = {zone: told["city"] for zone, told in Locale("ru").time_zones.items() if "city" in told}
    own = Locale(language).time_zones
    names = {zone: own.get(zone, {}).get("city") or _city_of(zone) for zone in called if not NO_CITIES.match(zone)}
    return {zone: name for zone, name in names.items() if "," not in name and "о-в" not in called[zone]}


def _city_of(zone: str) -> str:
    """What English calls a city where CLDR has nothing else."""
    return zone.rpartition("/")[2].replace("_", " ")
