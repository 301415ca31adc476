"""Vectors of articles as they are kept, and what an article is measured against, over the demo's topics."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.text.content import contents
from analytics.topics.assign import assign
from analytics.topics.fit import Fitted, fit
from analytics.topics.model import load, prune, save
from analytics.topics.place import stand
from analytics.topics.vectors import by_topic, read_vectors, vectors_frame
from data.schema import ARTICLE_VECTORS


def made(fitted: Fitted, documents: pd.DataFrame) -> np.ndarray:
    """Vectors of documents as the model makes them."""
    return fitted.model.embedder.vectors(contents(documents["lemmas"], "ru"), documents["text"].tolist())


def test_what_is_kept_is_the_vector_of_the_text_to_a_thousandth(russian: pd.DataFrame, fitted: Fitted) -> None:
    kept = ARTICLE_VECTORS.check(fitted.vectors).set_index("article_id")
    assert set(kept.index) == set(russian["article_id"])
    own = russian.set_index("article_id").loc[kept.index].reset_index()
    read, whole = read_vectors(kept["vector"]), made(fitted, own)
    assert np.abs(read @ read.T - whole @ whole.T).max() < 0.001
    assert np.frombuffer(kept["vector"].iloc[0], "<f2") == pytest.approx(whole[0], abs=1e-3)


def test_a_reprint_has_the_vector_of_its_text_and_a_short_article_none(english: pd.DataFrame) -> None:
    groups = english["article_id"].where(english.index < 2).replace(english["article_id"][1], english["article_id"][0])
    lemmas = english["lemmas"].where(english.index != 2, pd.Series([["the"]] * len(english), dtype=object))
    kept = fit(english.assign(reprint_group=groups, lemmas=lemmas), language="en").vectors.set_index("article_id")
    first, second, short = english["article_id"][:3]
    assert kept.loc[first, "vector"] == kept.loc[second, "vector"]
    assert short not in kept.index
    assert len(kept) == len(english) - 1


def test_without_a_known_word_there_is_no_row(fitted: Fitted, russian: pd.DataFrame) -> None:
    unknown = pd.Series([["борщ", "свекла", "укроп"], *russian["lemmas"][1:3]], dtype=object)
    kept = assign(fitted.model, russian.head(3).assign(lemmas=unknown)).vectors
    assert kept["article_id"].tolist() == russian["article_id"][1:3].tolist()


def test_vectors_of_a_pruned_model_lie_in_the_space_of_its_fit(
    tmp_path: Path, russian: pd.DataFrame, fitted: Fitted
) -> None:
    save(fitted.model, tmp_path / fitted.model.name)
    few = russian.head(10)
    name = prune(tmp_path, fitted.model.name, set(few["lemmas"].explode()))
    assert name != fitted.model.name
    pruned = assign(load(tmp_path / name), few).vectors
    before = assign(fitted.model, few).vectors
    assert set(pruned["model"]) == set(before["model"]) == {fitted.model.name}
    assert np.allclose(read_vectors(pruned["vector"]), read_vectors(before["vector"]), atol=1e-3)


def test_no_vectors_are_read_as_none() -> None:
    assert read_vectors([]).shape == (0, 0)
    empty = vectors_frame(pd.Series([], dtype="str"), np.empty((0, 4), np.float32), language="ru", space="m")
    assert len(empty) == 0
    assert list(empty.columns) == ARTICLE_VECTORS.columns


def test_rows_of_one_topic_lie_together_and_those_of_none_last(fitted: Fitted) -> None:
    topics = fitted.article_topics.copy()
    topics.loc[topics.index[:3], "topic_id"] = None
    kept = by_topic(fitted.vectors, topics)
    told = kept["topic_id"].fillna("")
    assert (told != told.shift()).sum() == told.nunique()
    assert kept["topic_id"].isna().tolist() == [False] * (len(kept) - 3) + [True] * 3


def test_the_next_topic_is_the_nearest_of_all_others(russian: pd.DataFrame, fitted: Fitted) -> None:
    model, placed = fitted.model, fitted.article_topics.set_index("article_id")
    found = stand(made(fitted, russian), model.centres)
    similar = found.vectors @ model.centres.topics.T
    ids = np.array(model.topic_ids)
    for n, row in enumerate(placed.loc[russian["article_id"]].itertuples()):
        if row.topic_id is None or pd.isna(row.topic_id):
            continue
        others = np.where(ids == row.topic_id, -1, similar[n])
        assert (row.next_topic_id, row.next_score) == (ids[others.argmax()], pytest.approx(others.max(), abs=1e-4))
        assert row.score >= row.reach == pytest.approx(model.centres.reach[list(ids).index(row.topic_id)])


def test_what_fits_no_topic_is_told_the_nearest_and_how_far_it_is(russian: pd.DataFrame, fitted: Fitted) -> None:
    centres = replace(fitted.model.centres, reach=np.full_like(fitted.model.centres.reach, 2))
    placed = assign(replace(fitted.model, centres=centres), russian).article_topics
    assert (placed["reason"] == "no fit").all()
    assert set(placed["next_topic_id"]) <= set(fitted.model.topic_ids)
    assert placed["next_score"].equals(placed["score"])
    assert (placed["reach"] == 2).all()


def test_a_model_with_one_topic_has_no_next_one(fitted: Fitted, russian: pd.DataFrame) -> None:
    one = replace(fitted.model, centres=fitted.model.centres.only([0]), topic_ids=fitted.model.topic_ids[:1])
    placed = assign(one, russian).article_topics
    fits = placed["topic_id"].notna()
    assert fits.any()
    assert placed.loc[fits, ["next_topic_id", "next_score"]].isna().all().all()
    assert placed.loc[~fits, "next_topic_id"].eq(one.topic_ids[0]).all()


def test_bulletins_beyond_every_topic_are_said_to_be_such(russian: pd.DataFrame, fitted: Fitted) -> None:
    centres = replace(fitted.model.centres, reach=np.full_like(fitted.model.centres.reach, 2))
    series = russian["article_id"].where(russian.index < 4)
    far = assign(replace(fitted.model, centres=centres), russian.assign(series=series)).article_topics
    assert far["reason"].tolist() == ["bulletin"] * 4 + ["no fit"] * (len(russian) - 4)
    assert far["story_reason"].equals(far["reason"])
    near = assign(fitted.model, russian.assign(series=series)).article_topics
    assert near["reason"][:4].isna().all()
