"""What makes no difference between two texts, and what does."""

import pytest

from analytics.copies.shingles import body_hashes
from analytics.copies.words import words_of


def same(one, other):
    first, second = body_hashes(words_of([one, other]))
    return first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё один ЗАЛП", "еще Один залп"),
        ("«Слово», — сказал он…", '"Слово" - сказал он.'),
        ("вице-премьер", "вице премьер"),
        ("СССР", "CCCP"),  # the second in Latin letters
        ("Мocква", "Москва"),  # three of them in Latin letters
        ("а также с ними", "a также c ними"),
        ("за\u0301мок на горе\u0301", "замок на горе"),
        ("пере\u00adнос\u200b слова", "перенос слова"),
        ("1,5 процента", "1.5 процента"),
        ("читайте https://example.org/a?b=1 дальше", "читайте дальше"),
        ("в [канале](https://t.me/name) пишут", "в канале t.me/other пишут"),
        ("Київ и\u0306", "Київ й"),
        ("", " … — !"),
    ],
)
def test_they_are_the_same(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("за 3 дня", "за 4 дня"),
        ("1,5 процента", "1,6 процента"),
        ("замок", "замок замок"),
        ("один два", "два один"),
        ("все", "вся"),
        ("vote", "вота"),
    ],
)
def test_they_differ(one, other):
    assert not same(one, other)


def test_ids_are_the_same_in_every_run():
    assert words_of(["НАТО 5"]).flat.tolist() == words_of(["нато", "5"]).flat.tolist()
    assert body_hashes(words_of(["Слово"])) == ["d1fbbb2d65037fa4"]


def test_a_lone_surrogate_is_a_sign_like_others():
    assert len(words_of(["слово \ud800 слово"])) == 1
