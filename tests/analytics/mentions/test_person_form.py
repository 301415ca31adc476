"""What a person's name alone may be in the nominative."""

import pytest

from analytics.mentions.canonical import canonical, surname_of
from analytics.mentions.endings import by_ending
from analytics.mentions.first_names import is_first_name
from analytics.mentions.person_form import candidates
from analytics.mentions.phrase_form import readings
from analytics.text.lemmas import has_dictionary


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Роберта Дауни-младшего", "Роберт Дауни-младший"),
        ("Георгию Кахиашвили", "Георгий Кахиашвили"),
        ("Нодаром Думбадзе", "Нодар Думбадзе"),
        ("Володимир Гончаренко", "Володимир Гончаренко"),
        ("Олексій Білоус", "Олексій Білоус"),
        ("ЙЕНСА СТОЛТЕНБЕРГА", "Йенс Столтенберг"),
        ("марсиане", "марсиане"),
        ("Швейцарские", "Швейцарский"),
    ],
)
def test_russian(surface: str, expected: str) -> None:
    assert readings(surface, "person")[0].base == expected


def test_a_surname_in_the_plural_is_several_peoples() -> None:
    first = readings("Кузнецовы", "person")[0]
    assert (first.base, first.plural) == ("Кузнецовы", True)
    assert not readings("Кузнецова", "person")[0].plural


def test_words_around_a_name_choose_between_its_readings() -> None:
    assert candidates("Александра Титова", "ru", "femn nomn sing")[0].base == "Александра Титова"
    assert candidates("Александра Титова", "ru", "gent")[0].base == "Александр Титов"


@pytest.mark.parametrize(
    ("word", "base", "is_possible"),
    [
        ("Бакштейну", "бакштейн", True),
        ("Тулы", "тула", True),
        ("Ромашку", "ромашка", True),
        ("Бакштейн", "бакштейна", False),
    ],
)
def test_endings_say_what_is_possible(word: str, base: str, *, is_possible: bool) -> None:
    assert (base in {ending.base for ending in by_ending(word, "ru")}) is is_possible


def test_ukrainian_endings_need_no_dictionary() -> None:
    assert {e.base for e in by_ending("Гриценкові", "uk")} >= {"гриценко"}
    assert by_ending("Macron", "en") == ()


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Ігоря Плотницького", "Ігор Плотницький"),
        ("Ігореві Плотницькому", "Ігор Плотницький"),
        ("Петром Гриценком", "Петро Гриценко"),
        ("Олександру Гриценку", "Олександр Гриценко"),
        ("Дмитром Тимчуком", "Дмитро Тимчук"),
        ("Миколи Азарова", "Микола Азаров"),
        ("Сергія Коваля", "Сергій Коваль"),
        ("Андрія Білецького", "Андрій Білецький"),
        ("Якова Гальперіна", "Яків Гальперін"),
        ("Ользі Айвазовській", "Ольга Айвазовська"),
        ("Марії Лідової", "Марія Лідова"),
        ("Терези Мей", "Тереза Мей"),
        ("Юлії Мей", "Юлія Мей"),
        ("Джастіна Трюдо", "Джастін Трюдо"),
        ("Єнсом Столтенбергом", "Єнс Столтенберг"),
        # nominatives stay
        ("Ігор Плотницький", "Ігор Плотницький"),
        ("Олександра Коваль", "Олександра Коваль"),
        ("Ілля Куса", "Ілля Куса"),
        ("Дональд Трамп", "Дональд Трамп"),
        ("Тереза Мей", "Тереза Мей"),
        ("Том Мур", "Том Мур"),
    ],
)
@pytest.mark.skipif(has_dictionary("uk"), reason="with the extra ukrainian the dictionary reads them")
def test_ukrainian_without_a_dictionary(surface: str, expected: str) -> None:
    assert candidates(surface, "uk")[0].base == expected


@pytest.mark.parametrize(
    ("word", "gender", "expected"),
    [
        ("Ігор", "masc", True),
        ("Ілля", "masc", True),
        ("Ілля", "femn", False),
        ("Ольга", "femn", True),
        ("Домінік", "masc", True),
        ("Петро", "masc", True),
        ("Петр", "masc", False),
        ("Яков", "masc", False),
        ("Ігоря", "masc", False),
        ("Столтенберг", "masc", False),
    ],
)
def test_ukrainian_first_names(word: str, gender: str, *, expected: bool) -> None:
    assert is_first_name(word, gender) is expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("Соколов Андрей Ильич", "Андрей Соколов"),
        ("Андрей Ильич Соколов", "Андрей Соколов"),
        ("Соколов Андрей", "Андрей Соколов"),
        ("Соколов А.И.", "А. И. Соколов"),
        ("А.И. Соколов", "А. И. Соколов"),
        ("Джордж У. Буш", "Джордж Буш"),
        ("Роберт Дауни-младший", "Роберт Дауни-младший"),
        ("Ким Ир Сен", "Ким Ир Сен"),
        ("Соколов", "Соколов"),
    ],
)
def test_one_order_for_one_person(base: str, expected: str) -> None:
    assert canonical(base) == expected


def test_a_surname_is_the_fathers_and_the_sons() -> None:
    assert surname_of("Роберт Дауни-младший") == surname_of("Роберт Дауни") == "Дауни"
