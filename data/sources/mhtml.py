"""Pages as browsers save them with their pictures in one file (.mhtml, .mht)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.captured_page import HTML, parse_captured_page
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.source import Source

LARGEST = 200_000_000
"""Bytes, pictures and all."""


@dataclass
class MhtmlPage(Source):
    """One saved page; the date at its head is when it was saved and is not taken."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = self.path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{self.name} has {size:,} bytes; a page may have {LARGEST:,}.", "Save it as HTML.")
        yield parse_mhtml(self.path.read_bytes(), self.name)
        self.done = 1.0


def parse_mhtml(data: bytes, file: str) -> RawRow | Rejected:
    """The article of the page that the file's other parts belong to.

    Raises:
        UsageError: no page is in it.
    """
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        page = _page(message)
        if page is None:
            raise damaged(file, "saved page")
        markup = page.get_payload(decode=True)
        charset = page.get_content_charset("")
    except LIBRARY_ERRORS as error:
        raise damaged(file, "saved page", error) from error
    places = (message.get("Snapshot-Content-Location"), page.get("Content-Location"))
    url = next((str(place).strip() for place in places if place), "")
    return parse_captured_page(markup if isinstance(markup, bytes) else b"", charset, url, file, 1)


def _page(message: Message) -> Message | None:
    """The part that is the page: the one the file says it starts with, else its first of HTML."""
    pages = [part for part in message.walk() if part.get_content_type() in HTML]
    start = str(message.get_param("start") or "").strip("<>")
    named = (part for part in pages if start and str(part.get("Content-ID") or "").strip("<> ") == start)
    return next(named, pages[0] if pages else None)
