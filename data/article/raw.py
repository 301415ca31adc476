"""What a source yields: rows as read, rows that cannot be read, and rows that are no article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = ("title", "text", "date", "outlet", "external_id", "channel", "url", "language")
"""What a source may know of an article; every value is text as read.

`external_id` is the file's own number or key, `channel` what it is unique within where that is no outlet: a chat, say.
"""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One article as a source yields it.

    Attributes:
        file, line: where it stands, as a person would look for it; line 1 is the file's first.
        fields: values by the names of `FIELDS`, as read; an absent or empty one is not known.
        source: the row as the file has it, for the report if it is rejected.
        as_read: what stands for the text in the identity where `text` is already an extract (a saved page).
        own: columns of our own export that go beside the fields (`article_id` among them); None: no export of ours.
    """

    file: str
    line: int
    fields: dict[str, str]
    source: Any = None
    as_read: str | None = None
    own: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be read, or has neither title nor text; `row` is what could be read of it."""

    file: str
    line: int
    reason: str
    row: Any = None

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "reason": self.reason, "row": self.row}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is read and is no article, by its kind: a service message, a row of totals, a sheet, the head of a report.

    Attributes:
        file, line: where it begins.
        reason: what it is, in words that group: the report counts by file and reason.
        rows: how many rows it stands for.
    """

    file: str
    line: int
    reason: str
    rows: int = 1
