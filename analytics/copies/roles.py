"""What a pair of bodies that are one text are to each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.copies.ragged import Ragged

COPY, EXTRACT, PART = "copy", "extract", "part"
SERIES = "series"  # of one template, another story
FIRST, LONGER = "first", "longer"  # in a group: what the others are told by, and what contains it
NEAR = "near"  # not one text; counts where a cluster's other pairs are
ONE_TEXT = (COPY, EXTRACT, PART)
HALF = 0.5  # of the longer body's shingles: a shorter one is no copy of the whole
LEAD = 0.1  # of the longer body: what begins within it begins with it
PASSAGE = 1.5  # times the shorter body's shingles: what lies within is one passage


def roles(shingles: Ragged, sets: Ragged, pairs: pd.DataFrame) -> pd.Series:
    """What `left` is to `right`, the longer of the two.

    Args:
        shingles: each body's, in order.
        sets: the same as sets.
        pairs: left, right (rows of `shingles`); left has no more shingles than right.
    Returns:
        *copy*: both say much the same. *part*: left stands in one passage further on in right, a longer text.
        *extract*: left is the beginning of right, or taken from several places of it.
    """
    role = np.where(sets.counts[pairs["left"]] >= HALF * sets.counts[pairs["right"]], COPY, EXTRACT).astype(object)
    for place in np.flatnonzero(role == EXTRACT):
        left, right = pairs["left"].iloc[place], pairs["right"].iloc[place]
        longer = shingles.flat[shingles.starts[right] : shingles.starts[right + 1]]
        shorter = sets.flat[sets.starts[left] : sets.starts[left + 1]]
        shared = np.flatnonzero(np.isin(longer, shorter))
        # A formula repeated elsewhere must not stretch the passage: a twentieth at either end does not count.
        first, last = shared[len(shared) // 20], shared[-1 - len(shared) // 20]
        if first > LEAD * len(longer) and last - first < PASSAGE * len(shorter):
            role[place] = PART
    return pd.Series(role, index=pairs.index, dtype="str")


def in_groups(articles: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """What each article of a group is to the group's first.

    Args:
        articles: article_id, published_at (UTC, null: not known, comes last), body (null: none), group (null: alone).
        pairs: of bodies as `confirm.confirm` gives them.
    Returns:
        *first*; *copy*, also where a text resembles the first by way of others alone; *extract* and *part* as `roles`
        says; *longer*: it contains the first. Null for an article that is alone.
    """
    grouped = articles[articles["group"].notna()].sort_values(["published_at", "article_id"], na_position="last")
    firsts = grouped.drop_duplicates("group").set_index("group").reindex(grouped["group"])
    body, first_body = grouped["body"].fillna(""), firsts["body"].fillna("")
    of_pair = pairs[pairs["role"].isin(ONE_TEXT)].set_index(["left", "right"])["role"]
    within = of_pair.reindex(pd.MultiIndex.from_arrays([body, first_body])).to_numpy()
    around = of_pair.reindex(pd.MultiIndex.from_arrays([first_body, body])).to_numpy()
    role = pd.Series(within, index=grouped.index, dtype="str").fillna(COPY)
    role = role.mask(np.isin(around, (EXTRACT, PART)), LONGER).mask(~grouped["group"].duplicated(), FIRST)
    return role.reindex(articles.index).astype("str")
