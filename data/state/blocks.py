"""Repeated blocks that a user wants counted as text: an analysis takes them for clutter otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import pandas as pd

from data.settings import Workspace
from data.state.database import connect, number_of

FIRST_WITH_BLOCKS = 3  # number of the state's schema


def counted(workspace: Workspace) -> pd.DataFrame:
    """The blocks that count as text: outlet, block."""
    rows: list[tuple[str, str]] = []
    if number_of(workspace) >= FIRST_WITH_BLOCKS:
        with connect(workspace) as connection:
            rows = [tuple(row) for row in connection.execute("SELECT outlet, block FROM counted_blocks")]
    return pd.DataFrame(rows, columns=["outlet", "block"], dtype="str")


def count(workspace: Workspace, outlet: str, block: str) -> None:
    """Count a block as text from the next analysis on."""
    with connect(workspace) as connection:
        connection.execute("INSERT OR IGNORE INTO counted_blocks VALUES (?, ?)", (outlet, block))


def leave_out(workspace: Workspace, outlet: str, block: str) -> None:
    """Take a block for clutter again from the next analysis on."""
    with connect(workspace) as connection:
        connection.execute("DELETE FROM counted_blocks WHERE outlet = ? AND block = ?", (outlet, block))


def keep_only(connection: sqlite3.Connection, left: Iterable[tuple[str, str]]) -> None:
    """Forget what was said of all other blocks, within a transaction: no article has their words any more."""
    kept = set(left)
    for row in connection.execute("SELECT outlet, block FROM counted_blocks").fetchall():
        if tuple(row) not in kept:
            connection.execute("DELETE FROM counted_blocks WHERE outlet = ? AND block = ?", tuple(row))
