"""The constant SQL of `sql/`: each statement lies in a file of its own, its values are always bound.

A statement runs as it is written. What statements have in common, above all which articles pass a filter, are macros of
DuckDB's that every session has (`sql/macros.sql`). A reader asks a statement of the same meaning that is planned
sooner: the macros are written out, without the conditions that are off and without the units, steps and levels that are
not asked for. `benchmarks/filters.py` says what this brings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")
_MACRO = re.compile(r"CREATE MACRO (\w+)\(([^)]*)\) AS (?:TABLE )?(.*?);")
_CASE = re.compile(r"CASE \$(unit|by|level) .* END")
_BRANCH = re.compile(r"(?:WHEN '(\w+)' THEN|ELSE) (.+?)(?= WHEN | ELSE | END$)")


@dataclass(frozen=True, slots=True)
class Query:
    """One statement (or, where nothing is bound, several) and the names of the values it takes."""

    sql: str
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of `sql/macros.sql`, its body in one line."""

    name: str
    parameters: tuple[str, ...]
    body: str

    def of(self, arguments: str) -> str:
        """The body with these arguments, which hold no comma and no bracket."""
        given = dict(zip(self.parameters, arguments.split(", "), strict=True))
        return re.sub(r"(?<![.$'\w])\w+", lambda word: given.get(word[0], word[0]), self.body)


@cache
def written(name: str) -> Query:
    """The statement in `sql/<name>.sql` as it is written there."""
    sql = _COMMENT.sub("", (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return Query(sql, frozenset(_PARAMETER.findall(sql)))


def query(name: str, values: Mapping[str, Any]) -> Query:
    """The statement that gives these values the answer of the written one, and is planned sooner."""
    choices = frozenset((key, values[key]) for key in ("unit", "by", "level") if key in values)
    return _composed(name, choices, frozenset(key for key, value in values.items() if value is None))


@lru_cache(maxsize=1024)
def _composed(name: str, choices: frozenset[tuple[str, str]], off: frozenset[str]) -> Query:
    sql = written(name).sql
    for macro in reversed(_macros()):  # each may call those before it

        def written_out(call: re.Match[str], macro: Macro = macro) -> str:
            return f"({_folded(macro.of(call[1]), dict(choices), off)})"

        sql = re.sub(rf"\b{macro.name}\(([^()]*)\)", written_out, sql)
    return Query(sql, frozenset(_PARAMETER.findall(sql)))


@cache
def _macros() -> tuple[Macro, ...]:
    text = " ".join(written("macros").sql.split())
    return tuple(Macro(name, tuple(names.split(", ")), body) for name, names, body in _MACRO.findall(text))


def _folded(body: str, choices: Mapping[str, str], off: frozenset[str]) -> str:
    """Of a choice what is chosen; of conditions, `(… IS NULL OR …) AND …`, those that are on."""
    if (case := _CASE.fullmatch(body)) and case[1] in choices:
        branches: dict[str, str] = dict(_BRANCH.findall(body))
        return branches.get(choices[case[1]]) or branches.get("", "NULL")
    if not body.startswith("("):
        return body
    conditions = [[part for part in each[1:-1].split(" OR ") if _is_on(part, off)] for each in body.split(" AND ")]
    return " AND ".join(f"({' OR '.join(parts)})" for parts in conditions if parts) or "TRUE"


def _is_on(part: str, off: frozenset[str]) -> bool:
    """Whether a part of a condition asks for a value that is there, and not whether it is."""
    return "NULL" not in part and off.isdisjoint(_PARAMETER.findall(part))
