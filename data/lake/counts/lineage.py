"""What refits made of themes, topics and stories: where an earlier one is now, and where one came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.filter import Level
from data.lake.archive import Reader

MOST_STEPS = 50
"""A chain of merges is followed so far: one that is longer, or a circle, ends in nothing."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a theme, topic or story that the edition does not have.

    Attributes:
        event: `merged`: most of its articles went into one other, which `into` leads to; `gone`: they scattered.
        level: which of the three it was.
        at: when its id was given up (UTC).
        label: what it was called; null for a story, or where an older program did not say.
        into: what its articles are in now, most of them first; empty: in nothing that is left.
    """

    event: str
    level: Level
    at: pd.Timestamp
    label: str | None
    into: tuple[str, ...]


def topic_fates(reader: Reader, topic_ids: Sequence[str]) -> dict[str, Fate]:
    """What became of those of the ids that the edition does not have and a refit gave up."""
    unknown = [i for i in dict.fromkeys(topic_ids) if i and i not in reader.places([i])]
    return {i: fate for i in unknown if (fate := _fate(reader, i, MOST_STEPS)) is not None}


def topic_heirs(reader: Reader, topic_ids: Sequence[str]) -> dict[str, str]:
    """By an id that a refit merged away the id of what it is part of now; others are left out."""
    fates = topic_fates(reader, topic_ids)
    return {i: fate.into[0] for i, fate in fates.items() if fate.event == "merged" and fate.into}


def _fate(reader: Reader, topic_id: str, steps: int) -> Fate | None:
    """Each step follows the last thing that is told of an id."""
    told = reader.frame("topic_lineage", {"topic_ids": [topic_id]})
    told = told[(told["topic_id"] == topic_id) & told["event"].isin(["merged", "gone"])]
    if told.empty or not steps:
        return None
    last = told[told["happened_at"] == told["happened_at"].iloc[-1]]
    into: dict[str, None] = {}
    event = str(last["event"].iloc[0])
    for heir in last["into_id"].dropna():
        if reader.places([heir]):
            into[heir] = None
        elif (later := _fate(reader, heir, steps - 1)) is not None:
            into |= dict.fromkeys(later.into)
            event = later.event if event == "merged" else event
    label = last["label"].iloc[0]
    said = label if isinstance(label, str) else None
    return Fate(event, last["level"].iloc[0], last["happened_at"].iloc[0], said, tuple(into))


def topic_history(reader: Reader, topic_id: str) -> pd.DataFrame:
    """What refits made of a theme, topic or story that is there, the latest last.

    Returns:
        happened_at (UTC), event, other_id, label, shared (articles that both have), share (0..1). Events: `took` (the
        other one was merged into it), `gathered` (some of another's articles came, which is gone), `parted` (the other
        one was split off it), `from` (it was split off the other one), `new` (other_id null). `label` is what the other
        one was called then; null where that is not known, or it is a story.
    """
    told = reader.frame("topic_lineage", {"topic_ids": [topic_id]})
    own = told["topic_id"] == topic_id
    names = {"merged": "took", "gone": "gathered", "split": "from", "new": "new"}
    events = told["event"].map(names).mask(own & (told["event"] == "split"), "parted")
    told = told.assign(event=events.astype("str"), other_id=told["topic_id"].mask(own, told["into_id"]))
    told["label"] = told["label"].where(told["event"] != "parted")  # then it is the own one's
    kept = told[~own | (told["event"] == "parted")]
    return kept[["happened_at", "event", "other_id", "label", "shared", "share"]].reset_index(drop=True)


def doubtful_topics(reader: Reader) -> pd.DataFrame:
    """Themes and topics of which a refit left it open which is the one that was, those that nobody was asked of yet.

    It is open where another group took at least half as many of the articles as stayed, in the last refit of the
    language.

    Returns:
        happened_at (UTC), level, topic_id, other_id (the other group), label (what the topic was called then), stayed,
        went (shares of the articles that it had: 0..1; null where none stayed); the most doubtful first.
    """
    parted, answered = reader.topic_answers()
    found = reader.frame("doubtful_topics", {})
    places = reader.places([*found["topic_id"], *found["other_id"]])
    themselves = {i for i, place in places.items() if place.path[0] == i} - parted.keys()
    pairs = zip(found["topic_id"], found["other_id"], strict=True)
    open_ = [themselves.issuperset(pair) and pair not in answered for pair in pairs]
    return found[pd.Series(open_, found.index, dtype=bool)].reset_index(drop=True)
