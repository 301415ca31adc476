"""The one frozen Filter that queries, commands and pages share.

OR inside one field, AND between fields. *Context* fields (period, language, outlet) set the base of a share;
*subject* fields (topic, name, words) choose articles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

Step = Literal["day", "week", "month"]
Unit = Literal["articles", "texts", "outlets", "occurrences"]
Level = Literal["theme", "topic", "story"]
STEPS: tuple[Step, ...] = get_args(Step)
UNITS: tuple[Unit, ...] = get_args(Unit)
LEVELS: tuple[Level, ...] = get_args(Level)

NOT_STATED = ""
"""Choice in `outlets` for articles without an outlet, and in `topics` for those without a topic."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Articles that are of no theme, topic or story.

    Attributes:
        level: of which of the three.
        reason: why, of `data.schema.REASONS` or `STORY_REASONS`.
        near: the topic that is nearest all the same; None: any.
    """

    level: Level
    reason: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles pass. An empty field lets everything pass.

    Attributes:
        start, end: first and last whole local day, both included. With either set, undated articles do not pass.
        languages: language codes; `und` is a choice like any other.
        outlets: publishers' names as shown; `NOT_STATED` stands for articles without one.
        topics: ids of themes, topics and stories in any mixture; `NOT_STATED` stands for articles without a topic.
        entities: entity ids; an article passes with any of them, or with all if `together`.
        lacks: only articles without a theme, topic or story, for a reason.
        words: what the reader typed: words by lemma, all must occur; quotes for the exact form.
    """

    start: date | None = None
    end: date | None = None
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    together: bool = False
    words: str = ""
    lacks: Lack | None = None

    def base(self) -> Filter:
        """Only what sets the base: period, language, outlet."""
        return Filter(start=self.start, end=self.end, languages=self.languages, outlets=self.outlets)

    def has_subject(self) -> bool:
        """Whether topic, name or words choose among the articles of the base."""
        return bool(self.topics or self.entities or self.words or self.lacks)

    def without_topics(self) -> Filter:
        return replace(self, topics=(), lacks=None)

    def without_entities(self) -> Filter:
        return replace(self, entities=(), together=False)

    def without_period(self) -> Filter:
        return self.within(None, None)

    def within(self, start: date | None, end: date | None) -> Filter:
        """The same filter over another period."""
        return replace(self, start=start, end=end)
