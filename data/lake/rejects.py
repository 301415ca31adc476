"""Rows that were not stored, kept so that they can be mended: one JSON object a line, one file for each file read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from data.article.raw import Rejected
from data.lake.tables import refused

_LONGEST_NAME = 80


class Rejects:
    """Writes WORKSPACE/rejected/<name>-<run>.jsonl with {"file", "line", "reason", "row"} as rows come.

    Attributes:
        paths: the files written, in order.
    """

    def __init__(self, folder: Path, run: str) -> None:
        self.paths: list[Path] = []
        self._folder = folder
        self._run = run
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def add(self, rejected: Rejected) -> None:
        """Write one row.

        Raises:
            StoreError: the folder cannot be written to.
        """
        name = re.sub(r"[^\w.-]+", "_", Path(rejected.file).stem)[:_LONGEST_NAME]
        path = self._folder / f"{name}-{self._run}.jsonl"
        line = json.dumps(rejected.as_json(), ensure_ascii=False, default=str)
        if not line.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in line):
            line = json.dumps(rejected.as_json(), default=str)
        try:
            file = self._open(path)
            file.write(line + "\n")
            file.flush()
        except OSError as error:
            raise refused(path, error) from error

    def _open(self, path: Path) -> IO[str]:
        if self._file is None or not self.paths or self.paths[-1] != path:
            self._close()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8")
            self.paths = [*(p for p in self.paths if p != path), path]
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
