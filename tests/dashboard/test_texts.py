"""Numbers, dates and plural forms of the interface, and what its catalogues may hold."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.sidebar import DATE_FORMATS
from dashboard.reasons import REASONS
from dashboard.texts import MINUS, NBSP, NOTHING, Texts, language_of
from data.schema import CLUTTER_KINDS, COPY_ROLES
from data.settings import INTERFACES

RU, EN, UK = Texts("ru"), Texts("en"), Texts("uk")
CATALOGUES = {lang: language_of(lang).words for lang in INTERFACES}
STAGES = ("check", "clutter", "names", "copies", "topics", "search", "languages", "months", "write")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 статей"),
        (1, "1 статья"),
        (2, "2 статьи"),
        (4, "4 статьи"),
        (5, "5 статей"),
        (11, "11 статей"),
        (12, "12 статей"),
        (21, "21 статья"),
        (22, "22 статьи"),
        (25, "25 статей"),
        (111, "111 статей"),
        (112, "112 статей"),
        (121, "121 статья"),
        (1001, "1 001 статья"),
        (1.5, "1,5 статьи"),
    ],
)
def test_russian_forms(n, said):
    assert plain(RU.plural("count.articles", n)) == said


@given(st.integers(0, 10**9))
def test_russian_form_depends_on_the_last_two_digits_alone(n):
    tens, ones = n // 10 % 10, n % 10
    expected = 2 if tens == 1 or ones in (0, 5, 6, 7, 8, 9) else 0 if ones == 1 else 1
    russian, english = CATALOGUES["ru"]["figure.name.articles"], CATALOGUES["en"]["figure.name.articles"]
    assert RU.plural("figure.name.articles", n) == RU.plural("figure.name.articles", -n) == russian[expected]
    assert EN.plural("figure.name.articles", n) == english[n != 1]


@pytest.mark.parametrize(
    ("x", "digits", "ru", "en"),
    [
        (1234.5, None, "1 234,5", "1,234.5"),
        (5_000_000, None, "5 000 000", "5,000,000"),
        (-7, None, "−7", "-7"),
        (0.04, 1, "0,0", "0.0"),
        (-0.04, 1, "0,0", "0.0"),
        (12.0, None, "12", "12"),
        (None, None, "–", "–"),
        (float("nan"), None, "–", "–"),
    ],
)
def test_numbers(x, digits, ru, en):
    assert plain(RU.number(x, digits)) == ru
    assert plain(EN.number(x, digits)) == en.replace("-", MINUS)


@given(st.floats(allow_nan=True, allow_infinity=False, width=32))
def test_no_number_shows_python(x):
    for texts in (RU, EN, UK):
        shown = (texts.number(x), texts.percent(abs(x)), texts.points(x), texts.signed(x))
        assert not re.search("nan|inf|None|e[+-]", " ".join(shown))


@pytest.mark.parametrize(
    ("share", "ru", "en"),
    [
        (0, "0 %", "0%"),
        (1, "100 %", "100%"),
        (0.1234, "12,3 %", "12.3%"),
        (0.0002, "< 0,1 %", "< 0.1%"),
        (None, "–", "–"),
    ],
)
def test_percents(share, ru, en):
    assert plain(RU.percent(share)) == ru
    assert plain(EN.percent(share)) == en


def test_points_carry_their_sign():
    assert plain(RU.points(2.34)) == "+2,3 п. п."
    assert plain(RU.points(-0.41)) == f"{MINUS}0,4 п. п."
    assert plain(EN.points(0)) == "0.0 pp"
    assert plain(EN.points(0.01)) == "0.0 pp"


@pytest.mark.parametrize(
    ("key", "ru", "en"),
    [
        ("2018-01-08", "8 янв. 2018", "8 Jan 2018"),
        ("2018-05-09", "9 мая 2018", "9 May 2018"),
        ("2017-W49", "4–10 дек. 2017", "4–10 Dec 2017"),
        ("2017-W48", "27 нояб. – 3 дек. 2017", "27 Nov – 3 Dec 2017"),
        ("2020-W01", "30 дек. 2019 – 5 янв. 2020", "30 Dec 2019 – 5 Jan 2020"),
        ("2017-12", "дек. 2017", "Dec 2017"),
        ("2018-05", "май 2018", "May 2018"),
    ],
)
def test_periods(key, ru, en):
    assert plain(RU.period(key)) == ru
    assert plain(EN.period(key)) == en


def test_weeks_and_moments():
    assert plain(RU.week("2017-W49")) == "неделя 49, 4–10 дек. 2017"
    assert plain(EN.week("2020-W53")) == "week 53, 28 Dec 2020 – 3 Jan 2021"
    assert plain(RU.moment(datetime.fromisoformat("2018-01-08T19:27"))) == "8 янв. 2018, 19:27"
    assert RU.day(None) == RU.span(None, date(2018, 1, 1)) == NOTHING
    assert RU.listing(["США", "Россия", "НАТО"]) == "США, Россия и НАТО"
    assert RU.listing([]) == NOTHING


def test_every_kind_of_clutter_role_and_stage_has_its_words():
    for words in CATALOGUES.values():
        assert {f"clutter.{kind}" for kind in CLUTTER_KINDS} <= words.keys()
        assert {f"role.{role}" for role in COPY_ROLES if role != "first"} <= words.keys()
        assert {f"stage.{stage}" for stage in STAGES} <= words.keys()
        assert {f"source.{reason}" for reason in REASONS} == {key for key in words if key.startswith("source.")}


def test_months_and_languages_are_complete():
    said = ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."]
    alone = ["янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."]
    assert [RU.tick(date(2018, n, 1)).partition(NBSP)[2] for n in range(1, 13)] == said
    assert [RU.month_tick(date(2018, n, 1)) for n in range(1, 13)] == alone
    assert RU.language("uk") == "украинский"
    assert RU.language(None) == RU.language("und") == "не определён"
    assert RU.language("xx") == "XX"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (UK.day(date(2018, 1, 8)), "8 січ. 2018"),
        (UK.period("2017-W48"), "27 лист. – 3 груд. 2017"),
        (UK.period("2018-05"), "трав. 2018"),
        (UK.week("2017-W49"), "тиждень 49, 4–10 груд. 2017"),
        (UK.number(1234.5), "1 234,5"),
        (UK.percent(0.1234), "12,3 %"),
        (UK.percent(0.0002), "< 0,1 %"),
        (UK.points(2.34), "+2,3 в. п."),
        (UK.lag(2.25), "через 2 год 15 хв"),
        (UK.plural("count.articles", 21), "21 стаття"),
        (UK.plural("count.articles", 22), "22 статті"),
        (UK.plural("count.names", 1.5), "1,5 імені"),
        (UK.plural("count.story", 112), "112 сюжетів"),
        (UK.language("ru"), "російська"),
        (UK.language(None), "не визначено"),
        (UK.listing(["США", "Україна"]), "США і Україна"),
    ],
)
def test_ukrainian(said, read):
    assert plain(said) == read


@pytest.mark.parametrize("lang", INTERFACES)
def test_no_blank_that_some_fonts_lack(lang):
    texts = Texts(lang)
    marks = (texts.number(1234567.8), texts.percent(0.5), *map(str, texts.number_locale().values()))
    assert "\u202f" not in "".join(marks)
    assert lang in DATE_FORMATS


def test_values_are_never_taken_for_format_strings():
    assert "{0.__class__}" in RU.t("alt.empty", title="{0.__class__}")
    with pytest.raises(KeyError):
        RU.t("alt.empty")
    with pytest.raises(KeyError):
        RU.t("no such key")
    with pytest.raises(KeyError):
        RU.plural("alt.empty", 1)


def test_an_unknown_language_reads_as_russian():
    assert Texts("<script>").lang == "ru"


@pytest.mark.parametrize(
    ("hours", "ru", "en"),
    [
        (0.25, "через 15 мин", "15 min later"),
        (2.25, "через 2 ч 15 мин", "2 h 15 min later"),
        (3, "через 3 ч", "3 h later"),
        (24, "через 1 день", "1 day later"),
        (30, "через 30 ч", "30 h later"),
        (72, "через 3 дня", "3 days later"),
        (100.5, "через 4 дня", "4 days later"),
        (0.004, "в ту же минуту", "in the same minute"),
        (None, "–", "–"),
        (float("nan"), "–", "–"),
    ],
)
def test_lags(hours, ru, en):
    assert plain(RU.lag(hours)) == ru
    assert plain(EN.lag(hours)) == en
