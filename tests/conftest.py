"""Fixtures that every part's tests share: the public corpora, the seed article, a workspace of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings import DEMO_WORKSPACE, Workspace

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def _folder(variable: str, usual: Path) -> Path:
    """The folder the variable names, else the usual place; a test without it is skipped, but fails in CI."""
    folder = Path(os.environ.get(variable) or usual)
    if not folder.is_dir():
        reason = f"{folder} is absent; set {variable} to the folder"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept between runs, the forms of charts, is made anew here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def corpora() -> Path:
    return _folder("SVODKA_CORPORA", SHARED / "corpora")


@pytest.fixture(scope="session")
def seeds() -> Path:
    return _folder("SVODKA_SEEDS", SHARED / "seeds")


@pytest.fixture(scope="session")
def cases() -> Path:
    return _folder("SVODKA_CASES", SHARED / "cases")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace with the default settings: zone Europe/Moscow, ru, uk and en."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo archive, analysed once for all tests that only read it; its folder bears the demo's name."""
    from analytics.demo import build

    workspace = Workspace(tmp_path_factory.mktemp("demo") / DEMO_WORKSPACE)
    build(workspace, lambda *_: None)
    return workspace
