"""A reprint group and a series, article by article: who, when, how long after the first, how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import table
from dashboard.components.browser import link
from dashboard.components.headlines import title
from dashboard.components.table import Cell
from dashboard.context import Context
from dashboard.state import Opened, elsewhere
from dashboard.texts import msgid

MOST = 40  # articles of a group or series that are listed


def moment(context: Context, row: Mapping[str, Any]) -> str:
    """When an article was published, in the archive's zone: a day where only a day was given, else to the minute."""
    texts, local = context.texts, row["local_time"]
    if local is None or pd.isna(local):
        return texts.t("undated")
    return texts.day(local) if row["date_only"] else texts.moment(local)


def lag(context: Context, member: Mapping[str, Any]) -> str:
    """How long after the first a member of `counts.copies_of` came, in words."""
    texts = context.texts
    if member["is_first"]:
        return texts.t(msgid("group.first") if member["known"] else msgid("group.earliest"))
    if not pd.isna(member["lag_hours"]):
        return texts.lag(member["lag_hours"])
    return texts.t(msgid("group.undated") if pd.isna(member["local_time"]) else msgid("group.same_day"))


def role(context: Context, member: Mapping[str, Any]) -> str:
    """What a member has of the text, in words; empty for the first."""
    is_copy = isinstance(member["role"], str) and member["role"] != "first" and not member["is_first"]
    return context.texts.t(f"role.{member['role']}") if is_copy else ""


def lines(context: Context, members: pd.DataFrame, opened: str = "") -> list[str]:
    """A group (`counts.copies_of`) or a series (`counts.bulletins_of`) as HTML lines.

    Each is a title as a link, then who, when and, of a group, how long after the first and what it has of the text; the
    one that is `opened` is no link. At most MOST, then how many more there are.
    """
    said = [_line(context, row, opened) for row in members.head(MOST).to_dict("records")]
    more = len(members) - len(said)
    return [*said, *([table.quiet(context.texts.plural("list.more", more))] if more > 0 else [])]


def _line(context: Context, row: Mapping[str, Any], opened: str) -> str:
    parts = [context.outlet(row["outlet"]), moment(context, row)]
    if "lag_hours" in row:
        parts += [lag(context, row), role(context, row)]
    head = table.quiet(context.texts.t("group.this")) if row["article_id"] == opened else reading(context, row)
    return f"{head} {table.quiet(' · '.join(filter(None, parts)))}"


def show(context: Context, members: pd.DataFrame, opened: str) -> None:
    """A group or a series as a list; `opened` is the article beside it."""
    listed = "".join(f"<li>{line}</li>" for line in lines(context, members, opened))
    st.html(f'<div class="sv"><ul class="sv-links">{listed}</ul></div>')


def reading(context: Context, row: Mapping[str, Any]) -> str:
    """HTML of an article's title that opens it in the reader."""
    state = replace(elsewhere(context.state), open=Opened("article", row["article_id"]))
    return link(title(context, dict(row)), "articles", state)


def unfolding(context: Context, article_id: str, n: int, *, unfolded: bool) -> Cell:
    """A number of articles as a link that shows them below their row, or folds them again."""
    texts = context.texts
    opened = None if unfolded else Opened("article", article_id)
    said = f"{texts.number(n)} {'▾' if unfolded else '▸'}"
    told = texts.t(msgid("group.fold") if unfolded else msgid("group.unfold"))
    return Cell(link(said, "reprints", replace(context.state, open=opened), title=told), "n")
