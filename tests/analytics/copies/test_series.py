import numpy as np
import pandas as pd
import pytest

from analytics.copies.series import Slots, series

SAME_DAY, NEXT_DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)


def is_series(one, other, apart=SAME_DAY):
    slots = Slots.of([one, other])
    return bool(series(slots, np.array([0]), np.array([1]), pd.Series([apart], dtype="timedelta64[us]"))[0])


RATE = "Сегодня курс доллара составил {} рубля, курс евро поднялся до {} рубля, сообщил банк."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RATE.format("73,5", "80,1"), RATE.format("74,2", "81")),
        ("На выборах в городе Омск победил Иван Громов, его поддержали жители.", "На выборах в городе Тула победил Олег Сомов, его поддержали жители."),
        ("Матч 5 мая посетили 300 зрителей и гостей.", "Матч 12 июня посетили 450 зрителей и гостей."),
    ],
)  # fmt: skip
def test_two_slots_that_hold_something_else(one, other):
    assert is_series(one, other)
    assert not is_series(one, one)


def test_one_slot_is_enough_on_another_day():
    one, other = ("В стране выявили {} новых случаев за сутки.".format(n) for n in (500, 700))  # noqa: UP032
    assert not is_series(one, other)
    assert is_series(one, other, NEXT_DAY)
    assert not is_series(one, other, pd.NaT)


def test_a_number_brought_up_to_date_makes_no_series():
    text = "При пожаре в городе Омск погибли {} человек, на месте работают 40 спасателей и 12 машин, сказал Иван Громов нам."
    assert not is_series(text.format(3), text.format(5), NEXT_DAY)


def test_a_footer_is_no_slot():
    assert not is_series(
        "Всё это случилось сегодня утром. Агентство Один", "Всё это случилось сегодня утром. Газета Два", NEXT_DAY
    )


@pytest.mark.parametrize("text", ["", "!", "Москва", "5", "слово слово"])
def test_texts_without_slots_are_no_series(text):
    assert not is_series(text, text, NEXT_DAY)
    assert not is_series(text, RATE, NEXT_DAY)
