"""What every kind of file gives: its rows, once or again from the start, and how far they have been read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.article import RawRow, Rejected
from data.errors import UsageError


@dataclass
class Source(ABC):
    """One file.

    Attributes:
        path: the file; it exists and is regular.
        mapping: field to column name, as the user said.
        done: the part of the file already read, 0..1.
        has_column: whether its dates stand in a column that can be judged as a whole.
    """

    path: Path
    mapping: dict[str, str] = field(default_factory=dict)
    done: float = field(default=0.0, init=False)
    has_column: bool = field(default=True, init=False)

    @abstractmethod
    def rows(self) -> Iterator[RawRow | Rejected]:
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
