"""Topics of several languages that are linked stand together: in groups, in counts, under the label that is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
from data.lake.linked import groups
from tests.data.lake.small_archive import Row, write_edition

TONGUES = {"r1": "ru", "r2": "ru", "u1": "uk", "u2": "uk", "e1": "en", "e2": "en"}


def test_what_is_linked_by_way_of_a_third_stands_together():
    assert groups([("r1", "u1", 0.5), ("e1", "u1", 0.2), ("r2", "e2", 0.3)], TONGUES) == {
        "r1": "e1", "u1": "e1", "e1": "e1", "r2": "e2", "e2": "e2"
    }  # fmt: skip


def test_two_topics_of_one_language_never_stand_together_and_the_nearer_link_wins():
    chain = [("r1", "u1", 0.3), ("u1", "e1", 0.5), ("e1", "r2", 0.4)]
    assert groups(chain, TONGUES) == {"u1": "e1", "e1": "e1", "r2": "e1"}
    assert groups([], TONGUES) == {}


links = st.lists(
    st.tuples(
        st.sampled_from(list(TONGUES)), st.sampled_from(list(TONGUES)), st.integers(15, 90).map(lambda n: n / 100)
    ).filter(lambda link: TONGUES[link[0]] != TONGUES[link[1]]),
    unique_by=lambda link: frozenset(link[:2]),
)


@given(links, st.randoms())
def test_groups_hold_a_language_once_and_depend_on_no_order(found, random):
    grouped = groups(found, TONGUES)
    for name in set(grouped.values()):
        members = [i for i, own in grouped.items() if own == name]
        assert name in members
        assert len({TONGUES[i] for i in members}) == len(members) > 1
    both = [*found, *((other, one, near) for one, other, near in found)]
    random.shuffle(both)
    assert groups(both, TONGUES) == grouped
    if found:  # the nearest link always holds
        one, other, _ = min(found, key=lambda link: (-link[2], *sorted(link[:2])))
        assert grouped[one] == grouped[other]


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def reader(request, new_workspace):
    workspace = new_workspace()
    rows = [
        *[Row(topic="r1", outlet="ТАСС", names=("p1", "o1"))] * 4,
        *[Row(topic="u1", language="uk", outlet=o) for o in ("ТАСС", "УП")],
        *[Row(topic="e1", language="en", outlet="BBC")] * 3,
        *[Row(topic="r2", outlet="ТАСС")] * 5,
    ]
    found = [("r1", "u1", 0.5, ["p1", "gone", "o1"]), ("u1", "e1", 0.25, ["o1"])]
    write_edition(workspace, rows, links=found, tongues=TONGUES)
    archive = Archive.open(workspace, warm=request.param)
    yield archive.reader()
    archive.close()


def ranking(frame):
    return list(frame[["topic_id", "count", "total"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("tongues", "head"), [(("ru",), "r1"), (("uk", "ru"), "u1"), (("en",), "e1"), (("fr",), "r1"), ((), "r1")]
)
def test_a_group_stands_under_its_part_in_the_language_asked_for_else_the_largest(reader, tongues, head):
    assert counts.heads(reader, tongues) == dict.fromkeys(("r1", "e1", "u1"), head)
    ranked = counts.top_topics(reader, Filter(), "articles", None, tongues=tongues)
    assert ranking(ranked) == [(head, 9, 2), ("r2", 5, 2)]


def test_an_outlet_that_writes_in_two_languages_counts_once(reader):
    outlets = counts.top_topics(reader, Filter(), "outlets", None, tongues=("ru",))
    assert ranking(outlets) == [("r1", 3, 2), ("r2", 1, 2)]
    series = counts.topic_series(reader, Filter(), "month", "outlets", ["r1", "r2"], tongues=("ru",))
    assert series["count"].tolist() == [3, 1]
    assert series["base"].tolist() == [3, 3]


def test_a_filter_by_language_or_topic_counts_the_parts_that_pass(reader):
    uk = counts.top_topics(reader, Filter(languages=("uk",)), "articles", None, tongues=("uk",))
    assert ranking(uk) == [("u1", 2, 1)]
    one = counts.top_topics(reader, Filter(topics=("e1",)), "articles", None, tongues=("ru",))
    assert ranking(one) == [("r1", 3, 1)]


def test_each_stands_apart_where_no_language_is_asked_for(reader):
    ranked = counts.top_topics(reader, Filter(), "articles", None)
    assert ranking(ranked) == [("r2", 5, 4), ("r1", 4, 4), ("e1", 3, 4), ("u1", 2, 4)]


def test_the_others_of_a_group_are_named_with_what_they_share(reader):
    found = counts.linked_topics(reader, ["r1", "r2"])
    columns = ["topic_id", "other_id", "label", "language", "size"]
    assert found[columns].to_numpy().tolist() == [["r1", "e1", "Тема e1", "en", 3], ["r1", "u1", "Тема u1", "uk", 2]]
    assert found["similarity"].isna().tolist() == [True, False]
    assert found["similarity"].iloc[1] == 0.5
    assert found["names"].tolist() == [[], ["p1", "o1"]]
    assert counts.linked_topics(reader, []).empty
