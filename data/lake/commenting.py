"""Takes what an analyst says of a topic or name in a week."""

from __future__ import annotations

from data.lake.editing import Refused
from data.lake.migrations import bring_up_to_date
from data.settings import Workspace
from data.state import comments
from data.state.database import connect

LONGEST_COMMENT = 200
"""Characters."""


def comment(  # noqa: PLR0913 - each is named where it is called
    workspace: Workspace, week: str, item: str, text: str, author: str, *, seen: str
) -> None:
    """Say something of an item in a week, from the next read on; it stands on the item's row in the state alone.

    Args:
        workspace: the archive; an older one is brought up to date first.
        week: key of the ISO week.
        item: id of a theme, topic, story or name.
        text: one paragraph, so line breaks become blanks; empty: nothing is said any more.
        author: who says so.
        seen: what was said of it when the author began.
    Raises:
        Refused: it is too long, or someone else said something meanwhile.
        Locked: an older archive is to be changed and another process writes for too long.
    """
    said = " ".join(text.split())
    if len(said) > LONGEST_COMMENT:
        longer = f"A comment has at most {LONGEST_COMMENT} characters, this one {len(said)}."
        raise Refused("comment_length", longer, "Shorten it.", most=LONGEST_COMMENT, long=len(said))
    bring_up_to_date(workspace)
    with connect(workspace) as connection:
        connection.execute("UPDATE comments SET week = week WHERE week = ?", (week,))  # nobody else writes from here on
        now = comments.text_of(connection, week, item)
        if now not in {seen, said}:
            meanwhile = f"Meanwhile the comment became {now!r}." if now else "Meanwhile the comment was removed."
            raise Refused("comment_changed", meanwhile, "Read it, and say yours again.", now=now)
        comments.put(connection, week, item, said, author)
