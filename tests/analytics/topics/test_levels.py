"""Stories, the number of themes, and what is steady: invented vectors and words, where the right answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.topics.embed import unit
from analytics.topics.levels import levels_of
from analytics.topics.place import beside_story, stand
from analytics.topics.stability import Texts, jaccard, mutual
from analytics.topics.stories import stories_of

EVENT = ["саммит", "брюссель", "столтенберг", "альянс", "расход", "оборона"]
OTHER = ["забастовка", "пилот", "аэропорт", "рейс", "отмена", "профсоюз"]


def told(*texts: list[str], on: pd.Series) -> np.ndarray:
    """Stories of texts among thirty others."""
    others = [[f"слово{n}", f"иное{n}"] for n in range(30)]
    lemmas = [*texts, *others]
    dates = [*on, *[pd.Timestamp("2030-01-01", tz="UTC")] * len(others)]
    documents = pd.DataFrame({"lemmas": pd.Series(lemmas, dtype=object), "title_words": 0})
    return stories_of(documents.assign(published_at=pd.to_datetime(pd.Series(dates), utc=True)))[: len(texts)]


def days(*numbers: float | None) -> pd.Series:
    return pd.Series(
        [pd.NaT if n is None else pd.Timestamp("2024-05-01", tz="UTC") + pd.Timedelta(days=n) for n in numbers]
    )


def test_texts_of_one_event_are_a_story() -> None:
    texts = [EVENT, EVENT[1:], OTHER, OTHER[:-1], EVENT[:-1]]
    assert told(*texts, on=days(0, 1, 0, 2, 3)).tolist() == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(("later", "stories"), [(3.9, 1), (4.1, 2), (None, 1)])
def test_the_same_words_after_four_days_are_another_event(later: float | None, stories: int) -> None:
    found = told(EVENT, EVENT, on=days(0, later))
    assert len(np.unique(found)) == stories


def test_no_chain_joins_texts_that_share_nothing() -> None:
    words = [f"слово{n}" for n in range(24)]
    chain = [words[n : n + 6] for n in range(0, 18, 3)]
    found = told(*chain, on=days(*[0] * len(chain)))
    assert found[0] != found[-1]


def clouds(seed: int, sizes: list[int]) -> tuple[Texts, np.ndarray]:
    rng = np.random.default_rng(seed)
    gold = np.repeat(np.arange(len(sizes)), sizes)
    vectors = unit(rng.normal(size=(len(sizes), 20))[gold] * 2 + rng.normal(size=(len(gold), 20)))
    return Texts(vectors, np.arange(len(gold))), gold


def test_where_no_number_of_themes_is_steady_there_are_as_many_as_the_root_of_the_number_of_topics() -> None:
    rng = np.random.default_rng(0)
    noise = Texts(unit(rng.normal(size=(256, 20))), np.arange(256))
    found = levels_of(noise, seed=0)
    assert len(found.centres.themes) == 4
    assert len(found.themes.stability) == 4
    assert found.themes.stability.min() < 0.8
    assert 12 <= len(found.centres.topics) <= 20


@pytest.mark.parametrize("sizes", [[60, 60], [80, 50, 30], [40, 40, 40, 40], [90, 25, 60, 40, 30]])
def test_the_number_of_themes_is_that_of_the_clouds(sizes: list[int]) -> None:
    texts, gold = clouds(len(sizes), sizes)
    levels = levels_of(texts, seed=0)
    themes = stand(texts.vectors, levels.centres).theme
    assert len(levels.centres.themes) == len(sizes)
    assert mutual(themes, gold, np.ones(len(gold), np.float32)) > 0.97
    assert levels.themes.stability.min() > 0.9


def test_numbers_can_be_given() -> None:
    texts, _ = clouds(3, [50, 50, 50])
    levels = levels_of(texts, seed=0, themes=2, topics=9)
    assert (len(levels.centres.themes), len(levels.centres.topics)) == (2, 9)


def test_the_same_seed_gives_the_same_levels() -> None:
    texts, _ = clouds(5, [40, 30, 50])
    first, again = levels_of(texts, seed=7), levels_of(texts, seed=7)
    assert np.array_equal(first.centres.topics, again.centres.topics)
    assert np.array_equal(first.centres.theme, again.centres.theme)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 9])
def test_few_texts_have_levels_too(n: int) -> None:
    vectors = unit(np.random.default_rng(n).normal(size=(n, 6)))
    levels = levels_of(Texts(vectors, np.arange(n)), seed=0)
    assert len(levels.centres.topics) == len(levels.centres.theme) == len(levels.centres.reach) >= 1
    assert np.allclose(beside_story(vectors, levels.centres.stories, levels.centres.topics)[0], vectors, atol=1e-3)


def test_a_text_far_from_every_story_stands_where_it_is() -> None:
    stories = np.eye(3, dtype=np.float32)
    vectors = unit(np.array([[1, 0.2, 0], [0.4, 0.4, -2]], dtype=np.float32))
    placed, _ = beside_story(vectors, stories, stories)
    assert np.allclose(placed[0], stories[0])
    assert np.allclose(placed[1], vectors[1])


def test_of_many_stories_those_around_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, _ = clouds(6, [80, 70, 60, 50, 90])
    centres = levels_of(texts, seed=0, topics=20).centres
    every = stand(texts.vectors, centres)
    monkeypatch.setattr("analytics.topics.place.FEW", 10)
    some = stand(texts.vectors, centres)
    assert np.mean(every.topic == some.topic) > 0.99
    assert np.mean(np.isclose(every.score, some.score, atol=1e-5)) > 0.99


def test_a_topic_ends_where_texts_of_other_themes_are_as_near() -> None:
    texts, _ = clouds(2, [60, 60])
    centres = levels_of(texts, seed=0, themes=2, topics=2).centres
    found = stand(texts.vectors, centres)
    for own in range(2):
        foreign = (texts.vectors @ centres.topics[own])[found.topic != own]
        assert np.mean(foreign < centres.reach[own]) == pytest.approx(0.95, abs=0.02)
    assert np.mean(found.score >= centres.reach[found.topic]) > 0.95


def test_the_nearest_topic_by_coordinates_is_the_nearest_of_the_theme() -> None:
    texts, _ = clouds(4, [50, 40, 60])
    centres = levels_of(texts, seed=0).centres
    found = stand(texts.vectors, centres)
    texts_at = centres.coordinates(found.vectors, found.theme, found.topic)
    topics_at = centres.coordinates(centres.topics, centres.theme, np.arange(len(centres.topics)))
    lengths = np.linalg.norm(texts_at, axis=1)[:, None] * np.linalg.norm(topics_at, axis=1)
    assert np.array_equal((texts_at @ topics_at.T / lengths).argmax(axis=1), found.topic)
    assert np.array_equal(centres.theme[found.topic], found.theme)


def test_jaccard_of_groups_by_hand() -> None:
    first, second = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 1])
    assert jaccard(first, second, np.ones(5, np.float32)).tolist() == pytest.approx([2 / 3, 2 / 3])
    assert mutual(first, first, np.ones(5, np.float32)) == pytest.approx(1.0)
