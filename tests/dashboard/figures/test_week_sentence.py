from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.trends.movers import MOVER_COLUMNS, Comparison
from analytics.trends.weekly import Weekly
from dashboard.figures.week_sentence import week_sentence, week_words
from dashboard.texts import Texts
from data.settings import INTERFACES

NOTHING = pd.DataFrame(columns=MOVER_COLUMNS)
MONDAY = date(2018, 2, 19)


def said(lang, articles, before, *, full=True, days=7, topics=NOTHING, names=NOTHING, level="topic"):
    """The sentence of a week, its no-break spaces as plain ones."""
    weeks = Comparison(MONDAY, MONDAY - timedelta(days=7), full, full)
    missing = [MONDAY + timedelta(days=n) for n in range(7 - days)]
    week = Weekly(weeks, articles, before, missing, level, topics, names)
    return " ".join(week_sentence(week, Texts(lang)).split())


def rows(*changes):
    return pd.DataFrame([(n, n, 10, 0.1, 5, pp, 5, 0.0, None, "rose") for n, pp in changes], columns=MOVER_COLUMNS)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "статей"), (1, "статья"), (2, "статьи"), (4, "статьи"), (5, "статей"), (11, "статей"), (12, "статей"),
     (14, "статей"), (21, "статья"), (22, "статьи"), (25, "статей"), (101, "статья"), (111, "статей"), (112, "статей"),
     (121, "статья")],
)  # fmt: skip
def test_russian_plural_forms(count, form):
    assert f"— {count} {form}, " in said("ru", count, 0, full=False)


@pytest.mark.parametrize(("count", "form"), [(0, "articles"), (1, "article"), (2, "articles"), (21, "articles")])
def test_english_plural_forms(count, form):
    assert f": {count} {form}, " in said("en", count, 0, full=False)


def test_the_week_in_russian():
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    assert said("ru", 21, 18, days=6, topics=topics, names=rows(("Сирия", 2.0))) == (
        "За неделю 19–25 февраля 2018 года — 21 статья, на 3 больше, чем неделей раньше; "
        "больше всего выросла тема «НАТО» (+4,2 п. п.); снизилась «Газ» (−3,0 п. п.); "
        "заметнее всего прибавило имя: Сирия (+2,0 п. п.); есть статьи за 6 дней из 7."
    )


def test_the_week_in_ukrainian():
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    assert said("uk", 22, 25, days=6, topics=topics, names=rows(("Сирія", 2.0))) == (
        "За тиждень 19–25 лютого 2018 року — 22 статті, на 3 менше, ніж тижнем раніше; "
        "найбільше зросла тема «НАТО» (+4,2 в. п.); зменшилася «Газ» (−3,0 в. п.); "
        "найбільше додало ім’я: Сирія (+2,0 в. п.); статті є за 6 днів із 7."
    )


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_language_of_the_interface_has_the_sentence(lang):
    topics = rows(("НАТО", 4.2), ("Газ", -3.0))
    assert said(lang, 5, 5, days=1, topics=topics, names=rows(("Сирия", 2.0))).count(";") == 4


def test_the_week_in_english_without_a_comparison():
    assert said("en", 1, 0, full=False) == (
        "In the week of 19–25 February 2018: 1 article, no comparison with the week before."
    )


def test_thousands_are_written_as_on_the_rest_of_the_page():
    assert "— 1 177 статей, на 1 002 больше, " in said("ru", 1177, 175)
    assert ": 1,177 articles, 1,002 more than " in said("en", 1177, 175)


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2018, 2, 26), "26 февраля – 4 марта 2018 года"),
        (date(2018, 12, 31), "31 декабря 2018 – 6 января 2019 года"),
    ],
)
def test_weeks_that_cross_a_month_or_a_year(monday, words):
    assert week_words(monday, Texts("ru")) == words


@pytest.mark.parametrize(
    ("level", "lang", "rose"),
    [
        ("theme", "ru", "больше всего выросло направление «НАТО»"),
        ("story", "ru", "больше всего вырос сюжет «НАТО»"),
        ("theme", "en", "the theme that rose most is “НАТО”"),
        ("story", "en", "the story that rose most is “НАТО”"),
    ],
)
def test_the_week_says_which_level_rose(level, lang, rose):
    topics = rows(("НАТО", 4.25), ("Газ", -3.0))
    assert rose in said(lang, 21, 18, topics=topics, level=level)
    assert {"theme": "снизилось «Газ»", "story": "снизился «Газ»"}[level] in said(
        "ru", 21, 18, topics=topics, level=level
    )
