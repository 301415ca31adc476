"""Topics among other vectors: `python benchmarks/topic_embedders.py LIBRARY:MODEL... [--most N]`.

Beside the offline vectors those of each model named, say `sentence-transformers:FOLDER`: how many texts a second, and
NMI / ARI at the level whose number is nearest the labels', median and worst of five seeds (`topic_quality.py`). Needs
the extra of the library, and a model that knows the language: an English one reads Russian letter by letter.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from topic_quality import ROOT, SEEDS, genres, levels_of, nearest_level, sets, show

from analytics.text.content import contents
from analytics.topics import embed as vectors
from analytics.topics.documents import written
from analytics.topics.fit import Settings, fit
from data.settings import OFFLINE

TIMED = 100
Encode = Callable[[str, Sequence[str]], np.ndarray]


def once(encode: Encode) -> Encode:
    """The same, with the vectors of a text made once for all seeds."""
    known: dict[tuple[str, str], np.ndarray] = {}

    def remembered(name: str, texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if (name, text) not in known]
        known.update(zip([(name, text) for text in new], encode(name, new), strict=True))
        return np.array([known[name, text] for text in texts])

    return remembered


def speed(documents: pd.DataFrame, embedder: str) -> float:
    """Texts a second: of all for the offline vectors, which are fitted; of some for a model, loaded already."""
    some = documents if embedder == OFFLINE else documents.sample(min(TIMED, len(documents)), random_state=0)
    language = documents["language"].iloc[0]
    content = contents(some["lemmas"], language)
    if embedder != OFFLINE:
        vectors.encode(embedder, ["text"])
    began = time.perf_counter()
    vectors.embed(content, written(some), language=language, name=embedder)
    return len(some) / (time.perf_counter() - began)


def beside_labels(name: str, documents: pd.DataFrame, embedder: str) -> None:
    gold, language = documents["gold"].tolist(), documents["language"].iloc[0]
    fast = speed(documents, embedder)
    values, about = [], []
    for seed in SEEDS:
        levels = levels_of(
            fit(documents, language=language, settings=Settings(embedder=embedder, seed=seed)), documents
        )
        level = nearest_level(levels, len(set(gold)))
        values.append(levels[level].beside(gold))
        about.append(f"{levels[level].number} {level}s")
    show(f"{name}, {embedder.partition(':')[0]}", values, f"{', '.join(about)}; {fast:,.1f} texts a second")


def main() -> None:
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedders", nargs="+", metavar="LIBRARY:MODEL")
    parser.add_argument("--most", type=int, default=3000, help="articles of a set, drawn at random")
    parser.add_argument("--corpora", type=Path, default=Path(usual))
    given = parser.parse_args()
    vectors.encode = once(vectors.encode)
    labelled = sets(given.corpora) | {"genres en": genres(given.corpora)["genres en"]}
    for name, whole in labelled.items():
        some = whole.sample(min(given.most, len(whole)), random_state=0)
        documents = some.sort_values("article_id", ignore_index=True)
        for embedder in (OFFLINE, *given.embedders):
            beside_labels(name, documents, embedder)


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main()
