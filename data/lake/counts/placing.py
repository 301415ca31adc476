"""How one article was placed, and what lies beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.errors import NothingToAnswer
from data.lake.archive import Reader

MOST_BESIDE = 3_000
"""Texts of one topic that are compared with an article: those nearest in time."""


def placing(reader: Reader, article_id: str) -> dict[str, Any]:
    """How an article was placed.

    Returns:
        article_id, language; theme_id, topic_id, reason, score, reach, next_topic_id, next_score, see
        `data.schema.ARTICLE_TOPICS`; topic and next_topic (labels), keywords (of the topic). Null where there is none,
        or an older program placed it.
    Raises:
        NothingToAnswer: the edition has no article of this id.
    """
    found = reader.records("placing", {"article_id": article_id})
    if not found:
        raise NothingToAnswer(f"The archive has no article {article_id}.", "It may have been removed; search for it.")
    return found[0]


def article_lemmas(reader: Reader, article_id: str) -> list[str]:
    """The lemmas of an article, its title's first; empty where it has no word."""
    found = reader.records("article_lemmas", {"article_id": article_id})
    return found[0]["lemmas"] if found else []


def vectors_beside(reader: Reader, article_id: str, topic_id: str) -> pd.DataFrame:
    """Vectors of an article and of the other texts of its topic, each by its first article there.

    Returns:
        article_id, model, vector (see `data.schema.ARTICLE_VECTORS`); at most MOST_BESIDE texts. Without the article
        where it has no vector itself.
    """
    return reader.frame("vectors_beside", {"article_id": article_id, "topic_id": topic_id, "limit": MOST_BESIDE})


def articles_by_id(reader: Reader, article_ids: Sequence[str]) -> pd.DataFrame:
    """Articles in the order given: article_id, title (or the text's first words), outlet, published_at (UTC),
    local_time (naive, the edition's zone), date_only, url.
    """
    return reader.frame("articles_by_id", {"article_ids": list(article_ids)})
