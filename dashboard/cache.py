"""All caching of the dashboard: opened archives, and the small answers to their questions.

An answer belongs to an edition and its key names that edition, so nothing here ever has to be made invalid. Frames of
articles are never kept but for the thousand rows of a table; the archive itself lies in DuckDB.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from data.lake import tables
from data.lake.archive import Archive
from data.schema import ARTICLES, TOPICS
from data.settings import Workspace
from data.state.editions import Edition

ANSWERS = 400  # of at most 50,000 rows each, most of them under a hundred

EditionKey = tuple[str, int]


def archive(workspace: Workspace, edition_id: int) -> Archive:
    """The opened edition; one for all sessions. Raises StoreError where it cannot be read."""
    return _archive(str(workspace.root), edition_id)


@st.cache_resource(max_entries=3, show_spinner=False)
def _archive(root: str, edition_id: int) -> Archive:  # noqa: ARG001 - the edition is part of the key
    return Archive.open(Workspace.at(Path(root)), warm=True)


@st.cache_resource(max_entries=6, show_spinner=False)
def places(key: EditionKey, _workspace: Workspace, _edition: Edition) -> pd.DataFrame:  # noqa: ARG001
    """The topics' words and places: topic_id, keywords, x, y; never changed by those who read it."""
    version = _edition.versions.get(TOPICS.name)
    columns = ["topic_id", "keywords", "x", "y"]
    if version is None:
        return TOPICS.empty()[columns]
    return tables.read(_workspace, TOPICS, version, columns)


def waiting(workspace: Workspace, edition: Edition) -> int:
    """How many articles were stored since the edition was made and are not analysed yet."""
    newest = tables.version(workspace, ARTICLES)
    if newest is None or newest == edition.versions.get(ARTICLES.name):
        return 0
    analysed = _articles(str(workspace.root), edition.versions.get(ARTICLES.name), workspace)
    return max(_articles(str(workspace.root), newest, workspace) - analysed, 0)


@st.cache_data(max_entries=6, show_spinner=False)
def _articles(root: str, version: int | None, _workspace: Workspace) -> int:  # noqa: ARG001
    """How many articles a version of the table holds."""
    return 0 if version is None else len(tables.read(_workspace, ARTICLES, version, ["article_id"]))


@st.cache_data(max_entries=ANSWERS, max_size="200MB", show_spinner=False)
def answer(key: EditionKey, question: str, arguments: Hashable, _ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    """The answer to a question about an edition; asked only if it was not asked before with these arguments."""
    return _ask()
