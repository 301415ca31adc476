"""Bodies that English texts name without their country: whose they are, by what else the article says."""

import pandas as pd
import pytest

from analytics.mentions.article_mentions import mentions_of
from data.words.aliases import ALIASES
from data.words.bodies import COUNTRIES, SELDOM_OWNED, SIGNS


def names(text: str, title: str = "") -> list[str]:
    article = {"article_id": ["a"], "language": ["en"], "title": [title], "text": [text]}
    undated = pd.Series([pd.NaT], dtype="datetime64[us, UTC]")
    found = mentions_of(pd.DataFrame(article).assign(published_at=undated))
    return found.mentions.merge(found.names[["entity_id", "name"]], on="entity_id")["name"].tolist()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Congress passed the bill.", "Конгресс США"),
        ("The Treasury declined to comment.", "Минфин США"),
        ("On Monday the State Department said so.", "Госдепартамент США"),
        ("He was sanctioned by the Department of State.", "Госдепартамент США"),
        ("He works at the Pentagon.", "Пентагон"),
        ("He went to the White House.", "Белый дом"),
        ("He was seen near the Capitol.", "Капитолий"),
    ],
)
def test_where_nothing_else_is_said_they_are_those_of_the_usa(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Treasury said the Chancellor had told MPs.", "Минфин Великобритании"),
        ("The UK Treasury declined to comment.", "Минфин Великобритании"),
        ("HM Treasury declined to comment.", "Минфин Великобритании"),
        ("Britain waits. The US is silent, said the Treasury in Britain.", "Минфин Великобритании"),
        ("Brazil waits. The country's Congress passed the bill.", "Конгресс Бразилии"),
        ("Brazil's Congress passed the bill.", "Конгресс Бразилии"),
        ("The Mexican president asked Congress for time.", "Конгресс Мексики"),
        ("In Delhi the Congress attacked the BJP.", "Конгресс Индии"),
        ("The US envoy praised India; India votes. The Congress lost.", "Конгресс Индии"),
        ("The Indian National Congress lost.", "Индийский национальный конгресс"),
        ("The US and Iraq talked. Iraq waits for Congress, Iraq says.", "Конгресс США"),
    ],
)
def test_what_else_the_article_says_tells_whose_they_are(text: str, name: str) -> None:
    found = names(text)
    assert name in found
    assert not {"Конгресс США", "Минфин США"} & (set(found) - {name})


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the annual party congress began.",
        "The treasury of the club is empty.",
        "He spoke at the World Congress on Monday.",
        "The Trades Union Congress called for a strike.",
        "The Congress of Vienna redrew the map.",
        "The New York State Department of Health said so.",
        "He signed with Capitol Records.",
    ],
)
def test_what_is_no_such_body(text: str) -> None:
    assert not {"Конгресс США", "Минфин США", "Госдепартамент США", "Капитолий"} & set(names(text))


def test_countries_are_called_as_elsewhere() -> None:
    known = {country.name for country in COUNTRIES}
    assert {each.strip() for owners in SELDOM_OWNED.values() for each in owners.split(",")} <= known
    assert set(SIGNS) <= known
    assert {"Конгресс США", "Минфин США", "Госдепартамент США"} <= {alias.name for alias in ALIASES}
