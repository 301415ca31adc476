"""Articles in; what they are copies of out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.copies.bodies import SAMPLES, read
from analytics.copies.candidates import Index
from analytics.copies.confirm import PAIRS, confirm
from analytics.copies.groups import LINEAGE, clusters, connected, name, resolved
from analytics.copies.headings import runs
from analytics.copies.ragged import Flags, Ragged
from analytics.copies.roles import SERIES

CODE = 1  # raise it whenever the same text would have other hashes
RELINKED = 1000  # connected bodies; of more, groups only grow, as linking them anew for every article would be long
ARTICLES = ["article_id", "published_at", "body", "heading", "group"]

Texts = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True)
class Copies:
    """What is known of an archive's copies; every frame is to be stored.

    Attributes:
        articles: ARTICLES. article_id (key); published_at, body, heading as in `bodies.Read`; group: as it was named
            (`groups` has today's; null: alone).
        samples: SAMPLES. body (key), samples (rising int64).
        pairs: PAIRS as in `confirm.confirm`; left and right are the key.
        lineage: LINEAGE. group (key), into: groups that became part of another.
    """

    articles: pd.DataFrame
    samples: pd.DataFrame
    pairs: pd.DataFrame
    lineage: pd.DataFrame

    @classmethod
    def none(cls) -> Copies:
        """Of an archive without articles."""
        numbers = {"jaccard": "float32", "containment": "float32"}
        types = {"published_at": "datetime64[us, UTC]", "samples": "object"} | numbers
        frames = (
            pd.DataFrame({column: pd.Series(dtype=types.get(column, "str")) for column in columns})
            for columns in (ARTICLES, SAMPLES, PAIRS, LINEAGE)
        )
        return cls(*frames)

    def plus(self, found: Copies) -> Copies:
        """With what `find` found; an article that is there already takes its new row."""
        stays = ~self.articles["article_id"].isin(found.articles["article_id"])
        return Copies(
            pd.concat([self.articles[stays], found.articles], ignore_index=True),
            pd.concat([self.samples, found.samples], ignore_index=True),
            pd.concat([self.pairs, found.pairs], ignore_index=True),
            pd.concat([self.lineage, found.lineage], ignore_index=True),
        )

    @cached_property
    def groups(self) -> pd.Series:
        """Today's group of each row of `articles`; null: alone."""
        return resolved(self.articles["group"], self.lineage)

    @cached_property
    def bodies(self) -> pd.Index:
        """The names of the bodies in rising order; the index of samples numbers them so."""
        names: pd.Index = pd.Index(np.sort(np.asarray(self.samples["body"], dtype=object)), dtype="str")
        return names

    @cached_property
    def index(self) -> Index:
        """The samples of `bodies`, to look others up in; made once, so keep the object from batch to batch."""
        ordered = self.samples.sort_values("body")["samples"]
        return Index.of(Ragged.of(ordered))


def find(known: Copies, articles: pd.DataFrame, texts: Texts) -> Copies:
    """Find what new articles are copies of, among themselves and among known ones.

    The cost is that of the new articles and of the known ones that may be their copies, and a pass over the known
    frames; of known articles those texts alone are asked for that share samples with a new one.

    Args:
        known: what was found before.
        articles: the new ones: article_id, published_at (UTC, null: not known), title, text (cleaned; null: none).
        texts: gives the texts of known articles by their article_id, in the order asked, cleaned in the same way.
    Returns:
        What is to be added to `known`: the new articles, and the known ones whose group is another now.
    """
    given = read(articles)
    fresh = given.samples[~given.samples["body"].isin(known.bodies)].sort_values("body", ignore_index=True)
    new = Copies(given.articles.assign(group=None).astype({"group": "str"}), fresh, known.pairs[:0], known.lineage[:0])
    every = pd.concat([known.articles.assign(group=known.groups), new.articles], ignore_index=True)
    published = every.groupby("body")["published_at"].min()
    pairs = confirm(_candidates(known, new), _texts_of_bodies(known, articles, given.articles, texts), published)
    members = pd.concat([_body_members(known, new, every, pairs), _heading_members(known, new)], ignore_index=True)
    used = pd.Index([*known.articles["group"].dropna(), *known.lineage["group"]])
    members["group"], lineage = name(members, used)
    return Copies(_changed(every, new, members), fresh, pairs, lineage)


def _candidates(known: Copies, new: Copies) -> pd.DataFrame:
    among, beside = new.index.among(), known.index.beside(new.index.samples)
    return pd.DataFrame(
        {
            "left": [*new.bodies[among.left], *new.bodies[beside.left]],
            "right": [*new.bodies[among.right], *known.bodies[beside.right]],
        },
        dtype="str",
    )


def _texts_of_bodies(known: Copies, articles: pd.DataFrame, read_: pd.DataFrame, texts: Texts) -> Texts:
    """The text of a body is that of any article that bears it."""
    here = dict(zip(read_["body"], articles["text"], strict=True))
    bearers = known.articles.dropna(subset=["body"]).drop_duplicates("body").set_index("body")["article_id"]

    def of(bodies: Sequence[str]) -> list[str]:
        missing = [body for body in bodies if body not in here]
        fetched = dict(zip(missing, texts(bearers[missing].to_list()) if missing else [], strict=True))
        return [fetched[body] if body in fetched else here[body] for body in bodies]

    return of


def _body_members(known: Copies, new: Copies, every: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The articles of bodies that are new or met again and of all that pairs connect with them, with their clusters."""
    same = pd.concat([known.pairs, pairs], ignore_index=True).loc[lambda p: p["role"] != SERIES]
    parts = connected(known.bodies.append(new.bodies), same)
    met = parts[new.articles["body"].dropna().unique()].unique()
    parts = parts[parts.isin(met)].sort_index()
    members = every[every["body"].isin(parts.index)]
    large = parts.map(parts.value_counts()) > RELINKED
    stays = members.groupby("body")["group"].first().where(large)
    same = same[same["left"].isin(parts.index)]
    return members.assign(cluster=members["body"].map(clusters(stays, same, _crowded(known, new, stays.index))))


def _crowded(known: Copies, new: Copies, bodies: pd.Index) -> Flags:
    counts = new.index.samples.counts
    unlisted = new.index.unlisted() + known.index.full(new.index.samples)
    flags = pd.concat(
        [
            pd.Series(known.index.crowded(), index=known.bodies),
            pd.Series((counts > 0) & (2 * unlisted >= counts), index=new.bodies),
        ]
    )
    return np.asarray(flags.reindex(bodies), dtype=bool)


def _heading_members(known: Copies, new: Copies) -> pd.DataFrame:
    """The new articles without a body, and all of the runs that they join, each with its cluster."""
    before = known.articles.assign(group=known.groups).dropna(subset=["heading", "published_at"])
    before["run"] = before["group"].fillna(before["article_id"])
    run = runs(new.articles, before)
    joined = before[before["run"].isin(run.dropna()) & before["heading"].isin(new.articles["heading"])]
    members = pd.concat([joined, new.articles.assign(run=run).dropna(subset=["run"])], ignore_index=True)
    return members.assign(cluster="heading " + members["run"])[[*ARTICLES, "cluster"]]


def _changed(every: pd.DataFrame, new: Copies, members: pd.DataFrame) -> pd.DataFrame:
    """The new articles, and the known ones that have another group than before."""
    now = every[["article_id"]].merge(members[["article_id", "group"]], on="article_id", how="left")["group"]
    now = now.where(every["article_id"].isin(members["article_id"]), every["group"])
    is_new = every["article_id"].isin(new.articles["article_id"])
    changed = is_new | (now.fillna("") != every["group"].fillna(""))
    return every.assign(group=now)[changed][ARTICLES].reset_index(drop=True)
