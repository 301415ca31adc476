"""What a server does beside serving: loads ahead what the first page needs, and keeps what `forget` promised."""

from __future__ import annotations

import atexit
import gc
from contextlib import suppress

from data.errors import SvodkaError
from data.settings import INTERFACES, Workspace


def load() -> None:
    """Import and open what every first page needs. What cannot be opened is left to the page, which says why."""
    import dashboard.app  # noqa: F401 - and with it all that pages import
    from dashboard import cache
    from dashboard.texts import language_of
    from data.state.editions import latest

    for lang in INTERFACES:
        language_of(lang)
    with suppress(SvodkaError):
        workspace = Workspace.at()
        edition = latest(workspace)
        if edition and edition.is_analysed:
            cache.archive(workspace, edition)
    # None of this is ever garbage; else each collection walks through all of it while no page can run.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else what is written in C++ reports all of it as leaked


def keep_promises() -> None:
    """Remove from the disk what was forgotten an hour ago, in the workspace served and in one's own beside the demo."""
    from data.lake import erasure
    from data.settings import DEFAULT_WORKSPACE

    with suppress(SvodkaError):
        served = Workspace.at()
        own = [Workspace.at(served.root.parent / DEFAULT_WORKSPACE)] if served.is_demo else []
        for workspace in (served, *own):
            erasure.keep_promises(workspace)
