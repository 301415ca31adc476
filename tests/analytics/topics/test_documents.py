"""Which documents are one text."""

from __future__ import annotations

import pandas as pd

from analytics.text.content import lemmas_of
from analytics.topics.documents import texts_of


def test_one_text_is_told_by_its_longest_document_and_equals_by_the_alphabet() -> None:
    lemmas = [["саммит", "нато"], ["нато", "саммит"], ["нато", "саммит"], ["альянс"], ["нато", "саммит", "альянс"]]
    documents = pd.DataFrame({"lemmas": lemmas, "reprint_group": ["g", "g", None, None, "g"]})
    text, first = texts_of(documents, lemmas_of(documents["lemmas"]))
    assert text.tolist() == [0, 0, 1, 2, 0]
    assert first.tolist() == [4, 2, 3]
    text, first = texts_of(documents[:2], lemmas_of(documents["lemmas"][:2]))
    assert first.tolist() == [1]
