"""Headlines that stand for a topic or a week: date, outlet, title, each leading to the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.components.browser import link
from dashboard.context import Context
from dashboard.escape import escape
from dashboard.state import Drill, Opened, State, elsewhere
from data.filter import Filter
from data.lake import counts
from data.lake.counts.reading import What

MOST = 3
OF_EACH, SPARE = 2, 4  # some may bear one title, or that of their story


def headlines(context: Context, flt: Filter, topic_id: str) -> None:
    """Up to three headlines of a theme, topic or story as a list."""
    found = context.ask(counts.headlines, flt, topic_id, MOST)
    if len(found):
        listed = "".join(f"<li>{line}</li>" for line in lines(context, found))
        st.html(f'<div class="sv"><ul class="sv-links">{listed}</ul></div>')


def of_each(context: Context, flt: Filter, what: str, named: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The best headlines of several topics or names, no title twice and none that a story is called by.

    Args:
        what: `topics` (of the page's level) or `entities`.
        named: by id what each is called.
    Returns:
        By id up to OF_EACH of them, for `lines`; what has none is left out.
    """
    if not named:
        return {}
    of: What = "topics" if what == "topics" else "entities"
    best = context.ask(
        counts.headlines_of, flt, of, tuple(named), limit=SPARE, level=context.level, tongues=context.tongues
    )
    return {str(i): _parted(some, named[str(i)]) for i, some in best.groupby("id", sort=False)}


def _parted(best: pd.DataFrame, name: str) -> pd.DataFrame:
    title = best["title"].str.casefold().str.strip()
    return best[(title != name.casefold().strip()) & ~(title.duplicated() & title.ne(""))].head(OF_EACH)


def lines(context: Context, found: pd.DataFrame) -> list[str]:
    """Each headline as HTML: its title as a link to the reader, outlet and day after it, and how many reprint it."""
    return [
        f"{link(title(context, row), 'articles', reading(context, row['article_id']))} "
        f'<span class="quiet">{escape(where(context, row))}{_copies(context, row)}</span>'
        for row in found.to_dict("records")
    ]


def title(context: Context, row: dict[str, object]) -> str:
    """An article's title, or that it has none."""
    said = row.get("title")
    return said if isinstance(said, str) and said.strip() else context.texts.t("untitled")


def reading(context: Context, article_id: object, name: str | None = None) -> State:
    """The state in which the page of articles shows one in the reader, beside those that mention a name if it is one's
    way there.
    """
    return replace(elsewhere(context.state), open=Opened("article", str(article_id)), drill=Drill(name=name))


def _copies(context: Context, row: dict[str, object]) -> str:
    more = int(str(row["copies"]))
    if not more:
        return ""
    said = context.texts.plural("headlines.copies", more)
    return f", {link(said, 'articles', reading(context, row['article_id']))}"


def where(context: Context, row: dict[str, object]) -> str:
    """An article's outlet and local day."""
    texts = context.texts
    moment = row.get("published_at")
    day = texts.day(moment.tz_convert(context.edition.zone)) if isinstance(moment, pd.Timestamp) else texts.t("undated")
    return f"{context.outlet(row.get('outlet'))}, {day}"
