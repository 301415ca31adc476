"""What a page or a figure is given: the archive it reads, what is asked for, words and colours to say it with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from analytics.search import lookup
from analytics.trends import periods
from dashboard.state import (
    Dropped,
    EditionIds,
    State,
    mentioned_entities,
    mentioned_topics,
    settle,
    with_entities_as,
    with_topics_as,
)
from dashboard.texts import Texts
from dashboard.theme import Theme, colours
from data.filter import LEVELS, NOT_STATED, Filter, Level, Step
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.lake.counts import Choices
from data.lake.coverage import Coverage
from data.schema import TOPICS
from data.settings import Workspace
from data.state.editions import Edition

P = ParamSpec("P")
T = TypeVar("T")

KINDS: dict[Level, str] = {"theme": "themes", "topic": "topics", "story": "stories"}
"""What the things of a level are called where colours are owned."""
EditionKey = tuple[str, int]
Answers = Callable[[EditionKey, str, Hashable, Callable[[], Any]], Any]
"""Gives the answer to a question over an edition, by its name and arguments: a kept one, else what `ask` returns."""


def asked_anew(key: EditionKey, question: str, arguments: Hashable, ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    """Keeps nothing: for a command, which asks each thing once."""
    return ask()


@dataclass
class Request:
    """What every page has, also where there is no archive yet.

    Attributes:
        page: the page's name in the address.
        served: the workspace that the server was started with.
        workspace: the one being looked at; another only where one's own archive is opened from the demo.
        state: what the address asks for.
    """

    page: str
    served: Workspace
    workspace: Workspace
    state: State
    texts: Texts
    theme: Theme


@dataclass
class Context(Request):
    """What a page of the archive has.

    Attributes:
        archive, edition: the edition being read.
        coverage: of the unfiltered edition.
        choices: what the filters offer.
        names, kinds: of every entity that the address or the choices mention: its name, its kind in words.
        topics, levels, parents: of every theme, topic and story that the address, the choices or an answer mentions:
            its label, its level, the id of what it is inside of.
        heirs: by an id of the address that a refit merged away the one that the page reads in its place.
        answers: where answers are kept.
        asked: what this run has asked already: a kept answer is copied each time it is taken out. Nobody changes one.
    """

    archive: Archive
    edition: Edition
    coverage: Coverage
    choices: Choices
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    heirs: dict[str, str] = field(default_factory=dict)
    answers: Answers = asked_anew
    asked: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.learn(self.choices.topics)
        self.topics[NOT_STATED] = self.texts.t("without.topic")

    def learn(self, found: pd.DataFrame, level: Level | None = None) -> None:
        """Take in the labels of themes, topics and stories; a story whose headline is empty is said to have none.

        Args:
            found: topic_id, label, parent_id, and their level unless `level` says it.
        """
        ids, untitled = found["topic_id"].tolist(), self.texts.t("untitled")
        self.topics.update(zip(ids, (label or untitled for label in found["label"].tolist()), strict=True))
        self.levels.update(zip(ids, [level] * len(ids) if level else found["level"].tolist(), strict=True))
        above = zip(ids, found["parent_id"].tolist(), strict=True)
        self.parents.update({i: parent for i, parent in above if isinstance(parent, str)})

    def path(self, topic_id: str) -> list[str]:
        """A theme, topic or story below what it is inside of, the theme first."""
        path = [topic_id]
        while path[0] in self.parents:
            path.insert(0, self.parents[path[0]])
        return path

    @cached_property
    def has_links(self) -> bool:
        """Whether some themes or topics are about one thing in several languages."""
        return bool(self.ask(counts.heads, (self.texts.lang,)))

    @property
    def tongues(self) -> tuple[str, ...] | None:
        """In which language a topic that is told in several is called: the interface's, and none that the filter leaves
        out. None: every topic stands for itself.
        """
        if self.state.apart or self.level == "story" or not self.has_links:
            return None
        own, passing = self.texts.lang, self.flt.languages
        return (own,) if not passing else tuple(sorted(passing, key=lambda code: code != own))

    @cached_property
    def heads(self) -> dict[str, str]:
        """Of each topic that stands together with others, the one that they stand under, see `counts.heads`."""
        return self.ask(counts.heads, self.tongues) if self.tongues else {}

    def head(self, topic_id: str) -> str:
        """The topic under which this one stands, mostly itself."""
        return self.heads.get(topic_id, topic_id)

    def parts(self, topic_id: str) -> tuple[str, ...]:
        """What stands under a topic, itself first: of each language that passes the filter what is about the same."""
        others = (i for i, head in self.heads.items() if head == topic_id and i != topic_id)
        passing = self.flt.languages
        return (topic_id, *(i for i in others if not passing or self.tongue(i) in passing))

    def tongue(self, topic_id: str) -> str:
        """The code of the language of a theme or topic; empty for a story."""
        return self._tongues.get(topic_id, "")

    @cached_property
    def _tongues(self) -> dict[str, str]:
        known = self.choices.topics
        return dict(zip(known["topic_id"], known["language"], strict=True))

    @property
    def level(self) -> Level:
        """Whether the page speaks of themes, topics or stories."""
        return self.state.level

    @property
    def flt(self) -> Filter:
        return self.state.filter

    @property
    def key(self) -> EditionKey:
        return self.edition.key

    @cached_property
    def reader(self) -> Reader:
        """One cursor for this run of the script, opened by the first question that has no kept answer."""
        return self.own_reader()

    def own_reader(self) -> Reader:
        """A cursor for whoever works in another thread; the words of the filter are looked up already."""
        reader = self.archive.reader(language=self.texts.lang)
        if self.flt.words:
            reader.found(lookup.search(self.workspace.index / (self.edition.index or ""), self.flt.words))
        return reader

    def ask(self, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer to a question of `data.lake.counts` or `analytics.trends`; kept per edition."""
        name = f"{question.__module__}.{question.__qualname__}"
        arguments = (repr(args), repr(sorted(kwargs.items())), self.flt.words, self.texts.lang)
        if (name, arguments) not in self.asked:
            self.asked[name, arguments] = self.answers(
                self.key, name, arguments, lambda: question(self.reader, *args, **kwargs)
            )
        found: T = self.asked[name, arguments]
        return found

    @cached_property
    def step(self) -> Step:
        """Length of a period: as chosen, else by the length of the range."""
        return self.state.by or fitting_step(self.flt, self.coverage)

    @cached_property
    def calendar(self) -> Any:
        """Every period of the range, see `periods.calendar`."""
        return periods.calendar(self.coverage, self.step, self.flt.start, self.flt.end)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Where themes and topics stand on the map, and their words: topic_id, keywords, x, y. Stories have neither."""
        found: pd.DataFrame = self.reader.once("places of topics", self._places)
        parted = self.archive.topics.parted
        return found.assign(topic_id=found["topic_id"].replace(parted)) if parted else found

    def _places(self) -> pd.DataFrame:
        columns, version = ["topic_id", "keywords", "x", "y"], self.edition.versions.get(TOPICS.name)
        if version is None:
            return TOPICS.empty()[columns]
        found = tables.read(self.workspace, TOPICS, version, ["level", *columns])
        return found.loc[found["level"] != "story", columns].reset_index(drop=True)

    @cached_property
    def edited(self) -> dict[str, int]:
        """By entity, theme, topic or story the number of the last edit of it."""
        return {**self.ask(counts.edited_names), **self.ask(counts.edited_topics)}

    def outlet(self, name: str | None) -> str:
        return name if isinstance(name, str) and name else self.texts.t("not_stated")

    def colours(self, what: str, drawn: Iterable[str], theme: Theme | None = None) -> dict[str, str]:
        """Colours by id in a theme, else in the page's; `what` is `themes`, `topics`, `stories` or `entities`."""
        parted = self.archive.topics.parted
        owned = {parted.get(i, i): number for i, number in self.edition.colours.get(what, {}).items()}
        return colours(theme or self.theme, owned, drawn)

    def with_state(self, **changes: Any) -> State:
        return replace(self.state, **changes)


def fitting_step(flt: Filter, coverage: Coverage) -> Step:
    """Days up to six weeks, weeks up to three years, months beyond."""
    first, last = coverage.axis(flt.start, flt.end)
    days = (last - first).days if first and last else 0
    if days <= 42:
        return "day"
    return "week" if days <= 3 * 366 else "month"


def open_context(
    request: Request, archive: Archive, answers: Answers = asked_anew
) -> tuple[Context, tuple[Dropped, ...]]:
    """What is asked for over an opened archive, with what that has of it; and what it does not have."""
    reader = archive.reader(language=request.texts.lang)
    coverage, choices = counts.coverage(reader), counts.choices(reader)
    request.state = with_entities_as(request.state, archive.names.read_as)
    context = Context(
        **vars(request), archive=archive, edition=archive.edition, coverage=coverage, choices=choices, answers=answers
    )
    _name_entities(context, mentioned_entities(request.state))
    request.state = _follow_topics(context, request.state)
    known = EditionIds(
        languages=set(choices.languages["language"]),
        outlets=set(choices.outlets["outlet"].dropna()),
        topics=set(context.topics),
        entities=set(context.names),
        levels=LEVELS if choices.has_levels else ("topic",),
    )
    context.state, unknown = settle(request.state, known, coverage)
    opened = request.state.open
    if opened and opened.what == "topic" and archive.topics.hidden_by(opened.id):  # its page says so
        unknown = tuple(each for each in unknown if each.parameter != "open")
    return context, unknown


def _name_entities(context: Context, mentioned: tuple[str, ...]) -> None:
    offered = context.choices.entities
    others = [i for i in mentioned if i not in set(offered["entity_id"])]
    named = [offered, context.ask(counts.entities, tuple(others))] if others else [offered]
    kinds = {kind: context.texts.t(f"kind.{kind}") for frame in named for kind in frame["kind"].unique()}
    for frame in named:
        ids = frame["entity_id"].tolist()
        context.names.update(zip(ids, frame["name"].tolist(), strict=True))
        context.kinds.update(zip(ids, map(kinds.__getitem__, frame["kind"].tolist()), strict=True))


def _follow_topics(context: Context, state: State) -> State:
    """The state with what users or refits merged away under its heirs. Stories are too many to be offered: look them
    up.
    """
    told = {i: read for i in mentioned_topics(state) if (read := context.archive.topics.read_as(i)) is not None}
    state = with_topics_as(state, told)
    others = tuple(i for i in mentioned_topics(state) if i not in context.topics)
    if not others:
        return state
    entities = set(context.names)  # `show` may name these too
    context.heirs = context.ask(counts.topic_heirs, tuple(i for i in others if i not in entities))
    found = (*(i for i in others if i not in context.heirs), *context.heirs.values())
    context.learn(context.ask(counts.topics_of, found))
    return with_topics_as(state, context.heirs)
