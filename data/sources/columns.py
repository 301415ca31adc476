"""Which column is the title, the text, the date: by its usual name in English, Russian or Ukrainian, or as told."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.article.folding import fold
from data.article.raw import FIELDS
from data.errors import UsageError

_NAMES = {
    "title": "title|headline|heading|article title|news title|заголовок|заглавие|название|заголовок новости|"
    "заголовок статьи|заголовок сообщения|тема|назва|заголовок новини|заголовок статті",
    "text": "text|body|content|article|article text|article body|full text|fulltext|story|content text|content html|"
    "текст|тело|содержание|контент|статья|полный текст|текст новости|текст статьи|текст сообщения|сообщение|"
    "зміст|вміст|стаття|повний текст|текст новини|текст статті",
    "lead": "description|summary|lead|lede|snippet|excerpt|abstract|аннотация|анонс|описание|лид|фрагмент|подводка|"
    "опис|лід|анотація",
    "date": "published at|published|date|datetime|date time|pubdate|pub date|publish date|publication date|"
    "published date|date published|publishedat|datepublished|timestamp|created at|created|"
    "дата|дата публикации|дата и время|дата выхода|опубликовано|дата новости|"
    "дата публікації|дата і час|опубліковано",
    "clock": "time|pub time|publication time|время|время публикации|час|час публікації",
    "outlet": "outlet|source|source name|publisher|publication|media|newspaper|site|site name|domain|channel|"
    "источник|издание|сми|издатель|сайт|канал|ресурс|газета|название сми|название источника|"
    "джерело|видання|змі|назва змі",
    "external_id": "id|guid|external id|article id|doc id|document id|news id|uid|uuid|ид|идентификатор|"
    "id статьи|id новости|ідентифікатор",
    "url": "url|link|href|uri|article url|source url|permalink|web url|ссылка|адрес|урл|ссылка на статью|"
    "ссылка на источник|url статьи|посилання|адреса",
    "language": "language|lang|language code|lang code|язык|мова",
}
_KNOWN = {name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split("|"))}
_SEPARATORS = re.compile(r"[\s_\-./:()]+")
_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_HAS_TIME = re.compile(r"\d:\d")


@dataclass(frozen=True)
class Columns:
    """Which of a file's columns hold what.

    Attributes:
        names: the file's columns in order.
        positions: for each of `FIELDS`, positions of the columns that may hold it, best first: the first that is not
            empty in a row counts, so a column that occurs twice, or a lead beside a text, loses nothing.
        clock: position of a column that holds the time of day apart from the date, if any.
    """

    names: tuple[str, ...]
    positions: Mapping[str, tuple[int, ...]]
    clock: int | None = None

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

    def fields(self, cells: Sequence[str | None]) -> dict[str, str]:
        """A row's cells by field; a short row lacks its last columns."""
        fields: dict[str, str] = {}
        for field, positions in self.positions.items():
            for position in positions:
                value = cells[position] if position < len(cells) else None
                if value and not value.isspace():
                    fields[field] = value
                    break
        if self.clock is not None and self.clock < len(cells):
            clock, day = cells[self.clock], fields.get("date")
            if clock and not day:
                fields["date"] = clock
            elif clock and day and _HAS_TIME.search(clock) and not _has_time(day):
                fields["date"] = f"{day.split('T')[0].removesuffix(' 00:00:00')} {clock.strip()}"
        return fields


def _has_time(day: str) -> bool:
    """Whether a date already says its time; midnight is what spreadsheets add to every date."""
    return bool(_HAS_TIME.search(day)) and not day.rstrip("Z").endswith("00:00:00")


def recognise(names: Sequence[str], mapping: Mapping[str, str], where: str) -> Columns:
    """Find the columns by their names; those the user maps come before all others.

    Args:
        names: the file's columns in order.
        mapping: field to column name as the user wrote it.
        where: the file, for messages.

    Raises:
        UsageError: a mapped column is not there, or none holds a title or a text; names the columns that are there.
    """
    for name in mapping.values():
        if _position(name, names) is None:
            raise UsageError(f"{where} has no column {name!r}; its columns are {_listed(names)}.", "Correct --map.")
    columns = recognise_some(names, mapping)
    columns.demand(where)
    return columns


def recognise_some(names: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """The same where a column may be absent, as a key of one JSON object among many."""
    found: dict[str, list[tuple[int, int]]] = {}
    for position, name in enumerate(names):
        field, rank = _KNOWN.get(_plain(name), ("", 0))
        if field:
            found.setdefault(field, []).append((rank, position))
    ranked = {field: [position for _, position in sorted(places)] for field, places in found.items()}
    told = {f: place for f, name in mapping.items() if (place := _position(name, names)) is not None}
    ranked["text"] = ranked.get("text", []) + ranked.pop("lead", [])
    taken = set(told.values())
    positions: dict[str, tuple[int, ...]] = {}
    for field in FIELDS:
        first = (told[field],) if field in told else ()
        if places := first + tuple(p for p in ranked.get(field, []) if p not in taken):
            positions[field] = places
    clock = next((p for p in ranked.get("clock", []) if p not in taken), None)
    return Columns(tuple(names), positions, clock)


def knows(names: Sequence[str]) -> bool:
    """Whether any of these is a usual column name."""
    return any(_plain(name) in _KNOWN for name in names)


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


def _plain(name: str) -> str:
    return _SEPARATORS.sub(" ", fold(_CAMEL.sub(" ", name.replace("\ufeff", "")))).strip()


def _position(name: str, names: Sequence[str]) -> int | None:
    """A mapped column's position: its exact name, else the same name in another case, else its number from 1."""
    if name in names:
        return names.index(name)
    plain = [_plain(n) for n in names]
    if _plain(name) in plain:
        return plain.index(_plain(name))
    return int(name) - 1 if name.isdecimal() and 1 <= int(name) <= len(names) else None


def _listed(names: Sequence[str]) -> str:
    shown = [repr(name[:60]) for name in names[:30]]
    return ", ".join(shown) + (f" and {len(names) - 30} more" if len(names) > 30 else "") or "none"


def looks_like(values: Sequence[str]) -> str | None:
    """The field that a column with these values could be; None: it looks like none."""
    filled = [value for value in values if value and not value.isspace()]
    if filled and all(value.startswith(("http://", "https://")) for value in filled):
        return "url"
    return "text" if filled and sum(map(len, filled)) > 200 * len(filled) else None
