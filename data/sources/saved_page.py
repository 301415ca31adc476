"""A text document: one article as a person saves it from a page, or many as a news database hands them out."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.bundle import parse_bundle
from data.sources.columns import recognise_some
from data.sources.content import is_text
from data.sources.encoding import read_whole
from data.sources.page_head import take_head
from data.sources.source import Source

LARGEST = 20_000_000
"""Bytes of one page; more is no article."""

_PROPERTIES = 100
"""Lines within which the properties at a note's head end."""
_MARKDOWN_TITLE = re.compile(r"(?m)^#{1,6} +(?=\S)")


@dataclass
class Document(Source):
    """A file whose text is one article, or a bundle of many."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        yield from parse_document(self.text(), self.name)
        self.done = 1.0

    @abstractmethod
    def text(self) -> str:
        """The whole text, a paragraph a line.

        Raises:
            UsageError: the file is damaged, protected, too large, or holds no text.
        """


@dataclass
class SavedPage(Document):
    """A plain text file."""

    def text(self) -> str:
        return read_page(self)


@dataclass
class MarkdownPage(Document):
    """A text in Markdown; its headings may part it into articles."""

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        text = self.text()
        lines = text.lstrip("\ufeff").splitlines()
        if properties := _properties(lines):
            said = _fields(properties)
            rest = "\n".join(_MARKDOWN_TITLE.sub("", line) for line in lines[len(properties) :])
            found = {"text": rest.strip()} if "title" in said else parse_saved_page(rest, self.name).fields
            yield RawRow(self.name, 1, found | said, None, as_read=text)
            self.done = 1.0
            return
        levels = [frozenset(n for n, line in enumerate(lines) if line.startswith("#" * k + " ")) for k in range(1, 5)]
        yield from parse_document("\n".join(_MARKDOWN_TITLE.sub("", line) for line in lines), self.name, levels)
        self.done = 1.0

    def text(self) -> str:
        return read_page(self)


def _properties(lines: Sequence[str]) -> list[str]:
    """The block between two lines of three hyphens at the head of a note, those lines included; empty without one."""
    if not lines or lines[0].strip() != "---":
        return []
    end = next((n for n, line in enumerate(lines[1:_PROPERTIES], 1) if line.strip() == "---"), 0)
    return list(lines[: end + 1]) if end else []


def _fields(properties: Sequence[str]) -> dict[str, str]:
    """What "name: value" lines say of an article, by the usual names of columns; a source may be an address."""
    pairs = [(name.strip(), value.strip().strip("\"'")) for name, _, value in (p.partition(":") for p in properties)]
    fields = recognise_some([name for name, _ in pairs], {}).fields([value for _, value in pairs])
    if fields.get("outlet", "").startswith(("http://", "https://")):
        fields.setdefault("url", fields.pop("outlet"))
    fields.pop("text", None)
    return fields


def read_page(source: Source) -> str:
    """A whole small file, decoded.

    Raises:
        UsageError: it is larger than a page can be, or holds no text.
    """
    size = source.path.stat().st_size
    if size > LARGEST:
        raise UsageError(
            f"{source.name} has {size:,} bytes; a page may have {LARGEST:,}.", "Import it as CSV or JSONL."
        )
    data = source.path.read_bytes()
    text = read_whole(data)
    if not is_text(data, text):
        raise UsageError(f"{source.name} is not text.", "Save the article as text or HTML.")
    return text


def parse_document(
    text: str, file: str, headings: Sequence[frozenset[int]] = ()
) -> Iterator[RawRow | Rejected | LeftOut]:
    """The articles of a document's text: those of a bundle (see `parse_bundle`), else itself as one.

    Raises:
        UsageError: it holds many articles that cannot be parted.
    """
    yield from parse_bundle(text, file, headings) or [parse_saved_page(text, file)]


def parse_saved_page(page: str, file: str) -> RawRow:
    """Take a saved page apart into its head (see `take_head`) and its text.

    All lines but the head's are the text; what in them is no article goes when the text is cleaned.
    """
    fields, body = take_head([line.strip() for line in page.lstrip("\ufeff").splitlines()])
    fields["text"] = "\n".join(body).strip()
    return RawRow(file, 1, fields, None, as_read=page)
