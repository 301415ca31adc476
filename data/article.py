"""An article at the door: rows as read become rows of the table `articles`, each with its identity for ever."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from data.schema import ARTICLES
from data.sources import dates
from data.sources.address import Address, read_address
from data.sources.cleaning import MISSING, clean_line, clean_name, clean_text, without_furniture, without_title

FIELDS = ("title", "text", "date", "outlet", "external_id", "url", "language")
"""What a source may know of an article; every value is text as read."""

FUTURE = timedelta(hours=24)
"""A stamp further ahead of the import than this is a mistake."""

_LANGUAGE_NAMES = {
    "ru": "rus russian русский русск рус російська russisch",
    "uk": "ua ukr ukrainian українська украинский укр",
    "en": "eng english английский англ англійська",
    "be": "bel belarusian белорусский беларуская білоруська",
    "de": "deu ger german немецкий deutsch німецька",
    "fr": "fra fre french французский français французька",
    "pl": "pol polish польский polski польська",
    "es": "spa spanish испанский español іспанська",
    "zh": "zho chi chinese китайский",
    "ar": "ara arabic арабский",
}
_LANGUAGES = {name: code for code, names in _LANGUAGE_NAMES.items() for name in names.split()}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
_UNSTATED = frozenset({"und", "unk", "mul", "zxx", "unknown"})

_LOOKALIKES = str.maketrans("aeopcxykmtbhi", "аеорсхукмтвні")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_FOREIGN_LATIN = re.compile(r"[a-z\u00df-\u024f]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One article as a source yields it.

    Attributes:
        file, line: where it stands, as a person would look for it; line 1 is the file's first.
        fields: values by the names of `FIELDS`, as read; an absent or empty one is not known.
        source: the row as the file has it, for the report if it is rejected.
        as_read: what stands for the text in the identity where `text` is already an extract (a saved page).
    """

    file: str
    line: int
    fields: dict[str, str]
    source: Any = None
    as_read: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be read, or has neither title nor text; `row` is what could be read of it."""

    file: str
    line: int
    reason: str
    row: Any = None

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "reason": self.reason, "row": self.row}


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
    written = dates.read(raw, door.dates.month_first)
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


def article_id(raw: dict[str, str], address: Address | None, *, outlet: str | None, as_read: str) -> str:
    """16 hex digits that stay the article's for ever, made from what was read and never from what was cleaned.

    Over the canonical URL; without one over outlet and external_id (without outlet external_id and title); without
    that over outlet, title, date as written and text as read.
    """
    if address and address.canonical:
        return digest("url", address.canonical)
    publisher, external = (outlet or "").strip(), raw.get("external_id", "").strip()
    if external:
        return (
            digest("outlet+id", publisher, external)
            if publisher
            else digest("id+title", external, raw.get("title", ""))
        )
    return digest("content+date", publisher, raw.get("title", ""), raw.get("date", ""), as_read)


def digest(*parts: str) -> str:
    """16 hex digits over the parts in their order; the length of each counts, so no two lists of parts run together."""
    over = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        over.update(b"%d:" % len(data))
        over.update(data)
    return over.hexdigest()


@lru_cache(maxsize=1_024)
def language_code(raw: str) -> str | None:
    """A language as files name it ("ru-RU", "RUS", "русский") as its code; None where it says nothing."""
    said = raw.strip().casefold()
    known = _LANGUAGES.get(said)
    if known:
        return known
    found = _LANGUAGE.fullmatch(said)
    if not found or found[1] in _UNSTATED:
        return None
    return _LANGUAGES.get(found[1], found[1])


def fold(text: str) -> str:
    """The form in which words are compared: NFC, case folded, ё as е, no stress marks, й kept.

    Latin letters that look like Cyrillic ones become Cyrillic inside a word that is otherwise Cyrillic ("HАТО", "CША").
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    folded = folded.replace("ё", "е").replace("\u0301", "")
    if _LATIN.search(folded) and _CYRILLIC.search(folded):
        return _WORD.sub(_cyrillic_word, folded)
    return folded


def _cyrillic_word(found: re.Match[str]) -> str:
    word = found[0]
    if not _CYRILLIC.search(word) or not _LATIN.search(word):
        return word
    as_cyrillic = word.translate(_LOOKALIKES)
    return word if _FOREIGN_LATIN.search(as_cyrillic) else as_cyrillic
