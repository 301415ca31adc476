"""All labels with their headlines, to be read aloud: `python benchmarks/topic_labels.py [CORPORA] [SET ...]`.

Themes, topics, and the thirty largest stories of ruattitudes, bbc_raw, OCTIS' BBC_News, the Russian part of slavicner
and the demo in its three languages. Nothing counts them: whoever reads notes those that one would not put before a
manager; at most one in twelve may be such.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.text.article_tokens import tokens_of  # noqa: E402
from analytics.topics.fit import fit  # noqa: E402

STORIES = 30


def documents_of(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Rows of a corpus (id, source, published_at, title, text) in the form that `fit` takes."""
    articles = pd.DataFrame({"article_id": rows["id"].astype("str"), "language": language})
    articles = articles.assign(**{name: rows[name].fillna("").astype("str") for name in ("title", "text")})
    articles = articles.drop_duplicates("article_id")
    rest = articles.drop(columns="language").assign(
        outlet=rows["source"],
        published_at=pd.to_datetime(rows["published_at"], utc=True, format="ISO8601", errors="coerce"),
        reprint_group=None,
        series=None,
    )
    return tokens_of(articles).merge(rest, on="article_id").sort_values("article_id", ignore_index=True)


def corpus(corpora: Path, folder: str, language: str, dataset: str = "") -> pd.DataFrame:
    """The articles of one language of a corpus, or of one data set in it."""
    rows = pd.read_parquet(corpora / folder / "docs.parquet")
    rows = rows[rows["dataset"] == dataset] if dataset else rows[rows["language"] == language]
    return documents_of(rows, language)


def demo(language: str) -> pd.DataFrame:
    """The demo articles of a language."""
    files = sorted((ROOT / "data" / "demo" / "articles").glob("*.jsonl"))
    rows = pd.DataFrame([json.loads(line) for path in files for line in path.open(encoding="utf-8")])
    rows = rows[rows["language"] == language].rename(columns={"outlet": "source", "date": "published_at"})
    return documents_of(rows, language)


def show(name: str, documents: pd.DataFrame, language: str) -> None:
    """Print every level of a fit, the largest first, with its headlines."""
    topics = fit(documents, language=language).topics
    title = documents.set_index("article_id")["title"]
    for level, rows in topics.groupby("level", sort=False):
        print(f"\n== {name}: {level}, {len(rows)}")
        for row in rows.head(STORIES if level == "story" else len(rows)).itertuples():
            print(f"{row.size:6d}  {row.label}")
            for article in row.representatives:
                print(f"          {title[article][:110]}")


def main(asked: list[str]) -> None:
    """Print the sets asked for, or all of them."""
    given = asked and Path(asked[0]).is_dir()
    corpora = Path(asked[0] if given else os.environ.get("SVODKA_CORPORA", ROOT.parent / "shared" / "corpora"))
    sets: dict[str, tuple[Callable[[], pd.DataFrame], str]] = {
        "ruattitudes": (lambda: corpus(corpora, "ruattitudes", "ru"), "ru"),
        "bbc_raw": (lambda: corpus(corpora, "bbc_raw", "en"), "en"),
        "octis": (lambda: corpus(corpora, "octis_preproc", "en", "BBC_News"), "en"),
        "slavicner": (lambda: corpus(corpora, "slavicner", "ru"), "ru"),
        **{f"demo-{code}": ((lambda code=code: demo(code)), code) for code in ("ru", "uk", "en")},
    }
    for name in asked[1 if given else 0 :] or sets:
        documents, language = sets[name]
        show(name, documents(), language)


if __name__ == "__main__":
    main(sys.argv[1:])
