"""Machine code that the clusterers need: compiled by numba at the first use, which takes minutes, then kept.

It runs in two threads at most, however many cores there are: EVoC's result depends on how many share the work, so that
the same articles would have other topics on another machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import numpy as np

CACHE_VARIABLE = "NUMBA_CACHE_DIR"
THREADS = 2
DOCUMENTS, DIMENSIONS = 200, 20
SECOND_HALF = (
    *("float_nndescent", "uint8_nndescent", "int8_nndescent"),
    *("label_propagation", "node_embedding", "graph_construction"),
)


def use_cache(folder: Path) -> None:
    """Have numba keep its machine code in a folder where it cannot be kept beside the packages.

    Must be called before anything imports numba. A folder that the environment names already is respected.
    """
    package = find_spec("evoc")
    beside = Path(package.origin).parent if package and package.origin else None
    if beside is None or not os.access(beside, os.W_OK):
        os.environ.setdefault(CACHE_VARIABLE, str(folder))


@contextmanager
def two_threads() -> Iterator[None]:
    """Keep numba to two threads and the linear algebra under NumPy to one, and give back what was set before.

    Sums of many threads are rounded in another order, after which a clusterer finds other topics.
    """
    import numba
    import sklearn.utils.extmath  # noqa: F401 - only a library that is loaded already can be held to one thread
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    before = numba.get_num_threads()
    numba.set_num_threads(min(THREADS, before))
    try:
        with threadpool_limits(1):
            yield
    finally:
        numba.set_num_threads(before)


def warm_up() -> None:
    """Compile EVoC, so that the first fit does not seem to hang: in two processes, half in each.

    UMAP and HDBSCAN keep little of what they compile, and that from their first use on.
    """
    from analytics.topics.cluster import CLUSTERERS
    from analytics.topics.embed import unit

    other = get_context("spawn").Process(target=_second_half)
    other.start()
    points = unit(np.random.default_rng(0).normal(size=(DOCUMENTS, DIMENSIONS)))
    with two_threads():
        CLUSTERERS["EVoC"](points, 0)
    other.join()


def _second_half() -> None:
    """What the package imports last, without its own import, which begins with the rest."""
    place = find_spec("evoc")
    package = ModuleType("evoc")
    package.__path__ = list(place.submodule_search_locations or []) if place else []
    sys.modules["evoc"] = package
    for part in SECOND_HALF:
        import_module(f"evoc.{part}")
