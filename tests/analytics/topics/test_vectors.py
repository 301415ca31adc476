"""A sentence model reads each article once. It is a stand-in here: the libraries are no part of the installation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from analytics.topics import embed
from analytics.topics.fit import Settings, fit

MODEL = "model2vec:any"


class Reader:
    """Makes a vector of a text's letters, and keeps the texts that it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, name: str, texts: Sequence[str]) -> np.ndarray:
        del name
        self.read += texts
        return np.array([np.bincount([ord(c) % 32 for c in text], minlength=32) for text in texts], dtype=np.float32)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(embed, "encode", made.encode)
    return made


def test_a_refit_reads_only_what_the_model_has_not_read(reader: Reader, english: pd.DataFrame) -> None:
    chosen, texts = Settings(embedder=MODEL), english.drop_duplicates("text").reset_index(drop=True)
    first = fit(texts[:-5], language="en", settings=chosen)
    assert set(first.vectors["model"]) == {MODEL}
    before = set(reader.read)
    reader.read.clear()
    again = fit(texts, language="en", settings=chosen, known=first.vectors)
    assert sorted(reader.read) == sorted(texts["title"][-5:] + "\n" + texts["text"][-5:])
    both = first.vectors.merge(again.vectors, on="article_id")
    assert len(both) == len(first.vectors)
    assert (both["vector_x"] == both["vector_y"]).mean() > 0.9
    reader.read.clear()
    fit(texts, language="en", settings=Settings(embedder="model2vec:another"), known=again.vectors)
    assert before < set(reader.read)
