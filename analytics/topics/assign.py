"""Places articles in the topics of a stored model: the nearest, or none. Light: NumPy and SciPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.text.content import contents
from analytics.topics.documents import MIN_CONTENT, check_documents, written
from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels
from analytics.topics.model import TopicModel
from analytics.topics.place import BEYOND, stand
from analytics.topics.vectors import vectors_frame
from data.schema import ARTICLE_TOPICS

SINGLE, APART, NEW = -1, -2, -3
NO_STORY = ("no fit", "single", "apart", "new")
"""Why a text is of no story, by the number with its sign turned: its topic does not fit; no second text tells the
event; the others that tell it are of another topic; it came after the fit that found the stories."""


@dataclass(frozen=True)
class Placed:
    """Where texts stand.

    Attributes:
        topic: the nearest, -1 where no word of the text is known or there are no topics.
        fits: whether the text is within that topic's reach.
        score: cosine to it.
        story: number of the model's story, or one of SINGLE, APART, NEW.
        next_topic: of all other topics the nearest, -1 where there is none.
        next_score: cosine to it.
        unknown: of one that came after the fit, the share of its content words that the model does not know.
    """

    topic: Labels
    fits: NDArray[np.bool_]
    score: Vectors
    story: Labels
    next_topic: Labels
    next_score: Vectors
    unknown: Vectors

    @classmethod
    def nowhere(cls, n: int) -> Placed:
        """N texts that are in no topic."""
        none, nothing = np.full(n, -1), np.zeros(n, dtype=np.float32)
        return cls(none, np.zeros(n, dtype=bool), nothing, np.full(n, SINGLE), none, nothing, nothing + np.nan)

    def spread(self, row: NDArray[np.intp]) -> Placed:
        """The same for documents: `row` is the text of each, -1 for one that was not placed."""
        none = Placed.nowhere(1)
        both = ((getattr(self, each.name), getattr(none, each.name)) for each in fields(Placed))
        return Placed(*(np.append(own, nothing)[row] for own, nothing in both))


class Assigned(NamedTuple):
    """Documents as placed: `data.schema.ARTICLE_TOPICS`, one row each, and `ARTICLE_VECTORS` of those that have one."""

    article_topics: pd.DataFrame
    vectors: pd.DataFrame


def assign(model: TopicModel, documents: pd.DataFrame) -> Assigned:
    """Place documents of the model's language.

    Args:
        model: as fitted or loaded.
        documents: see `documents.COLUMNS`.
    Raises:
        SchemaError: a column is missing.
    """
    check_documents(documents)
    content = contents(documents["lemmas"], model.language)
    long = content.sizes >= MIN_CONTENT
    content = content.take(np.flatnonzero(long))
    vectors = model.embedder.vectors(content, written(documents[long]))
    placed = replace(place(vectors, model), unknown=model.embedder.unknown(content))
    return Assigned(
        placed_frame(documents, model, long, placed).assign(later=True),
        vectors_frame(documents["article_id"][long], vectors, language=model.language, space=model.space),
    )


def place(vectors: Vectors, model: TopicModel) -> Placed:
    """Where texts stand that came after the fit: at the nearest topic, by the story that they tell if they tell one."""
    if not len(model.centres.topics):
        return Placed.nowhere(len(vectors))
    found, known = stand(vectors, model.centres), np.any(vectors != 0, axis=1)
    return Placed(
        topic=np.where(known, found.topic, -1),
        fits=known & (found.score >= model.centres.reach[found.topic]),
        score=found.score,
        story=np.full(len(vectors), NEW),
        next_topic=np.where(known, found.next_topic, -1),
        next_score=found.next_score,
        unknown=np.full(len(vectors), np.nan, dtype=np.float32),
    )


def placed_frame(documents: pd.DataFrame, model: TopicModel, long: NDArray[np.bool_], placed: Placed) -> pd.DataFrame:
    """The rows of `data.schema.ARTICLE_TOPICS`: topic_id is null, with a reason, where the document has fewer than 3
    content lemmas ("too short") or lies beyond the nearest topic's reach ("no fit", or "bulletin" where it is one of a
    series; it still is of that topic's theme, and that topic the next).

    Args:
        long: of each document, whether it has content enough to be placed.
        placed: of the long ones alone.
    """
    fits, story = placed.fits, placed.story
    theme = np.append(model.centres.theme, -1)[placed.topic]
    told = np.where(fits & (story >= 0), story, -1)
    columns = {
        "theme_id": _taken(model.theme_ids, theme),
        "topic_id": _taken(model.topic_ids, np.where(fits, placed.topic, -1)),
        "story_id": _taken(model.story_ids, told),
        "reason": _taken(("no fit",), np.where(fits, -1, 0)),
        "story_reason": _taken(NO_STORY, np.where(fits | (story == NEW), np.where(story >= 0, -1, -story), 0)),
        "next_topic_id": _taken(model.topic_ids, np.where(fits, placed.next_topic, placed.topic)),
    }
    texts = {name: np.full(len(documents), "too short" if "reason" in name else None, object) for name in columns}
    for name, values in columns.items():
        texts[name][long] = values
    near = np.where(fits, placed.next_topic, placed.topic)
    figures = {
        "score": placed.score,
        "reach": np.append(model.centres.reach, np.nan)[placed.topic],
        "next_score": np.where(near < 0, np.nan, np.where(fits, placed.next_score, placed.score)),
        "unknown": placed.unknown,
    }
    numbers = {name: np.full(len(documents), np.nan, dtype=np.float32) for name in figures}
    for name, values in figures.items():
        numbers[name][long] = values
    frame = pd.DataFrame(
        {
            "article_id": documents["article_id"].to_numpy(),
            "language": model.language,
            **{name: pd.Series(values, dtype="str") for name, values in texts.items()},
            **numbers,
            "later": False,
            "published_at": documents["published_at"].array,
        }
    )
    return ARTICLE_TOPICS.check(with_bulletins(frame[ARTICLE_TOPICS.columns], documents))


def with_bulletins(placed: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Say of articles beyond every topic's reach which are bulletins; a series may have been found, or gone, since.

    Args:
        placed: `data.schema.ARTICLE_TOPICS` of some of the documents.
        documents: article_id, series.
    """
    beyond = placed["reason"].isin(BEYOND)
    alike = placed["article_id"].isin(documents["article_id"][documents["series"].notna()])
    said = pd.Series(np.where(alike, "bulletin", "no fit"), index=placed.index, dtype="str")
    untold = beyond & placed["story_id"].isna() & (placed["story_reason"] != "new")
    return placed.assign(
        reason=placed["reason"].mask(beyond, said), story_reason=placed["story_reason"].mask(untold, said)
    )


def _taken(names: Sequence[str], number: NDArray[Any]) -> NDArray[np.object_]:
    """The name with each number, None for -1."""
    return np.asarray(np.array([*names, None], dtype=object)[number])
