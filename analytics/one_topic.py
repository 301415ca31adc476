"""What the command `topic` prints, made from the same frames as a topic's page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from analytics.trends.answers import MOST_LISTED, counted, end, linked_ids, plain
from analytics.trends.course import topic_courses
from analytics.why import ON_THE_EDGE
from data.article.entity import name_key
from data.errors import NothingToAnswer, UsageError
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Reader
from data.lake.counts.topics import of_topic

KNOWN = [
    "topic_id",
    "level",
    "parent_id",
    "theme_id",
    "label",
    "language",
    "keywords",
    "trust",
    "stability",
    "borderline",
]


def topic_answer(reader: Reader, asked: str) -> dict[str, Any]:
    """What a topic's page shows of a theme, topic or story, over the whole archive.

    Args:
        reader: an open edition.
        asked: an id, also one that a refit merged away, or a label or a part of one.
    Returns:
        topic (columns KNOWN), led_on (null, or the id asked for, which a refit merged into it), state (see
        `course.courses`; null: too few weeks), articles, texts, outlets and reprints (counts), first and last
        (article_id, published_at, outlet, title), linked (ids in other languages), stories (topic_id, first_day,
        last_day, label, articles, outlets; in order of time), months (month, words), names, by_outlet, beside (topics
        that its articles are next to: topic_id, label, articles, near), history (see `counts.topic_history`).
    Raises:
        NothingToAnswer: no topic is called so; where a refit ended it, what its articles are in now.
        UsageError: several are called so.
    """
    topic_id = topic_named(reader, asked)
    flt = Filter()
    own = of_topic(reader, flt, topic_id)
    (topic,) = plain(counts.topics_of(reader, [topic_id])[KNOWN])
    return {
        "topic": topic,
        "led_on": asked if asked != topic_id and counts.topic_fates(reader, [asked]) else None,
        "state": _state(reader, topic_id, topic["level"]),
        **asdict(counts.topic_figures(reader, flt, topic_id)),
        "first": end(reader, own, newest=False),
        "last": end(reader, own, newest=True),
        "linked": linked_ids(reader, pd.Series([topic_id])).iloc[0],
        "stories": _dated(counts.stories_of(reader, flt, topic_id, MOST_LISTED)),
        "months": _months(counts.topic_words(reader, topic_id)),
        "names": counted(counts.topic_entities(reader, flt, topic_id, MOST_LISTED), "entity_id", "name", "kind"),
        "by_outlet": counted(counts.by_outlet(reader, flt, "articles", topic_id=topic_id), "outlet"),
        "beside": _beside(reader, flt, topic_id),
        "history": _told(counts.topic_history(reader, topic_id)),
    }


def topic_named(reader: Reader, asked: str) -> str:
    """The id of the one theme or topic that is called so, or whose id this is or was. Raises as `topic_answer`."""
    if reader.places([asked]):
        return asked
    fate = counts.topic_fates(reader, [asked]).get(asked)
    if fate and fate.event == "merged" and fate.into:
        return fate.into[0]
    if fate:
        now = f"Its articles are now in {', '.join(fate.into)}." if fate.into else ""
        raise NothingToAnswer(f"Topic {asked} ended on {fate.at:%Y-%m-%d}.", now)
    known, wanted = counts.choices(reader).topics, name_key(asked)
    keys = known["label"].map(name_key)
    found = known[keys == wanted] if (keys == wanted).any() else known[keys.str.contains(wanted, regex=False)]
    if found.empty:
        raise NothingToAnswer(f"No topic is called {asked!r}.", "`svodka topics` lists them; stories go by their id.")
    if len(found) > 1:
        several = "; ".join(f"{row.label} ({row.level}, {row.topic_id})" for row in found.head(5).itertuples())
        raise UsageError(f"{asked!r} may be {several}.", "Name its id.")
    return str(found["topic_id"].iloc[0])


def _state(reader: Reader, topic_id: str, level: Any) -> str | None:
    return topic_courses(reader, Filter(), [topic_id], level).get(topic_id)


def _dated(found: pd.DataFrame) -> list[dict[str, Any]]:
    days = {name: found[name].dt.strftime("%Y-%m-%d") for name in ("first_day", "last_day")}
    return counted(found.assign(**days), "topic_id", "first_day", "last_day", "label", "outlets")


def _months(found: pd.DataFrame) -> list[dict[str, Any]]:
    return [{"month": month, "words": words.to_list()} for month, words in found.groupby("month")["word"]]


def _beside(reader: Reader, flt: Filter, topic_id: str) -> list[dict[str, Any]]:
    found = counts.topic_neighbours(reader, flt, topic_id, ON_THE_EDGE, MOST_LISTED)
    return counted(found, "topic_id", "label", "near")


def _told(found: pd.DataFrame) -> list[dict[str, Any]]:
    return plain(found.assign(happened_at=found["happened_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")))
