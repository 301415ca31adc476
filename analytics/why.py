"""Why an article is of its topic: the words they share, how near it is, what comes next, and what is most like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics.text.content import empty_words, is_content
from analytics.text.lemmas import lemmatizer
from analytics.text.tokens import tokenize
from analytics.topics.vectors import read_vectors
from analytics.trends.answers import plain
from analytics.trends.copies import article_named, dated
from data.lake import counts
from data.lake.archive import Reader

MOST_WORDS = 8
MOST_NEAR, LOOKED_AT = 3, 9
"""Articles that are shown, and among which those are that repeat another's headline without being its copy."""
ON_THE_EDGE = 0.05
"""Difference of two cosines that says little: one in ten articles of ruattitudes has another topic so near."""

Certainty = Literal["clear", "edge", "crossed"]


@dataclass(frozen=True)
class Why:
    """Why an article stands where it stands.

    Attributes:
        placing: see `counts.placing`.
        words: of the topic's keywords those that the article says, the topic's first first.
        near: texts of the topic that are most like it, at most three, the nearest first: see `counts.articles_by_id`,
            and likeness (cosine).
    """

    placing: dict[str, Any]
    words: tuple[str, ...]
    near: pd.DataFrame

    @property
    def certainty(self) -> Certainty | None:
        """Whether another topic is as near: `clear`: none; `edge`: one is about as near; `crossed`: one is nearer, but
        of another theme, and the nearest theme is chosen first. None: not known, or there is no other topic.
        """
        score, following = self.placing["score"], self.placing["next_score"]
        if self.placing["topic_id"] is None or following is None:
            return None
        if following > score:
            return "crossed"
        return "edge" if score - following < ON_THE_EDGE else "clear"


def why(reader: Reader, article_id: str) -> Why:
    """Why an article is of its topic, or of none.

    Raises:
        NothingToAnswer: the edition has no article of this id.
    """
    placing = counts.placing(reader, article_id)
    topic_id = placing["topic_id"]
    if topic_id is None:
        return Why(placing, (), _nothing(reader))
    words = shared_words(placing["keywords"], counts.article_lemmas(reader, article_id), placing["language"])
    return Why(placing, words, _near(reader, article_id, topic_id))


def why_answer(reader: Reader, asked: str) -> dict[str, Any]:
    """What the command `why` prints.

    Args:
        reader: an open edition.
        asked: the article's id, or its address in any spelling.
    Returns:
        article_id, topic, reason, score, reach, next_topic, next_score, see `counts.placing`; certainty, words; near:
        article_id, published (local), outlet, title, likeness.
    Raises:
        NothingToAnswer: no article has this id or address.
    """
    found = why(reader, article_named(reader, asked))
    said = ("article_id", "topic", "reason", "score", "reach", "next_topic", "next_score")
    near = dated(found.near)[["article_id", "published", "outlet", "title", "likeness"]]
    return {
        **{name: found.placing[name] for name in said},
        "certainty": found.certainty,
        "words": list(found.words),
        "near": plain(near),
    }


def shared_words(keywords: Sequence[str], lemmas: Sequence[str], language: str) -> tuple[str, ...]:
    """What a topic and an article both say: keywords all of whose words stand in the article, then nouns of the others
    that do; nothing twice, at most MOST_WORDS.

    Args:
        keywords: of the topic, words and phrases in the nominative.
        lemmas: of the article.
        language: of both.
    """
    said, empty, known = set(lemmas), empty_words(language), lemmatizer(language)
    words = [[token.text for token in tokenize(keyword)] for keyword in keywords]
    telling = [{w: known.lemma(w) for w in each if is_content(known.lemma(w), empty)} for each in words]
    whole = [(keyword, set(each.values())) for keyword, each in zip(keywords, telling, strict=True)]
    nouns = [(w, {lemma}) for each in telling for w, lemma in each.items() if known.is_name(w)]
    shared: dict[str, set[str]] = {}
    for shown, own in (*whole, *nouns):
        if own and own <= said and not any(own <= other for other in shared.values()):
            shared[shown] = own
    return tuple(shared)[:MOST_WORDS]


def _near(reader: Reader, article_id: str, topic_id: str) -> pd.DataFrame:
    beside = counts.vectors_beside(reader, article_id, topic_id)
    own = beside[beside["article_id"] == article_id]
    others = beside[(beside["article_id"] != article_id) & beside["model"].isin(own["model"])]
    if own.empty or others.empty:
        return _nothing(reader)
    likeness = read_vectors(others["vector"]) @ read_vectors(own["vector"])[0]
    nearest = np.lexsort((others["article_id"], -likeness))[:LOOKED_AT]
    chosen = others["article_id"].iloc[nearest].tolist()
    found = counts.articles_by_id(reader, chosen)
    found["likeness"] = found["article_id"].map(dict(zip(chosen, likeness[nearest].tolist(), strict=True)))
    return found.drop_duplicates("title").head(MOST_NEAR).reset_index(drop=True)


def _nothing(reader: Reader) -> pd.DataFrame:
    return counts.articles_by_id(reader, ()).assign(likeness=pd.Series(dtype="float64"))
