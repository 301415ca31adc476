"""Attributions lie in their text, in order, and are found in any text in bounded time."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.attribution.formulas import COLUMNS, Attribution, attributed, attributions
from analytics.attribution.rules import RULES
from analytics.clutter.spans import clutter_of, without_clutter

LANGUAGES = st.sampled_from(["ru", "uk", "en"])
PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([text for rule in RULES for text in (*(text for text, _ in rule.like), *rule.unlike)]),
    st.sampled_from([word for rule in RULES for word in rule.words.split()]),
    st.sampled_from(["ТАСС", "Reuters", "газета", "The", "«", "»", "İ", "a.ru", "\n", "  "]),
)
LABELS = json.loads((Path(__file__).parent / "labels.json").read_text(encoding="utf-8"))


def test_formula_and_name_have_their_places() -> None:
    text = "Порт закрыт. Об этом сообщает ТАСС со ссылкой на газету „Утро“."
    found = attributions(text, "ru")
    assert [text[one.start : one.end] for one in found] == ["Об этом сообщает ТАСС", "со ссылкой на газету „Утро“"]
    assert [text[one.source_start : one.source_end] for one in found] == ["ТАСС", "Утро"]
    assert [one.source for one in found] == ["ТАСС", "Утро"]


def test_an_office_a_person_and_a_dateline_are_no_media() -> None:
    text = (
        "МОСКВА, 8 янв — РИА Новости. Порт закрыт, сообщили в Кремле. По данным МИД, его откроют. "
        "Об этом пишет Иванов в Twitter. Как сообщает пресс-служба порта, ТАСС получил премию."
    )
    assert attributions(text, "ru") == []


def test_what_was_blanked_out_parts_a_formula() -> None:
    assert attributions("Порт закрыт, сообщает" + " " * 900 + "ТАСС", "ru") == []
    assert len(attributions("Порт закрыт," + " " * 900 + "сообщает\nТАСС", "ru")) == 1


@pytest.mark.parametrize("language", ["und", "de", ""])
def test_a_language_without_rules_has_none(language: str) -> None:
    assert attributions("Порт закрыт, сообщает ТАСС. Reuters reports.", language) == []


@given(st.lists(PIECES, max_size=20).map(" ".join) | st.lists(PIECES, max_size=20).map("".join), LANGUAGES)
def test_attributions_are_in_order_and_hold_their_names(text: str, language: str) -> None:
    found = attributions(text, language)
    ends = [0, *(one.end for one in found)]
    for end, one in zip(ends, found, strict=False):
        assert end <= one.start <= one.source_start < one.source_end <= one.end <= len(text)
        assert one.source.strip() == one.source != ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("ru", "сообщает "),
        ("ru", "ТАСС сообщает "),
        ("ru", "сообщает российский "),
        ("ru", "«"),
        ("ru", "a.b-"),
        ("ru", "İ"),
        ("en", "News said "),
        ("en", "told the A "),
        ("uk", "повідомляє\n"),
    ],
)
def test_one_word_repeated_is_read_to_the_end(language: str, word: str) -> None:
    """A search that is not linear would be at this for hours."""
    text = (word * (200_000 // len(word))) + (". Порт закрыт, сообщает ТАСС." if language == "ru" else "")
    found = attributions(text, language)
    assert language != "ru" or found[-1].source == "ТАСС"


def test_a_frame_has_a_row_for_each_formula() -> None:
    articles = pd.DataFrame(
        {
            "article_id": ["b", "a", "c", "d"],
            "language": ["ru", "en", None, "ru"],
            "text": ["Пишет ТАСС. Пишет РБК.", "He told CNN.", "Пишет ТАСС.", None],
        }
    )
    found = attributed(articles)
    assert found.columns.tolist() == COLUMNS
    assert found.to_numpy().tolist() == [
        ["b", 0, 10, "ТАСС", 6, 10],
        ["b", 12, 21, "РБК", 18, 21],
        ["a", 3, 11, "CNN", 8, 11],
    ]
    assert attributed(articles[:0]).dtypes.to_list() == found.dtypes.to_list()


@pytest.mark.parametrize(("half", "precision", "recall"), [("open", 0.97, 0.97), ("held", 0.98, 0.93)])
def test_labelled_articles_reach_what_was_reached(corpora: Path, half: str, precision: float, recall: float) -> None:
    """A formula is found when its name is. `held` was labelled before there were rules; none follows from what it shows."""
    docs = pd.read_parquet(corpora / "tgcontest_20200503" / "docs.parquet").set_index("id")
    found = named = right = 0
    for doc, labels in LABELS[half].items():
        text = docs.loc[doc, "text"]
        ours = attributions(without_clutter(text, clutter_of(text)), docs.loc[doc, "language"])
        found += len(ours)
        named += len(labels)
        right += sum(any(_same_name(one, label) for one in ours) for label in labels)
    assert right / found >= precision
    assert right / named >= recall


def _same_name(one: Attribution, label: list[int]) -> bool:
    return one.source_start < label[3] and label[2] < one.source_end
