"""What every source gives: its rows, once or again from the start, and how far they have been read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError


@dataclass
class Source(ABC):
    """One file, or a part of one.

    Attributes:
        path: the file where its bytes lie; it exists and is regular.
        mapping: field to column name, as the user said.
        name: what rows and reports call it: the path, or for a file within another both ("news.zip/a.csv").
        done: the part of the file already read, 0..1.
        has_column: whether its dates stand in a column that can be judged as a whole.
    """

    path: Path
    mapping: dict[str, str] = field(default_factory=dict)
    name: str = ""
    done: float = field(default=0.0, init=False)
    has_column: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        self.name = self.name or str(self.path)

    def parts(self) -> Iterator[Source]:
        """What is read one after the other, each with columns of its own: itself, or what an archive holds.

        A part may be read until the next one is asked for.

        Raises:
            UsageError: it cannot be opened as its kind at all.
        """
        yield self

    @abstractmethod
    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        """All rows from the first, in order; a row that cannot be read is `Rejected` and reading goes on.

        Raises:
            UsageError: the file as a whole cannot be read as this kind, or has no column for title or text.
        """

    def dates(self) -> Iterator[str | None]:
        """The date of every row, as read; where the file breaks off, those before."""
        try:
            yield from (row.fields.get("date") for row in self.rows() if isinstance(row, RawRow))
        except (UsageError, OSError):
            return  # reading the rows will say so

    def understood(self) -> dict[str, list[str]]:
        """Field to column names, as far as the rows read so far tell; empty for kinds without columns."""
        return {}

    def unused(self) -> dict[str, str | None]:
        """Columns that hold something and are not used, each with the field it looks like (None: like none)."""
        return {}
