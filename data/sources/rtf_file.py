"""Rich text (.rtf), read by striprtf once its embedded objects and pictures are cut out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.errors import UsageError
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.saved_page import LARGEST, Document

_LARGEST_FILE = 200_000_000
"""Bytes with pictures and objects, `LARGEST` without."""
_BINARY = re.compile(rb"\\bin(\d{1,10}) ?")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}[\r\n]*){200,}")
_LINK = re.compile(r"\{\\\*\\fldinst\s*\{[^{}]*\}\s*\}")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
_FONT = re.compile(r"\\f(\d{1,6})(?!\d)[^;{}]{0,200}?\\fcharset(\d{1,3})")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
"""Braces, and escaped signs that are none."""


@dataclass
class RtfFile(Document):
    """One document: an article or a bundle."""

    def text(self) -> str:
        size = self.path.stat().st_size
        if size > _LARGEST_FILE:
            raise UsageError(f"{self.name} has {size:,} bytes; {_LARGEST_FILE:,} may be.", "Save it without pictures.")
        data = self.path.read_bytes()
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
            raise damaged(self.name, "RTF")
        try:
            text = parse_rtf(data, self.name)
        except LIBRARY_ERRORS as error:
            raise damaged(self.name, "RTF", error) from error
        if not text.strip():
            raise UsageError(f"there is no text in {self.name}.", "Check which document was meant.")
        return text


def parse_rtf(data: bytes, name: str) -> str:
    """The text of an RTF document, a paragraph a line; objects, pictures and binary data are dropped unread.

    Raises:
        UsageError: it has more text than a document can have.
    """
    from striprtf.striprtf import rtf_to_text

    plain = _HEX.sub(b"", _without_binary(data))
    if len(plain) > LARGEST:
        raise UsageError(f"{name} has {len(plain):,} bytes of text; {LARGEST:,} may be.", "Save it in parts.")
    markup = plain.decode(_code_page(plain), "replace")
    # striprtf looks for links by a pattern that reads on to the end of the line from each of them
    markup = re.sub(r"\\fldinst(?![a-z])", "\\\\fldinst\n", _LINK.sub("", markup))
    markup = _with_plain_fonts(markup)
    return str(rtf_to_text(markup, errors="replace"))  # type: ignore[no-untyped-call]


def _without_binary(data: bytes) -> bytes:
    kept, place = [], 0
    while found := _BINARY.search(data, place):
        kept.append(data[place : found.start()])
        place = found.end() + int(found[1])
    return b"".join([*kept, data[place:]])


def _code_page(data: bytes) -> str:
    stated = _CODE_PAGE.search(data)
    try:
        b"".decode(name := f"cp{int(stated[1])}" if stated else "cp1252")
    except LookupError:
        return "cp1252"
    return name


def _with_plain_fonts(markup: str) -> str:
    """The same with a font table of numbers and charsets alone: striprtf's pattern is slow on any other."""
    begin = re.search(r"\{[^{}\\]{0,9}\\fonttbl", markup)
    if not begin:
        return markup
    end = _closing(markup, begin.end())
    fonts = dict(_FONT.findall(markup, begin.end(), end))
    table = "".join(rf"{{\f{number}\fcharset{charset} x;}}" for number, charset in fonts.items())
    return rf"{markup[: begin.start()]}{{\fonttbl{table}}}{markup[end:]}"


def _closing(markup: str, place: int) -> int:
    """Behind the brace that closes the group in which `place` lies; the end where none does."""
    depth = 1
    for found in _BRACE.finditer(markup, place):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return len(markup)
