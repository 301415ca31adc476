"""Articles that are too short for shingles: the same words within two days are one text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import pandas as pd

LEAST_WORDS = 5
WITHIN = pd.Timedelta(days=2)
_WITHIN = WITHIN // pd.Timedelta(microseconds=1)


@dataclass
class _Run:
    """The articles of one heading from the first to the last moment (microseconds), under the name of one of them."""

    name: str
    first: int
    last: int

    def admits(self, moment: int) -> bool:
        return max(self.last, moment) - min(self.first, moment) <= _WITHIN


def runs(new: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Put articles of one heading that came out within two days of each other in one run.

    No two articles of a run are further apart, so that a bulletin of every day under one title makes no endless chain.
    An article joins the earliest run that admits it; runs that were there stay as they are.

    Args:
        new: article_id, heading (hash of all words; null: none), published_at (UTC, null: not known).
        known: the same with run (str), the run of each.
    Returns:
        The name of its run for each row of `new`: that of a known one, else the article_id of its first article. Null
        for an article without heading or moment: it is like no other.
    """
    dated = new[new["heading"].notna() & new["published_at"].notna()].sort_values(["published_at", "article_id"])
    there = _known_runs(known[known["heading"].isin(dated["heading"].unique())])
    names: dict[Hashable, str] = {}
    for heading, articles in dated.groupby("heading"):
        names.update(zip(articles.index, _joined(there.get(heading, []), articles), strict=True))
    return pd.Series(names, dtype="str").reindex(new.index)


def _known_runs(known: pd.DataFrame) -> dict[Hashable, list[_Run]]:
    spans = known.groupby(["heading", "run"])["published_at"].agg(["min", "max"]).sort_values("min")
    found: dict[Hashable, list[_Run]] = {}
    for (heading, name), first, last in zip(spans.index, _moments(spans["min"]), _moments(spans["max"]), strict=True):
        found.setdefault(heading, []).append(_Run(name, first, last))
    return found


def _joined(there: list[_Run], articles: pd.DataFrame) -> Iterator[str]:
    """The run of each article, in the order of time; `there` is in order of the first moment and gains runs."""
    for name, moment in zip(articles["article_id"], _moments(articles["published_at"]), strict=True):
        begin = bisect_left(there, moment - _WITHIN, key=_first)
        end = bisect_right(there, moment + _WITHIN, key=_first)
        run = next((run for run in there[begin:end] if run.admits(moment)), None)
        if run is None:
            run = _Run(name, moment, moment)
            there.insert(end, run)
        run.last = max(run.last, moment)
        if moment < run.first:
            run.first = moment
            there.sort(key=_first)
        yield run.name


def _first(run: _Run) -> int:
    return run.first


def _moments(published: pd.Series) -> list[int]:
    return published.astype("datetime64[us, UTC]").astype("int64").to_list()
