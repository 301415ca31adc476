"""The cells of a workbook (.xlsx, .xls, .xlsb, .ods) as text, read by calamine in a process of its own.

calamine lays a sheet out in memory from its first cell to its last, so two cells at a sheet's corners ask for half a
terabyte and end the process. The process that ends is this module run as a program, under a limit on its memory; it writes
a sheet's rows to a file, each as a line of JSON, and what asks for them reads that file as often as it likes.

It starts in 50 ms, for it imports nothing of this package.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any

MEMORY = 4 << 30
"""Bytes that reading one workbook may take."""

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_LOCKED, _DAMAGED = 3, 4


class Encrypted(Exception):
    """The workbook asks for a password."""


class Unreadable(Exception):
    """The workbook is damaged, or needs more memory than it may have; the message says which."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet: its name, its merged ranges as (first row, first column, last row, last column), and its rows."""

    name: str
    merged: list[tuple[int, int, int, int]]
    height: int
    _file: IO[bytes]
    _start: int

    def rows(self) -> Iterator[list[str]]:
        """All rows from the sheet's first, cells from its first column."""
        at = self._start
        for _ in range(self.height):
            self._file.seek(at)  # another sheet, or the same one again, may be read in between
            line = self._file.readline()
            at += len(line)
            yield json.loads(line)


@contextmanager
def read_cells(path: Path) -> Iterator[list[SheetCells]]:
    """The sheets of a workbook that hold anything.

    Raises:
        Encrypted, Unreadable: it cannot be read.
    """
    with tempfile.TemporaryFile() as file:
        command = [sys.executable, "-P", __file__, str(path)]
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, check=False)  # noqa: S603 - our own
        if done.returncode == _LOCKED:
            raise Encrypted
        if done.returncode == _DAMAGED:
            raise Unreadable(done.stderr.decode("utf-8", "replace").strip())
        if done.returncode:
            raise Unreadable("its cells lie so far apart that it takes too much memory, or it is damaged")
        yield _sheets(file)


def _sheets(file: IO[bytes]) -> list[SheetCells]:
    file.seek(-20, 2)
    file.seek(int(file.read(20)))
    index = json.loads(file.readline())
    return [SheetCells(name, [tuple(area) for area in merged], height, file, at) for name, merged, height, at in index]


def _write(path: str, out: IO[bytes]) -> None:
    """Write all sheets' rows, then where each sheet begins, then where that is said."""
    from python_calamine import SheetTypeEnum, load_workbook

    book = load_workbook(BytesIO(Path(path).read_bytes()))  # by its bytes: endings lie
    index = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        at, height, before = out.tell(), 0, [""] * (sheet.start[1] if sheet.start else 0)
        for height, row in enumerate(sheet.iter_rows() if sheet.start else (), 1):  # noqa: B007 - counted
            out.write(json.dumps(before + [_text(value) for value in row]).encode() + b"\n")
        if height:
            index.append((about.name, [(*first, *last) for first, last in sheet.merged_cell_ranges or ()], height, at))
    at = out.tell()
    out.write(json.dumps(index).encode() + b"\n" + b"%020d" % at)


def _text(value: Any) -> str:
    """A cell's value: days and times in ISO form, whole numbers without a fraction."""
    if isinstance(value, str):
        return "" if value in _ERRORS else value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _main(path: str) -> int:
    from python_calamine import CalamineError, PasswordError

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit here
    try:
        _write(path, sys.stdout.buffer)
    except PasswordError:
        return _LOCKED
    except (CalamineError, OSError, ValueError) as error:
        sys.stderr.write(str(error).partition("\n")[0][:300])
        return _DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
