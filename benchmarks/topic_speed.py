"""Topic speed beside stock BERTopic: `python benchmarks/topic_speed.py [CORPORA]`.

Needs the peers of `benchmarks/requirements.txt`. On ruattitudes, lemmas given. Ours: document vectors, the fit of three
levels with the refits that choose and grade them, placing, labels and keywords. Stock:
BERTopic(language="multilingual").fit alone, with CountVectorizer over the same lemmas and the same vectors given. Both
run once to warm up, then five times in turn; the last line gives the ratio of the medians.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import documents_of  # noqa: E402

from analytics.text.content import contents  # noqa: E402
from analytics.topics.embed import embed  # noqa: E402
from analytics.topics.fit import fit  # noqa: E402

RUNS = 5
BAR = 1.5


def stock(documents: pd.DataFrame) -> Callable[[], object]:
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer

    lemmas = contents(documents["lemmas"], "ru")
    vectors = embed(lemmas, [], language="ru").vectors
    texts = lemmas.joined()

    def run() -> object:
        counter = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False)
        return BERTopic(language="multilingual", vectorizer_model=counter).fit(texts, vectors)

    return run


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main(corpora: Path) -> int:
    documents = documents_of(pd.read_parquet(corpora / "ruattitudes" / "docs.parquet").assign(gold=""))
    sides = {"ours": lambda: fit(documents, language="ru"), "stock": stock(documents)}
    warm = {side: seconds(run) for side, run in sides.items()}
    print(
        f"{len(documents)} articles; first run, with compiling: " + ", ".join(f"{s} {t:.1f} s" for s, t in warm.items())
    )
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(RUNS):
        for side, run in sides.items():
            times[side].append(seconds(run))
    for side, runs in times.items():
        print(f"{side:6} {median(runs):6.2f} s  of " + ", ".join(f"{run:.2f}" for run in runs))
    ratio = median(times["stock"]) / median(times["ours"])
    print(f"ratio  {ratio:6.2f}  (bar {BAR})")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
