"""All caching of the dashboard: opened archives, and the small answers to their questions.

An answer belongs to an edition, and its key holds the archive's random id and the edition's number: nothing here ever
has to be made invalid, and a workspace that was deleted and made anew is never served from the old one's. Frames of
articles are never kept but for the thousand rows of a table; the archive itself lies in DuckDB.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.context import EditionKey
from data.lake import status
from data.lake.archive import Archive
from data.settings import Workspace
from data.state.editions import Edition

ANSWERS = 400  # of at most 50,000 rows each, most of them under a hundred


def archive(workspace: Workspace, edition: Edition) -> Archive:
    """The opened edition; one for all sessions. Raises StoreError where it cannot be read."""
    return _archive(str(workspace.root), edition.key)


@st.cache_resource(max_entries=3, show_spinner=False)
def _archive(root: str, key: EditionKey) -> Archive:  # noqa: ARG001 - the edition is part of the key
    return Archive.open(Workspace.at(Path(root)), warm=True)


def waiting(workspace: Workspace, edition: Edition) -> int:
    """How many articles of the edition are not analysed yet."""
    return _waiting(edition.key, workspace, edition)


@st.cache_data(max_entries=6, show_spinner=False)
def _waiting(key: EditionKey, _workspace: Workspace, _edition: Edition) -> int:  # noqa: ARG001
    return status.waiting(_workspace, _edition)


@st.cache_data(max_entries=ANSWERS, max_size="200MB", show_spinner=False)
def answer(key: EditionKey, question: str, arguments: Hashable, _ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    """The answer to a question about an edition; asked only if it was not asked before with these arguments."""
    return _ask()
