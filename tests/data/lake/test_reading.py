from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from data.errors import NothingToAnswer, UsageError
from data.filter import NOT_STATED, Filter
from data.lake import counts
from data.lake.archive import Archive
from tests.data.lake.small_archive import Row, write_edition

ROWS = [
    Row(title="Б", outlet="ТАСС", topic="t2", published=datetime(2018, 1, 1, 12, tzinfo=UTC), names=("p1", "p1")),
    Row(title="А", outlet="BBC", topic="t1", published=datetime(2018, 1, 3, 12, tzinfo=UTC), names=("p1",)),
    Row(title="", outlet=None, topic=None, published=datetime(2018, 1, 2, 12, tzinfo=UTC), language="uk"),
    Row(title="В", outlet="ТАСС", topic="t1", published=None, names=("p1", "o1")),
]


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def reader(request, new_workspace):
    workspace = new_workspace()
    write_edition(workspace, ROWS)
    return Archive.open(workspace, warm=request.param).reader()


def numbers(frame) -> list[int]:
    return [int(i, 16) for i in frame["article_id"]]


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("published_at", True, [1, 2, 0, 3]),
        ("published_at", False, [0, 2, 1, 3]),
        ("outlet", False, [1, 0, 3, 2]),
        ("outlet", True, [0, 3, 1, 2]),
        ("topic", False, [1, 3, 0, 2]),
        ("topic", True, [0, 1, 3, 2]),
        ("title", False, [1, 0, 3, 2]),
        ("title", True, [3, 0, 1, 2]),
        ("language", True, [2, 1, 0, 3]),
    ],
)
def test_a_page_is_sorted_over_all_with_empty_values_last(reader, sort, descending, expected):
    assert numbers(counts.articles_page(reader, Filter(), sort, descending)) == expected
    assert numbers(counts.articles_page(reader, Filter(), sort, descending, limit=2)) == expected[:2]


def test_a_page_says_of_each_article_what_a_table_shows(reader):
    row = counts.articles_page(reader, Filter(topics=("t2",))).iloc[0]
    assert (row["title"], row["outlet"], row["language"], row["topic"]) == ("Б", "ТАСС", "ru", "Тема t2")
    assert str(row["local_time"]) == "2018-01-01 15:00:00"
    assert str(row["published_at"]) == "2018-01-01 12:00:00+00:00"
    without = counts.articles_page(reader, Filter(topics=(NOT_STATED,))).iloc[0]
    assert (without["outlet"], without["topic_id"]) == (NOT_STATED, NOT_STATED)


def test_an_unknown_column_is_refused(reader):
    with pytest.raises(UsageError, match="sorted by 'text'"):
        counts.articles_page(reader, Filter(), "text")


def test_the_whole_list_comes_in_batches_newest_first(reader):
    table = pa.Table.from_batches(counts.stream_articles(reader, Filter()))
    assert numbers(table.to_pandas()) == [1, 2, 0, 3]
    assert counts.passing(reader, Filter()).articles == 4


def test_one_article_comes_with_all_that_is_known_of_it(reader):
    found = counts.article(reader, f"{0:016x}")
    assert (found["title"], found["topic"], found["language"]) == ("Б", "Тема t2", "ru")
    assert found["local_time"].isoformat() == "2018-01-01T15:00:00"
    with pytest.raises(NothingToAnswer, match="no article"):
        counts.article(reader, "nothing")


def test_mentions_of_one_article_in_the_order_of_the_text(reader):
    found = counts.article_mentions(reader, f"{3:016x}")
    assert list(found["name"]) == ["p1", "o1"]
    assert list(found["start"]) == [0, 10]


def test_forms_are_those_of_what_passes(reader):
    assert counts.forms(reader, Filter(), "p1").to_dict("records") == [{"form": "p1", "count": 4}]
    assert counts.forms(reader, Filter(topics=("t2",)), "p1")["count"].to_list() == [2]
    assert counts.forms(reader, Filter(), "p9").empty


def test_headlines_come_from_different_outlets_first(workspace):
    rows = [Row(outlet="ТАСС", names=("p1",) * n) for n in (4, 3, 2)] + [Row(outlet="BBC", names=("p1",))]
    write_edition(workspace, rows)
    reader = Archive.open(workspace, warm=True).reader()
    assert numbers(counts.headlines_of(reader, Filter(), "entities", ["p1"], limit=3)) == [0, 3, 1]
    assert numbers(counts.headlines(reader, Filter(), "t1")) == [3, 2, 1]
    assert list(counts.headlines_of(reader, Filter(), "entities", ["p1"], limit=3).columns) == [
        "id",
        "article_id",
        "published_at",
        "outlet",
        "title",
        "date_only",
        "url",
        "copies",
    ]


@pytest.mark.parametrize("warm", [True, False])
def test_headlines_of_many_are_those_of_each(workspace, warm):
    outlets = ("ТАСС", "ТАСС", "BBC", "Риа")
    rows = [
        Row(
            outlet=outlets[n % 4], topic=f"t{1 + n % 3}", names=tuple({f"p{1 + n % 2}", f"p{1 + n % 3}"}), reprint=group
        )
        for n, group in enumerate([None, "g1", None, None, None, "g1", None, None] * 3)
    ]
    write_edition(workspace, rows)
    reader = Archive.open(workspace, warm=warm).reader()
    for what, ids in (("topics", ("t1", "t2", "t3")), ("entities", ("p1", "p2", "p3"))):
        many = counts.headlines_of(reader, Filter(), what, [*ids, "gone"], limit=2)
        assert many["id"].value_counts().to_dict() == dict.fromkeys(ids, 2)
        for i in ids:
            alone = counts.headlines_of(reader, Filter(), what, [i], limit=2)
            assert many[many["id"] == i].reset_index(drop=True).equals(alone)
            assert alone["outlet"].nunique() == 2


def test_a_text_that_several_outlets_print_is_one_headline(workspace):
    rows = [Row(outlet=name, reprint="g1", names=("p1",)) for name in ("ТАСС", "BBC", "Риа")]
    write_edition(workspace, [*rows, Row(names=("p1",))])
    reader = Archive.open(workspace).reader()
    found = counts.headlines_of(reader, Filter(), "entities", ["p1"], limit=3)
    assert sorted(found["copies"]) == [0, 2]
    assert sorted(counts.headlines(reader, Filter(), "t1")["copies"]) == [0, 2]
    assert (
        counts.headlines_of(reader, Filter(outlets=("ТАСС", "BBC")), "entities", ["p1"], limit=3)["copies"].max() == 1
    )


def test_names_are_found_by_parts_whatever_the_case(reader):
    assert list(counts.find_entities(reader, "P", 5)["entity_id"]) == ["p1"]
    assert list(counts.find_entities(reader, "p1", 5)["fit"]) == [0]
    assert counts.find_entities(reader, "  ", 5).empty
    assert list(counts.near_entities(reader, "o11", 1)["entity_id"]) == ["o1"]
    assert list(counts.entities(reader, ["o1", "p9"])["name"]) == ["o1"]


def test_a_topics_names_and_a_names_topics(reader):
    names = counts.topic_entities(reader, Filter(), "t1", 10)
    assert dict(zip(names["entity_id"], names["count"], strict=True)) == {"p1": 2, "o1": 1}
    assert set(names["base"]) == {2}
    topics = counts.entity_topics(reader, Filter(entities=("o1",)), "p1", 10)
    assert dict(zip(topics["topic_id"], topics["count"], strict=True)) == {"t1": 1}
    assert counts.topic_entities(reader, Filter(topics=("t2",)), "t1", 10).empty


def test_occurrences_are_counted_for_names_only(reader):
    with pytest.raises(UsageError, match="names only"):
        counts.volume(reader, Filter(), "day", "occurrences")
    bases = counts.base_series(reader, Filter(entities=("p1",)), "day", "occurrences", "entities")
    assert list(bases.columns) == ["period", "entity_id", "base"]
    assert bases["base"].to_list() == [2, 1]


def test_by_outlet_divides_by_what_that_outlet_published(reader):
    found = counts.by_outlet(reader, Filter(), "articles", entity_id="p1").to_dict("records")
    assert found == [{"outlet": "ТАСС", "count": 2, "base": 2}, {"outlet": "BBC", "count": 1, "base": 1}]
    found = counts.by_outlet(reader, Filter(), "occurrences", entity_id="o1").to_dict("records")
    assert found == [{"outlet": "ТАСС", "count": 1, "base": 1}]
    found = counts.by_outlet(reader, Filter(), "articles", topic_id=NOT_STATED).to_dict("records")
    assert found == [{"outlet": NOT_STATED, "count": 1, "base": 1}]


NESTED = [
    Row(theme="h1", topic="t1", story="s1", names=("p1",)),
    Row(theme="h1", topic="t1", story="s2", names=("p1",)),
    Row(theme="h1", topic="t2", names=("p1",), story_reason="single"),
    Row(theme="h2", topic="t3", names=("p1",), story_reason="single"),
    Row(theme="h1", topic=None, reason="no fit", story_reason="no fit", names=("p1",)),
]


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def nested(request, new_workspace):
    workspace = new_workspace()
    write_edition(workspace, NESTED)
    return Archive.open(workspace, warm=request.param).reader()


@pytest.mark.parametrize(
    ("chosen", "opened", "articles"),
    [
        ((), "h1", [0, 1, 2, 4]),
        ((), "s2", [1]),
        (("h1",), "t1", [0, 1]),
        (("t1",), "h1", [0, 1]),
        (("s1", "t2", "t3"), "h1", [0, 2]),
        (("h1",), "s1", [0]),
        (("h2",), "t1", []),
        (("s1",), "s2", []),
        ((NOT_STATED,), "h1", []),
        (("h1",), "gone", []),
    ],
)
def test_a_filter_is_narrowed_to_what_it_has_in_common_with_a_theme_topic_or_story(nested, chosen, opened, articles):
    found = counts.headlines(nested, Filter(topics=chosen), opened, 9)
    assert sorted(numbers(found)) == articles
    mentioned = counts.topic_entities(nested, Filter(topics=chosen), opened, 9)
    assert list(mentioned["count"]) == ([len(articles)] if articles else [])


def test_choices_offer_themes_before_their_topics_and_no_story(nested):
    found = counts.choices(nested)
    assert list(found.topics["topic_id"]) == ["h1", "t1", "t2", "h2", "t3"]
    assert list(found.topics["parent_id"].fillna("")) == ["", "h1", "h1", "", "h2"]
    assert found.levels == {"theme": 2, "topic": 3, "story": 2}
    assert found.has_levels


def test_themes_topics_and_stories_are_known_by_id(nested):
    found = counts.topics_of(nested, ["s1", "t3", "h1", "gone"]).set_index("topic_id")
    columns = found[["level", "parent_id", "theme_id"]].fillna("")
    assert {i: tuple(row) for i, row in zip(columns.index, columns.to_numpy(), strict=True)} == {
        "s1": ("story", "t1", "h1"),
        "t3": ("topic", "h2", ""),
        "h1": ("theme", "", ""),
    }


def test_an_article_says_its_theme_topic_and_story_or_why_it_has_none(nested):
    first, alone, apart = (counts.article(nested, f"{n:016x}") for n in (0, 2, 4))
    assert (first["theme"], first["topic"], first["story"]) == ("Тема h1", "Тема t1", "Тема s1")
    assert (alone["topic_id"], alone["story_id"], alone["story_reason"]) == ("t2", None, "single")
    assert (apart["theme_id"], apart["topic_id"], apart["reason"]) == ("h1", None, "no fit")


def test_an_archive_of_an_older_program_has_topics_alone(reader):
    assert counts.choices(reader).levels == {"topic": 2}
    assert not counts.choices(reader).has_levels
    assert list(counts.top_topics(reader, Filter(), "articles", None)["topic_id"]) == ["t1", "t2"]
    for level in ("theme", "story"):
        assert counts.top_topics(reader, Filter(), "articles", None, level).empty
    assert numbers(counts.articles_page(reader, Filter(topics=("t2",)))) == [0]
