"""An archive that an older program wrote is brought up to date before the first change, after a copy, and says so.

A reader takes an old archive as it is: columns that are missing are empty (`tables.filled`). To let a table gain a
column, add it to `data.schema` and a migration that calls `tables.add_columns`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.errors import StoreError
from data.lake import log, tables, tail
from data.lake.change import Change
from data.lake.lock import WAIT, writer
from data.lake.removal import orphans, remove
from data.schema import (
    ARTICLE_FACTS,
    ARTICLE_TOPICS,
    ARTICLES,
    DERIVED,
    ENTITIES,
    MENTIONS,
    TABLES,
    TOPIC_LINEAGE,
    TOPICS,
    Table,
)
from data.settings import Workspace
from data.state.database import NEWEST, SCHEMAS, copy_to, grow, number_of
from data.state.editions import Edition, latest


@dataclass(frozen=True)
class Migration:
    """One step from an older form to a newer one.

    Attributes:
        number: of the form that it leads to; also that of what the state gains, see `state.database.SCHEMAS`.
        says: what it changes, in words that follow "the archive is brought to form 2: ".
        tables: those whose files it changes; they are copied first, as is the state.
        run: does it to the tables, within a change whose publication also grows the state. It may be cut off at any
            moment and is then run again from its beginning.
    """

    number: int
    says: str
    tables: tuple[Table, ...]
    run: Callable[[Change], None]


def bring_up_to_date(workspace: Workspace) -> list[str]:
    """Carry out the migrations that are missing; what was done, a sentence each, nothing where it is up to date.

    Raises:
        StoreError: a newer program wrote the archive, or it cannot be copied or written.
        Locked: another process writes for too long.
    """
    if not _is_behind(workspace):
        return []
    with writer(workspace, WAIT):
        return apply(workspace)


def apply(workspace: Workspace) -> list[str]:
    """The same under a lock that is held already."""
    if not _is_behind(workspace):
        return []
    number = number_of(workspace)
    return [_carry_out(workspace, m) for m in MIGRATIONS if m.number > number] if number else [_adopt(workspace)]


def _is_behind(workspace: Workspace) -> bool:
    number = number_of(workspace)
    return 0 < number < NEWEST or (not number and _has_articles(workspace))


def _has_articles(workspace: Workspace) -> bool:
    return tables.version(workspace, ARTICLES) is not None


def _adopt(workspace: Workspace) -> str:
    """The state is lost and the tables are there: their articles are an edition that nothing was derived for yet."""
    tail.check(workspace)
    change = Change(workspace, _nothing(workspace), "migrate")
    change.versions[ARTICLES.name] = tables.version(workspace, ARTICLES)
    change.publish()
    return f"{workspace.state} was missing: the articles are kept, run `svodka analyse` to find topics and names anew."


def _carry_out(workspace: Workspace, migration: Migration) -> str:
    copy = _copied(workspace, migration)
    tail.check(workspace)
    change = Change(workspace, latest(workspace) or _nothing(workspace), "migrate")
    migration.run(change)

    def noted(connection: sqlite3.Connection, _: int) -> None:
        if migration.number in SCHEMAS:
            grow(connection, migration.number)

    change.publish(also=noted)
    return (
        f"The archive was brought to form {migration.number}: {migration.says}. A copy of what was there is in {copy}."
    )


def _nothing(workspace: Workspace) -> Edition:
    return Edition({table.name: None for table in TABLES}, workspace.settings.zone)


def _copied(workspace: Workspace, migration: Migration) -> Path:
    """Copy the state and the tables that change: files that are never written again are linked, the others copied.

    Raises:
        StoreError: the copy cannot be made; nothing was changed.
    """
    moment = datetime.now(UTC)
    folder = workspace.backups / f"before-form-{migration.number}-{moment:%Y%m%dT%H%M%S%f}"
    part = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        copy_to(workspace, str(part / workspace.state.name))
        for table in migration.tables:
            source = tables.folder_of(workspace, table)
            if source.exists():
                shutil.copytree(source, part / "tables" / table.name, copy_function=_linked)
        part.rename(folder)
        log.sync(workspace.backups)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"No copy of the archive can be made in {part}, {tables.free_bytes(workspace.root):,} bytes free: {error}. "
            "Nothing was changed.",
            "Free space, then repeat.",
        ) from error
    return folder


def _linked(source: str, target: str) -> None:
    if not source.endswith(".parquet"):
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)  # a file system without links


def _every_change_is_an_edition(change: Change) -> None:
    """Until form 1 an import wrote articles that no edition named, and a log repeated words of what it described."""
    for table in DERIVED:
        tables.restore(change.workspace, table, change.before.versions.get(table.name))
    for table in TABLES:
        tables.set_configuration(change.workspace, table)
    change.versions[ARTICLES.name] = tables.version(change.workspace, ARTICLES)
    if change.before.is_analysed and (lost := orphans(change)):
        remove(change, lost)


def _copies_and_clutter(change: Change) -> None:
    """Until form 2 copies were told by the hash of the whole body, and nothing was kept of clutter."""
    tables.add_columns(change.workspace, ARTICLE_FACTS)
    change.versions[ARTICLE_FACTS.name] = tables.version(change.workspace, ARTICLE_FACTS)


def _levels(change: Change) -> None:
    """Until form 3 an article had a topic alone."""
    for table in (ARTICLE_TOPICS, TOPICS):
        tables.add_columns(change.workspace, table)
        change.versions[table.name] = tables.version(change.workspace, table)


def _placing(change: Change) -> None:
    """Until form 5 nothing was kept of an article's vector, nor of the topics that it is not of."""
    tables.add_columns(change.workspace, ARTICLE_TOPICS)
    change.versions[ARTICLE_TOPICS.name] = tables.version(change.workspace, ARTICLE_TOPICS)


def _votes(change: Change) -> None:
    """Until form 7 nothing was kept of what stands around a name, nor of names read as others and English ones."""
    for table in (MENTIONS, ENTITIES):
        tables.add_columns(change.workspace, table)
        change.versions[table.name] = tables.version(change.workspace, table)


def _called_before(change: Change) -> None:
    """Until form 8 nothing was kept of what topics were called that a refit merged or ended."""
    tables.add_columns(change.workspace, TOPIC_LINEAGE)
    change.versions[TOPIC_LINEAGE.name] = tables.version(change.workspace, TOPIC_LINEAGE)


def _nothing_to_change(change: Change) -> None:
    """The state alone grows."""
    del change


MIGRATIONS: Sequence[Migration] = (
    Migration(
        2,
        "every change is an edition of its own, and what is forgotten leaves the logs too",
        TABLES,
        _every_change_is_an_edition,
    ),
    Migration(
        3,
        "near copies, series and clutter have their place; the next `svodka analyse` finds them in every article",
        (ARTICLE_FACTS,),
        _copies_and_clutter,
    ),
    Migration(
        4,
        "themes and stories have their place beside topics; the next `svodka analyse` finds them",
        (ARTICLE_TOPICS, TOPICS),
        _levels,
    ),
    Migration(
        5,
        "why an article is of its topic, and which are like it, has its place; the next `svodka analyse` finds it",
        (ARTICLE_TOPICS,),
        _placing,
    ),
    Migration(6, "what users say otherwise than the analysis has its place", (), _nothing_to_change),
    Migration(
        7,
        "what stands around a name and which names are one has its place; the next `svodka analyse` finds it",
        (MENTIONS, ENTITIES),
        _votes,
    ),
    Migration(
        8,
        "what topics of earlier fits were called, and the words of a topic by month, have their place; the next "
        "`svodka analyse` finds the words",
        (TOPIC_LINEAGE,),
        _called_before,
    ),
    Migration(9, "what an analyst says of a week's topics and names has its place", (), _nothing_to_change),
)
