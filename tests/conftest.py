"""What every part's tests share: the public corpora, the seed article, a workspace of one's own; and what is costly.

`make quick` leaves out what bears a marker, and a test bears one for where it stands or for what it asks for.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from data.schema import ARTICLES
from data.settings import DEMO_WORKSPACE, Workspace

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
COSTLY_FOLDERS = {HERE / "browser": "browser", HERE / "analytics" / "topics": "fit"}
COSTLY_FIXTURES = {"demo": "fit", "corpora": "corpus", "processes": "kill"}

# How long an example takes says nothing on a busy machine. In CI the examples are the same each time.
settings.register_profile(
    "svodka",
    max_examples=30,
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
def cases() -> Path:
    return _folder("SVODKA_CASES", SHARED / "cases")


@pytest.fixture(scope="session")
def seeds() -> Path:
    return _folder("SVODKA_SEEDS", SHARED / "seeds")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace with the default settings: zone Europe/Moscow, ru, uk and en."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def new_workspace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Workspace]:
    """Makes the same, for fixtures that many tests read."""
    return lambda: Workspace(tmp_path_factory.mktemp("shared") / "workspace")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo archive for all tests that only read it, analysed once for all workers, each of which has a copy; its
    folder bears the demo's name.
    """
    own = tmp_path_factory.getbasetemp()
    built = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-built"
    shutil.copytree(_once(built), own / DEMO_WORKSPACE)
    return Workspace(own / DEMO_WORKSPACE)


def _once(built: Path) -> Path:
    """The demo in this folder: built by whoever comes first, waited for by the others."""
    from analytics.demo import build

    begun, ready = built.with_suffix(".begun"), built.with_suffix(".ready")
    try:
        begun.mkdir()
    except FileExistsError:
        for _ in range(6000):
            if ready.exists():
                return built
            time.sleep(0.1)
        raise TimeoutError(f"No other worker built the demo in {built} within ten minutes.") from None
    build(Workspace(built), lambda *_: None)
    ready.mkdir()
    return built


@pytest.fixture
def articles() -> Callable[..., pd.DataFrame]:
    """`articles(3, first=10, outlet="ТАСС", import_id="a")`: so many rows, each with an id of its own."""

    def make(count: int, first: int = 0, **columns: object) -> pd.DataFrame:
        usual: dict[str, object] = {
            "external_id": None,
            "import_id": "imported-1",
            "origin": "import",
            "outlet": "ТАСС",
            "language_given": None,
            "published_at": pd.Timestamp("2018-01-08 16:27", tz="UTC"),
            "date_raw": "8 января 2018, 19:27",
            "collected_at": datetime(2026, 1, 1, tzinfo=UTC),
            "url": None,
            "content_hash": "00",
        }
        rows = [
            {
                "article_id": f"{number:016x}",
                "title": f"Заголовок {number}",
                "text": f"Текст номер {number}",
                "flags": [],
            }
            for number in range(first, first + count)
        ]
        return pd.DataFrame(rows, columns=["article_id", "title", "text", "flags"]).assign(**(usual | columns))[
            ARTICLES.columns
        ]

    return make
