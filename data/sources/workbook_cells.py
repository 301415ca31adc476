"""The cells of a workbook (.xlsx, .xls, .xlsb, .ods) as text, read by calamine in a process of its own.

calamine lays a sheet out in memory from its first cell to its last, so two cells at a sheet's corners ask for half a
terabyte and end the process. The process that ends is this module run as a program, under a limit on its memory; it
writes a sheet's rows to a file, each as a line of JSON, and what asks for them reads that file as often as it likes.

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
    """One sheet.

    Attributes:
        merged: ranges of cells joined to one, as first row and column, last row and column, from 0.
        height: how many rows it has.
        error: why it cannot be read; empty if it can.
    """

    name: str
    merged: list[tuple[int, int, int, int]]
    height: int
    error: str
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
    return [
        SheetCells(name, [(a, b, c, d) for a, b, c, d in merged], height, error, file, at)
        for name, merged, height, error, at in index
    ]


def _write(path: str, out: IO[bytes]) -> None:
    """Write all sheets' rows, then where each sheet begins, then where that is said."""
    from python_calamine import CalamineError, SheetTypeEnum

    book = _load(path)
    index: list[tuple[str, list[tuple[int, ...]], int, str, int]] = []
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            at = out.tell()
            try:
                sheet = book.get_sheet_by_name(about.name)
                height = _write_rows(sheet, out)
                index.append((about.name, [(*a, *b) for a, b in sheet.merged_cell_ranges or ()], height, "", at))
            except CalamineError as error:
                index.append((about.name, [], 0, _first_line(error), at))
    at = out.tell()
    out.write(json.dumps(index).encode() + b"\n" + b"%020d" % at)


def _write_rows(sheet: Any, out: IO[bytes]) -> int:
    if sheet.start is None:
        return 0
    before, height = [""] * sheet.start[1], 0
    for row in sheet.iter_rows():
        out.write(json.dumps(before + [_text(value) for value in row]).encode() + b"\n")
        height += 1
    return height


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]


def _load(path: str) -> Any:
    """A workbook by its ending, which says best what is wrong with it, else by its bytes: endings lie."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        return load_workbook(path)
    except PasswordError:
        raise
    except CalamineError as error:
        data = Path(path).read_bytes()
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PasswordError from error
        try:
            return load_workbook(BytesIO(data))
        except PasswordError:
            raise
        except CalamineError:
            raise error from None


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
        sys.stderr.write(_first_line(error))
        return _DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
