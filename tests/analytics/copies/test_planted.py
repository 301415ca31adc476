"""Copies made of real texts find their originals; stories of one template do not find each other."""

from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analytics.clutter.spans import clutter_of, without_clutter
from analytics.copies.article_copies import Copies, find
from analytics.copies.confirm import confirm
from analytics.copies.roles import ONE_TEXT
from tests.analytics.copies.bulletins import TEMPLATES, pairs
from tests.analytics.copies.planting import (
    all_three,
    dateline,
    footer,
    headline,
    lookalikes,
    sentence_cut,
    third_cut,
    typography,
    without_planted,
    words_changed,
)

MOST = 500  # texts of each corpus


@pytest.fixture(scope="module")
def texts(corpora: Path) -> list[str]:
    """Russian texts of at least 100 words."""
    found = []
    for corpus in ("ruattitudes", "tgcontest_20200503"):
        docs = pd.read_parquet(corpora / corpus / "docs.parquet").query("language == 'ru'")
        long = docs[docs["text"].fillna("").str.split().str.len() >= 100]
        found += long.sample(min(MOST, len(long)), random_state=0)["text"].tolist()
    return found


def groups(texts, moment="2020-05-03 12:00"):
    ids = pd.Series([f"{n:08d}" for n in range(len(texts))], dtype="str")
    articles = pd.DataFrame({"article_id": ids, "title": ids, "text": texts})
    articles["published_at"] = pd.Timestamp(moment, tz="UTC")
    return find(Copies.none(), articles, lambda _: []).articles["group"]


def recall(texts, change):
    return shared(groups([*texts, *(change(text, Random(n)) for n, text in enumerate(texts))]))


def shared(found):
    """The share of originals, the first half, that are in the group of their copy."""
    originals, copies = found[: len(found) // 2], found[len(found) // 2 :]
    return (originals.notna().to_numpy() & (originals.to_numpy() == copies.to_numpy())).mean()


@pytest.mark.parametrize(
    ("change", "bar"),
    [
        (dateline, 0.97),
        (footer, 0.97),
        (headline, 0.97),
        (typography, 0.97),
        (lookalikes, 0.97),
        (sentence_cut, 0.97),
        (third_cut, 0.9),
        (words_changed, 0.9),
    ],
)
def test_a_copy_is_with_its_original(texts, change, bar):
    assert recall(texts, change) >= bar


def test_cleaned_of_dateline_and_footer_a_tenth_of_the_words_may_differ(texts):
    assert recall(texts, lambda text, r: without_planted(all_three(text, r))) >= 0.92


def test_with_dateline_and_footer_a_tenth_of_the_words_may_differ(texts):
    cleaned = [without_clutter(text, clutter_of(text)) for text in texts]
    changed = (all_three(text, Random(n)) for n, text in enumerate(texts))
    found = groups([*cleaned, *(without_clutter(text, clutter_of(text)) for text in changed)])
    assert shared(found) >= 0.92


def test_stories_of_one_template_are_not_one_text():
    """Every pair is compared, be it a candidate or not, and no third story helps to tell the two apart."""
    stories = pd.Series([text for pair in pairs(1000) for text in pair])
    names = pd.Series([f"{n:08d}" for n in stories.index], dtype="str")
    candidates = pd.DataFrame({"left": names[::2].to_numpy(), "right": names[1::2].to_numpy()}, dtype="str")
    published = pd.Series(pd.Timestamp("2020-05-03", tz="UTC"), index=names)
    found = confirm(candidates, lambda asked: stories[[int(name) for name in asked]].to_list(), published)
    joined = found[found["role"].isin(ONE_TEXT)]
    by_template = joined["left"].astype(int).floordiv(2).mod(len(TEMPLATES)).value_counts().to_dict()
    assert len(joined) <= 10, by_template


@pytest.mark.slow
def test_nor_are_they_in_one_archive():
    found = groups([text for pair in pairs(1000, seed=1) for text in pair]).to_numpy()
    assert (pd.notna(found[::2]) & (found[::2] == found[1::2])).mean() <= 0.01
