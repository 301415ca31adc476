"""Headlines that stand for a topic or a week: date, outlet, title, each leading to the article."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.components.browser import link
from dashboard.components.desk import Desk
from dashboard.components.escape import escape
from dashboard.filters import Opened, State, elsewhere
from data.filter import Filter
from data.lake import counts

MOST = 3


def headlines(desk: Desk, flt: Filter, topic_id: str) -> None:
    """Up to three headlines of a theme, topic or story as a list."""
    found = desk.ask(counts.headlines, flt, topic_id=topic_id, limit=MOST)
    if len(found):
        listed = "".join(f"<li>{line}</li>" for line in lines(desk, found))
        st.html(f'<div class="sv"><ul class="sv-links">{listed}</ul></div>')


def lines(desk: Desk, found: pd.DataFrame) -> list[str]:
    """Each headline as HTML: its title as a link to the reader, outlet and day after it, and how many reprint it."""
    return [
        f"{link(title(desk, row), 'articles', reading(desk, row['article_id']))} "
        f'<span class="quiet">{escape(where(desk, row))}{_copies(desk, row)}</span>'
        for row in found.to_dict("records")
    ]


def title(desk: Desk, row: dict[str, object]) -> str:
    """An article's title, or that it has none."""
    said = row.get("title")
    return said if isinstance(said, str) and said.strip() else desk.texts.t("untitled")


def reading(desk: Desk, article_id: object) -> State:
    """The state in which the page of articles shows one in the reader."""
    return replace(elsewhere(desk.state), open=Opened("article", str(article_id)))


def _copies(desk: Desk, row: dict[str, object]) -> str:
    more = int(str(row["copies"]))
    if not more:
        return ""
    said = desk.texts.plural("headlines.copies", more)
    return f", {link(said, 'articles', reading(desk, row['article_id']))}"


def where(desk: Desk, row: dict[str, object]) -> str:
    """An article's outlet and local day."""
    texts = desk.texts
    moment = row.get("published_at")
    day = texts.day(moment.tz_convert(desk.edition.zone)) if isinstance(moment, pd.Timestamp) else texts.t("undated")
    return f"{desk.outlet(row.get('outlet'))}, {day}"
