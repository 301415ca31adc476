"""Topic quality beside stock BERTopic: `python benchmarks/topic_quality.py [CORPORA]`.

Sets: bbc_raw, the Russian part of slavicner, OCTIS' BBC_News. Both sides get the same content lemmas and document
vectors. Stock: BERTopic(language="multilingual") with its own UMAP and HDBSCAN defaults and CountVectorizer, mean of
five seeds. Unclassified documents are one class for both. NPMI is taken over the set's own documents, and diversity
over ten words a topic. The last lines compare the means over the sets.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.quality import ari, diversity, nmi, npmi  # noqa: E402
from analytics.text.stage import tokens_of  # noqa: E402
from analytics.topics.documents import contents  # noqa: E402
from analytics.topics.embed import embed  # noqa: E402
from analytics.topics.fit import fit  # noqa: E402

SEEDS = range(5)
FIGURES = ("NMI", "ARI", "NPMI", "diversity")


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
    return joined.merge(rest, on="article_id", validate="one_to_one")


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


def figures(
    documents: pd.DataFrame, found: list[object], words: list[list[str]], lemmas: list[list[str]]
) -> list[float]:
    gold = documents["gold"].tolist()
    return [nmi(gold, found), ari(gold, found), npmi(words, lemmas), diversity(words)]


def ours(documents: pd.DataFrame, lemmas: list[list[str]]) -> tuple[list[float], str]:
    fitted = fit(documents, language=documents["language"].iloc[0])
    found = fitted.article_topics["topic_id"].fillna("unclassified").tolist()
    left = fitted.article_topics["topic_id"].isna().mean()
    about = f"{len(fitted.topics)} topics, {left:.0%} unclassified, {fitted.clusterer}"
    return figures(documents, found, fitted.words, lemmas), about


def stock(documents: pd.DataFrame, lemmas: list[list[str]]) -> tuple[list[float], str]:
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer
    from umap import UMAP

    vectors = embed(lemmas, [], language=documents["language"].iloc[0]).vectors
    texts = [" ".join(words) for words in lemmas]
    runs, sizes, left = [], [], []
    for seed in SEEDS:
        # BERTopic's own defaults, with the seed that it leaves open.
        umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed)
        counter = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False)
        model = BERTopic(language="multilingual", umap_model=umap, vectorizer_model=counter)
        found, _ = model.fit_transform(texts, vectors)
        words = [[word for word, _ in model.get_topic(n) if word] for n in sorted(set(found)) if n >= 0]
        runs.append(figures(documents, found, words, lemmas))
        sizes.append(len(words))
        left.append(np.mean(np.array(found) == -1))
    return list(np.mean(runs, axis=0)), f"{np.mean(sizes):.0f} topics, {np.mean(left):.0%} unclassified"


def main(corpora: Path) -> int:
    rows = []
    for name, documents in sets(corpora).items():
        lemmas = contents(documents["lemmas"], documents["language"].iloc[0])
        for side, measure in (("ours", ours), ("stock", stock)):
            values, about = measure(documents, lemmas)
            rows.append((side, *values))
            print(
                f"{name:15} {side:6}",
                *(f"{n} {v:.3f}" for n, v in zip(FIGURES, values, strict=True)),
                about,
                flush=True,
            )
    means = pd.DataFrame(rows, columns=["side", *FIGURES]).groupby("side").mean()
    print()
    for figure in FIGURES:
        mine, theirs = means.loc["ours", figure], means.loc["stock", figure]
        print(f"mean {figure:9} ours {mine:.3f}  stock {theirs:.3f}  {'better' if mine > theirs else 'NOT BETTER'}")
    return 0 if (means.loc["ours"] > means.loc["stock"]).all() else 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
