"""A change of the archive on its way: it writes tables, then publishes them together as one edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import pyarrow as pa

from data.lake import tables
from data.schema import TABLES, Table
from data.settings import Workspace
from data.state import runs
from data.state.editions import Also, Edition, publish


@dataclass
class Change:
    """What a step holds between taking the lock and publishing.

    Attributes:
        before: the edition on which everything is written; one without any table where there is none yet.
        step: what is being done: `import`, `analyse`, `forget`, `migrate`, `edit`.
        damaged: whether a derived table lost rows: an analysis must make all of them anew.
        versions: of every table, as written so far.
        pending: attributes of the next edition that are settled already.
    """

    workspace: Workspace
    before: Edition
    step: str
    damaged: bool = False
    versions: dict[str, int | None] = field(init=False)
    pending: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.versions = {table.name: self.before.versions.get(table.name) for table in TABLES}

    def read(self, table: Table, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table as this change has it so far, see `tables.read`."""
        version = self.versions[table.name]
        if version is None:
            return table.empty()[list(columns or table.columns)]
        return tables.read(self.workspace, table, version, columns)

    def read_arrow(self, table: Table) -> pa.Table:
        """The same as Arrow."""
        version = self.versions[table.name]
        return table.schema.empty_table() if version is None else tables.read_arrow(self.workspace, table, version)

    def append(self, table: Table, rows: pd.DataFrame | pa.Table) -> None:
        """Add rows, see `tables.append`."""
        self.versions[table.name] = tables.append(self.workspace, table, rows)

    def append_batches(self, table: Table, batches: Iterator[pa.Table]) -> None:
        """Add rows as they come, see `tables.append_batches`."""
        self.versions[table.name] = tables.append_batches(self.workspace, table, batches)

    def overwrite(self, table: Table, rows: pd.DataFrame | pa.Table) -> None:
        """Put these rows in the place of all others."""
        self.versions[table.name] = tables.overwrite(self.workspace, table, rows)

    def delete(self, table: Table, column: str, values: Sequence[str]) -> None:
        """Remove the rows whose column holds one of the values."""
        if self.versions[table.name] is not None:
            self.versions[table.name] = tables.delete(self.workspace, table, column, values)

    def publish(
        self,
        *,
        run_id: int | None = None,
        result: dict[str, Any] | None = None,
        also: Also | None = None,
        **attributes: Any,
    ) -> Edition:
        """Make what was written the latest edition, in one transaction with what else belongs to it.

        Args:
            run_id, result: the run that ends with this, and what it says; the edition's number is added.
            also: writes further rows of the state.
            attributes: those of `Edition` that differ from the edition before.
        Returns:
            The edition, with its number; what is written after it belongs to the next.
        """
        derived = self.before.derived + (self.step not in {"import", "edit"} or bool(self.pending))
        settled: dict[str, Any] = {"versions": dict(self.versions), "step": self.step, "derived": derived}
        settled |= {**self.pending, **attributes}
        if self.damaged and "stages" not in attributes:
            settled["stages"] = {}
        made = replace(self.before, **settled)

        def together(connection: sqlite3.Connection, number: int) -> None:
            if also:
                also(connection, number)
            if run_id is not None:
                runs.close(connection, run_id, "done", {**(result or {}), "edition": number})

        self.before, self.pending = replace(made, edition_id=publish(self.workspace, made, together)), {}
        return self.before
