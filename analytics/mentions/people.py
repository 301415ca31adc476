"""Which entity each occurrence of one article belongs to: base forms agreed on, surnames joined to full names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analytics.mentions.base_form import INITIALS, Reading, is_patronymic, readings
from analytics.mentions.occurrences import Occurrence
from data.article.folding import fold
from data.words.alias import Alias

SURE = 0.9
"""A reading with this weight needs no other evidence."""


class Name(NamedTuple):
    """The entity an occurrence belongs to."""

    base: str
    kind: str


class _Read(NamedTuple):
    """An occurrence with its readings; one reading, weight 1, for an alias or another language than Russian."""

    occurrence: Occurrence
    surface: str
    readings: tuple[Reading, ...]


def names_of(found: Sequence[tuple[str, Occurrence]], language: str, usual: Counter[str]) -> list[Name]:
    """Name the entity of every occurrence of one article.

    A reading is chosen by the surfaces of the article together: "Захаровой" decides for "Захарова". A person's
    surname, first name or initials join the only full name in the article that they fit; a surname that is an alias
    joins its bearer where the article names no other. Patronymics are left out of names.

    Args:
        found: surface and occurrence, title before text.
        language: `ru` is brought to a base form, names in other languages stay as written.
        usual: how often each folded surname occurs beyond doubt in the articles analysed together; it decides where
            neither the article nor the word does.
    Returns:
        One name an occurrence, in order.
    """
    read = [_Read(o, surface, _readings(surface, o, language)) for surface, o in found]
    support = _support(read)
    names = [Name(_chosen(item.readings, support, usual), item.occurrence.kind) for item in read]
    people = [i for i, item in enumerate(read) if item.occurrence.kind == "person"]
    full = {
        fold(names[i].base): names[i].base
        for i in people
        if _is_full(names[i].base) and (read[i].occurrence.alias is None or _is_full(read[i].surface))
    }
    bearers = _Bearers(full)
    joined: dict[tuple[str, Alias | None], str] = {}
    for i in people:
        written = read[i].surface, read[i].occurrence.alias
        if written not in joined:
            joined[written] = _joined(read[i], names[i].base, bearers)
        names[i] = Name(joined[written], "person")
    return names


def sure_surnames(found: Iterable[tuple[str, Occurrence]], language: str) -> Iterable[str]:
    """The last words, folded, of people whose reading is beyond doubt."""
    for surface, occurrence in found:
        if occurrence.kind == "person" and occurrence.alias is None:
            best = _readings(surface, occurrence, language)[0]
            if best.weight >= SURE:
                yield fold(best.base.split()[-1])


def _readings(surface: str, occurrence: Occurrence, language: str) -> tuple[Reading, ...]:
    if occurrence.alias is not None:
        return (Reading(occurrence.alias.name, 1.0),)
    if language != "ru":
        return (Reading(" ".join(surface.split()), 1.0),)
    return _of_person(surface) if occurrence.kind == "person" else readings(surface, occurrence.kind)


@lru_cache(maxsize=1 << 16)
def _of_person(surface: str) -> tuple[Reading, ...]:
    return tuple(_shortened(reading) for reading in readings(surface, "person"))


def _shortened(reading: Reading) -> Reading:
    """A full name without patronymic and middle initials: the same person is written with and without."""
    names = _names(reading.base)
    if len(names) == 3 and is_patronymic(names[1]):
        del names[1]
    return Reading(" ".join(names), reading.weight) if len(names) > 1 else reading


def _names(base: str) -> list[str]:
    return [word for word in base.split() if not INITIALS.fullmatch(word)]


def _support(read: Iterable[_Read]) -> dict[str, float]:
    """How much the different surfaces of an article speak for each base form."""
    support: dict[str, float] = {}
    for _, surface_readings in dict.fromkeys((item.surface, item.readings) for item in read):
        for base, weight in surface_readings:
            support[base] = support.get(base, 0.0) + weight
    return support


def _chosen(choices: tuple[Reading, ...], support: dict[str, float], usual: Counter[str]) -> str:
    best = max(choices, key=lambda reading: support[reading.base])
    if len(choices) == 1 or support[best.base] >= SURE:
        return best.base
    known = max(choices, key=lambda reading: usual[fold(reading.base.split()[-1])])
    return known.base if usual[fold(known.base.split()[-1])] > usual[fold(best.base.split()[-1])] else best.base


def _is_full(base: str) -> bool:
    return len(_names(base)) > 1


class _Bearers:
    """The full names of an article, looked up by the shorter ones that may stand for them."""

    def __init__(self, full: Mapping[str, str]) -> None:
        """Take full names by their folded form."""
        self.names = frozenset(full.values())
        self._by_last: dict[str, list[tuple[str, str]]] = {}
        self._by_first: dict[str, list[str]] = {}
        for key, name in full.items():
            first, *_, last = key.split()
            self._by_last.setdefault(last, []).append((first, name))
            self._by_first.setdefault(first, []).append(name)

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


def _joined(item: _Read, base: str, bearers: _Bearers) -> str:
    """The full name of the article that a shorter one stands for, else the name itself."""
    alias = item.occurrence.alias
    if alias and not _is_full(item.surface):
        others = bearers.of_surname(readings(item.surface, "person")) - {alias.name}
        return others.pop() if len(others) == 1 and alias.name not in bearers.names else alias.name
    if alias or _is_full(base):
        return base
    fitting = bearers.of_surname(item.readings) or bearers.of_first_name(item.readings)
    return fitting.pop() if len(fitting) == 1 else base
