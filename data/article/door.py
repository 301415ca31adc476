"""An article at the door: rows as read become rows of the table `articles`, each with its identity for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeGuard
from zoneinfo import ZoneInfo

import pandas as pd

from data.article import dates
from data.article.cleaning import MISSING, clean_line, clean_name, clean_text, fit, without_furniture, without_title
from data.article.identity import article_id, digest, former_id
from data.article.language import language_code
from data.article.raw import RawRow, Rejected
from data.article.url import Address, read_address
from data.schema import ARTICLES, FLAGS

FUTURE = timedelta(hours=24)
"""A stamp further ahead of the import than this is a mistake."""


_HASH, _FLAG = re.compile(r"[0-9a-f]{16}"), re.compile(r"\w+")
_DATELESS = frozenset(("undated", "unreadable_date", "future_date"))


@dataclass(frozen=True, slots=True)
class Door:
    """What holds for all rows of one file.

    Attributes:
        import_id: the import that stores them.
        collected_at: when that import began, UTC.
        zone: what a time without a zone means, and where a day begins.
        outlet, language: what fills rows that do not say.
        dates: what the file's date column as a whole tells.
        former_ids: whether articles may be stored under the rule before today's; else nobody asks for those ids.
    """

    import_id: str
    collected_at: datetime
    zone: ZoneInfo
    outlet: str | None = None
    language: str | None = None
    dates: dates.ColumnDates = field(default_factory=dates.ColumnDates)
    former_ids: bool = True


class Made(NamedTuple):
    """What rows became.

    Attributes:
        articles: the columns of `schema.ARTICLES`, in the order of the rows; an article_id may occur twice, for the
            rows may hold the same article twice.
        rejected: the rows that have neither title nor text.
        former_ids: for each article the id that it had by the rule before today's; empty where the door asks for none.
    """

    articles: pd.DataFrame
    rejected: list[Rejected]
    former_ids: list[str]


def make_articles(rows: Sequence[RawRow], door: Door) -> Made:
    """Clean rows and give them their identity."""
    articles: list[dict[str, Any]] = []
    former: list[str] = []
    rejected: list[Rejected] = []
    for row in rows:
        article, other = _own(row.own, door) if _is_own(row.own) else _article(row, door)
        if article["title"] or article["text"]:
            articles.append(article)
            former.append(other)
        else:
            rejected.append(Rejected(row.file, row.line, "neither title nor text", row.source or row.fields))
    return Made(_frame(articles), rejected, former if door.former_ids else [])


def _frame(articles: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(articles, columns=ARTICLES.columns)
    for name in ("published_at", "collected_at"):
        frame[name] = pd.to_datetime(frame[name], utc=True).astype("datetime64[us, UTC]")
    return frame


def _article(row: RawRow, door: Door) -> tuple[dict[str, Any], str]:
    """One article, and the id that it had by the rule before today's."""
    raw = {name: value for name, value in row.fields.items() if value.strip() not in MISSING}
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
    outlet, content = raw.get("outlet") or door.outlet, digest("content", raw.get("title", ""), as_read)
    identity = article_id(raw, address, outlet=outlet, content=content)
    article = {
        "article_id": identity,
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
        "content_hash": content,
        "flags": flags,
    }
    return article, _former(identity, raw, address, outlet, as_read) if door.former_ids else ""


def _former(today: str, raw: dict[str, str], address: Address | None, outlet: str | None, as_read: str) -> str:
    if address and not address.is_section:
        return today
    return former_id(raw, address, outlet=outlet, as_read=as_read)


def _is_own(own: Mapping[str, str] | None) -> TypeGuard[Mapping[str, str]]:
    """Whether a row comes from an export of ours and bears an article's id."""
    return own is not None and all(_HASH.fullmatch(own.get(name, "")) for name in ("article_id", "content_hash"))


def _own(own: Mapping[str, str], door: Door) -> tuple[dict[str, Any], str]:
    """An article of an export of ours, as it was stored: nothing is cleaned, found or flagged again."""
    flags = [flag for flag in FLAGS if flag in _FLAG.findall(own.get("flags", ""))]
    moment = _moment(own.get("published_at", ""), replace(door, dates=dates.ColumnDates()))[0]
    if moment is None and not _DATELESS.intersection(flags):
        flags.append("unreadable_date" if own.get("published_at") else "undated")
    address = read_address(own["url"]) if own.get("url") else None
    article = {
        "article_id": own["article_id"],
        "external_id": fit(own.get("external_id", ""))[0] or None,
        "import_id": door.import_id,
        "origin": "import",
        "outlet": fit(own.get("outlet", ""))[0] or door.outlet,
        "language_given": language_code(own.get("language_given", "")) or door.language,
        "published_at": moment,
        "date_raw": fit(own.get("date_raw", ""))[0] or None,
        "collected_at": door.collected_at,
        "url": address.public if address else None,
        "title": fit(own.get("title", ""))[0],
        "text": fit(own.get("text", ""))[0],
        "content_hash": own["content_hash"],
        "flags": flags,
    }
    return article, own["article_id"]


def _published(raw: str | None, door: Door, flags: list[str]) -> datetime | None:
    """The moment in UTC; None with a flag where the date is missing, unreadable or lies in the future."""
    if raw is None:
        flags.append("undated")
        return None
    moment, day_only = _moment(raw, door)
    if moment is None:
        flags.append("unreadable_date")
        return None
    if moment > door.collected_at + FUTURE:
        flags.append("future_date")
        return None
    flags += ["date_only"] if day_only else []
    return moment


def _moment(raw: str, door: Door) -> tuple[datetime | None, bool]:
    """The moment in UTC as written, None where it cannot be read, and whether only the day is known."""
    written = door.dates.read(raw)
    try:
        return dates.instant(written, door.zone, door.dates) if written else (None, False)
    except OverflowError:
        return None, False
