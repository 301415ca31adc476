"""Topics of a small corpus: contracts, determinism, labels as a reader must find them."""

from __future__ import annotations

import re
import subprocess

import numpy as np
import pandas as pd
import pytest

from analytics.labels.label import SEPARATOR
from analytics.text.content import empty_words
from analytics.text.lemmas import analyzer, lemmatizer
from analytics.topics.describe import map_positions
from analytics.topics.fit import Fitted, fit
from data.errors import SchemaError
from data.schema import ARTICLE_TOPICS, TOPICS
from data.words.stop_words import connecting_words


def level(fitted: Fitted, name: str = "topic") -> pd.DataFrame:
    return fitted.topics[fitted.topics["level"] == name]


def terms(fitted: Fitted) -> list[list[str]]:
    return [label.split(SEPARATOR) for label in level(fitted)["label"]]


def test_frames_keep_their_contracts(russian: pd.DataFrame, fitted: Fitted) -> None:
    assert len(ARTICLE_TOPICS.check(fitted.article_topics)) == len(russian)
    topics, model = TOPICS.check(fitted.topics), fitted.model
    ids = {"theme": model.theme_ids, "topic": model.topic_ids, "story": [name for name in model.story_ids if name]}
    assert {name: sorted(found) for name, found in topics.groupby("level")["topic_id"]} == {
        name: sorted(known) for name, known in ids.items()
    }


def test_sizes_agree_with_the_articles(fitted: Fitted) -> None:
    placed = fitted.article_topics
    counted = pd.concat([placed["theme_id"], placed["topic_id"], placed["story_id"]]).value_counts()
    assert fitted.topics.set_index("topic_id")["size"].to_dict() == counted.to_dict()
    for _, found in fitted.topics.groupby("level"):
        assert found["size"].is_monotonic_decreasing


@pytest.mark.parametrize(("child", "parent"), [("topic_id", "theme_id"), ("story_id", "topic_id")])
def test_levels_are_nested(fitted: Fitted, child: str, parent: str) -> None:
    placed = fitted.article_topics.dropna(subset=[child])
    assert len(placed)
    assert not placed[[child, parent]].drop_duplicates()[child].duplicated().any()
    above = fitted.topics.set_index("topic_id")["parent_id"]
    assert (placed[child].map(above) == placed[parent]).all()


def test_a_story_is_told_by_two_texts_or_has_a_reason(fitted: Fitted) -> None:
    placed = fitted.article_topics
    assert (placed["story_id"].isna() == placed["story_reason"].notna()).all()
    assert set(placed["story_reason"].dropna()) <= {"too short", "no fit", "single", "apart"}
    assert (placed["story_id"].value_counts() > 1).all()


def test_every_article_has_a_topic_or_a_reason(fitted: Fitted) -> None:
    placed = fitted.article_topics
    assert (placed["topic_id"].isna() == placed["reason"].notna()).all()
    assert set(placed["reason"].dropna()) <= {"too short", "no fit"}


def test_most_articles_of_well_parted_stories_are_placed_with_their_story(
    russian: pd.DataFrame, fitted: Fitted
) -> None:
    story = russian["article_id"].str.rsplit("-", n=1).str[0]
    placed = pd.DataFrame({"story": story, "topic": fitted.article_topics["topic_id"]})
    placed = placed[~story.isin(["ru-copy", "messy"])].dropna()
    best = placed.groupby("topic")["story"].value_counts().groupby("topic").max().sum()
    assert best / len(placed) > 0.85
    assert 8 <= placed["topic"].nunique() <= 20


def test_cyrillic_words_survive(fitted: Fitted) -> None:
    words = [word for topic in fitted.words.values() for word in topic]
    assert len(words) > 5 * len(fitted.words)
    assert sum(bool(re.search("[а-я]", word)) for word in words) > 0.9 * len(words)


def test_a_label_has_at_most_four_terms(fitted: Fitted, fitted_english: Fitted) -> None:
    for label in [*terms(fitted), *terms(fitted_english)]:
        assert 2 <= len(label) <= 4, label


def test_no_two_labels_are_equal(fitted: Fitted) -> None:
    assert level(fitted)["label"].is_unique
    assert level(fitted, "theme")["label"].is_unique


def test_no_term_stands_inside_another(fitted: Fitted, fitted_english: Fitted) -> None:
    for label in [*terms(fitted), *terms(fitted_english)]:
        folded = [f" {term.lower()} " for term in label]
        for term in folded:
            assert not any(term in other for other in folded if other is not term)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_stop_or_formula_word_stands_in_labels_and_keywords(language: str, request: pytest.FixtureRequest) -> None:
    found: Fitted = request.getfixturevalue("fitted" if language == "ru" else "fitted_english")
    empty, lemma = empty_words(language), lemmatizer(language).lemma
    shown = [*(term for label in terms(found) for term in label), *(k for ks in level(found)["keywords"] for k in ks)]
    for term in shown:
        words = term.split()
        inner = connecting_words(language)
        for position, word in enumerate(words):
            between = 0 < position < len(words) - 1
            assert lemma(word) not in empty or (between and word.lower() in inner) or word[:1].isupper(), term


def test_every_shown_word_is_written_in_the_articles_or_is_a_form_of_one(russian: pd.DataFrame, fitted: Fitted) -> None:
    lemma = lemmatizer("ru").lemma
    written = {word.lower() for words in russian["words"] for word in words}
    lemmas = {each for found in russian["lemmas"] for each in found}
    for label in terms(fitted):
        for word in " ".join(label).split():
            assert word.lower() in written or lemma(word) in lemmas, f"{word} is a stem"


def test_adjectives_agree_with_their_noun_in_the_nominative(fitted: Fitted) -> None:
    pairs = [term.split()[:2] for label in terms(fitted) for term in label if len(term.split()) == 2]
    checked = 0
    for first, second in pairs:
        adjectives = [parse.tag for parse in analyzer("ru").parse(first) if parse.tag.POS == "ADJF"]
        nouns = [parse.tag for parse in analyzer("ru").parse(second) if parse.tag.POS == "NOUN"]
        if not adjectives or analyzer("ru").parse(first)[0].tag.POS != "ADJF" or not nouns:
            continue
        checked += 1
        assert any(a.case == n.case == "nomn" and a.number == n.number for a in adjectives for n in nouns), first
    assert checked > 3


def test_representatives_come_from_different_outlets_and_their_topic(russian: pd.DataFrame, fitted: Fitted) -> None:
    outlet = russian.set_index("article_id")["outlet"]
    topic = fitted.article_topics.set_index("article_id")["topic_id"]
    for row in level(fitted).itertuples():
        inside = topic.index[topic == row.topic_id]
        assert set(row.representatives) <= set(inside)
        assert len(row.representatives) == 3
        assert outlet[row.representatives].nunique() == min(3, outlet[inside].nunique())


def test_the_same_documents_give_the_same_topics_in_another_process(
    other_process: subprocess.Popen[str], fitted_english: Fitted
) -> None:
    answer, errors = other_process.communicate(timeout=1200)
    assert other_process.returncode == 0, errors
    assert answer.strip().splitlines()[-1] == fitted_english.topics.to_json(force_ascii=False)


def test_the_order_of_the_articles_changes_nothing(english: pd.DataFrame, fitted_english: Fitted) -> None:
    shuffled = fit(english.sample(frac=1, random_state=3), language="en")
    pd.testing.assert_frame_equal(shuffled.article_topics, fitted_english.article_topics)
    pd.testing.assert_frame_equal(shuffled.topics, fitted_english.topics)


def test_topic_ids_differ_for_other_documents(english: pd.DataFrame, fitted_english: Fitted) -> None:
    other = fit(english.iloc[:-1].reset_index(drop=True), language="en")
    assert set(other.model.topic_ids).isdisjoint(fitted_english.model.topic_ids)


def test_documents_alike_in_nothing_make_no_topic(english: pd.DataFrame) -> None:
    few = english.iloc[:6].reset_index(drop=True)
    found = fit(few, language="en")
    assert found.topics.empty
    assert (found.article_topics["reason"] == "no fit").all()


def test_short_documents_are_too_short_and_an_empty_frame_is_no_error(english: pd.DataFrame) -> None:
    short = english.head(3).assign(lemmas=[["the"], [], ["nato", "summit"]])
    assert (fit(short, language="en").article_topics["reason"] == "too short").all()
    assert fit(english.head(0), language="en").article_topics.empty


def test_a_missing_column_is_named(english: pd.DataFrame) -> None:
    with pytest.raises(SchemaError, match="outlet"):
        fit(english.drop(columns="outlet"), language="en")


def test_map_positions_keep_near_topics_near() -> None:
    centres = np.array([[1, 0, 0], [0.995, 0.0999, 0], [0, 0, 1]], dtype=np.float32)
    x, y = map_positions(centres)
    place = np.stack([x, y], axis=1)
    assert np.linalg.norm(place[0] - place[1]) < 0.3 * np.linalg.norm(place[0] - place[2])
    assert np.abs(place).max() == pytest.approx(1.0)
