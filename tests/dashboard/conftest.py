"""Small archives written straight into the tables: quick to make, with exactly the rows a test needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from analytics.search import index
from data.filter import LEVELS
from data.lake import tables
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLE_VECTORS,
    ARTICLES,
    ATTRIBUTIONS,
    CLUTTER,
    ENTITIES,
    ENTITY_LINEAGE,
    MENTIONS,
    REPEATED_BLOCKS,
    TABLES,
    TOKENS,
    TOPIC_LINEAGE,
    TOPIC_LINKS,
    TOPIC_WORDS,
    TOPICS,
    Table,
)
from data.settings import Workspace
from data.state.editions import Edition, publish

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
IMPORTED = datetime(2018, 3, 1, tzinfo=UTC)


def text_id(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def write_archive(
    workspace: Workspace,
    rows: Sequence[dict[str, Any]],
    blocks: Sequence[tuple[str, str, int, float, bool]] = (),
    links: Sequence[tuple[str, str, str, list[tuple[str, str]]]] = (),
    joined: Sequence[tuple[tuple[str, str], tuple[str, str], str]] = (),
    lineage: Sequence[tuple[datetime, str, str, str | None, str | None]] = (),
    months: Sequence[tuple[str, str, str, str]] = (),
) -> Edition:
    """Write articles as analysed and publish the edition.

    Args:
        rows: title, text, published_at (aware or None), outlet (or None); and, where wanted, language ("ru"), url,
            topic (a label), theme and story (likewise; the topic of a theme or story is always inside it), reason,
            story_reason, score, reach, next (a topic's label), next_score, vector (numbers), keywords (of the topic),
            names ((name, kind) pairs that stand in the text), flags, group (any name; articles of one
            are reprints of each other), role, series (likewise), clutter ((words of the text, kind) pairs), credits
            (media).
        blocks: rows of `repeated_blocks`.
        links: a level, labels of two that are linked, and the names that they share.
        joined: a (name, kind) that the analysis reads as another one, that one, and why.
        lineage: when, level, event, the earlier one's label and the later one's (None: none); each has ten articles.
        months: a level, a label, a month and its words, as one text.
    """
    full = [_full(n, row) for n, row in enumerate(rows)]
    made = pd.DataFrame(full)
    frames = [
        (ARTICLES, _typed(ARTICLES, made)),
        (ARTICLE_FACTS, _typed(ARTICLE_FACTS, made)),
        (TOKENS, _typed(TOKENS, made)),
        (MENTIONS, _mentions(full)),
        (ENTITIES, _entities(full)),
        (ARTICLE_TOPICS, _typed(ARTICLE_TOPICS, made)),
        (ARTICLE_VECTORS, _vectors(full)),
        (TOPICS, _topics(full)),
        (TOPIC_LINKS, _links(links)),
        (ENTITY_LINEAGE, _lineage(joined)),
        (TOPIC_LINEAGE, _topic_lineage(lineage)),
        (TOPIC_WORDS, _months(months)),
        (CLUTTER, _clutter(full)),
        (ATTRIBUTIONS, _attributions(full)),
        (REPEATED_BLOCKS, pd.DataFrame(blocks, columns=REPEATED_BLOCKS.columns)),
    ]
    for table, frame in frames:
        tables.overwrite(workspace, table, frame)
    largest = {level: sorted({row[f"{level}_id"] for row in full} - {None})[:8] for level in ("theme", "topic")}
    edition = Edition(
        versions={table.name: tables.version(workspace, table) for table in TABLES},
        zone=workspace.settings.zone,
        totals={"articles": len(made)},
        colours={f"{level}s": {i: n for n, i in enumerate(ids)} for level, ids in largest.items()} | {"entities": {}},
        index=index.build(
            workspace.index, tables.read_arrow(workspace, TOKENS, tables.version(workspace, TOKENS)), None
        ),
    )
    publish(workspace, edition)
    return edition


def _links(links: Sequence[tuple[str, str, str, list[tuple[str, str]]]]) -> pd.DataFrame:
    """Each link both ways."""
    both = [
        (text_id(level, here), text_id(level, there), 0.5, [text_id(kind, name) for name, kind in names])
        for level, one, other, names in links
        for here, there in ((one, other), (other, one))
    ]
    return pd.DataFrame(both, columns=TOPIC_LINKS.columns)


def _lineage(joined: Sequence[tuple[tuple[str, str], tuple[str, str], str]]) -> pd.DataFrame:
    rows = [(text_id(*one[::-1]), text_id(*other[::-1]), reason) for one, other, reason in joined]
    return pd.DataFrame(rows, columns=ENTITY_LINEAGE.columns).astype("str")


def _topic_lineage(lineage: Sequence[tuple[datetime, str, str, str | None, str | None]]) -> pd.DataFrame:
    rows = [
        {
            "model": "hand",
            "language": "ru",
            "at": at,
            "level": level,
            "event": event,
            "topic_id": text_id(level, one) if one else None,
            "into_id": text_id(level, other) if other else None,
            "shared": 10,
            "share": 1.0,
            "label": one if level != "story" else None,
        }
        for at, level, event, one, other in lineage
    ]
    if not rows:
        return TOPIC_LINEAGE.empty()
    frame = pd.DataFrame(rows)[TOPIC_LINEAGE.columns]
    return frame.astype({"at": "datetime64[us, UTC]", "shared": "int32", "share": "float32"})


def _months(months: Sequence[tuple[str, str, str, str]]) -> pd.DataFrame:
    rows = [
        (text_id(level, label), month, word, rank, 1 / rank)
        for level, label, month, words in months
        for rank, word in enumerate(words.split(), 1)
    ]
    return pd.DataFrame(rows, columns=TOPIC_WORDS.columns) if rows else TOPIC_WORDS.empty()


def _clutter(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    found = [
        (row["article_id"], row["text"].index(words), row["text"].index(words) + len(words), kind)
        for row in full
        for words, kind in row["clutter"]
    ]
    return pd.DataFrame(found, columns=CLUTTER.columns)


def _attributions(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    found = [(row["article_id"], n, n + 1, source) for row in full for n, source in enumerate(row["credits"])]
    return pd.DataFrame(found, columns=ATTRIBUTIONS.columns)


def _full(n: int, row: dict[str, Any]) -> dict[str, Any]:
    words = f"{row['title']} {row['text']}".split()
    return {
        "article_id": text_id(row["title"], str(n)),
        "external_id": None,
        "import_id": "hand",
        "origin": "import",
        "language_given": None,
        "date_raw": None,
        "collected_at": IMPORTED,
        "url": None,
        "content_hash": text_id(row["text"]),
        "flags": [],
        "language": "ru",
        "reprint_group": row.get("group"),
        **dict.fromkeys(("body_hash", "heading_hash", "role", "series", "lead")),
        "only_clutter": False,
        "title_words": len(row["title"].split()),
        "words": words,
        "lemmas": [word.lower() for word in words],
        **dict.fromkeys(("theme", "topic", "story", "story_reason")),
        "names": [],
        "clutter": [],
        "credits": [],
        **row,
        **{f"{level}_id": text_id(level, row[level]) if row.get(level) else None for level in LEVELS},
        "reason": None if row.get("topic") else row.get("reason", "no fit"),
        "score": row.get("score", 0.5),
        **{name: row.get(name) for name in ("reach", "next_score", "later", "unknown")},
        "next_topic_id": text_id("topic", row["next"]) if row.get("next") else None,
    }


def _typed(table: Table, made: pd.DataFrame) -> pd.DataFrame:
    if made.empty:
        return table.empty()
    frame = made[table.columns].copy()
    for name in ("published_at", "collected_at"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], utc=True).astype("datetime64[us, UTC]")
    return frame


def _mentions(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    found = [
        {
            "article_id": row["article_id"],
            "entity_id": text_id(kind, name),
            "surface": name,
            "kind": kind,
            "part": "text",
            "start": start,
            "end": start + len(name),
            "sentence_start": 0,
            "sentence_end": len(row["text"]),
            "method": "model",
            "published_at": row["published_at"],
            "context": None,
        }
        for row in full
        for name, kind, start in _standing(row)
    ]
    return _typed(MENTIONS, pd.DataFrame(found))


def _standing(row: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """The names of an article and where each stands; one that is given twice stands at the next place."""
    last: dict[str, int] = {}
    for name, kind in row["names"]:
        last[name] = row["text"].index(name, last.get(name, -1) + 1)
        yield name, kind, last[name]


def _entities(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    named = {(name, kind) for row in full for name, kind in row["names"]}
    rows = [
        {"entity_id": text_id(kind, name), "name": name, "kind": kind, "forms": [name], "first_seen": None}
        for name, kind in sorted(named)
    ]
    frame = pd.DataFrame(rows, columns=ENTITIES.columns)
    return (
        frame.astype({"first_seen": "datetime64[us, UTC]", "name_en": "str", "wikidata": "str"})
        if rows
        else ENTITIES.empty()
    )


def _vectors(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    made = [
        {**row, "model": "hand", "vector": np.array(row["vector"], "<f2").tobytes()} for row in full if "vector" in row
    ]
    return _typed(ARTICLE_VECTORS, pd.DataFrame(made))


def _topics(full: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Every theme, topic and story that an article names; without themes as an older program left them."""
    older = not any(row["theme"] for row in full)
    rows = [
        {
            "topic_id": text_id(level, label),
            "level": None if older else level,
            "parent_id": None if older or not above else next(r[f"{above}_id"] for r in full if r[level] == label),
            "language": next(row["language"] for row in full if row[level] == label),
            "label": label,
            "keywords": []
            if level == "story"
            else next(row.get("keywords", [label]) for row in full if row[level] == label),
            "size": sum(row[level] == label for row in full),
            "x": float(n % 4),
            "y": float(n // 4),
            "representatives": [],
            "centroid": [0.0, 1.0],
            "model": "hand",
            **({} if older or level == "story" else {"stability": 0.9, "borderline": 0.125, "trust": "solid"}),
        }
        for level, above in zip(LEVELS, (None, *LEVELS[:2]), strict=True)
        for n, label in enumerate(sorted({row[level] for row in full} - {None}))
    ]
    return pd.DataFrame(rows, columns=TOPICS.columns) if rows else TOPICS.empty()


@pytest.fixture
def archive_of(workspace: Workspace) -> Callable[..., Workspace]:
    """Makes the test's workspace hold these articles, as analysed, and blocks."""

    def make(rows: Sequence[dict[str, Any]], **more: Any) -> Workspace:
        write_archive(workspace, rows, **more)
        return workspace

    return make


PAGES = ("overview", "weekly", "topics", "topic", "mentions", "name", "reprints", "articles", "add")


@pytest.fixture
def run_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Runs one page of the dashboard over a workspace, as its address would: `run_page(workspace, "topics", open=…)`."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    def run(workspace: Workspace, page: str, **parameters: Any) -> AppTest:
        monkeypatch.setenv("SVODKA_WORKSPACE", str(workspace.root))
        app = AppTest.from_file(str(APP), default_timeout=600)
        app._page_hash = calc_hash("" if page == "overview" else page)  # AppTest opens files only, not functions
        for name, value in parameters.items():
            app.query_params[name.rstrip("_")] = value
        return app.run()

    return run


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)
