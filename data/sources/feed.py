"""RSS, Atom and RDF feeds kept as files: an item an article; feedparser gets bytes alone, so nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.article import dates
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.damage import LIBRARY_ERRORS, damaged, has_entities
from data.sources.html_page import decode
from data.sources.source import Source

LARGEST = 100_000_000
"""Bytes; a feed is held in memory."""

_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
_ITEM = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?=[\s>/])")
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>?\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_FULL_TEXTS = ("yandex_full-text", "full-text", "fulltext")


@dataclass
class FeedFile(Source):
    """One feed; `line` of a row is its item's number."""

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = self.path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{self.name} has {size:,} bytes; a feed may have {LARGEST:,}.", "Save it in parts.")
        yield from parse_feed(self.path.read_bytes(), self.name)
        self.done = 1.0


def parse_feed(data: bytes, file: str) -> Iterator[RawRow | Rejected]:
    """The items of a feed, in its order; of one that is cut in the middle those that are whole.

    Raises:
        UsageError: it is no feed, or declares XML entities.
    """
    import feedparser

    if has_entities(data):
        raise UsageError(f"{file} declares XML entities, which no feed needs.", "Leave it out.")
    markup = decode(data)
    try:
        found = feedparser.parse(
            io.BytesIO(_PROLOG.sub("", markup, count=1).lstrip("\ufeff").encode("utf-8", "replace"))
        )
    except LIBRARY_ERRORS as error:
        raise damaged(file, "feed", error) from error
    if not found.get("version"):
        raise UsageError(f"{file} is no RSS or Atom feed.", "Import the articles' own pages, or save them as CSV.")
    entries = list(found.entries)
    tags = [tag[1] for tag in _ITEM.finditer(_CDATA.sub("", markup))] if found.bozo else []
    cut = tags[-1:] == [""] and len(entries) >= tags.count("")
    for number, entry in enumerate(entries[:-1] if cut else entries, 1):
        yield RawRow(file, number, _fields(entry, found.feed), _plain(entry))
    if found.bozo and (cut or not _CLOSED.search(markup)):
        whole = len(entries) - cut
        yield Rejected(file, whole + 1, f"the feed breaks off behind item {whole}: what follows is missing")
    elif len(entries) < tags.count(""):
        missing = tags.count("") - len(entries)
        yield Rejected(file, len(entries) + 1, f"{missing} of the feed's {tags.count('')} items cannot be read")


def _plain(entry: Mapping[str, Any]) -> dict[str, str]:
    """What of an item is shown where it is rejected."""
    return {name: value for name, value in entry.items() if isinstance(value, str)}


def _fields(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, str]:
    origin = entry.get("source") or {}
    said = {
        "title": entry.get("title"),
        "text": _text(entry),
        "date": _date(entry),
        "url": entry.get("link"),
        "external_id": entry.get("id"),
        "outlet": (origin.get("title") if isinstance(origin, Mapping) else None) or feed.get("title"),
        "channel": feed.get("link"),
    }
    return {name: value for name, value in said.items() if isinstance(value, str) and value.strip()}


def _text(entry: Mapping[str, Any]) -> str | None:
    """The full text where there is one, else the summary."""
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    full = [value for name in _FULL_TEXTS if isinstance(value := entry.get(name), str)]
    return max([*contents, *full], key=len, default="") or entry.get("summary")


def _date(entry: Mapping[str, Any]) -> str | None:
    """When it was published, else updated, as written; as feedparser understands it where only that does."""
    for name in ("published", "updated"):
        if name in entry and (written := entry[name]):
            if dates.read(written) or not (moment := entry.get(f"{name}_parsed")):
                return str(written)
            return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*moment[:6])
    return None
