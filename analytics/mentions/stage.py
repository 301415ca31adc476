"""Articles in, mentions out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version as installed
from typing import NamedTuple

import pandas as pd

from analytics.mentions.entities import entity_id
from analytics.mentions.gazetteer import gazetteer
from analytics.mentions.model import Span, find_spans
from analytics.mentions.occurrences import Occurrence, Places, occurrences
from analytics.mentions.people import names_of, sure_surnames
from analytics.mentions.segments import Segment, sentences
from data.schema import MENTIONS, PARTS
from data.words.aliases import ALIASES
from data.words.roles import ROLES

NAMES = ["entity_id", "name", "kind"]
CODE = 1  # raise it whenever the same text would give other mentions


class Named(NamedTuple):
    """What the names of some articles come to.

    Attributes:
        mentions: one row per occurrence as in `data.schema.MENTIONS`.
        names: entity_id, name, kind; one row per entity of these mentions, under its commonest spelling.
    """

    mentions: pd.DataFrame
    names: pd.DataFrame


def version() -> str:
    """What mentions depend on besides the text: this code, the word lists, the models."""
    words = blake2b(repr((ALIASES, sorted(ROLES))).encode(), digest_size=8).hexdigest()
    return f"{CODE} words={words} natasha={installed('natasha')}"


class _Article(NamedTuple):
    """One article with what was found in it; part 0 is the title, part 1 the text."""

    article_id: str
    published_at: pd.Timestamp
    language: str
    parts: tuple[str, str]
    found: tuple[tuple[int, Occurrence], ...]

    def surfaces(self) -> list[tuple[str, Occurrence]]:
        return [(self.parts[part][o.start : o.end], o) for part, o in self.found]


def mentions_of(articles: pd.DataFrame) -> Named:
    """Find the people, organisations and places that articles name, with their places in the text.

    Args:
        articles: columns article_id, language, title, text (strings, empty where there is none), published_at (UTC or
            null).
    Returns:
        Mentions of model and alias table, and the names of their entities. What an ambiguous bare surname means is
        settled within its article, else by the articles handed over together.
    """
    read = list(_read(articles))
    usual: Counter[str] = Counter()
    for article in read:
        if article.language == "ru":
            usual.update(sure_surnames(article.surfaces(), article.language))
    rows = [row for article in read for row in _rows(article, usual)]
    frame = pd.DataFrame(rows, columns=[*MENTIONS.columns, "name"])
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True).dt.as_unit("us")
    return Named(MENTIONS.check(frame[MENTIONS.columns]), _commonest(frame))


def _read(articles: pd.DataFrame) -> Iterator[_Article]:
    for language, group in articles.groupby("language", sort=True):
        parts = list(zip(group["title"], group["text"], strict=True))
        spans = _spans([part for pair in parts for part in pair], str(language))
        aliases = gazetteer(str(language))
        rows = zip(group["article_id"], group["published_at"], parts, spans[::2], spans[1::2], strict=True)
        for article_id, published_at, pair, in_title, in_text in rows:
            found = tuple(
                (part, occurrence)
                for part, (text, model, table) in enumerate(
                    zip(pair, (in_title, in_text), aliases.find(*pair), strict=True)
                )
                for occurrence in occurrences(text, model, table, str(language))
            )
            yield _Article(article_id, published_at, str(language), pair, found)


def _spans(texts: list[str], language: str) -> list[list[Span]]:
    """The model's spans; a text that occurs twice, as wire copies do, is read once."""
    distinct = list(dict.fromkeys(texts))
    spans = dict(zip(distinct, find_spans(distinct, language), strict=True))
    return [spans[text] for text in texts]


def _rows(article: _Article, usual: Counter[str]) -> Iterator[tuple[object, ...]]:
    surfaces = article.surfaces()
    names = names_of(surfaces, article.language, usual)
    title, text = article.parts
    bounds = [Places([Segment(0, len(title))]), Places(sentences(text) if article.found else [])]
    for (part, occurrence), (surface, _), name in zip(article.found, surfaces, names, strict=True):
        start, end = _around(bounds[part], occurrence)
        place = (PARTS[part], occurrence.start, occurrence.end, start, end)
        yield (
            *(article.article_id, _entity_id(name.base, name.kind), surface, name.kind),
            *(*place, occurrence.method, article.published_at, name.base),
        )


_entity_id = lru_cache(maxsize=1 << 16)(entity_id)


def _around(bounds: Places[Segment], occurrence: Occurrence) -> tuple[int, int]:
    """The sentence a name stands in; one that runs over a full stop has both."""
    over = bounds.touching(occurrence)
    return (over[0].start, over[-1].end) if over else (occurrence.start, occurrence.end)


def _commonest(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame({column: pd.Series(dtype="str") for column in NAMES})
    counts = frame.groupby([*NAMES], sort=True).size().rename("count").reset_index()
    counts = counts.sort_values(["entity_id", "count", "name"], ascending=[True, False, True])
    return counts.drop_duplicates("entity_id")[NAMES].reset_index(drop=True)
