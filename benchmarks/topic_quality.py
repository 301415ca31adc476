"""Topics beside labels, and beside stock BERTopic: `python benchmarks/topic_quality.py [CORPORA]`.

Needs the peers of `benchmarks/requirements.txt`. Every side gets the same content lemmas and document vectors.

1. The right level: of themes, topics and stories the one whose number is nearest the labels'; unclassified is a class.
   Five seeds of the fit, median and worst. Beside it at their own numbers: stock BERTopic, UMAP + HDBSCAN, EVoC, and
   average linkage of TF-IDF cut at the labels' number, which no one is told.
2. Beside stock: at the level whose number is nearest stock's own, and the topics' words: NPMI over the set's own
   documents, diversity over ten words.
3. slavicner ru in subsets of two and three subjects, and with each subject in turn thinned to 40 and to 25 articles.
4. Eight genres of Toloka's categories, short and hard: printed beside every peer.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.quality import ari, diversity, nmi, npmi  # noqa: E402
from analytics.text.article_tokens import tokens_of  # noqa: E402
from analytics.text.content import Lemmas, contents  # noqa: E402
from analytics.topics.embed import Embedding, Vectors, embed  # noqa: E402
from analytics.topics.fit import Fitted, Settings, fit  # noqa: E402

if TYPE_CHECKING:
    from bertopic import BERTopic

SEEDS = range(5)
LEVELS = {"theme": "theme_id", "topic": "topic_id", "story": "story_id"}
BARS = {"bbc_raw": (0.87, 0.90), "octis BBC_News": (0.82, 0.85), "slavicner ru": (0.98, 0.98)}
WORST = 0.95


def documents_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a corpus in the form that `fit` takes, the gold class beside them."""
    articles = pd.DataFrame(
        {
            "article_id": rows["id"].astype("str"),
            "language": rows["language"].astype("str"),
            "title": rows["title"].fillna("").astype("str"),
            "text": rows["text"].fillna("").astype("str"),
        }
    )
    columns = ["id", "source", "published_at", "gold"]
    rest = rows[columns].rename(columns={"id": "article_id", "source": "outlet"})
    joined = tokens_of(articles).merge(articles.drop(columns="language"), on="article_id")
    joined = joined.merge(rest, on="article_id", validate="one_to_one").assign(reprint_group=None, series=None)
    return joined.sort_values("article_id", ignore_index=True)


def sets(corpora: Path) -> dict[str, pd.DataFrame]:
    """The three labelled sets."""
    slavicner = pd.read_parquet(corpora / "slavicner" / "docs.parquet")
    octis = pd.read_parquet(corpora / "octis_preproc" / "docs.parquet")
    return {
        "bbc_raw": documents_of(
            pd.read_parquet(corpora / "bbc_raw" / "docs.parquet").assign(gold=lambda d: d.label_topic)
        ),
        "slavicner ru": documents_of(slavicner[slavicner["language"] == "ru"].assign(gold=lambda d: d.label_topic)),
        "octis BBC_News": documents_of(octis[octis["dataset"] == "BBC_News"].assign(gold=lambda d: d.label)),
    }


def genres(corpora: Path) -> dict[str, pd.DataFrame]:
    """Toloka's eight genres, by language."""
    rows = pd.read_parquet(corpora / "tgcontest_toloka" / "categories_fasttext.parquet")
    rows = rows.assign(gold=rows["label_category"])
    return {f"genres {code}": documents_of(rows[rows["language"] == code]) for code in ("ru", "en")}


@dataclass(frozen=True)
class Found:
    """A partition: group of each document ("" unclassified), and how many groups."""

    groups: list[str]

    @property
    def number(self) -> int:
        return len(set(self.groups) - {""})

    def beside(self, gold: list[str]) -> tuple[float, float]:
        """NMI and ARI; unclassified is a class."""
        return nmi(gold, self.groups), ari(gold, self.groups)


def levels_of(fitted: Fitted, documents: pd.DataFrame) -> dict[str, Found]:
    placed = fitted.article_topics.set_index("article_id").loc[documents["article_id"]]
    return {level: Found(placed[column].fillna("").tolist()) for level, column in LEVELS.items()}


def nearest_level(levels: dict[str, Found], number: float) -> str:
    return min(levels, key=lambda level: abs(levels[level].number - number))


def fitted_with(documents: pd.DataFrame, seed: int) -> Fitted:
    return fit(documents, language=documents["language"].iloc[0], settings=Settings(seed=seed))


def peers(documents: pd.DataFrame, number: int) -> Iterator[tuple[str, Callable[[int], Found]]]:
    """Each peer's name, and what it finds with a seed."""
    lemmas = contents(documents["lemmas"], documents["language"].iloc[0])
    embedding = embed(lemmas, [], language=documents["language"].iloc[0])
    yield "stock BERTopic", lambda seed: stock(lemmas, embedding, seed)[0]
    yield "UMAP + HDBSCAN", lambda seed: umap_hdbscan(embedding, seed)
    yield "EVoC", lambda seed: evoc(embedding, seed)
    yield "average linkage, told the number", lambda _: linked(embedding, number)


def named(labels: object) -> Found:
    return Found(["" if label < 0 else str(label) for label in np.asarray(labels)])


def stock(lemmas: Lemmas, embedding: Embedding, seed: int) -> tuple[Found, list[list[str]]]:
    model, found = stock_model(lemmas, embedding.vectors, seed)
    words = [[word for word, _ in model.get_topic(n) if word] for n in sorted(set(found)) if n >= 0]
    return named(found), words


def stock_model(lemmas: Lemmas, vectors: Vectors, seed: int) -> tuple[BERTopic, list[int]]:
    """BERTopic(language="multilingual") with the defaults of its stages and the seed that it leaves open; fitted."""
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from sklearn.feature_extraction.text import CountVectorizer
    from umap import UMAP

    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed)
    clusterer = HDBSCAN(min_cluster_size=10, prediction_data=True)
    counter = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False)
    model = BERTopic(language="multilingual", umap_model=umap, hdbscan_model=clusterer, vectorizer_model=counter)
    found, _ = model.fit_transform(lemmas.joined(), vectors)
    return model, found


def umap_hdbscan(embedding: Embedding, seed: int) -> Found:
    from hdbscan import HDBSCAN
    from umap import UMAP

    plane = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    return named(
        HDBSCAN(min_cluster_size=max(10, len(embedding.vectors) // 50)).fit_predict(
            plane.fit_transform(embedding.vectors)
        )
    )


def evoc(embedding: Embedding, seed: int) -> Found:
    from evoc import EVoC

    return named(EVoC(random_state=seed).fit_predict(embedding.vectors))


def linked(embedding: Embedding, number: int) -> Found:
    from sklearn.cluster import AgglomerativeClustering

    weights = embedding.lexicon.tf_idf(embedding.counts)
    distance = 1 - (weights @ weights.T).toarray()
    return named(AgglomerativeClustering(number, metric="precomputed", linkage="average").fit_predict(distance))


def show(name: str, values: list[tuple[float, float]], about: str, bar: tuple[float, float] | None = None) -> bool:
    """Print median and worst; whether the medians reach the bar."""
    median, worst = np.median(values, axis=0), np.min(values, axis=0)
    good = bar is None or bool((median >= bar).all())
    bars = "" if bar is None else f"  bar {bar[0]:.2f} / {bar[1]:.2f} {'met' if good else 'MISSED'}"
    figures = f"NMI {median[0]:.3f} ARI {median[1]:.3f} (worst {worst[0]:.3f} {worst[1]:.3f})"
    print(f"{name:48} {figures} {about}{bars}", flush=True)
    return good


def right_level(name: str, documents: pd.DataFrame, *, with_peers: bool) -> bool:
    gold = documents["gold"].tolist()
    values, about = [], []
    for seed in SEEDS:
        levels = levels_of(fitted_with(documents, seed), documents)
        level = nearest_level(levels, len(set(gold)))
        values.append(levels[level].beside(gold))
        about.append(f"{levels[level].number} {level}s")
    good = show(name, values, ", ".join(about), BARS.get(name))
    for peer, run in peers(documents, len(set(gold))) if with_peers else ():
        found = [run(seed) for seed in SEEDS]
        numbers = sorted({each.number for each in found})
        show(f"  {peer}", [each.beside(gold) for each in found], f"{numbers} groups")
    return good


def beside_stock(sets_of: dict[str, pd.DataFrame]) -> bool:
    rows = []
    for name, documents in sets_of.items():
        gold, language = documents["gold"].tolist(), documents["language"].iloc[0]
        lemmas = contents(documents["lemmas"], language)
        embedding = embed(lemmas, [], language=language)
        fitted = fitted_with(documents, 0)
        written = [text.split() for text in lemmas.joined()]
        ours = (npmi(list(fitted.words.values()), written), diversity(list(fitted.words.values())))
        runs = [stock(lemmas, embedding, seed) for seed in SEEDS]
        found = [each.beside(gold) for each, _ in runs]
        number = float(np.mean([each.number for each, _ in runs]))
        levels = levels_of(fitted, documents)
        level = nearest_level(levels, number)
        mine, theirs = levels[level].beside(gold), np.mean(found, axis=0)
        words = np.mean([(npmi(each, written), diversity(each)) for _, each in runs], axis=0)
        good = bool((np.array([*mine, *ours]) >= [*theirs, *words]).all())
        rows.append((*ours, good))
        print(
            f"{name:16} NMI ARI NPMI diversity: ours {mine[0]:.3f} {mine[1]:.3f} ({levels[level].number} {level}s) "
            f"{ours[0]:.3f} {ours[1]:.3f} ({len(fitted.words)} topics)  stock {theirs[0]:.3f} {theirs[1]:.3f} "
            f"{words[0]:.3f} {words[1]:.3f} ({number:.0f})  {'not below' if good else 'BELOW'}",
            flush=True,
        )
    means = np.mean([row[:2] for row in rows], axis=0)
    enough = bool(means[0] >= 0.54 and means[1] >= 0.95)
    print(f"mean NPMI {means[0]:.3f} diversity {means[1]:.3f}  bars .54 .95 {'met' if enough else 'MISSED'}")
    return enough and all(row[2] for row in rows)


def parts(documents: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Two and three of the subjects."""
    for number in (2, 3):
        for chosen in combinations(sorted(documents["gold"].unique()), number):
            yield " + ".join(map(str, chosen)), documents[documents["gold"].isin(chosen)].reset_index(drop=True)


def thinned(documents: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """All subjects, of one only so many articles."""
    for number in (40, 25):
        for subject in sorted(documents["gold"].unique()):
            of_it = documents[documents["gold"] == subject].sample(number, random_state=0)
            rest = documents[documents["gold"] != subject]
            yield (
                f"{subject} thinned to {number}",
                pd.concat([rest, of_it]).sort_values("article_id", ignore_index=True),
            )


def small_sets(name: str, given: Iterator[tuple[str, pd.DataFrame]], bar: tuple[float, float]) -> bool:
    medians, worst = [], []
    for part, documents in given:
        gold, values = documents["gold"].tolist(), []
        for seed in SEEDS:
            levels = levels_of(fitted_with(documents, seed), documents)
            values.append(levels[nearest_level(levels, len(set(gold)))].beside(gold))
        show(f"  {part}", values, f"of {len(gold)}")
        medians.append(np.median(values, axis=0))
        worst.append(np.min(np.median(values, axis=0)))
    mean = np.mean(medians, axis=0)
    good = bool((mean >= bar).all() and min(worst) >= WORST)
    says = "met" if good else "MISSED"
    print(f"{name}: mean {mean[0]:.3f} {mean[1]:.3f} (bar {bar[0]}), worst set {min(worst):.3f} (bar {WORST}) {says}")
    return good


def main(corpora: Path) -> int:
    labelled = sets(corpora)
    good = [right_level(name, documents, with_peers=True) for name, documents in labelled.items()]
    print()
    good.append(beside_stock(labelled))
    print()
    good.append(small_sets("subsets", parts(labelled["slavicner ru"]), (0.98, 0.98)))
    good.append(small_sets("thinned", thinned(labelled["slavicner ru"]), (0.95, 0.95)))
    print()
    for name, documents in genres(corpora).items():
        right_level(name, documents, with_peers=True)
    return 0 if all(good) else 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
