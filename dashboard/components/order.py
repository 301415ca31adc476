"""Tables in the order of a column: its title is a link that sorts by it, and turns the order round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.components.browser import link
from dashboard.components.table import Head
from dashboard.context import Context
from dashboard.state import Order, State

UP, DOWN = "▲", "▼"


def order_of(state: State, table: str) -> Order | None:
    """How a table is sorted; None: as it comes."""
    return next((order for order in state.sort if order.table == table), None)


def sorted_by(state: State, table: str, column: str, *, descending: bool) -> State:
    """The state in which the table is sorted by a column: as said at first, the other way round where it is so now."""
    now = order_of(state, table)
    turned = Order(table, column, not now.descending if now and now.column == column else descending)
    return replace(state, sort=(*(order for order in state.sort if order.table != table), turned))


def arrow(state: State, table: str, column: str) -> str:
    """The sign behind the title of the column that a table is sorted by; empty behind others."""
    now = order_of(state, table)
    return f" {DOWN if now.descending else UP}" if now and now.column == column else ""


def heads(context: Context, page: str, table: str, columns: Sequence[tuple[str, str, str]]) -> list[Head]:
    """Titles of a table's columns for `table.table`, those that it can be sorted by as links.

    Args:
        page: the page that shows it.
        table: of `filters.SORTABLE`.
        columns: of each what `arranged` sorts by (empty: it cannot be sorted by), its title, and the class that aligns
            it; numbers (`n`) come the largest first, words from A on.
    """
    state, made = context.state, []
    for column, title, css in columns:
        if not column:
            made.append(Head.of(title, css))
            continue
        turned = sorted_by(state, table, column, descending="n" in css.split())
        now = order_of(state, table)
        direction = ("descending" if now.descending else "ascending") if now and now.column == column else ""
        said = link(title + arrow(state, table, column), page, turned, title=context.texts.t("order.help"))
        made.append(Head(said, css, direction))
    return made


def arranged(
    context: Context, table: str, frame: pd.DataFrame, words: Mapping[str, pd.Series] | None = None
) -> pd.DataFrame:
    """A table's rows in the order that is asked for; what is empty comes last either way, equals stay as they were.

    Args:
        frame: with the columns of `filters.SORTABLE`, or
        words: what stands for a column that the frame has not, with its index.
    """
    now = order_of(context.state, table)
    if now is None:
        return frame
    keys = (words or {}).get(now.column, frame.get(now.column))
    if keys is None:
        return frame
    keys = keys if pd.api.types.is_numeric_dtype(keys) or pd.api.types.is_datetime64_any_dtype(keys) else _folded(keys)
    return frame.loc[keys.sort_values(ascending=not now.descending, kind="stable", na_position="last").index]


def _folded(keys: pd.Series) -> pd.Series:
    """Words without their case; what is no word (a day, a moment) as it is."""
    return keys.map(lambda key: key.casefold() if isinstance(key, str) else key)
