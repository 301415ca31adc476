"""A list of articles as it is seen and saved."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from dashboard.context import Context
from dashboard.escape import web_address
from dashboard.figures.tables import when
from data.filter import NOT_STATED

LISTED = pa.schema([(name, pa.string()) for name in ("when", "outlet", "title", "topic", "language", "url")])
WHOLE = pa.schema([*LISTED, ("text", pa.string()), ("names", pa.list_(pa.string()))])


def listed(context: Context, page: pd.DataFrame) -> pd.DataFrame:
    """The columns of LISTED, all text; no id among them, for a hidden column of a table can be shown again.

    Args:
        page: local_time (naive), date_only, outlet, title, topic (of the page's level; null: none), language, url.
    """
    texts = context.texts
    titled = page["title"].fillna("").str.strip()
    languages = {code: texts.language(code) for code in page["language"].unique()}
    columns = {
        "when": when(page),
        "outlet": page["outlet"].fillna(NOT_STATED).replace(NOT_STATED, texts.t("not_stated")),
        "title": titled.where(titled != "", texts.t("untitled")),
        "topic": page["topic"].fillna(texts.t(f"without.{context.level}")),
        "language": page["language"].map(languages),
        "url": page["url"].map(web_address),
    }
    return pd.DataFrame(columns)


def whole(context: Context, page: pd.DataFrame) -> pd.DataFrame:
    """The columns of WHOLE: the same with each article's text and its names; page has both too."""
    return listed(context, page).assign(text=page["text"], names=page["names"])


def listed_once(context: Context, page: pd.DataFrame) -> pd.DataFrame:
    """The same with how many more articles carry a row's text, in words, behind its title; page has `copies` too."""
    frame = listed(context, page)
    said = [context.texts.t("articles.copies", n=context.texts.number(n)) if n else "" for n in page["copies"]]
    frame.insert(frame.columns.get_loc("title") + 1, "copies", said)
    return frame
