"""What the outlets of an archive repeat under their articles: learnt from these, and undone by the user.

An outlet's habits are learnt at five articles and each time their number has doubled, from its newest ones. An outlet
whose left-out blocks are others than before needs its articles annotated again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.clutter.learnt import FEWEST_BODIES, block_key, blocks_of
from analytics.source import Source
from data.errors import NothingToAnswer
from data.lake.change import Change
from data.schema import ARTICLES, REPEATED_BLOCKS
from data.settings import Workspace
from data.state import blocks as choices
from data.state.editions import latest

STATES = {True: "counted", False: "left out"}
NEWEST = 500  # articles of an outlet that its habits are learnt from


@dataclass(frozen=True)
class Habits:
    """Blocks of every outlet.

    Attributes:
        blocks: as in `schema.REPEATED_BLOCKS`; left_out: the user did not ask to count it.
        changed: outlets whose left-out blocks are others than those that the edition was analysed with.
    """

    blocks: pd.DataFrame
    changed: frozenset[str]

    @property
    def left_out(self) -> pd.DataFrame:
        """The blocks that are clutter: outlet, block."""
        return self.blocks.loc[self.blocks["left_out"], ["outlet", "block"]]


def habits_of(source: Source, analysed: pd.Series, *, anew: bool) -> Habits:
    """Learn what is due and apply what the user chose.

    Args:
        source: the edition.
        analysed: the articles from which habits were learnt so far.
        anew: nothing that is known counts.
    """
    known = REPEATED_BLOCKS.empty() if anew else source.read(REPEATED_BLOCKS)
    due = _due(source, analysed)
    found = blocks_of(_newest(source, due)) if len(due) else known.iloc[:0].drop(columns="left_out")
    every = pd.concat([known[~known["outlet"].isin(due)].drop(columns="left_out"), found], ignore_index=True)
    every = every.astype({"articles": "int32", "share": "float32"})
    every["left_out"] = ~_pairs(every).isin(_pairs(choices.counted(source.workspace)))
    return Habits(every, _differing(known, every))


def listed(workspace: Workspace, outlet: str | None = None) -> pd.DataFrame:
    """The blocks of the last edition, those that most of an outlet's articles have first.

    Args:
        workspace: the archive.
        outlet: of this one alone.
    Returns:
        As in `schema.REPEATED_BLOCKS`, and counted: the user wants it counted, from the next analysis on where it is
        left out now. Empty where nothing was analysed or learnt.
    """
    edition = latest(workspace)
    blocks = Source(workspace, edition).read(REPEATED_BLOCKS) if edition else REPEATED_BLOCKS.empty()
    blocks["counted"] = _pairs(blocks).isin(_pairs(choices.counted(workspace)))
    blocks = blocks[blocks["outlet"] == outlet] if outlet is not None else blocks
    order = ["share", "articles", "outlet", "block"]
    ordered: pd.DataFrame = blocks.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return ordered


def choose(workspace: Workspace, outlet: str, block: str, *, counted: bool) -> dict[str, Any]:
    """Count a block as text, or leave it out again, from the next analysis on.

    Args:
        block: its beginning, in any case.
        counted: what is wanted.
    Returns:
        outlet, block, state.
    Raises:
        NothingToAnswer: no block, or more than one, of the outlet begins so.
    """
    begun = [known for known in listed(workspace, outlet)["block"] if known.startswith(block_key(block))]
    if len(begun) != 1:
        hint = "See `svodka blocks`." if not begun else "Name more of it."
        raise NothingToAnswer(f"{len(begun)} blocks of {outlet!r} begin with {block!r}.", hint)
    (choices.count if counted else choices.leave_out)(workspace, outlet, begun[0])
    return {"outlet": outlet, "block": begun[0], "state": STATES[counted]}


def drop_unborne(change: Change, outlets: pd.Index) -> None:
    """Drop the blocks of these outlets that no article of theirs has any more: articles were removed."""
    blocks = change.read(REPEATED_BLOCKS)
    if not blocks["outlet"].isin(outlets).any():
        return
    articles = change.read(ARTICLES, ["outlet", "text"])
    articles = articles[articles["outlet"].isin(outlets)]
    articles["block"] = [sorted({block_key(line) for line in text.split("\n")}) for text in articles["text"]]
    borne = _pairs(blocks).isin(_pairs(articles.explode("block")))
    left = blocks[borne | ~blocks["outlet"].isin(outlets)]
    if len(left) < len(blocks):
        change.overwrite(REPEATED_BLOCKS, left)


def _due(source: Source, analysed: pd.Series) -> pd.Index:
    articles = source.read(ARTICLES, ["article_id", "outlet"])
    if len(articles) == len(analysed):  # nothing is new
        return pd.Index([])
    now = articles["outlet"].value_counts()
    known = articles["article_id"].isin(analysed)
    before = articles.loc[known, "outlet"].value_counts().reindex(now.index, fill_value=0)
    return now.index[_doublings(now) > _doublings(before)]


def _doublings(counts: pd.Series) -> pd.Series:
    """How often a number of articles has doubled since there were enough to learn from; -1: they never were."""
    doublings: pd.Series = np.floor(np.log2((counts / FEWEST_BODIES).clip(lower=0.5)))
    return doublings


def _newest(source: Source, outlets: pd.Index) -> pd.DataFrame:
    """The newest articles of these outlets: outlet, text."""
    articles = source.read(ARTICLES, ["article_id", "outlet", "published_at"])
    ordered = articles[articles["outlet"].isin(outlets)].sort_values(["published_at", "article_id"], ascending=False)
    ids = ordered.groupby("outlet").head(NEWEST)["article_id"]
    return source.read(ARTICLES, ["article_id", "outlet", "text"], ids.to_list())


def _differing(before: pd.DataFrame, now: pd.DataFrame) -> frozenset[str]:
    """Outlets with a block that is left out in one of the two alone."""
    either = pd.concat([before.loc[before["left_out"].astype(bool)], now.loc[now["left_out"].astype(bool)]])
    return frozenset(either.drop_duplicates(["outlet", "block"], keep=False)["outlet"])


def _pairs(blocks: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(blocks[["outlet", "block"]])
