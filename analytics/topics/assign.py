"""Places articles in the topics of a stored model: the nearest, or none. Light: NumPy and SciPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.topics.documents import MIN_CONTENT, check_documents, contents, written
from analytics.topics.embed import Vectors
from analytics.topics.grouping import Labels
from analytics.topics.model import TopicModel
from analytics.topics.place import stand
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
    """

    topic: Labels
    fits: NDArray[np.bool_]
    score: Vectors
    story: Labels

    @classmethod
    def nowhere(cls, n: int) -> Placed:
        """N texts that are in no topic."""
        return cls(np.full(n, -1), np.zeros(n, dtype=bool), np.zeros(n, dtype=np.float32), np.full(n, SINGLE))

    def spread(self, row: NDArray[np.intp]) -> Placed:
        """The same for documents: `row` is the text of each, -1 for one that was not placed."""
        none = Placed.nowhere(1)
        return Placed(
            topic=np.append(self.topic, none.topic)[row],
            fits=np.append(self.fits, none.fits)[row],
            score=np.append(self.score, none.score)[row],
            story=np.append(self.story, none.story)[row],
        )


def assign(model: TopicModel, documents: pd.DataFrame) -> pd.DataFrame:
    """Place documents of the model's language.

    Args:
        model: as fitted or loaded.
        documents: see `documents.COLUMNS`.
    Returns:
        One row per document as in `data.schema.ARTICLE_TOPICS`.
    Raises:
        SchemaError: a column is missing.
    """
    check_documents(documents)
    content = contents(documents["lemmas"], model.language)
    long = content.sizes >= MIN_CONTENT
    vectors = model.embedder.vectors(content.take(np.flatnonzero(long)), written(documents[long]))
    return placed_frame(documents, model, long, place(vectors, model))


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
    )


def placed_frame(documents: pd.DataFrame, model: TopicModel, long: NDArray[np.bool_], placed: Placed) -> pd.DataFrame:
    """The rows of `data.schema.ARTICLE_TOPICS`: topic_id is null, with a reason, where the document has fewer than 3
    content lemmas ("too short") or lies beyond the nearest topic's reach ("no fit"; it still is of that topic's theme).

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
        "story_reason": _taken(NO_STORY, np.where(fits, np.where(story >= 0, -1, -story), 0)),
    }
    texts = {name: np.full(len(documents), "too short" if "reason" in name else None, object) for name in columns}
    for name, values in columns.items():
        texts[name][long] = values
    score = np.full(len(documents), np.nan, dtype=np.float32)
    score[long] = placed.score
    frame = pd.DataFrame(
        {
            "article_id": documents["article_id"].to_numpy(),
            "language": model.language,
            **{name: pd.Series(values, dtype="str") for name, values in texts.items()},
            "score": score,
            "published_at": documents["published_at"].array,
        }
    )
    return ARTICLE_TOPICS.check(frame)


def _taken(names: Sequence[str], number: NDArray[Any]) -> NDArray[np.object_]:
    """The name with each number, None for -1."""
    return np.asarray(np.array([*names, None], dtype=object)[number])
