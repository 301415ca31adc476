"""The constant SQL of `sql/`: each statement lies in a file of its own, its values are always bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True, slots=True)
class Query:
    """One statement (or, where nothing is bound, several) and the names of the values it takes."""

    sql: str
    parameters: frozenset[str]


@cache
def query(name: str) -> Query:
    """The statement in `sql/<name>.sql`."""
    sql = _COMMENT.sub("", (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return Query(sql, frozenset(_PARAMETER.findall(sql)))
