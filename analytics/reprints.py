"""Reprint groups: articles that carry the same body."""

from __future__ import annotations

import pandas as pd


def reprint_groups(facts: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Name the reprint group of each article.

    Args:
        facts: article_id, body_hash (null: too short to compare).
        articles: article_id, published_at (UTC, null: undated); every article of `facts`.
    Returns:
        One text per row of `facts`, in its order and on its index: the article_id of the group's first article (by
        time, undated last, then by id), null for an article that is alone.
    """
    dated = facts[["article_id", "body_hash"]].merge(
        articles[["article_id", "published_at"]], on="article_id", how="left"
    )
    dated.index = facts.index
    bodies = dated[dated["body_hash"].notna()]
    several = bodies[bodies.duplicated("body_hash", keep=False)]
    ordered = several.sort_values(["published_at", "article_id"], na_position="last")
    groups = ordered.groupby("body_hash")["article_id"].transform("first")
    return groups.reindex(facts.index).astype("str").where(facts.index.isin(several.index), None)
