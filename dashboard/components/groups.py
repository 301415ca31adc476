"""A reprint group and a series, article by article: who, when, how long after the first, how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.components import table
from dashboard.components.browser import link
from dashboard.components.desk import Desk
from dashboard.components.headlines import title
from dashboard.components.table import Cell
from dashboard.filters import Opened, State, elsewhere

MOST = 40  # articles of a group or series that are listed


def moment(desk: Desk, row: Mapping[str, Any]) -> str:
    """When an article was published, in the archive's zone: a day where only a day was given, else to the minute."""
    texts, local = desk.texts, row["local_time"]
    if local is None or pd.isna(local):
        return texts.t("undated")
    return texts.day(local) if row["date_only"] else texts.moment(local)


def lag(desk: Desk, member: Mapping[str, Any]) -> str:
    """How long after the first a member of `counts.copies_of` came, in words."""
    texts = desk.texts
    if member["is_first"]:
        return texts.t("group.first" if member["known"] else "group.earliest")
    if not pd.isna(member["lag_hours"]):
        return texts.lag(member["lag_hours"])
    return texts.t("group.undated" if pd.isna(member["local_time"]) else "group.same_day")


def role(desk: Desk, member: Mapping[str, Any]) -> str:
    """What a member has of the text, in words; empty for the first."""
    is_copy = isinstance(member["role"], str) and member["role"] != "first" and not member["is_first"]
    return desk.texts.t(f"role.{member['role']}") if is_copy else ""


def members_table(desk: Desk, members: pd.DataFrame, opened: str = "") -> None:
    """Show the members of `counts.copies_of`; the one that is `opened` has no link."""
    texts = desk.texts
    heads = [
        (texts.t("outlet"), ""),
        (texts.t("column.when"), ""),
        (texts.t("group.lag"), ""),
        (texts.t("group.role"), ""),
    ]
    shown = members.head(MOST).to_dict("records")
    table.table(heads, [_member(desk, row, opened) for row in shown], texts.t("reprints.groups"))
    table.rest(desk.texts, len(members) - len(shown))


def _member(desk: Desk, row: Mapping[str, Any], opened: str) -> list[Cell]:
    texts = desk.texts
    is_open, outlet = row["article_id"] == opened, desk.outlet(row["outlet"])
    there = link(outlet, "articles", _read(desk, row), title=title(desk, dict(row)))
    how = [role(desk, row), texts.t("group.this") if is_open else ""]
    return [
        table.text(outlet) if is_open else Cell(there),
        table.text(moment(desk, row), "s"),
        table.text(lag(desk, row)),
        table.text(", ".join(filter(None, how))),
    ]


def bulletins_table(desk: Desk, bulletins: pd.DataFrame, opened: str = "") -> None:
    """Show the articles of `counts.bulletins_of`; the one that is `opened` has no link."""
    texts = desk.texts
    heads = [(texts.t("outlet"), ""), (texts.t("column.when"), ""), (texts.t("column.title"), "")]
    shown = bulletins.head(MOST).to_dict("records")
    rows = [
        [
            table.text(desk.outlet(row["outlet"])),
            table.text(moment(desk, row), "s"),
            Cell(table.quiet(texts.t("group.this")) if row["article_id"] == opened else reading(desk, row)),
        ]
        for row in shown
    ]
    table.table(heads, rows, texts.t("reprints.series"))
    table.rest(desk.texts, len(bulletins) - len(shown))


def lines(desk: Desk, members: pd.DataFrame) -> list[str]:
    """A group or a series as HTML lines below a head: the title as a link, then who, when and how long after."""
    said = []
    for row in members.head(MOST).to_dict("records"):
        parts = [desk.outlet(row["outlet"]), moment(desk, row)]
        if "lag_hours" in row:
            parts += [lag(desk, row), role(desk, row)]
        said.append(f"{reading(desk, row)} {table.quiet(' · '.join(filter(None, parts)))}")
    more = len(members) - len(said)
    return [*said, *([table.quiet(desk.texts.plural("list.more", more))] if more > 0 else [])]


def reading(desk: Desk, row: Mapping[str, Any]) -> str:
    """HTML of an article's title that opens it in the reader."""
    return link(title(desk, dict(row)), "articles", _read(desk, row))


def _read(desk: Desk, row: Mapping[str, Any]) -> State:
    return replace(elsewhere(desk.state), open=Opened("article", row["article_id"]))


def unfolding(desk: Desk, article_id: str, n: int, *, unfolded: bool) -> Cell:
    """A number of articles as a link that shows them below their row, or folds them again."""
    texts = desk.texts
    opened = None if unfolded else Opened("article", article_id)
    said = f"{texts.number(n)} {'▾' if unfolded else '▸'}"
    told = texts.t("group.fold" if unfolded else "group.unfold")
    return Cell(link(said, "reprints", replace(desk.state, open=opened), title=told), "n")
