"""One unit of work: articles in a Parquet file, their facts, words and mentions out as Parquet files.

Units share nothing and know nothing of the workspace, so any `concurrent.futures.Executor` may carry them out, in
another process or on another machine that sees the same files.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from analytics.mentions.stage import mentions_of
from analytics.text.language import identify
from analytics.text.stage import tokens_of
from data.schema import ARTICLE_FACTS, MENTIONS, TOKENS, to_frame

INPUT_COLUMNS = ["article_id", "language_given", "published_at", "title", "text"]
LEAST_BODY = 100  # characters; shorter bodies are alike by chance


@dataclass(frozen=True)
class Unit:
    """What one call works on.

    Attributes:
        articles: Parquet file with INPUT_COLUMNS.
        folder: where the outputs go; facts, tokens, mentions and names, named after the input.
        languages: codes that identification chooses between.
    """

    articles: str
    folder: str
    languages: tuple[str, ...]

    def output(self, kind: str) -> Path:
        return Path(self.folder) / f"{kind}-{Path(self.articles).stem}.parquet"


def annotate(unit: Unit) -> int:
    """Identify language, cut into words, find names; returns how many articles were read."""
    articles = to_frame(pq.read_table(unit.articles, columns=INPUT_COLUMNS))
    articles["language"] = _languages(articles, unit.languages)
    named = mentions_of(articles)
    pq.write_table(ARTICLE_FACTS.to_arrow(_facts(articles)), unit.output("facts"))
    pq.write_table(TOKENS.to_arrow(tokens_of(articles)), unit.output("tokens"))
    pq.write_table(MENTIONS.to_arrow(named.mentions), unit.output("mentions"))
    named.names.to_parquet(unit.output("names"), index=False)
    return len(articles)


def prepare() -> None:
    """Load the name models, so that a new process pays for them before its first unit."""
    mentions_of(pd.DataFrame({c: pd.Series(dtype="str") for c in (*INPUT_COLUMNS, "language")}))


def _languages(articles: pd.DataFrame, languages: tuple[str, ...]) -> pd.Series:
    given = articles["language_given"]
    unknown = given.isna()
    found = given.copy()
    found[unknown] = identify((articles["title"] + "\n" + articles["text"])[unknown], languages)
    return found


def _facts(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "language": articles["language"],
            "body_hash": pd.Series([body_hash(t) for t in articles["text"]], dtype="str", index=articles.index),
            "reprint_group": pd.Series(None, dtype="str", index=articles.index),
        }
    )


def body_hash(text: str) -> str | None:
    """Hash of a body without its case, spaces and punctuation; None under 100 characters."""
    if len(text) < LEAST_BODY:
        return None
    letters = "".join(filter(str.isalnum, text.casefold()))
    return blake2b(letters.encode(), digest_size=8).hexdigest()
