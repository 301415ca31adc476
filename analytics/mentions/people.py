"""Which entity each occurrence of one article belongs to: base forms agreed on, surnames joined to full names.

Bodies that every country has are joined to theirs (`whose.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from analytics.mentions.canonical import canonical, could_be_first_name, surname_of
from analytics.mentions.person_form import INITIALS
from analytics.mentions.phrase_form import Reading, readings
from analytics.mentions.whose import body_names, longer_names
from data.article.folding import fold

POSSIBLE = 0.001
"""The least weight of a reading by which a surname may join its bearer."""

PARTICLE = 3
"""Letters of the longest word that begins a surname of several: фон, де, Че."""

Weigh = Callable[[str, str], tuple[Reading, ...]]
"""The readings of a person's name, given its surface and context, weighed by the archive."""


class Seen(NamedTuple):
    """One occurrence of a name in an article.

    Attributes:
        surface: as written.
        kind: `person`, `organisation` or `place`.
        alias: the name that the alias table gives it; empty: none.
        context, doubtful: see `occurrences.Occurrence`.
        part: of the article where it stands, see `data.schema.PARTS`.
    """

    surface: str
    kind: str
    alias: str
    context: str
    doubtful: bool
    part: str


class _Read(NamedTuple):
    """An occurrence with its readings; one reading, weight 1, for an alias."""

    seen: Seen
    readings: tuple[Reading, ...]


def names_of(found: Sequence[Seen], language: str, weigh: Weigh) -> list[str | None]:
    """Name the entity of every occurrence of one article.

    A reading is chosen by the surfaces of the article together: "Захаровой" decides for "Захарова". A person's
    surname, first name or initials join the only full name in the article that they fit, else the only one that was
    named before; a surname that is an alias joins its bearer where the article names no other. Patronymics are left
    out of names, and the first name stands first. Bodies are named as `whose.body_names` says.

    Args:
        found: the occurrences, title before text.
        language: names in others than `ru` and `uk` stay as written.
        weigh: gives the readings of a person's name.
    Returns:
        One name an occurrence, in order; None where it is no person's after all: a family's, or a word that begins a
        sentence and is not borne out.
    """
    read = [_Read(seen, _readings(seen, language, weigh)) for seen in found]
    support = _support(read)
    names: list[str | None] = [None if _is_family(item) else _chosen(item.readings, support) for item in read]
    people = [i for i, item in enumerate(read) if item.seen.kind == "person" and names[i]]
    full = [
        (str(names[i]), i)
        for i in people
        if _is_full(str(names[i])) and (not read[i].seen.alias or _is_full(read[i].seen.surface))
    ]
    bearers = _Bearers(full)
    borne_out = {word for i in people if not read[i].seen.doubtful for word in fold(str(names[i])).split()}
    for i in people:
        names[i] = _joined(read[i], str(names[i]), bearers, i)
        if read[i].seen.doubtful and fold(read[i].readings[0].base) not in borne_out:
            names[i] = None
    for i, name in (body_names(found, names, language) | longer_names(found, names, language)).items():
        names[i] = name
    return names


def is_initialled(name: str) -> bool:
    """Whether a canonical name is a surname with initials."""
    return " " in name and bool(INITIALS.fullmatch(name.split(maxsplit=1)[0]))


def _readings(seen: Seen, language: str, weigh: Weigh) -> tuple[Reading, ...]:
    if seen.alias:
        return (Reading(seen.alias, 1.0),)
    if language not in ("ru", "uk"):
        return (Reading(" ".join(seen.surface.split()), 1.0),)
    if seen.kind != "person":
        return readings(seen.surface, seen.kind, language)
    return _canonical(weigh(seen.surface, seen.context))


@lru_cache(maxsize=1 << 16)
def _canonical(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(reading._replace(base=canonical(reading.base)) for reading in found)


def _names(base: str) -> list[str]:
    return [word for word in base.split() if not INITIALS.fullmatch(word)]


def _is_full(base: str) -> bool:
    return len(_names(base)) > 1


def _support(read: Iterable[_Read]) -> dict[str, float]:
    """How much the different surfaces of an article speak for each base form."""
    support: dict[str, float] = {}
    for _, each in dict.fromkeys((item.seen.surface, item.readings) for item in read):
        for reading in each:
            support[reading.base] = support.get(reading.base, 0.0) + reading.weight
    return support


def _chosen(choices: tuple[Reading, ...], support: dict[str, float]) -> str:
    return max(choices, key=lambda reading: support[reading.base]).base


def _is_family(item: _Read) -> bool:
    """Whether a surname in the plural stands for several people: Ротенбергов, Трампы."""
    seen = item.seen
    if seen.kind != "person" or " " in seen.surface.strip():
        return False
    if not seen.alias:
        return item.readings[0].plural
    own = _readings(seen._replace(alias=""), "ru", lambda surface, _: readings(surface, "person"))
    alone = {fold(reading.base) for reading in own if not reading.plural}
    return own[0].plural and fold(surname_of(seen.alias)) not in alone


class _Bearers:
    """The full names of an article, looked up by the shorter ones that may stand for them."""

    def __init__(self, full: Sequence[tuple[str, int]]) -> None:
        """Take full names with the number of the occurrence where each stands."""
        names = {fold(name): name for name, _ in full}
        self.names = frozenset(names.values())
        self._first_at: dict[str, int] = {}
        for name, number in full:
            self._first_at.setdefault(names[fold(name)], number)
        self._by_last: dict[str, list[tuple[str, str]]] = {}
        self._by_first: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        for key, name in names.items():
            words = key.split()
            self._by_last.setdefault(surname_of(key), []).append((words[0], name))
            self._by_first.setdefault(words[0], []).append(name)
            if len(words) > PARTICLE - 1 and len(words[1]) <= PARTICLE and could_be_first_name(words[0]):
                self._tails.setdefault(" ".join(words[1:]), []).append(name)

    def of_surname(self, choices: Sequence[Reading]) -> set[str]:
        """Those with a reading's surname, and its initial where it has one."""
        fitting: set[str] = set()
        for reading in choices:
            names = _names(reading.base)
            initial = next((fold(word)[0] for word in reading.base.split() if INITIALS.fullmatch(word)), "")
            same = self._by_last.get(fold(names[0]), []) if len(names) == 1 else []
            fitting.update(name for first, name in same if first.startswith(initial))
        return fitting

    def of_first_name(self, choices: Sequence[Reading]) -> set[str]:
        """Those with the first word of a reading."""
        words = (fold(reading.base.split(maxsplit=1)[0]) for reading in choices)
        return {name for word in words for name in self._by_first.get(word, [])}

    def of_tail(self, choices: Sequence[Reading]) -> set[str]:
        """Those that end with a reading of several words: Эрнесто Че Гевара."""
        return {name for reading in choices for name in self._tails.get(fold(reading.base), [])}

    def before(self, names: set[str], number: int) -> set[str]:
        """Of several names those that stand before an occurrence."""
        return {name for name in names if self._first_at[name] < number} if len(names) > 1 else names


def _joined(item: _Read, base: str, bearers: _Bearers, number: int) -> str:
    """The full name of the article that a shorter one stands for, else the name itself."""
    alias, surface = item.seen.alias, item.seen.surface
    if alias and not _is_full(surface):
        others = bearers.of_surname(readings(surface, "person")) - {alias}
        return others.pop() if len(others) == 1 and alias not in bearers.names else alias
    if alias:
        return base
    possible = [reading for reading in item.readings if reading.weight > POSSIBLE]
    if _is_full(base):
        fitting = bearers.of_tail(possible)
    else:
        fitting = bearers.of_surname(possible) or bearers.of_first_name(possible)
    fitting = bearers.before(fitting, number)
    if len(fitting) > 1:
        fitting &= bearers.of_surname([Reading(base, 1.0)])
    return fitting.pop() if len(fitting) == 1 else base
