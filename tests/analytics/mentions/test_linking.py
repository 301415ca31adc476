"""Which entities are one: named examples of both, and what holds for any names."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.mentions.entities import entity_id
from analytics.mentions.link_groups import NAMES
from analytics.mentions.link_rules import RULES
from analytics.mentions.linking import LINEAGE, joined, linked, names_by_language
from analytics.mentions.spelling import is_latin, skeleton, sounds
from data.words.given_names import GIVEN_NAMES
from data.words.translated_words import TRANSLATED_WORDS

KINDS = {"p": "person", "o": "organisation", "l": "place"}


def names_of(*rows):
    """Names given as "kind language name count"; the count may be left out."""
    read = [row.rsplit(maxsplit=1) if row[-1].isdigit() else (row, "10") for row in rows]
    split = [(*text.split(maxsplit=2), int(count)) for text, count in read]
    ids = [(entity_id(name, KINDS[kind]), name, KINDS[kind], language, n, n) for kind, language, name, n in split]
    return pd.DataFrame(ids, columns=NAMES)


def groups_of(names):
    """The entities as sets of names, by the name of the one that stands for all."""
    name = dict(zip(names["entity_id"], names["name"], strict=True))
    return {name[row.entity_id]: name[row.into_id] for row in linked(names).itertuples()}


JOINED = [
    # one alphabet
    (("p ru Пак Кын Хэ 9", "p ru Пак Кын Хе 2"), "Пак Кын Хэ", "spelling"),
    (("o ru Кэмбридж Аналитика 9", "o ru Кембридж Аналитика 2"), "Кэмбридж Аналитика", "spelling"),
    (("l ru Дейр-эз-Зор 9", "l ru Дейр эз-Зор 2"), "Дейр-эз-Зор", "synonym"),
    (("p ru Жанна Оливье 9", "p ru Жана Оливье 2"), "Жанна Оливье", "spelling"),
    (("p ru Кристофер Лидингтон 9", "p ru Кристофер Ледингтон 2"), "Кристофер Лидингтон", "spelling"),
    (("l ru Панджаб 90", "l ru Пенджаб 2"), "Панджаб", "spelling"),
    (("p ru Саиф уль-Малук 9", "p ru Сайфул Малук 8"), "Саиф уль-Малук", "spelling"),
    (("p ru Си Цзиньпинь 9", "p ru Си Цзинь Пинь 2"), "Си Цзиньпинь", "spelling"),
    (("p ru Мухаммед 9", "p ru Мохаммад 2"), "Мухаммед", "spelling"),
    # initials and surnames
    (("p ru Семен Дубровин 9", "p ru С. Дубровин 2"), "Семен Дубровин", "initials"),
    (("p ru Семен Дубровин 9", "p ru С.Дубровин 2"), "Семен Дубровин", "initials"),
    (("p ru Джереми Хант 9", "p ru Дж. Хант 2"), "Джереми Хант", "initials"),
    (("p ru Семен Дубровин 9", "p ru С. В. Дубровин 2"), "Семен Дубровин", "initials"),
    (("p ru Семен Дубровин 9", "p ru Дубровин 20"), "Семен Дубровин", "surname"),
    (("p ru Хадим Хуссейн Ризви 9", "p ru Хадим Ризви 2"), "Хадим Хуссейн Ризви", "middle name"),
    # cases that the vote left
    (("p uk Стівен Дейлі 9", "p uk Стівеном Дейлі 2"), "Стівен Дейлі", "case"),
    (("p uk Дональд Крамп 9", "p uk Дональда Крампа 2"), "Дональд Крамп", "case"),
    # the alias table and CLDR
    (("l ru Великобритания 9", "l ru Британия 20"), "Великобритания", "synonym"),
    (("o ru Евросоюз 9", "o ru ЕС 90"), "Евросоюз", "synonym"),
    (("l ru Россия 9", "l ru РФ 90"), "Россия", "synonym"),
    (("l ru Ангола 9", "l en Angola 2"), "Ангола", "synonym"),
    (("l ru Замбия 9", "l uk Замбія 2"), "Замбия", "synonym"),
    (("l ru Ирландия 9", "l ru Республика Ирландия 2"), "Ирландия", "synonym"),
    (("l uk Іспанія 9", "l uk Королівство Іспанія 2"), "Іспанія", "synonym"),
    (("l en Spain 9", "l en Kingdom of Spain 2"), "Spain", "synonym"),
    (("o ru Европейский суд по правам человека 9", "o ru ЕСПЧ 20"), "Европейский суд по правам человека", "synonym"),
    (("p ru Тереза Мэй 2", "p uk Мей 9"), "Тереза Мэй", "synonym"),
    # organisations
    (("o ru Ryanair 9", "o ru авиакомпания Ryanair 2"), "Ryanair", "designation"),
    (("o ru Лютик 9", "o ru ООО «Лютик» 2"), "Лютик", "designation"),
    (("o ru Агентство лесных дорог 9", "o ru АЛД 20"), "АЛД", "acronym"),
    (("o ru Техрик-э-Лабаик Пакистан 20", "o ru Техрик-э-Лабаик 9"), "Техрик-э-Лабаик Пакистан", "designation"),
    (("o ru Техрик-э-Лабаик Пакистан 20", "o ru TLP 9"), "Техрик-э-Лабаик Пакистан", "acronym"),
    # languages and scripts
    (("p ru Владимир Кравец 9", "p uk Володимир Кравець 2"), "Владимир Кравец", "language"),
    (("p ru Елена Дубровина 9", "p uk Олена Дубровіна 2"), "Елена Дубровина", "language"),
    (("p ru Хельмут Фиш 9", "p uk Гельмут Фіш 2"), "Хельмут Фиш", "language"),
    (("l ru Северная Пальмира 9", "l uk Північна Пальміра 2"), "Северная Пальмира", "language"),
    (("p ru Ашик Дамаз 9", "p uk Ашік Дамас 2"), "Ашик Дамаз", "spelling"),
    (("p ru Йенс Столтенберг 9", "p uk Єнс Столтенберг 3", "p en Jens Stoltenberg 2"), "Йенс Столтенберг", "synonym"),
    (("p ru Владимир Зеленский 9", "p uk Володимир Зеленський 3", "p en Zelensky 2"), "Владимир Зеленский", "synonym"),
    (("p ru Сергей Мельник 9", "p en Serhii Melnyk 2"), "Сергей Мельник", "script"),
    (("p ru Мартин Зельнер 9", "p en Martin Sellner 2"), "Мартин Зельнер", "script"),
    (("l ru Бирмингем 9", "l en Birmingem 2"), "Бирмингем", "script"),
    (("p ru Виктор Грищенко 9", "p en Viktor Hryshchenko 2"), "Виктор Грищенко", "script"),
]

APART = [
    ("p ru Сергей Иванов 9", "p ru Сергей Иванова 2"),
    ("p ru Иванов 9", "p ru Иванова 2"),
    ("p ru Александр Иванов 9", "p ru Александра Иванова 2"),
    ("p ru Валентин Моро 9", "p ru Валентина Моро 2"),
    ("p ru Анна Дубровина 9", "p ru Инна Дубровина 2"),
    ("p ru Иван Петров 9", "p ru Иван Перов 2"),
    ("p ru Виталий Кличко 9", "p ru Владимир Кличко 9"),
    ("p ru Виталий Кличко 9", "p uk Володимир Кличко 9"),
    ("p ru Виталий Кличко 5", "p ru Владимир Кличко 5", "p ru Кличко 9"),
    ("p ru Виталий Кличко 5", "p ru Владимир Кличко 5", "p ru В. Кличко 9"),
    ("p ru Ким Чен Ын 9", "p ru Ким Чен Ир 9"),
    ("p ru Ким Чен Ын 9", "p uk Кім Чен Ір 9"),
    ("p ru Ким 9", "p ru Кин 1"),
    ("p ru Бассам Асад 90", "p ru Асад 9"),  # the alias of another
    ("p ru Дуглас Трамп 90", "p en Trump 9"),
    ("p ru Семен Дубровин 1", "p ru Дубровин 90"),  # one full name is too little for so many
    ("l ru Грузия 9", "p en Georgia 9"),
    ("p ru Владимир 9", "l ru Владимир 9"),
    ("l ru Конго 9", "l ru Демократическая Республика Конго 9"),
    ("l ru Нигер 90", "l ru Нигерия 9"),
    ("l ru Нигер 90", "l uk Нігерія 9"),
    ("l ru Иран 90", "l ru Ирак 9"),
    ("l ru Иран 90", "l uk Ірак 9"),
    ("l ru Австрия 90", "l ru Австралия 9"),
    ("l ru Словакия 90", "l ru Словения 9"),
    ("l ru Словакия 90", "l uk Словенія 9"),
    ("l ru Мали 90", "l ru Малави 9"),
    ("l ru Дания 90", "l ru Доминика 9"),
    ("l ru Доминика 90", "l ru Доминиканская Республика 9"),
    ("l ru Северная Корея 90", "l ru Южная Корея 9", "l ru Корея 9"),
    ("l ru Гвинея 90", "l ru Гвинея-Бисау 9", "l ru Экваториальная Гвинея 9"),
    ("o ru газета Заря 9", "o ru завод Заря 9", "o ru Заря 9"),
    ("o ru ВТБ 9", "o ru Внешторгбанк 9"),
    ("o ru АЛД 9", "o ru Агентство лесных дорог 9", "o ru Академия логистики и дизайна 9"),
    ("o ru Су-24 90", "o ru Су-27 9"),
    ("o ru ВВС Турции 13", "o ru ВС Турции 5"),
    ("o ru Интерфакс 9", "o ru Интерфакс-Украина 9"),
    ("o ru МИД России 90", "o ru МИД Украины 9"),
    ("o ru Гринпис 90", "o ru Гринпис Россия 9"),  # a branch is less than the whole
    ("o ru Прометар Север 90", "o ru Прометар Юг 90", "o ru Прометар 9"),
    ("o ru Национальный фонд 9", "o ru Национальный фонд искусств 90"),  # words that begin many names
    ("p ru Карина Петрова 9", "p ru Корин Петров 2"),
    ("p ru Карлсен 9", "p ru Карлсон 8"),
]


@pytest.mark.parametrize(("rows", "into", "reason"), JOINED)
def test_one_entity(rows, into, reason):
    names = names_of(*rows)
    assert groups_of(names) == {name: into for name in names["name"] if name != into}
    assert reason in set(linked(names)["reason"])


@pytest.mark.parametrize("rows", APART)
def test_several_entities(rows):
    assert groups_of(names_of(*rows)) == {}


def test_every_reason_has_an_example():
    assert {reason for reason, _ in RULES} == {reason for *_, reason in JOINED}


def test_an_entity_is_named_by_the_alias_table_else_in_full_else_as_most_often():
    assert groups_of(names_of("o uk НАТО 1", "o en NATO 99")) == {"NATO": "НАТО"}
    assert groups_of(names_of("p ru Дубровин 20", "p ru Семен Дубровин 9")) == {"Дубровин": "Семен Дубровин"}
    assert groups_of(names_of("l ru Кэмден 2", "l ru Кемден 3")) == {"Кэмден": "Кемден"}


def test_a_surname_is_the_one_of_nearly_all_who_bear_it():
    names = names_of("p ru Семен Дубровин 70", "p ru Анна Дубровин 30", "p ru Дубровин 9")
    assert groups_of(names) == {"Дубровин": "Семен Дубровин"}
    assert groups_of(names.assign(count=[69, 31, 9])) == {}


def test_chains_end_in_one_entity():
    names = names_of("p ru С. Дубровин 2", "p ru Дубровин 3", "p ru Семен Дубровин 9", "p uk Семен Дубровін 4")
    assert set(groups_of(names).values()) == {"Семен Дубровин"}
    assert len(groups_of(names)) == 3


def test_names_that_are_left_and_their_counts():
    names = names_of("p ru Семен Дубровин 9", "p ru Дубровин 3", "p uk Семен Дубровін 4", "l ru Иран 1")
    left = joined(names, linked(names))
    assert sorted(left[["name", "language", "count"]].itertuples(index=False, name=None)) == [
        ("Иран", "ru", 1),
        ("Семен Дубровин", "ru", 12),
        ("Семен Дубровін", "uk", 4),
    ]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (("l uk Польща 1",), {"ru": "Польша", "uk": "Польща", "en": "Poland"}),
        (("l ru США 1",), {"ru": "США", "uk": "Сполучені Штати", "en": "United States"}),
        (("l ru Крым 1",), {"ru": "Крым", "en": "Crimea"}),
        (("o ru НАТО 1",), {"ru": "НАТО", "uk": "НАТО", "en": "NATO"}),
        (("p ru Зеленский 1",), {"ru": "Владимир Зеленский", "uk": "Володимир Зеленський", "en": "Volodymyr Zelensky"}),
        (
            ("p ru Сергей Мельник 9", "p uk Сергій Мельник 3", "p en Serhii Melnyk 2"),
            {"ru": "Сергей Мельник", "uk": "Сергій Мельник", "en": "Serhii Melnyk"},
        ),
        (("o en Ryanair 9", "o ru авиакомпания Ryanair 2"), {"en": "Ryanair", "ru": "авиакомпания Ryanair"}),
    ],
)
def test_each_language_has_its_name(rows, shown):
    names = names_of(*rows)
    found = names_by_language(names, linked(names))
    assert len(set(found["entity_id"])) == 1
    assert dict(zip(found["language"], found["name"], strict=True)) == shown


def test_no_names():
    empty = names_of("l ru Иран").iloc[:0]
    assert linked(empty).columns.tolist() == LINEAGE
    assert linked(empty).empty
    assert joined(empty, linked(empty)).empty
    assert names_by_language(empty, linked(empty)).empty


def test_the_lists_hold_what_letters_do_not_tell():
    assert [word for word, ours in TRANSLATED_WORDS.items() if skeleton(word) == skeleton(ours)] == []
    rows = [({skeleton(form) for form in row if not is_latin(form)}, {*map(heard_alone, row)}) for row in GIVEN_NAMES]
    assert [row for row, told in zip(GIVEN_NAMES, rows, strict=True) if [len(each) for each in told] == [1, 1]] == []


def heard_alone(name):
    return sounds(f"Бдгв {name}")[0]


WORDS = """
    Иван Иванов Иванова Анна Инна Ганна Елена Олена Петров Перов Петрова Сергей Сергій Serhii Мэй Мей May Т. С. В. Конго
    Нигер Нигерия Нігерія Азия Асия ЕС НАТО NATO авиакомпания Заря «Заря» ООО Украина Україна Ryanair АЛД агентство
"""
ROWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=3).map(" ".join),
        st.sampled_from(sorted(KINDS.values())),
        st.sampled_from(["ru", "uk", "en"]),
        st.integers(1, 50),
    ),
    max_size=25,
    unique_by=lambda row: (entity_id(row[0], row[1]), row[2]),
)


def frame_of(rows):
    ids = [(entity_id(name, kind), name, kind, language, n, n) for name, kind, language, n in rows]
    return pd.DataFrame(ids, columns=NAMES).astype({"count": "int64", "articles": "int64"})


@given(ROWS, st.randoms())
def test_lineage_of_any_names(rows, random):
    names = frame_of(rows)
    lineage = linked(names)
    assert lineage["entity_id"].is_unique
    assert set(lineage["into_id"]).isdisjoint(lineage["entity_id"])
    assert set(lineage["into_id"]) | set(lineage["entity_id"]) <= set(names["entity_id"])
    shuffled = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(linked(frame_of(shuffled)), lineage)
    left = joined(names, lineage)
    assert linked(left).empty
    assert left["count"].sum() == names["count"].sum()
    assert set(names_by_language(names, lineage)["entity_id"]) == set(left["entity_id"])


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
@example([" "])
def test_names_of_any_letters(texts):
    names = frame_of({(entity_id(t, "person")): (t, "person", "ru", 1) for t in texts}.values())
    assert set(linked(names)["into_id"]) <= set(names["entity_id"])


def test_bad_input_costs_little_and_joins_nothing():
    firsts = [f"{a}{b}{c}{d}" for a in "БВГДЖЗКЛМН" for b in "аеиоу" for c in "бвгджзклмн" for d in "аеиоуюяэыё"]
    crowd = frame_of([(f"{first} Дубровин", "person", "ru", 1) for first in firsts] + [("Дубровин", "person", "ru", 9)])
    assert "Дубровин" not in crowd[crowd["entity_id"].isin(linked(crowd)["entity_id"])]["name"].tolist()
    long = frame_of([("Ы" * 500 + str(n), "person", "ru", 1) for n in range(200)])
    assert linked(long).empty
