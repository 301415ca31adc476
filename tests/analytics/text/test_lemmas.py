"""Lemmas: folded, one for all cases of a word, no dictionary loaded on import."""

import subprocess
import sys
import time
from importlib.util import find_spec

import pytest

from analytics.text.lemmas import Lemmatizer, lemmatizer


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("санкции санкций санкциями Санкциям", "санкция"),
        ("ёлка елка ёлками", "елка"),
        ("США", "сша"),
        ("Путина Путину Путиным", "путин"),
        ("Песков Пескова", "песков"),
        ("песков", "песок"),
        ("ИГ", "иг"),
        ("Трампом Трампа", "трамп"),
        ("заявил заявившего", "заявить"),
        ("за\u0301мка", "замок"),
        ("CШA", "сша"),
        ("2018", "2018"),
    ],
)
def test_russian(words: str, expected: str) -> None:
    assert {Lemmatizer("ru").lemma(word) for word in words.split()} == {expected}


def test_short_i_is_never_folded() -> None:
    assert Lemmatizer("ru").lemma("Россией") == "россия"
    assert Lemmatizer("ru").lemma("край") == "край"


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "sanctions", "sanction"),
        ("en", "Putin's", "putin"),
        ("uk", "Києві", "київ"),
        ("uk", "Німеччини", "німеччина"),
        ("und", "Санкции", "санкции"),
        ("xx", "Word", "word"),
    ],
)
def test_other_languages(language: str, word: str, expected: str) -> None:
    assert lemmatizer(language).lemma(word) == expected


def test_forms_begin_with_the_lemma() -> None:
    forms = Lemmatizer("ru").lemma_forms("стали")
    assert forms[0] == "стать"
    assert "сталь" in forms


def test_inflected_forms_only_of_words_the_dictionary_lacks() -> None:
    assert "совфеда" in Lemmatizer("ru").inflected("Совфед")
    assert Lemmatizer("ru").inflected("Москва") == frozenset()
    assert Lemmatizer("en").inflected("Совфед") == frozenset()


def test_cached_words_are_fast() -> None:
    lemma = Lemmatizer("ru").lemma
    words = ["санкции", "Россия", "заявил"] * 20_000
    lemma("санкции"), lemma("Россия"), lemma("заявил")
    began = time.process_time()
    for word in words:
        lemma(word)
    assert len(words) / (time.process_time() - began) >= 100_000


def test_import_loads_no_dictionary_and_nothing_heavy() -> None:
    code = (
        "import sys, analytics.text.article_tokens, analytics.text.language;"
        "heavy = {'pymorphy3', 'simplemma', 'py3langid', 'natasha', 'slovnet', 'sklearn', 'torch'};"
        "sys.exit(', '.join(heavy & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr.strip() == ""
    )


def test_words_load_nothing_that_a_page_must_not() -> None:
    code = (
        "import sys; from analytics.text.lemmas import lemmatizer;"
        "[lemmatizer(x).lemma('санкции') for x in ('ru', 'uk', 'en')];"
        "sys.exit(', '.join({'natasha', 'slovnet', 'sklearn', 'torch', 'numba'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr.strip() == ""
    )


@pytest.mark.skipif(find_spec("pymorphy3_dicts_uk") is None, reason="the extra `ukrainian` is not installed")
def test_ukrainian_dictionary_where_installed() -> None:
    assert Lemmatizer("uk").lemma("санкціями") == "санкція"
