"""What comes after the fit: stories among the unplaced, topics that rise, and when a language is to be fitted anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.topics.assign import Assigned, assign
from analytics.topics.drift import LEAST, drift_of
from analytics.topics.fit import Fitted
from analytics.topics.later import with_stories
from analytics.topics.model import TopicModel, load, prune, save
from analytics.topics.rising import Risen, with_risen

UNHEARD = ["квиддич", "снитч", "бладжер", "загонщик", "вратарь", "хогвартс", "мётла", "гриффиндор"]


@pytest.fixture(scope="module")
def strict(fitted: Fitted) -> TopicModel:
    """A model whose topics reach nothing that comes."""
    centres = fitted.model.centres
    return replace(fitted.model, centres=replace(centres, reach=np.full_like(centres.reach, 0.999)))


def dispatches(russian: pd.DataFrame, number: int, per_day: int) -> pd.DataFrame:
    """A text that nobody placed, told by so many outlets in a row of days, each with words of its own."""
    long = russian[(russian["lemmas"].map(len) > 40) & russian["published_at"].notna()].iloc[[0]]
    rows = []
    for n in range(number):
        words = [*long["words"].iloc[0][: 30 + n % 3], UNHEARD[n % len(UNHEARD)]]
        lemmas = [*long["lemmas"].iloc[0][: 30 + n % 3], UNHEARD[n % len(UNHEARD)]]
        day = pd.Timedelta(days=400 + n // per_day)
        new = long.assign(article_id=f"new-{n:02}", outlet=f"Вестник {n % 4}", reprint_group=None)
        new["lemmas"] = pd.Series([lemmas], index=new.index, dtype=object)
        new["words"] = pd.Series([words], index=new.index, dtype=object)
        new = new.assign(title_words=0, text=" ".join(words))
        rows.append(new.assign(published_at=long["published_at"] + day, title=f"Новое сообщение {n}"))
    return pd.concat(rows, ignore_index=True)


def came(russian: pd.DataFrame, fitted: Fitted, model: TopicModel, new: pd.DataFrame) -> tuple[Risen, Assigned]:
    documents = pd.concat([russian, new], ignore_index=True)
    since = assign(model, new)
    placed = pd.concat([fitted.article_topics, since.article_topics], ignore_index=True)
    vectors = pd.concat([fitted.vectors, since.vectors], ignore_index=True)
    placed, topics = with_stories(documents, placed, fitted.topics, vectors, model)
    by_id = documents.set_index("article_id", drop=False)
    risen = with_risen(placed, topics, vectors, model, lambda ids: by_id.loc[ids].reset_index(drop=True))
    return risen, since


def test_a_story_beyond_every_topic_rises_when_it_lasts(
    russian: pd.DataFrame, fitted: Fitted, strict: TopicModel
) -> None:
    new = dispatches(russian, 12, per_day=3)
    risen, since = came(russian, fitted, strict, new)
    assert since.article_topics["topic_id"].isna().all()
    placed = risen.article_topics.set_index("article_id").loc[new["article_id"]]
    (topic,) = placed["topic_id"].unique()
    row = risen.topics.set_index("topic_id").loc[topic]
    assert (row["level"], row["parent_id"]) == ("topic", placed["theme_id"].iloc[0])
    assert row["label"]
    stories = risen.topics[risen.topics["topic_id"].isin(placed["story_id"].dropna())]
    assert set(stories["parent_id"]) == {topic}
    again = assign(risen.model, new.assign(article_id="again-" + new["article_id"])).article_topics
    assert set(again["topic_id"]) == {topic}
    known = risen.article_topics.set_index("article_id")["topic_id"].reindex(fitted.article_topics["article_id"])
    assert known.to_list() == fitted.article_topics["topic_id"].to_list()


def test_a_story_of_one_day_stays_a_story_below_the_nearest_theme(
    russian: pd.DataFrame, fitted: Fitted, strict: TopicModel
) -> None:
    new = dispatches(russian, 12, per_day=12)
    risen, _ = came(russian, fitted, strict, new)
    assert risen.model is strict
    placed = risen.article_topics.set_index("article_id").loc[new["article_id"]]
    assert placed["topic_id"].isna().all()
    assert set(placed["reason"]) == {"no fit"}
    (story,) = placed["story_id"].unique()
    row = risen.topics.set_index("topic_id").loc[story]
    assert (row["level"], row["parent_id"]) == ("story", placed["theme_id"].iloc[0])


def test_a_planted_event_of_twelve_articles_is_one_story(russian: pd.DataFrame, fitted: Fitted) -> None:
    new = dispatches(russian, 12, per_day=12)
    risen, _ = came(russian, fitted, fitted.model, new)
    placed = risen.article_topics.set_index("article_id").loc[new["article_id"]]
    assert placed["story_id"].nunique() == placed["topic_id"].nunique() == 1
    assert placed["story_id"].notna().all()


def test_articles_of_the_kind_that_was_fitted_are_no_drift(russian: pd.DataFrame, fitted: Fitted) -> None:
    chosen = russian.sample(n=60, random_state=0)
    again = assign(fitted.model, chosen.assign(article_id="again-" + chosen["article_id"])).article_topics
    assert drift_of(fitted.model.usual, pd.concat([fitted.article_topics, again])) is None


def test_articles_whose_words_are_unknown_are_drift_and_few_of_them_are_none(
    russian: pd.DataFrame, fitted: Fitted
) -> None:
    strange = russian.head(60).copy()
    strange["lemmas"] = pd.Series([[*UNHEARD * 4, *row[:8]] for row in strange["lemmas"]], index=strange.index)
    placed = assign(fitted.model, strange.assign(article_id="new-" + strange["article_id"])).article_topics
    drift = drift_of(fitted.model.usual, placed)
    assert drift is not None
    assert drift.value > drift.usual
    assert drift.articles == len(placed[placed["score"].notna()].tail(fitted.model.usual.size))
    assert drift_of(fitted.model.usual, placed.head(LEAST - 1)) is None


def test_what_is_usual_is_kept_with_the_model(fitted: Fitted, tmp_path: Path) -> None:
    save(fitted.model, tmp_path)
    assert load(tmp_path).usual == fitted.model.usual
    assert fitted.model.usual.size > 0


def test_nothing_is_placed_in_a_topic_that_was_forgotten(russian: pd.DataFrame, fitted: Fitted, tmp_path: Path) -> None:
    model = fitted.model
    gone = fitted.article_topics["topic_id"].mode()[0]
    save(model, tmp_path / model.name)
    words = set(model.embedder.lexicon.words)  # type: ignore[union-attr]
    left = load(tmp_path / prune(tmp_path, model.name, words, set(model.topic_ids) - {gone}))
    assert prune(tmp_path, left.name, words, set(left.topic_ids)) == left.name
    placed = assign(left, russian).article_topics
    assert len(left.topic_ids) == len(model.topic_ids) - 1
    assert gone not in set(placed["topic_id"]) | set(placed["next_topic_id"])
    known = fitted.article_topics["topic_id"]
    stay = known.notna() & (known != gone)
    assert (placed["topic_id"][stay] == known[stay]).mean() > 0.9
