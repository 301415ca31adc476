"""Topics of several languages about one thing are linked, others are not."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from analytics.topics.across import linked, terms_of
from data.lake import tables
from data.schema import ARTICLE_TOPICS, ARTICLES, ENTITY_LINEAGE, TOPIC_LINKS
from data.settings import Workspace
from data.state.editions import latest

PAIRS = [("en-nato", "ru-nato"), ("ru-nato", "uk-nato"), ("en-nato", "uk-nato"), ("ru-gas", "uk-gas")]
PAIRS += [("en-sanctions", "ru-sanctions")]
"""Storylines of the demo that are told in two languages."""


def archive(*told: tuple[str, str, str | None, list[str]]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Articles, terms and topics of (id, language, topic, names)."""
    articles = pd.DataFrame(
        [(i, language, i, topic) for i, language, topic, _ in told],
        columns=["article_id", "language", "text", "topic_id"],
    )
    rows = [(i, name, name[0].isdigit()) for i, _, _, names in told for name in names]
    terms = pd.DataFrame(rows, columns=["article_id", "term", "is_number"])
    topics = articles[["topic_id", "language"]].dropna().drop_duplicates()
    return articles, terms, topics


def told(language: str, topic: str, names: list[str], count: int = 4) -> list[tuple[str, str, str, list[str]]]:
    return [(f"{language}-{topic}-{n}", language, f"{topic}:{language}", names) for n in range(count)]


def pairs(links: pd.DataFrame) -> set[tuple[str, str]]:
    return set(links[["topic_id", "other_id"]].itertuples(index=False, name=None))


def test_topics_that_share_their_names_are_linked_and_no_others() -> None:
    rows = [
        *told("ru", "газ", ["Газпром", "Нафтогаз", "Стокгольм", "2009"]),
        *told("ru", "нато", ["НАТО", "Столтенберг", "Брюссель"]),
        *told("ru", "спорт", ["МОК", "Пхёнчхан"]),
        *told("uk", "газ", ["Газпром", "Нафтогаз", "Україна"]),
        *told("uk", "війна", ["Мінськ", "ОБСЄ", "Україна"]),
        *told("en", "nato", ["НАТО", "Столтенберг", "Congress"]),
    ]
    links = linked(*archive(*rows))
    assert pairs(links) == {
        ("газ:ru", "газ:uk"), ("газ:uk", "газ:ru"), ("нато:ru", "nato:en"), ("nato:en", "нато:ru")
    }  # fmt: skip
    assert set(links.set_index("topic_id").loc["газ:ru", "entities"]) == {"Газпром", "Нафтогаз"}


def test_one_name_in_common_is_not_enough() -> None:
    rows = [
        *told("ru", "нефть", ["Россия", "ОПЕК", "Brent"]),
        *told("ru", "театр", ["Большой театр"]),
        *told("uk", "футбол", ["Россия", "ФІФА", "Динамо"]),
        *told("uk", "театр", ["Франка"]),
    ]
    assert linked(*archive(*rows)).empty


def test_an_archive_of_one_language_or_without_topics_has_no_links() -> None:
    assert linked(*archive(*told("ru", "газ", ["Газпром", "Нафтогаз"]))).empty
    assert list(linked(*archive(("a", "ru", None, ["НАТО"]))).columns) == TOPIC_LINKS.columns


def test_a_reprint_tells_nothing_twice_and_joined_names_are_one_term() -> None:
    mentions = pa.table({"article_id": ["a", "a", "b"], "entity_id": ["x", "y", "x"]})
    lineage = pd.DataFrame([("y", "x", "spelling")], columns=ENTITY_LINEAGE.columns)
    tokens = pa.table({"article_id": ["a", "b"], "words": [["в", "2017", "F-16", "5"], ["МиГ-29", "2017", "2017"]]})
    found = terms_of(mentions, lineage, tokens).sort_values(["article_id", "term"])
    assert found.to_numpy().tolist() == [
        ["a", "2017", True], ["a", "F-16", True], ["a", "x", False],
        ["b", "2017", True], ["b", "x", False], ["b", "МиГ-29", True],
    ]  # fmt: skip


def test_storylines_of_the_demo_that_are_told_in_two_languages_are_linked(demo: Workspace) -> None:
    versions = latest(demo).versions
    articles = tables.read(demo, ARTICLES, versions["articles"], ["article_id", "external_id"])
    placed = tables.read(demo, ARTICLE_TOPICS, versions["article_topics"], ["article_id", "topic_id"])
    links = tables.read(demo, TOPIC_LINKS, versions["topic_links"])
    storyline = articles.set_index("article_id")["external_id"].str.rsplit("-", n=1).str[0]
    mostly = storyline[placed["article_id"]].groupby(placed["topic_id"].to_numpy()).agg(lambda each: each.mode()[0])
    links = links[links["topic_id"].isin(mostly.index)]
    found = [tuple(sorted(mostly[list(pair)])) for pair in pairs(links)]
    right = [pair for pair in found if pair[0][3:] == pair[1][3:]]
    assert len(right) >= 0.9 * len(found)
    assert len(set(right) & set(PAIRS)) >= 4
