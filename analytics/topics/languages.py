"""Topics over several languages: one fit per language, and who is left out for which reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from analytics.topics.vectors import by_topic
from data.errors import NothingToAnswer
from data.schema import ARTICLE_TOPICS, ARTICLE_VECTORS, TOPICS, UNKNOWN_LANGUAGE, Table

TopicMode = Literal["auto", "keep", "refit"]
LEAST_DOCUMENTS = 30
LEVEL_IDS = ("theme_id", "topic_id", "story_id")


@dataclass(frozen=True)
class Topics:
    """Topics of every language.

    Attributes:
        article_topics, topics, vectors: frames as in `data.schema`; the last of `ARTICLE_VECTORS`.
        models: folder name of each language's model.
    """

    article_topics: pd.DataFrame
    topics: pd.DataFrame
    vectors: pd.DataFrame
    models: dict[str, str]


def version() -> str:
    """Changes whenever the same words would give other topics."""
    from analytics.topics.fit import VERSION

    return VERSION


def topics_of(  # noqa: PLR0913 - each is named where it is called
    *,
    documents: Callable[[str], pd.DataFrame],
    facts: pd.DataFrame,
    before: Topics,
    folder: Path,
    made: Path,
    mode: TopicMode,
    step: Callable[[int, int], None],
) -> Topics:
    """Fit a language that needs it, assign the new articles of the others, and say why the rest has no topic.

    Args:
        documents: gives a language's articles, see `fit.fit`.
        facts: article_id, language of every article.
        before: topics of the edition before, empty at first.
        folder: where models lie.
        made: where new ones are put.
        mode: `auto` fits where a language has no model or its articles have doubled since; `keep` never fits; `refit`
            fits always.
        step: called with languages done, of all.
    Raises:
        NothingToAnswer: `keep`, and no language has a model.
    """
    if mode == "keep" and not before.models:
        raise NothingToAnswer("No language has topics yet.", "Run `svodka analyse` without --topics keep.")
    sizes = facts["language"].value_counts()
    assigned, described, placed, kept = [], [], [], {}
    for number, (language, size) in enumerate(zip(map(str, sizes.index), sizes, strict=True)):
        step(number, len(sizes))
        known = before.models.get(language)
        if language == UNKNOWN_LANGUAGE or (size < LEAST_DOCUMENTS and not known) or (mode == "keep" and not known):
            reason = "no language" if language == UNKNOWN_LANGUAGE else "too few"
            assigned.append(_left_out(documents(language), language, reason))
            continue
        found = _language(language, documents(language), before, (folder, made), mode)
        assigned.append(found.article_topics)
        described.append(found.topics)
        placed.append(found.vectors)
        kept.update(found.models)
    article_topics = _concat(assigned, ARTICLE_TOPICS)
    vectors = by_topic(_concat(placed, ARTICLE_VECTORS), article_topics)
    return Topics(article_topics, _concat(described, TOPICS), vectors, kept)


def _language(
    language: str, documents: pd.DataFrame, before: Topics, folders: tuple[Path, Path], mode: TopicMode
) -> Topics:
    from analytics.topics.assign import assign, with_bulletins
    from analytics.topics.later import with_stories
    from analytics.topics.model import load, save

    folder, made = folders
    known = before.models.get(language)
    model = load(folder / known) if known and mode != "refit" else None
    if model is None or (mode == "auto" and len(documents) >= 2 * model.documents):
        from analytics.topics.fit import fit

        fitted = fit(documents, language=language)
        save(fitted.model, made / fitted.model.name)
        return Topics(fitted.article_topics, fitted.topics, fitted.vectors, {language: fitted.model.name})
    placed, vectors = before.article_topics, before.vectors
    old = placed[(placed["language"] == language) & placed["article_id"].isin(documents["article_id"])]
    new = documents[~documents["article_id"].isin(old["article_id"])]
    described = before.topics[before.topics["language"] == language]
    found = assign(model, new)
    known_vectors = vectors[vectors["article_id"].isin(old["article_id"])]
    every = with_bulletins(_concat([old, found.article_topics], ARTICLE_TOPICS), documents)
    together, described = with_stories(documents, every, described)
    counted = pd.concat([together[column] for column in LEVEL_IDS]).value_counts()
    sizes = described["topic_id"].map(counted).fillna(0).astype("int32")
    kept = _concat([known_vectors, found.vectors], ARTICLE_VECTORS)
    return Topics(together, described.assign(size=sizes), kept, {language: model.name})


def _left_out(documents: pd.DataFrame, language: str, reason: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": documents["article_id"],
            "language": language,
            **{level: pd.Series(None, index=documents.index, dtype="str") for level in LEVEL_IDS},
            "reason": reason,
            "story_reason": reason,
            **{
                name: pd.Series(None, index=documents.index, dtype="float32")
                for name in ("score", "reach", "next_score")
            },
            "next_topic_id": pd.Series(None, index=documents.index, dtype="str"),
            "published_at": documents["published_at"],
        }
    )[ARTICLE_TOPICS.columns]


def _concat(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else table.empty()
