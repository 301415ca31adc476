"""Stories of articles that came after the fit: they join those that go on, or begin new ones."""

from __future__ import annotations

import pandas as pd

from analytics.labels.headlines import names_of_articles
from analytics.topics.stories import WINDOW, stories_of
from data.schema import ARTICLE_TOPICS, TOPICS

SHOWN = 3


def with_stories(
    documents: pd.DataFrame, placed: pd.DataFrame, topics: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say of each article placed since the fit which story it tells.

    It is grouped with the articles that are days from it; the group's known story goes on, else two texts of one topic
    begin a new one, with one that was alone until now. A reprint goes where the text that it repeats has gone.

    Args:
        documents: of a language, see `documents.COLUMNS`.
        placed: `data.schema.ARTICLE_TOPICS` of these; story_reason "new" marks those that came since.
        topics: `data.schema.TOPICS` of the language.
    Returns:
        Both frames with the stories, none left "new"; sizes are not counted anew.
    """
    placed = _as_reprinted(documents, placed)
    new = set(placed.loc[placed["story_reason"] == "new", "article_id"])
    if not new:
        return placed, topics
    texts = _once(_around(documents, new))
    found = texts[["article_id"]].assign(group=stories_of(texts))
    found = found.merge(placed[["article_id", "topic_id", "story_id"]], on="article_id")
    told = found[found["topic_id"].notna()]
    known = told.dropna(subset=["story_id"]).groupby(["group", "topic_id"])["story_id"].agg(lambda ids: ids.mode()[0])
    moved = told.loc[told["article_id"].isin(new), "group"]
    fresh = told[told["story_id"].isna() & told["group"].isin(moved)].join(
        known.rename("known"), on=["group", "topic_id"]
    )
    fresh["size"] = fresh.groupby(["group", "topic_id"])["article_id"].transform("size")
    first = fresh.groupby(["group", "topic_id"])["article_id"].transform("first")
    begun = (fresh["topic_id"] + "-" + first).where(fresh["size"] > 1)
    story = fresh.set_index("article_id")["known"].fillna(begun.set_axis(fresh["article_id"])).dropna()
    story = _with_reprints(story, documents, placed)
    rows = _rows(documents, story[~story.isin(topics["topic_id"])], placed, topics)
    placed = placed.set_index("article_id", drop=False)
    placed.loc[story.index, "story_id"] = story
    placed.loc[story.index, "story_reason"] = None
    placed.loc[placed["story_reason"] == "new", "story_reason"] = "single"
    return (
        ARTICLE_TOPICS.check(_as_reprinted(documents, placed.reset_index(drop=True))),
        TOPICS.check(pd.concat([topics, rows], ignore_index=True) if len(rows) else topics),
    )


def _as_reprinted(documents: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Reprints of a text that was placed before stand where it stands."""
    groups = documents[["article_id", "reprint_group"]].dropna()
    both = placed.merge(groups, on="article_id", how="left")
    settled = both[both["reprint_group"].notna() & (both["story_reason"].fillna("") != "new")]
    own = ("article_id", "language", "published_at")
    columns = [column for column in ARTICLE_TOPICS.columns if column not in own]
    there = settled.drop_duplicates("reprint_group").set_index("reprint_group")[columns]
    moved = (both["story_reason"] == "new") & both["reprint_group"].isin(there.index)
    placed = placed.copy()
    placed.loc[moved.to_numpy(), columns] = there.loc[both.loc[moved, "reprint_group"]].to_numpy()
    return placed.astype(dict.fromkeys(("score", "reach", "next_score"), "float32"))


def _with_reprints(story: pd.Series, documents: pd.DataFrame, placed: pd.DataFrame) -> pd.Series:
    """Stories by article, the reprints of these articles among them, unless they are of a story already."""
    groups = documents.dropna(subset=["reprint_group"]).set_index("article_id")["reprint_group"]
    of_group = story.to_frame("story").join(groups, how="inner").drop_duplicates("reprint_group")
    told = groups.map(of_group.set_index("reprint_group")["story"]).dropna()
    alone = placed["article_id"][placed["story_reason"].isin(["single", "new"])]
    both: pd.Series = pd.concat([story, told[told.index.isin(alone) & ~told.index.isin(story.index)]])
    return both


def _around(documents: pd.DataFrame, new: set[str]) -> pd.DataFrame:
    """The new articles and all that are within the window of one of them; those without a date are near to all."""
    is_new = documents["article_id"].isin(new)
    dated = documents.loc[is_new, "published_at"].dropna().sort_values()
    if len(dated) < is_new.sum():
        return documents
    days = pd.DataFrame({"published_at": dated, "near": dated})
    others = documents[["article_id", "published_at"]].dropna().sort_values("published_at")
    matched = pd.merge_asof(others, days, on="published_at", direction="nearest", tolerance=WINDOW)
    ids = set(matched.loc[matched["near"].notna(), "article_id"])
    return documents[is_new | documents["article_id"].isin(ids) | documents["published_at"].isna()]


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
    parent = placed.set_index("article_id")["topic_id"]
    rows["parent_id"] = [parent[ids[0]] for ids in rows["shown"]]
    above = topics.set_index("topic_id").loc[rows["parent_id"], ["language", "x", "y", "model"]].reset_index(drop=True)
    nothing: pd.Series = pd.Series([[] for _ in range(len(rows))], dtype=object)
    figures = {figure: float("nan") for figure in ("stability", "cohesion", "separation", "borderline")}
    shown = pd.Series([ids[:SHOWN] for ids in rows["shown"]], dtype=object)
    frame = pd.concat([rows.drop(columns="shown"), above], axis=1).assign(
        level="story", keywords=nothing, representatives=shown, centroid=nothing, size=0, trust=None, **figures
    )
    return frame[TOPICS.columns].astype({"size": "int32", "trust": "str"})
