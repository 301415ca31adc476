"""Rows as a table in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LABELS = ("title", "text", "label", "parent", "name", "outlet", "source", "block")  # cut where a table is too wide
SENTENCES = ("what", "next_step")  # wrapped there
NARROWEST = 8  # letters that are left of a label
SHARES = ("share", "reprints_share", "own_share")


def show(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows; where they are too wide labels and sentences give way, figures never."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    cells = [[Text(_cell(column, row.get(column))) for column in columns] for row in rows]
    heads = [Text(column.replace("_", " ")) for column in columns]
    natural = [max(text.cell_len for text in texts) for texts in zip(heads, *cells, strict=True)]
    widths = _fitted(columns, natural, console.width - len(columns))
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    for head, column, width in zip(heads, columns, widths, strict=True):
        figures = bool(rows) and all(_is_figure(row.get(column)) for row in rows)
        table.add_column(
            head,
            width=width,
            no_wrap=column not in SENTENCES,
            overflow="fold" if column in SENTENCES else "ellipsis",
            justify="right" if figures else "left",
        )
    for row in cells:
        table.add_row(*row)
    console.width = max(console.width, sum(widths) + len(columns))
    console.print(table)


def _fitted(columns: Sequence[str], natural: Sequence[int], room: int) -> list[int]:
    """Widths of columns: those of labels and sentences share what the others leave, the narrow ones first."""
    widths = list(natural)
    giving = sorted((n for n, name in enumerate(columns) if name in LABELS + SENTENCES), key=lambda n: natural[n])
    left = room - sum(width for n, width in enumerate(natural) if n not in giving)
    for done, n in enumerate(giving):
        widths[n] = min(natural[n], max(left // (len(giving) - done), NARROWEST))
        left -= widths[n]
    return widths


def _is_figure(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _cell(column: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.1%}" if column in SHARES else f"{value:.1f}" if column == "lag_hours" else f"{value:.4g}"
    text = str(value)
    return " ".join((text[:200] if column in LABELS else text).split())
