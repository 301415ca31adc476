"""What a JSON value says as a cell of a table."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

TELLING = (
    *("name", "title", "rendered", "value", "text", "#text", "content", "main", "$date", "$oid", "$numberLong"),
    *("$numberInt", "$numberDouble", "$numberDecimal", "$t", "_text", "__text", "__cdata", "url", "href", "@id"),
)
"""Keys of a nested object, best first, whose value stands for it: {"source": {"id": 1, "name": "Вестник"}}."""

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\s*$", re.IGNORECASE)
_USUAL_EPOCH = 13


def as_text(value: Any) -> str:
    """A JSON value as a cell's text; of a nested object what stands for it, of a list its parts by lines.

    A list in which text and objects with a text alternate is one running text, cut where its form changes.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        if "$date" in value:
            return _moment(as_text(value["$date"]))
        return as_text(next((value[key] for key in TELLING if value.get(key)), None))
    if isinstance(value, list):
        if {str, dict} <= set(map(type, value)):
            return as_running_text(value)
        return "\n".join(part for part in map(as_text, value) if part)
    return _plain(value)


def as_running_text(value: Any) -> str:
    """The same for a text in pieces: joined as they are."""
    if not isinstance(value, list):
        return as_text(value)
    return "".join(as_text(part["text"] if isinstance(part, dict) and "text" in part else part) for part in value)


def as_utc(value: Any) -> str:
    """The same for a time in UTC that does not say so; one of zeros is none."""
    text = as_text(value).strip()
    if not text or text.startswith("0000"):
        return ""
    return text if _ZONE.search(text) or ":" not in text else f"{text}Z"


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _moment(text: str) -> str:
    """Milliseconds since 1970 that do not look like it, by their number of digits, are written out."""
    if len(text) == _USUAL_EPOCH or not re.fullmatch(r"-?\d{1,14}", text):
        return text
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text))).isoformat()
