"""The seed article: everyone and everything in it, counted by hand."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from analytics.mentions.article_mentions import mentions_of
from data.article.door import Door, make_articles
from data.sources.saved_page import parse_saved_page


@pytest.fixture(scope="module")
def found(seeds: Path) -> pd.DataFrame:
    row = parse_saved_page((seeds / "000_97f0df2eef87aeec.txt").read_text(encoding="utf-8"), "seed")
    door = Door("seed", datetime(2018, 1, 9, tzinfo=UTC), ZoneInfo("Europe/Moscow"))
    articles = make_articles([row], door).articles
    articles["language"] = "ru"
    named = mentions_of(articles)
    whole = dict(zip(("title", "text"), articles.loc[0, ["title", "text"]], strict=True))
    mentions = named.mentions.merge(named.names[["entity_id", "name"]], on="entity_id")
    return mentions.assign(whole=mentions["part"].map(whole))


@pytest.mark.parametrize(
    ("name", "kind", "occurrences"),
    [
        ("Куртис Скапарротти", "person", 4),
        ("Валерий Герасимов", "person", 4),
        ("Йенс Столтенберг", "person", 1),
        ("НАТО", "organisation", 14),
        ("BuzzFeed", "organisation", 1),
        ("Россия", "place", 7),
    ],
)
def test_occurrences(found: pd.DataFrame, name: str, kind: str, occurrences: int) -> None:
    assert len(found[(found["name"] == name) & (found["kind"] == kind)]) == occurrences


def test_nobody_else_is_a_person(found: pd.DataFrame) -> None:
    people = set(found.loc[found["kind"] == "person", "name"])
    assert people == {"Куртис Скапарротти", "Валерий Герасимов", "Йенс Столтенберг"}


def test_nato_stands_once_in_the_title_and_five_times_as_the_alliance(found: pd.DataFrame) -> None:
    nato = found[found["name"] == "НАТО"]
    assert nato["part"].value_counts().to_dict() == {"text": 13, "title": 1}
    assert (nato["surface"].str.casefold().str.startswith("альянс")).sum() == 5
    glued = nato[[whole[end : end + 1] == "в" for whole, end in zip(nato["whole"], nato["end"], strict=True)]]
    assert glued["surface"].tolist() == ["НАТО"]


def test_every_mention_stands_where_it_says_and_in_its_sentence(found: pd.DataFrame) -> None:
    for row in found.itertuples():
        assert row.whole[row.start : row.end] == row.surface
        assert row.sentence_start <= row.start
        assert row.end <= row.sentence_end <= len(row.whole)
