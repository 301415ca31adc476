"""Topics as users say they are, over topics as the analysis found them: the log of edits, laid over the tables on read.

An edit names themes, topics and stories by their ids. One that a refit merged into another is read as that one; an edit
of one that is gone has no effect until it is back. So an analysis changes nothing about an edit, and an edit nothing
about the tables.

Where a refit left it open which topic is the one that was, `goes_on` says that it is another one now: the id leads
there, with all that was said under it, and what the tables still have under it is a topic of its own, with the id
`made_by` the edit. `same` says that it is not so. Nobody is asked twice.

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
ANSWERS = ("same", "goes_on")
"""Edits that answer what a refit left open."""
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
        hidden: those that are, and the edit that did it last.
        pinned: those that are.
        moved: of an article the topic that it was moved into, None: into none; and the edit that did.
        numbers: of a theme, topic or story, the last edit that changed how it is read.
        spoken: of an edit in force what it names, by key, as that was read when the edit came.
        parted: by the id that the tables have the one that it is read under, see `parted`.
        answered: of which two it was said which is the one that was.
        idle: edits in force without effect, for what they speak of is not there.
    """

    groups: Mapping[str, Group] = field(default_factory=dict)
    heirs: Mapping[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)
    pinned: set[str] = field(default_factory=set)
    moved: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    spoken: dict[int, dict[str, str]] = field(default_factory=dict)
    parted: Mapping[str, str] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, log: Sequence[Edit], groups: Mapping[str, Group], heirs: Mapping[str, str]) -> TopicEdits:
        """The edits in force, one after another, over what the tables have and `heirs_of` tells; guided topics of other
        edits are not there.
        """
        now, held = parted(log), set(making(log))
        by = {i: None if i in now.values() else maker(i) for i in groups}
        read = {
            now.get(i, i): each._replace(parent=now.get(each.parent or "", each.parent))
            for i, each in groups.items()
            if by[i] is None or by[i] in held
        }
        guided = {made_by(number): i for i in sorted(groups, reverse=True) if (number := by[i]) in held and number}
        edits = cls(read, {**heirs, **guided}, parted=now)
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
        self.spoken[edit.number] = read
        if what in ANSWERS:
            self.answered.add((content["topic"], content["into"]))
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
            self.hidden[topic] = edit.number
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

    def hidden_by(self, topic: str) -> str | None:
        """The widest of one and what it is inside of that is hidden; None: none is."""
        path = self._path(topic)
        level = self._hidden(path)
        return path[level] if level else None


def groups_of(rows: Iterable[tuple[str, str | None, str | None, str, str]]) -> dict[str, Group]:
    """By id the themes, topics and stories that are there.

    Args:
        rows: topic_id, level (null: an older program found it), parent_id, language, label.
    """
    return {i: Group(level or "topic", parent or None, language, label) for i, level, parent, language, label in rows}


def heirs_of(rows: Iterable[tuple[str, str | None, float]], log: Sequence[Edit]) -> dict[str, str]:
    """What refits merged into what, and users said that it goes on in; what was gone later, or is back, has no heir of
    earlier days.

    Args:
        rows: topic_id, into_id (null: gone) and when (seconds) of the EVENTS, see `schema.TOPIC_LINEAGE`, in the order
            of time.
        log: every edit.
    """
    now, said = parted(log), _gone_on(log)
    since = {edit.content["topic"]: edit.made_at.timestamp() for edit in said}
    last = {
        now.get(topic, topic): into if into is None or at < since.get(into, at + 1) else now.get(into, into)
        for topic, into, at in rows
    }
    heirs = {topic: into for topic, into in last.items() if into is not None}
    return heirs | {edit.content["topic"]: edit.content["into"] for edit in said}


def parted(log: Sequence[Edit]) -> dict[str, str]:
    """By the id that the tables have the one that a topic is read under, where users said that what had it goes on in
    another.
    """
    now = dict[str, str]()
    for edit in _gone_on(log):
        said = edit.content["topic"]
        now[next((stored for stored, read in now.items() if read == said), said)] = made_by(edit.number)
    return now


def _gone_on(log: Sequence[Edit]) -> list[Edit]:
    return [edit for edit in in_force(log, "topic") if edit.content["what"] == "goes_on"]


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
    log: Sequence[Edit], edits: TopicEdits, before: TopicEdits, articles: Collection[str]
) -> dict[int, Mapping[str, Any]]:
    """By its number what each edit of a topic may still say after a forget.

    Articles that are gone are named nowhere, and an edit that speaks of a topic without articles is gone, unless that
    was read as another: then it is said of that one. What a topic was called when an edit was made gives way to what it
    is called now, for a story is called by a headline.

    Args:
        log: every edit.
        edits, before: what they come to over what is left, and over what was there before.
        articles: ids of those that were removed.
    """
    given = {edit.content["name"] for edit in log if edit.about == "topic" and "name" in edit.content}
    kept, making = dict[int, Mapping[str, Any]](), set[str]()
    for edit in log:
        if edit.about != "topic" or edit.content["what"] == "forgotten":
            continue
        content = _said_of(_without(edit.content, articles), edits, before.spoken.get(edit.number, {}))
        spoken = {key: content[key] for key in SPOKEN if content.get(key)}
        there = all(topic in making or edits.there(topic) for topic in spoken.values())
        if content["what"] in MAKING:
            emptied = made_by(edit.number) in before.groups.keys() - edits.groups.keys()
            there = there and not emptied
        if not there or not _says_enough(content):
            continue
        kept[edit.number] = content | {
            f"{key}_name": edits.groups[own].label
            for key, topic in spoken.items()
            if (own := edits.there(topic)) and content.get(f"{key}_name") not in given
        }
        making |= {made_by(edit.number)} if content["what"] in MAKING else set()
    return kept


def _said_of(content: Mapping[str, Any], edits: TopicEdits, read: Mapping[str, str]) -> dict[str, Any]:
    """An edit of a topic that is gone as one of what this was read as, where that is there."""
    heirs = {key: topic for key, topic in read.items() if edits.there(content[key]) is None and edits.there(topic)}
    return {**content, **heirs}


def _without(content: Mapping[str, Any], articles: Collection[str]) -> dict[str, Any]:
    left = {key: value for key, value in content.items() if key != "article" or value not in articles}
    if "articles" in left:
        left["articles"] = [i for i in left["articles"] if i not in articles]
    return left


def _says_enough(content: Mapping[str, Any]) -> bool:
    if content["what"] == "answer":
        return "article" in content
    return content["what"] not in {"move", *MAKING} or any(content.get(key) for key in ("words", "phrases", "articles"))
