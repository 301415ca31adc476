"""The items of a week: what moved, in words, with the names folded into topics and what the analyst says of each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.trends.digest import LISTS, MOST, digest
from analytics.trends.periods import bounds
from analytics.trends.told import Told, told, told_back, told_new
from analytics.trends.weekly import Weekly, weekly
from dashboard.context import Context
from dashboard.texts import Texts, msgid
from data.lake import counts
from data.state import comments
from data.state.comments import Comment


@dataclass(frozen=True)
class Item:
    """A topic or name that moved.

    Attributes:
        what: `topics` or `entities`.
        id: of the theme, topic or story, or of the name.
        name, kind: what it is called, and whether it is a topic, a person …, in words.
        state: the list that it stands in, one of LISTS.
        place: in its list, from 1; None: it is folded into a topic.
        into: the id of that topic.
        said: how it changed, in words.
        says_counts: these words are the articles of both weeks.
        numbers: its row, see `movers.movers`.
        names: what the names are called that are folded into it, the most changed first.
        comments: what was said of it in this week, the newest first; more than one where topics became one.
    """

    what: str
    id: str
    name: str
    kind: str
    state: str
    place: int | None
    into: str | None
    said: str
    says_counts: bool
    numbers: Mapping[Hashable, Any]
    names: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def is_listed(self) -> bool:
        return self.place is not None and self.place <= MOST


@dataclass(frozen=True)
class Items:
    """All that moved in a week.

    Attributes:
        week: the week.
        items: by list and place, what is folded last.
        elsewhere: comments of what did not move, or is gone: what they speak of, in words, and the comment.
    """

    week: Weekly
    items: Sequence[Item]
    elsewhere: Sequence[tuple[str, Comment]] = field(default=())

    def listed(self, state: str) -> list[Item]:
        """The items of one list."""
        return [item for item in self.items if item.state == state and item.is_listed]

    def more(self, state: str, what: str) -> int:
        """How many topics, or names, of a kind of change are beyond its list."""
        beyond = (item for item in self.items if item.place is not None and not item.is_listed)
        return sum(item.state == state and item.what == what for item in beyond)

    @property
    def unlisted(self) -> list[tuple[str, Comment]]:
        """Every comment that speaks of nothing listed."""
        moved = [(item.name, each) for item in self.items if not item.is_listed for each in item.comments]
        return [*moved, *self.elsewhere]


def week_of(context: Context) -> Weekly:
    """The week asked for, else the last full one; period, topic, name and words of the filter are left aside.

    Raises:
        NothingToAnswer: there is no such week, or no full one.
    """
    asked = bounds(context.state.week)[0] if context.state.week else None
    flt = context.flt.base().without_period()
    return context.ask(weekly, flt, asked, context.level, tongues=context.tongues)


def items_of(context: Context) -> Items:
    """What moved in the week, as page, files and command show it. Raises as `week_of`."""
    week = week_of(context)
    ranked = _ranked(context, week)
    kinds = _kinds(context, ranked)
    into = ranked.dropna(subset="into").groupby("into", sort=False)["name"].agg(tuple).to_dict()
    of_item = _comments(context, week.key)
    changes = [_change(context, week, row) for row in ranked.to_dict("records")]
    made = [
        Item(
            row["what"],
            row["id"],
            row["name"] or context.texts.t("untitled"),
            kinds[row["id"]],
            row["state"],
            None if pd.isna(row["place"]) else int(row["place"]),
            row["into"] if isinstance(row["into"], str) else None,
            words(context.texts, change, row["before"]),
            change.key == "instead",
            row,
            into.get(row["id"], ()),
            tuple(of_item.pop(row["id"], ())),
        )
        for row, change in zip(ranked.to_dict("records"), changes, strict=True)
    ]
    return Items(week, made, _labelled(context, of_item))


def _ranked(context: Context, week: Weekly) -> pd.DataFrame:
    moved = week.names.loc[week.names["state"].isin(LISTS), "id"]
    placed = context.ask(
        counts.week_name_topics,
        context.flt.base().without_period(),
        week.weeks.week,
        tuple(moved),
        context.level,
        tongues=context.tongues,
    )
    pinned = [i for i in week.topics["id"] if not context.archive.topics.pinned.isdisjoint(context.parts(i))]
    return digest(week.topics, week.names, placed, pinned)


def _kinds(context: Context, ranked: pd.DataFrame) -> dict[str, str]:
    """What each is, in words."""
    names = ranked.loc[ranked["what"] == "entities", "id"]
    found = context.ask(counts.entities, tuple(names))
    of_names = {i: context.texts.t(f"kind.{kind}") for i, kind in zip(found["entity_id"], found["kind"], strict=True)}
    return dict.fromkeys(ranked["id"], context.texts.t(f"level.{context.level}").lower()) | of_names


def _change(context: Context, week: Weekly, row: Mapping[Hashable, Any]) -> Told:
    monday = week.weeks.week
    if row["state"] == "new":
        return told_new(monday, context.coverage)
    if row["state"] == "came back":
        return told_back(monday, row["last"].date(), context.coverage)
    return told(row["count"], row["before"], row["change_pp"])


def words(texts: Texts, change: Told, before: int) -> str:
    """A change in words of the interface.

    Args:
        before: articles of the week before.
    """
    which, _, how = change.key.partition(".")
    key = msgid(f"week.said.{which}.{how}") if how else msgid(f"week.said.{which}")
    if change.n is not None:
        return texts.plural(key, change.n, before=texts.number(before))
    percent = texts.percent((change.percent or 0) / 100) if change.key.endswith("percent") else ""
    return texts.t(key, percent=percent.replace(",0", "").replace(".0", ""), day=texts.day(change.day))


def with_names(texts: Texts, names: Sequence[str], most: int) -> str:
    """The names that are folded into a topic, in words; beyond so many they are counted."""
    shown = ", ".join(names[:most])
    if len(names) > most:
        return texts.t("week.with_names_more", names=shown, n=texts.number(len(names) - most))
    return texts.t(msgid("week.with_names") if len(names) > 1 else msgid("week.with_name"), names=shown)


def _comments(context: Context, week: str) -> dict[str, list[Comment]]:
    """The comments of a week by the topic or name that they speak of now."""
    found: dict[str, list[Comment]] = {}
    said = comments.of_week(context.workspace, week)
    heirs = context.ask(counts.topic_heirs, tuple(each.item for each in said)) if said else {}
    for each in said:
        topic = heirs.get(each.item) or context.archive.topics.read_as(each.item) or each.item
        found.setdefault(context.archive.names.read_as(context.head(topic)), []).append(each)
    return found


def _labelled(context: Context, left: dict[str, list[Comment]]) -> list[tuple[str, Comment]]:
    """Comments with what they speak of; of what is gone that is said."""
    ids = tuple(left)
    if not ids:
        return []
    topics, names = context.ask(counts.topics_of, ids), context.ask(counts.entities, ids)
    labels = dict(_pairs(topics, "topic_id", "label")) | dict(_pairs(names, "entity_id", "name"))
    gone = context.texts.t("week.gone")
    return [(labels.get(i) or gone, each) for i, said in left.items() for each in said]


def _pairs(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, Any]]:
    return frame[list(columns)].itertuples(index=False, name=None)
