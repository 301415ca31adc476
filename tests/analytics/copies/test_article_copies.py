"""Articles in, groups out: at once, in any order, in any batches, and with what no outlet would send."""

from itertools import combinations
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.copies.article_copies import ARTICLES, Copies, find, series
from tests.analytics.copies.bulletins import weather

SAID = [f"слово{n}" for n in range(3000)]


def text_of(seed, words=120):
    return " ".join(Random(seed).choices(SAID, k=words))


def changed(text, share, seed):
    r = Random(seed)
    return " ".join(r.choice(SAID) if r.random() < share else word for word in text.split(" "))


def frame(texts, titles=None, first=0):
    ids = pd.Series([f"{n:08d}" for n in range(first, first + len(texts))], dtype="str")
    articles = pd.DataFrame({"article_id": ids, "title": ids if titles is None else titles, "text": texts})
    articles = articles.astype({"text": "str"})
    articles["published_at"] = pd.Timestamp("2020-05-03", tz="UTC") + pd.to_timedelta(articles.index, unit="min")
    return articles


def lookup(articles):
    texts = articles.set_index("article_id")["text"]
    return lambda ids: texts[ids].to_list()


def in_batches(articles, sizes):
    known, at = Copies.none(), 0
    while at < len(articles):
        size = next(sizes)
        known = known.plus(find(known, articles[at : at + size], lookup(articles)))
        at += size
    return known


def partition(copies):
    groups = pd.Series(copies.groups.to_numpy(), index=copies.articles["article_id"])
    return {frozenset(members) for members in groups.groupby(groups).groups.values()}


def f1(one, other):
    a, b = ({pair for group in groups for pair in combinations(sorted(group), 2)} for groups in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


@pytest.fixture(scope="module")
def archive():
    texts = []
    for seed in range(12):
        original = text_of(seed)
        texts += [original, original, *(changed(original, share, seed) for share in (0.02, 0.05, 0.1, 0.15))]
        texts += [original[: len(original) // 2], text_of(seed + 100) + " " + original + " " + text_of(seed + 200)]
    return frame(texts)


@pytest.mark.slow
@settings(max_examples=5)
@given(st.randoms())
def test_order_and_batches_make_no_difference(archive, random):
    at_once = in_batches(archive, iter([len(archive)]))
    shuffled = archive.sample(frac=1, random_state=random.randrange(2**32))
    assert partition(in_batches(shuffled, iter(lambda: random.randint(1, 40), 0))) == partition(at_once)


def test_nor_do_they_in_a_real_corpus(corpora: Path):
    docs = pd.read_parquet(corpora / "tgcontest_20200503" / "docs.parquet")
    articles = docs.rename(columns={"id": "article_id"})[["article_id", "published_at", "title", "text"]]
    at_once = partition(in_batches(articles, iter([len(articles)])))
    random = Random(0)
    for _ in range(2):
        shuffled = articles.sample(frac=1, random_state=random.randrange(2**32))
        assert f1(partition(in_batches(shuffled, iter(lambda: random.randint(100, 3000), 0))), at_once) >= 0.99


def test_pairs_say_what_one_is_to_the_other():
    whole = text_of(1, 400)
    words = whole.split(" ")
    copy, lead, passage = changed(whole, 0.05, 2), " ".join(words[:120]), " ".join(words[200:320])
    found = find(Copies.none(), frame([whole, copy, lead, passage]), lambda _: [])
    body = found.articles["body"]
    roles = {frozenset([p.left, p.right]): (p.left, p.role) for p in found.pairs.itertuples()}
    assert roles[frozenset([body[0], body[1]])][1] == "copy"
    assert roles[frozenset([body[0], body[2]])] == (body[2], "extract")
    assert roles[frozenset([body[0], body[3]])] == (body[3], "part")


def test_a_digest_does_not_join_what_it_holds():
    parts = [text_of(n, 100) for n in range(5)]
    groups = find(Copies.none(), frame([*parts, " ".join(parts)]), lambda _: []).articles["group"]
    assert groups[:5].dropna().value_counts().max() <= 2


def test_only_texts_of_likely_copies_are_asked_for(archive):
    known = Copies.none().plus(find(Copies.none(), archive, lambda _: []))
    asked = []
    new = frame([changed(archive["text"][0], 0.05, 9), text_of(999)], first=1000)
    found = find(known, new, lambda ids: asked.extend(ids) or lookup(archive)(ids))
    assert set(asked) <= set(archive["article_id"][:8])
    assert found.articles["group"].fillna("").tolist() == [known.groups[0], ""]


def test_groups_that_a_new_article_joins_are_merged_with_a_record():
    whole = text_of(5, 200).split(" ")
    left, right = " ".join(whole[:110]), " ".join(whole[90:])
    articles = frame([left, left + " а", right, right + " а", *(" ".join(whole[n : 190 + n]) for n in range(6))])
    known = Copies.none().plus(find(Copies.none(), articles[:4], lambda _: []))
    assert known.groups.nunique() == 2
    known = known.plus(find(known, articles[4:], lookup(articles)))
    assert known.lineage.to_dict("records") == [{"group": "00000002", "into": "00000000"}]
    assert set(known.groups) == {"00000000"}


def test_bulletins_of_one_template_are_a_series():
    bulletins = [weather(Random(n)) for n in range(6)]
    articles = frame([*bulletins, "Погода. " + bulletins[0], text_of(1)])
    known = Copies.none().plus(find(Copies.none(), articles, lambda _: []))
    assert known.groups.fillna("").tolist() == ["00000000", "", "", "", "", "", "00000000", ""]
    assert series(known).fillna("").tolist() == ["00000000"] * 7 + [""]


def test_articles_without_a_body_go_by_their_titles():
    titles = [
        "Пять слов стоят в заголовке",
        "«ПЯТЬ слов» стоят в заголовке!",
        "Всего четыре слова тут",
        "Всего четыре слова тут",
    ]
    groups = find(Copies.none(), frame(["", None, "", ""], titles), lambda _: []).articles["group"]
    assert groups.fillna("").tolist() == ["00000000", "00000000", "", ""]


def test_nothing_at_all():
    found = find(Copies.none(), frame([]), lambda _: [])
    assert found.articles.columns.tolist() == ARTICLES
    known = Copies.none().plus(found)
    assert (len(found.articles), len(known.groups), len(series(known))) == (0, 0, 0)


@pytest.mark.slow
def test_many_equal_texts_are_read_once():
    text = text_of(1, 20)
    articles = frame([text] * 200_000, titles="Заголовок")
    found = find(Copies.none(), articles, lambda _: [])
    assert set(found.articles["group"]) == {"00000000"}
    assert (len(found.samples), len(found.pairs)) == (1, 0)


@pytest.mark.slow
def test_many_equal_titles_without_a_body():
    articles = frame([""] * 200_000, titles="Пять слов стоят в заголовке")
    groups = find(Copies.none(), articles, lambda _: []).articles
    spans = groups.groupby("group")["published_at"].agg(lambda moments: moments.max() - moments.min())
    assert spans.max() == pd.Timedelta(days=2)


@pytest.mark.parametrize("word", ["слово", "5", "а"])
def test_texts_of_one_word_and_of_one_word_over_and_over(word):
    texts = [word, word, f"{word} " * 20, f"{word} " * 20, f"{word} " * 5000, f"{word} " * 300_000]
    found = find(Copies.none(), frame(texts), lambda _: [])
    assert found.samples["samples"].map(len).max() <= 1
    assert found.articles["group"][:2].isna().all()
    assert found.articles["group"][2] == found.articles["group"][3]


@pytest.mark.slow
def test_texts_of_two_megabytes():
    long = text_of(1, 200_000)
    texts = [long, changed(long, 0.05, 2), " ".join(long.split(" ")[90_000:90_200]), text_of(3, 200_000)]
    found = find(Copies.none(), frame(texts), lambda _: [])
    assert found.articles["group"].fillna("").tolist()[:2] == ["00000000", "00000000"]
    assert pd.isna(found.articles["group"][3])
    assert (found.articles["body"][2], "part") in set(zip(found.pairs["left"], found.pairs["role"], strict=True))


@pytest.mark.slow
def test_a_group_of_thousands_of_near_copies():
    original = text_of(1, 40)
    articles = frame([changed(original, 0.01, seed) for seed in range(4_000)])
    groups = find(Copies.none(), articles, lambda _: []).articles["group"]
    assert groups.value_counts().iloc[0] >= 3_960
