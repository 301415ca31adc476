"""The figures of an edition that are sums over its tables; every step that changes rows takes them anew."""

from __future__ import annotations

from typing import Any

from data.lake.change import Change
from data.schema import ARTICLE_TOPICS, MENTIONS, TOPICS


def totals_of(change: Change) -> dict[str, Any]:
    """What the tables of a change add up to.

    Returns:
        articles (analysed), mentions, topics, unclassified (articles without a topic), unclassified_reasons
        ({reason: articles}).
    """
    placed = change.read(ARTICLE_TOPICS, ["topic_id", "reason"])
    without = placed[placed["topic_id"].isna()]
    return {
        "articles": len(placed),
        "mentions": len(change.read(MENTIONS, ["start"])),
        "topics": len(change.read(TOPICS, ["topic_id"])),
        "unclassified": len(without),
        "unclassified_reasons": {str(k): int(v) for k, v in without["reason"].value_counts().items()},
    }
