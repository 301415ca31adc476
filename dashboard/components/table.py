"""Dense tables as HTML: aligned numbers, small lines, links. Whatever text goes in is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard.escape import escape
from dashboard.texts import Texts

WIDTH, HEIGHT = 120, 22


@dataclass(frozen=True)
class Cell:
    """One cell: HTML made by the functions of this module, and the class that aligns it."""

    html: str
    css: str = ""


@dataclass(frozen=True)
class Head(Cell):
    """The title of a column, and in which direction the table is sorted by it (`ascending`, `descending`)."""

    direction: str = ""

    @classmethod
    def of(cls, title: str, css: str = "") -> Head:
        return cls(escape(title), css)


def text(value: str, css: str = "") -> Cell:
    return Cell(escape(value), css)


def number(value: str, css: str = "") -> Cell:
    """A number already in words of the interface, aligned to the right."""
    return Cell(escape(value), f"n {css}".strip())


def with_lines(head: str, lines: Iterable[str]) -> Cell:
    """HTML of a head with small HTML lines below it."""
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return Cell(f"{head}<ul>{listed}</ul>" if listed else head)


def quiet(value: str) -> str:
    """HTML of words that stand back."""
    return f'<span class="quiet">{escape(value)}</span>'


def swatch(colour: str) -> str:
    return f'<i style="background:{escape(colour)}"></i>'


def sparkline(values: Sequence[float | None], colour: str, alt: str, css: str = "") -> Cell:
    """A small line from 0 up; a null breaks it. With the class `t` it is a narrow one."""
    known = [v for v in values if v is not None and not pd.isna(v)]
    top = max(known, default=0) or 1
    step = WIDTH / max(len(values) - 1, 1)
    runs: list[list[str]] = [[]]
    for n, value in enumerate(values):
        if value is None or pd.isna(value):
            runs.append([])
        else:
            runs[-1].append(f"{n * step:.1f},{HEIGHT - 2 - (HEIGHT - 4) * value / top:.1f}")
    lines = "".join(f'<polyline points="{" ".join(_drawn(run))}"/>' for run in runs if run)
    pen = f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"'
    box = f'viewBox="-1 0 {WIDTH + 2} {HEIGHT}" preserveAspectRatio="none"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {pen}>{lines}</svg>'
    return Cell(f'<img src="data:image/svg+xml,{quote(svg)}" alt="{escape(alt)}">', css)


def _drawn(run: list[str]) -> list[str]:
    return run if len(run) > 1 else run * 2  # a single point is drawn as the dot of a line's round cap


def table(heads: Sequence[tuple[str, str] | Head], rows: Iterable[Sequence[Cell]], alt: str = "") -> None:
    """Show a table.

    Args:
        heads: of each column its title and the class that aligns it, or both as a `Head`.
        rows: cells in the columns' order.
        alt: what the table holds, for readers who do not see it. A table wider than its place scrolls by itself.
    """
    head = "".join(_head(each if isinstance(each, Head) else Head.of(*each)) for each in heads)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    caption = f"<caption>{escape(alt)}</caption>" if alt else ""
    shown = f'<table class="sv">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'<div class="sv-box">{shown}</div>')


def rest(texts: Texts, more: int) -> None:
    """Say how many rows a table leaves out, where it does."""
    if more > 0:
        st.caption(texts.plural("list.more", more))


def _head(head: Head) -> str:
    sorted_ = f' aria-sort="{head.direction}"' if head.direction else ""
    return f'<th scope="col" class="{head.css}"{sorted_}>{head.html}</th>'


def _cell(cell: Cell) -> str:
    return f'<td class="{cell.css}">{cell.html}</td>' if cell.css else f"<td>{cell.html}</td>"


def figures(pairs: Iterable[tuple[str, str]]) -> None:
    """A row of figures, each a number above what it counts."""
    shown = "".join(f"<div><b>{escape(value)}</b><span>{escape(what)}</span></div>" for value, what in pairs)
    st.html(f'<div class="sv-figures">{shown}</div>')
