"""From the paths a user names to the files that are read: regular files, and in folders only those under their root."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import UsageError
from data.sources.kinds import ENDINGS, why_not


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is not read, and why."""

    path: Path
    reason: str


@dataclass
class Found:
    """Files to read, in order; `named` are those the user named one by one."""

    named: list[Path] = field(default_factory=list)
    in_folders: list[Path] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def find(paths: Sequence[Path | str], leave_out: Path) -> Found:
    """Find the files. Hidden ones, and whatever lies in `leave_out` (the workspace itself), are passed over.

    Raises:
        UsageError: a named path is missing, unreadable, or neither a regular file nor a folder; or a folder holds no
            file of a kind that is read.
    """
    found = Found()
    for path in map(Path, paths):
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            before = len(found.in_folders)
            for entry in _walk(path, leave_out.resolve()):
                _sort_in(entry, found)
            if len(found.in_folders) == before:
                raise UsageError(
                    f"{path} holds no file that can be imported.", f"Endings that can: {', '.join(ENDINGS)}."
                )
        elif stat.S_ISREG(mode):
            found.named.append(path)
        else:
            raise UsageError(f"{path} is {_sort_of(mode)}, not a regular file.", "Name a file or a folder.")
    if not paths:
        raise UsageError("No path is given.", "Name a file or a folder.")
    return found


def _mode(path: Path) -> int:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UsageError(f"{path} does not exist.", "Check the path.") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", "Check the path and its rights.") from error
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path} cannot be read: no right to.", "Check the file's rights.")
    return mode


def _walk(folder: Path, leave_out: Path) -> Iterator[Path]:
    """Everything under a folder in the order of names, folders entered, links never followed."""
    for parent, folders, files in os.walk(folder, followlinks=False):
        here = Path(parent)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in links and (here / name).resolve() != leave_out
        )
        yield from (here / name for name in sorted([*files, *links]) if not name.startswith("."))


def _sort_in(path: Path, found: Found) -> None:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        found.skipped.append(Skipped(path, "is a link, which is not followed"))
    elif not stat.S_ISREG(mode):
        found.skipped.append(Skipped(path, f"is {_sort_of(mode)}"))
    elif reason := why_not(path):
        found.skipped.append(Skipped(path, reason))
    elif not os.access(path, os.R_OK):
        found.skipped.append(Skipped(path, "cannot be read: no right to"))
    else:
        found.in_folders.append(path)


def _sort_of(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for test, name in kinds if test(mode)), "no file")
