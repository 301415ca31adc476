"""The four lists of a week: what moved, its headlines, and what the analyst says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics.trends.digest import LISTS
from dashboard.components import comment, headlines, rows, table
from dashboard.components.browser import link
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.figures.week_items import Item, Items, with_names
from dashboard.state import elsewhere
from data.filter import Filter

COLUMNS = (("rose", "new"), ("fell", "came back"))
"""The lists of each of two columns."""
NAMED = 3
REPRINTED_FROM = 0.5
"""From such a share of reprints on a change is said to be made of them."""
PAGES = {"topics": "topics", "entities": "mentions"}


def show(context: Context, found: Items) -> None:
    """The four lists side by side, each with how many changes it leaves out and where these are."""
    context.names.update({item.id: item.name for item in found.items if item.what == "entities"})
    read = _headlines(context, found)
    with st.container(key="week-lists"):
        for column, states in zip(st.columns(2, gap="large"), COLUMNS, strict=True):
            with column:
                for state in states:
                    _list(context, found, state, read)
    _elsewhere(context, found)


def within(context: Context, found: Items) -> Filter:
    """The articles of the week."""
    monday = found.week.weeks.week
    return context.flt.base().within(monday, monday + timedelta(days=6))


def _list(context: Context, found: Items, state: str, read: Mapping[str, pd.DataFrame]) -> None:
    texts = context.texts
    st.header(texts.t(f"week.list.{state}"), anchor=False)
    listed = found.listed(state)
    for item in listed:
        with _beside(item.id, _item(context, item, read.get(item.id))):
            comment.editor(context, found.week.key, item.id, item.name, item.comments)
    if not listed:
        st.html(f'<p class="sv-quiet">{escape(texts.t("week.none"))}</p>')
    flt = within(context, found)
    beyond = [
        link(texts.t(f"week.rest.{what}", n=texts.number(more)), page, replace(elsewhere(context.state), filter=flt))
        for what, page in PAGES.items()
        if (more := found.more(state, what))
    ]
    if beyond:
        st.html(f'<p class="sv-links sv-quiet">{" · ".join(beyond)}</p>')


def _beside(key: str, said: str) -> Any:
    """Show the HTML of an item; the place beside it, for the way to comment on it."""
    with st.container(key=f"week-item-{key}"):
        wide, narrow = st.columns([10, 1], gap="small")
        wide.html(said)
        return narrow


def _item(context: Context, item: Item, read: pd.DataFrame | None) -> str:
    """An item as HTML: what it is, how it changed, its names, headlines and comments."""
    texts, numbers = context.texts, item.numbers
    css = "rose" if numbers["change_pp"] > 0 else "fell"
    both = texts.plural("week.counts", numbers["count"], before=texts.number(numbers["before"]))
    figures = [*([] if item.says_counts else [both]), texts.points(numbers["change_pp"])]
    if numbers["reprints"] >= REPRINTED_FROM:
        figures.append(texts.t("week.reprinted", share=texts.percent(numbers["reprints"])))
    lines = [
        f"<b>{rows.group_link(context, item.what, item.id)}</b> {table.quiet(item.kind)}",
        f'<span class="{css}">{escape(item.said)}</span> {table.quiet(" · ".join(["", *figures]).strip())}',
        *([table.quiet(with_names(texts, item.names, NAMED))] if item.names else []),
    ]
    said = "".join(f"<div>{line}</div>" for line in lines)
    titles = "" if read is None else "".join(f"<li>{line}</li>" for line in headlines.lines(context, read))
    return f'<div class="sv">{said}<ul>{titles}</ul>{comment.shown(item.comments)}</div>'


def _headlines(context: Context, found: Items) -> dict[str, pd.DataFrame]:
    listed = [item for state in LISTS for item in found.listed(state)]
    read: dict[str, pd.DataFrame] = {}
    for what in rows.ID:
        read |= headlines.of_each(
            context, within(context, found), what, {i.id: i.name for i in listed if i.what == what}
        )
    return read


def _elsewhere(context: Context, found: Items) -> None:
    """The comments on what is not listed; none is lost when a ranking changes."""
    left = found.unlisted
    if not left:
        return
    st.html(f'<p class="sv-quiet">{escape(context.texts.plural("week.comments.elsewhere", len(left)))}</p>')
    for label, said in left:
        with _beside(f"left-{said.item}", f'<div class="sv"><b>{escape(label)}</b>{comment.shown([said])}</div>'):
            comment.editor(context, found.week.key, said.item, label, [said])
