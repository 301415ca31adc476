"""Stories beside events that people told apart: `python benchmarks/stories.py [CORPORA]`.

1. Sixty events of 2 and 3 May 2020, found by searching and read (tests/analytics/topics/events.json), fitted among all
   articles of their language: B-cubed precision, recall and F1 over the events' texts.
2. Pairs of headlines, the same event (1) or not (-1), by the cosine that stories are joined by, nothing fitted on these
   pairs: AUC, beside TF-IDF of all lemmas and of content lemmas.
3. Toloka's pairs of articles: AUC, with a 95 % interval over 1,000 draws of pairs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from topic_quality import documents_of, fitted_with  # noqa: E402

from analytics.text.article_tokens import tokens_of  # noqa: E402
from analytics.text.content import Lemmas, contents, lemmas_of  # noqa: E402
from analytics.topics.embed import Lexicon  # noqa: E402
from analytics.topics.stories import wordings  # noqa: E402

EVENTS = ROOT / "tests" / "analytics" / "topics" / "events.json"
B_CUBED, AUC = 0.8, 0.92
DRAWS = 1000


def b_cubed(gold: Iterable[object], found: Iterable[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of Bagga and Baldwin (1998), a mean over items."""
    items = pd.DataFrame({"gold": list(gold), "found": list(found)})
    both = items.groupby(["gold", "found"])["gold"].transform("size")
    precision = float((both / items.groupby("found")["found"].transform("size")).mean())
    recall = float((both / items.groupby("gold")["gold"].transform("size")).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def events(corpora: Path) -> bool:
    docs, good = pd.read_parquet(corpora / "tgcontest_20200503" / "docs.parquet").assign(gold=""), True
    for language, known in json.loads(EVENTS.read_text("utf-8")).items():
        documents = documents_of(docs[docs["language"] == language])
        placed = fitted_with(documents, 0).article_topics.set_index("article_id")["story_id"]
        alone = placed.index.to_series().radd("alone ")
        event = {article: number for number, each in enumerate(known) for article in each["ids"]}
        found = placed.fillna(alone).loc[list(event)]
        precision, recall, f1 = b_cubed(event.values(), found)
        good &= f1 >= B_CUBED
        print(
            f"events {language}: B3 {precision:.3f} {recall:.3f} F1 {f1:.3f} over {len(event)} texts of {len(known)} "
            f"events, among {len(documents):,}  bar {B_CUBED} {'met' if f1 >= B_CUBED else 'MISSED'}"
        )
    return good


def told(
    first: Sequence[str], second: Sequence[str], language: str, texts: Sequence[str] | None = None
) -> pd.DataFrame:
    """The words of the first and second of each pair, in this order."""
    titles = [*first, *second]
    articles = pd.DataFrame({"article_id": [f"{n:06d}" for n in range(len(titles))], "language": language})
    articles = articles.assign(title=titles, text=texts or "")
    return tokens_of(articles).sort_values("article_id").assign(published_at=pd.NaT)


def cosines(weights: sparse.csr_matrix) -> NDArray[np.float64]:
    half = weights.shape[0] // 2
    return np.asarray(weights[:half].multiply(weights[half:]).sum(axis=1)).ravel()


def tf_idf(lemmas: Lemmas) -> sparse.csr_matrix:
    lexicon, counts = Lexicon.of(lemmas.words, lemmas.counts())
    return lexicon.tf_idf(counts)


def headlines(corpora: Path) -> bool:
    pairs = pd.read_parquet(corpora / "paraphraser_ru" / "pairs.parquet")
    label = pairs["label"].astype(int).to_numpy()
    words = told(pairs["text_1"].tolist(), pairs["text_2"].tolist(), "ru")
    sides = {
        "ours": wordings(words),
        "all lemmas": tf_idf(lemmas_of(words["lemmas"])),
        "content lemmas": tf_idf(contents(words["lemmas"], "ru")),
    }
    sure = label != 0
    found = {side: roc_auc_score(label[sure] == 1, cosines(weights)[sure]) for side, weights in sides.items()}
    good = bool(found["ours"] >= AUC)
    figures = ", ".join(f"{side} {value:.3f}" for side, value in found.items())
    print(f"headlines: AUC {figures} ({sure.sum():,} pairs)  bar {AUC} {'met' if good else 'MISSED'}")
    return good


def toloka(corpora: Path) -> None:
    every = pd.read_parquet(corpora / "tgcontest_toloka" / "pairs.parquet")
    for language, pairs in every.groupby("language"):
        words = told(
            pairs["first_title"].tolist(),
            pairs["second_title"].tolist(),
            str(language),
            [*pairs["first_text"], *pairs["second_text"]],
        )
        label = (pairs["label"].astype(str) == "OK").to_numpy()
        score = cosines(wordings(words))
        rng, drawn = np.random.default_rng(0), []
        for _ in range(DRAWS):
            chosen = rng.integers(0, len(label), len(label))
            if len(set(label[chosen])) == 2:
                drawn.append(roc_auc_score(label[chosen], score[chosen]))
        low, high = np.percentile(drawn, [2.5, 97.5])
        print(f"Toloka {language}: AUC {roc_auc_score(label, score):.3f} ({low:.3f} to {high:.3f}), {len(label)} pairs")


def main(corpora: Path) -> int:
    good = events(corpora) & headlines(corpora)
    toloka(corpora)
    return 0 if good else 1


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
