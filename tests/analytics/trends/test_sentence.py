from datetime import date

import pandas as pd
import pytest

from analytics.trends.movers import MOVER_COLUMNS
from analytics.trends.sentence import WeekNumbers, sentence, week_words
from data.settings import INTERFACES

NOTHING = pd.DataFrame(columns=MOVER_COLUMNS)


def rows(*changes):
    return pd.DataFrame([(n, n, 10, 0.1, 5, pp, 5, 0.0, None, "rose") for n, pp in changes], columns=MOVER_COLUMNS)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "статей"), (1, "статья"), (2, "статьи"), (4, "статьи"), (5, "статей"), (11, "статей"), (12, "статей"),
     (14, "статей"), (21, "статья"), (22, "статьи"), (25, "статей"), (101, "статья"), (111, "статей"), (112, "статей"),
     (1001, "статья")],
)  # fmt: skip
def test_russian_plural_forms(count, form):
    numbers = WeekNumbers(date(2018, 2, 19), count, 0, False, 7, NOTHING, NOTHING)
    assert f"— {count} {form}, " in sentence(numbers, "ru")


@pytest.mark.parametrize(("count", "form"), [(0, "articles"), (1, "article"), (2, "articles"), (21, "articles")])
def test_english_plural_forms(count, form):
    numbers = WeekNumbers(date(2018, 2, 19), count, 0, False, 7, NOTHING, NOTHING)
    assert f": {count} {form}, " in sentence(numbers, "en")


def test_the_week_in_russian():
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    numbers = WeekNumbers(date(2018, 2, 19), 21, 18, True, 6, topics, rows(("Сирия", 2.0)))
    assert sentence(numbers, "ru") == (
        "За неделю 19–25 февраля 2018 года — 21 статья, на 3 больше, чем неделей раньше; "
        "больше всего выросла тема «НАТО» (+4,2 п. п.); снизилась «Газ» (−3,0 п. п.); "
        "заметнее всего прибавило имя: Сирия (+2,0 п. п.); есть статьи за 6 дней из 7."
    )


def test_the_week_in_ukrainian():
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    numbers = WeekNumbers(date(2018, 2, 19), 22, 25, True, 6, topics, rows(("Сирія", 2.0)))
    assert sentence(numbers, "uk") == (
        "За тиждень 19–25 лютого 2018 року — 22 статті, на 3 менше, ніж тижнем раніше; "
        "найбільше зросла тема «НАТО» (+4,2 в. п.); зменшилася «Газ» (−3,0 в. п.); "
        "найбільше додало ім’я: Сирія (+2,0 в. п.); статті є за 6 днів із 7."
    )


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_language_of_the_interface_has_the_sentence(lang):
    numbers = WeekNumbers(date(2018, 2, 19), 5, 5, True, 1, rows(("НАТО", 4.2), ("Газ", -3.0)), rows(("Сирия", 2.0)))
    assert sentence(numbers, lang).count(";") == 4


def test_the_week_in_english_without_a_comparison():
    numbers = WeekNumbers(date(2018, 2, 19), 1, 0, False, 7, NOTHING, NOTHING)
    assert sentence(numbers, "en") == (
        "In the week of 19–25 February 2018: 1 article, no comparison with the week before."
    )


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2018, 2, 26), "26 февраля – 4 марта 2018 года"),
        (date(2018, 12, 31), "31 декабря 2018 – 6 января 2019 года"),
    ],
)
def test_weeks_that_cross_a_month_or_a_year(monday, words):
    assert week_words(monday) == words


@pytest.mark.parametrize(
    ("level", "lang", "said"),
    [
        ("theme", "ru", "больше всего выросло направление «НАТО»"),
        ("story", "ru", "больше всего вырос сюжет «НАТО»"),
        ("theme", "en", "the theme that rose most is “НАТО”"),
        ("story", "en", "the story that rose most is “НАТО”"),
    ],
)
def test_the_week_says_which_level_rose(level, lang, said):
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    numbers = WeekNumbers(date(2018, 2, 19), 21, 18, True, 7, topics, NOTHING, level)
    assert said in sentence(numbers, lang)
    assert {"theme": "снизилось «Газ»", "story": "снизился «Газ»"}[level] in sentence(numbers, "ru")
