"""What became of themes, topics and stories in a refit: kept, left, split, merged, new, gone.

Ids are given by `identity`; here they are only compared, by the articles that each had and has.
"""

from __future__ import annotations

import pandas as pd

from analytics.topics.identity import LEVEL_IDS, MOST

COLUMNS = ["level", "event", "topic_id", "into_id", "shared", "share"]
SHORT_LIVED = {"story": ("kept", "left", "new")}
"""What is not told of a level: stories begin and go on by the hundred."""

MOST_HEIRS = 3


def lineage_of(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Compare two fits of one language.

    Args:
        before, now: `data.schema.ARTICLE_TOPICS`.
    Returns:
        COLUMNS, as in `data.schema.TOPIC_LINEAGE`: a row for each group of before (kept, merged into another one), of
        what is kept another (left) for the group that has most of what it lost, unless that was split off it, of what
        is gone one for each of the at most MOST_HEIRS groups that have most of its articles (none: into_id null), and a
        row for each that is there now alone (split off another one, new: topic_id null). Merged is what has most of its
        articles in one other group, split off what has most of its articles from one other; a group most of whose
        articles were forgotten is gone. `shared` is the number of articles that both have, `share` what that is of all
        articles of the earlier group, of new ones of all their own.
    """
    rows = pd.concat([_of_level(before, now, column) for column in LEVEL_IDS], ignore_index=True)
    rows = rows if len(before) else rows.iloc[:0]
    shared = rows["shared"].fillna(0).astype("int32")
    text = {column: rows[column].astype("str") for column in COLUMNS[:4]}
    return rows.assign(**text, shared=shared, share=rows["share"].astype("float32"))


def _of_level(before: pd.DataFrame, now: pd.DataFrame, column: str) -> pd.DataFrame:
    level = column.removesuffix("_id")
    both = before[["article_id", column]].merge(now[["article_id", column]], on="article_id", suffixes=("", "_now"))
    both = both.rename(columns={column: "topic_id", f"{column}_now": "into_id"})
    flows = both.groupby(["topic_id", "into_id"]).size().rename("shared").reset_index().astype({"shared": "int64"})
    had, has = before[column].value_counts(), now[column].value_counts()
    earlier, later = _earlier(flows, before[column], had, has), _later(flows, before[column], has)
    told = pd.concat([earlier, _left(flows, earlier, later, had), later])
    told = told[~told["event"].isin(SHORT_LIVED.get(level, ()))]
    return told.assign(level=level)[COLUMNS]


def _earlier(flows: pd.DataFrame, before: pd.Series, had: pd.Series, has: pd.Series) -> pd.DataFrame:
    """What became of each group of before."""
    rows = pd.DataFrame({"topic_id": sorted(before.dropna().unique())}, dtype="str")
    own = flows[flows["topic_id"] == flows["into_id"]]
    most = flows.sort_values(["shared", "into_id"], ascending=[False, True]).drop_duplicates("topic_id")
    stays = rows["topic_id"].isin(has.index)
    best = pd.concat([own, most[~most["topic_id"].isin(has.index)]])
    rows = rows.merge(best, on="topic_id", how="left")
    rows["share"] = rows["shared"].fillna(0) / had.reindex(rows["topic_id"], fill_value=0).clip(lower=1).to_numpy()
    merged = ~stays & (rows["share"] > MOST)
    rows["event"] = pd.Series("gone", index=rows.index).mask(stays, "kept").mask(merged, "merged")
    rows.loc[stays, "into_id"] = rows["topic_id"]
    gone = rows["event"] == "gone"
    return pd.concat([rows[~gone], _scattered(rows.loc[gone, "topic_id"], flows, had)], ignore_index=True)


def _left(flows: pd.DataFrame, earlier: pd.DataFrame, later: pd.DataFrame, had: pd.Series) -> pd.DataFrame:
    """Which other group has most of the articles that a group lost that is kept; what was split off is told already."""
    kept = earlier.loc[earlier["event"] == "kept", "topic_id"]
    went = flows[flows["topic_id"].isin(kept) & (flows["topic_id"] != flows["into_id"])]
    most = went.sort_values(["shared", "into_id"], ascending=[False, True]).drop_duplicates("topic_id")
    split = later.loc[later["event"] == "split", ["topic_id", "into_id"]]
    told = pd.MultiIndex.from_frame(most[["topic_id", "into_id"]]).isin(pd.MultiIndex.from_frame(split))
    rows = most[~told].assign(event="left")
    return rows.assign(share=rows["shared"] / had.reindex(rows["topic_id"]).to_numpy())


def _scattered(gone: pd.Series, flows: pd.DataFrame, had: pd.Series) -> pd.DataFrame:
    """Where the articles of each group are that is gone, most of them first."""
    most = flows.sort_values(["shared", "into_id"], ascending=[False, True])
    heirs = most[most["topic_id"].isin(gone)].groupby("topic_id", sort=False).head(MOST_HEIRS)
    rows = gone.to_frame().merge(heirs, on="topic_id", how="left").assign(event="gone")
    rows["share"] = rows["shared"].fillna(0) / had.reindex(rows["topic_id"], fill_value=0).clip(lower=1).to_numpy()
    return rows


def _later(flows: pd.DataFrame, before: pd.Series, has: pd.Series) -> pd.DataFrame:
    """Where each group came from that was not there before."""
    rows = pd.DataFrame({"into_id": sorted(set(has.index) - set(before.dropna()))}, dtype="str")
    most = flows.sort_values(["shared", "topic_id"], ascending=[False, True]).drop_duplicates("into_id")
    rows = rows.merge(most, on="into_id", how="left")
    rows["share"] = rows["shared"].fillna(0) / has.reindex(rows["into_id"]).to_numpy()
    split = rows["share"] > MOST
    rows["event"] = pd.Series("new", index=rows.index).mask(split, "split")
    rows.loc[~split, "topic_id"] = None
    return rows
