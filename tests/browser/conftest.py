"""A server as `svodka serve` starts it, over the demo, and a Chromium that lets nothing pass unseen."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dashboard.server import command, free_port
from data.settings import Workspace

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
STARTS_WITHIN = 60  # seconds, on a busy machine


@contextmanager
def serving(workspace: Workspace, home: Path, ahead_of: Path | None = None) -> Iterator[str]:
    """A new server, started from another folder with an empty HOME; ends with the block.

    It runs this checkout, whichever one is installed; modules of the folder `ahead_of` come before all others.
    """
    home.mkdir(parents=True, exist_ok=True)
    port = free_port(8700)
    modules = os.pathsep.join(str(folder) for folder in (ahead_of, ROOT) if folder)
    environment = {**os.environ, "HOME": str(home), "SVODKA_WORKSPACE": str(workspace.root), "PYTHONPATH": modules}
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        command(port), cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        _await(server, f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _await(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def server(demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(demo, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def new_server(demo: Workspace, tmp_path: Path) -> Iterator[str]:
    """A server that nobody has asked anything yet."""
    with serving(demo, tmp_path / "home") as address:
        yield address


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
