from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.topics.embed import unit
from analytics.topics.grouping import Points, objective
from analytics.topics.identity import Before, Known, kept, named, names_of, of_texts
from analytics.topics.lineage import lineage_of
from analytics.topics.stability import Texts
from analytics.topics.warm_start import gone_on, of_stories
from data.schema import TOPIC_LINEAGE

LEVELS = ("theme_id", "topic_id", "story_id")


def labels(*groups: tuple[int, int]) -> np.ndarray:
    """`(3, 40), (-1, 5)`: forty texts of the third group, five of none."""
    return np.repeat([group for group, _ in groups], [size for _, size in groups])


def into(before, now) -> list[int]:
    return kept(before, now, np.ones(len(before), np.float32), int(now.max()) + 1).tolist()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (labels((0, 50), (1, 50)), labels((1, 50), (0, 50)), [1, 0]),  # numbered otherwise
        (
            labels(
                (0, 100),
            ),
            labels((0, 40), (1, 60)),
            [-1, 0],
        ),  # split: the larger part keeps it
        (labels((0, 60), (1, 40)), labels((0, 100)), [0]),  # merged: the larger one gives it
        (labels((0, 60), (-1, 40)), labels((0, 60), (1, 40)), [0, -1]),  # born of articles that had none
        (labels((0, 100), (1, 95), (1, 5)), labels((0, 100), (0, 95), (1, 5)), [0, -1]),  # leftovers are not it
        (labels((0, 5), (1, 100)), labels((0, 5), (0, 100)), [1]),
        (labels((0, 40), (1, 30), (2, 30)), labels((0, 14), (1, 26), (1, 30), (0, 30)), [2, 1]),
        (labels((-1, 10)), labels((0, 10)), [-1]),
    ],
)
def test_a_group_keeps_its_id_where_most_of_it_went(before, now, expected):
    assert into(before, now) == expected


@given(st.lists(st.tuples(st.integers(-1, 5), st.integers(-1, 5)), min_size=1, max_size=60))
def test_no_id_is_given_twice_and_equal_groupings_keep_all(pairs):
    before, now = (np.array(column) for column in zip(*pairs, strict=True))
    if now.max() >= 0:
        given_ids = [one for one in into(before, now) if one >= 0]
        assert len(given_ids) == len(set(given_ids))
    if before.max() >= 0:
        there = set(before[before >= 0].tolist())
        assert {n: one for n, one in enumerate(into(before, before)) if one >= 0} == {n: n for n in there}


def test_new_ids_are_none_that_are_in_use():
    assert named(np.array([1, -1, -1, 0]), ("ru-1-2", "ru-1-1"), "ru-1-") == ("ru-1-1", "ru-1-3", "ru-1-4", "ru-1-2")
    numbers = [np.array([0, 0, 1]), np.array([0, 1, 2]), np.array([0, -1, -2])]
    fresh = names_of(None, numbers, (2, 3, 1), np.ones(3), "ru-x")
    assert fresh == (("ru-x-t1", "ru-x-t2"), ("ru-x-1", "ru-x-2", "ru-x-3"), ("ru-x-s1",))
    known = Known(("a", "b"), np.array([1, 1, 0]))
    again = names_of(Before(known, known, known), numbers, (2, 3, 1), np.ones(3), "ru-y")
    assert again.theme == ("b", "a")
    assert again.topic == ("b", "ru-y-1", "a")
    assert again.story == ("b",)


def test_a_text_was_where_most_of_its_copies_were():
    found = of_texts(np.array([0, 0, 0, 1, 2]), pd.Series(["x", "y", "y", None, "x"]))
    assert [found.ids[n] if n >= 0 else None for n in found.number] == ["y", None, "x"]
    assert of_texts(np.array([0, 0]), pd.Series([None, None], dtype="str")).number.tolist() == [-1]


def test_a_story_begins_where_most_of_its_texts_were():
    texts = Texts(np.eye(6, dtype=np.float32), np.array([0, 0, 0, 1, 1, 2]))
    assert of_stories(texts, np.array([2, 2, 0, -1, 1, -1])).tolist() == [2, 1, -1]


def placed(**topics: int) -> pd.DataFrame:
    """`placed(a=3, none=2)`: three articles of topic a and two of none."""
    names = [None if name == "none" else name for name, size in topics.items() for _ in range(size)]
    frame = pd.DataFrame({"article_id": [f"{n:03d}" for n in range(len(names))], "topic_id": names})
    return frame.assign(theme_id="t", story_id=None).astype(dict.fromkeys(LEVELS, "str"))


def told(before: pd.DataFrame, now: pd.DataFrame) -> set[tuple]:
    rows = lineage_of(before, now)
    rows = rows[rows["level"] == "topic"].astype(object).where(lambda frame: frame.notna(), None)
    return set(rows[["event", "topic_id", "into_id", "shared"]].itertuples(index=False, name=None))


def test_what_became_of_topics():
    assert told(placed(a=60, b=40), placed(a=60, b=40)) == {("kept", "a", "a", 60), ("kept", "b", "b", 40)}
    assert told(placed(a=100), placed(a=60, b=40)) == {("kept", "a", "a", 60), ("split", "a", "b", 40)}
    assert told(placed(a=60, b=40), placed(a=100)) == {("kept", "a", "a", 60), ("merged", "b", "a", 40)}
    assert told(placed(none=60), placed(b=60)) == {("new", None, "b", 0)}
    assert told(placed(a=60, b=40), placed(none=60, b=40)) == {("gone", "a", None, 0), ("kept", "b", "b", 40)}
    grown = told(placed(a=60), placed(a=50, c=100))  # ten of a hundred do not make it a part
    assert grown == {("kept", "a", "a", 50), ("left", "a", "c", 10), ("new", None, "c", 10)}
    torn = told(placed(a=60), placed(b=20, c=20, d=20))
    assert ("gone", "a", "b", 20) in torn
    assert lineage_of(placed(), placed(a=3)).empty


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("cdef")), min_size=1, max_size=40))
def test_whatever_became_of_topics_keeps_the_contract(pairs):
    frame = pd.DataFrame({"article_id": [f"{n:02}" for n in range(len(pairs))]}).assign(theme_id=None, story_id=None)
    had, has = (frame.assign(topic_id=pd.Series(each, dtype="str")) for each in zip(*pairs, strict=True))
    rows = lineage_of(had, has).assign(model="m", language="ru", at=pd.Timestamp("2026-01-01", tz="UTC"))
    TOPIC_LINEAGE.check(rows.assign(label=pd.Series(None, index=rows.index, dtype="str"))[TOPIC_LINEAGE.columns])
    ends = rows[rows["event"].isin(["kept", "merged", "gone"])].drop_duplicates(["event", "topic_id"])
    assert sorted(ends["topic_id"]) == sorted(set(had["topic_id"]))  # each has one end
    begun = rows.loc[rows["event"].isin(["split", "new"]), "into_id"]
    assert sorted(begun) == sorted(set(has["topic_id"]) - set(had["topic_id"]))


def test_articles_that_were_removed_say_nothing():
    before, now = placed(a=60, b=40), placed(a=60, b=40)
    assert told(before, now[now["topic_id"] == "b"]) == {("gone", "a", None, 0), ("kept", "b", "b", 40)}


def around(rng: np.random.Generator, centres: np.ndarray, sizes: list[int]) -> Points:
    """Points around centres, so many around each."""
    middle = np.repeat(centres, sizes, axis=0)
    vectors = unit((middle + 0.08 * rng.standard_normal(middle.shape)).astype(np.float32))
    return Points(vectors, np.ones(len(vectors), np.float32))


@pytest.mark.parametrize("seed", range(10))
def test_a_planted_split_merge_birth_and_death_are_told_as_such(seed):
    rng = np.random.default_rng(seed)
    centres = unit(rng.standard_normal((6, 40)).astype(np.float32))
    sizes = [60, 40, 50, 50, 60, 30]
    points, truth = around(rng, centres, sizes), np.repeat(np.arange(6), sizes)
    events = {
        "split": (np.where(truth == 1, 0, truth), 6),
        "merged": (np.where(truth == 0, np.where(np.arange(len(truth)) < 25, 0, 6), truth), 6),
        "new": (np.where(truth == 5, -1, truth), 6),
    }
    for event, (before, number) in events.items():
        now = gone_on(points, before, number, rng)
        ids = np.array([f"x{n}" for n in range(7)])
        had = pd.Series(np.where(before >= 0, ids[before], ""), dtype="str").replace("", None)
        match = kept(before, now, points.weights, int(now.max()) + 1)
        is_now = np.array([ids[n] if n >= 0 else f"new{i}" for i, n in enumerate(match)])[now]
        frame = placed(none=len(truth))
        rows = lineage_of(frame.assign(topic_id=had), frame.assign(topic_id=pd.Series(is_now, dtype="str")))
        assert rows[rows["level"] == "topic"]["event"].value_counts()[event] == 1, event
    left = truth != 4
    drawn = Points(points.vectors[left], points.weights[left])
    assert len(np.unique(gone_on(drawn, truth[left], 5, rng))) == 5


def test_going_on_is_no_worse_than_where_it_began():
    rng = np.random.default_rng(0)
    points = around(rng, unit(rng.standard_normal((5, 20)).astype(np.float32)), [30] * 5)
    before = rng.integers(0, 5, 150)
    assert objective(points, gone_on(points, before, 5, rng)) >= objective(points, before)
    assert len(np.unique(gone_on(points, before, 1, rng))) == 1
    two = Points(points.vectors[:2], points.weights[:2])
    assert len(np.unique(gone_on(two, np.array([0, -1]), 9, rng))) == 2
