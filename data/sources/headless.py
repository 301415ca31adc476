"""What the columns of a file without a header hold, told by their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.article import dates

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_NAME_LENGTH = 60
_HEADLINE = 15
_HEADLINE_MOST = 200
_MOST = 0.8


def is_data(cells: Sequence[str]) -> bool:
    """Whether a first row is already an article: a date, address, number or long text stands in no header."""
    return any(
        len(cell) > _NAME_LENGTH or _URL.match(cell) or _NUMBER.fullmatch(cell) or dates.read(cell)
        for cell in map(str.strip, cells)
    )


def guess(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Field to column number (from 1, as text) for the fields that the cells give away.

    The address and date are what reads as such in most rows, the id a column of different values without spaces, the
    text the longest of the others, the title the next.
    """
    width = max((len(row) for row in rows), default=0)
    columns = {
        number: [cell for row in rows if number <= len(row) and (cell := row[number - 1].strip())]
        for number in range(1, width + 1)
    }
    columns = {number: cells for number, cells in columns.items() if cells}
    found: dict[str, int] = {}
    for field, fits in (("url", _is_url), ("date", _is_date), ("external_id", _is_id)):
        number = next((n for n, cells in columns.items() if fits(cells)), None)
        if number is not None:
            found[field] = number
            del columns[number]
    lengths = {number: sum(map(len, cells)) / len(cells) for number, cells in columns.items()}
    prose = sorted((n for n, length in lengths.items() if length >= _HEADLINE), key=lambda n: -lengths[n])[:2]
    if len(prose) == 1:
        found["title" if lengths[prose[0]] <= _HEADLINE_MOST else "text"] = prose[0]
    elif prose:
        found |= {"text": prose[0], "title": prose[1]}
    return {field: str(number) for field, number in found.items()}


def _is_url(cells: list[str]) -> bool:
    return sum(bool(_URL.fullmatch(cell)) for cell in cells) >= _MOST * len(cells)


def _is_date(cells: list[str]) -> bool:
    return sum(not cell.isdecimal() and dates.read(cell) is not None for cell in cells) >= _MOST * len(cells)


def _is_id(cells: list[str]) -> bool:
    short = all(len(cell) <= _NAME_LENGTH and not re.search(r"\s", cell) for cell in cells)
    return short and len(cells) > 1 and len(set(cells)) == len(cells)
