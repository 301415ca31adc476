"""Packed files: what gzip, bzip2, xz or zip hold, each unpacked for as long as it is read and never beyond bounds."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tempfile
import zipfile
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from typing import cast

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.content import ending_of
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.source import Source

MEMBER = 2_000_000_000
"""Bytes of one file unpacked."""
TOTAL = 4_000_000_000
"""Bytes of all files of an archive unpacked."""
RATIO = 200
"""Times a file may grow once it is larger than `SMALL`; real texts grow 3 to 20 times."""
SMALL = 20_000_000
MEMBERS = 100_000
DEPTH = 2
"""Archives in an archive: a packed table in a zip, no more."""

_CHUNK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_HEAD = 65_536
_NAMED = 1_000

SourceOf = Callable[[Path, dict[str, str], str, str, int], Source]
"""The source of a file: its path, mapping, name, the name that tells its kind, and in how many archives it lies."""
WhyNot = Callable[[str], str | None]
"""Why a file of this name is not read."""


@dataclass
class Said(Source):
    """A part that is no file: rows that say what is not read, or the error that the whole of it is."""

    said: list[Rejected | LeftOut] = field(default_factory=list)
    error: UsageError | None = None
    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        yield from self.said
        if self.error:
            raise self.error


@dataclass(frozen=True, slots=True)
class Opening:
    """How the files in an archive are opened.

    Attributes:
        called: the archive's name without its folders; the ending before ".gz" tells what is in it.
        depth: in how many archives it lies itself.
        source_of, why_not: see `kinds`.
    """

    called: str
    depth: int
    source_of: SourceOf
    why_not: WhyNot


class Packed(Source):
    """A packed file. Its parts are what it holds; a part lies in a temporary file until the next one is asked for."""

    def __init__(self, path: Path, mapping: dict[str, str], name: str, opening: Opening) -> None:
        super().__init__(path, mapping, name)
        self._opening = opening
        self._part: Source | None = None
        self._before, self._share = 0.0, 1.0

    @property
    def done(self) -> float:
        """The part of the file already read, 0..1: the parts before and what is read of this one."""
        return min(self._before + self._share * (self._part.done if self._part else 0.0), 1.0)

    @done.setter
    def done(self, part: float) -> None:
        self._before, self._part = part, None

    def parts(self) -> Iterator[Source]:
        if self._opening.depth >= DEPTH:
            refusal = f"{self.name} lies in {self._opening.depth} archives, one within the other; {DEPTH - 1} may be."
            yield Said(self.path, name=self.name, error=UsageError(refusal, "Unpack the outer one."))
            return
        for part in self._parts():
            self._part = part
            yield part

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        """The rows of all parts.

        Raises:
            UsageError: nothing in it can be read; names why for the first part that cannot.
        """
        refused: list[UsageError] = []
        read = False
        for part in self.parts():
            try:
                for row in part.rows():
                    read = read or not isinstance(row, LeftOut)
                    yield row
            except UsageError as error:
                refused.append(error)
                if read:
                    yield Rejected(part.name, 1, str(error))
        if not read:
            raise refused[0] if refused else _holds_nothing(self.name)

    @abstractmethod
    def _parts(self) -> Iterator[Source]:
        """The same as `parts`, within the depth."""

    def _opened(self, path: Path, name: str, called: str) -> Iterator[Source]:
        """The parts of an unpacked file."""
        try:
            yield from self._opening.source_of(path, self.mapping, name, called, self._opening.depth + 1).parts()
        except UsageError as error:
            yield Said(path, name=name, error=error)


class PackedStream(Packed):
    """A file packed by gzip, bzip2 or xz: one file, which is called as the packed one is."""

    def _parts(self) -> Iterator[Source]:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="svodka-")))
            path = folder / "unpacked"
            cut = ""
            try:
                packed = stack.enter_context(self._open())
                unpack(packed, path, self.name, self.path.stat().st_size)
            except UsageError as error:
                yield Said(self.path, name=self.name, error=error)
                return
            except LIBRARY_ERRORS as error:
                cut = " ".join(str(error).split())[:200] or type(error).__name__
            if cut and not _whole_lines(path):
                yield Said(self.path, name=self.name, error=damaged(self.name, "packed file", cut))
                return
            yield from self._opened(path, self.name, PurePosixPath(self._opening.called).stem)
            if cut:
                size = path.stat().st_size
                reason = f"the packed file breaks off after {size:,} bytes unpacked: {cut}"
                yield Said(self.path, name=self.name, said=[Rejected(self.name, 1, reason)])

    def _open(self) -> BufferedIOBase:
        with self.path.open("rb") as file:
            kind = ending_of(file.read(_HEAD))
        opens: dict[str, Callable[[Path], BufferedIOBase]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
        if kind not in opens:
            raise damaged(self.name, "packed file")
        return opens[kind](self.path)


class PackedFolder(Packed):
    """A zip archive."""

    def _parts(self) -> Iterator[Source]:
        try:
            archive = zipfile.ZipFile(self.path)
        except LIBRARY_ERRORS as error:
            yield Said(self.path, name=self.name, error=damaged(self.name, "zip archive", error))
            return
        with archive:
            members = [member for member in archive.infolist() if _is_meant(member)]
            reasons = [(member, self._opening.why_not(_name(member))) for member in members]
            members = [member for member, reason in reasons if not reason]
            if refusal := self._refusal(members):
                yield Said(self.path, name=self.name, error=refusal)
                return
            size, left = max(sum(member.compress_size for member in members), 1), TOTAL
            for member in members:
                self._share = member.compress_size / size
                yield from self._member(archive, member, left)
                left -= member.file_size
                self.done = self._before + self._share
            yield from self._left_out([(_name(member), reason) for member, reason in reasons if reason])

    def _left_out(self, unread: list[tuple[str, str]]) -> Iterator[Source]:
        """The part that names the files of no kind that is read; of very many the last ones are counted."""
        said: list[Rejected | LeftOut] = [LeftOut(f"{self.name}/{name}", 1, reason) for name, reason in unread[:_NAMED]]
        if further := len(unread) - len(said):
            said.append(LeftOut(self.name, 1, "further files of no kind that can be imported", further))
        if said:
            yield Said(self.path, name=self.name, said=said)

    def _refusal(self, members: list[zipfile.ZipInfo]) -> UsageError | None:
        """Why the archive as a whole is not opened."""
        size = sum(member.file_size for member in members)
        if len(members) > MEMBERS:
            return UsageError(f"{self.name} holds {len(members):,} files; {MEMBERS:,} may be.", "Unpack it.")
        if size > TOTAL:
            return UsageError(f"{self.name} unpacks to {size:,} bytes; {TOTAL:,} may be.", "Unpack it in parts.")
        if members and all(member.flag_bits & _ENCRYPTED for member in members):
            return UsageError(f"{self.name} is protected with a password.", "Unpack it and import the folder.")
        return None if members else _holds_nothing(self.name)

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> Iterator[Source]:
        name = f"{self.name}/{_name(member)}"
        if member.flag_bits & _ENCRYPTED:
            error = UsageError(f"{name} is protected with a password.", "Unpack it and import the folder.")
            yield Said(self.path, name=name, error=error)
            return
        with tempfile.TemporaryDirectory(prefix="svodka-") as folder:
            path = Path(folder) / "unpacked"
            try:
                with archive.open(member) as packed:
                    unpack(cast("BufferedIOBase", packed), path, name, member.compress_size, left)
            except UsageError as error:
                yield Said(self.path, name=name, error=error)
            except LIBRARY_ERRORS as error:
                yield Said(self.path, name=name, error=damaged(name, "file that this zip archive can unpack", error))
            else:
                yield from self._opened(path, name, name)


def unpack(packed: BufferedIOBase, path: Path, name: str, size: int, left: int = TOTAL) -> None:
    """Write a packed file out.

    Raises:
        UsageError: it grows beyond `MEMBER`, beyond what is `left`, or by more than `RATIO` times its packed size.
    """
    most = min(MEMBER, left, max(SMALL, RATIO * size))
    written = 0
    with path.open("wb") as file:
        while chunk := packed.read1(_CHUNK):  # what comes before a cut is given, unlike by read
            written += len(chunk)
            if written > most:
                raise UsageError(
                    f"{name} has {size:,} bytes packed and over {most:,} unpacked, which no texts have.",
                    "Unpack it yourself if you trust it.",
                )
            file.write(chunk)


def _holds_nothing(name: str) -> UsageError:
    return UsageError(f"{name} holds no file that can be imported.", "Check which archive was meant.")


def _whole_lines(path: Path) -> int:
    """Take the last line off a file that is cut within it; how many bytes stay."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(size - _CHUNK, 0))
        ends = file.read().rfind(b"\n") + 1
        file.truncate(start + ends if ends else size)
    return path.stat().st_size


def _is_meant(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file that somebody put there, not a folder or what systems leave behind."""
    parts = PurePosixPath(_name(member)).parts
    return not member.is_dir() and not any(
        (part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts
    )


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name as its maker wrote it: without a flag Russian systems write cp866. It names, it is no path."""
    if member.flag_bits & _UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return member.filename
