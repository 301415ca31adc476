"""Why an article is of its topic: over the demo as it was analysed, and over words by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.topics.vectors import read_vectors
from analytics.why import MOST_NEAR, Why, shared_words, why, why_answer
from data.errors import NothingToAnswer
from data.lake import tables
from data.lake.archive import Archive
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLE_VECTORS, ARTICLES, TOKENS
from data.settings import Workspace
from data.state.editions import latest


def read(workspace: Workspace, table):
    return tables.read(workspace, table, latest(workspace).versions[table.name])


@pytest.fixture(scope="module")
def placed(demo: Workspace) -> pd.DataFrame:
    """Every article of the demo with its group, title and vector; of a group the first."""
    found = read(demo, ARTICLES)[["article_id", "title", "url"]].merge(read(demo, ARTICLE_TOPICS), on="article_id")
    found = found.merge(read(demo, ARTICLE_FACTS)[["article_id", "reprint_group"]], on="article_id")
    vectors = read(demo, ARTICLE_VECTORS)[["article_id", "model", "vector"]]
    return found.merge(vectors, on="article_id").set_index("article_id")


@pytest.fixture(params=["warm", "cold"])
def archive(request: pytest.FixtureRequest, demo: Workspace):
    opened = Archive.open(demo, warm=request.param == "warm")
    yield opened
    opened.close()


def alike(placed: pd.DataFrame, article_id: str) -> pd.Series:
    """The cosine of every other text of its topic."""
    own = placed.loc[article_id]
    group = placed["reprint_group"].fillna(placed.index.to_series())
    others = placed[(placed["topic_id"] == own["topic_id"]) & (group != group[article_id])]
    likeness = read_vectors(others["vector"]) @ read_vectors([own["vector"]])[0]
    return pd.Series(likeness, others.index)


def test_what_is_most_like_an_article_is_found_among_the_texts_of_its_topic(archive, placed):
    for article_id in placed.index[::40]:
        near = why(archive.reader(), article_id).near
        likeness = alike(placed, article_id)
        assert set(near["article_id"]) <= set(likeness.index)
        assert near["likeness"].tolist() == pytest.approx(likeness[near["article_id"]].tolist(), abs=1e-5)
        assert near["likeness"].is_monotonic_decreasing
        assert near["title"].is_unique
        assert near["likeness"].iloc[0] == pytest.approx(likeness.max(), abs=1e-5)
        assert len(near) == min(MOST_NEAR, placed.loc[likeness.index, "title"].nunique())


def test_figures_are_those_that_were_stored_and_the_words_stand_in_the_article(archive, placed, demo):
    lemmas = read(demo, TOKENS).set_index("article_id")["lemmas"]
    for article_id in placed.index[::40]:
        found, own = why(archive.reader(), article_id), placed.loc[article_id]
        figures = ("score", "reach", "next_score")
        assert [found.placing[f] for f in figures] == pytest.approx([float(own[f]) for f in figures])
        assert (found.placing["topic_id"], found.placing["next_topic_id"]) == (own["topic_id"], own["next_topic_id"])
        assert set(found.words) == set(shared_words(found.placing["keywords"], lemmas[article_id], own["language"]))
    assert np.mean([bool(why(archive.reader(), i).words) for i in placed.index[::40]]) > 0.8


def test_an_address_is_taken_for_its_article_and_an_unknown_one_refused(archive, placed):
    article_id = placed.index[placed["url"].notna()][0]
    by_id, by_url = (why_answer(archive.reader(), asked) for asked in (article_id, placed.loc[article_id, "url"]))
    assert by_id == by_url
    assert by_id["article_id"] == article_id
    assert {"topic", "words", "score", "reach", "next_topic", "next_score", "certainty", "near"} <= by_id.keys()
    with pytest.raises(NothingToAnswer, match="0000"):
        why_answer(archive.reader(), "0000")
    with pytest.raises(NothingToAnswer):
        why(archive.reader(), "0000")


@pytest.mark.parametrize(
    ("keywords", "said", "shared"),
    [
        (["Центральный банк"], ["решение", "центральный", "банк"], ("Центральный банк",)),
        (["Центральный банк"], ["банк"], ("банк",)),
        (["снятие санкций", "санкции"], ["санкция"], ("санкции",)),
        (["санкции в отношении России"], ["отношение", "россия"], ()),
        (["санкции", "санкции против России"], ["санкция", "против", "россия"], ("санкции", "санкции против России")),
        (["Владимир Путин"], ["путин", "приехать"], ("Путин",)),
        (["нефть", "баррель"], ["газ"], ()),
        ([], ["газ"], ()),
    ],
)
def test_keywords_are_shared_whole_or_by_their_nouns(keywords, said, shared):
    assert shared_words(keywords, said, "ru") == shared


def test_english_keywords_too_and_never_more_than_eight():
    assert shared_words(["trade tariffs", "steel"], ["tariff", "steel"], "en") == ("steel", "tariffs")
    words = ["нефть", "газ", "банк", "рубль", "доллар", "суд", "закон", "армия", "флот", "урожай"]
    assert len(shared_words(words, words, "ru")) == 8


@pytest.mark.parametrize(
    ("score", "following", "certainty"),
    [(0.8, 0.5, "clear"), (0.8, 0.78, "edge"), (0.8, 0.9, "crossed"), (0.8, None, None)],
)
def test_how_sure_it_is_says_the_next_topic(score, following, certainty):
    placing = {"topic_id": "t", "score": score, "next_score": following}
    assert Why(placing, (), pd.DataFrame()).certainty == certainty
    assert Why({**placing, "topic_id": None}, (), pd.DataFrame()).certainty is None
