"""What the columns of a file without a header hold, told by their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.article import dates
from data.article.cleaning import MISSING

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_SITE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_NAME_LENGTH = 60
_HEADLINE = 15
_HEADLINE_MOST = 200
_MOST = 0.8


def evidence(cells: Sequence[str]) -> int:
    """How many cells stand in no header: dates, addresses, numbers, long texts."""
    return sum(
        len(cell) > _NAME_LENGTH or bool(_URL.match(cell) or _NUMBER.fullmatch(cell) or dates.read(cell))
        for cell in map(str.strip, cells)
    )


def guess(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Field to column number (from 1, as text) for the fields that the cells give away.

    The address, date and site are what reads as such in most rows, the id a column of different values without spaces,
    the text the longest of the others, the title the next.
    """
    width = max((len(row) for row in rows), default=0)
    columns = {
        number: [cell for row in rows if number <= len(row) and (cell := row[number - 1].strip()) not in MISSING]
        for number in range(1, width + 1)
    }
    columns = {number: cells for number, cells in columns.items() if cells}
    found: dict[str, int] = {}
    for field, fits in (("url", _is_url), ("date", _is_date), ("outlet", _is_site), ("external_id", _is_id)):
        number = next((n for n, cells in columns.items() if fits(cells)), None)
        if number is not None:
            found[field] = number
            del columns[number]
    lengths = {number: sum(map(len, cells)) / len(cells) for number, cells in columns.items()}
    labels = {n for n, cells in columns.items() if lengths[n] < _NAME_LENGTH and 2 * len(set(cells)) <= len(cells)}
    prose = sorted((n for n in lengths if lengths[n] >= _HEADLINE and n not in labels), key=lambda n: -lengths[n])[:2]
    if len(prose) == 1:
        found["title" if lengths[prose[0]] <= _HEADLINE_MOST else "text"] = prose[0]
    elif prose:
        found |= {"text": prose[0], "title": prose[1]}
    return {field: str(number) for field, number in found.items()}


def _is_url(cells: list[str]) -> bool:
    return sum(bool(_URL.fullmatch(cell)) for cell in cells) >= _MOST * len(cells)


def _is_site(cells: list[str]) -> bool:
    return len(cells) > 1 and sum(bool(_SITE.fullmatch(cell)) for cell in cells) >= _MOST * len(cells)


def _is_date(cells: list[str]) -> bool:
    return sum(not cell.isdecimal() and dates.read(cell) is not None for cell in cells) >= _MOST * len(cells)


def _is_id(cells: list[str]) -> bool:
    short = all(len(cell) <= _NAME_LENGTH and not re.search(r"\s", cell) for cell in cells)
    return short and len(cells) > 1 and len(set(cells)) == len(cells)
