"""Topics as a BERTopic model that a notebook opens: `BERTopic.load(FOLDER, embedding_model=svodka_embedder(FOLDER))`.

The folder holds what BERTopic writes, and beside it our own model, which makes vectors of texts. Nothing is pickled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder

from analytics.clutter.spans import clutter_of, without_clutter
from analytics.text.article_tokens import tokens_of
from analytics.text.content import contents
from analytics.topics.bertopic_pipeline import pipeline
from analytics.topics.embed import Lexicon, Vectors
from analytics.topics.grouping import Labels
from analytics.topics.model import TopicModel, load, save
from analytics.topics.place import stand

TOPIC_IDS, ARTICLE_IDS = "topic_ids.json", "article_ids.json"
"""Beside the model: our id of each of BERTopic's topics from 0 on, and of each of its documents."""


class SvodkaEmbedder(BaseEmbedder):  # type: ignore[misc]
    """Texts as points among the themes and topics of a model: where they stand, see `place.Centres.coordinates`."""

    def __init__(self, model: TopicModel) -> None:
        super().__init__()
        self.model = model

    def embed(self, documents: Sequence[str], verbose: bool = False) -> Vectors:
        """Points of texts as written, headline first; shape (n_texts, n_dimensions + n_themes + n_topics)."""
        del verbose
        content = contents(_words(list(documents), self.model.language)["lemmas"], self.model.language)
        return points(self.model, self.model.embedder.vectors(content, list(documents)))


def svodka_embedder(folder: str | Path) -> SvodkaEmbedder:
    """The embedder of a model that `svodka export model` wrote.

    Raises:
        StoreError: a file of it is missing, damaged, or of another format than this version of Svodka reads.
    """
    return SvodkaEmbedder(load(Path(folder)))


def points(model: TopicModel, vectors: Vectors) -> Vectors:
    """Where texts stand, for whoever looks for the nearest topic by cosine."""
    found = stand(vectors, model.centres)
    return model.centres.coordinates(found.vectors, found.theme, found.topic)


def _words(texts: list[str], language: str) -> pd.DataFrame:
    cleaned = [without_clutter(text, clutter_of(text, ())) for text in texts]
    ids = [f"{number:09d}" for number in range(len(texts))]
    articles = pd.DataFrame({"article_id": ids, "language": language, "title": "", "text": cleaned})
    return tokens_of(articles).sort_values("article_id")


class _Given:
    """A clusterer that has its labels already."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, X: Vectors, y: Any = None) -> _Given:  # noqa: N803 - scikit-learn's name
        """Nothing is left to find."""
        del X, y
        return self


def write_bertopic(
    model: TopicModel, tokens: pd.DataFrame, placed: pd.DataFrame, described: pd.DataFrame, folder: Path
) -> BERTopic:
    """Write a language's topics into a folder, which is made.

    Args:
        model: of the language.
        tokens: article_id, lemmas of its articles, in the order that `topics_` has.
        placed: article_id and the topic_id of each article, null for none, of any one level.
        described: topic_id, level and label of all topics of that level, as in `data.schema.TOPICS`.
        folder: where to.
    Returns:
        The model as BERTopic has it. `topics_` are the articles' topics, its labels are ours. -1 stands for none, and
        for a story that began after the fit: the model has no centre of it.
    """
    ids, centres = _of_level(model, described["level"].iloc[0])
    number = {name: n for n, name in enumerate(ids) if name}
    found = tokens[["article_id"]].merge(placed, on="article_id", how="left")["topic_id"]
    labels: Labels = found.map(number).fillna(-1).to_numpy().astype(np.intp)
    content = contents(tokens["lemmas"], model.language)
    words, nowhere = Lexicon.of(content.words, content.counts()), np.zeros((len(content), 1), dtype=np.float32)
    bertopic, order = pipeline(content, words, nowhere, _Given(labels))
    used = centres[order]
    outlying = len(bertopic.topic_embeddings_) - len(order)
    bertopic.topic_embeddings_ = np.concatenate([np.zeros((outlying, used.shape[1]), np.float32), used])
    label = described.set_index("topic_id")["label"]
    bertopic.set_topic_labels({n: label[ids[ours]] for n, ours in enumerate(order)})
    save(model, folder)
    bertopic.save(str(folder), serialization="safetensors", save_ctfidf=True, save_embedding_model="svodka")
    for name, written in ((TOPIC_IDS, [ids[n] for n in order]), (ARTICLE_IDS, tokens["article_id"].tolist())):
        (folder / name).write_text(json.dumps(written, ensure_ascii=False, indent=0), encoding="utf-8")
    return bertopic


def _of_level(model: TopicModel, level: str) -> tuple[tuple[str, ...], Vectors]:
    """Ids of a level and where its centres lie."""
    centres = model.centres
    if level == "theme":
        number = np.arange(len(centres.themes))
        return model.theme_ids, centres.coordinates(centres.themes, number, np.full_like(number, -1))
    if level == "topic":
        return model.topic_ids, centres.coordinates(centres.topics, centres.theme, np.arange(len(centres.topics)))
    none = np.full(len(centres.stories), -1)
    return model.story_ids, centres.coordinates(centres.stories, none, none)
