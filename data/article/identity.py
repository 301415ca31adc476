"""Which rows are the same article: an id made from what was read, the same for ever."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

from data.article import dates
from data.article.folding import fold
from data.article.url import Address

_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
"""A spreadsheet's number of a day, 1954 to 2119."""
_SERIALS_FROM = date(1899, 12, 30)


def article_id(raw: dict[str, str], address: Address | None, *, outlet: str | None, content: str) -> str:
    """16 hex digits that stay the article's for ever, made from what was read and never from what was cleaned.

    Over the canonical URL if it is an article's own. The address of a section and a file's own ids occur again for
    other articles: with them go outlet and channel, the folded title and the calendar day as written, and the content
    where neither title nor an id within a named outlet or channel tells one from another. Without URL and id over
    outlet, date as written and content. No id depends on other rows, and none is equal to one of another rule.

    Args:
        raw: values by the names of `FIELDS`, as read.
        address: the row's address, if it is one.
        outlet: the row's outlet, or what the user gave instead.
        content: the hash over title and text as read.
    """
    if address and not address.is_section:
        return digest("url", address.canonical)
    publisher, channel = _name(outlet or ""), _name(raw.get("channel", ""))
    external = raw.get("external_id", "").strip()
    if not address and not external:
        return digest("content", publisher, channel, raw.get("date", "").strip(), content)
    title = _folded(raw.get("title", ""))
    told_apart = title or (external and (publisher or channel))
    section = address.canonical if address else ""
    day = day_as_written(raw.get("date", ""))
    known = [section, external, publisher, channel, title, day, "" if told_apart else content]
    return digest("row", "".join([f"{len(part)}:{part}" for part in known]))


def former_id(raw: dict[str, str], address: Address | None, *, outlet: str | None, as_read: str) -> str:
    """The id by the rule before `article_id`, so that articles stored then are known.

    Over the canonical URL, a section's too; without one over outlet and external_id (without outlet external_id and
    title); without that over outlet, title, date as written and text as read.
    """
    if address and not address.is_site:
        return digest("url", address.canonical)
    publisher, external = (outlet or "").strip(), raw.get("external_id", "").strip()
    if external and publisher:
        return digest("outlet+id", publisher, external)
    if external:
        return digest("id+title", external, raw.get("title", ""))
    return digest("content+date", publisher, raw.get("title", ""), raw.get("date", ""), as_read)


def day_as_written(raw: str) -> str:
    """The calendar day that stands in a date, in ISO form, whatever zone it is in; what cannot be read as it stands.

    Read for itself and not by its column, so that a slashed date is day first, a count of seconds the day in UTC and
    five digits a spreadsheet's day: the same in every file and order.
    """
    text = raw.strip()
    if serial := _SERIAL.fullmatch(text):
        return (_SERIALS_FROM + timedelta(days=int(serial[1]))).isoformat()
    written = dates.read(raw, False)  # as the door asks, so that it is read once
    return written.wall.date().isoformat() if written else text


def _folded(raw: str) -> str:
    return " ".join(fold(raw).split())


_name = lru_cache(maxsize=4_096)(_folded)
"""The same for values that occur again and again."""


def digest(*parts: str) -> str:
    """16 hex digits over the parts in their order; the length of each counts, so no two lists of parts run together."""
    data = [part.encode("utf-8", "surrogatepass") for part in parts]
    return blake2b(b"".join([b"%d:%b" % (len(part), part) for part in data]), digest_size=8).hexdigest()
