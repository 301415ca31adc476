"""Edits of names as a TOML file: written by one archive, taken over by another."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.errors import UsageError
from data.lake.name_edits import split_off
from data.state.edits import Edit, in_force

KEYS = ("what", "entity", "into", "other", "forms", "name", "kind")


def written(log: Sequence[Edit]) -> str:
    """The edits in force as TOML, in order; the number of each names what it split off."""
    return "\n".join(_table(edit) for edit in in_force(log) if edit.content["what"] != "forgotten")


def read(path: Path, first: int) -> list[dict[str, Any]]:
    """Edits as `editing.edit_names` takes them.

    Args:
        path: a file that `written` wrote, or one like it.
        first: the number that the first of them is going to have: what the others say of what it split off is said of
            its new id.
    Raises:
        UsageError: the file cannot be read, is no TOML, or holds something else than edits.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("edit", [])
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML: {error}.", "Correct that line.") from error
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path} holds no edits.", "Each begins with a line [[edit]].")
    ids = {split_off(table["number"]): split_off(new) for new, table in enumerate(tables, first) if "number" in table}
    return [_renumbered(table, ids) for table in tables]


def _table(edit: Edit) -> str:
    lines = [f"number = {edit.number}", f"author = {_value(edit.author)}", f"made_at = {edit.made_at.isoformat()}"]
    lines += [f"{key} = {_value(edit.content[key])}" for key in KEYS if key in edit.content]
    return "\n".join(["[[edit]]", *lines, ""])


def _value(value: Any) -> str:
    """Text or a list of texts; what JSON writes of these is TOML too, but for the one character that TOML refuses."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _renumbered(table: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    found = {key: table[key] for key in KEYS if key in table}
    return found | {key: ids.get(found[key], found[key]) for key in ("entity", "into", "other") if key in found}
