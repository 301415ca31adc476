"""An article at the door: rows as read become rows of the table `articles`, each with its identity for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from data.article import dates
from data.article.address import read_address
from data.article.cleaning import MISSING, clean_line, clean_name, clean_text, without_furniture, without_title
from data.article.identity import article_id, digest
from data.article.language import language_code
from data.article.raw import FIELDS, RawRow, Rejected
from data.schema import ARTICLES

FUTURE = timedelta(hours=24)
"""A stamp further ahead of the import than this is a mistake."""


@dataclass(frozen=True, slots=True)
class Door:
    """What holds for all rows of one file.

    Attributes:
        import_id: the import that stores them.
        collected_at: when that import began, UTC.
        zone: what a time without a zone means, and where a day begins.
        outlet, language: what fills rows that do not say.
        dates: what the file's date column as a whole tells.
    """

    import_id: str
    collected_at: datetime
    zone: ZoneInfo
    outlet: str | None = None
    language: str | None = None
    dates: dates.ColumnDates = field(default_factory=dates.ColumnDates)


def make_articles(rows: Sequence[RawRow], door: Door) -> tuple[pd.DataFrame, list[Rejected]]:
    """Clean rows and give them their identity.

    Returns:
        A frame with the columns of `schema.ARTICLES`, in the order of the rows; an article_id may occur twice, for the
        rows may hold the same article twice. And the rows that have neither title nor text.
    """
    articles: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    for row in rows:
        article = _article(row, door)
        if article["title"] or article["text"]:
            articles.append(article)
        else:
            rejected.append(Rejected(row.file, row.line, "neither title nor text", row.source or row.fields))
    return _frame(articles), rejected


def _frame(articles: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(articles, columns=ARTICLES.columns)
    for name in ("published_at", "collected_at"):
        frame[name] = pd.to_datetime(frame[name], utc=True).astype("datetime64[us, UTC]")
    return frame


def _article(row: RawRow, door: Door) -> dict[str, Any]:
    raw = {name: value for name in FIELDS if (value := row.fields.get(name, "")).strip() not in MISSING}
    flags: list[str] = []
    title, unfit_title = clean_line(raw.get("title", ""))
    text, unfit_text = clean_text(raw.get("text", ""))
    text = without_title(title, without_furniture(text))
    published_at = _published(raw.get("date"), door, flags)
    address = read_address(raw["url"]) if "url" in raw else None
    said = {"no_title": not title, "no_text": not text, "bad_url": "url" in raw and address is None}
    flags += [flag for flag, holds in said.items() if holds]
    flags += ["cleaned"] if unfit_title or unfit_text else []
    as_read = raw.get("text", "") if row.as_read is None else row.as_read
    return {
        "article_id": article_id(raw, address, outlet=raw.get("outlet") or door.outlet, as_read=as_read),
        "external_id": clean_line(raw.get("external_id", ""))[0] or None,
        "import_id": door.import_id,
        "origin": "import",
        "outlet": clean_name(raw.get("outlet", "")) or door.outlet,
        "language_given": language_code(raw.get("language", "")) or door.language,
        "published_at": published_at,
        "date_raw": clean_line(raw["date"])[0] or None if "date" in raw else None,
        "collected_at": door.collected_at,
        "url": address.public if address else None,
        "title": title,
        "text": text,
        "content_hash": digest("content", raw.get("title", ""), as_read),
        "flags": flags,
    }


def _published(raw: str | None, door: Door, flags: list[str]) -> datetime | None:
    """The moment in UTC; None with a flag where the date is missing, unreadable or lies in the future."""
    if raw is None:
        flags.append("undated")
        return None
    written = door.dates.read(raw)
    try:
        moment, day_only = dates.instant(written, door.zone, door.dates) if written else (None, False)
    except OverflowError:
        moment, day_only = None, False
    if moment is None:
        flags.append("unreadable_date")
        return None
    if moment > door.collected_at + FUTURE:
        flags.append("future_date")
        return None
    flags += ["date_only"] if day_only else []
    return moment
