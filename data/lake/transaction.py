"""One transaction for every change: a named step over all tables publishes one edition, or leaves no trace.

A step computes without the lock, on the edition it began with. Then it takes the lock, finds in `Change.before` what
was published meanwhile, writes, and publishes. What a step that died left behind is undone before the next one writes:
every table, `articles` included, is put back to the last edition's version.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from data.lake import erasure, migrations, tables, tail
from data.lake.change import Change
from data.lake.lock import WAIT, writer
from data.lake.removal import orphans, remove
from data.lake.tail import Damage
from data.lake.totals import totals_of
from data.schema import ARTICLES, TABLES
from data.settings import Workspace
from data.state.editions import Edition, latest

log = logging.getLogger(__name__)


@contextmanager
def change(workspace: Workspace, step: str) -> Iterator[Change]:
    """Take the lock, bring the archive into the state of the last edition, and give the change that a step makes.

    What is written within and not published is undone by the next change.

    Raises:
        Locked: another process writes for too long.
        StoreError: the archive cannot be read or written, or a newer program wrote it.
    """
    with writer(workspace, WAIT):
        for sentence in migrations.apply(workspace):
            log.warning("%s", sentence)
        found = _reconciled(workspace, step)
        erasure.clear_scratch(workspace)
        yield found
        erasure.sweep(workspace)


def begin(workspace: Workspace, step: str) -> Change:
    """What a step may compute on: the last edition, once what a dead step left is undone.

    Nothing may be written through it; `damaged` says whether everything must be derived anew.
    """
    with change(workspace, step) as found:
        if found.pending:
            found.publish()
        return found


def _reconciled(workspace: Workspace, step: str) -> Change:
    before = latest(workspace) or Edition({table.name: None for table in TABLES}, workspace.settings.zone)
    lost = [damage for damage in tail.check(workspace) if _was_published(damage, before)]
    for damage in lost:
        log.warning("%s", damage)
    for table in TABLES:
        tables.restore(workspace, table, before.versions.get(table.name))
    found = Change(workspace, before, step, damaged=any(damage.is_derived for damage in lost))
    if any(damage.table == ARTICLES.name for damage in lost) and before.is_analysed:
        remove(found, orphans(found))
    if found.damaged:
        found.pending |= {"stages": {}, "totals": {**before.totals, **totals_of(found)}}
    return found


def _was_published(damage: Damage, edition: Edition) -> bool:
    """Whether readers had this commit; one that a dead step left is no loss."""
    version = edition.versions.get(damage.table)
    return version is not None and damage.version <= version
