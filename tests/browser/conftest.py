"""A server as `svodka serve` starts it, over the demo, and a Chromium that lets nothing pass unseen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data.settings import Workspace
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PATIENCE = 90_000  # milliseconds: a ceiling for a machine under load, never waited for


@pytest.fixture(scope="session")
def server(demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(demo, tmp_path_factory.mktemp("home")) as served:
        yield served.address


@pytest.fixture
def new_server(demo: Workspace, tmp_path: Path) -> Iterator[str]:
    """A server that nobody has asked anything yet."""
    with serving(demo, tmp_path / "home") as served:
        yield served.address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM} is absent; install Debian's chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Opens a tab; at the end no tab may have logged an error or asked another host for anything.

    A deep link makes Streamlit probe `_stcore` below the page's path twice; those 404s alone are let pass.
    """
    contexts, troubles = [], []

    def open_(**options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 1000}, "locale": "ru-RU", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" and not _is_probe(m) else None)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("request", lambda r: troubles.append(r.url) if _is_foreign(r.url) else None)
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []


def _is_probe(message: Any) -> bool:
    return "404" in message.text and "_stcore" in message.location.get("url", "")


def _is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))
