"""Stories of articles that came after the fit, over the demo's Russian topics."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.topics.assign import assign
from analytics.topics.fit import Fitted
from analytics.topics.later import with_stories
from data.schema import ARTICLE_TOPICS, TOPICS

Found = tuple[pd.DataFrame, pd.DataFrame]


def told_again(russian: pd.DataFrame, article_id: str, name: str, days: float = 1, words: int = 0) -> pd.DataFrame:
    """The words of a known article as a new one, some days later; `words` of them left out at the end."""
    again = russian[russian["article_id"] == article_id].copy()
    lemmas = list(again["lemmas"].iloc[0])
    again["lemmas"] = pd.Series([lemmas[: len(lemmas) - words]], index=again.index, dtype=object)
    later = again["published_at"] + pd.Timedelta(days=days)
    return again.assign(article_id=name, published_at=later, title="Новое сообщение", outlet="Новый вестник")


def after(russian: pd.DataFrame, fitted: Fitted, *new: pd.DataFrame) -> Found:
    since = pd.concat(new, ignore_index=True)
    documents = pd.concat([russian, since], ignore_index=True)
    came = assign(fitted.model, since)
    placed = pd.concat([fitted.article_topics, came.article_topics], ignore_index=True)
    vectors = pd.concat([fitted.vectors, came.vectors], ignore_index=True)
    found, topics = with_stories(documents, placed, fitted.topics, vectors, fitted.model)
    assert len(ARTICLE_TOPICS.check(found)) == len(documents)
    assert "new" not in set(found["story_reason"])
    known = found.iloc[: len(russian)].reset_index(drop=True)
    kept = [column for column in known if not column.startswith("story")]
    pd.testing.assert_frame_equal(known[kept], fitted.article_topics[kept])
    had = fitted.article_topics["story_id"]
    assert known["story_id"][had.notna()].equals(had[had.notna()])
    return found.set_index("article_id"), TOPICS.check(topics)


@pytest.fixture
def in_story(fitted: Fitted) -> str:
    placed = fitted.article_topics
    return placed.loc[placed["story_id"].notna(), "article_id"].iloc[0]


@pytest.fixture
def alone(russian: pd.DataFrame, fitted: Fitted) -> str:
    placed = fitted.article_topics.merge(russian[["article_id", "lemmas"]], on="article_id")
    single = placed[(placed["story_reason"] == "single") & (placed["lemmas"].map(len) > 20)]
    return single["article_id"].iloc[0]


def test_a_text_that_tells_a_known_event_joins_its_story(russian: pd.DataFrame, fitted: Fitted, in_story: str) -> None:
    found, topics = after(russian, fitted, told_again(russian, in_story, "later", words=2))
    assert found.loc["later", "story_id"] == found.loc[in_story, "story_id"]
    assert len(topics) == len(fitted.topics)


def test_the_same_words_weeks_later_are_no_part_of_it(russian: pd.DataFrame, fitted: Fitted, in_story: str) -> None:
    found, _ = after(russian, fitted, told_again(russian, in_story, "later", days=400))
    assert found.loc["later", "story_reason"] == "single"
    assert found.loc["later", "topic_id"] == found.loc[in_story, "topic_id"]


def test_two_texts_of_a_new_event_begin_a_story(russian: pd.DataFrame, fitted: Fitted, in_story: str) -> None:
    new = (told_again(russian, in_story, f"later-{n}", days=400 + n, words=n) for n in (1, 2))
    found, topics = after(russian, fitted, *new)
    story = found.loc["later-1", "story_id"]
    assert story == found.loc["later-2", "story_id"]
    row = topics.set_index("topic_id").loc[story]
    assert (row["level"], row["label"], row["parent_id"]) == (
        "story",
        "Новое сообщение",
        found.loc["later-1", "topic_id"],
    )
    assert list(row["representatives"]) == ["later-1", "later-2"]


def test_a_text_that_was_alone_is_a_story_with_the_one_that_tells_it_again(
    russian: pd.DataFrame, fitted: Fitted, alone: str
) -> None:
    found, _ = after(russian, fitted, told_again(russian, alone, "later", words=1))
    assert found.loc["later", "story_id"] == found.loc[alone, "story_id"]
    assert pd.isna(found.loc[alone, "story_reason"])


def test_a_reprint_goes_where_its_text_went(russian: pd.DataFrame, fitted: Fitted, in_story: str) -> None:
    known = russian.assign(reprint_group=russian["article_id"].where(russian["article_id"] == in_story))
    reprint = told_again(russian, in_story, "reprint", days=300, words=5).assign(reprint_group=in_story)
    found, _ = after(known, fitted, reprint)
    columns = ["theme_id", "topic_id", "story_id", "score", "reach", "next_topic_id", "next_score"]
    assert found.loc["reprint", columns].tolist() == found.loc[in_story, columns].tolist()


def test_reprints_of_a_text_that_was_alone_follow_it_into_the_story_that_begins(
    russian: pd.DataFrame, fitted: Fitted, alone: str
) -> None:
    known = russian.assign(reprint_group=russian["article_id"].where(russian["article_id"] == alone))
    reprint = told_again(russian, alone, "reprint", days=300).assign(reprint_group=alone)
    found, _ = after(known, fitted, reprint, told_again(russian, alone, "later", words=2))
    assert found.loc["later", "story_id"] == found.loc[alone, "story_id"] == found.loc["reprint", "story_id"]
    assert found.loc[["later", alone, "reprint"], "story_reason"].isna().all()


def test_a_story_without_a_headline_is_called_by_its_beginning(
    russian: pd.DataFrame, fitted: Fitted, in_story: str
) -> None:
    new = [told_again(russian, in_story, f"later-{n}", days=400 + n, words=n).assign(title=" ") for n in (1, 2)]
    found, topics = after(russian, fitted, *new)
    label = topics.set_index("topic_id").loc[found.loc["later-1", "story_id"], "label"]
    assert len(label) > 20
    assert " ".join(new[0]["text"].iloc[0].split()).startswith(label.removesuffix("…").strip())
