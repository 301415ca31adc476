"""Articles in; what they are copies of out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.copies.bodies import SAMPLES, Read, read
from analytics.copies.candidates import Index
from analytics.copies.confirm import PAIRS, confirm
from analytics.copies.groups import LINEAGE, clusters, connected, name, resolved
from analytics.copies.headings import runs
from analytics.copies.ragged import Flags, Integers, Ragged
from analytics.copies.roles import ONE_TEXT, SERIES

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
    def body(self) -> Integers:
        """For each article the place of its body in `bodies`; -1: none."""
        return np.asarray(self.bodies.get_indexer(pd.Index(self.articles["body"])), dtype=np.int64)

    @cached_property
    def index(self) -> Index:
        """The samples of `bodies`, to look others up in; made once, so keep the object from batch to batch."""
        ordered = self.samples.sort_values("body")["samples"]
        return Index.of(Ragged.of(ordered))


def find(known: Copies, articles: pd.DataFrame, texts: Texts) -> Copies:
    """Find what new articles with their texts are copies of; see `match`.

    Args:
        known: what was found before.
        articles: the new ones, none of them known: article_id, published_at (UTC, null: not known), title, text
            (cleaned; null: none).
        texts: gives the texts of known articles by their article_id, in the order asked, cleaned in the same way.
    """
    new = articles.set_index("article_id")["text"]

    def of(ids: Sequence[str]) -> list[str]:
        found = new.reindex(list(ids)).to_numpy(dtype=object)
        rest = ~pd.Index(ids).isin(new.index)
        if rest.any():
            found[rest] = texts(pd.Index(ids)[rest].to_list())
        return found.tolist()

    return match(known, read(articles), of)


def match(known: Copies, new: Read, texts: Texts) -> Copies:
    """Find what new articles are copies of, among themselves and among known ones.

    The cost is that of the new articles and of the known ones that may be their copies, and a pass over the known
    frames; those texts alone are asked for that share samples with another.

    Args:
        known: what was found before.
        new: the new articles, none of them known.
        texts: gives the cleaned texts of articles by their article_id, in the order asked.
    Returns:
        What is to be added to `known`: the new articles, and the known ones whose group is another now.
    """
    fresh = new.samples[known.bodies.get_indexer(pd.Index(new.samples["body"])) < 0]
    added = Copies(
        new.articles.assign(group=pd.Series(None, dtype="str", index=new.articles.index)),
        fresh.sort_values("body", ignore_index=True),
        known.pairs[:0],
        known.lineage[:0],
    )
    every = _Every(known, added)
    candidates = _candidates(known, added)
    pairs = confirm(candidates, _texts_of_bodies(every, texts), every.published(candidates))
    members = pd.concat([_body_members(every, pairs), _heading_members(every)])
    used = pd.Index([*known.articles["group"].dropna(), *known.lineage["group"]])
    members["group"], lineage = name(members, used)
    return Copies(_changed(every, members), added.samples, pairs, lineage)


def series(known: Copies) -> pd.Series:
    """The series that articles belong to: bulletins of one template, each with numbers, dates and names of its own.

    Found anew each time from the pairs, by the linkage that makes groups; copies of a bulletin are in its series.

    Returns:
        For each row of `known.articles` the article_id of its series' first article, by time, then id; null: in none.
        An earlier bulletin that arrives late therefore renames its series.
    """
    pairs = known.pairs[known.pairs["role"] == SERIES].assign(jaccard=1.0)
    bodies = known.bodies[np.unique(known.bodies.get_indexer(pd.Index(pairs["left"]).append(pd.Index(pairs["right"]))))]
    articles = known.articles.assign(group=known.groups).dropna(subset=["body"])
    copied = articles.drop_duplicates("body").set_index("body")["group"].reindex(bodies)
    cluster = clusters(copied, pairs, known.index.crowded()[known.bodies.get_indexer(bodies)])
    of_group = pd.Series(cluster.to_numpy(), index=copied).loc[lambda c: c.index.notna() & ~c.index.duplicated()]
    articles["series"] = (
        articles["body"].map(cluster).astype("str").fillna(articles["group"].map(of_group).astype("str"))
    )
    ordered = articles.sort_values(["published_at", "article_id"], na_position="last")
    named = ordered.groupby("series")["article_id"].transform("first")
    several = ordered.groupby("series")["body"].transform("nunique") > 1
    return named.where(several).reindex(known.articles.index).astype("str")


class _Every:
    """Known and new articles one after the other, and the numbers of their bodies.

    Attributes:
        articles: ARTICLES with today's groups.
        bodies: the names of all bodies, those known before first.
        body: for each article the place of its body in `bodies`; -1: none.
    """

    def __init__(self, known: Copies, new: Copies) -> None:
        self.known, self.new = known, new
        today = known.articles.assign(group=known.groups)
        self.articles = pd.concat([today, new.articles], ignore_index=True)
        self.bodies = known.bodies.append(new.bodies)
        self.body = np.concatenate([known.body, self.places(pd.Index(new.articles["body"]))])

    def places(self, names: pd.Index) -> Integers:
        """Where these are in `bodies`; -1: nowhere. The known ones are hashed once for all batches."""
        known, new = self.known.bodies.get_indexer(names), self.new.bodies.get_indexer(names)
        return np.where(known >= 0, known, np.where(new >= 0, len(self.known.bodies) + new, -1)).astype(np.int64)

    @property
    def is_new(self) -> Flags:
        return np.arange(len(self.articles)) >= len(self.known.articles)

    def bearing(self, bodies: Integers) -> pd.DataFrame:
        """The articles of these bodies."""
        asked = np.zeros(len(self.bodies) + 1, dtype=bool)  # the last place stands for no body
        asked[bodies] = True
        asked[-1] = False
        found: pd.DataFrame = self.articles[asked[self.body]]
        return found

    def published(self, pairs: pd.DataFrame) -> pd.Series:
        """When the bodies of pairs were first published, on an index of their names."""
        names = pd.Index(pd.unique(pd.concat([pairs["left"], pairs["right"]])))
        return self.bearing(self.places(names)).groupby("body")["published_at"].min()

    def crowded(self) -> Flags:
        """See `candidates.Index.crowded`; of new bodies also by the lists of the known ones."""
        known, new = self.known.index, self.new.index
        counts = new.samples.counts
        unlisted = new.unlisted() + known.full(new.samples)
        return np.concatenate([known.crowded(), (counts > 0) & (2 * unlisted >= counts)])


def _candidates(known: Copies, new: Copies) -> pd.DataFrame:
    among, beside = new.index.among(), known.index.beside(new.index.samples)
    left = new.bodies[np.concatenate([among.left, beside.left])]
    right = new.bodies[among.right].append(known.bodies[beside.right])
    return pd.DataFrame({"left": left, "right": right}, dtype="str")


def _texts_of_bodies(every: _Every, texts: Texts) -> Texts:
    """The text of a body is that of any article that bears it."""

    def of(bodies: Sequence[str]) -> Sequence[str]:
        names = pd.Index(list(bodies), dtype="str")
        bearers = every.bearing(every.places(names)).drop_duplicates("body", keep="last")
        return texts(bearers.set_index("body")["article_id"].reindex(names).to_list())

    return of


def _body_members(every: _Every, pairs: pd.DataFrame) -> pd.DataFrame:
    """The articles of bodies that are new or met again and of all that pairs connect with them, with their clusters."""
    known_pairs = pd.concat([every.known.pairs, pairs], ignore_index=True)
    one_text = known_pairs[known_pairs["role"].isin(ONE_TEXT)]
    ends = (every.places(pd.Index(one_text[end])) for end in ("left", "right"))
    parts = connected(len(every.bodies), *ends)
    met = every.body[every.is_new & (every.body >= 0)]
    touched = np.flatnonzero(np.isin(parts, parts[met]))
    touched = touched[np.argsort(every.bodies[touched])]
    members = every.bearing(touched)
    large = np.bincount(parts, minlength=1)[parts[touched]] > RELINKED
    stays = members.groupby("body")["group"].first().reindex(every.bodies[touched]).where(large)
    lowest = clusters(stays, known_pairs[known_pairs["role"] != SERIES], every.crowded()[touched])
    return members.assign(cluster=lowest.reindex(members["body"]).to_numpy())


def _heading_members(every: _Every) -> pd.DataFrame:
    """The new articles without a body, and all of the runs that they join, each with its cluster."""
    new = every.articles[every.is_new]
    before = every.articles[~every.is_new & every.articles["heading"].notna() & every.articles["published_at"].notna()]
    before = before.assign(run=before["group"].fillna(before["article_id"]))
    run = runs(new, before)
    joined = before[before["run"].isin(run.dropna().unique()) & before["heading"].isin(new["heading"].unique())]
    members = pd.concat([joined, new.assign(run=run).dropna(subset=["run"])])
    return members.assign(cluster="heading " + members["run"])[[*ARTICLES, "cluster"]]


def _changed(every: _Every, members: pd.DataFrame) -> pd.DataFrame:
    """The new articles, and the known ones that have another group than before."""
    before = every.articles["group"].loc[members.index]
    moved = members.index[(members["group"].fillna("") != before.fillna("")).to_numpy()]
    rows = np.union1d(np.flatnonzero(every.is_new), moved)
    changed = every.articles.loc[rows, ARTICLES]
    changed["group"] = members["group"].reindex(rows)
    return changed.reset_index(drop=True)
