"""Articles leave the archive: their rows go from every table, and what is left speaks of the others alone."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.lake.change import Change
from data.lake.totals import totals_of
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    ATTRIBUTIONS,
    CLUTTER,
    ENTITIES,
    ENTITY_LINEAGE,
    GUIDED_TOPICS,
    MENTIONS,
    TOKENS,
    TOPIC_LINKS,
    TOPIC_WORDS,
    TOPICS,
)

BY_ARTICLE = (ARTICLE_FACTS, CLUTTER, ATTRIBUTIONS, TOKENS, MENTIONS, ARTICLE_TOPICS, ARTICLE_VECTORS, GUIDED_TOPICS)


def remove(change: Change, ids: Sequence[str]) -> None:
    """Remove articles and everything derived from them; entities, topics and totals are corrected.

    Args:
        change: what is being done.
        ids: `article_id` of each; those that some table does not have do no harm.
    """
    change.delete(ARTICLES, "article_id", ids)
    if not change.before.is_analysed:
        return
    for table in BY_ARTICLE:
        change.delete(table, "article_id", ids)
    correct_entities(change)
    correct_topics(change)
    change.pending["totals"] = {**change.before.totals, **totals_of(change)}


def orphans(change: Change) -> list[str]:
    """Articles of which something is derived and that are not in the archive; a lost file leaves such."""
    stored = change.read(ARTICLES, ["article_id"])["article_id"]
    derived = pd.concat([change.read(table, ["article_id"])["article_id"] for table in BY_ARTICLE])
    return sorted(set(derived[~derived.isin(stored)]))


def correct_entities(change: Change) -> None:
    """Drop entities that nothing mentions any more, and forms and dates that only removed articles had.

    What was read as an entity that is gone stands by itself until the next analysis.
    """
    entities = change.read(ENTITIES)
    mentions = change.read(MENTIONS, ["entity_id", "surface", "published_at"])
    if mentions.empty:
        change.overwrite(ENTITIES, ENTITIES.empty())
        if change.versions[ENTITY_LINEAGE.name] is not None:
            change.overwrite(ENTITY_LINEAGE, ENTITY_LINEAGE.empty())
        return
    left = entities[entities["entity_id"].isin(mentions["entity_id"])].copy()
    surfaces = mentions.groupby("entity_id")["surface"].agg(set)
    written = zip(left["entity_id"], left["forms"], strict=True)
    left["forms"] = pd.Series(
        [[f for f in fs if f in surfaces[i]] for i, fs in written], index=left.index, dtype=object
    )
    first = mentions.groupby("entity_id")["published_at"].min()
    left["first_seen"] = pd.to_datetime(left["entity_id"].map(first), utc=True).dt.as_unit("us")
    change.overwrite(ENTITIES, left)
    lineage = change.read(ENTITY_LINEAGE)
    there = lineage["entity_id"].isin(left["entity_id"]) & lineage["into_id"].isin(left["entity_id"])
    if not there.all():
        change.overwrite(ENTITY_LINEAGE, lineage[there])


def correct_topics(change: Change) -> None:
    """Drop themes, topics and stories without an article; correct the sizes and representatives of the others.

    A story is called by the headline of its first representative, and by that of the next where this one is gone.
    """
    topics = change.read(TOPICS)
    placed = change.read(ARTICLE_TOPICS, ["article_id", "theme_id", "topic_id", "story_id"])
    counted = pd.concat([placed[level] for level in ("theme_id", "topic_id", "story_id")]).value_counts()
    guided = change.read(GUIDED_TOPICS, ["topic_id", "belongs"])
    members = guided.loc[guided["belongs"], "topic_id"].value_counts()
    own = topics["topic_id"].map(members).fillna(topics["parent_id"].map(members))  # a guided theme has one topic
    sizes = topics["topic_id"].map(counted).fillna(own).fillna(0).astype("int32")
    left = topics.assign(size=sizes)[sizes > 0].copy()
    there = set(placed["article_id"])
    shown = pd.Series([[i for i in ids if i in there] for ids in left["representatives"]], left.index, dtype=object)
    lost = (left["level"] == "story") & (left["representatives"].str[0] != shown.str[0])
    if lost.any():
        titles = change.read(ARTICLES, ["article_id", "title"]).set_index("article_id")["title"]
        leads = change.read(ARTICLE_FACTS, ["article_id", "lead"]).set_index("article_id")["lead"]
        headlines = leads.reindex(titles.index).fillna(titles)
        left.loc[lost, "label"] = [headlines.get(ids[0], "") if ids else "" for ids in shown[lost]]
    left["representatives"] = shown
    change.overwrite(TOPICS, left)
    links = change.read(TOPIC_LINKS)
    kept = links["topic_id"].isin(left["topic_id"]) & links["other_id"].isin(left["topic_id"])
    if not kept.all():
        change.overwrite(TOPIC_LINKS, links[kept])
    words = change.read(TOPIC_WORDS)
    kept = words["topic_id"].isin(left["topic_id"])
    if not kept.all():
        change.overwrite(TOPIC_WORDS, words[kept])
