"""A long text costs in proportion to its length, and is read as a short one is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.mentions import network, segments
from analytics.mentions.article_mentions import mentions_of
from analytics.mentions.model import find_spans

SIZE = 12_000
NAMES = "Иван Петров и Анна Уварова приехали в Москву, где их ждал Уваров"
DENSE = {
    "names in every sentence": f"{NAMES}. ",
    "no sentence ends": f"{NAMES}, а ",
    "one name": "Владимир Путин. ",
    "one surname": "Скапарротти ",
    "aliases": "НАТО, США, МИД РФ, ",
    "many bearers": "Иван Петров. Анна Петрова. И. Петров. Петров ответил Путину. ",
    "roles": "Президент ",
    "organisations": "Правительство Дании, фирма «Ромашка», компании «Слон» и «Кит», российское министерство ",
    "nouns of organisations": "комитет по делам совета комиссии министерства ",
}
UKRAINIAN = {
    "names": "Іван Петренко і Ryanair приїхали до Києва, де їх чекав Петренко. ",
    "phrases": "Верховний суд Північної Ірландії, ",
    "small letters": "ніхто нічого не сказав ",
    "Latin": "Acme ",
}


ENGLISH = {
    "names": "Mr John Thackle met Susan Orme in Norway, where Thackle said so. ",
    "one run": "Bank of ",
    "capitals": "NATO ",
    "titles": "President ",
    "small letters": "nobody said anything ",
    "apostrophes": "O'O'",
}


def article(text: str, language: str = "ru") -> pd.DataFrame:
    nothing = pd.Series([None], dtype="datetime64[us, UTC]")
    return pd.DataFrame({"article_id": ["a"], "language": language, "title": "", "text": text, "published_at": nothing})


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """How many functions were called and generators resumed since."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield lambda: calls
    finally:
        sys.setprofile(before)


def work(text: str, language: str) -> int:
    with counted() as calls:
        mentions_of(article(text, language))
        return calls()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param(language, sentence, id=f"{language}: {name}")
        for language, texts in (("ru", DENSE), ("uk", UKRAINIAN), ("en", ENGLISH))
        for name, sentence in texts.items()
    ],
)
def test_twice_the_text_is_twice_the_work(language: str, sentence: str) -> None:
    text = (sentence * (1 + SIZE // len(sentence)))[:SIZE]
    mentions_of(article(text, language))  # caches
    once, twice = work(text, language), work(text * 2, language)
    assert twice < 2.4 * once


def real_texts(corpora: Path) -> list[str]:
    found = pd.read_parquet(corpora / "factrueval2016" / "docs.parquet", columns=["text"])["text"]
    return found.head(60).tolist()


def test_a_long_text_is_read_in_windows_as_at_once(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = real_texts(corpora)
    whole = find_spans(texts, "ru")
    monkeypatch.setattr(network, "LONG", 100)
    monkeypatch.setattr(network, "WINDOW", 16)
    assert find_spans(texts, "ru") == whole
    assert sum(map(len, whole)) > 500


def test_a_long_text_has_the_tokens_and_sentences_of_razdel(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from razdel import sentenize, tokenize

    monkeypatch.setattr(segments, "LONG", 700)
    monkeypatch.setattr(segments, "PIECE", 200)
    for text in real_texts(corpora):
        assert list(segments.tokens(text)) == [(t.start, t.stop) for t in tokenize(text)]
        assert segments.sentences(text) == [(s.start, s.stop) for s in sentenize(text)]


@given(
    st.lists(
        st.sampled_from(["Слово", "ёж", "и", "yahoo", "5", " ", "  ", "\n", *".,!?-—_/…»«:)Δ🙂"]), max_size=30
    ).map("".join)
)
def test_any_text_has_the_tokens_of_razdel(text: str) -> None:
    from razdel import tokenize

    assert list(segments.tokens(text)) == [(t.start, t.stop) for t in tokenize(text)]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["!?.,;:—«»" * 9_000, "🙂🎉" * 40_000, "." * 80_000, "Ы" * 80_000, "аб-" * 30_000])
def test_a_text_that_is_no_text_is_cut_into_pieces(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import razdel

    longest = 0
    cut = razdel.tokenize

    def watched(piece: str) -> object:
        nonlocal longest
        longest = max(longest, len(piece))
        return cut(piece)

    monkeypatch.setattr(razdel, "tokenize", watched)
    parts = list(segments.tokens(text))
    assert "".join(text[start:end] for start, end in parts) == text
    assert longest <= segments.LONG
    assert mentions_of(article(text)).mentions.empty


def test_no_sentence_of_a_long_text_is_longer_than_a_short_text() -> None:
    text = f"{NAMES}, а " * 1_000
    found = segments.sentences(text)
    assert max(end - start for start, end in found) <= segments.LONG
    assert [found[0].start, found[-1].end] == [0, len(text.rstrip())]
    mentions = mentions_of(article(text)).mentions
    assert (mentions["sentence_start"] <= mentions["start"]).all()
    assert (mentions["end"] <= mentions["sentence_end"]).all()
