"""Every statement of `sql/` runs as it is written, and what a reader makes of it to be quick gives the same answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from data.filter import LEVELS, NOT_STATED, STEPS, Filter, Lack, Level, Step, Unit
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.lake.queries import FOLDER, query, written
from data.schema import ENTITY_LINEAGE
from data.settings import Workspace
from tests.data.lake.small_archive import Row, write_edition

SCRIPTS = {
    "chosen": "makes a reader's own table",
    "cold": "makes the relations of a command",
    "edited": "makes views of names as users say they are",
    "edited_topics": "makes tables and views of topics as users say they are",
    "linked": "makes the groups of linked topics",
    "lockdown": "closes the configuration",
    "macros": "makes the macros",
    "placed": "makes the places of articles where topics are guided",
    "relations": "makes the views that all others are over",
    "warm": "makes the relations of a server",
}
"""Files that are no question, and why; the others are one statement each."""
STATEMENTS = sorted({path.stem for path in FOLDER.glob("*.sql")} - SCRIPTS.keys())
MACROS = ("passing(", "passing_names(", "units(", "period_of(", "placed_in(", "counted_in(", "reason_of(")
WITH_MACROS = {name for name in STATEMENTS if any(macro in written(name).sql for macro in MACROS)}
WEEK = date(2018, 1, 8)
FOUND = [f"{n:016x}" for n in (0, 1, 2, 4, 6)]
UNITS: tuple[Unit, ...] = ("articles", "texts", "outlets")
EACH_ONCE = list(zip(UNITS, STEPS, LEVELS, strict=True))
EVERY_TWO = [(UNITS[n // 3], STEPS[n % 3], LEVELS[(n // 3 + n) % 3]) for n in range(9)]
"""Each unit with each step, and each of both with each level."""
ROWS = [
    Row(theme="h1", topic="t1", story="s1", reprint="g1", names=("p1", "p1", "o1"), sources=("Reuters",)),
    Row(theme="h1", topic="t2", story="s2", reprint="g1", names=("p1", "p2"), outlet="BBC", language="uk"),
    Row(published=datetime(2018, 1, 3, 9, tzinfo=UTC), theme="h1", topic="t1", names=("p2",), story_reason="single"),
    Row(published=datetime(2017, 12, 1, 9, tzinfo=UTC), theme="h2", topic="t3", story="s4", reprint="g2", outlet=None),
    Row(published=datetime(2018, 1, 9, 9, tzinfo=UTC), theme="h1", topic=None, names=("p1",), reprint="g2"),
    Row(published=None, topic=None, language="und", names=("o1",), sources=("Reuters", "BBC")),
    Row(published=datetime(2018, 1, 10, 9, tzinfo=UTC), theme="h2", topic="t3", names=("p2", "o1"), outlet="BBC"),
    Row(theme="h2", topic="t3", story="s4", outlet="BBC", series=f"{8:016x}", names=("p1",)),
    Row(theme="h2", topic="t3", outlet="BBC", series=f"{8:016x}", story_reason="single"),
]
FILTERS = {
    "all off": Filter(),
    "start": Filter(start=WEEK),
    "end": Filter(end=WEEK),
    "languages": Filter(languages=("uk", "und")),
    "outlets": Filter(outlets=("BBC", NOT_STATED)),
    "theme": Filter(topics=("h1",)),
    "topic": Filter(topics=("t3", NOT_STATED)),
    "story": Filter(topics=("s1",)),
    "topics of every level": Filter(topics=("h2", "t1", "s2")),
    "names": Filter(entities=("p1", "p2"), together=True),
    "words": Filter(words="слово"),
    "lacks": Filter(lacks=Lack("topic", "no fit"), entities=("p1",)),
    "all on": Filter(WEEK, WEEK, ("ru",), ("ТАСС",), ("h1",), ("p1",), words="слово"),
}
Question = Callable[[Filter], Any]
Choice = tuple[Unit, Step, Level]


@pytest.fixture(scope="module")
def small(new_workspace: Callable[[], Workspace]) -> Workspace:
    """One of its names was joined to another, so that names are read as users say, which `joined` is over."""
    workspace = new_workspace()
    lineage = {"entity_id": "p3", "into_id": "p1", "reason": "surname"}
    tables.append(workspace, ENTITY_LINEAGE, pa.Table.from_pylist([lineage], schema=ENTITY_LINEAGE.schema))
    write_edition(workspace, ROWS, links=[("t1", "t2", 0.5, ["p1"])], tongues={"t2": "uk"})
    return workspace


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def archive(request: pytest.FixtureRequest, small: Workspace) -> Iterator[Archive]:
    opened = Archive.open(small, warm=request.param)
    yield opened
    opened.close()


def questions(reader: Reader, choices: Sequence[Choice]) -> Iterator[tuple[str, Question]]:
    """What asks every statement that takes a filter, by these units, steps and levels."""
    for ask in (counts.passing, counts.own_share, counts.repeated):
        yield ask.__name__, lambda f, a=ask: a(reader, f)
    for ask in (counts.reprint_flows, counts.largest_groups, counts.largest_series, counts.sources, counts.credited):
        yield ask.__name__, lambda f, a=ask: a(reader, f, 9)
    yield "forms", lambda f: counts.forms(reader, f, "p1")
    yield "name_figures", lambda f: counts.name_figures(reader, f, "p1")
    yield "sentences", lambda f: counts.sentences(reader, f, "p1", 5)
    yield "topic_figures", lambda f: counts.topic_figures(reader, f, "t3")
    yield "stories_of", lambda f: counts.stories_of(reader, f, "h1", 9)
    yield "topic_neighbours", lambda f: counts.topic_neighbours(reader, f, "t1", 0.1, 9)
    yield "topic_edge", lambda f: counts.topic_edge(reader, f, "t1", 0.1, 9)
    yield "without_nearest", lambda f: counts.without_nearest(reader, f, "no fit", 9)
    yield "week_articles", lambda f: counts.week_articles(reader, f, WEEK)
    yield "week_entities", lambda f: counts.week_counts(reader, f, WEEK, "entities")
    yield "entity_headlines", lambda f: counts.headlines_of(reader, f, "entities", ["p1"], limit=3)
    yield "top_entities_occurrences", lambda f: counts.top_entities(reader, f, "occurrences", 9)
    yield "by_outlet_occurrences", lambda f: counts.by_outlet(reader, f, "occurrences", entity_id="p1")
    for unit, by, level in choices:
        for question, of in _chosen(reader, unit, by, level):
            yield f"{question}: {unit}, {by}, {level}", of


def _chosen(reader: Reader, unit: Unit, by: Step, level: Level) -> Iterator[tuple[str, Question]]:
    drawn = {"theme": ["h1"], "topic": ["t1", NOT_STATED], "story": ["s1"]}[level]
    tongues = ("ru", "uk")
    yield "by_outlet", lambda f: counts.by_outlet(reader, f, unit)
    yield "top_entities", lambda f: counts.top_entities(reader, f, unit, 9)
    yield "occurrences", lambda f: counts.entity_series(reader, f, by, "occurrences", ["p1"])
    yield "volume", lambda f: counts.volume(reader, f, by, unit)
    yield "base_series", lambda f: counts.base_series(reader, f, by, unit, "topics")
    yield "outlet_series", lambda f: counts.outlet_series(reader, f, by, unit, ["BBC"])
    yield "entity_series", lambda f: counts.entity_series(reader, f, by, unit, ["p1"])
    yield "reasons", lambda f: counts.reasons(reader, f, level)
    yield "week_topics", lambda f: counts.week_counts(reader, f, WEEK, "topics", level, tongues=tongues)
    yield "week_name_topics", lambda f: counts.week_name_topics(reader, f, WEEK, ["p1"], level, tongues=tongues)
    yield (
        "topic_headlines",
        lambda f: counts.headlines_of(reader, f, "topics", drawn, limit=3, level=level, tongues=tongues),
    )
    yield "rank_by_time", lambda f: counts.articles_page(reader, f, once=True, level=level)
    yield "rank_by_text", lambda f: counts.articles_page(reader, f, "topic", level=level)
    yield "top_topics", lambda f: counts.top_topics(reader, f, unit, 9, level, tongues=tongues)
    yield "topic_series", lambda f: counts.topic_series(reader, f, by, unit, drawn, level=level, tongues=tongues)
    for whole in (False, True):
        yield f"stream, {whole}", lambda f, w=whole: _streamed(reader, f, level, w)


def _streamed(reader: Reader, flt: Filter, level: Level, whole: bool) -> list[dict[str, Any]]:
    return [row for batch in counts.stream_articles(reader, flt, level, whole=whole) for row in batch.to_pylist()]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILTERS)
def test_written_and_composed_give_one_answer(archive, name, monkeypatch):
    """The same questions twice: with the statements as they lie in their files, and as readers ask them."""
    asked = set()

    def as_written(statement, values):
        asked.add(statement)
        return written(statement)

    answers = []
    for ask in (as_written, query):
        monkeypatch.setattr("data.lake.archive.query", ask)
        reader = archive.reader()
        reader.found(pa.array(FOUND))
        made = questions(reader, EVERY_TWO if name == "all on" else EACH_ONCE)
        answers.append({question: of(FILTERS[name]) for question, of in made})
    plain, composed = answers
    for question, answer in plain.items():
        if isinstance(answer, pd.DataFrame):
            pd.testing.assert_frame_equal(answer, composed[question], obj=question)
        else:
            assert answer == composed[question], question
    rest = {"choose_lacking"} if FILTERS[name].lacks is None else set()
    assert WITH_MACROS - asked == rest, "statements with macros that nobody asked"


@pytest.fixture(scope="module")
def session(archive: Archive) -> duckdb.DuckDBPyConnection:
    """A session as a reader has it whose filter has words: with its own table for chosen articles."""
    opened = archive.session()
    opened.execute(written("chosen").sql)
    opened.register("found_ids", pa.table({"article_id": FOUND}))
    return opened


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_understood_as_it_lies_in_its_file(session, name):
    session.execute("PREPARE as_it_lies AS " + (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    session.execute("DEALLOCATE as_it_lies")


def test_what_is_off_is_left_out_and_what_is_on_is_bound():
    off = dict.fromkeys(written("volume").parameters)
    assert query("volume", {**off, "unit": "texts", "by": "week"}).parameters == set()
    composed = query("volume", {**off, "unit": "texts", "by": "week", "topics": [1], "base_words": 1})
    assert composed.parameters == {"topics", "base_words"}
    assert "passed.week" in composed.sql
    assert "count(DISTINCT passed.text)" in composed.sql
    assert not any(macro in composed.sql for macro in MACROS)


def test_a_choice_that_nobody_knows_counts_nothing(archive):
    """The values themselves are never written into a statement."""
    hostile = {**archive.reader().parameters(Filter()), "unit": "1) --", "by": "week"}
    for made in (query("base_series", hostile), written("base_series")):
        assert "--" not in made.sql
        values = {name: hostile[name] for name in made.parameters}
        assert {row[1] for row in archive.session().execute(made.sql, values).fetchall()} <= {None}
