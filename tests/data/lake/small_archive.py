"""A small archive by hand: its articles, and what an analysis would have found in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.lake import tables
from data.lake.transaction import change
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    ATTRIBUTIONS,
    ENTITIES,
    MENTIONS,
    TABLES,
    TOPIC_LINKS,
    TOPICS,
    Table,
)
from data.settings import Workspace
from data.state.database import connect
from data.state.editions import Edition, publish

Link = tuple[str, str, float, list[str]]
KIND_OF = {"p": "person", "o": "organisation"}
"""Kind by the first letter of an entity's name."""


@dataclass(frozen=True)
class Row:
    """One article of a small archive, with what an analysis would have found."""

    published: datetime | None = datetime(2018, 1, 8, 16, 27, tzinfo=UTC)
    outlet: str | None = "ТАСС"
    language: str = "ru"
    topic: str | None = "t1"
    theme: str | None = None
    story: str | None = None
    reprint: str | None = None
    names: tuple[str, ...] = ()
    title: str = "Заголовок"
    import_id: str = "imported-1"
    reason: str | None = None
    story_reason: str | None = None
    date_only: bool = False
    series: str | None = None
    sources: tuple[str, ...] = ()


def write_edition(
    workspace: Workspace,
    rows: Sequence[Row],
    *,
    zone: str = "Europe/Moscow",
    first: int = 0,
    links: Sequence[Link] = (),
    tongues: Mapping[str, str] | None = None,
) -> int:
    """Store the articles, write what was derived from them, publish; returns the edition's number. A second call
    with another `first` adds to the archive. An article's id is its number in hex, an entity's its name.

    Args:
        links: two topics, how near they are, and the entities they share; those of topics without an article are left out.
        tongues: languages of topics that are not Russian.
    """
    numbered = [(f"{n:016x}", row) for n, row in enumerate(rows, first)]
    _append(workspace, ARTICLES, [_article(i, row) for i, row in numbered])
    facts = [
        {"article_id": i, "language": row.language, "reprint_group": row.reprint, "series": row.series}
        for i, row in numbered
    ]
    _append(workspace, ARTICLE_FACTS, facts)
    credited = [(i, n, name) for i, row in numbered for n, name in enumerate(row.sources)]
    _append(workspace, ATTRIBUTIONS, [{"article_id": i, "start": n, "end": n + 1, "source": s} for i, n, s in credited])
    _append(workspace, ARTICLE_TOPICS, [_placed(i, row, n) for n, (i, row) in enumerate(numbered)])
    _append(workspace, ARTICLE_VECTORS, [_vector(i, row) for i, row in numbered])
    _append(workspace, MENTIONS, [m for i, row in numbered for m in _mentions(i, row)])
    _write_topics(workspace, links, tongues or {})
    _write_entities(workspace)
    return publish(workspace, Edition({t.name: tables.version(workspace, t) for t in TABLES}, zone))


def store(workspace: Workspace, articles: pd.DataFrame) -> None:
    """Add articles as an import does: an edition more, and nothing derived from them."""
    with change(workspace, "import") as found:
        found.append(ARTICLES, articles)
        found.publish()


def as_form_1(workspace: Workspace, *, lose: int = 0) -> None:
    """Make of an archive what the program of form 1 left: no archive id, and articles that no edition names.

    Args:
        lose: so many of the last editions, those of imports, were never published then.
    """
    with connect(workspace) as state:
        for name in ("archive", "erasures", "pins", "counted_blocks", "edits", "comments"):
            state.execute(f"DROP TABLE {name}")
        state.execute("ALTER TABLE runs DROP COLUMN born")
        state.execute("DELETE FROM migrations WHERE name >= '002'")
        last = "SELECT edition_id FROM editions ORDER BY edition_id DESC LIMIT ?"
        state.execute(f"DELETE FROM editions WHERE edition_id IN ({last})", (lose,))
        for row in state.execute("SELECT edition_id, content FROM editions").fetchall():
            content = {k: v for k, v in json.loads(row[1]).items() if k not in ("step", "derived", "edits")}
            state.execute("UPDATE editions SET content = ? WHERE edition_id = ?", (json.dumps(content), row[0]))


def _append(workspace: Workspace, table: Table, rows: list[dict[str, Any]]) -> None:
    tables.append(workspace, table, pa.Table.from_pylist(rows, schema=table.schema))


def _article(article_id: str, row: Row) -> dict[str, Any]:
    fixed = {"origin": "import", "text": "Текст", "content_hash": "0"}
    known = {"import_id": row.import_id, "outlet": row.outlet, "published_at": row.published, "title": row.title}
    known["flags"] = ["date_only"] if row.date_only else []
    return {"article_id": article_id, "collected_at": datetime(2026, 1, 1, tzinfo=UTC), **fixed, **known}


def _placed(article_id: str, row: Row, number: int) -> dict[str, Any]:
    reason = row.reason or (None if row.topic else "no fit")
    known = {"language": row.language, "published_at": row.published}
    placed = {"theme_id": row.theme, "topic_id": row.topic, "story_id": row.story, "story_reason": row.story_reason}
    return {"article_id": article_id, **placed, "reason": reason, "score": float(number), **known}


def _vector(article_id: str, row: Row) -> dict[str, Any]:
    point = np.array([1, 0], "<f2").tobytes()
    return {
        "article_id": article_id,
        "language": row.language,
        "topic_id": row.topic,
        "model": "m",
        "vector": point,
    }


def _mentions(article_id: str, row: Row) -> list[dict[str, Any]]:
    fixed = {"part": "text", "sentence_start": 0, "sentence_end": 100, "method": "model"}
    return [
        {
            "article_id": article_id,
            "entity_id": name,
            "surface": name,
            "kind": KIND_OF[name[0]],
            "start": 10 * n,
            "end": 10 * n + 5,
            "published_at": row.published,
            **fixed,
        }
        for n, name in enumerate(row.names)
    ]


def _write_topics(workspace: Workspace, links: Sequence[Link], tongues: Mapping[str, str]) -> None:
    """Every theme, topic and story that an article is of; without themes as an older program left them."""
    placed = tables.read(workspace, ARTICLE_TOPICS)
    fixed = {"keywords": ["слово"], "x": 0.0, "y": 0.0, "centroid": [0.0], "model": "m"}
    older = placed["theme_id"].isna().all()
    rows = []
    for level, above in (("theme", None), ("topic", "theme_id"), ("story", "topic_id")):
        own = placed.dropna(subset=f"{level}_id")
        parents = dict(zip(own[f"{level}_id"], own[above], strict=True)) if above and not older else {}
        for i, ids in own.groupby(f"{level}_id")["article_id"].agg(sorted).items():
            told = {
                "topic_id": i,
                "language": tongues.get(i, "ru"),
                "level": None if older else level,
                "parent_id": parents.get(i),
            }
            rows.append({**told, "label": f"Тема {i}", "size": len(ids), "representatives": ids[:3], **fixed})
    tables.overwrite(workspace, TOPICS, pa.Table.from_pylist(rows, schema=TOPICS.schema))
    known = {row["topic_id"] for row in rows}
    both = [(*ends, *rest) for one, other, *rest in links for ends in ((one, other), (other, one)) if {*ends} <= known]
    tables.overwrite(workspace, TOPIC_LINKS, pd.DataFrame(both, columns=TOPIC_LINKS.columns))


def _write_entities(workspace: Workspace) -> None:
    names = sorted(set(tables.read(workspace, MENTIONS)["entity_id"]))
    rows = [{"entity_id": n, "name": n, "kind": KIND_OF[n[0]], "forms": [n]} for n in names]
    tables.overwrite(workspace, ENTITIES, pa.Table.from_pylist(rows, schema=ENTITIES.schema))
