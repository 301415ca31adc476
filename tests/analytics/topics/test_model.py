"""Stored topics: placing by them, the round trip, damage, and what must stay unloaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.topics.assign import assign
from analytics.topics.embed import pretrained
from analytics.topics.fit import Fitted
from analytics.topics.model import ARRAYS, HEAD, load, save
from data.errors import StoreError, UsageError

ROOT = Path(__file__).parents[3]
HEAVY = ["bertopic", "sklearn", "torch", "natasha", "slovnet", "navec"]
ASSIGN_ALONE = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from pathlib import Path
from analytics.topics.assign import assign
from analytics.topics.model import load
from analytics.text.article_tokens import tokens_of
import pandas as pd
articles = pd.DataFrame({{"article_id": ["a"], "language": ["ru"], "title": ["Санкции против России"],
                          "text": ["Минфин США опубликовал кремлёвский доклад и перечень санкций."]}})
documents = tokens_of(articles).merge(articles.drop(columns="language"), on="article_id")
documents = documents.assign(outlet="X", published_at=pd.NaT, reprint_group=None, series=None)
assign(load(Path({folder!r})), documents)
print([name for name in {heavy!r} if name in sys.modules])
"""
BERTOPIC_ALONE = """
import sys
from pathlib import Path
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.cluster import BaseCluster
from bertopic.dimensionality import BaseDimensionalityReduction
import numpy as np
texts = ["санкция россия сша", "нато альянс учение", "санкция сенат конгресс", "нато командование штаб"] * 5
vectors = np.tile(np.eye(2, dtype=np.float32), (10, 1))
model = BERTopic(language="multilingual", embedding_model=BaseEmbedder(), hdbscan_model=BaseCluster(),
                 umap_model=BaseDimensionalityReduction())
model.fit(texts, vectors, y=[0, 1] * 10)
model.save(sys.argv[1], serialization="safetensors", save_ctfidf=True)
loaded = BERTopic.load(sys.argv[1])
print("санкция" in dict(loaded.get_topic(0)) or "санкция" in dict(loaded.get_topic(1)), "torch" in sys.modules)
"""


@pytest.fixture
def folder(tmp_path: Path, fitted: Fitted) -> Path:
    save(fitted.model, tmp_path / "model")
    return tmp_path / "model"


def python(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_assign_agrees_with_the_fit(russian: pd.DataFrame, fitted: Fitted) -> None:
    again = assign(fitted.model, russian).article_topics
    same = again["topic_id"].fillna("") == fitted.article_topics["topic_id"].fillna("")
    assert same.mean() >= 0.9


def test_round_trip_keeps_every_number(folder: Path, russian: pd.DataFrame, fitted: Fitted) -> None:
    loaded = load(folder)
    assert loaded.topic_ids == fitted.model.topic_ids
    assert loaded.documents == len(russian)
    assert np.array_equal(loaded.centres.topics, fitted.model.centres.topics)
    for again, first in zip(assign(loaded, russian), assign(fitted.model, russian), strict=True):
        pd.testing.assert_frame_equal(again, first)


def test_a_new_article_joins_its_story_and_a_foreign_one_none(fitted: Fitted, russian: pd.DataFrame) -> None:
    story = ["нато", "герасимов", "скапарротти", "генерал", "альянс", "встреча", "военный", "столтенберг", "брюссель"]
    foreign = ["борщ", "свекла", "капуста", "сметана", "рецепт", "кастрюля", "укроп", "чеснок"]
    new = russian.head(3).assign(lemmas=[story, foreign, ["нато"]])
    placed = assign(fitted.model, new).article_topics.set_index(new["article_id"])
    of_story = russian.loc[russian["title"].str.contains("Герасимов"), "article_id"]
    assert placed["topic_id"].iloc[0] in set(fitted.article_topics.set_index("article_id").loc[of_story, "topic_id"])
    assert placed["reason"].tolist()[1:] == ["no fit", "too short"]


def test_nothing_is_pickled(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {HEAD, ARRAYS}
    assert json.loads((folder / HEAD).read_text(encoding="utf-8"))["format"] == 2


def test_e10_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no topic model") as caught:
        load(tmp_path / "none")
    assert "refit" in caught.value.hint


@pytest.mark.parametrize("name", [HEAD, ARRAYS])
@pytest.mark.parametrize("content", [b"", b"\x80\x04junk", b"\x00" * 4096, b"{}", b"[1]"])
def test_e10_damaged_model_is_refused(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(StoreError, match="model"):
        load(folder)


def test_e10_missing_arrays_are_refused(folder: Path) -> None:
    (folder / ARRAYS).unlink()
    with pytest.raises(StoreError, match=ARRAYS):
        load(folder)


def test_e10_other_version_is_refused(folder: Path) -> None:
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    (folder / HEAD).write_text(json.dumps(head | {"format": 99}), encoding="utf-8")
    with pytest.raises(StoreError, match="format 99"):
        load(folder)


@pytest.mark.parametrize("key", ["topic_ids", "words"])
def test_e10_head_that_does_not_fit_the_arrays_is_refused(folder: Path, key: str) -> None:
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    (folder / HEAD).write_text(json.dumps(head | {key: head[key][:-1]}), encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        load(folder)


def test_assigning_loads_nothing_heavy(folder: Path) -> None:
    code = ASSIGN_ALONE.format(root=str(ROOT), here="", folder=str(folder), heavy=HEAVY)
    assert python(code) == "[]"


def test_bertopic_imports_saves_and_loads_without_torch(tmp_path: Path) -> None:
    assert python(BERTOPIC_ALONE, str(tmp_path / "bertopic")) == "True False"


def test_unknown_document_vectors_are_refused() -> None:
    with pytest.raises(UsageError, match="not known") as caught:
        pretrained("word2vec:some")
    assert "model2vec" in caught.value.hint
