from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from analytics.forget import forget
from data.errors import NothingToAnswer, UsageError
from data.filter import Filter
from data.lake import counts, erasure, lock, tables, tail
from data.lake.archive import Archive
from data.lake.transaction import change
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLE_VECTORS, ARTICLES, ENTITIES, MENTIONS, TOPICS
from data.state import imports
from data.state.editions import latest
from tests.data.lake.small_archive import Row, store, write_edition

pytestmark = pytest.mark.slow

EARLY, LATE = datetime(2018, 1, 1, tzinfo=UTC), datetime(2018, 2, 1, tzinfo=UTC)


@pytest.fixture
def archive(workspace):
    rows = [
        Row(import_id="a", outlet="ТАСС", topic="t1", names=("p1", "o1"), published=EARLY),
        Row(import_id="a", outlet="BBC", topic="t2", names=("p2",), published=EARLY),
        Row(import_id="b", outlet="ТАСС", topic="t1", names=("p1",), published=LATE),
        Row(import_id="b", outlet="BBC", topic=None),
    ]
    write_edition(workspace, rows)
    for number, name in enumerate("ab"):
        started = datetime(2026, 1, 1 + number, tzinfo=UTC)
        imports.record(workspace, name, started, [f"/in/{name}.csv"], {"read": 2, "stored": 2, "duplicates": 0})
    return workspace


def ids(workspace, table) -> set[int]:
    return {int(i, 16) for i in tables.read(workspace, table, columns=["article_id"])["article_id"]}


def test_an_import_is_gone_from_every_table_and_a_new_edition_says_so(archive):
    before = latest(archive).edition_id
    assert forget(archive, import_id="a").removed == 2
    for table in (ARTICLES, ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLE_VECTORS):
        assert ids(archive, table) == {2, 3}
    assert ids(archive, MENTIONS) == {2}
    assert list(tables.read(archive, ENTITIES)["entity_id"]) == ["p1"]
    topics = tables.read(archive, TOPICS)
    assert topics[["topic_id", "size", "representatives"]].to_dict("records") == [
        {"topic_id": "t1", "size": 1, "representatives": [f"{2:016x}"]}
    ]
    edition = latest(archive)
    assert edition.edition_id == before + 1
    assert edition.totals["articles"] == 2
    assert edition.totals["unclassified_reasons"] == {"no fit": 1}
    assert counts.passing(Archive.open(archive).reader(), Filter()).articles == 2
    assert [entry["import_id"] for entry in imports.recorded(archive)] == ["b"]


def test_what_is_left_of_an_entity_is_only_what_is_left_of_its_mentions(archive):
    forget(archive, import_id="a")
    (entity,) = tables.read(archive, ENTITIES).to_dict("records")
    assert entity["first_seen"] == LATE
    assert entity["forms"] == ["p1"]


def test_an_outlet_is_gone_and_its_imports_are_not_taken_for_damaged_later(archive):
    assert forget(archive, outlet="BBC").removed == 2
    assert ids(archive, ARTICLES) == {0, 2}
    assert {e["import_id"]: e["report"]["stored"] for e in imports.recorded(archive)} == {"a": 1, "b": 1}
    assert tail.check(archive) == []


def test_articles_not_analysed_yet_stay_so(archive, articles):
    store(archive, articles(2, first=50, import_id="c"))
    forget(archive, import_id="a")
    assert ids(archive, ARTICLES) == {2, 3, 50, 51}
    assert counts.passing(Archive.open(archive).reader(), Filter()).articles == 2


def test_before_the_first_analysis_an_import_is_undone_too(workspace, articles):
    store(workspace, articles(3, import_id="a"))
    assert forget(workspace, import_id="a").removed == 3
    assert latest(workspace).step == "forget"
    assert ids(workspace, ARTICLES) == set()
    with pytest.raises(NothingToAnswer):
        Archive.open(workspace)


def test_the_only_import_is_undone_and_every_question_still_has_an_answer(workspace):
    write_edition(workspace, [Row(import_id="a", names=("p1",)), Row(import_id="a", topic="t2")])
    assert forget(workspace, import_id="a").removed == 2
    for table in (ARTICLES, ARTICLE_FACTS, MENTIONS, ENTITIES, TOPICS):
        assert len(tables.read(workspace, table)) == 0, table.name
    reader = Archive.open(workspace).reader()
    assert counts.passing(reader, Filter()).articles == 0
    assert latest(workspace).totals["articles"] == 0


def test_an_article_is_removed_alone_and_named_by_its_id(archive):
    assert forget(archive, article_id=f"{1:016x}").removed == 1
    assert ids(archive, ARTICLES) == {0, 2, 3}
    with pytest.raises(NothingToAnswer, match="article 'x'"):
        forget(archive, article_id="x")


def test_an_import_that_stored_nothing_can_be_taken_off_the_list(archive):
    imports.record(archive, "empty", datetime(2026, 2, 1, tzinfo=UTC), ["/in/x.csv"], {"read": 0, "stored": 0})
    assert forget(archive, import_id="empty").removed == 0
    assert "empty" not in [entry["import_id"] for entry in imports.recorded(archive)]


def test_rejected_rows_that_speak_of_it_go_and_the_others_stay(archive):
    archive.rejected.mkdir()
    own, other = archive.rejected / "x-a.jsonl", archive.rejected / "y-b.jsonl"
    own.write_text('{"file": "x", "line": 1, "reason": "r", "row": {"text": "t"}}\n')
    rows = ['{"row": ["BBC", "текст"]}', '{"row": {"outlet": {"name": "BBC"}}}', '{"row": "BBC News"}', '{"row": null}']
    other.write_text("\n".join(rows) + "\n")
    forget(archive, outlet="BBC")
    assert own.exists()
    assert other.read_text().splitlines() == rows[2:]
    forget(archive, import_id="a")
    assert not own.exists()


def test_its_text_leaves_the_disk_when_it_was_said_or_at_once(archive):
    mine = archive.uploads / "x"
    mine.mkdir(parents=True)
    later = forget(archive, import_id="a")
    assert timedelta(minutes=59) < later.off_the_disk - datetime.now(UTC) <= erasure.RETENTION
    assert mine.exists()
    now = forget(archive, import_id="b", now=True)
    assert now.off_the_disk is None
    assert not mine.exists()
    assert now.as_json()["off_the_disk"] == "now"


def test_a_half_finished_run_leaves_no_trace_in_the_new_edition(archive, articles):
    tables.append(archive, ARTICLE_FACTS, tables.read(archive, ARTICLE_FACTS).assign(article_id=["w", "x", "y", "z"]))
    forget(archive, import_id="a")
    facts = tables.read(archive, ARTICLE_FACTS)["article_id"]
    assert sorted(facts) == [f"{2:016x}", f"{3:016x}"]


def test_what_does_not_exist_is_said_with_what_does(archive):
    with pytest.raises(NothingToAnswer, match="import 'x'") as caught:
        forget(archive, import_id="x")
    assert "a, b" in caught.value.hint
    with pytest.raises(NothingToAnswer, match="outlet 'РБК'"):
        forget(archive, outlet="РБК")
    with pytest.raises(UsageError):
        forget(archive)
    assert lock.holder(archive) is None


def stories(workspace) -> dict[str, tuple[str, list[int]]]:
    rows = tables.read(workspace, TOPICS).query("level == 'story'").to_dict("records")
    return {row["topic_id"]: (row["label"], [int(i, 16) for i in row["representatives"]]) for row in rows}


def test_a_story_is_called_anew_only_when_the_article_that_named_it_is_gone(workspace):
    shown = [("Первый", "a", "s1"), ("Второй", "b", "s1"), ("Третий", "a", "s2"), ("", "b", "s2"), ("Пятый", "b", "s3")]
    rows = [Row(title=t, import_id=i, theme="h1", topic="t1", story=s, published=EARLY) for t, i, s in shown]
    write_edition(workspace, [*rows, Row(title="Шестой", import_id="a", theme="h1", topic="t1", story="s3")])
    imports.record(workspace, "a", EARLY, ["/in/a.csv"], {"read": 3, "stored": 3, "duplicates": 0})
    assert stories(workspace) == {f"s{n}": (f"Тема s{n}", [2 * n - 2, 2 * n - 1]) for n in (1, 2, 3)}
    facts = tables.read(workspace, ARTICLE_FACTS)
    facts["lead"] = facts["lead"].mask(facts["article_id"] == f"{3:016x}", "Начало четвёртого …").astype("str")
    with change(workspace, "analyse") as now:
        now.overwrite(ARTICLE_FACTS, facts)
        now.publish()
    forget(workspace, import_id="a")
    assert stories(workspace) == {"s1": ("Второй", [1]), "s2": ("Начало четвёртого …", [3]), "s3": ("Тема s3", [4])}
