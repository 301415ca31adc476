from itertools import count

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.trends.digest import FOLDED_FROM, LISTS, MOST, RISING, digest
from analytics.trends.movers import MOVER_COLUMNS

PLACED = ["id", "topic_id", "now", "before"]


def moved(rows):
    """Movers: id, state, change_pp, count, before."""
    made = [(i, i.upper(), now, 0.1, before, pp, now - before, 0.0, None, state) for i, state, pp, now, before in rows]
    return pd.DataFrame(made, columns=MOVER_COLUMNS)


def places(found):
    return {row.id: (row.state, None if pd.isna(row.place) else row.place) for row in found.itertuples()}


def folded(found):
    return {row.id: row.into for row in found.dropna(subset="into").itertuples()}


def made(topics, names, placed=(), pinned=()):
    return digest(moved(topics), moved(names), pd.DataFrame(placed, columns=PLACED), pinned)


def test_topics_and_names_stand_in_one_ranking():
    found = made([("t1", "rose", 2.0, 9, 5), ("t2", "fell", -9.0, 5, 9)], [("n1", "rose", 3.0, 9, 5)])
    assert places(found) == {"n1": ("rose", 1), "t1": ("rose", 2), "t2": ("fell", 1)}
    assert list(found["id"]) == ["n1", "t1", "t2"]


def test_a_pinned_topic_stands_first_and_what_is_steady_nowhere():
    topics = [("t1", "rose", 9.0, 9, 5), ("t2", "rose", 1.0, 9, 5), ("t3", "steady", 0.0, 9, 9)]
    assert places(made(topics, [], pinned=["t2"])) == {"t2": ("rose", 1), "t1": ("rose", 2)}


@pytest.mark.parametrize(("within", "expected"), [(6, {"n1": "t1"}), (5, {})])
def test_a_name_with_six_in_ten_of_its_articles_in_a_listed_topic_is_folded(within, expected):
    found = made([("t1", "rose", 2.0, 9, 5)], [("n1", "rose", 3.0, 10, 5)], [("n1", "t1", within, 0)])
    assert folded(found) == expected
    assert FOLDED_FROM == 0.6


def test_a_name_that_moved_the_other_way_stands_for_itself():
    topics = [("t1", "fell", -2.0, 5, 9)]
    assert folded(made(topics, [("n1", "rose", 3.0, 10, 5)], [("n1", "t1", 9, 5)])) == {}
    assert folded(made(topics, [("n1", "came back", 3.0, 10, 0)], [("n1", "t1", 9, 5)])) == {}


def test_a_name_that_fell_goes_by_where_it_was():
    found = made([("t1", "fell", -2.0, 0, 9)], [("n1", "fell", -3.0, 0, 10)], [("n1", "t1", 0, 8)])
    assert folded(found) == {"n1": "t1"}


def test_a_topic_beyond_the_list_takes_no_name_until_there_is_room():
    topics = [(f"t{n}", "rose", 9.0 - n, 9, 5) for n in range(MOST)] + [("last", "rose", 0.5, 9, 5)]
    placed = [("n1", "t0", 9, 0), ("n2", "last", 9, 0)]
    names = [("n2", "rose", 0.4, 10, 5)]
    assert folded(made(topics, names, placed)) == {}
    topics = [row for row in topics if row[0] != "t4"]
    names = [("n1", "rose", 8.5, 10, 5), ("n2", "rose", 0.4, 10, 5)]
    found = made(topics, names, placed)
    assert folded(found) == {"n1": "t0", "n2": "last"}, "the folded name made room for the topic of the other"
    assert places(found)["last"] == ("rose", 5)


MOVES = st.tuples(st.sampled_from(LISTS), st.integers(1, 9), st.integers(0, 12), st.integers(0, 12))


@given(
    topics=st.lists(MOVES, max_size=9),
    names=st.lists(st.tuples(MOVES, st.integers(0, 9), st.floats(0, 1)), max_size=12),
)
def test_the_fold_is_the_one_that_a_loop_finds(topics, names):
    numbers = count()
    topics = [(f"t{n}", s, pp + next(numbers) / 100, now, before) for n, (s, pp, now, before) in enumerate(topics)]
    rows, placed = [], []
    for n, ((s, pp, now, before), home, part) in enumerate(names):
        rows.append((f"n{n}", s, pp + next(numbers) / 100, now, before))
        placed.append((f"n{n}", f"t{home}", int(part * now), int(part * before)))
    found = made(topics, rows, placed)
    assert folded(found) == by_loop(topics, rows, placed)
    for state in LISTS:
        numbered = [p for s, p in places(found).values() if s == state and p]
        assert sorted(numbered) == list(range(1, len(numbered) + 1))


def by_loop(topics, rows, placed):
    moves = {row[0]: row for row in (*topics, *rows)}
    into = {}
    while True:
        listed = []
        for state in LISTS:
            alone = [i for i, row in moves.items() if row[1] == state and i not in into]
            listed += sorted(alone, key=lambda i: -moves[i][2])[:MOST]
        fresh = {}
        for name, topic, now, before in placed:
            _, state, _, count_, count_before = moves[name]
            part, whole = (now, count_) if state in RISING else (before, count_before)
            same = topic in moves and (moves[topic][1] in RISING) == (state in RISING)
            if name not in into and topic in listed and same and whole and part >= FOLDED_FROM * whole:
                fresh[name] = topic
        if not fresh:
            return into
        into |= fresh
