"""Editions: which version of every table belongs together. Readers follow the latest, writers publish the next."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from data.settings import Workspace
from data.state.database import connect, now


@dataclass(frozen=True)
class Edition:
    """One published state of the archive.

    Attributes:
        edition_id: rises by one with each edition; 0 before it is published.
        created_at: UTC; set when it is published.
        zone: IANA name of the zone whose days its counts use.
        versions: Delta version by table name; None where the table is empty in this edition.
        stages: version text by stage; a stage whose text differs from the program's is done again.
        totals: the figures `analyse` printed.
        models: topic model's folder name by language.
        colours: number of the owned colour by id, under "topics" and "entities".
        index: folder name of the search index, or None.
    """

    versions: dict[str, int | None]
    zone: str
    stages: dict[str, str] = field(default_factory=dict)
    totals: dict[str, Any] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)
    colours: dict[str, dict[str, int]] = field(default_factory=dict)
    index: str | None = None
    edition_id: int = 0
    created_at: datetime | None = None


def latest(workspace: Workspace) -> Edition | None:
    """The last published edition, or None where nothing was analysed yet (also where no workspace exists)."""
    if not workspace.state.exists():
        return None
    with connect(workspace) as connection:
        row = connection.execute("SELECT * FROM editions ORDER BY edition_id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    created_at = datetime.fromisoformat(row["created_at"])
    return Edition(**json.loads(row["content"]), edition_id=row["edition_id"], created_at=created_at)


def publish(workspace: Workspace, edition: Edition) -> int:
    """Make this the latest edition in one transaction; returns its number."""
    content = {k: v for k, v in asdict(edition).items() if k not in ("edition_id", "created_at")}
    with connect(workspace) as connection:
        inserted = connection.execute(
            "INSERT INTO editions (created_at, content) VALUES (?, ?)", (now(), json.dumps(content, ensure_ascii=False))
        )
        return int(inserted.lastrowid or 0)
