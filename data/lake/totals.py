"""The figures of an edition that are sums over its tables; every step that changes rows takes them anew."""

from __future__ import annotations

from typing import Any

from data.lake.change import Change
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, LEVELS, MENTIONS, REPEATED_BLOCKS, TOPICS


def totals_of(change: Change) -> dict[str, Any]:
    """What the tables of a change add up to.

    Returns:
        articles (analysed), mentions, themes, topics, stories, unclassified (articles without a topic),
        unclassified_reasons ({reason: articles}), texts (distinct ones), reprints (articles whose text another has
        already), series, only_clutter (articles that are nothing else), blocks (repeated ones that are left out).
    """
    placed = change.read(ARTICLE_TOPICS, ["topic_id", "reason"])
    without = placed[placed["topic_id"].isna()]
    facts = change.read(ARTICLE_FACTS, ["reprint_group", "series", "only_clutter"])
    reprints = int(facts["reprint_group"].dropna().duplicated().sum())
    blocks = change.read(REPEATED_BLOCKS, ["left_out"])["left_out"]
    return {
        "articles": len(placed),
        "texts": len(facts) - reprints,
        "reprints": reprints,
        "series": int(facts["series"].nunique()),
        "only_clutter": int((facts["only_clutter"] == True).sum()),  # noqa: E712 - null: an older program did not ask
        "blocks": int(blocks.sum()),
        "mentions": len(change.read(MENTIONS, ["start"])),
        **_levels(change),
        "unclassified": len(without),
        "unclassified_reasons": {str(k): int(v) for k, v in without["reason"].value_counts().items()},
    }


def _levels(change: Change) -> dict[str, int]:
    """themes, topics and stories: how many; an older program found topics alone."""
    counted = change.read(TOPICS, ["level"])["level"].fillna("topic").value_counts()
    names = zip(LEVELS, ("themes", "topics", "stories"), strict=True)
    return {name: int(counted.get(level, 0)) for level, name in names}
