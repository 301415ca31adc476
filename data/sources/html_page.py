"""HTML files with one article each; which part of the page is the article, trafilatura tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.article import dates
from data.article.cleaning import clean_text
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.bundle import Row, is_marked, parse_download
from data.sources.encoding import read_whole
from data.sources.saved_page import LARGEST
from data.sources.source import Source

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE
)
_META = re.compile(
    r"<(?:meta|time)\b[^<>]{0,400}\b(?:article:published_time|datePublished|pubdate)\b[^<>]{0,400}>", re.IGNORECASE
)
_CONTENT = re.compile(r"""\b(?:content|datetime)\s*=\s*["']([^"']{10,40})["']""", re.IGNORECASE)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_HEAD = 4_096


@dataclass
class HtmlPage(Source):
    """One saved page of at most 20 MB."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = self.path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{self.name} has {size:,} bytes; a page may have {LARGEST:,}.", "Leave it out.")
        markup = decode(self.path.read_bytes())
        yield from _download(markup, self.name) or [_article(markup, self.name)]
        self.done = 1.0


def parse_html(page: bytes, file: str) -> RawRow | Rejected:
    """The article of a page: title, text, date, address and the site's name, where the page gives them away.

    The language that a page states is not taken: templates state it, not authors.
    """
    return _article(decode(page), file)


def parse_html_download(page: bytes, file: str) -> list[Row]:
    """The articles of a page that is a news database's download; empty for any other page."""
    return _download(decode(page), file)


def _download(markup: str, file: str) -> list[Row]:
    return parse_download(clean_text(markup)[0], file) if is_marked(markup) else []


def _article(markup: str, file: str) -> RawRow | Rejected:
    from trafilatura import bare_extraction  # 0.5 s that other kinds need not spend

    found = bare_extraction(markup, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Rejected(file, 1, "no article is found on the page")
    said = {
        "title": found.title,
        "text": found.text,
        "date": _moment(markup, found.date),
        "url": found.url,
        "outlet": found.sitename or found.hostname,
    }
    fields = {name: str(value) for name, value in said.items() if value}
    return RawRow(file, 1, fields, as_read=markup)


def decode(page: bytes) -> str:
    """A page's text: in the encoding it states if its bytes agree, else as its bytes look."""
    stated = _CHARSET.search(page[:_HEAD])
    if stated:
        try:
            return page.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong statement is common; the bytes decide
    return read_whole(page)


def _moment(markup: str, day: str | None) -> str | None:
    """When the page says it was published, to the minute if a stamp on it agrees with the day that was found."""
    found = dates.read(day) if day else None
    stamps: list[str] = [content[1] for meta in _META.finditer(markup) if (content := _CONTENT.search(meta[0]))]
    for stamp in stamps + [stated[1] for stated in _JSON_LD.finditer(markup)]:
        written = dates.read(stamp)
        if written and written.timed and (found is None or _near(written.wall.date(), found.wall.date())):
            return stamp
    return day


def _near(one: date, other: date) -> bool:
    return abs(one - other) <= timedelta(days=1)  # the day found may be the stamp's in another zone
