from __future__ import annotations

import ast
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from data.errors import NothingToAnswer, StoreError, UsageError
from data.filter import NOT_STATED, Filter
from data.lake import counts, log, queries, tables
from data.lake.archive import Archive
from data.lake.queries import Query
from data.schema import ARTICLE_TOPICS, ARTICLES, MENTIONS
from data.state.editions import latest, publish
from tests.data.lake.small_archive import Row, write_edition

LAKE = Path(queries.__file__).parent


@pytest.fixture(params=[False, True], ids=["cold", "warm"])
def warm(request) -> bool:
    return request.param


def test_without_an_edition_there_is_nothing_to_answer(workspace):
    with pytest.raises(NothingToAnswer) as caught:
        Archive.open(workspace)
    assert "svodka analyse" in caught.value.hint


def test_tables_never_written_are_empty_and_every_question_still_has_an_answer(workspace, warm):
    write_edition(workspace, [])
    edition = latest(workspace)
    publish(workspace, replace(edition, versions=dict.fromkeys(edition.versions)))
    reader = Archive.open(workspace, warm=warm).reader()
    assert counts.passing(reader, Filter()).articles == 0
    assert counts.coverage(reader).first is None
    assert counts.choices(reader).topics.empty
    for frame in (
        counts.volume(reader, Filter(), "week", "texts"),
        counts.topic_series(reader, Filter(), "week", "articles", ["t1"]),
        counts.entity_series(reader, Filter(), "day", "occurrences", []),
        counts.top_topics(reader, Filter(), "outlets", None),
        counts.week_counts(reader, Filter(), date(2018, 1, 8), "entities"),
        counts.articles_page(reader, Filter()),
    ):
        assert frame.empty


def test_articles_imported_after_the_analysis_are_in_no_answer(workspace, articles, warm):
    write_edition(workspace, [Row(), Row()])
    tables.append(workspace, ARTICLES, articles(3, first=100))
    number = latest(workspace).edition_id
    edition = latest(workspace)
    publish(workspace, replace(edition, versions={**edition.versions, "articles": tables.version(workspace, ARTICLES)}))
    archive = Archive.open(workspace, warm=warm)
    assert archive.edition.edition_id == number + 1
    assert counts.passing(archive.reader(), Filter()).articles == 2
    assert len(counts.articles_page(archive.reader(), Filter())) == 2


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY narrow TO '/tmp/svodka-escaped.csv'",
        "ATTACH '/tmp/svodka-escaped.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
    ],
)
def test_the_engine_reaches_nothing_but_the_tables(injected, attack):
    reader = injected.reader()
    with pytest.raises(duckdb.Error):
        reader._cursor.execute(attack)


def test_each_reader_has_words_and_names_of_its_own(workspace, warm):
    write_edition(workspace, [Row(names=("p1",)), Row(names=("p2",)), Row()])
    archive = Archive.open(workspace, warm=warm)
    one, two = archive.reader(), archive.reader()
    one.found(pa.array([f"{0:016x}"]))
    two.found(pa.array([f"{1:016x}", f"{2:016x}"]))
    words = Filter(words="слово")
    assert counts.passing(one, words).articles == 1
    assert counts.passing(two, words).articles == 2
    assert counts.passing(one, replace(words, entities=("p1",))).articles == 1
    assert counts.passing(two, replace(words, entities=("p1",))).articles == 0
    one.found(pa.array([], pa.string()))
    assert counts.passing(one, words).articles == 0
    assert counts.passing(one, Filter()).articles == 3


def test_readers_in_threads_do_not_disturb_each_other(workspace):
    write_edition(workspace, [Row(topic=f"t{n % 3}", names=("p1",) * (n % 3)) for n in range(60)])
    archive = Archive.open(workspace, warm=True)
    found, failed = [], []

    def ask(topic: str) -> None:
        try:
            for _ in range(5):
                reader = archive.reader()
                found.append((topic, counts.passing(reader, Filter(topics=(topic,), entities=("p1",))).articles))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(f"t{n % 3}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert set(found) == {("t0", 0), ("t1", 20), ("t2", 20)}
    assert len(found) == 30


def test_words_that_nobody_looked_up_are_refused_not_ignored(workspace):
    write_edition(workspace, [Row()])
    with pytest.raises(UsageError, match="not looked up"):
        counts.passing(Archive.open(workspace).reader(), Filter(words="слово"))


def test_e9_a_question_without_end_is_ended(workspace, monkeypatch):
    write_edition(workspace, [Row()])
    reader = Archive.open(workspace).reader(seconds=0.2)
    endless = Query(
        "SELECT count(*) AS n FROM range(10000000000) a, range(1000000) b WHERE a.range * b.range = -1", frozenset()
    )
    monkeypatch.setattr("data.lake.archive.query", lambda *_: endless)
    with pytest.raises(UsageError, match=r"longer than 0\.2 s"):
        reader.frame("endless", {})
    monkeypatch.undo()
    monkeypatch.setattr(reader, "_seconds", None)
    assert counts.passing(reader, Filter()).articles == 1


def test_more_rows_than_a_chart_can_use_are_refused(workspace, monkeypatch):
    write_edition(workspace, [Row(published=datetime(2018, 1, day, 12, tzinfo=UTC)) for day in range(1, 9)])
    monkeypatch.setattr("data.lake.archive.MOST_ROWS", 7)
    with pytest.raises(UsageError, match="8 rows"):
        counts.volume(Archive.open(workspace).reader(), Filter(), "day", "articles")


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def injected(request, new_workspace):
    workspace = new_workspace()
    write_edition(workspace, [Row(outlet="ТАСС"), Row(outlet="' OR 1=1 --")])
    return Archive.open(workspace, warm=request.param)


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE narrow; --", "%", "_", "\\", '" OR 1=1', "\0", "x" * 5000, "$start"]
)
def test_e9_hostile_values_are_values(injected, hostile):
    reader = injected.reader()
    flt = Filter(outlets=(hostile,), topics=(hostile,), entities=(hostile,), languages=(hostile,))
    assert counts.passing(reader, flt).articles == 0
    assert counts.find_entities(reader, hostile, 5).empty
    assert counts.passing(reader, Filter(outlets=("' OR 1=1 --",))).articles == 1
    assert counts.passing(reader, Filter()).articles == 2


def test_no_sql_is_ever_built_from_pieces():
    """Every argument of execute and sql is a constant or a statement read from `sql/`; no formatted text has a verb."""
    verbs = ("select ", "insert ", "delete ", "update ", "create ", "copy ", "set ", "attach ")
    for path in LAKE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                start = node.values[0].value if isinstance(node.values[0], ast.Constant) else ""
                assert not str(start).lower().lstrip().startswith(verbs), f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("execute", "sql"):
                given = ast.unparse(node.args[0]) if node.args else "''"
                allowed = isinstance(node.args[0], ast.Constant) if node.args else True
                assert allowed or given.startswith(("written(", "wanted.sql")), f"{path}:{node.lineno}: {given}"


def test_every_statement_is_used_and_names_its_values():
    code = "".join(path.read_text(encoding="utf-8") for path in LAKE.rglob("*.py"))
    for path in queries.FOLDER.glob("*.sql"):
        prefix = path.stem.split("_")[0]
        assert f'"{path.stem}"' in code or f'f"{prefix}_{{' in code or path.stem in ("cold", "warm"), path.name
        assert queries.written(path.stem).sql.strip()


def damage_tail(workspace):
    path = log.log_path(tables.folder_of(workspace, ARTICLES), tables.version(workspace, ARTICLES))
    path.write_bytes(b"\0" * path.stat().st_size)


def test_e3_a_damaged_tail_still_serves_the_edition_before_it(workspace, articles, warm):
    write_edition(workspace, [Row(), Row()])
    tables.append(workspace, ARTICLES, articles(1, first=50))
    damage_tail(workspace)
    reader = Archive.open(workspace, warm=warm).reader()
    assert counts.passing(reader, Filter()).articles == 2


@pytest.mark.parametrize("table", [ARTICLES, MENTIONS, ARTICLE_TOPICS], ids=lambda table: table.name)
def test_e3_a_missing_file_of_the_edition_is_said(workspace, table, warm):
    write_edition(workspace, [Row(names=("p1",))])
    (path,) = tables.folder_of(workspace, table).glob("*.parquet")
    path.unlink()
    with pytest.raises(StoreError, match="is missing") as caught:
        Archive.open(workspace, warm=warm)
    assert "doctor" in caught.value.hint


def test_e3_an_unreadable_file_of_the_edition_is_said(workspace, warm):
    write_edition(workspace, [Row(names=("p1",))])
    (path,) = tables.folder_of(workspace, MENTIONS).glob("*.parquet")
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(StoreError):
        counts.top_entities(Archive.open(workspace, warm=warm).reader(), Filter(), "articles", 3)


def test_e5_an_open_reader_survives_compaction_and_the_next_edition(workspace, monkeypatch):
    monkeypatch.setattr(tables, "MANY_FILES", 3)
    write_edition(workspace, [Row(names=("p1",))])
    archive = Archive.open(workspace)
    for number in range(1, 6):
        write_edition(workspace, [Row(names=("p1",))], first=number)
    reader = archive.reader()
    assert counts.passing(reader, Filter()).articles == 1
    assert len(counts.articles_page(reader, Filter())) == 1
    assert counts.passing(Archive.open(workspace).reader(), Filter()).articles == 6


def test_days_begin_in_the_zone_of_the_edition(workspace, warm):
    write_edition(workspace, [Row(published=datetime(2018, 1, 7, 21, 30, tzinfo=UTC))], zone="Europe/Moscow")
    assert counts.coverage(Archive.open(workspace, warm=warm).reader()).days == {date(2018, 1, 8)}
    write_edition(workspace, [], zone="America/New_York", first=1)
    reader = Archive.open(workspace, warm=warm).reader()
    assert counts.coverage(reader).days == {date(2018, 1, 7)}
    assert counts.volume(reader, Filter(), "week", "articles")["period"].dt.date.to_list() == [date(2018, 1, 1)]


@pytest.mark.parametrize("moment", ["2014-10-25 19:59", "2014-10-25 20:01", "2014-10-26 20:59", "2014-10-26 21:01"])
def test_e6_a_change_of_clocks_moves_no_article_to_another_day(workspace, moment):
    """Moscow went from UTC+4 to UTC+3 in the night to 26 October 2014."""
    published = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    write_edition(workspace, [Row(published=published)])
    (day,) = counts.coverage(Archive.open(workspace).reader()).days
    expected = {"25 19:59": 25, "25 20:01": 26, "26 20:59": 26, "26 21:01": 27}[moment[8:]]
    assert day == date(2014, 10, expected)


def test_what_is_not_stated_is_a_choice(workspace, warm):
    write_edition(workspace, [Row(outlet=None, topic=None, language="und"), Row()])
    reader = Archive.open(workspace, warm=warm).reader()
    choices = counts.choices(reader)
    assert set(choices.outlets["outlet"]) == {"ТАСС", NOT_STATED}
    assert set(choices.languages["language"]) == {"ru", "und"}
    for flt in (Filter(outlets=(NOT_STATED,)), Filter(topics=(NOT_STATED,)), Filter(languages=("und",))):
        assert counts.passing(reader, flt).articles == 1
