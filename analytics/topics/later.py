"""Stories of articles that came after the fit: they join those that go on, or begin new ones.

A new story is placed as one, where the mean of its texts belongs, so that it holds together as those of the fit do. One
that is beyond every topic's reach is a story all the same; it stands below the theme that is nearest.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.labels.headlines import names_of_articles
from analytics.topics.assign import place, placed_frame
from analytics.topics.embed import unit
from analytics.topics.model import TopicModel
from analytics.topics.stories import stories_of
from analytics.topics.vectors import of_articles
from data.schema import ARTICLE_TOPICS, TOPICS

SHOWN = 3


def with_stories(
    documents: pd.DataFrame, placed: pd.DataFrame, topics: pd.DataFrame, vectors: pd.DataFrame, model: TopicModel
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say of each article placed since the fit which story it tells.

    It is grouped with the articles that are days from it; the group's known story goes on, else two texts begin a new
    one, with one of its topic that was alone until now. A reprint goes where the text that it repeats has gone. What is
    one of a series tells no event.

    Args:
        documents: of a language, see `documents.COLUMNS`: the new ones and those around, see `batches.around`.
        placed: `data.schema.ARTICLE_TOPICS` of these; story_reason "new" marks those that came since.
        topics: `data.schema.TOPICS` of the language.
        vectors: `data.schema.ARTICLE_VECTORS` of these articles at least.
        model: that placed them.
    Returns:
        Both frames with the stories, none left "new"; sizes are not counted anew.
    """
    placed = _as_reprinted(documents, placed)
    new = set(placed.loc[placed["story_reason"] == "new", "article_id"])
    if not new:
        return placed, topics
    texts = _once(documents)
    group = texts[["article_id"]].assign(group=stories_of(texts))
    placed = _as_one(group, placed, documents, vectors, model)
    found = group.merge(placed[["article_id", "theme_id", "topic_id", "story_id", "reason"]], on="article_id")
    found["parent"] = found["topic_id"].fillna(found["theme_id"].where(found["reason"] == "no fit"))
    told = found[found["parent"].notna()]
    known = told.dropna(subset=["story_id"]).groupby(["group", "parent"])["story_id"].agg(lambda ids: ids.mode()[0])
    moved = told.loc[told["article_id"].isin(new), "group"]
    fresh = told[told["story_id"].isna() & told["group"].isin(moved)].join(
        known.rename("known"), on=["group", "parent"]
    )
    fresh["size"] = fresh.groupby(["group", "parent"])["article_id"].transform("size")
    first = fresh.groupby(["group", "parent"])["article_id"].transform("first")
    begun = (fresh["parent"] + "-" + first).where(fresh["size"] > 1)
    story = fresh.set_index("article_id")["known"].fillna(begun.set_axis(fresh["article_id"])).dropna()
    story = _with_reprints(story, documents, placed)
    rows = _rows(documents, story[~story.isin(topics["topic_id"])], placed, topics)
    placed = placed.set_index("article_id", drop=False)
    placed.loc[story.index, "story_id"] = story
    placed.loc[story.index, "story_reason"] = None
    alone = (placed["story_reason"] == "new") & placed.index.isin(texts["article_id"])
    placed.loc[alone, "story_reason"] = placed.loc[alone, "reason"].fillna("single")
    return (
        ARTICLE_TOPICS.check(_as_reprinted(documents, placed.reset_index(drop=True))),
        TOPICS.check(pd.concat([topics, rows], ignore_index=True) if len(rows) else topics),
    )


def _as_one(
    group: pd.DataFrame, placed: pd.DataFrame, documents: pd.DataFrame, vectors: pd.DataFrame, model: TopicModel
) -> pd.DataFrame:
    """Articles that came since the fit and tell a story that is not known stand where the mean of them stands.

    Args:
        group: article_id, group: which texts tell one event.
    """
    both = group.merge(placed[["article_id", "story_id", "story_reason", "score"]], on="article_id")
    known = both.groupby("group")["story_id"].transform("count") > 0
    moving = both[~known & (both["story_reason"] == "new") & both["score"].notna()]
    moving = moving[moving["group"].duplicated(keep=False)]
    own = of_articles(moving["article_id"], vectors, model.space)
    if own is None:
        return placed
    number = pd.factorize(moving["group"])[0]
    means = np.zeros((number.max() + 1, own.shape[1]), dtype=np.float32)
    np.add.at(means, number, own)
    stands = place(unit(means), model).spread(number)
    texts = moving[["article_id"]].merge(documents, on="article_id")
    rows = placed_frame(texts, model, np.ones(len(texts), dtype=bool), stands).set_index("article_id")
    placed = placed.set_index("article_id")
    columns = ["theme_id", "topic_id", "reason", "next_topic_id", "score", "reach", "next_score"]
    placed.loc[rows.index, columns] = rows[columns]
    return placed.reset_index()[ARTICLE_TOPICS.columns]


def _as_reprinted(documents: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Reprints of a text that was placed before stand where it stands."""
    groups = documents[["article_id", "reprint_group"]].dropna()
    both = placed.merge(groups, on="article_id", how="left")
    settled = both[both["reprint_group"].notna() & (both["story_reason"].fillna("") != "new")]
    own = ("article_id", "language", "later", "unknown", "published_at")
    columns = [column for column in ARTICLE_TOPICS.columns if column not in own]
    there = settled.drop_duplicates("reprint_group").set_index("reprint_group")[columns]
    moved = (both["story_reason"] == "new") & both["reprint_group"].isin(there.index)
    if not moved.any():
        return placed
    placed = placed.copy()
    placed.loc[moved.to_numpy(), columns] = there.loc[both.loc[moved, "reprint_group"]].to_numpy()
    return placed.astype(dict.fromkeys(("score", "reach", "next_score"), "float32"))


def _with_reprints(story: pd.Series, documents: pd.DataFrame, placed: pd.DataFrame) -> pd.Series:
    """Stories by article, with the reprints of these articles that were alone until now."""
    groups = documents.dropna(subset=["reprint_group"]).set_index("article_id")["reprint_group"]
    of_group = story.to_frame("story").join(groups, how="inner").drop_duplicates("reprint_group")
    told = groups.map(of_group.set_index("reprint_group")["story"]).dropna()
    alone = placed["article_id"][placed["story_reason"] == "single"]
    both: pd.Series = pd.concat([story, told[told.index.isin(alone) & ~told.index.isin(story.index)]])
    return both


def _once(documents: pd.DataFrame) -> pd.DataFrame:
    """One document a reprint group, its first; all that are of none."""
    copies = documents["reprint_group"].notna() & documents["reprint_group"].duplicated()
    return documents[~copies].reset_index(drop=True)


def _rows(documents: pd.DataFrame, story: pd.Series, placed: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Rows of stories that begin, each called by its first headline and standing where its topic stands."""
    if story.empty:
        return topics.iloc[:0]
    told = story.rename("topic_id").rename_axis("article_id").reset_index()
    told = told.merge(documents[["article_id", "title", "text"]], on="article_id")
    told["untitled"] = told["title"].str.strip() == ""
    ordered = told.sort_values(["topic_id", "untitled", "article_id"], kind="stable")
    rows = ordered.groupby("topic_id").agg(shown=("article_id", list)).reset_index()
    rows["label"] = names_of_articles(told).loc[rows["shown"].str[0]].to_numpy()
    parent = placed.set_index("article_id")["topic_id"].fillna(placed.set_index("article_id")["theme_id"])
    rows["parent_id"] = [parent[ids[0]] for ids in rows["shown"]]
    above = topics.set_index("topic_id").loc[rows["parent_id"], ["language", "x", "y", "model"]].reset_index(drop=True)
    nothing: pd.Series = pd.Series([[] for _ in range(len(rows))], dtype=object)
    figures = {figure: float("nan") for figure in ("stability", "cohesion", "separation", "borderline")}
    shown = pd.Series([ids[:SHOWN] for ids in rows["shown"]], dtype=object)
    frame = pd.concat([rows.drop(columns="shown"), above], axis=1).assign(
        level="story", keywords=nothing, representatives=shown, centroid=nothing, size=0, trust=None, **figures
    )
    return frame[TOPICS.columns].astype({"size": "int32", "trust": "str"})
