"""Import and analysis as a process of its own, started from a page and independent of it.

The page starts `python -m dashboard.job`, which runs the commands one after the other; both enter their progress in the
workspace's state, where any page of any session can watch it. Closing the browser or the page stops nothing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.settings import Workspace

ROOT = Path(__file__).resolve().parents[1]
SOME_REJECTED = 1


def start(workspace: Workspace, imports: Sequence[str] = ()) -> None:
    """Start it and return at once.

    Args:
        imports: arguments of `svodka import`; empty: only analyse.
    """
    _begin(workspace, "dashboard.job", str(workspace.root), *imports)


def forget(workspace: Workspace, import_id: str) -> None:
    """Start undoing an import, and return at once."""
    _begin(workspace, "svodka", "--workspace", str(workspace.root), "forget", "--import", import_id)


def _begin(workspace: Workspace, module: str, *arguments: str) -> None:
    workspace.root.mkdir(parents=True, exist_ok=True)
    with workspace.job_log.open("ab") as log:
        subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def import_arguments(
    paths: Sequence[Path], mapping: Mapping[str, str], outlet: str = "", language: str = "", zone: str = ""
) -> list[str]:
    """What `svodka import` is told; empty values are left out."""
    options = {"--outlet": outlet, "--language": language, "--zone": zone}
    said = [part for name, value in options.items() if value for part in (name, value)]
    columns = [part for name, column in mapping.items() if column for part in ("--map", f"{name}={column}")]
    return [*said, *columns, "--", *map(str, paths)]


def run(root: str, imports: Sequence[str]) -> int:
    """Run the commands; analyse only what was imported without a failure. Returns the last one's exit code."""
    code = 0
    if imports:
        code = _svodka(root, "import", *imports)
    return code if code > SOME_REJECTED else _svodka(root, "analyse")


def _svodka(root: str, *arguments: str) -> int:
    command = [sys.executable, "-m", "svodka", "--workspace", root, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own interpreter, no shell


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
