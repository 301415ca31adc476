"""Which column is the title, the text, the date: by its usual name in English, Russian or Ukrainian, or as told."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.article import dates
from data.article.raw import FIELDS
from data.errors import UsageError
from data.sources.column_names import known_as, plain, zone_of

_HAS_TIME = re.compile(r"\d:\d")
_MIDNIGHT = re.compile(r"(?:[T ]+0?0:00(?::00(?:\.0+)?)?)?Z?\s*$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?!\d).*")
_NO_DAY = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|0001-01-01)[T ]")
_PART_OF_DAY = re.compile(r"0?[.,]\d+|0")
_ZONED = re.compile(r"[a-zа-я]|[+-]\d{2}:?\d{2}$", re.IGNORECASE)
_LINK = re.compile(
    r"=\s*(?:HYPERLINK|ГИПЕРССЫЛКА|ГІПЕРПОСИЛАННЯ)\(\s*\"((?:[^\"]|\"\")+)\"\s*(?:[;,]\s*\"((?:[^\"]|\"\")*)\"\s*)?\)\s*",
    re.IGNORECASE,
)
_SCHEMES = ("http://", "https://", "//")
_NO_LINKS: Mapping[int, str] = {}

_MOST = 0.8
_HEADLINE = 30
_TEXT = 200
"""Characters on average from which a column of prose looks like titles, and like texts."""
_URL = re.compile(r"https?://[^\s/]+/\S+", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|mp4)(?:[?#].*)?$", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}/?", re.IGNORECASE)
_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda value: not value.isdecimal() and bool(dates.read(value)),
    "outlet": lambda value: bool(_SITE.fullmatch(value)),
    "url": lambda value: bool(_URL.fullmatch(value)) and not _IMAGE.search(value),
}


@dataclass(frozen=True)
class Columns:
    """Which of a file's columns hold what.

    Attributes:
        names: the file's columns in order.
        positions: for each of `FIELDS`, positions of the columns that may hold it, best first: the first that is not
            empty in a row counts, so a column that occurs twice, or a lead beside a text, loses nothing.
        clock: position of a column that holds the time of day apart from the date, if any.
        zone: the zone that the date column's name states, for times without one.
    """

    names: tuple[str, ...]
    positions: Mapping[str, tuple[int, ...]]
    clock: int | None = None
    zone: str | None = None

    def understood(self) -> dict[str, list[str]]:
        """Field to the names of its columns, for showing."""
        shown = {field: [self.names[i] for i in found] for field, found in self.positions.items()}
        if self.clock is not None:
            shown["date"] = [*shown.get("date", []), self.names[self.clock]]
        return shown

    def tell(self) -> bool:
        """Whether any column holds a title or a text."""
        return "title" in self.positions or "text" in self.positions

    def demand(self, where: str) -> None:
        """Raise UsageError, naming the columns that are there, if none holds a title or a text."""
        if not self.tell():
            raise UsageError(
                f"{where} has no column for title or text; its columns are {_listed(self.names)}.",
                "Name one: --map title=COLUMN or --map text=COLUMN.",
            )

    def used(self) -> set[int]:
        """Positions of the columns that hold something of an article."""
        found = {position for places in self.positions.values() for position in places}
        return found if self.clock is None else found | {self.clock}

    def fields(self, cells: Sequence[str | None], links: Mapping[int, str] = _NO_LINKS) -> dict[str, str]:
        """A row's cells by field; a short row lacks its last columns.

        Args:
            cells: as text; `=HYPERLINK("address"; "text")` is a link.
            links: addresses behind cells, by position.
        """
        fields: dict[str, str] = {}
        for field, positions in self.positions.items():
            for position in positions:
                value = cells[position] if position < len(cells) else None
                if value and not value.isspace():
                    fields[field] = value
                    break
        if (value := fields.get("title")) and value[0] == "=":
            _follow_formula("title", fields)
        if (value := fields.get("url")) and value[0] == "=":
            _follow_formula("url", fields)
        if links:
            self._follow(links, fields)
        if (value := fields.get("outlet")) and value[0] in "h/" and value.startswith(_SCHEMES):
            self._name_outlet(cells, fields)
        if self.clock is not None and self.clock < len(cells) and (clock := cells[self.clock]):
            fields["date"] = _joined(fields.get("date"), clock)
        if self.zone and _HAS_TIME.search(fields.get("date", "")) and not _ZONED.search(fields["date"][8:]):
            fields["date"] += f" {self.zone}"
        return fields

    def _follow(self, links: Mapping[int, str], fields: dict[str, str]) -> None:
        """Take the link of the address's cell, else, where that holds no address, of the title's or the text's."""
        for field in ("url", "title", "text"):
            if field == "title" and fields.get("url", "").startswith(_SCHEMES):
                return
            if found := [links[position] for position in self.positions.get(field, ()) if position in links]:
                fields["url"] = found[0]
                return

    def _name_outlet(self, cells: Sequence[str | None], fields: dict[str, str]) -> None:
        """An outlet that is an address: the article's if it names more than a site and there is no other."""
        address = fields["outlet"].strip()
        host, _, path = address.split("//", 1)[-1].partition("/")
        if path.strip("/") and "url" not in fields:
            fields["url"] = address
        others = (cells[p] for p in self.positions["outlet"] if p < len(cells))
        named = (name for name in others if name and not name.isspace() and not name.startswith(_SCHEMES))
        fields["outlet"] = next(named, host.removeprefix("www."))


def _follow_formula(field: str, fields: dict[str, str]) -> None:
    if link := as_link(fields[field]):
        fields[field] = link[1] or fields[field]
        fields["url"] = link[0]


def as_link(cell: str) -> tuple[str, str] | None:
    """Address and text of a cell `=HYPERLINK("address"; "text")`; None if it is none."""
    found = _LINK.fullmatch(cell.strip())
    return (found[1].replace('""', '"'), (found[2] or "").replace('""', '"')) if found else None


def _joined(day: str | None, clock: str) -> str:
    """A date with the time of day that stands in a column of its own, as text or as a part of a day (0.4375)."""
    clock = clock.strip()
    if _PART_OF_DAY.fullmatch(clock):
        minutes, seconds = divmod(round(float(clock.replace(",", ".")) * 86_400), 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    clock = _NO_DAY.sub("", clock, count=1)
    if not day:
        return clock
    if not _CLOCK.fullmatch(clock) or _has_time(day):
        return clock if dates.read(clock) and not dates.read(day) else day
    return f"{_MIDNIGHT.sub('', day)} {clock}"


def _has_time(day: str) -> bool:
    """Whether a date already says its time; midnight is what spreadsheets add to every date."""
    return bool(_HAS_TIME.search(_MIDNIGHT.sub("", day)))


def recognise(names: Sequence[str], mapping: Mapping[str, str], where: str) -> Columns:
    """Find the columns by their names; those the user maps come before all others.

    Args:
        names: the file's columns in order.
        mapping: field to column name as the user wrote it.
        where: the file, for messages.

    Raises:
        UsageError: a mapped column is not there, or none holds a title or a text; names the columns that are there.
    """
    demand_mapped(names, mapping, where)
    columns = recognise_some(names, mapping)
    columns.demand(where)
    return columns


def demand_mapped(names: Sequence[str], mapping: Mapping[str, str], where: str) -> None:
    """Raise UsageError, naming the columns that are there, if one that the user named is not."""
    for name in mapping.values():
        if _position(name, names) is None:
            raise UsageError(f"{where} has no column {name!r}; its columns are {_listed(names)}.", "Correct --map.")


def recognise_some(names: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """The same where a column may be absent, as a key of one JSON object among many."""
    found: dict[str, list[tuple[bool, int, int]]] = {}
    for position, name in enumerate(names):
        if known := known_as(name):
            field, rank, weak = known
            found.setdefault(field, []).append((weak, rank, position))
    ranked = {
        field: [position for weak, _, position in sorted(places) if weak == min(places)[0]]
        for field, places in found.items()
    }
    told = {f: place for f, name in mapping.items() if (place := _position(name, names)) is not None}
    ranked["text"] = ranked.get("text", []) + ranked.pop("lead", [])
    taken = set(told.values())
    positions: dict[str, tuple[int, ...]] = {}
    for field in FIELDS:
        first = (told[field],) if field in told else ()
        if places := first + tuple(p for p in ranked.get(field, []) if p not in taken):
            positions[field] = places
    clock = next((p for p in ranked.get("clock", []) if p not in taken), None)
    zone = zone_of(names[positions["date"][0]]) if "date" in positions else None
    return Columns(tuple(names), positions, clock, zone)


def knows(names: Sequence[str]) -> bool:
    """Whether any of these is a usual column name."""
    return any(known_as(name) for name in names)


def count_known(names: Sequence[str], mapping: Mapping[str, str]) -> int:
    """How many of these are usual column names, or named by the user; "Тема:" before a value is a label, no name."""
    mapped = {plain(name) for name in mapping.values() if not name.isdecimal()}
    return sum(
        bool(name) and (known_as(name) is not None or plain(name) in mapped) and not _is_label(name, names, place)
        for place, name in enumerate(names)
    )


def _is_label(name: str, names: Sequence[str], place: int) -> bool:
    if not name.rstrip().endswith(":"):
        return False
    beside = names[place + 1].strip() if place + 1 < len(names) else ""
    return bool(beside) and not beside.endswith(":")


def looks_like(values: Sequence[str]) -> str | None:
    """The field that sampled values of a column look like: date, url, text, title or outlet; None if unsure."""
    filled = [value.strip() for value in values if value and not value.isspace()]
    if not filled:
        return None
    for field, fits in _LOOKS.items():
        if sum(map(fits, filled)) >= _MOST * len(filled):
            return field
    if sum(value[0] in "{[<" for value in filled) * 2 >= len(filled):
        return None  # data or markup in a cell
    length = sum(map(len, filled)) / len(filled)
    spaces = sum(value.count(" ") for value in filled) / len(filled)
    if len(set(filled)) < _MOST * len(filled) or length < _HEADLINE or spaces < _HEADLINE / 10:
        return None
    return "title" if length < _TEXT else "text"


def check_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`title=заголовок` and so on, as given to --map, by field.

    Raises:
        UsageError: a pair has no "=", or names a field that does not exist.
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1, 0.5)
            hint = f"Did you mean {near[0]!r}? " if near and near[0] != field else ""
            rule = f"Write FIELD=COLUMN, FIELD one of {', '.join(FIELDS)}."
            raise UsageError(f"--map {pair!r} is not understood.", hint + rule)
        mapping[field] = column
    return mapping


def _position(name: str, names: Sequence[str]) -> int | None:
    """A mapped column's position: its exact name, else the same name in another case, else its number from 1."""
    if name in names:
        return names.index(name)
    plainly = [plain(n) for n in names]
    if plain(name) in plainly:
        return plainly.index(plain(name))
    return int(name) - 1 if name.isdecimal() and 1 <= int(name) <= len(names) else None


def _listed(names: Sequence[str]) -> str:
    shown = [repr(name[:60]) for name in names[:30]]
    return ", ".join(shown) + (f" and {len(names) - 30} more" if len(names) > 30 else "") or "none"
