"""Guided topics beside labels, and beside BERTopic's own ways: `python benchmarks/guided_topics.py [CORPORA]`.

Needs the corpus ruattitudes; BERTopic is part of the lock, UMAP and HDBSCAN for its stock guided way are peers of
`benchmarks/requirements.txt` and left out where they are missing. All sides get the same content lemmas and vectors of
all 8,483 articles, and are measured on the 550 labelled ones (`tests/analytics/topics/guided_topics.md`), in two halves
by the hash of the id: the even one may be looked at while coding, the odd one may not.

1. Each set of seed words: `MAIN` was written from the topic's name, the others are what another user might have
   written. No set was chosen by its figure. The states that a name in `TOPICS` names count too.
2. Ten answers: the articles that are offered first among the even half, so that no answer is of the odd half; answered
   by the labels. On the even half the answered articles are left out.
3. BERTopic: zero-shot, guided by `seed_topic_list`, seed words of its c-TF-IDF. Zero-shot is shown at its default .7
   and at the threshold with the best F1 on the even half, which no one is told; the others at the topic that has most
   of the seed words among its ten words, else the one whose vector is nearest the seeds'.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from topic_quality import documents_of  # noqa: E402

from analytics.text.content import contents  # noqa: E402
from analytics.text.lemmas import lemmatizer  # noqa: E402
from analytics.topics.embed import Embedding, embed  # noqa: E402
from analytics.topics.fit import one_thread  # noqa: E402
from analytics.topics.guided import Guide, belonging  # noqa: E402
from analytics.topics.vectors import vectors_frame  # noqa: E402

LABELS = ROOT / "tests" / "analytics" / "topics" / "guided_topics.json"
TOPICS = {"S": "Санкции против России", "N": "НАТО и Россия: военное противостояние и диалог"}
MAIN = {
    "S": (
        *("санкции", "эмбарго", "контрсанкции", "санкционный"),
        *("ограничительные меры", "антироссийский", "продление санкций", "снятие санкций"),
    ),
    "N": ("НАТО", "альянс", "североатлантический", "Столтенберг", "учения", "сдерживание", "ПРО", "восточный фланг"),
}
OTHERS = {
    "S": (
        ("санкция",),
        ("санкция", "эмбарго", "продление"),
        ("санкции", "Россия"),
        ("санкции", "эмбарго", "продление", "отмена", "ограничения", "Россия"),
        ("санкции + Россия", "антироссийские санкции", "контрсанкции", "эмбарго"),
    ),
    "N": (
        ("НАТО",),
        ("НАТО + Россия",),
        ("НАТО", "Россия", "военное противостояние", "диалог"),
        ("НАТО", "Россия", "войска", "танки", "учения", "угроза", "граница", "Столтенберг"),
        ("НАТО + Россия", "Столтенберг", "учения", "сдерживание", "войска + Россия"),
    ),
}
BARS = {"seeds": 0.82, "answers": 0.86}
ROUNDS = ((10,), (5, 5))

Labels = dict[str, list[int]]


def halves() -> tuple[Labels, Labels]:
    """The labels of the half that may be looked at, and of the other."""
    labels: Labels = json.loads(LABELS.read_text(encoding="utf-8"))
    odd = {each: hashlib.blake2b(each.encode(), digest_size=1).digest()[0] % 2 == 1 for each in labels}
    return {k: v for k, v in labels.items() if not odd[k]}, {k: v for k, v in labels.items() if odd[k]}


def figures(found: set[str], topic: str, labels: Labels, without: Iterable[str] = ()) -> tuple[float, float, float]:
    """F1, precision, recall among the labelled articles."""
    left = labels.keys() - set(without)
    right = {each for each in left if labels[each][list(TOPICS).index(topic)]}
    hit = len(found & right)
    among = len(found & left)
    return 2 * hit / max(among + len(right), 1), hit / max(among, 1), hit / max(len(right), 1)


def told(name: str, found: set[str], topic: str, without: Iterable[str] = (), bar: float | None = None) -> None:
    """Print a line: the looked-at half, the half kept, and whether that reaches the bar."""
    even, odd = halves()
    looked, kept = figures(found, topic, even, without), figures(found, topic, odd)
    both = "   ".join(f"F1 {f1:.3f} P {p:.3f} R {r:.3f}" for f1, p, r in (looked, kept))
    says = "" if bar is None else f"  bar {bar:.2f} {'met' if kept[0] >= bar else 'MISSED'}"
    print(f"{topic} {name:52.52} {both}  of {len(found):5}{says}", flush=True)


def members(documents: pd.DataFrame, vectors: pd.DataFrame, guide: Guide) -> tuple[set[str], pd.DataFrame]:
    rows = belonging(documents, vectors, [guide]).articles
    return set(rows[rows["belongs"]]["article_id"]), rows


def ours(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    """From seeds, and after ten answers."""
    for topic, name in TOPICS.items():
        began = time.perf_counter()
        found, _ = members(documents, vectors, Guide(topic, name, words=MAIN[topic]))
        took = time.perf_counter() - began
        told("seeds", found, topic, bar=BARS["seeds"])
        for rounds in ROUNDS:
            guide = answered(documents, vectors, Guide(topic, name, words=MAIN[topic]), rounds)
            found, _ = members(documents, vectors, guide)
            answers = (*guide.yes, *guide.no)
            about = f"{len(guide.yes)} yes, {len(guide.no)} no, in {len(rounds)} rounds"
            told(about, found, topic, answers, BARS["answers"])
        for words in OTHERS[topic]:
            found, _ = members(documents, vectors, Guide(topic, name, words=words))
            told(", ".join(words), found, topic)
        print(f"{topic} one guide took {took:.1f} s", flush=True)


def answered(documents: pd.DataFrame, vectors: pd.DataFrame, guide: Guide, rounds: Iterable[int]) -> Guide:
    """The guide with answers by the labels of the even half to the articles it is least sure of there."""
    even, _ = halves()
    column = list(TOPICS).index(guide.topic_id)
    for number in rounds:
        asked = offered(documents, vectors, guide, number)
        yes = tuple(each for each in asked if even[each][column])
        no = tuple(each for each in asked if not even[each][column])
        guide = replace(guide, yes=(*guide.yes, *yes), no=(*guide.no, *no))
    return guide


def offered(documents: pd.DataFrame, vectors: pd.DataFrame, guide: Guide, number: int) -> list[str]:
    """What is asked of the even half: the program's own choice, which is told to offer nothing else."""
    even, _ = halves()
    rows = belonging(documents, vectors, [guide], offered=frozenset(even)).articles
    return rows.dropna(subset="borderline").sort_values("borderline")["article_id"].head(number).tolist()


def bertopic_ways(documents: pd.DataFrame, embedding: Embedding) -> None:
    """BERTopic's own ways to guide topics, over the same lemmas and vectors."""
    lemmas = contents(documents["lemmas"], "ru")
    texts, ids = lemmas.joined(), documents["article_id"].to_numpy()
    lemma = lemmatizer("ru").lemma
    seeds = {topic: [lemma(word) for seed in MAIN[topic] for word in seed.split()] for topic in TOPICS}
    nearness = {topic: embedding.vectors @ _point(embedding, words) for topic, words in seeds.items()}
    for topic in TOPICS:
        told("BERTopic zero-shot at .7", set(ids[nearness[topic] >= 0.7]), topic)
        even, _ = halves()
        cuts = np.arange(0.1, 0.95, 0.05)
        best = max(cuts, key=lambda cut: figures(set(ids[nearness[topic] >= cut]), topic, even)[0])
        told(f"BERTopic zero-shot at {best:.2f}, told by the even half", set(ids[nearness[topic] >= best]), topic)
    for name, model in _fits(embedding, seeds):
        found = np.array(model.fit_transform(texts, embedding.vectors)[0])
        numbers = sorted(set(found.tolist()) - {-1})
        for topic in TOPICS:
            shared = [len({word for word, _ in model.get_topic(n)} & set(seeds[topic])) for n in numbers]
            near = [float(nearness[topic][found == n].mean()) for n in numbers]
            chosen = max(zip(shared, near, numbers, strict=True))[2]
            told(f"BERTopic {name}, one of {len(numbers)} topics", set(ids[found == chosen]), topic)


def _point(embedding: Embedding, words: list[str]) -> np.ndarray:
    """The vector of a text that consists of the words."""
    content = contents(pd.Series([words]), "ru")
    return np.asarray(embedding.embedder.vectors(content, [" ".join(words)])[0])


def _fits(embedding: Embedding, seeds: dict[str, list[str]]) -> Iterable[tuple[str, Any]]:
    """BERTopic with its stock stages, guided in its ways; needs UMAP and HDBSCAN."""
    try:
        from hdbscan import HDBSCAN
        from umap import UMAP
    except ImportError:
        print("UMAP or HDBSCAN is not installed: stock BERTopic is left out.")
        return
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    class Ours(BaseEmbedder):  # type: ignore[misc]
        """Our vectors for BERTopic, of texts given as lemmas."""

        def embed(self, documents: list[str], verbose: bool = False) -> np.ndarray:
            del verbose
            content = contents(pd.Series([text.split() for text in documents]), "ru")
            return np.asarray(embedding.embedder.vectors(content, list(documents)))

    def stages() -> dict[str, Any]:
        return {
            "language": "multilingual",
            "embedding_model": Ours(),
            "umap_model": UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0),
            "hdbscan_model": HDBSCAN(min_cluster_size=10, prediction_data=True),
            "vectorizer_model": CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False),
        }

    yield "guided", BERTopic(**stages(), seed_topic_list=list(seeds.values()))
    every = sorted({word for words in seeds.values() for word in words})
    weighed = ClassTfidfTransformer(seed_words=every, seed_multiplier=2)
    yield "seed_words of c-TF-IDF", BERTopic(**stages(), ctfidf_model=weighed)


def main(corpora: Path) -> int:
    rows = pd.read_parquet(corpora / "ruattitudes" / "docs.parquet")
    documents = documents_of(rows.assign(gold=""))
    with one_thread():
        embedding = embed(contents(documents["lemmas"], "ru"), [], language="ru")
    vectors = vectors_frame(documents["article_id"], embedding.vectors, language="ru", space="benchmark")
    print(f"{'':54}  half that may be looked at     half kept")
    ours(documents, vectors)
    print()
    bertopic_ways(documents, embedding)
    return 0


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
