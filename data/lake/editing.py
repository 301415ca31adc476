"""What edits of names and of topics have in common: they are refused alike, published as an edition, and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from data.errors import UsageError
from data.lake.change import Change
from data.lake.transaction import change
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit

LONGEST_NAME = 200
"""Characters of a name or form that someone gives."""
Needs = Mapping[str, Mapping[str, type]]
"""What each kind of edit must say, and as what."""


class Refused(UsageError):
    """An edit that cannot be made.

    Attributes:
        why: a short stable name of the reason, for whoever says it in another language.
        values: what it speaks of, by name.
    """

    def __init__(self, why: str, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message, hint)
        self.why = why
        self.values = values


def undo(workspace: Workspace, number: int, author: str) -> Edit:
    """Take back an edit of a name or a topic, or what was undone; all later ones stay.

    Raises:
        Refused: no edit has this number, or it is undone already.
        Locked: another process writes for too long.
    """
    with change(workspace, "edit") as found:
        log = edits.log(workspace)
        edit = next((each for each in log if each.number == number), None)
        if edit is None or edit.content["what"] == "forgotten":
            last = f"The last is {log[-1].number}." if log else "There is none yet."
            raise Refused("no_edit", f"There is no edit {number}.", last, number=number)
        undone = next((e for e in log if e.content.get("edit") == number and e.content["what"] == "undo"), None)
        if edit.content["what"] != "undo" and edit not in edits.in_force(log):
            hint = f"Undo {undone.number} to have it back." if undone else ""
            raise Refused("undone", f"Edit {number} is undone already.", hint, number=number)
        (made,) = published(found, [row(log[-1].number + 1, edit.about, author, {"what": "undo", "edit": number})])
        return made


def row(number: int, about: str, author: str, content: Mapping[str, Any]) -> Edit:
    """An edit as it is being made."""
    return Edit(number, about, author, datetime.now(UTC), content)


def published(found: Change, made: Sequence[Edit]) -> list[Edit]:
    """Add edits to the log and publish an edition that follows them; without any none."""

    def also(connection: sqlite3.Connection, number: int) -> None:
        del number
        edits.add(connection, [(each.number, each.about, each.author, each.content) for each in made])

    if made:
        found.publish(also=also, edits=made[-1].number)
    return list(made)


def check_said(  # noqa: PLR0913 - each is named where it is called
    things: str,
    needs: Needs,
    content: Mapping[str, Any],
    *,
    texts: Sequence[str],
    lists: Sequence[str],
    may_lack: tuple[str, str] | None = None,
) -> None:
    """Check that an edit is of a known kind and says all that it needs.

    Args:
        things: what it is an edit of, in the plural.
        needs: of all kinds.
        content: the edit.
        texts, lists: keys that hold a text, or a list of texts.
        may_lack: a kind, and which of what it needs may be empty.
    Raises:
        Refused: it does not.
    """
    what = str(content.get("what"))
    if what not in needs:
        raise Refused(
            "unknown", f"An edit of {things} cannot {what!r}.", f"Choose one of {', '.join(needs)}.", what=what
        )
    for key, kind in needs[what].items():
        none = not content.get(key) and kind is not bool and (what, key) != may_lack
        if not isinstance(content.get(key), kind) or none:
            hint = f"It needs {', '.join(needs[what])}."
            raise Refused("lacks", f"The edit {what!r} does not say {key}.", hint, what=what, key=key)
    odd = [key for key in texts if key in content and not isinstance(content[key], str)]
    odd += [key for key in lists if key in content and not _is_texts(content[key])]
    if odd:
        said = f"What the edit {what!r} says as {odd[0]} is no text."
        raise Refused("lacks", said, "Put it in quotes.", what=what, key=odd[0])


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def check_length(why: str, text: str, most: int = LONGEST_NAME, what: str = "name") -> None:
    """Check that someone gave a text that is neither empty nor too long.

    Raises:
        Refused: it is; `why` names the reason.
    """
    if len(text.strip()) not in range(1, most + 1):
        said = f"A {what} has 1 to {most} characters, this one {len(text)}."
        raise Refused(why, said, most=most, long=len(text))
