"""The table of BERTopic's paper on BBC News: `python benchmarks/topic_paper.py [CORPORA]`.

Needs the peers of `benchmarks/requirements.txt`. By the method of the paper (Grootendorst 2022, arXiv 2203.05794): ten
words a topic; the mean over 10, 20, 30, 40 and 50 topics and three runs of each; coherence is gensim's c_npmi, as in
OCTIS, over the lemmas of the set's own texts; diversity is the share of different words. The paper has
.167 and .794 for BERTopic with vectors of a language model; ours are the offline ones.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.quality import diversity  # noqa: E402
from analytics.topics.fit import Settings, fit  # noqa: E402
from benchmarks.topic_quality import documents_of  # noqa: E402

TOPICS, RUNS = range(10, 51, 10), range(3)
NPMI, DIVERSITY = 0.18, 0.82
PAPER = (0.167, 0.794)


def npmi(topics: Sequence[Sequence[str]], texts: Sequence[Sequence[str]]) -> float:
    """Mean over topics of the mean over pairs of their words, in windows of ten words."""
    from gensim.corpora import Dictionary
    from gensim.models.coherencemodel import CoherenceModel

    counted = CoherenceModel(topics=topics, texts=texts, dictionary=Dictionary(texts), coherence="c_npmi", topn=10)
    return float(counted.get_coherence())


def main(corpora: Path) -> int:
    rows = pd.read_parquet(corpora / "octis_preproc" / "docs.parquet")
    rows = rows[rows["dataset"] == "BBC_News"]
    documents = documents_of(rows.assign(gold=rows["label"]))
    texts = documents["lemmas"].tolist()
    found = []
    for number in TOPICS:
        for seed in RUNS:
            words = list(fit(documents, language="en", settings=Settings(seed=seed, topics=number)).words.values())
            found.append((number, npmi(words, texts), diversity(words)))
    table = pd.DataFrame(found, columns=["topics", "npmi", "diversity"]).groupby("topics").mean()
    print(table.round(3).to_string())
    mean = table.mean()
    good = bool(mean["npmi"] >= NPMI and mean["diversity"] >= DIVERSITY)
    print(
        f"mean NPMI {mean['npmi']:.3f} diversity {mean['diversity']:.3f}  the paper's {PAPER[0]} {PAPER[1]}  "
        f"bars {NPMI} {DIVERSITY} {'met' if good else 'MISSED'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpora"))
