"""What changed in a week against the one before, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import pandas as pd

from analytics.trends import movers
from dashboard.context import Context
from dashboard.figures.figure import Figure, figure
from dashboard.figures.week_items import Item, items_of, week_of
from dashboard.figures.wording import filter_line
from dashboard.texts import msgid

PARTS = (msgid("column.change_pp"), msgid("share"), msgid("column.reprints"))
WHOLE = dict.fromkeys(
    (msgid("column.change_count"), msgid("unit.articles"), msgid("column.before"), msgid("column.place")), "Int64"
)
COLUMNS = [
    msgid("column.kind"),
    msgid("name"),
    msgid("change"),
    msgid("column.change_pp"),
    msgid("column.change_count"),
    msgid("unit.articles"),
    msgid("column.before"),
    msgid("share"),
    msgid("column.reprints"),
    msgid("column.said"),
    msgid("column.place"),
    msgid("column.within"),
    msgid("column.comment"),
]
"""Keys of the titles of the table's columns, after the period."""


def left_aside(context: Context) -> str:
    """Which filters the week obeys, and that it leaves the others aside where there are any."""
    flt, texts = context.flt.base().without_period(), context.texts
    ignored = [texts.t("weekly.ignores")] if flt != context.flt else []
    return " ".join([*ignored, texts.t("weekly.filters", filters=filter_line(context, flt))])


def caption(context: Context) -> str:
    """What the numbers of a week mean."""
    return f"{context.texts.t('caption.movers', least=movers.LEAST_ARTICLES)} {context.texts.t('weekly.reprints')}"


def changes(context: Context) -> Figure:
    """Topics and names that rose, fell, are new or came back, with what the analyst says of them."""
    monday = week_of(context).weeks.week
    flt = context.flt.base().within(monday, monday + timedelta(days=6))
    title, numbers = context.texts.t("page.weekly"), partial(_table, context)
    return figure(context, "changes", title, table=numbers, caption=caption(context), flt=flt)


def _table(context: Context) -> pd.DataFrame:
    """A row for each item, the listed ones first in each list; what the page counts alone has one too, and last come
    names within topics and comments of what did not move.
    """
    texts, found = context.texts, items_of(context)
    named = {item.id: item.name for item in found.items}
    rows = [_row(context, item, named) for item in found.items]
    rows += [{"name": label, "column.comment": each.text} for label, each in found.elsewhere]
    table = pd.DataFrame(rows, columns=COLUMNS).astype(WHOLE | dict.fromkeys(PARTS, "float64"))
    table.insert(0, "period", found.week.key)
    titles = {key: texts.t(key) for key in table} | {"unit.articles": texts.t("unit.articles").capitalize()}
    return table.rename(columns=titles)


def _row(context: Context, item: Item, named: Mapping[str, str]) -> dict[str, object]:
    numbers = item.numbers
    return {
        "column.kind": item.kind,
        "name": item.name,
        "change": context.texts.t(f"state.{item.state}"),
        "column.change_pp": numbers["change_pp"],
        "column.change_count": numbers["change_count"],
        "unit.articles": numbers["count"],
        "column.before": numbers["before"],
        "share": numbers["share"],
        "column.reprints": numbers["reprints"],
        "column.said": item.said,
        "column.place": item.place,
        "column.within": named.get(item.into or "", ""),
        "column.comment": "\n".join(each.text for each in item.comments),
    }
