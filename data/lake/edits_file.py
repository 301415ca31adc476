"""Edits of names or of topics as a TOML file: written by one archive, taken over by another."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.errors import UsageError
from data.state.edits import Edit, in_force, made_by

KEYS: Mapping[str, tuple[str, ...]] = {
    "name": ("what", "entity", "into", "other", "forms", "name", "kind"),
    "topic": (
        *("what", "topic", "into", "name", "text", "level", "language"),
        *("words", "phrases", "articles", "article", "belongs"),
    ),
}
"""By what edits are about all that they may say."""
IDS = ("entity", "into", "other", "topic")
"""Keys of an edit that hold an id."""


def written(log: Sequence[Edit], about: str) -> str:
    """The edits of names or of topics in force as TOML, in order; the number of each names what it made."""
    return "\n".join(_table(edit) for edit in in_force(log, about))


def read(path: Path, first: int, about: str) -> list[dict[str, Any]]:
    """Edits as `name_editing.edit_names` or `topic_editing.edit_topics` takes them.

    Args:
        path: a file that `written` wrote, or one like it.
        first: the number that the first of them is going to have: what the others say of what it made is said of its
            new id.
        about: `name` or `topic`; where a file does not say what it is about it is names.
    Raises:
        UsageError: the file cannot be read, is no TOML, or holds something else than these edits.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("edit", [])
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML: {error}.", "Correct that line.") from error
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path} holds no edits.", "Each begins with a line [[edit]].")
    other = next((said for table in tables if (said := table.get("about", "name")) != about), None)
    if other is not None:
        raise UsageError(f"{path} holds edits of {other}s, not of {about}s.", f"Run `svodka {other}s import`.")
    ids = {made_by(table["number"]): made_by(new) for new, table in enumerate(tables, first) if "number" in table}
    return [_renumbered(table, ids, KEYS[about]) for table in tables]


def _table(edit: Edit) -> str:
    lines = [f"number = {edit.number}", f"author = {_value(edit.author)}", f"made_at = {edit.made_at.isoformat()}"]
    lines += [f"{key} = {_value(edit.content[key])}" for key in KEYS[edit.about] if edit.content.get(key) is not None]
    return "\n".join(["[[edit]]", f'about = "{edit.about}"', *lines, ""])


def _value(value: Any) -> str:
    """A text, texts, or yes or no; what JSON writes of them is TOML too but for the one character that TOML refuses."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _renumbered(table: Mapping[str, Any], ids: Mapping[str, str], keys: Sequence[str]) -> dict[str, Any]:
    found = {key: table[key] for key in keys if key in table}
    return found | {key: ids.get(found[key], found[key]) for key in IDS if isinstance(found.get(key), str)}
