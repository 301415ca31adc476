"""PDF files that hold text, not pictures of it; read by pypdf."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.errors import UsageError
from data.sources.damage import LIBRARY_ERRORS, damaged, protected
from data.sources.saved_page import LARGEST, Document

_LARGEST_FILE = 300_000_000
_MOST_PAGES = 5_000
_MOST_OPERATIONS = 5_000_000
"""Drawing operations of a whole file, some minutes of work; a page of text has a few hundred."""
_PAGE_NUMBER = re.compile(r"(?:page|стр\.?|страница|с\.)?\s*\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?", re.IGNORECASE)
_FULL = 0.4
"""Of a page's longest line; a shorter one ends before it must."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")


@dataclass
class PdfFile(Document):
    """One document: an article or a bundle."""

    def text(self) -> str:
        size = self.path.stat().st_size
        if size > _LARGEST_FILE:
            raise UsageError(f"{self.name} has {size:,} bytes; {_LARGEST_FILE:,} may be.", "Save its text instead.")
        with self.path.open("rb") as file:
            if b"%PDF-" not in file.read(1_024):
                raise damaged(self.name, "PDF")
        from pypdf.errors import DependencyError, PyPdfError

        broken: tuple[type[Exception], ...] = (*LIBRARY_ERRORS, PyPdfError)
        try:
            text = "\n".join(self._pages())
        except DependencyError as error:  # it would need a library of ciphers to read even what anybody may open
            raise UsageError(f"{self.name} is encrypted.", "Save it as a PDF without protection.") from error
        except broken as error:
            raise damaged(self.name, "PDF", error) from error
        if not text.strip():
            raise UsageError(f"there is no text in {self.name} (a scan?).", "Save it with recognised text.")
        return text

    def _pages(self) -> Iterator[str]:
        """The text of each page.

        Raises:
            UsageError: the file has a password, or more in it than a document has.
        """
        from pypdf import PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it writes a line for each oddity that it reads past
        reader = PdfReader(self.path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected(self.name)
        pages = len(reader.pages)
        if pages > _MOST_PAGES:
            raise UsageError(f"{self.name} has {pages:,} pages; {_MOST_PAGES:,} may be.", "Save it in parts.")
        count = _Operations(self.name)
        characters = 0
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text(visitor_operand_before=count)
            characters += len(text)
            if characters > LARGEST:
                raise count.refusal()
            self.done = number / pages
            yield "\n".join(unwrapped(_without_number(text.splitlines())))


class _Operations:
    """Counts what is drawn, so that forms which draw each other without end are given up."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen = 0

    def __call__(self, *_: Any) -> None:
        self._seen += 1
        if self._seen > _MOST_OPERATIONS:
            raise self.refusal()

    def refusal(self) -> UsageError:
        return UsageError(f"{self._name} draws more than a document of text does.", "Save its text instead.")


def _without_number(lines: Sequence[str]) -> list[str]:
    """A page's lines without the number at its head or foot."""
    kept = [line.strip() for line in lines]
    for end in (0, -1):
        if kept and _PAGE_NUMBER.fullmatch(kept[end]):
            del kept[end]
    return kept


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines as paragraphs: one that goes on in small letters is joined, a word parted by a hyphen too."""
    joined: list[str] = []
    full = max(map(len, lines), default=0) * _FULL
    for above, line in zip(["", *lines], lines, strict=False):
        goes_on = line[:1].islower() and len(above) >= full and not line.startswith(("http:", "https:", "www."))
        if joined and joined[-1] and goes_on:
            before = joined[-1]
            joined[-1] = before[:-1] + line if _HYPHEN.search(before) else f"{before} {line}"
        else:
            joined.append(line)
    return joined
