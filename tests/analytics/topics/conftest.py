"""A small corpus in the form that topics are made from: the demo articles, by language; fitted once for all tests."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analytics.text.article_tokens import tokens_of
from analytics.topics.fit import Fitted, fit

ROOT = Path(__file__).parents[3]
ARTICLES = ROOT / "data" / "demo" / "articles"
IN_ANOTHER_PROCESS = """
import sys
sys.path[:0] = sys.argv[1:]
from conftest import demo_documents
from analytics.topics.fit import fit
print(fit(demo_documents("en"), language="en").topics.to_json(force_ascii=False))
"""


@cache
def demo_documents(language: str) -> pd.DataFrame:
    lines = [json.loads(line) for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    rows = pd.DataFrame([line for line in lines if line.get("language") == language]).drop_duplicates("id")
    articles = pd.DataFrame(
        {
            "article_id": rows["id"].astype("str"),
            "language": language,
            "title": rows["title"].fillna("").astype("str"),
            "text": rows["text"].fillna("").astype("str"),
        }
    )
    rest = pd.DataFrame(
        {
            "article_id": articles["article_id"],
            "outlet": rows["outlet"].to_numpy(),
            "published_at": pd.to_datetime(rows["date"], utc=True, format="ISO8601", errors="coerce")
            .astype("datetime64[us, UTC]")
            .array,
        }
    )
    words = tokens_of(articles).merge(articles.drop(columns="language"), on="article_id").merge(rest, on="article_id")
    return words.assign(reprint_group=None, series=None).sort_values("article_id", ignore_index=True)


@pytest.fixture(scope="session", autouse=True)
def other_process() -> Iterator[subprocess.Popen[str]]:
    """Another process that fits the English articles, started before all else."""
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(ROOT), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture(scope="session")
def russian() -> pd.DataFrame:
    return demo_documents("ru")


@pytest.fixture(scope="session")
def english() -> pd.DataFrame:
    return demo_documents("en")


@pytest.fixture(scope="session")
def fitted(russian: pd.DataFrame) -> Fitted:
    return fit(russian, language="ru")


@pytest.fixture(scope="session")
def fitted_english(english: pd.DataFrame) -> Fitted:
    return fit(english, language="en")
