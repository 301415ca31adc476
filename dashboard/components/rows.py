"""Rows of topics and names as tables: largest ones with their share and line, and what changed in a week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analytics.trends.shares import share, sparkline
from dashboard.components import table
from dashboard.components.browser import link
from dashboard.components.desk import Desk
from dashboard.components.table import Cell
from dashboard.components.words import thing
from dashboard.filters import Opened, State, elsewhere
from data.filter import NOT_STATED

PAGES = {"topics": "topics", "entities": "mentions"}
OPENS = {"topics": "topic", "entities": "name"}
ID = {"topics": "topic_id", "entities": "entity_id"}
ARROWS = {"rose": "▲", "fell": "▼", "new": "★", "came back": "↻", "steady": "="}


def opened(desk: Desk, what: str, id_: str) -> State:
    """The state in which the page of a topic or name shows it."""
    shown = (id_,) if what == "entities" else ()
    return replace(elsewhere(desk.state), open=Opened(OPENS[what], id_), show=shown)


def thing_link(desk: Desk, what: str, id_: str) -> str:
    """HTML of a topic's or name's label that leads to its page."""
    if id_ == NOT_STATED:
        return table.text(desk.texts.t("unclassified")).html
    return link(thing(desk, what, id_), PAGES[what], opened(desk, what, id_))


def largest(desk: Desk, what: str, ranked: pd.DataFrame, series: pd.DataFrame, unit: str) -> None:
    """The largest topics or names, with count, share and a small line over the range."""
    texts, id_ = desk.texts, ID[what]
    colours = desk.colours(what, ranked[id_])
    value = desk.state.measure
    trends = dict(zip(*sparkline(series, id_, value)[[id_, "trend"]].to_dict("list").values(), strict=True))
    heads = [
        (texts.t("topic" if what == "topics" else "name"), ""),
        (texts.t(f"unit.{unit}").capitalize(), "n"),
        (texts.t("share"), "n"),
        (texts.t("column.trend"), ""),
    ]
    shares = share(ranked["count"], ranked["base"])
    rows = [
        [
            Cell(table.swatch(colours.get(row[id_], desk.theme.other)) + thing_link(desk, what, row[id_])),
            table.number(texts.number(row["count"])),
            table.number(texts.percent(part)),
            table.sparkline(trends.get(row[id_], []), colours.get(row[id_], desk.theme.other), ""),
        ]
        for row, part in zip(ranked.to_dict("records"), shares, strict=True)
    ]
    table.table(heads, rows, texts.t(f"largest.{what}"))


def change(desk: Desk, mover: Mapping[str, object]) -> list[Cell]:
    """Cells of a mover: its sign, its change in points, its change in articles and where it stands now."""
    texts = desk.texts
    state = str(mover["state"])
    css = "rose" if float(str(mover["change_pp"])) > 0 else "fell" if float(str(mover["change_pp"])) < 0 else ""
    return [
        table.text(f"{ARROWS[state]} {texts.t(f'state.{state}')}", f"s {css}"),
        table.number(texts.points(mover["change_pp"]), css),
        table.number(texts.signed(mover["change_count"])),
        table.number(texts.number(mover["count"])),
    ]


def change_heads(desk: Desk, what: str) -> list[tuple[str, str]]:
    """Titles of the columns: the thing's, then those of `change`."""
    texts = desk.texts
    return [
        (texts.t("topic" if what == "topics" else "name"), ""),
        ("", ""),
        (texts.t("column.change_pp"), "n"),
        (texts.t("column.change_count"), "n"),
        (texts.t("unit.articles").capitalize(), "n"),
    ]


def reprints(desk: Desk, mover: Mapping[str, object]) -> Cell:
    """Which share of a mover's articles repeat a text of the same week."""
    return table.number(desk.texts.percent(mover["reprints"]))
