"""What is in a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.lake import tables
from data.lake.lacking import lacking
from data.schema import ARTICLE_FACTS, ARTICLES, TABLES, Table
from data.settings import Workspace
from data.state import editions, imports
from data.state.editions import Edition


def status(workspace: Workspace) -> dict[str, Any]:
    """What the command `status` prints.

    Returns:
        workspace (path), zone, articles (stored), not_analysed, undated left to the edition; edition: None or
        {number, step, created_at (UTC), totals}; lacking: stored articles by `LACKS`; changed: rows of all imports that
        had another title or text than the article that is kept; tables: rows and version by name, of the edition;
        imports: newest first, {import_id, started_at, paths, stored}; bytes_on_disk.

    Raises:
        StoreError: a table's log is damaged, or a newer program wrote it.
    """
    edition = editions.latest(workspace)
    found = {table.name: _table(workspace, table, edition) for table in TABLES}
    recorded = imports.recorded(workspace)
    return {
        "workspace": str(workspace.root),
        "zone": workspace.settings.zone,
        "articles": found[ARTICLES.name]["rows"],
        "not_analysed": waiting(workspace, edition),
        "edition": edition and _edition(edition),
        "lacking": lacking(workspace, edition),
        "changed": sum(entry["report"].get("changed") or 0 for entry in recorded),
        "tables": found,
        "imports": [_import(entry) for entry in recorded],
        "bytes_on_disk": bytes_below(workspace.root),
    }


def waiting(workspace: Workspace, edition: Edition | None) -> int:
    """How many articles are stored that the edition does not have: they were imported after its analysis."""
    stored = tables.count(workspace, ARTICLES, edition.versions.get(ARTICLES.name)) if edition else 0
    analysed = tables.count(workspace, ARTICLE_FACTS, edition.versions.get(ARTICLE_FACTS.name)) if edition else 0
    return max(stored - analysed, 0)


def bytes_below(folder: Path) -> int:
    """Bytes of all files below a folder, 0 where it is missing."""
    sizes = 0
    for path in folder.rglob("*"):
        try:
            sizes += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue  # a writer just removed it
    return sizes


def _table(workspace: Workspace, table: Table, edition: Edition | None) -> dict[str, int | None]:
    version = edition.versions.get(table.name) if edition else None
    return {"rows": tables.count(workspace, table, version), "version": version}


def _edition(edition: Edition) -> dict[str, Any]:
    kept = {"number": edition.edition_id, "step": edition.step, "created_at": edition.created_at}
    return {**kept, "totals": edition.totals}


def _import(entry: dict[str, Any]) -> dict[str, Any]:
    kept = {key: entry[key] for key in ("import_id", "started_at", "paths")}
    return {**kept, "stored": entry["report"].get("stored")}
