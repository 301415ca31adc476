"""Articles on their way into the archive: kept in files beside it until all of them are there, then stored at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.lake import tables
from data.schema import ARTICLES


class Staged:
    """Frames of articles in a scratch folder, given back in the order in which they came.

    Attributes:
        rows: how many articles wait.
    """

    def __init__(self, folder: Path) -> None:
        self.rows = 0
        self._folder = folder
        self._files: list[Path] = []

    def add(self, articles: pd.DataFrame) -> None:
        """Keep articles, checked against the table's contract.

        Raises:
            SchemaError: they break it.
            StoreError: the folder cannot be written.
        """
        path = self._folder / f"{len(self._files):06d}.arrow"
        try:
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, ARTICLES.schema) as writer:
                writer.write_table(ARTICLES.to_arrow(articles))
        except OSError as error:
            raise tables.refused(path, error) from error
        self._files.append(path)
        self.rows += len(articles)

    def __iter__(self) -> Iterator[pa.Table]:
        """Each frame as Arrow, as it was added."""
        for path in self._files:
            with pa.OSFile(str(path), "rb") as file:
                yield pa.ipc.open_file(file).read_all()
