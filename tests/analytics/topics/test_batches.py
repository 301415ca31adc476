"""More articles than a fit takes: a sample is fitted, the rest placed in batches in other processes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.quality import nmi
from analytics.topics import batches
from analytics.topics.assign import assign
from analytics.topics.languages import Folders, TopicMode, Topics, topics_of
from analytics.topics.model import load
from analytics.work_units import workers
from data.schema import ARTICLE_TOPICS, ARTICLE_VECTORS, TOPICS

FITTED, PLACED = 150, 60


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(batches, "FITTED", FITTED)
    monkeypatch.setattr(batches, "PLACED", PLACED)
    return monkeypatch


def carry_out(work, jobs) -> None:
    """On a pool of processes, as an analysis does."""
    with workers(None, len(jobs)) as done:
        done(work, [(job, job.size) for job in jobs])


def found(articles: pd.DataFrame, folder: Path, before: Topics | None = None, mode: TopicMode = "auto") -> Topics:
    return topics_of(
        documents=lambda ids: articles[articles["article_id"].isin(ids)].reset_index(drop=True),
        articles=articles[["article_id", "language", "published_at", "reprint_group", "series"]],
        before=before or Topics.none(),
        folders=Folders(folder, folder),
        mode=mode,
        vectors="offline",
        carry_out=carry_out,
        step=lambda *_: None,
    )


def test_the_sample_holds_every_time_and_one_article_a_text(russian: pd.DataFrame, small: pytest.MonkeyPatch) -> None:
    copies = pd.concat([russian, russian.assign(article_id="copy-" + russian["article_id"])], ignore_index=True)
    articles = copies.assign(reprint_group="g" + copies["article_id"].str.removeprefix("copy-"))
    chosen = articles[articles["article_id"].isin(batches.sample(articles))]
    assert len(chosen) == FITTED
    assert chosen["reprint_group"].is_unique
    weeks = [each["published_at"].dt.strftime("%G-%V") for each in (articles.dropna(subset=["published_at"]), chosen)]
    assert set(weeks[0]) == set(weeks[1].dropna())


@pytest.mark.slow
def test_what_is_beyond_the_sample_is_placed_and_counted(
    russian: pd.DataFrame, small: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    articles = russian.assign(language="ru")
    all_of_them = found(articles, tmp_path)
    placed = ARTICLE_TOPICS.check(all_of_them.article_topics).set_index("article_id")
    assert set(placed.index) == set(russian["article_id"])
    assert "new" not in set(placed["story_reason"])
    assert len(ARTICLE_VECTORS.check(all_of_them.vectors)) == len(russian)
    topics = TOPICS.check(all_of_them.topics).set_index("topic_id")
    for column in ("theme_id", "topic_id", "story_id"):
        assert placed[column].value_counts().to_dict() == topics["size"][topics.index.isin(placed[column])].to_dict()
    model = load(tmp_path / all_of_them.models["ru"])
    assert model.documents == len(russian)
    rest = russian[~russian["article_id"].isin(batches.sample(articles))]
    at_once = assign(model, rest).article_topics.set_index("article_id")
    alone = placed.loc[at_once.index, "story_id"].isna()  # a new story is placed as one
    assert placed.loc[at_once.index, "topic_id"][alone].equals(at_once["topic_id"][alone])
    lines = placed[placed.index.str.startswith("ru-") & ~placed.index.isin(batches.sample(articles))]
    gold = lines.index.str.split("-").str[1].tolist()
    assert nmi(gold, lines["theme_id"].fillna("").tolist()) > 0.6
    assert placed.loc[at_once.index, "story_id"].notna().any()
    assert not (tmp_path.parent / "batches").exists() or not list((tmp_path.parent / "batches").iterdir())
    again = found(articles, tmp_path, all_of_them)
    pd.testing.assert_frame_equal(again.article_topics, all_of_them.article_topics)


@pytest.mark.slow
def test_a_reprint_beyond_the_sample_goes_where_its_text_went(
    russian: pd.DataFrame, small: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copies = russian.iloc[:40].assign(article_id=lambda rows: "copy-" + rows["article_id"])
    articles = pd.concat([russian, copies], ignore_index=True).assign(language="ru")
    names = "g" + articles["article_id"].str.removeprefix("copy-")
    articles["reprint_group"] = names.where(names.duplicated(keep=False))
    placed = found(articles, tmp_path).article_topics.set_index("article_id")
    columns = ["theme_id", "topic_id", "story_id", "reason"]
    first = placed.loc[copies["article_id"].str.removeprefix("copy-"), columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(placed.loc[copies["article_id"], columns].reset_index(drop=True), first)
