"""How little topics move when articles are left out: `python benchmarks/topic_steadiness.py [CORPORA]`.

Ten random 90 % subsamples of ruattitudes, each fitted from its own vectors on. For each level the adjusted mutual
information (Vinh, Epps and Bailey 2010) of two fits over the articles that both have and place, median of the 45
pairs; and how many themes each fit finds.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_mutual_info_score

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import LEVELS, documents_of, fitted_with  # noqa: E402

SAMPLES, SHARE = 10, 0.9
BARS = {"theme": 0.86, "topic": 0.82, "story": 0.93}
SAME_NUMBER = 9


def placed(documents: pd.DataFrame) -> pd.DataFrame:
    fitted = fitted_with(documents, 0)
    return fitted.article_topics.set_index("article_id")[list(LEVELS.values())]


def agreement(first: pd.Series, second: pd.Series) -> float:
    both = pd.concat([first, second], axis=1, join="inner").dropna()
    return float(adjusted_mutual_info_score(both.iloc[:, 0], both.iloc[:, 1]))


def main(corpora: Path) -> int:
    documents = documents_of(pd.read_parquet(corpora / "ruattitudes" / "docs.parquet").assign(gold=""))
    fits = []
    for seed in range(SAMPLES):
        chosen = documents.sample(frac=SHARE, random_state=seed).sort_values("article_id", ignore_index=True)
        fits.append(placed(chosen))
        print(
            f"{len(chosen):,} articles:",
            ", ".join(f"{fits[-1][c].nunique()} {n}" for n, c in LEVELS.items()),
            flush=True,
        )
    good = True
    for level, column in LEVELS.items():
        values = [agreement(a[column], b[column]) for a, b in combinations(fits, 2)]
        median, spread = float(np.median(values)), f"{min(values):.3f} to {max(values):.3f}"
        met = median >= BARS[level]
        good &= met
        print(f"{level}: AMI {median:.3f} ({spread})  bar {BARS[level]} {'met' if met else 'MISSED'}")
    number, times = Counter(each["theme_id"].nunique() for each in fits).most_common(1)[0]
    good &= times >= SAME_NUMBER
    print(f"{number} themes in {times} of {SAMPLES}  bar {SAME_NUMBER} {'met' if times >= SAME_NUMBER else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
