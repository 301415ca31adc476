"""Topics of several languages about one thing, told by the names and numbers that they share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.schema import TOPIC_LINKS

RARE = 2
"""Texts of a topic that have a term, at least."""
COMMON = 0.1
"""Share of a topic's texts from which on a term counts as one of its."""
NUMBER = 0.5
"""Weight of a number beside a name: many are shared by chance."""
LEAST = 0.15
"""Cosine of two topics that are linked, at least."""
TWO = 2.0
"""So many terms they share in effect, at least: one country makes no two topics one."""
SHOWN = 5


def terms_of(mentions: pa.Table, lineage: pd.DataFrame, tokens: pa.Table) -> pd.DataFrame:
    """The terms of articles: whom they name, and the numbers in them.

    Args:
        mentions: article_id, entity_id.
        lineage: see `schema.ENTITY_LINEAGE`: entities that are one are one term.
        tokens: article_id, words.
    Returns:
        article_id, term, is_number; each pair once.
    """
    names = mentions.select(["article_id", "entity_id"]).group_by(["article_id", "entity_id"]).aggregate([]).to_pandas()
    read_as = dict(zip(lineage["entity_id"], lineage["into_id"], strict=True))
    names["term"] = [read_as.get(entity, entity) for entity in names.pop("entity_id")]
    numbers = pd.concat(
        [_numbers(batch) for batch in tokens.select(["article_id", "words"]).to_batches()] or [names[:0]]
    )
    every = pd.concat([names.assign(is_number=False), numbers.assign(is_number=True)], ignore_index=True)
    once: pd.DataFrame = every.drop_duplicates(["article_id", "term"], ignore_index=True)
    return once


def _numbers(tokens: pa.RecordBatch) -> pd.DataFrame:
    """Words of two signs or more with a digit; a batch at a time, since all words of an archive are many."""
    words = pc.list_flatten(tokens.column("words"))
    articles = tokens.column("article_id").take(pc.list_parent_indices(tokens.column("words")))
    number = pc.match_substring_regex(words, r"^\S*\d\S+$|^\S+\d$")
    return pd.DataFrame({"article_id": articles.filter(number).to_pandas(), "term": words.filter(number).to_pandas()})


def linked(articles: pd.DataFrame, terms: pd.DataFrame, topics: pd.DataFrame) -> pd.DataFrame:
    """Link topics of two languages that are each other's nearest.

    A term speaks for a topic by sqrt(p)·ln(p/q), p its share of the topic's texts and q of its language's (of all,
    where the language has no other topic), the less the more topics have it. Two are as near as their terms' cosine.
    A topic's length is the geometric mean of that of all its terms and that of those which another language has too:
    spellings that were not joined keep no topics apart for good.

    Args:
        articles: article_id, language, text (its reprint group or itself), topic_id (null: none); of one level.
        terms: article_id, term (an entity's id, or a number), is_number.
        topics: topic_id, language of that level.
    Returns:
        As `schema.TOPIC_LINKS`, a pair in both directions.
    """
    texts = articles.drop_duplicates("text")
    if texts["topic_id"].isna().all():
        return TOPIC_LINKS.empty()
    counted = _weighed(texts, terms.merge(texts, on="article_id").drop_duplicates(["text", "term"]))
    shared = counted[counted["shared"]]
    if shared.empty:
        return TOPIC_LINKS.empty()
    root = counted.groupby("topic_id")["square"].sum() * shared.groupby("topic_id")["square"].sum()
    shared = shared.assign(weight=shared["weight"] / shared["topic_id"].map(root) ** 0.25)
    pairs = shared.merge(shared, on=["term", "is_number"], suffixes=("", "_other"))
    pairs = pairs[pairs["language"] != pairs["language_other"]]
    if pairs.empty:
        return TOPIC_LINKS.empty()
    pairs = pairs.assign(part=pairs["weight"] * pairs["weight_other"]).sort_values("part", ascending=False)
    keys = ["topic_id", "topic_id_other", "language", "language_other"]
    found = pairs.groupby(keys, sort=True)["part"].agg(similarity="sum", squares=_squares).reset_index()
    names = pairs[~pairs["is_number"]].groupby(keys[:2])["term"].agg(lambda terms: list(terms[:SHOWN]))
    found["entities"] = names.reindex(pd.MultiIndex.from_frame(found[keys[:2]])).to_list()
    return _links(found, set(topics["topic_id"]))


def _weighed(texts: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """topic_id, language, term, is_number, weight, its square, and whether another language has the term."""
    of_language = terms.groupby(["language", "term"], sort=True).size().rename("texts").reset_index()
    languages = of_language.groupby("term")["language"].nunique()
    there = of_language["texts"] / of_language["language"].map(texts["language"].value_counts())
    everywhere = of_language.groupby("term")["texts"].transform("sum") / len(texts)
    several = of_language["language"].map(texts.groupby("language")["topic_id"].nunique()) > 1
    of_language = of_language.assign(q=there.where(several, everywhere))[["language", "term", "q"]]
    keys = ["topic_id", "language", "term", "is_number"]
    counted = terms.dropna(subset="topic_id").groupby(keys, sort=True).size().rename("texts").reset_index()
    sizes = texts["topic_id"].value_counts()
    counted["p"] = counted["texts"] / counted["topic_id"].map(sizes)
    counted = counted.merge(of_language, on=["language", "term"])
    having = counted[counted["p"] >= COMMON]["term"].value_counts()
    rare = np.log((len(sizes) + 1) / counted["term"].map(having).fillna(1)) / np.log(len(sizes) + 1)
    weight = np.sqrt(counted["p"]) * np.log(counted["p"] / counted["q"]) * rare
    counted["weight"] = weight * np.where(counted["is_number"], NUMBER, 1.0)
    counted = counted[(counted["weight"] > 0) & (counted["texts"] >= RARE)]
    return counted.assign(square=counted["weight"] ** 2, shared=counted["term"].map(languages) > 1)


def _squares(parts: pd.Series) -> float:
    return float((parts**2).sum())


def _links(found: pd.DataFrame, topics: set[str]) -> pd.DataFrame:
    """Those that are each other's nearest in their languages and share enough."""
    nearest = found.groupby(["topic_id", "language_other"])["similarity"].transform("max")
    nearest_back = found.groupby(["topic_id_other", "language"])["similarity"].transform("max")
    best = (found["similarity"] == nearest) & (found["similarity"] == nearest_back)
    enough = (found["similarity"] >= LEAST) & (found["similarity"] ** 2 / found["squares"] >= TWO)
    kept = found[best & enough & found["topic_id"].isin(topics) & found["topic_id_other"].isin(topics)]
    kept = kept.rename(columns={"topic_id_other": "other_id"}).astype({"similarity": "float32"})
    kept["entities"] = pd.Series(
        [each if isinstance(each, list) else [] for each in kept["entities"]], kept.index, object
    )
    return TOPIC_LINKS.check(kept[TOPIC_LINKS.columns].reset_index(drop=True))
