"""Whose the bodies of one article are, and how they are called: МИД Польши, МИД (страна не названа)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Protocol

from analytics.mentions.bodies import Body, body_of, body_of_alias
from analytics.mentions.grammar import genitive, is_owner
from data.schema import PARTS
from data.words.aliases import ALIASES
from data.words.bodies import BODIES, COUNTRIES, NOT_STATED

COUNTRY_NAMES = frozenset(country.name for country in COUNTRIES)
FAR = 2
"""How often an article names the country that it is about for each time it names another, at least."""


class Named(Protocol):
    """An occurrence of a name, see `people.Seen`."""

    @property
    def surface(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def alias(self) -> str: ...

    @property
    def context(self) -> str: ...

    @property
    def part(self) -> str: ...


def body_names(found: Sequence[Named], names: Sequence[str | None], language: str) -> dict[int, str]:
    """How the bodies of one article are called.

    Args:
        found: its occurrences.
        names: what they are called else.
    Returns:
        For the number of an occurrence that is a body's and no entry of the alias table its name, "МИД Польши". One
        that does not say whose it is belongs to the owner of the body that it is joined to; else to the only owner of
        that body in the article; else to the country that the article is about; else it is "МИД (страна не названа)".
    """
    bodies = {i: body for i, each in enumerate(found) if (body := _body(each, language))}
    owners = defaultdict(set)
    for body in bodies.values():
        owners[body.name].add(body.owner)
    about = _country(found, names, bodies)
    told = {i: _told(body, owners[body.name] - {""}, about) for i, body in bodies.items() if not found[i].alias}
    return {i: _shown(body, language) for i, body in told.items()}


def longer_names(found: Sequence[Named], names: Sequence[str | None], language: str) -> dict[int, str]:
    """Whole names of a Russian article's organisations that stand without whose they are: "Верховный суд Пакистана".

    Args:
        found: its occurrences.
        names: what they are called else.
    Returns:
        For the number of an occurrence of a name, no entry of the alias table, the only longer one of the article that
        begins with it and goes on with a name in the genitive ("Газпром" is not "Газпром нефть").
    """
    if language != "ru":
        return {}
    called = {i: name for i, name in enumerate(names) if name and found[i].kind == "organisation"}
    whole = defaultdict(set)
    for name in set(called.values()):
        words = name.split()
        for cut in range(1, len(words)):
            if is_owner(words[cut]):
                whole[" ".join(words[:cut])].add(name)
    shorter = {name for longer in whole.values() for name in longer if name in whole}  # of three the longest alone
    fitting = {i: whole.get(name, set()) - shorter for i, name in called.items() if not found[i].alias}
    return {i: next(iter(longer)) for i, longer in fitting.items() if len(longer) == 1}


def _body(found: Named, language: str) -> Body | None:
    if found.kind != "organisation":
        return None
    body = body_of_alias(found.alias) if found.alias else body_of(found.surface, language)
    return body._replace(owner=body.owner or found.context) if body else None


def _told(body: Body, owners: AbstractSet[str], about: str) -> Body:
    """A body with its owner, as far as the article tells."""
    if body.owner or len(owners) > 1:
        return body
    return body._replace(owner=next(iter(owners), about))


def _country(found: Sequence[Named], names: Sequence[str | None], bodies: Mapping[int, Body]) -> str:
    """The country an article is about, in the genitive: the only one of its title, else of all, named far the most.

    A country is named by a body of its own too.
    """
    owners = {i: _countries().get(body.owner) for i, body in bodies.items()}
    named = [(name, each.part) for i, each in enumerate(found) if (name := owners.get(i) or _own(names[i]))]
    titled = {name for name, part in named if part == PARTS[0]}
    if len(titled) > 1 or not named:
        return ""
    counts = Counter(name for name, _ in named)
    country = next(iter(titled), max(counts, key=lambda name: (counts[name], name)))
    return genitive(country) if counts[country] >= FAR * (len(named) - counts[country]) else ""


def _own(name: str | None) -> str | None:
    return name if name in COUNTRY_NAMES else None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Countries by their genitive."""
    return {genitive(name): name for name in COUNTRY_NAMES}


def _shown(body: Body, language: str) -> str:
    if body.owner:
        return _by_alias().get(body) or f"{body.name} {body.owner}"
    kind = next(kind for kind in BODIES if kind.ru == body.name)
    return f"{getattr(kind, language)} ({NOT_STATED[language]})"


@lru_cache(maxsize=1)
def _by_alias() -> dict[Body, str]:
    """What the alias table calls a body: Минобороны США is Пентагон."""
    return {body: alias.name for alias in ALIASES if (body := body_of_alias(alias.name))}
