"""Filters and view state ↔ URL parameters ↔ plain widget values. No Streamlit here.

The URL is the one place where a page's state lives: every run decodes it, every control writes it. Ids in it are stable
(topic and entity ids, outlet names as published), never labels, so a link survives a rename and a change of language.
What cannot be understood is dropped and reported, never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, cast, get_args

from analytics.search.query import MOST_WORDS
from analytics.text.tokens import tokenize
from analytics.trends import periods
from data.errors import UsageError
from data.filter import LEVELS, NOT_STATED, STEPS, UNITS, Filter, Lack, Level, Step, Unit
from data.lake.coverage import Coverage
from data.schema import KINDS, REASONS, STORY_REASONS
from data.settings import INTERFACES

Measure = Literal["share", "count"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
CHARTS = ("areas", "lines", "heatmap")
OPENED = ("topic", "name", "article")

EVERYTHING = Filter()
MOST_VALUES = 50  # of one parameter; more does not fit into a readable chart, nor into every browser's address bar
MOST_SHOWN = 8  # series in one chart
NO_IDS = ("~",)  # of a chart that was emptied on purpose
LONGEST_VALUE = 300
LONGEST_WORDS = 500

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Drill:
    """What a click picked. While it stands, each field replaces the filter of its own dimension.

    Attributes:
        period: key of a day, ISO week or month.
        topic: ids of a theme, topic or story, several where one is told in several languages; `NOT_STATED` for articles
            without a topic.
        name: entity id.
        outlet: name as published; `NOT_STATED` for articles without one.
        lacks: articles without a theme, topic or story, for a reason.
    """

    period: str | None = None
    topic: tuple[str, ...] = ()
    name: str | None = None
    outlet: str | None = None
    lacks: Lack | None = None

    def __bool__(self) -> bool:
        return self != Drill()


@dataclass(frozen=True, slots=True)
class Opened:
    """The thing being looked at: a topic (of any level), a name or an article, by id."""

    what: str
    id: str


SORTABLE = {
    "articles": ("published_at", "outlet", "title", "topic", "language"),
    "topics": ("name", "count", "share"),
    "names": ("name", "kind", "count"),
    "flows": ("source", "outlet", "articles", "lag_hours"),
    "sources": ("source", "articles", "outlets"),
    "own": ("outlet", "articles", "own", "reprints", "unknown", "reprinted"),
    "groups": ("title", "outlet", "published_at", "articles", "outlets", "last_lag_hours"),
    "series": ("title", "outlet", "first_day", "articles"),
}
"""Tables whose columns sort, and these columns."""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a table is sorted."""

    table: str
    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """All that a link carries, but for the page, which is the URL's path.

    Attributes:
        filter: which articles pass, on every page.
        show: ids of what the page's chart draws; None: the page's own choice.
        week: key of the week on Weekly; None: the last full one.
        drill: what a click picked, on Articles.
        open: the topic, name or article being looked at.
        level: whether pages speak of themes, topics or stories.
        unit, measure, by: what is counted, share or count, length of a period (None: chosen by the range).
        chart: which of a page's charts; None: its first.
        kind: kind of names offered and ranked; None: all.
        lang: language of the interface; None: the workspace's setting.
        each: Articles lists every article; else each text once, by its first article.
        own: from the demo, look at one's own archive.
        apart: topics of several languages about one thing stand each for itself; else they count as one.
        sort: the order of tables on the page, one for each that is not in its own.
    """

    filter: Filter = EVERYTHING
    show: tuple[str, ...] | None = None
    week: str | None = None
    drill: Drill = Drill()
    open: Opened | None = None
    level: Level = "topic"
    unit: Unit = "articles"
    measure: Measure = "share"
    by: Step | None = None
    chart: str | None = None
    kind: str | None = None
    lang: str | None = None
    each: bool = False
    own: bool = False
    apart: bool = False
    sort: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value of the URL that was not used: the parameter it came from."""

    parameter: str


def encode(state: State) -> dict[str, list[str]]:
    """The state as URL parameters, in a fixed order; what is at its default is left out."""
    flt, drill = state.filter, state.drill
    parameters = {
        "from": [flt.start.isoformat()] if flt.start else [],
        "to": [flt.end.isoformat()] if flt.end else [],
        "language": list(flt.languages),
        "outlet": [_stated(v) for v in flt.outlets],
        "topic": [_stated(v) for v in flt.topics],
        "name": list(flt.entities),
        "together": ["1"] if flt.together else [],
        "words": [flt.words] if flt.words else [],
        "show": list(state.show or NO_IDS) if state.show is not None else [],
        "week": _given(state.week),
        "drill": [f"{dimension}:{_stated(value)}" for dimension, value in _picked(drill)],
        "open": [f"{state.open.what}:{state.open.id}"] if state.open else [],
        "level": _unless(state.level, "topic"),
        "unit": _unless(state.unit, "articles"),
        "as": _unless(state.measure, "share"),
        "by": _given(state.by),
        "chart": _given(state.chart),
        "kind": _given(state.kind),
        "lang": _given(state.lang),
        "each": ["1"] if state.each else [],
        "archive": ["own"] if state.own else [],
        "apart": ["1"] if state.apart else [],
        "sort": [f"{'-' if order.descending else ''}{order.table}.{order.column}" for order in state.sort],
    }
    return {name: values for name, values in parameters.items() if values}


def _picked(drill: Drill) -> Iterator[tuple[str, str]]:
    """Each value that was picked, with its dimension."""
    for dimension in (each.name for each in fields(Drill)):
        found = getattr(drill, dimension)
        found = _of_lack(found) if isinstance(found, Lack) else found
        values = found if isinstance(found, tuple) else () if found is None else (found,)
        yield from ((dimension, value) for value in values)


def _of_lack(lacks: Lack) -> str:
    return ":".join([lacks.level, lacks.reason, *([lacks.near] if lacks.near else [])])


def _lack(value: str) -> Lack | None:
    """The reverse of `_of_lack`; None: not understood."""
    level, _, rest = value.partition(":")
    reason, _, near = rest.partition(":")
    known = reason in (*REASONS, *STORY_REASONS)
    return Lack(cast("Level", level), reason, near or None) if level in LEVELS and known else None


def decode(parameters: Parameters) -> tuple[State, tuple[Dropped, ...]]:
    """Read URL parameters of any size and content.

    Returns:
        The state, and one `Dropped` for every parameter with a value that was not understood. At most MOST_VALUES
        values of a parameter and LONGEST_VALUE characters of a value (words: LONGEST_WORDS) are used.
    """
    reader = _Reader(parameters)
    start, end = reader.day("from"), reader.day("to")
    if start and end and start > end:
        start, end = end, start
    state = State(
        filter=Filter(
            start=start,
            end=end,
            languages=reader.many("language"),
            outlets=tuple(_unstated(v) for v in reader.many("outlet")),
            topics=tuple(_unstated(v) for v in reader.many("topic")),
            entities=reader.many("name"),
            together=reader.one_of("together", ("1",)) == "1",
            words=reader.words("words"),
        ),
        show=reader.shown("show"),
        week=reader.week("week"),
        drill=reader.drill("drill"),
        open=reader.opened("open"),
        level=cast("Level", reader.one_of("level", LEVELS) or "topic"),
        unit=cast("Unit", reader.one_of("unit", UNITS) or "articles"),
        measure=cast("Measure", reader.one_of("as", MEASURES) or "share"),
        by=cast("Step | None", reader.one_of("by", STEPS)),
        chart=reader.one_of("chart", CHARTS),
        kind=reader.one_of("kind", KINDS),
        lang=reader.one_of("lang", INTERFACES),
        each=reader.one_of("each", ("1",)) == "1",
        own=reader.one_of("archive", ("own",)) == "own",
        apart=reader.one_of("apart", ("1",)) == "1",
        sort=reader.orders("sort"),
    )
    return state, reader.dropped()


class _Reader:
    """Takes values out of parameters one name at a time and keeps which names had a value it could not use."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.read: set[str] = set()
        self.bad: list[str] = []

    def dropped(self) -> tuple[Dropped, ...]:
        unread = [name[:LONGEST_VALUE] for name in self.parameters if name not in self.read]
        return tuple(Dropped(name) for name in dict.fromkeys([*self.bad, *unread]))

    def many(self, name: str, most: int = MOST_VALUES) -> tuple[str, ...]:
        self.read.add(name)
        values = self.parameters.get(name, ())
        kept = [v for v in values[:most] if 0 < len(v) <= LONGEST_VALUE]
        if len(kept) < len(values):
            self.bad.append(name)
        return tuple(dict.fromkeys(kept))

    def shown(self, name: str) -> tuple[str, ...] | None:
        ids = self.many(name, MOST_SHOWN)
        return () if ids == NO_IDS else ids or None

    def first(self, name: str) -> str | None:
        values = self.many(name)
        if len(values) > 1:
            self.bad.append(name)
        return values[0] if values else None

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        value = self.first(name)
        if value is None or value in allowed:
            return value
        self.bad.append(name)
        return None

    def day(self, name: str) -> date | None:
        value = self.first(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.bad.append(name)
            return None

    def words(self, name: str) -> str:
        self.read.add(name)
        values = self.parameters.get(name, ())
        text = clean_words(values[0]) if values else ""
        if len(values) > 1 or any(len(text) < len(" ".join(v.split())) for v in values):
            self.bad.append(name)
        return text

    def week(self, name: str) -> str | None:
        value = self.first(name)
        if value is None or (is_period(value) and "W" in value):
            return value
        self.bad.append(name)
        return None

    def drill(self, name: str) -> Drill:
        topics: list[str] = []
        picked: dict[str, Any] = {}
        for value in self.many(name):
            dimension, _, rest = value.partition(":")
            known = dimension in {f.name for f in fields(Drill)} and rest and dimension not in picked
            if known and dimension == "topic":
                topics.append(_unstated(rest))
            elif known and dimension == "lacks":
                picked[dimension] = _lack(rest)
                self.bad += [] if picked[dimension] else [name]
            elif known and (dimension != "period" or is_period(rest)):
                picked[dimension] = rest if dimension == "period" else _unstated(rest)
            else:
                self.bad.append(name)
        return Drill(topic=tuple(topics), **picked)

    def orders(self, name: str) -> tuple[Order, ...]:
        found: dict[str, Order] = {}
        for value in self.many(name):
            table, _, column = value.removeprefix("-").partition(".")
            if column in SORTABLE.get(table, ()) and table not in found:
                found[table] = Order(table, column, value.startswith("-"))
            else:
                self.bad.append(name)
        return tuple(found.values())

    def opened(self, name: str) -> Opened | None:
        what, _, id_ = (self.first(name) or "").partition(":")
        if what in OPENED and id_:
            return Opened(what, id_)
        if name in self.parameters:
            self.bad.append(name)
        return None


def is_period(key: str) -> bool:
    """Whether this is the key of a day, an ISO week or a month."""
    try:
        periods.bounds(key)
    except (UsageError, OverflowError):
        return False
    return True


def clean_words(text: str) -> str:
    """What the reader typed, on one line, not longer than LONGEST_WORDS characters and MOST_WORDS words."""
    line = " ".join(text[:LONGEST_WORDS].split())
    words = tokenize(line)
    return line if len(words) <= MOST_WORDS else line[: words[MOST_WORDS - 1].end]


def _given(value: str | None) -> list[str]:
    return [value] if value else []


def _unless(value: str, default: str) -> list[str]:
    return [] if value == default else [value]


def _stated(value: str) -> str:
    """NOT_STATED is empty and an empty parameter is easily lost on the way: `~` stands for it, `~~` for a tilde."""
    return "~" if value == NOT_STATED else value.replace("~", "~~", 1) if value.startswith("~") else value


def _unstated(value: str) -> str:
    return NOT_STATED if value == "~" else value.removeprefix("~") if value.startswith("~~") else value


@dataclass(frozen=True, slots=True)
class EditionIds:
    """The ids an edition has; a link may name others."""

    languages: Collection[str]
    outlets: Collection[str]
    topics: Collection[str]
    entities: Collection[str]
    levels: Collection[str] = LEVELS


def mentioned_topics(state: State) -> tuple[str, ...]:
    """Every id in the state that may be a theme's, topic's or story's, for one look-up of which exist."""
    opened = [state.open.id] if state.open and state.open.what == "topic" else []
    near = [state.drill.lacks.near] if state.drill.lacks and state.drill.lacks.near else []
    named = [*state.filter.topics, *state.drill.topic, *near, *opened, *(state.show or ())]
    return tuple(dict.fromkeys(i for i in named if i != NOT_STATED))


def mentioned_entities(state: State) -> tuple[str, ...]:
    """Every id in the state that may be an entity's, for one look-up of which exist."""
    opened = [state.open.id] if state.open and state.open.what == "name" else []
    return tuple(dict.fromkeys([*state.filter.entities, *_given(state.drill.name), *opened, *(state.show or ())]))


def with_entities_as(state: State, read_as: Callable[[str], str]) -> State:
    """Name the entities of a link by the ids that they have now: two that were joined are one."""
    drill, opened = state.drill, state.open
    return replace(
        state,
        filter=replace(state.filter, entities=tuple(dict.fromkeys(map(read_as, state.filter.entities)))),
        drill=replace(drill, name=read_as(drill.name) if drill.name else drill.name),
        open=replace(opened, id=read_as(opened.id)) if opened and opened.what == "name" else opened,
        show=None if state.show is None else tuple(dict.fromkeys(map(read_as, state.show))),
    )


def with_topics_as(state: State, heirs: Mapping[str, str]) -> State:
    """Name the themes, topics and stories of a link by the ids that they have now, where a refit merged them."""
    drill, opened = state.drill, state.open

    def now(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(heirs.get(i, i) for i in ids))

    return replace(
        state,
        filter=replace(state.filter, topics=now(state.filter.topics)),
        drill=replace(drill, topic=now(drill.topic)),
        open=replace(opened, id=heirs.get(opened.id, opened.id)) if opened and opened.what == "topic" else opened,
        show=None if state.show is None else now(state.show),
    )


def settle(state: State, known: EditionIds, coverage: Coverage) -> tuple[State, tuple[Dropped, ...]]:
    """Keep only what this edition has, and cut the period to the days of its articles; one that has none stays.

    Returns:
        The state, and one `Dropped` for every parameter with an id that the edition does not have.
    """
    flt, (first, last) = state.filter, coverage.ends
    outside = (first and flt.end and flt.end < first) or (last and flt.start and flt.start > last)
    topics, entities = {*known.topics, NOT_STATED}, set(known.entities)
    kept = replace(
        flt,
        start=max(flt.start, first) if flt.start and first and not outside else flt.start,
        end=min(flt.end, last) if flt.end and last and not outside else flt.end,
        languages=_only(flt.languages, known.languages),
        outlets=_only(flt.outlets, {*known.outlets, NOT_STATED}),
        topics=_only(flt.topics, topics),
        entities=_only(flt.entities, entities),
    )
    drill = state.drill
    drill = replace(
        drill,
        topic=_only(drill.topic, topics),
        name=drill.name if drill.name in entities else None,
        outlet=drill.outlet if drill.outlet in {*known.outlets, NOT_STATED} else None,
        lacks=drill.lacks if drill.lacks and (drill.lacks.near is None or drill.lacks.near in topics) else None,
    )
    opened = state.open
    if opened and opened.id not in {"topic": topics, "name": entities, "article": {opened.id}}[opened.what]:
        opened = None
    show = (_only(state.show, topics | entities) or None) if state.show else state.show
    level = state.level if state.level in known.levels else "topic"
    settled = replace(state, filter=kept, drill=drill, open=opened, show=show, level=level)
    unperiodic = replace(settled, filter=replace(kept, start=flt.start, end=flt.end))
    return settled, tuple(Dropped(name) for name in _lost(encode(state), encode(unperiodic)))


def _lost(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[str]:
    return [name for name, values in before.items() if len(values) > len(after.get(name, []))]


def _only(values: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(v for v in values if v in known)


def drilled(state: State) -> Filter:
    """The filter with the drill in it: what Articles lists. A picked period, topic, name or outlet takes the place of
    the filter's own, so that the two never contradict each other.
    """
    flt, drill = state.filter, state.drill
    if drill.period:
        start, end = periods.bounds(drill.period)
        flt = replace(flt, start=start, end=end)
    if drill.topic:
        flt = replace(flt, topics=drill.topic)
    if drill.lacks:
        flt = replace(flt, topics=(), lacks=drill.lacks)
    if drill.name is not None:
        flt = replace(flt, entities=(drill.name,), together=False)
    if drill.outlet is not None:
        flt = replace(flt, outlets=(drill.outlet,))
    return flt


def elsewhere(state: State) -> State:
    """What goes along to another page: filters, switches, language; not what was shown or opened here."""
    return replace(state, show=None, week=None, drill=Drill(), open=None, chart=None, kind=None, sort=())


def to_widgets(flt: Filter) -> dict[str, Any]:
    """The filter as plain values of the sidebar's controls."""
    return {
        "from": flt.start,
        "to": flt.end,
        "language": list(flt.languages),
        "outlet": list(flt.outlets),
        "topic": list(flt.topics),
        "name": list(flt.entities),
        "together": flt.together,
        "words": flt.words,
    }


def from_widgets(values: Mapping[str, Any]) -> Filter:
    """The controls' values as a filter; dates in the wrong order are put right."""
    start, end = values["from"], values["to"]
    if start and end and start > end:
        start, end = end, start
    return Filter(
        start=start,
        end=end,
        languages=tuple(values["language"]),
        outlets=tuple(values["outlet"]),
        topics=tuple(values["topic"]),
        entities=tuple(values["name"]),
        together=bool(values["together"]),
        words=clean_words(values["words"] or ""),
    )
