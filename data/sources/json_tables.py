"""Tables as programs write them in JSON: rows without names beside their header, and columns of values by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.sources.columns import recognise_some
from data.sources.json_value import TELLING, as_text

TABLES = (("columns", "data"), ("columns", "rows"), ("columns", "values"), ("fields", "rows"), ("header", "rows"))
"""Keys of an object that holds rows without names: of the list that names their values, and of the rows."""

_LANGUAGE = 2


def header_of(value: Mapping[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """The key of rows without names, and the names (pandas writes so with orient="split"); None: no such table."""
    for header, rows in TABLES:
        held, listed = value.get(rows), value.get(header)
        if isinstance(held, list) and isinstance(listed, list) and listed and held and isinstance(held[0], list):
            named = tuple(map(as_text, listed))
            if recognise_some(named, {}).tell():
                return rows, named
    return None


def is_by_columns(value: Mapping[str, Any]) -> bool:
    """Whether each key is a column, an object of values by the same row labels (pandas' usual form)."""
    columns = list(value.values())
    if not all(isinstance(column, dict) and column for column in columns):
        return False
    labels = columns[0].keys()
    told = all(label.isdecimal() for label in labels) or (len(columns) > 1 and not _language_or_part(labels))
    return told and all(column.keys() == labels for column in columns[1:])


def _language_or_part(labels: Iterable[str]) -> bool:
    """Whether keys are what one value has, {"rendered": …} or {"ru": …, "en": …}, and no row labels."""
    return any(label in TELLING or (len(label) == _LANGUAGE and label.isalpha()) for label in labels)


def by_rows(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of such a table."""
    labels = next(iter(value.values()))
    for label in labels:
        yield {name: column[label] for name, column in value.items()}
