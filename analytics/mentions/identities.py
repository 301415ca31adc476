"""What the alias table and CLDR know of a name: whom it means, and how each language calls that one."""

from __future__ import annotations

import re
from functools import lru_cache

from analytics.mentions.entities import name_key
from analytics.mentions.spelling import is_latin, skeleton
from analytics.mentions.territories import city_names, territory_names
from data.words.alias import Alias
from data.words.aliases import ALIASES
from data.words.given_names import GIVEN_NAMES
from data.words.wikidata import WIKIDATA

LANGUAGES = ("ru", "uk", "en")
"""Those in which territories and the alias table know names, whatever a text's language is."""
UKRAINIAN = re.compile("[іїєґ']|[сц]ьк", re.IGNORECASE)
REGIONS = frozenset(("018", "019"))
"""Codes of regions whose names mean a country in the news: Южная Африка, Америка."""
STATES = tuple(
    f"{skeleton(words)} "
    for words in (
        *("Республика", "Исламская Республика", "Королевство", "Государство", "Княжество", "Султанат", "Эмират"),
        *("Республіка", "Ісламська Республіка", "Королівство", "Держава", "Князівство", "Султанат", "Емірат"),
        *("Republic of", "Islamic Republic of", "Kingdom of", "State of", "Principality of", "Sultanate of"),
    )
)
"""What an official name puts before the short one."""
CONFUSED = frozenset(("place", "organisation"))
"""Kinds that the finders confuse where the table knows better."""


@lru_cache(maxsize=1 << 17)
def identity(name: str, kind: str) -> str:
    """The one that a name means: a key, the same for all names of one; empty where nothing knows it or several fit.

    Args:
        name: the base form, in any language.
        kind: `person`, `organisation` or `place`; a place may be known as an organisation, and the other way round.
    """
    letters = skeleton(name)
    known = {_key_of(alias) for alias in _fitting(name, kind)} if letters in _forms() else set()
    if not known and kind == "place":
        short = next((letters.removeprefix(state) for state in STATES if letters.startswith(state)), letters)
        known = {code for each in (letters, short) if (code := _codes().get(each) or _cities().get(each))}
    return known.pop() if len(known) == 1 else ""


def kind_of(key: str) -> str:
    """The kind of the one that a key of `identity` means; empty for an empty key."""
    return key.partition("\n")[0] if "\n" in key else "place" if key else ""


def own_name(name: str, kind: str) -> bool:
    """Whether a name is the one under which the alias table has its entity."""
    return (name_key(name), kind) in _own_names()


def names_of_identity(key: str) -> dict[str, str]:
    """How languages call the one that a key of `identity` means; those for which nothing is known are absent."""
    alias = _aliases().get(key)
    found = _names_of(alias) if alias else {}
    for language in LANGUAGES:
        called = territory_names(language).get(key) or city_names(language).get(key)
        if called and (language != "ru" or not alias):
            found[language] = called
    return found


def wikidata_of(name: str, kind: str) -> str | None:
    """The Wikidata id of the one that a name means, of the alias table's entries alone; None: not known."""
    key = identity(name, kind)
    return _items().get(key) if key else None


@lru_cache(maxsize=1)
def _items() -> dict[str, str]:
    return {identity(name, kind): item for (kind, name), item in WIKIDATA.items()}


def _fitting(name: str, kind: str) -> list[Alias]:
    """The entries with a form that is the name, else with one that is spelled alike."""
    alike = [(form, alias) for form, alias in _forms()[skeleton(name)] if _fits(alias, form, name, kind)]
    exact = [alias for form, alias in alike if name_key(form) == name_key(name)]
    return exact or [alias for form, alias in alike if alias.match == "lemma" and len(skeleton(form)) > 2]


def _fits(alias: Alias, form: str, name: str, kind: str) -> bool:
    if alias.kind != kind and not {alias.kind, kind} <= CONFUSED:
        return False
    if alias.match == "exact case" and form != alias.name:
        return name == form
    if len(form) > 1 and form.isupper():
        return name[:2].isupper()
    return " " in name or name[:1].isupper() or not form[:1].isupper()


@lru_cache(maxsize=1)
def _forms() -> dict[str, list[tuple[str, Alias]]]:
    """Every form with its entry, by the letters that spellings share."""
    found: dict[str, list[tuple[str, Alias]]] = {}
    for alias in ALIASES:
        for form in () if alias.needs else (alias.name, *alias.forms):
            found.setdefault(skeleton(form), []).append((form, alias))
    return found


@lru_cache(maxsize=1)
def _own_names() -> frozenset[tuple[str, str]]:
    return frozenset((name_key(alias.name), alias.kind) for alias in ALIASES)


@lru_cache(maxsize=1 << 12)
def _key_of(alias: Alias) -> str:
    """A territory's code, else the entry's kind and name."""
    named = (
        alias.name,
        *(form for each in ALIASES if each.name == alias.name and not each.needs for form in each.forms),
    )
    codes = {code for form in named if alias.kind == "place" and (code := _codes().get(skeleton(form)))}
    return codes.pop() if len(codes) == 1 else f"{alias.kind}\n{alias.name}"


@lru_cache(maxsize=1)
def _aliases() -> dict[str, Alias]:
    """The first entry of each key, which has the forms in full."""
    found: dict[str, Alias] = {}
    for alias in ALIASES:
        found.setdefault(_key_of(alias), alias)
    return found


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The territory of a name, by the letters that spellings share; empty where languages have it for two."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in territory_names(language).items():
            if code not in REGIONS and found.setdefault(skeleton(name), code) != code:
                found[skeleton(name)] = ""
    return found


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """The zone of a city, as `_codes`; none that is called like a territory or that the alias table has."""
    named = {zone: {skeleton(city_names(language)[zone]) for language in LANGUAGES} for zone in _zones()}
    known = _codes().keys() | _forms().keys()
    found: dict[str, str] = {}
    for zone, names in named.items():
        for name in () if names & known else names:
            found[name] = "" if name in found else zone
    return found


def _zones() -> set[str]:
    """Those after whose city every language has a name."""
    return set.intersection(*(set(city_names(language)) for language in LANGUAGES))


def _names_of(alias: Alias) -> dict[str, str]:
    """The entry's name, and the first form of each other language; an abbreviation stays one if English has one."""
    short = alias.name.isupper()
    forms = [form for form in _every_form(alias) if alias.kind != "person" or " " in form]
    forms.sort(key=lambda form: short and not form.isupper())
    latin = [form for form in (*forms, alias.name) if is_latin(form)]
    own = [form for form in forms if _is_ukrainian(form) and (form.isupper() or not short)]
    ukrainian = own or ([alias.name] if short else [])
    return {"ru": alias.name} | {language: found[0] for language, found in (("uk", ukrainian), ("en", latin)) if found}


def _every_form(alias: Alias) -> list[str]:
    """The forms of all entries of one that count without a condition."""
    same = (each for each in ALIASES if (each.name, each.kind) == (alias.name, alias.kind) and not each.needs)
    return [form for each in same for form in each.forms]


def _is_ukrainian(form: str) -> bool:
    """Whether a form of the table is Ukrainian, by its letters or its first name."""
    return bool(UKRAINIAN.search(form)) or (" " in form and form.split(maxsplit=1)[0] in _ukrainian_names())


@lru_cache(maxsize=1)
def _ukrainian_names() -> frozenset[str]:
    return frozenset(ukrainian for russian, ukrainian, *_ in GIVEN_NAMES if ukrainian != russian)
