"""Topics of a real archive: 8,483 Russian articles on international politics, January and February 2017."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.text.article_tokens import tokens_of
from analytics.topics.fit import Fitted, fit


@pytest.fixture(scope="module")
def archive(corpora: Path) -> Fitted:
    rows = pd.read_parquet(corpora / "ruattitudes" / "docs.parquet")
    articles = pd.DataFrame(
        {
            "article_id": rows["id"].astype("str"),
            "language": "ru",
            "title": rows["title"].fillna("").astype("str"),
            "text": rows["text"].fillna("").astype("str"),
        }
    )
    rest = articles[["article_id", "title", "text"]].assign(outlet=None, published_at=rows["published_at"])
    rest = rest.assign(reprint_group=None, series=None)
    return fit(tokens_of(articles).merge(rest, on="article_id"), language="ru")


def of_level(archive: Fitted, level: str) -> pd.DataFrame:
    return archive.topics[archive.topics["level"] == level]


def test_number_of_topics_is_one_a_reader_can_survey(archive: Fitted) -> None:
    assert 2 <= len(of_level(archive, "theme")) <= 16
    assert 15 <= len(of_level(archive, "topic")) <= 80


def test_sanctions_and_nato_are_among_the_ten_largest(archive: Fitted) -> None:
    largest = of_level(archive, "topic").head(10)
    shown = [f"{row.label} {' '.join(row.keywords[:5])}" for row in largest.itertuples()]
    assert any("санкц" in text.lower() for text in shown)
    assert any("НАТО" in text for text in shown)


def test_at_most_a_third_is_unclassified(archive: Fitted) -> None:
    assert archive.article_topics["topic_id"].isna().mean() <= 0.35


def test_labels_are_different(archive: Fitted) -> None:
    assert of_level(archive, "theme")["label"].is_unique
    assert of_level(archive, "topic")["label"].is_unique
