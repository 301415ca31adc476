"""What the first page needs, loaded ahead of the first visit: libraries, pages, the archive."""

from __future__ import annotations

from contextlib import suppress

from data.errors import SvodkaError
from data.settings import Workspace


def load() -> None:
    """Import and open what every first page needs. What cannot be opened is left to the page, which says why."""
    import dashboard.app  # noqa: F401 - and with it all that pages import
    from dashboard import cache
    from data.state.editions import latest

    with suppress(SvodkaError):
        workspace = Workspace.at()
        edition = latest(workspace)
        if edition and edition.is_analysed:
            cache.archive(workspace, edition)
