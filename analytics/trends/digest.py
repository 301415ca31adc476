"""A week in four short lists, topics and names together: what rose, fell, is new, came back. Frames in, frames out."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

LISTS = ("rose", "fell", "new", "came back")
MOST = 5
"""Items of a list; the rest is counted."""
FOLDED_FROM = 0.6
"""A name with such a share of its articles in one listed topic is told with the topic."""
RISING = frozenset({"rose", "new", "came back"})


def digest(topics: pd.DataFrame, names: pd.DataFrame, placed: pd.DataFrame, pinned: Collection[str]) -> pd.DataFrame:
    """Topics and names in one ranking for each kind of change, names within topics folded into these.

    Args:
        topics, names: see `movers.movers`; what is steady is left out.
        placed: see `counts.week_name_topics`.
        pinned: ids of topics that stand first.
    Returns:
        The columns of movers, and: what (topics, entities), place (from 1 within its state; those up to MOST are
        listed; null: folded), into (the id of the topic that a name is folded into; null: none). By state in the order
        of LISTS, then by place; what is folded comes last.
    """
    both = pd.concat([topics.assign(what="topics"), names.assign(what="entities")], ignore_index=True)
    both = both[both["state"].isin(LISTS)]
    first = both["id"].isin(list(pinned)).to_numpy()
    order = np.lexsort((both["id"].to_numpy(dtype=object), -both["count"], -both["change_pp"].abs(), ~first))
    ranked = fold(both.take(order).reset_index(drop=True), placed)
    ranked["state"] = pd.Categorical(ranked["state"], LISTS, ordered=True)
    ranked = ranked.sort_values(["state", "place"], kind="stable").reset_index(drop=True)
    return ranked.astype({"state": "str"}).sort_values("into", key=pd.Series.notna, kind="stable", ignore_index=True)


def fold(ranked: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Fold names into the listed topics that most of their articles are of, and number what is left.

    A topic that a folded name makes room for is listed too and may take further names. A name joins a topic that moved
    the same way only: one that rose within a topic that fell is a change of its own. Where it rose its articles of the
    week count, where it fell those of the week before.

    Args:
        ranked: id, what, state, count, before; each state in its order.
        placed: id (of a name), topic_id, now, before.
    Returns:
        The same with place and into, see `digest`.
    """
    homes = _homes(ranked, placed)
    into = pd.Series(None, index=ranked.index, dtype="str")
    while True:
        place = _places(ranked["state"], into)
        listed = set(ranked.loc[(place <= MOST) & (ranked["what"] == "topics"), "id"])
        joined = homes.where(homes.isin(list(listed)))
        if joined.equals(into):
            return ranked.assign(place=place, into=into)
        into = joined


def _places(state: pd.Series, into: pd.Series) -> pd.Series:
    """The place of each within its state, not counting those that are folded: Int64, null for these."""
    alone = into.isna()
    return alone.groupby(state).cumsum().astype("Int64").where(alone)


def _homes(ranked: pd.DataFrame, placed: pd.DataFrame) -> pd.Series:
    """Of each name the topic, moving the same way, that holds FOLDED_FROM of its articles; null: none does."""
    rising = ranked["state"].isin(RISING)
    is_name = ranked["what"] == "entities"
    moved = dict(zip(ranked.loc[~is_name, "id"], rising[~is_name], strict=True))
    found = ranked.loc[is_name, ["id", "count", "before"]].assign(rising=rising[is_name])
    found = found.merge(placed.rename(columns={"before": "placed_before"}), on="id")
    part = np.where(found["rising"], found["now"], found["placed_before"])
    whole = np.where(found["rising"], found["count"], found["before"])
    same_way = found["topic_id"].map(moved).to_numpy(dtype=object) == found["rising"].to_numpy(dtype=object)
    within = found[(part >= FOLDED_FROM * whole) & (whole > 0) & same_way]
    homes = ranked["id"].where(is_name).map(dict(zip(within["id"], within["topic_id"], strict=True)))
    return homes.astype("str")
