"""The last edition, opened for reading: DuckDB in memory over the pinned files of its tables."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from data.errors import NothingToAnswer, StoreError, UsageError, Vanished
from data.filter import LEVELS, NOT_STATED, Filter, Level
from data.lake import tables
from data.lake.linked import groups
from data.lake.name_edits import NameEdits
from data.lake.queries import Query, query, written
from data.lake.time_limit import limited
from data.lake.topic_edits import EVENTS, TopicEdits, groups_of, heirs_of, making, parted
from data.schema import (
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    BODY_PAIRS,
    BODY_SAMPLES,
    ENTITIES,
    ENTITY_LINEAGE,
    GROUP_LINEAGE,
    GUIDED_TOPICS,
    MENTIONS,
    REPEATED_BLOCKS,
    TABLES,
    TOPIC_LINKS,
    TOPIC_WORDS,
    TOPICS,
    UTC_TIME,
    Table,
)
from data.settings import Workspace
from data.state import edits
from data.state.editions import Edition, latest

MEMORY = "2GB"
THREADS = 2
SECONDS = 5.0
MOST_ROWS = 50_000
_NO_KEY = -1
_NAMED = (("entity_id", "name"), ("id", "name"), ("other_id", "other_name"))
"""Columns of answers with an entity and with what it is called."""
_LISTS: dict[Level, str] = {"theme": "themes", "topic": "topics", "story": "stories"}  # what `passing` calls them
_WORDS = 1  # number of the set of articles that the words found; names take the numbers after it

_SQL_TYPES = {
    pa.string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.float32(): "FLOAT",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
    UTC_TIME: "TIMESTAMPTZ",
}

_GROUPS = [("topic_id", pa.string()), ("joined", pa.string())]
EDITED = (MENTIONS, ENTITIES)
"""Tables that are read as users say of names, see `name_edits`."""
EDITED_TOPICS = (ARTICLE_TOPICS, TOPICS, TOPIC_LINKS, ARTICLE_VECTORS)
"""Tables that are read as users say of topics, see `topic_edits`."""
PARTED = (*EDITED_TOPICS, TOPIC_WORDS)
"""Tables with ids that are read otherwise where a user said that a topic goes on in another."""
TOPIC_IDS = ("theme_id", "topic_id", "story_id", "next_topic_id", "parent_id", "other_id")
_UNASKED = (REPEATED_BLOCKS, BODY_SAMPLES, BODY_PAIRS, GROUP_LINEAGE)  # an analysis reads them, no question does

T = TypeVar("T")
_Rows = TypeVar("_Rows", list[dict[str, Any]], pd.DataFrame)
Without = Literal["topics", "entities", "subject"]
Parameters = dict[str, Any]


@dataclass(frozen=True)
class Keys:
    """What stands for an id in the narrow relations: itself, or a small integer where they lie in memory.

    Attributes:
        languages, outlets, topics: key by id; None: the id itself.
    """

    languages: Mapping[str, int] | None = None
    outlets: Mapping[str, int] | None = None
    topics: Mapping[str, int] | None = None

    @staticmethod
    def of(known: Mapping[str, int] | None, ids: Sequence[str]) -> list[Any]:
        """Keys of the ids in their order; one that is not known gets a key that nothing has."""
        return list(ids) if known is None else [known.get(i, _NO_KEY) for i in ids]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a theme, topic or story stands.

    Attributes:
        level: which of the three it is.
        path: its id, then that of what it is inside of, up to its theme.
    """

    level: Level
    path: tuple[str, ...]


@dataclass
class Archive:
    """An opened edition; one for all readers of a process. Reads only, reaches no file but the edition's tables.

    Attributes:
        edition: what it reads.
        warm: whether the narrow relations lie in memory.
        keys: what stands for an id in them.
        names: how entities are read.
        topics: how themes, topics and stories are read.
        kept: answers that depend on the edition alone.
    """

    workspace: Workspace
    edition: Edition
    warm: bool
    _connection: duckdb.DuckDBPyConnection
    keys: Keys
    names: NameEdits
    topics: TopicEdits
    _lock: threading.Lock = field(default_factory=threading.Lock)
    kept: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, workspace: Workspace, *, warm: bool = False) -> Archive:
        """Open the last edition; once more where another took its place while its files were being opened.

        Args:
            workspace: the archive.
            warm: a server asks many questions: lay the narrow relations into memory first.

        Raises:
            NothingToAnswer: no edition was published yet.
            StoreError: a file of the edition is missing or damaged, or a newer program wrote it.
        """
        edition = latest(workspace)
        if edition is None or not edition.is_analysed:
            hint = "Run `svodka analyse`, after `svodka import PATH` where nothing was imported yet."
            raise NothingToAnswer(f"{workspace.root} holds no analysed archive.", hint)
        try:
            return cls.of(workspace, edition, warm=warm)
        except StoreError:
            newer = latest(workspace)
            if newer is None or newer.key == edition.key:
                raise
            return cls.of(workspace, newer, warm=warm)

    @classmethod
    def of(cls, workspace: Workspace, edition: Edition, *, warm: bool = False) -> Archive:
        """Open this edition. Raises as `open`."""
        connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": THREADS})
        try:
            names, topics = _mount(connection, workspace, edition)
            _link(connection)
            for name in ("relations", "warm" if warm else "cold", "linked", "macros", "lockdown"):
                connection.execute(written(name).sql)
            return cls(workspace, edition, warm, connection, _keys(connection) if warm else Keys(), names, topics)
        except duckdb.Error as error:
            connection.close()
            raise _damaged(workspace, error) from error
        except StoreError:
            connection.close()
            raise

    def reader(self, seconds: float | None = SECONDS, language: str = "ru") -> Reader:
        """A cursor of one's own, for one thread.

        Args:
            seconds: each statement is ended after so many; None: never.
            language: of the interface: in `en` entities are called as English does, where that is known.
        """
        return Reader(self, self.session(), seconds, language)

    def session(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB session of one's own, for one thread: each statement of `sql/` runs there as it is written."""
        with self._lock:
            return self._connection.cursor()

    def close(self) -> None:
        self._connection.close()


def _mount(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, edition: Edition
) -> tuple[NameEdits, TopicEdits]:
    """A view over the pinned files of every table, and nothing else reachable from then on."""
    folder = workspace.tables
    connection.execute("SET allowed_directories = [$folder]", {"folder": str(folder)})
    log = edits.log(workspace, edition.edits) if edition.edits else []
    names = _names(workspace, edition, log)
    has_guided = edition.versions.get(GUIDED_TOPICS.name) is not None
    is_told = has_guided or bool(edits.in_force(log, "topic"))
    told = (*(EDITED if names.touched() else ()), *(EDITED_TOPICS if is_told else ()))
    now = parted(log)
    for table in TABLES:
        if table in _UNASKED:
            continue
        version = edition.versions.get(table.name)
        paths = [] if version is None else tables.files(workspace, table, version)
        name = f"stored_{table.name}" if table in told else table.name
        _view(connection, table, [str(path) for path in paths], name, now if table in PARTED else {})
    topics = _topics(connection, log) if TOPICS in told else TopicEdits()
    for name, rows in (
        ("edited_entities", names.entities()),
        ("edited_forms", names.given()),
        ("apart", names.apart()),
        ("edited_topics", topics.topics()),
        ("moved_articles", topics.articles()),
    ):
        connection.from_arrow(rows).create(name)
    for table, name in ((ENTITIES, "edited"), (TOPICS, "edited_topics")):
        if table in told:
            connection.execute(written(name).sql)
    connection.execute("CREATE TABLE days_of AS SELECT $zone AS zone", {"zone": edition.zone})
    return names, topics


def _topics(connection: duckdb.DuckDBPyConnection, log: Sequence[edits.Edit]) -> TopicEdits:
    """How themes, topics and stories are read: as users say of those that are there, guided ones among them."""
    connection.from_arrow(pa.table({"edit": pa.array(making(log), pa.int32())})).create("guides_in_force")
    connection.execute(written("placed").sql)
    rows = connection.execute("SELECT topic_id, level, parent_id, language, label FROM placed_topics").fetchall()
    ended = connection.execute(written("ended_topics").sql, {"events": list(EVENTS)}).fetchall()
    return TopicEdits.of(log, groups_of(rows), heirs_of(ended, log))


def _link(connection: duckdb.DuckDBPyConnection) -> None:
    """Which topics of several languages stand together: topic_id, joined (their group)."""
    links = connection.execute("SELECT topic_id, other_id, similarity FROM topic_links").fetchall()
    languages = dict(connection.execute("SELECT topic_id, language FROM topics").fetchall()) if links else {}
    found = groups(links, languages)
    made = pa.table({"topic_id": list(found), "joined": list(found.values())}, pa.schema(_GROUPS))
    connection.from_arrow(made).create("linked_groups")


def _names(workspace: Workspace, edition: Edition, log: Sequence[edits.Edit]) -> NameEdits:
    """How entities are read: as the analysis joined them and users say."""
    version = edition.versions.get(ENTITY_LINEAGE.name)
    known = ENTITY_LINEAGE.empty() if version is None else tables.read(workspace, ENTITY_LINEAGE, version)
    return NameEdits.of(log, zip(known["entity_id"], known["into_id"], strict=True))


def _view(
    connection: duckdb.DuckDBPyConnection, table: Table, paths: list[str], name: str, now: Mapping[str, str]
) -> None:
    if paths:
        rows = connection.read_parquet(paths, union_by_name=True)
        columns = [_column(column, column.name in rows.columns, now) for column in table.schema]
        rows.project(", ".join(columns)).create_view(name)
    else:
        connection.from_arrow(table.schema.empty_table()).create(name)


def _column(column: pa.Field, is_there: bool, now: Mapping[str, str]) -> str:
    """A column of a table in SQL; one that the table has gained since is null in older files, a list is empty. A topic
    that goes on under another id, see `topic_edits.parted`, leaves its own behind.
    """
    if now and is_there and column.name in TOPIC_IDS:
        told = " ".join(f"WHEN {_text(stored)} THEN {_text(read)}" for stored, read in now.items())
        return f'CASE "{column.name}" {told} ELSE "{column.name}" END AS "{column.name}"'
    name = f'"{column.name}"'
    if pa.types.is_list(column.type):
        return f"coalesce({name if is_there else 'NULL'}, []) AS {name}"
    return name if is_there else f"NULL::{_SQL_TYPES[column.type]} AS {name}"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _keys(connection: duckdb.DuckDBPyConnection) -> Keys:
    languages = dict(connection.execute("SELECT code, language FROM known_languages").fetchall())
    outlets = dict(connection.execute("SELECT name, outlet FROM known_outlets").fetchall())
    topics = dict(connection.execute("SELECT topic_id, topic FROM known_topics").fetchall())
    return Keys(languages, outlets, {**topics, NOT_STATED: 0})


def _damaged(workspace: Workspace, error: Exception) -> StoreError:
    reason = str(error).split("\n", 1)[0].rstrip(".")
    return StoreError(f"{workspace.tables} cannot be read: {reason}.", "Run `svodka doctor`.")


class Reader:
    """One cursor on an edition, for one run of a page or one command; not for several threads.

    Attributes:
        edition: what it reads.
    """

    def __init__(
        self, archive: Archive, cursor: duckdb.DuckDBPyConnection, seconds: float | None, language: str
    ) -> None:
        self.edition = archive.edition
        self._workspace = archive.workspace
        self._cursor = cursor
        self._keys = archive.keys
        self._names_read = archive.names
        self._topics_read = archive.topics
        self._kept = archive.kept
        self._warm = archive.warm
        self._seconds = seconds
        self._language = language
        self._chosen: dict[tuple[str, str], int] = {}
        self._entities: dict[str, int] = {}
        self._has_words = False

    def once(self, name: str, compute: Callable[[], T]) -> T:
        """What depends on edition and language alone: computed by whoever asks first, then kept with the archive."""
        key = f"{name} {self._language}"
        if key not in self._kept:
            self._kept[key] = compute()
        kept: T = self._kept[key]
        return kept

    def called(self) -> Mapping[str, str]:
        """What the interface's language calls entities, by their ids, where that is not the name they have."""
        return self.once("called", self._english) if self._language == "en" else {}

    def _english(self) -> dict[str, str]:
        with self._limited():
            return dict(self._execute("english_names", {}).fetchall())

    def found(self, ids: pa.Array | None) -> None:
        """Tell the reader which articles the words of the filter found, by `article_id`; None: there are no words."""
        self._has_words = ids is not None
        self._chosen.clear()
        self._run("chosen", {})
        if ids is not None:
            self._cursor.register("found_ids", pa.table({"article_id": ids.cast(pa.string())}))
            self._run("choose_words", {"choice": _WORDS})
            self._cursor.unregister("found_ids")

    def parameters(self, flt: Filter, without: Without | None = None, *, carrying: str | None = None) -> Parameters:
        """What the macros `passing` and `passing_names` take for a filter.

        Args:
            flt: which articles pass.
            without: names the base: the filter without its topics, its names, or every subject filter.
            carrying: an entity that the articles must mention besides.

        Raises:
            UsageError: the filter has words but nobody said which articles they found.
        """
        if flt.words and not self._has_words:
            raise UsageError("The words of the filter were not looked up.", "Run `svodka analyse` to build the index.")
        base = without_subject(flt, without)
        return {
            "start": flt.start,
            "end": flt.end,
            "languages": Keys.of(self._keys.languages, flt.languages) if flt.languages else None,
            "outlets": Keys.of(self._keys.outlets, flt.outlets) if flt.outlets else None,
            **self._placed("", flt.topics),
            "names": self._names(flt, carrying),
            "words": _WORDS if flt.words else None,
            **self._placed("base_", base.topics),
            "base_names": self._names(base, None),
            "base_words": _WORDS if base.words else None,
        }

    def places(self, ids: Sequence[str]) -> dict[str, Place]:
        """Where those of the ids stand that are a theme's, a topic's or a story's."""
        known = self.once("places", self._known_places) if any(ids) else {}
        read_as = {i: self.topic_read_as(i) for i in ids}
        return {i: known[own] for i, own in read_as.items() if own in known}

    def topic_read_as(self, topic_id: str) -> str:
        """The theme, topic or story that one was merged into, itself where nobody merged it."""
        return self._topics_read.read_as(topic_id) or topic_id

    def topic_answers(self) -> tuple[Mapping[str, str], set[tuple[str, str]]]:
        """What the answers about refits come to: `parted` and `answered` of `TopicEdits`."""
        return self._topics_read.parted, self._topics_read.answered

    def idle_edits(self) -> frozenset[int]:
        """Numbers of the edits in force that have no effect, for the topic that they speak of is gone."""
        return frozenset(self._topics_read.idle)

    def _known_places(self) -> dict[str, Place]:
        """Of all: to look for one takes as long as to read them."""
        with self._limited():
            rows = self._execute("places", {}).fetchall()
        parents = {i: parent for i, _, parent in rows if parent}
        paths = {i: (i, parents.get(i), parents.get(parents.get(i, ""))) for i, _, _ in rows}
        return {i: Place(level, tuple(each for each in paths[i] if each)) for i, level, _ in rows}

    def _placed(self, prefix: str, ids: Sequence[str]) -> Parameters:
        """A filter's topics by level; what is no theme and no story is sought among the topics."""
        places = self.places(ids)
        by_level: dict[Level, list[str]] = {level: [] for level in LEVELS}
        for i in ids:
            by_level[places[i].level if i in places else "topic"].append(self.topic_read_as(i))
        return {
            f"{prefix}{_LISTS[level]}": Keys.of(self._keys.topics, chosen) if chosen else None
            for level, chosen in by_level.items()
        }

    def drawn_topics(self, ids: Sequence[str]) -> Parameters:
        """What a series over themes, topics or stories takes: the ids, once each, and their keys."""
        own = [self.topic_read_as(i) for i in dict.fromkeys(ids)]
        return {**_drawn(ids, None), "drawn_keys": Keys.of(self._keys.topics, own)}

    def drawn_outlets(self, names: Sequence[str]) -> Parameters:
        """What a series over outlets takes."""
        return _drawn(names, self._keys.outlets)

    def drawn_entities(self, ids: Sequence[str]) -> Parameters:
        """What a series over entities takes."""
        return _drawn(ids, self._entity_keys(ids))

    def entity_keys(self, ids: Sequence[str]) -> list[Any]:
        """Keys of entities in the order given."""
        return Keys.of(self._entity_keys(ids), ids)

    def entity_key(self, entity_id: str) -> Any:
        """Key of one entity."""
        return self.entity_keys([entity_id])[0]

    def _entity_keys(self, ids: Sequence[str]) -> Mapping[str, Any]:
        """Keys of entities, under the ids asked for: those of entities that were joined to others are theirs."""
        read_as = {i: self._names_read.read_as(i) for i in ids}
        if not self._warm:
            return read_as
        fresh = [i for i in read_as.values() if i not in self._entities]
        if fresh:
            found = self.records("entity_keys", {"entity_ids": fresh})
            self._entities |= {row["entity_id"]: row["entity"] for row in found}
        return {i: self._entities[own] for i, own in read_as.items() if own in self._entities}

    def joined_to(self, entity_id: str) -> list[str]:
        """The entities that the analysis or a user joined to one, under whichever of their ids it is asked for."""
        return self._names_read.joined_to(self._names_read.read_as(entity_id))

    def records(self, name: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The answer of a statement as one dict for each row; for the few rows that are no frame. Raises as `frame`."""
        with self._limited():
            result = self._execute(name, parameters)
            columns = [column[0] for column in result.description or []]
            found = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        called = self.called() if "entity_id" in columns and "name" in columns else {}
        for row in found if called else ():
            row["name"] = called.get(row["entity_id"], row["name"])
        return _few(found)

    def frame(self, name: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """The answer of a statement: text as `str`, times UTC or naive local with microseconds, counts int64.

        Raises:
            UsageError: it has more than 50,000 rows, or took longer than the reader allows.
        """
        with self._limited():
            # Not through Arrow: for that DuckDB plans every statement twice.
            result = self._execute(name, parameters)
            kinds = [str(column[1]) for column in result.description or []]
            found = result.df()
        for of, column in _NAMED:
            called = self.called() if of in found and column in found else {}
            if called:
                found[column] = [called.get(i, own) for i, own in zip(found[of], found[column], strict=True)]
        return _few(_in_our_types(found, kinds))

    def stream(self, name: str, parameters: Mapping[str, Any], batch: int = 10_000) -> Iterator[pa.RecordBatch]:
        """The answer of a statement of any length, without a limit of time."""
        wanted = query(name, parameters)
        yield from self._cursor.sql(wanted.sql, params=_values(wanted, parameters)).to_arrow_reader(batch)

    def _names(self, flt: Filter, carrying: str | None) -> int | None:
        """The number of the set of articles that mention the filter's names, or lack what it says, chosen once."""
        among = None
        if flt.entities:
            keys = self.entity_keys(tuple(dict.fromkeys(flt.entities)))
            of = len(set(flt.entities))
            among = self._choose("choose_names", {"entities": keys, "together": flt.together, "of": of})
        if flt.lacks:
            lacks = {"level": flt.lacks.level, "reason": flt.lacks.reason, "near": flt.lacks.near}
            among = self._choose("choose_lacking", {**lacks, "among": among})
        if carrying is None:
            return among
        return self._choose("choose_carrying", {"entity": self.entity_key(carrying), "among": among})

    def _choose(self, name: str, values: Parameters) -> int:
        key = (name, repr(values))
        if key not in self._chosen:
            if not self._chosen and not self._has_words:
                self._run("chosen", {})
            choice = _WORDS + 1 + len(self._chosen)
            self._run(name, {**values, "choice": choice})
            self._chosen[key] = choice
        return self._chosen[key]

    def _execute(self, name: str, parameters: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
        wanted = query(name, parameters)
        return self._cursor.execute(wanted.sql, _values(wanted, parameters))

    def _run(self, name: str, parameters: Mapping[str, Any]) -> None:
        with self._limited():
            self._execute(name, parameters)

    @contextmanager
    def _limited(self) -> Iterator[None]:
        try:
            with limited(self._seconds, self._cursor.interrupt):
                yield
        except duckdb.InterruptException as error:
            hint = "Narrow the filter or choose a shorter period."
            raise UsageError(f"The question took longer than {self._seconds:g} s.", hint) from error
        except duckdb.IOException as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: duckdb.IOException) -> StoreError:
        newest = latest(self._workspace)
        if newest and newest.key != self.edition.key:
            return Vanished("The archive changed while it was read.", "Repeat the command, or load the page again.")
        return StoreError(f"A table cannot be read: {error}.", "Run `svodka doctor`.")


def _few(found: _Rows) -> _Rows:
    if len(found) > MOST_ROWS:
        raise UsageError(f"The answer has {len(found):,} rows.", "Choose a shorter period or longer steps.")
    return found


def _in_our_types(found: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """What `schema.to_frame` makes of the same columns. Statements give UTC without a zone in columns named `_at`."""
    for column, kind in zip(found.columns, kinds, strict=True):
        if kind == "VARCHAR":
            found[column] = found[column].astype("str")
        elif kind.endswith("[]"):
            found[column] = pd.Series([list(v) for v in found[column]], index=found.index, dtype=object)
        elif kind == "TIMESTAMP" and column.endswith("_at"):
            found[column] = found[column].dt.tz_localize("UTC")
    return found


def _values(wanted: Query, parameters: Mapping[str, Any]) -> Parameters:
    return {name: parameters[name] for name in wanted.parameters}


def _drawn(ids: Sequence[str], known: Mapping[str, int] | None) -> Parameters:
    once = list(dict.fromkeys(ids))
    return {"drawn_keys": Keys.of(known, once), "drawn_ids": once}


def without_subject(flt: Filter, without: Without | None) -> Filter:
    """The filter of a base: without its topics, its names, or every subject filter."""
    if without == "topics":
        return flt.without_topics()
    if without == "entities":
        return flt.without_entities()
    return flt.base() if without == "subject" else flt
