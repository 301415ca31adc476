"""Groups of articles that carry one text: their names, and which names became one."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analytics.copies.linkage import link
from analytics.copies.overlap import LEAST_JACCARD
from analytics.copies.ragged import Flags, Integers
from analytics.copies.roles import NEAR

LINEAGE = ["group", "into"]


def clusters(bodies: pd.Series, pairs: pd.DataFrame, crowded: Flags) -> pd.Series:
    """Cluster bodies by average linkage of their confirmed pairs.

    Args:
        bodies: on an index of names in rising order: the group in which a body must stay (null: it is linked anew).
        pairs: as `confirm.confirm` gives them, without series; those with other bodies are left out. A pair weighs
            its Jaccard, or its containment where that makes it one text; one that is not there weighs nothing.
        crowded: see `candidates.Index.crowded`, one a body.
    Returns:
        The name of the lowest body of its cluster, on the same index.
    """
    names = bodies.index
    left, right = _places(names, pairs)
    within = (left >= 0) & (right >= 0)
    left, right, pairs = left[within], right[within], pairs[within]
    by_jaccard = (pairs["jaccard"] >= LEAST_JACCARD) | (pairs["role"] == NEAR)
    free = bodies.isna().to_numpy()
    lowest = link(
        len(bodies),
        left,
        right,
        pairs["jaccard"].where(by_jaccard, pairs["containment"]).to_numpy(),
        together=np.where(free, np.arange(len(bodies)), pd.factorize(bodies)[0] + len(bodies)),
        crowded=crowded,
    )
    return pd.Series(names[lowest], index=names, dtype="str")


def _places(bodies: pd.Index, pairs: pd.DataFrame) -> tuple[Integers, Integers]:
    return (
        bodies.get_indexer(pd.Index(pairs["left"])).astype(np.int64),
        bodies.get_indexer(pd.Index(pairs["right"])).astype(np.int64),
    )


def connected(count: int, left: Integers, right: Integers) -> Integers:
    """A number for each of so many bodies, the same for those that pairs connect, over others if need be."""
    graph = coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def name(members: pd.DataFrame, used: pd.Index) -> tuple[pd.Series, pd.DataFrame]:
    """Give each cluster of articles its group.

    A group stays with the article that it is named after (if that was removed: with its first one that is left). A
    cluster with several such articles is all of them: the group whose article came first.

    Args:
        members: article_id, published_at (UTC, null: not known, comes last), group (of articles known before; null:
            new or alone), cluster.
        used: all names there ever were.
    Returns:
        The group of each row: a known one, else the article_id of the cluster's first article, by time, then id; null
        for an article alone. And LINEAGE: the known groups that became part of another.
    """
    ordered = members.sort_values(["published_at", "article_id"], na_position="last")
    ordered["named after another"] = ordered["article_id"] != ordered["group"]
    bearers = ordered[ordered["group"].notna()].sort_values("named after another", kind="stable")
    bearers = bearers.drop_duplicates("group").sort_values(["published_at", "article_id"], na_position="last")
    known = bearers.drop_duplicates("cluster").set_index("cluster")["group"]
    several = ordered[ordered["cluster"].duplicated(keep=False)]
    first = several[~several["article_id"].isin(used)].drop_duplicates("cluster").set_index("cluster")["article_id"]
    groups = _mapped(members["cluster"], known).fillna(_mapped(members["cluster"], first))
    merged = bearers.assign(into=_mapped(bearers["cluster"], known))
    lineage = merged.loc[(merged["group"] != merged["into"]).to_numpy(dtype=bool), LINEAGE]
    return groups, lineage.reset_index(drop=True)


def resolved(groups: pd.Series, lineage: pd.DataFrame) -> pd.Series:
    """The groups of today for names given at any time.

    Args:
        groups: names of groups (null stays null).
        lineage: LINEAGE, every merge there was.
    """
    into = lineage.set_index("group")["into"]
    now = groups
    for _ in range(len(lineage)):  # at most so many steps lead from the first name to the last
        further = now.isin(into.index)
        if not further.any():
            break
        now = now.mask(further, _mapped(now, into))
    return now


def _mapped(keys: pd.Series, values: pd.Series) -> pd.Series:
    """As `map`, but text also where there is no value at all."""
    return keys.map(values).astype("str")
