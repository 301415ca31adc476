"""What English calls those of whom no table tells: bodies of countries and people whose names letters tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.mentions.bodies import SEVERAL, body_of
from analytics.mentions.in_english import in_english
from analytics.mentions.spelling import is_latin, sounds
from data.words.bodies import BODIES, COUNTRIES, NOT_STATED, Body
from data.words.slavic_names import RUSSIAN, UKRAINIAN


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Григорий Явлинский", "Grigory Yavlinsky"),
        ("Виталий Мутко", "Vitaly Mutko"),
        ("Елена Исинбаева", "Elena Isinbayeva"),
        ("Сергей Щербаков", "Sergei Shcherbakov"),
        ("Юлия Белая", "Yulia Belaya"),
        ("Игорь Рябков-Иванов", "Igor Ryabkov-Ivanov"),
        ("Ігор Плотницький", "Ihor Plotnytsky"),
        ("В'ячеслав Аброськін", "Viacheslav Abroskin"),
        ("Олександр Усик", "Oleksandr Usyk"),
        # letters would mislead: no Russian or Ukrainian name, or not a whole one
        ("Мартин Шульц", ""),
        ("Виктор Орбан", ""),
        ("Мун Чжэ Ин", ""),
        ("Иванка Трамп", ""),
        ("Рябков", ""),
        ("С. Рябков", ""),
        ("Sergei Рябков", ""),
        ("Sergei Ryabkov", ""),
    ],
)
def test_people(name: str, english: str) -> None:
    assert in_english(name, "person") == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("МИД Ирана", "Iranian Foreign Ministry"),
        ("Сенат США", "US Senate"),
        ("Парламент Евросоюза", "European Union Parliament"),
        ("МИД (страна не названа)", "Foreign Ministry (country not stated)"),
        ("ВВС нескольких стран", "Air Force of several countries"),
        ("Совет ветеранов", ""),
        ("Армия Донбасса", ""),
        ("Общество (страна не названа)", ""),
    ],
)
def test_bodies(name: str, english: str) -> None:
    assert in_english(name, "organisation") == english
    assert in_english(name, "place") == ""


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.ru)
def test_every_body_has_its_english_name(body: Body) -> None:
    assert in_english(f"{body.ru} ({NOT_STATED['ru']})", "organisation") == f"{body.en} ({NOT_STATED['en']})"
    assert in_english(f"{body.ru} {SEVERAL}", "organisation").startswith(body.en)
    if body_of(body.ru, "ru"):
        assert in_english(f"{body.ru} Польши", "organisation") == f"Polish {body.en}"


def test_a_country_has_one_english_form() -> None:
    assert len({country.adjectives["en"][0] for country in COUNTRIES}) == len(COUNTRIES)


SURNAMES = st.text("абвгдежзиклмнопрстуфхцчшщыэюя", min_size=3, max_size=9).map(lambda stem: f"{stem}ов".capitalize())


@given(st.sampled_from(sorted(RUSSIAN | UKRAINIAN)), SURNAMES)
def test_whose_name_is_russian_or_ukrainian_has_a_latin_one(first: str, surname: str) -> None:
    name = in_english(f"{first} {surname}", "person")
    assert is_latin(name)
    assert len(name.split(" ")) == 2
    assert all(word[0].isupper() for word in name.split(" "))


@given(st.text(max_size=20), st.sampled_from(["person", "organisation", "place"]))
def test_no_english_name_has_cyrillic_letters(name: str, kind: str) -> None:
    english = in_english(name, kind)
    assert english == "" or is_latin(english)


@given(st.sampled_from(sorted(RUSSIAN)), SURNAMES, st.sampled_from("aeksz"))
def test_a_name_with_a_latin_letter_stays(first: str, surname: str, letter: str) -> None:
    assert in_english(f"{first} {letter}{surname}", "person") == ""


def test_latin_and_cyrillic_are_read_as_one_name() -> None:
    names = ["Григорий Явлинский", "Павел Грудинин", "Максим Вылегжанин", "Антон Шипулин", "Ксения Собчак"]
    assert all(set(sounds(name)) & set(sounds(in_english(name, "person"))) for name in names)
