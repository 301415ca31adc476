"""The constant SQL of `sql/`: each statement lies in a file of its own, its values are always bound.

Four things are written into a statement before DuckDB sees it. `passing(…)` and `passing_names(…)`, the articles (and
their names) that pass a filter, become a scan under the conditions that are on: to plan filters that are off takes
longer than to scan a hundred thousand rows. `units(text, publisher)` becomes the count of the unit asked for, and
`period_of($by)` the column that holds the first day of an article's day, week or month. `placed_in($level)` becomes the
column that holds an article's theme, topic or story (for texts: that of the text's first article), `reason_of($level)`
the one that says why it has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.filter import Level, Step, Unit

FOLDER = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")
_PASSING = re.compile(r"\bpassing(_names)?\(([^)]*)\)")
_UNITS = "units(text, publisher)"
_PERIOD = "period_of($by)"
_PLACED = "placed_in($level)"
_REASON = "reason_of($level)"
_COUNTS: dict[Unit, str] = {
    "articles": "count(*)",
    "texts": "count(DISTINCT text)",
    "outlets": "count(DISTINCT publisher)",
}
_CONDITIONS = (
    ("day >= {}",),
    ("day <= {}",),
    ("list_contains({}, language)",),
    ("list_contains({}, outlet)",),
    ("list_contains({}_theme, theme)", "list_contains({}_topic, topic)", "list_contains({}_story, story)"),
    ("article IN (SELECT article FROM chosen WHERE choice = {})",),
    ("article IN (SELECT article FROM chosen WHERE choice = {})",),
)
"""What the arguments of `passing` mean, in their order: first and last day, languages, outlets, topics (bound for each
level apart, one of them is enough), and the numbers of the sets of articles that names and words chose. NULL: no such
condition."""


@dataclass(frozen=True, slots=True)
class Query:
    """One statement (or, where nothing is bound, several) and the names of the values it takes."""

    sql: str
    parameters: frozenset[str]


def query(name: str, values: Mapping[str, Any] | None = None) -> Query:
    """The statement in `sql/<name>.sql`, composed for these values."""
    values = values or {}
    off = frozenset(key for key, value in values.items() if value is None)
    return _composed(name, values.get("unit", "articles"), values.get("by"), values.get("level", "topic"), off)


@lru_cache(maxsize=1024)
def _composed(name: str, unit: Unit, by: Step | None, level: Level, off: frozenset[str]) -> Query:
    def scan(found: re.Match[str]) -> str:
        arguments = [argument.strip() for argument in found[2].split(",")]
        pairs = zip(_CONDITIONS, arguments, strict=True)
        asked = [[either.format(each) for either in condition] for condition, each in pairs if each != "NULL"]
        on = [[each for each in either if off.isdisjoint(_PARAMETER.findall(each))] for either in asked]
        where = " WHERE " + " AND ".join(f"({' OR '.join(either)})" for either in on if either) if any(on) else ""
        return f"(SELECT * FROM {'named' if found[1] else 'narrow'}{where})"

    sql = _PASSING.sub(scan, _text(name))
    if _UNITS in sql:
        sql = sql.replace(_UNITS, _COUNTS[unit])
    if by:
        sql = sql.replace(_PERIOD, by)
    sql = sql.replace(_PLACED, f"text_{level}" if unit == "texts" else level).replace(_REASON, f"{level}_reason")
    return Query(sql, frozenset(_PARAMETER.findall(sql)))


@cache
def _text(name: str) -> str:
    return _COMMENT.sub("", (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
