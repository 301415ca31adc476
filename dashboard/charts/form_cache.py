"""Forms of charts, kept in memory and on disk: Altair takes half a second to import, and a tenth for each form."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache, wraps
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

FORMS = 64  # kept of a kind: 2 themes, 2 languages, 4 units, share and count are 32
DASHBOARD = Path(__file__).parents[1]


def cached_form(compose: Callable[..., str]) -> Callable[..., str]:
    """Have a form composed only once: it is a JSON text that depends on the arguments and on this code alone."""

    @lru_cache(maxsize=FORMS)
    @wraps(compose)
    def form(*args: Any, **kwargs: Any) -> str:
        path = _place(compose.__module__, compose.__name__, args, sorted(kwargs.items()))
        with suppress(OSError):
            return path.read_text(encoding="utf-8")
        made = compose(*args, **kwargs)
        with suppress(OSError):  # kept for speed alone
            _write(path, made)
        return made

    return form


def _place(*of: object) -> Path:
    return _folder() / f"{sha256(repr(of).encode()).hexdigest()[:32]}.json"


@cache
def _folder() -> Path:
    """Of the user's caches, one for each state of this code and each Altair: what is older is never read again."""
    code = sha256(version("altair").encode())
    for source in sorted((*DASHBOARD.glob("*.py"), *DASHBOARD.glob("charts/*.py"))):
        code.update(source.read_bytes())
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - no home, no error
    return Path(caches, "svodka", "charts", code.hexdigest()[:16])


def _write(path: Path, made: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(made)
    Path(file.name).replace(path)
