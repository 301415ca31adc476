"""An article's text as a person saves it from a page: title, date line, lead, then the body with what stood between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.article import dates
from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.encoding import read_whole
from data.sources.source import Source

LARGEST = 20_000_000
"""Bytes of one page; more is no article."""

_TITLE = 300
"""Characters; a longer first line is already the body."""
_HEAD = 6
"""Lines from the top, empty ones apart, among which date, address and outlet may stand."""
_LABEL = re.compile(
    r"(?:опубликовано|дата(?: публикации| публікації)?|обновлено|опубліковано|published(?: on)?|date)\s*:?\s+",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"(?:источник|издание|джерело|видання|source|outlet)\s*:\s*(\S.{0,80})", re.IGNORECASE)
_URL = re.compile(r"(?:(?:ссылка|адрес|url|link|посилання)\s*:\s*)?(https?://\S+)", re.IGNORECASE)


@dataclass
class SavedPage(Source):
    """A plain text file with one article."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        yield parse_saved_page(read_page(self), self.name)
        self.done = 1.0


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
    if text.count("\x00") * 10 > len(text):
        raise UsageError(f"{source.name} is not text.", "Save the article as text or HTML.")
    return text


def parse_saved_page(page: str, file: str) -> RawRow | Rejected:
    """Take a saved page apart.

    The first line is the title, or a date and the next one the title. A line among the first ones that is nothing but
    a date is the date; one that is nothing but an address or "Источник: …" is that. All other lines are the text; what
    in them is no article goes when the text is cleaned.
    """
    lines = [line.strip() for line in page.lstrip("\ufeff").splitlines()]
    fields: dict[str, str] = {}
    body: list[str] = []
    seen = 0
    for number, line in enumerate(lines):
        seen += bool(line)
        if not line or seen > _HEAD:
            body.append(line)
        elif found := _head_field(line, fields):
            fields |= found
        elif "title" not in fields and not any(body) and len(line) <= _TITLE:
            fields["title"] = line
        else:
            body.append(line)
        if seen > _HEAD:
            body += lines[number + 1 :]
            break
    fields["text"] = "\n".join(body).strip()
    return RawRow(file, 1, fields, None, as_read=page)


def _head_field(line: str, known: dict[str, str]) -> dict[str, str]:
    """What a line near the top says about the article, if it says nothing else."""
    if "date" not in known and (date := _date(line)):
        return {"date": date}
    if "url" not in known and (url := _URL.fullmatch(line)):
        return {"url": url[1]}
    if "outlet" not in known and (outlet := _OUTLET.fullmatch(line)):
        return {"outlet": outlet[1]}
    return {}


def _date(line: str) -> str | None:
    """The date of a line that is a date, perhaps with a label before it or a section's name behind a bar."""
    if len(line) > dates.LONGEST or not any(letter.isdigit() for letter in line):
        return None
    for part in (line, line.partition("|")[0], line.partition("•")[0]):
        plain = _LABEL.sub("", part.strip(), count=1) if _LABEL.match(part.strip()) else part.strip()
        if not plain.isdecimal() and dates.read(plain):
            return plain
    return None
