"""Blocks that an outlet repeats in many of its articles, learnt from the articles themselves."""

from __future__ import annotations

import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

LEAST_BODIES = 5
"""A line that stands in fewer shows no habit: two follow-ups repeat a paragraph."""
LEAST_SHARE = 0.1
"""Of an outlet's bodies. Every such line of 648 outlets and 24 channels that was looked at was clutter (half a share
leaves out what stands under one section, or one author's texts)."""
FEWEST_BODIES, HALF = 3, 0.5
"""What half of an outlet's bodies have is a habit in fewer of them: each such line of six small outlets was looked at
and was clutter; below half there are paragraphs of background among them."""
LONGEST = 600
"""Characters of a line that is looked at; a longer one is a paragraph that was published twice."""
_SPACES = re.compile(r"\s+")

COLUMNS = ["outlet", "block", "articles", "share"]


def block_key(line: str) -> str:
    """The form in which lines are compared: case and spaces do not count."""
    return _SPACES.sub(" ", line.strip()).lower()


def blocks_of(bodies: pd.DataFrame) -> pd.DataFrame:
    """Learn the blocks of every outlet.

    Args:
        bodies: outlet (null: not stated, no habit is learnt), text; each body once, for what was imported twice, or is
            a copy, shows no habit of the outlet.
    Returns:
        outlet, block (see `block_key`), articles (how many of its bodies have it), share (of its bodies), the most
        frequent first; a line that a body has twice counts once.
    """
    stated = bodies[bodies["outlet"].notna() & (bodies["text"] != "")].drop_duplicates(["outlet", "text"])
    lines = pc.split_pattern(pa.array(stated["text"], pa.large_string()), "\n")
    line = pc.utf8_trim_whitespace(pc.list_flatten(lines))
    table = pa.table(
        {
            "outlet": pa.array(stated["outlet"], pa.string()).take(pc.list_parent_indices(lines)),
            "block": pc.replace_substring_regex(pc.utf8_lower(line), r"[\s\p{Z}]+", " "),
            "body": pc.list_parent_indices(lines),
        }
    )
    length = pc.utf8_length(table["block"])
    table = table.filter(pc.and_(pc.match_substring_regex(table["block"], r"\pL"), pc.less_equal(length, LONGEST)))
    counted = table.group_by(["outlet", "block"]).aggregate([("body", "count_distinct")]).to_pandas()
    counted = counted.rename(columns={"body_count_distinct": "articles"})
    sizes = stated["outlet"].value_counts()
    counted["share"] = counted["articles"] / sizes.reindex(counted["outlet"]).to_numpy()
    is_frequent = (counted["articles"] >= LEAST_BODIES) & (counted["share"] >= LEAST_SHARE)
    habits = counted[is_frequent | ((counted["articles"] >= FEWEST_BODIES) & (counted["share"] >= HALF))]
    order = ["share", "articles", "outlet", "block"]
    ordered: pd.DataFrame = habits.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return ordered[COLUMNS]
