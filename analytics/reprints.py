"""The copies of an archive: from its tables to `copies.article_copies.Copies` and back to facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.annotate import cleaned
from analytics.copies.article_copies import Copies, match, series
from analytics.copies.bodies import Read
from analytics.copies.roles import in_groups
from analytics.source import Source
from data.lake.change import Change
from data.schema import ARTICLE_FACTS, ARTICLES, BODY_PAIRS, BODY_SAMPLES, CLUTTER, GROUP_LINEAGE

COMPARED = ["article_id", "published_at", "body_hash", "heading_hash", "reprint_group"]
NAMES = {"body_hash": "body", "heading_hash": "heading", "reprint_group": "group"}


def known_copies(source: Source, again: Sequence[str]) -> Copies:
    """What the edition knows of copies.

    Args:
        source: the edition.
        again: articles that are to be read again, as if they were new.
    """
    facts = source.read(ARTICLE_FACTS, [c for c in COMPARED if c != "published_at"])
    articles = _compared(source, facts[~facts["article_id"].isin(again)])
    bodies = pd.Index(articles["body"].dropna().unique())
    samples = _samples(source.arrow(BODY_SAMPLES))
    pairs = source.read(BODY_PAIRS)
    return Copies(
        articles,
        samples[samples["body"].isin(bodies)].reset_index(drop=True),
        pairs[pairs["left"].isin(bodies) & pairs["right"].isin(bodies)].reset_index(drop=True),
        source.read(GROUP_LINEAGE),
    )


def with_new(known: Copies, source: Source, facts: pd.DataFrame, samples: pa.Table, clutter: pd.DataFrame) -> Copies:
    """What is known once new articles were compared; the frames of `known` with what was found.

    Args:
        known: see `known_copies`.
        source: the edition that has the articles.
        facts: of the new articles.
        samples: body, samples; one row or more for each of their bodies.
        clutter: of the new articles.
    """
    bodies = _samples(samples).drop_duplicates("body", ignore_index=True)
    return known.plus(match(known, Read(_compared(source, facts), bodies), _texts(source, facts, clutter)))


def facts_with_copies(facts: pd.DataFrame, copies: Copies) -> pd.DataFrame:
    """Facts of articles, all of them in `copies`, with their reprint group, role and series as they are now."""
    articles = copies.articles.assign(group=copies.groups)
    found = articles.assign(role=in_groups(articles, copies.pairs), series=series(copies)).set_index("article_id")
    found = found.reindex(facts["article_id"]).set_axis(facts.index)
    return facts.assign(reprint_group=found["group"], role=found["role"], series=found["series"])


def drop_unborne(change: Change) -> None:
    """Drop what is kept of bodies that no article has any more: articles were removed.

    An article that is left alone is in no group; a group keeps its name, though it be that of an article that is gone.
    """
    facts = change.read(ARTICLE_FACTS)
    gone = set(change.read(BODY_SAMPLES, ["body"])["body"]) - set(facts["body_hash"].dropna())
    if gone:
        change.delete(BODY_SAMPLES, "body", sorted(gone))
        for end in ("left", "right"):
            change.delete(BODY_PAIRS, end, sorted(gone))
    alone = facts["reprint_group"].notna() & ~facts["reprint_group"].duplicated(keep=False)
    left = facts.assign(reprint_group=facts["reprint_group"].mask(alone))
    articles = change.read(ARTICLES, ["article_id", "published_at"])
    compared = left.rename(columns=NAMES).merge(articles, on="article_id", how="left").set_axis(left.index)
    left["role"] = in_groups(compared, change.read(BODY_PAIRS))
    left["series"] = left["series"].where(left.groupby("series")["body_hash"].transform("nunique") > 1)
    change.overwrite(ARTICLE_FACTS, left)


def _compared(source: Source, facts: pd.DataFrame) -> pd.DataFrame:
    published = source.read(ARTICLES, ["article_id", "published_at"])
    found = facts[[c for c in COMPARED if c != "published_at"]].merge(published, on="article_id", how="left")
    return found[COMPARED].rename(columns=NAMES)


def _samples(rows: pa.Table) -> pd.DataFrame:
    """Samples as arrays, not as lists of numbers."""
    lists = rows.column("samples").combine_chunks()
    ends = np.cumsum(lists.value_lengths().to_numpy(zero_copy_only=False))
    parts = np.split(lists.flatten().to_numpy(), ends[:-1]) if len(lists) else []
    samples = np.fromiter(parts, dtype=object, count=len(lists))
    return pd.DataFrame({"body": rows.column("body").to_pandas().astype("str"), "samples": samples})


def _texts(source: Source, facts: pd.DataFrame, clutter: pd.DataFrame) -> Callable[[Sequence[str]], list[str]]:
    """Cleaned texts of articles, known or new."""
    new = pd.Index(facts["article_id"])

    def of(ids: Sequence[str]) -> list[str]:
        asked = sorted(set(ids))
        articles = source.read(ARTICLES, ["article_id", "text"], asked)
        before = source.read(CLUTTER, ids=asked)
        every = pd.concat([before[~before["article_id"].isin(new)], clutter[clutter["article_id"].isin(asked)]])
        return cleaned(articles, every).set_index("article_id")["text"].reindex(list(ids)).to_list()

    return of
