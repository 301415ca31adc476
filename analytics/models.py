"""Topic models written for a notebook, a folder for each language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow.compute as pc

from analytics.source import Source
from data.errors import NothingToAnswer, UsageError
from data.schema import ARTICLE_TOPICS, TOKENS, TOPICS, to_frame
from data.settings import Workspace
from data.state.editions import hold, latest

Level = Literal["theme", "topic", "story"]


@dataclass(frozen=True)
class Written:
    """A model that was written: its language, folder, and how many topics and articles it has."""

    language: str
    folder: str
    topics: int
    articles: int


def export_model(
    workspace: Workspace, folder: Path, level: Level = "topic", language: str | None = None
) -> list[Written]:
    """Write the topics of the last edition as BERTopic models.

    Args:
        workspace: the archive.
        folder: where a folder for each language is made; none of these may be there already.
        level: themes, topics or stories.
        language: only this one; None: every language that has topics.
    Raises:
        NothingToAnswer: nothing was analysed, or the language has no topics.
        UsageError: a folder is there already.
        StoreError: a model is missing or damaged, or the folder cannot be written.
    """
    edition = latest(workspace)
    models = {} if edition is None else {k: v for k, v in edition.models.items() if language in (None, k)}
    if edition is None or not models:
        what = f"There are no topics in {language}." if language else "There are no topics yet."
        raise NothingToAnswer(what, "Run `svodka analyse`; a language needs 30 articles.")
    there = [str(folder / code) for code in models if (folder / code).exists()]
    if there:
        raise UsageError(f"{', '.join(there)} exists.", "Choose another folder; nothing was written.")
    with hold(workspace, edition):
        source = Source(workspace, edition)
        return [_write(source, code, name, level, folder / code) for code, name in sorted(models.items())]


def _write(source: Source, language: str, name: str, level: Level, folder: Path) -> Written:
    from analytics.topics.model import load
    from analytics.topics.notebook import write_bertopic

    tokens = source.arrow(TOKENS)
    own = to_frame(tokens.filter(pc.equal(tokens.column("language"), language)).select(["article_id", "lemmas"]))
    own = own.sort_values("article_id", ignore_index=True)
    model = load(source.workspace.models / name)
    placed = source.read(ARTICLE_TOPICS, ["article_id", f"{level}_id"]).set_axis(["article_id", "topic_id"], axis=1)
    described = source.read(TOPICS)
    of_level = described[(described["language"] == language) & (described["level"] == level)]
    if of_level.empty:
        raise NothingToAnswer(f"No {level} was found in {language}.", "Choose another --level.")
    found = write_bertopic(model, own, placed, of_level, folder)
    return Written(language, str(folder), len(found.get_topic_info().query("Topic >= 0")), len(own))
