"""Levels over 100,000 vectors, and placing: `python benchmarks/topic_scale.py [N]`.

Vectors of 300 dimensions drawn around invented topics, three to a story. Themes, topics, what is to be trusted of them,
then the place of every vector; seconds and peak memory of this process.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.topics.embed import unit  # noqa: E402
from analytics.topics.levels import levels_of  # noqa: E402
from analytics.topics.place import stand  # noqa: E402
from analytics.topics.stability import Texts  # noqa: E402

DIMENSIONS, THEMES, TOPICS, EACH = 300, 8, 160, 3
SECONDS, GIGABYTES, PLACED = 60.0, 3.0, 20_000


def invented(n: int) -> Texts:
    rng = np.random.default_rng(0)
    themes = rng.normal(size=(THEMES, DIMENSIONS))
    topics = themes[rng.integers(0, THEMES, TOPICS)] + rng.normal(size=(TOPICS, DIMENSIONS))
    stories = topics[rng.integers(0, TOPICS, n // EACH)] + rng.normal(size=(n // EACH, DIMENSIONS))
    told = np.sort(rng.integers(0, len(stories), n))
    vectors = unit(stories[told] + 0.5 * rng.normal(size=(n, DIMENSIONS)))
    return Texts(vectors, np.unique(told, return_inverse=True)[1])


def main(n: int) -> int:
    texts = invented(n)
    with threadpool_limits(1):
        began = time.perf_counter()
        levels = levels_of(texts, seed=0)
        taken = time.perf_counter() - began
        began = time.perf_counter()
        stand(texts.vectors, levels.centres)
        placed = n / (time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    found = levels.centres
    good = taken <= SECONDS and peak <= GIGABYTES and placed >= PLACED
    print(f"{n:,} vectors: {len(found.themes)} themes, {len(found.topics)} topics, {len(found.stories):,} stories")
    print(f"levels {taken:.1f} s (bar {SECONDS:.0f}), peak {peak:.2f} GB (bar {GIGABYTES:.0f})")
    print(f"placed {placed:,.0f} a second (bar {PLACED:,})  {'met' if good else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
