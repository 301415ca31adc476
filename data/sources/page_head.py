"""The lines at the head of an article's text: title, date, address and outlet, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.article import dates

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


def take_head(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Part a page's stripped lines into what its head says, by the names of `FIELDS`, and its body.

    The first line is the title, or a date and the next one the title. A line among the first ones that is nothing but
    a date is the date; one that is nothing but an address or "Источник: …" is that.
    """
    fields: dict[str, str] = {}
    body: list[str] = []
    seen = 0
    for number, line in enumerate(lines):
        seen += bool(line)
        if seen > _HEAD:
            body += lines[number:]
            break
        if not line:
            body.append(line)
        elif found := head_field(line, fields):
            fields |= found
        elif "title" not in fields and not any(body) and len(line) <= _TITLE:
            fields["title"] = line
        else:
            body.append(line)
    return fields, body


def head_field(line: str, known: dict[str, str]) -> dict[str, str]:
    """What a line near the top says about the article, if it says nothing else."""
    if "date" not in known and (date := date_of(line)):
        return {"date": date}
    if "url" not in known and (url := _URL.fullmatch(line)):
        return {"url": url[1]}
    if "outlet" not in known and (outlet := _OUTLET.fullmatch(line)):
        return {"outlet": outlet[1]}
    return {}


def date_of(line: str) -> str | None:
    """The date of a line that is a date, perhaps with a label before it or a section's name behind a bar."""
    if len(line) > dates.LONGEST or not any(letter.isdigit() for letter in line):
        return None
    for part in (line, line.partition("|")[0], line.partition("•")[0]):
        plain = _LABEL.sub("", part.strip(), count=1) if _LABEL.match(part.strip()) else part.strip()
        if not plain.isdecimal() and dates.read(plain):
            return plain
    return None
