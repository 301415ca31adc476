"""A page of HTML as a crawler or browser keeps it: with its address, and the encoding that the server stated."""

from __future__ import annotations

import re
from dataclasses import replace

from data.article.raw import RawRow, Rejected
from data.sources.damage import LIBRARY_ERRORS
from data.sources.html_page import parse_html

HTML = frozenset({"text/html", "application/xhtml+xml"})
_STATED = re.compile(rb"""(<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*)[\w-]{3,20}""", re.IGNORECASE)
_HEAD = 4_096


def parse_captured_page(page: bytes, charset: str, url: str, file: str, line: int) -> RawRow | Rejected:
    """The article of a page; its address is the page's own statement only where none is given."""
    try:
        row = parse_html(in_utf8(page, charset), file)
    except LIBRARY_ERRORS as error:
        return Rejected(file, line, f"the page cannot be read: {' '.join(str(error).split())[:200]}", {"url": url})
    if isinstance(row, Rejected):
        return replace(row, line=line, row={"url": url})
    known = {"url": url} if url.startswith(("http://", "https://")) else {}
    return replace(row, line=line, fields=row.fields | known)


def in_utf8(page: bytes, charset: str) -> bytes:
    """The page in UTF-8 and saying so, if its bytes are in the charset that came with it; else as it is."""
    try:
        text = page.decode(charset or "ascii")
    except (LookupError, UnicodeError):
        return page
    head = _STATED.sub(rb"\1utf-8", text[:_HEAD].encode("utf-8", "replace"), count=1)
    return head + text[_HEAD:].encode("utf-8", "replace")
