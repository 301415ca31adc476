"""Topics as users say they are, over topics as the analysis found them: the log of edits, laid over the tables on read.

An edit names themes, topics and stories by their ids. One that a refit merged into another is read as that one; an edit
of one that is gone has no effect until it is back. So an analysis changes nothing about an edit, and an edit nothing
about the tables.

What `split`, `guide` and `answer` say is carried out by the next analysis, which finds the articles of the topics that
they make; those of edits that are in force no more are read as if they had not been found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from data.filter import LEVELS
from data.state.edits import Edit, in_force, made_by

LATER = ("split", "guide", "answer")
"""Edits that the next analysis carries out."""
MAKING = ("split", "guide")
"""Those of them that make a topic, `made_by` their number."""
SPOKEN = ("topic", "into")
"""Keys of an edit that hold a theme, a topic or a story."""
_MADE = re.compile(r"edit-(\d+)(?:-|$)")
EVENTS = ("merged", "gone")
"""What a refit tells of topics that are not there any more, see `schema.TOPIC_LINEAGE`."""
EDITED = pa.schema(
    [
        ("topic_id", pa.string()),
        ("into_id", pa.string()),
        ("in_theme", pa.string()),
        ("in_topic", pa.string()),
        ("hidden", pa.string()),
        ("name", pa.string()),
        ("note", pa.string()),
        ("pinned", pa.bool_()),
        ("edited", pa.int32()),
    ]
)
MOVED = pa.schema(
    [
        ("article_id", pa.string()),
        ("theme_id", pa.string()),
        ("topic_id", pa.string()),
        ("hidden", pa.string()),
        ("edited", pa.int32()),
    ]
)


class Group(NamedTuple):
    """A theme, topic or story that the analysis found."""

    level: str
    parent: str | None
    language: str
    label: str


@dataclass
class TopicEdits:
    """What the edits of topics come to.

    Attributes:
        groups: by id the themes, topics and stories that are there.
        heirs: of one that a refit merged into another, that one, which may have been merged further.
        into: of one that a user merged into another, that one.
        names, notes: of those that have been given any.
        hidden, pinned: those that are.
        moved: of an article the topic that it was moved into, None: into none; and the edit that did.
        numbers: of a theme, topic or story, the last edit that changed how it is read.
        idle: edits in force without effect, for what they speak of is not there.
    """

    groups: Mapping[str, Group] = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    pinned: set[str] = field(default_factory=set)
    moved: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    idle: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, log: Sequence[Edit], groups: Mapping[str, Group], heirs: Mapping[str, str]) -> TopicEdits:
        """The edits in force, one after another, over what is there; guided topics of other edits are not."""
        held = set(making(log))
        there = {i: group for i, group in groups.items() if (number := maker(i)) is None or number in held}
        guided = {made_by(number): i for i in sorted(there, reverse=True) if (number := maker(i)) is not None}
        edits = cls(there, {**heirs, **guided})
        for edit in in_force(log, "topic"):
            edits.add(edit)
        return edits

    def add(self, edit: Edit) -> None:
        """One more edit, after all others."""
        content, what = edit.content, edit.content["what"]
        if what in LATER:
            return
        spoken = {key: self.read_as(content[key]) for key in SPOKEN if content.get(key)}
        read = {key: topic for key, topic in spoken.items() if topic is not None}
        if len(read) < len(spoken) or (what == "merge" and not self.are_alike(read["topic"], read["into"])):
            self.idle.add(edit.number)
            return
        if what == "move":
            self.moved |= dict.fromkeys(content["articles"], (read.get("into"), edit.number))
            return
        topic = read["topic"]
        if what == "merge" and topic != read["into"]:
            self.into[topic] = read["into"]
        elif what == "rename":
            self.names[topic] = content["name"].strip()
        elif what == "note":
            self.notes[topic] = content["text"].strip()
        elif what == "hide":
            self.hidden.add(topic)
        elif what == "pin":
            self.pinned.add(topic)
        self.numbers |= dict.fromkeys(read.values(), edit.number)

    def there(self, topic: str) -> str | None:
        """One that is there: itself, or what refits merged it into; None: it is gone."""
        passed = set[str]()
        while topic not in self.groups:
            if topic in passed or topic not in self.heirs:
                return None
            passed.add(topic)
            topic = self.heirs[topic]
        return topic

    def read_as(self, topic: str) -> str | None:
        """What a theme, topic or story is read as, itself where it was never merged; None: it is gone."""
        found, passed = self.there(topic), list[str]()
        while found in self.into:
            passed.append(found)
            found = self.into[found]
        if found is not None:
            self.into.update(dict.fromkeys(passed, found))  # a long chain is walked once
        return found

    def are_alike(self, one: str, other: str) -> bool:
        """Whether two can be merged: they are of one level and one language."""
        return self.groups[one].level == self.groups[other].level and (
            self.groups[one].language == self.groups[other].language
        )

    def name(self, topic: str) -> str:
        """What one that is there is called, read as it is; an id that nothing bears is its own name."""
        read = self.read_as(topic)
        return topic if read is None else self.names.get(read, self.groups[read].label)

    def topics(self) -> pa.Table:
        """As in `EDITED`: how each that is touched is read, and where it stands then.

        `in_theme` and `in_topic` are itself or what it is inside of, `hidden` the widest level that is hidden of them;
        name, note and pinned are of what it is read as.
        """
        touched = {*self.into, *self.hidden, *self.numbers}
        rows = [self._row(topic) for topic in sorted(touched)]
        return pa.Table.from_pylist(rows, schema=EDITED)

    def articles(self) -> pa.Table:
        """As in `MOVED`: articles that were moved, and where they stand then."""
        rows = []
        for article, (topic, number) in sorted(self.moved.items()):
            path = self._path(topic)
            placed = {"theme_id": path.get("theme"), "topic_id": path.get("topic"), "hidden": self._hidden(path)}
            rows.append({"article_id": article, **placed, "edited": number})
        return pa.Table.from_pylist(rows, schema=MOVED)

    def _row(self, topic: str) -> dict[str, Any]:
        path = self._path(topic)
        read = path[self.groups[topic].level]
        said = {"name": self.names.get(read), "note": self.notes.get(read), "pinned": read in self.pinned}
        return {
            "topic_id": topic,
            "into_id": read,
            "in_theme": path.get("theme"),
            "in_topic": path.get("topic"),
            "hidden": self._hidden(path),
            **said,
            "edited": self.numbers.get(read),
        }

    def _path(self, topic: str | None) -> dict[str, str]:
        """By level what one is read as and what that is inside of."""
        path = dict[str, str]()
        while topic is not None and (read := self.read_as(topic)) is not None:
            path[self.groups[read].level] = read
            topic = self.groups[read].parent
        return path

    def _hidden(self, path: Mapping[str, str]) -> str | None:
        return next((level for level in LEVELS if path.get(level) in self.hidden), None)


def groups_of(rows: Iterable[tuple[str, str | None, str | None, str, str]]) -> dict[str, Group]:
    """By id the themes, topics and stories that are there.

    Args:
        rows: topic_id, level (null: an older program found it), parent_id, language, label.
    """
    return {i: Group(level or "topic", parent or None, language, label) for i, level, parent, language, label in rows}


def heirs_of(rows: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """What refits merged into what; what was gone later, or is back, has no heir of earlier days.

    Args:
        rows: topic_id and into_id (null: gone) of the EVENTS, see `schema.TOPIC_LINEAGE`, in the order of time.
    """
    return {topic: into for topic, into in dict(rows).items() if into is not None}


def made(log: Sequence[Edit]) -> set[str]:
    """Ids of the topics that edits in force make, whether an analysis has found them yet or not."""
    return {made_by(number) for number in making(log)}


def making(log: Sequence[Edit]) -> list[int]:
    """Numbers of the edits in force that make a topic."""
    return [edit.number for edit in in_force(log, "topic") if edit.content["what"] in MAKING]


def maker(topic_id: str) -> int | None:
    """The number of the edit that makes a guided topic; None: an analysis found the topic by itself.

    What an edit makes in one language has the id `edit-N-LANGUAGE`.
    """
    told = _MADE.match(topic_id)
    return int(told[1]) if told else None


def waiting(log: Sequence[Edit], looked_for: int) -> set[int]:
    """Numbers of the edits that the next analysis will carry out or take back, see `name_edits.waiting`."""
    until = [edit for edit in log if edit.number <= looked_for]
    return _later(log) ^ _later(until)


def _later(log: Sequence[Edit]) -> set[int]:
    return {edit.number for edit in in_force(log, "topic") if edit.content["what"] in LATER}


def left_of(
    log: Sequence[Edit], edits: TopicEdits, articles: Collection[str], topics: Collection[str]
) -> dict[int, Mapping[str, Any]]:
    """By its number what each edit of a topic may still say after a forget.

    Articles that are gone are named nowhere, and an edit that speaks of a topic without articles is gone; what another
    topic was called when an edit was made gives way to what it is called now, for a story is called by a headline.

    Args:
        log: every edit.
        edits: what they come to over what is left.
        articles, topics: ids of those that were removed.
    """
    given = {edit.content["name"] for edit in log if edit.about == "topic" and "name" in edit.content}
    kept, making = dict[int, Mapping[str, Any]](), set[str]()
    for edit in log:
        if edit.about != "topic" or edit.content["what"] == "forgotten":
            continue
        content = _without(edit.content, articles)
        spoken = {key: content[key] for key in SPOKEN if content.get(key)}
        there = all(topic in making or edits.there(topic) for topic in spoken.values())
        if content["what"] in MAKING:
            there = there and made_by(edit.number) not in topics
        if not there or not _says_enough(content):
            continue
        kept[edit.number] = content | {
            f"{key}_name": edits.groups[own].label
            for key, topic in spoken.items()
            if (own := edits.there(topic)) and content.get(f"{key}_name") not in given
        }
        making |= {made_by(edit.number)} if content["what"] in MAKING else set()
    return kept


def _without(content: Mapping[str, Any], articles: Collection[str]) -> dict[str, Any]:
    left = {key: value for key, value in content.items() if key != "article" or value not in articles}
    if "articles" in left:
        left["articles"] = [i for i in left["articles"] if i not in articles]
    return left


def _says_enough(content: Mapping[str, Any]) -> bool:
    if content["what"] == "answer":
        return "article" in content
    return content["what"] not in {"move", *MAKING} or any(content.get(key) for key in ("words", "phrases", "articles"))
