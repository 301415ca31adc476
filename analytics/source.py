"""The tables of one edition, whatever is published meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.lake import tables
from data.schema import Table
from data.settings import Workspace
from data.state.editions import Edition


@dataclass(frozen=True)
class Source:
    """What an analysis reads. A table that the edition does not have is empty.

    Attributes:
        workspace: where the edition's files lie.
        edition: what is read, and nothing published later.
    """

    workspace: Workspace
    edition: Edition

    def files(self, table: Table) -> list[Path]:
        """The Parquet files of a table."""
        version = self.edition.versions.get(table.name)
        return [] if version is None else tables.files(self.workspace, table, version)

    def read(
        self, table: Table, columns: Sequence[str] | None = None, ids: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """A table as a frame, see `tables.read`."""
        version = self.edition.versions.get(table.name)
        names = list(columns or table.columns)
        return table.empty()[names] if version is None else tables.read(self.workspace, table, version, names, ids)

    def arrow(self, table: Table, ids: Iterable[str] | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """A table as Arrow, see `tables.read_arrow`."""
        version = self.edition.versions.get(table.name)
        if version is None:
            return table.schema.empty_table().select(columns or table.columns)
        return tables.read_arrow(self.workspace, table, version, ids, columns)

    def ids(self, table: Table) -> pd.Series:
        """The articles that a table speaks of."""
        return self.read(table, ["article_id"])["article_id"]
