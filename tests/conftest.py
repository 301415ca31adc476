"""What every part's tests share: the public corpora, the seed article, a workspace of one's own; and what is costly.

`make quick` leaves out what bears a marker, and a test bears one for where it stands or for what it asks for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data.settings import DEMO_WORKSPACE, Workspace

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
COSTLY_FOLDERS = {HERE / "browser": "browser", HERE / "analytics" / "topics": "fit"}
COSTLY_FIXTURES = {"demo": "fit", "corpora": "corpus", "processes": "kill"}

# How long an example takes says nothing on a busy machine. In CI the examples are the same each time.
settings.register_profile(
    "svodka",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize="CI" in os.environ,
    print_blob=True,
)
settings.register_profile("quick", settings.get_profile("svodka"), max_examples=20)
settings.load_profile("svodka")


def pytest_itemcollected(item: pytest.Item) -> None:
    asked = getattr(item, "fixturenames", ())
    for marker in {
        *(marker for folder, marker in COSTLY_FOLDERS.items() if folder in item.path.parents),
        *(marker for fixture, marker in COSTLY_FIXTURES.items() if fixture in asked),
    }:
        item.add_marker(marker)


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
