"""Base forms of names beside slavicner's own: `python benchmarks/base_forms.py [CORPORA]`.

Every gold span of a person, organisation or place is brought to its base form as an archive of these documents would
be; right is what is equal to the gold lemma once folded. A share of mentions, or of distinct written forms (each the
mean over its mentions). Asia Bibi is half of what a vote over the archive can gain among Russian people, so the
figures without her stand beside. Ukrainian is measured with pymorphy3's Ukrainian dictionary where that is
installed, else without: the bars differ. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from analytics.mentions.base_form import voted  # noqa: E402
from analytics.mentions.context import context_of  # noqa: E402
from analytics.mentions.entities import name_key  # noqa: E402
from analytics.mentions.phrase_form import readings  # noqa: E402

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
BIBI = "PER-Asia-Bibi"


class Row(NamedTuple):
    """One figure beside its bar; None: it has none."""

    what: str
    figure: float
    bar: float | None


def gold_of(corpora: Path, language: str) -> pd.DataFrame:
    """The gold spans of a language: article_id, start, end, surface, kind, lemma, link, in order of place."""
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet", columns=["id", "language"])
    every = pd.read_parquet(corpora / "slavicner" / "mentions.parquet").rename(columns={"doc_id": "article_id"})
    ours = every["article_id"].isin(docs.loc[docs["language"] == language, "id"])
    gold = every[ours & every["offset_ok"] & every["type"].isin(KINDS)]
    return gold.assign(kind=gold["type"].map(KINDS)).sort_values(["article_id", "start"], ignore_index=True)


def base_forms(gold: pd.DataFrame, texts: Mapping[str, str], language: str) -> list[str]:
    """What we make of each span: people's names by the vote of all, the rest by themselves."""
    places = zip(gold["article_id"], gold["start"], gold["end"], gold["kind"], strict=True)
    asked = language == "ru"
    contexts = [
        context_of(texts[i], start, end) if asked and kind == "person" else "" for i, start, end, kind in places
    ]
    gold = gold.assign(context=contexts)
    people = gold[gold["kind"] == "person"]
    votes = voted(people.groupby(["surface", "context"]).size().rename("count").reset_index(), language)
    return [
        (votes[surface, context] if kind == "person" else readings(surface, kind, language))[0].base
        for surface, context, kind in zip(gold["surface"], gold["context"], gold["kind"], strict=True)
    ]


def rows_of(corpora: Path, language: str) -> list[Row]:
    gold = gold_of(corpora, language)
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet", columns=["id", "text"])
    ours = base_forms(gold, dict(zip(docs["id"], docs["text"], strict=True)), language)
    right = gold["lemma"].map(name_key) == pd.Series(ours).map(name_key)
    people, others = gold["kind"] == "person", gold["link"] != BIBI
    distinct = right[people].groupby(gold["surface"]).mean()
    without = right[people & others].groupby(gold["surface"]).mean()
    russian, has_dictionary = language == "ru", find_spec("pymorphy3_dicts_uk") is not None
    of = f"{language} " + ("" if russian else "with dictionary, " if has_dictionary else "without dictionary, ")
    return [
        Row(of + "people", right[people].mean(), 0.94 if russian else None),
        Row(of + "people without Asia Bibi", right[people & others].mean(), 0.93 if russian else None),
        Row(of + "people, distinct forms", distinct.mean(), 0.87 if russian else None),
        Row(of + "people, distinct forms without Asia Bibi", without.mean(), None),
        Row(of + "organisations", right[gold["kind"] == "organisation"].mean(), None),
        Row(of + "places", right[gold["kind"] == "place"].mean(), None),
        Row(of + "all", right.mean(), 0.96 if russian or has_dictionary else 0.88),
    ]


def main(corpora: Path) -> int:
    missed = False
    for row in (*rows_of(corpora, "ru"), *rows_of(corpora, "uk")):
        met = row.bar is None or row.figure >= row.bar
        missed |= not met
        bar = "" if row.bar is None else f"  bar {row.bar:.2f} {'met' if met else 'MISSED'}"
        print(f"{row.what:64}{row.figure:.3f}{bar}")
    return 1 if missed else 0


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
