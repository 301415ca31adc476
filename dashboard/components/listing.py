"""A list of articles as it is seen and saved."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from dashboard.components.desk import Desk
from dashboard.components.escape import web_address
from data.filter import NOT_STATED

LISTED = pa.schema([(name, pa.string()) for name in ("when", "outlet", "title", "topic", "language", "url")])


def listed(desk: Desk, page: pd.DataFrame) -> pd.DataFrame:
    """The columns of LISTED, all text; no id among them, for a hidden column of a table can be shown again.

    Args:
        page: local_time (naive), date_only, outlet, title, topic (of the page's level; null: none), language, url.
    """
    texts = desk.texts
    titled = page["title"].fillna("").str.strip()
    languages = {code: texts.language(code) for code in page["language"].unique()}
    columns = {
        "when": when(page),
        "outlet": page["outlet"].fillna(NOT_STATED).replace(NOT_STATED, texts.t("not_stated")),
        "title": titled.where(titled != "", texts.t("untitled")),
        "topic": page["topic"].fillna(texts.t(f"without.{desk.level}")),
        "language": page["language"].map(languages),
        "url": page["url"].map(web_address),
    }
    return pd.DataFrame(columns)


def listed_once(desk: Desk, page: pd.DataFrame) -> pd.DataFrame:
    """The same with how many more articles carry a row's text, in words, behind its title; page has `copies` too."""
    frame = listed(desk, page)
    said = [desk.texts.t("articles.copies", n=desk.texts.number(n)) if n else "" for n in page["copies"]]
    frame.insert(frame.columns.get_loc("title") + 1, "copies", said)
    return frame


def when(page: pd.DataFrame) -> pd.Series:
    """Local day, and time where the article gave one, in a form that sorts as it reads: 2018-01-08 19:27."""
    local = page["local_time"]
    days, times = local.dt.strftime("%Y-%m-%d"), local.dt.strftime("%Y-%m-%d %H:%M")
    return times.mask(page["date_only"].astype(bool), days).fillna("")
