"""What is kept of an article for comparing it: the hash of its words and sampled shingles, never a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.copies.headings import LEAST_WORDS as LEAST_HEADING
from analytics.copies.ragged import Ragged
from analytics.copies.shingles import body_hashes, samples_of, shingles_of
from analytics.copies.words import words_of

LEAST_WORDS = 14  # of a body, ten shingles; shorter ones are alike by chance
AT_ONCE = 8_000_000  # characters
SAMPLES = ["body", "samples"]


class Read(NamedTuple):
    """Articles as they are compared.

    Attributes:
        articles: article_id, published_at; body (hash of the folded words of the text, 16 hex digits; null: fewer than
            LEAST_WORDS); heading (the same of title and text together where there is no body; null: too few as well).
        samples: body, samples (see `shingles.samples_of`); one row for each body of these articles.
    """

    articles: pd.DataFrame
    samples: pd.DataFrame


def read(articles: pd.DataFrame) -> Read:
    """Hash articles; equal texts are read once.

    Args:
        articles: article_id, published_at (UTC, null: not known), title and text (null: none).
    """
    codes, distinct = pd.factorize(articles["text"].fillna(""))
    samples = [_samples(part) for part in _parts(distinct)]
    body = pd.concat([_no_samples(), *samples], ignore_index=True)
    of_article = body["body"].iloc[codes].set_axis(articles.index)
    short = articles[of_article.isna()]
    heading = _headings(short["title"].fillna("") + "\n" + short["text"].fillna(""))
    found = articles[["article_id", "published_at"]].assign(body=of_article, heading=heading.reindex(articles.index))
    return Read(found, body.dropna(subset=["body"]).drop_duplicates("body", ignore_index=True))


def _no_samples() -> pd.DataFrame:
    return pd.DataFrame({"body": pd.Series(dtype="str"), "samples": pd.Series(dtype=object)})


def _parts(texts: pd.Index) -> Iterator[list[str]]:
    """Texts of about AT_ONCE characters at a time, so that memory does not grow with the archive."""
    blocks = np.cumsum(texts.str.len().to_numpy(dtype=np.int64)) // AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(blocks)) + 1), len(texts)]
    return (texts[a:b].to_list() for a, b in pairwise(edges) if b > a)


def _samples(texts: list[str]) -> pd.DataFrame:
    words = words_of(texts)
    hashes = pd.Series(body_hashes(words), dtype="str").where(words.counts >= LEAST_WORDS)
    return pd.DataFrame({"body": hashes, "samples": pd.Series(list(samples_of(shingles_of(words))), dtype=object)})


def _headings(texts: pd.Series) -> pd.Series:
    codes, distinct = pd.factorize(texts)
    words: Ragged = words_of(distinct)
    hashes = pd.Series(body_hashes(words), dtype="str").where(words.counts >= LEAST_HEADING)
    return hashes.iloc[codes].set_axis(texts.index)
