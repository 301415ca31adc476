"""The demo archive: the corpus in data/demo, imported and analysed once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import data.demo
from data.settings import Workspace
from data.state.editions import latest

ARTICLES = Path(data.demo.__file__).parent / "articles"
STAMP = "corpus.digest"


def build(workspace: Workspace, progress: Callable[[str, int, int], None]) -> dict[str, Any]:
    """Make the demo archive, or return its totals at once where it already holds the corpus as it is now.

    Args:
        workspace: its own workspace.
        progress: called with stage, done, total, as in `pipeline.analyse`.
    """
    stamp = workspace.root / STAMP
    digest = corpus_digest()
    edition = latest(workspace)
    if edition and stamp.exists() and stamp.read_text() == digest:
        return {**edition.totals, "edition": edition.edition_id}
    from analytics.pipeline import analyse  # only when there is work: it loads half a gigabyte
    from data.intake import import_paths

    import_paths(workspace, [ARTICLES], progress=progress)
    totals = analyse(workspace, progress=progress)
    stamp.write_text(digest)
    return totals


def corpus_digest() -> str:
    """Changes with any byte of the corpus."""
    over = blake2b(digest_size=8)
    for path in sorted(ARTICLES.glob("*.jsonl")):
        over.update(path.name.encode() + path.read_bytes())
    return over.hexdigest()
