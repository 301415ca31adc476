"""Copies do not move topics: one dispatch among 120 articles, printed once, three times and twelve times."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.pipeline import analyse
from data.intake import import_paths
from data.lake import tables
from data.schema import ARTICLE_TOPICS, ARTICLES, Table
from data.settings import Workspace
from data.state.editions import latest

TIMES = (1, 3, 12)


def read(workspace: Workspace, table: Table) -> pd.DataFrame:
    return tables.read(workspace, table, latest(workspace).versions[table.name])


@pytest.fixture(scope="module")
def placed(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, pd.DataFrame]:
    """By how often the dispatch is printed: its text, and where each article stands."""
    found = {}
    for times in TIMES:
        workspace = Workspace(tmp_path_factory.mktemp("copies") / "workspace")
        import_paths(workspace, [cases / "engine" / f"copies-{times:02d}.csv"])
        analyse(workspace)
        found[times] = read(workspace, ARTICLES).merge(read(workspace, ARTICLE_TOPICS), on="article_id")
    return found


def dispatch(placed: pd.DataFrame, cases: Path, times: int) -> pd.DataFrame:
    """The dispatch's own articles: they come last in the file."""
    last = pd.read_csv(cases / "engine" / f"copies-{times:02d}.csv").tail(times)
    return placed.merge(last[["url"]], on="url")


def test_the_topic_of_a_dispatch_is_the_same_however_often_it_is_printed(
    placed: dict[int, pd.DataFrame], cases: Path
) -> None:
    beside, scores = [], []
    for times, articles in placed.items():
        own = dispatch(articles, cases, times)
        assert len(own) == times
        assert own["reason"].isna().all()
        assert len(set(own["topic_id"])) == 1
        others = articles[~articles["article_id"].isin(own["article_id"])]
        sharing = others.loc[others["topic_id"] == own["topic_id"].iloc[0], "title"]
        beside.append(set(sharing))
        scores += own["score"].tolist()
    assert max(scores) - min(scores) <= 0.02
    for one in beside[1:]:
        assert len(one & beside[0]) > len(one | beside[0]) / 2
