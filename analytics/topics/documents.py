"""What topics are made from: the content lemmas of each document."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.text.content import Lemmas
from data.errors import SchemaError

COLUMNS = (
    *("article_id", "title_words", "words", "lemmas"),
    *("outlet", "title", "text", "published_at"),
    *("reprint_group", "series"),
)
"""The columns of `data.schema.TOKENS`, `ARTICLES` and `ARTICLE_FACTS` that are read here."""

MIN_CONTENT = 3
"""A document with fewer content lemmas is unclassified, "too short"."""


def written(documents: pd.DataFrame) -> list[str]:
    """Each document as it is written, its title first."""
    return (documents["title"] + "\n" + documents["text"]).tolist()


def check_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the frame unchanged if it has the columns that topics are made from.

    Raises:
        SchemaError: a column is missing.
    """
    missing = [column for column in COLUMNS if column not in documents.columns]
    if missing:
        raise SchemaError(
            f"Documents for topics lack the columns {missing}; join tokens with articles and facts first."
        )
    return documents


def texts_of(documents: pd.DataFrame, content: Lemmas) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which documents are one text: those of a reprint group, or, outside of one, of the same content lemmas.

    Args:
        documents: column reprint_group (null: none), see `COLUMNS`.
        content: content lemmas of each document.
    Returns:
        Number of each document's text, and of each text the position of the longest document; of equals the one whose
        words come first in the alphabet, so that one more copy changes nothing.
    """
    groups = documents["reprint_group"].astype(object)
    runs = [content.codes[a:b] for a, b in pairwise(content.starts.tolist())]
    alike = pd.Series([hash(run.tobytes()) for run in runs], index=groups.index, dtype=object)
    number = pd.factorize(groups.where(groups.notna(), alike))[0].astype(np.intp)
    best: dict[int, int] = {}
    for i, text in enumerate(number.tolist()):
        other = best.setdefault(text, i)
        if len(runs[i]) > len(runs[other]) or (
            len(runs[i]) == len(runs[other]) and content.words[runs[i]].tolist() < content.words[runs[other]].tolist()
        ):
            best[text] = i
    return number, np.array(list(best.values()), dtype=np.intp)
