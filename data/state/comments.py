"""What an analyst says of a topic or name in a week; kept by week and id, whatever language either is shown in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.settings import Workspace
from data.state.database import connect, now, number_of

FIRST_WITH_COMMENTS = 9  # number of the state's schema


@dataclass(frozen=True)
class Comment:
    """One comment.

    Attributes:
        week: key of the ISO week, 2017-W08.
        item: id of a theme, topic or story, or of a name, as it was when the comment was made.
        text: untrusted, as typed.
        author: who said so last.
        made_at: when, UTC.
    """

    week: str
    item: str
    text: str
    author: str
    made_at: datetime


def of_week(workspace: Workspace, week: str) -> list[Comment]:
    """The comments of a week, the newest first."""
    if number_of(workspace) < FIRST_WITH_COMMENTS:
        return []
    with connect(workspace) as connection:
        rows = connection.execute(
            "SELECT week, item, text, author, made_at FROM comments WHERE week = ? ORDER BY made_at DESC, item", (week,)
        ).fetchall()
    return [
        Comment(row["week"], row["item"], row["text"], row["author"], datetime.fromisoformat(row["made_at"]))
        for row in rows
    ]


def text_of(connection: sqlite3.Connection, week: str, item: str) -> str:
    """What is said of an item; empty: nothing."""
    row = connection.execute("SELECT text FROM comments WHERE week = ? AND item = ?", (week, item)).fetchone()
    return str(row["text"]) if row else ""


def put(connection: sqlite3.Connection, week: str, item: str, text: str, author: str) -> None:
    """Say this of an item in the place of what was said, within a transaction; an empty text says nothing any more."""
    connection.execute("DELETE FROM comments WHERE week = ? AND item = ?", (week, item))
    if text:
        connection.execute("INSERT INTO comments VALUES (?, ?, ?, ?, ?)", (week, item, text, author, now()))


def drop(connection: sqlite3.Connection, gone: Iterable[str]) -> None:
    """Forget what was said of these items, within a transaction."""
    connection.executemany("DELETE FROM comments WHERE item = ?", [(item,) for item in gone])
