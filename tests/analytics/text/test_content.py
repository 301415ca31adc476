"""Lemmas as numbers beside the same lemmas as lists."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analytics.text.content import contents, empty_words, is_content, lemmas_of

WORDS = st.sampled_from(["нато", "саммит", "и", "год", "7", "я", "альянс", "covid-19", "тасс", "ёлка"])
DOCUMENTS = st.lists(st.lists(WORDS, max_size=12), max_size=8)


def column(documents: list[list[str]], *, arrow: bool) -> pd.Series:
    lists = pa.chunked_array(
        [pa.array(documents[i : i + 3], pa.list_(pa.string())) for i in range(0, len(documents), 3)],
        pa.list_(pa.string()),
    )
    return pd.Series(pd.arrays.ArrowExtensionArray(lists)) if arrow else pd.Series(documents, dtype=object)


@given(DOCUMENTS, st.booleans())
def test_content_lemmas_are_those_of_the_lists_in_order(documents: list[list[str]], arrow: bool) -> None:
    empty = empty_words("ru")
    wanted = [[word for word in each if is_content(word, empty)] for each in documents]
    found = contents(column(documents, arrow=arrow), "ru")
    assert [text.split() for text in found.joined()] == wanted
    assert found.sizes.tolist() == [len(each) for each in wanted]


@given(DOCUMENTS, st.data())
def test_chosen_documents_and_counts(documents: list[list[str]], data: st.DataObject) -> None:
    lemmas = lemmas_of(column(documents, arrow=True))
    rows = data.draw(st.lists(st.integers(0, len(documents) - 1), max_size=8) if documents else st.just([]))
    chosen = lemmas.take(np.array(rows, dtype=np.intp))
    assert [text.split() for text in chosen.joined()] == [documents[i] for i in rows]
    counts = chosen.counts()
    for number, i in enumerate(rows):
        row = counts[[number]].tocoo()
        assert dict(zip(chosen.words[row.col], row.data, strict=True)) == Counter(documents[i])
