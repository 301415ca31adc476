"""Organisations by the noun they begin with, surnames that stand alone, and where they meet."""

import pytest

from analytics.mentions.model import find_spans
from analytics.mentions.organisations import missed_organisations
from analytics.mentions.spans import Span, apart, outermost
from analytics.mentions.surnames import bare_surnames


def organisations(text: str, *spans: Span) -> list[str]:
    return [text[span.start : span.end] for span in missed_organisations(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Об этом пишет газета «Северный край».", ["Северный край"]),
        ('Сотрудник фирмы "Лютик" промолчал.', ["Лютик"]),
        ("Компании «Лютик» и «Осока» судятся.", ["Лютик", "Осока"]),
        ("Он владеет компанией Blue Elk & Sons в Риге.", ["Blue Elk & Sons"]),
        ("Так решил банк Эстонии.", ["банк Эстонии"]),
        ("Так решило министерство иностранных дел Дании.", ["министерство иностранных дел Дании"]),
        ("В комитет по делам молодёжи Латвии пришло письмо.", ["комитет по делам молодёжи Латвии"]),
        ("Там открыли представительство в Эстонии.", ["представительство в Эстонии"]),
        ("Так решил Верховный суд Эстонии.", ["Верховный суд Эстонии"]),
        ("О визите сообщило датское правительство.", ["датское правительство"]),
        ("Он вышел на улицу, а Национальный банк закрылся.", ["Национальный банк"]),
    ],
)
def test_an_organisation_by_its_noun(text: str, expected: list[str]) -> None:
    places = [
        Span(text.index(name), text.index(name) + len(name), "place")
        for name in ("Эстонии", "Дании", "Латвии")
        if name in text
    ]
    assert organisations(text, *places) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Датская компания закрылась.",
        "Правительство ушло в отставку.",
        "Газета «и всё такое» не вышла.",
        "Банки Эстонии закрылись.",
        "Суд\n\nЭстонии",
        "Суд обещал Эстонии ответ.",
        "Комиссия, Эстония и прочие.",
        "Комиссия в Эстонии бездействует.",
        "Прибыла партия товаров из Эстонии.",
    ],
)
def test_what_names_no_organisation(text: str) -> None:
    start = text.find("Эстони")
    assert organisations(text, *([Span(start, start + 7, "place")] if start >= 0 else [])) == []


def test_a_person_behind_a_rank_owns_no_army() -> None:
    text = "Начальник штаба, генерал армии Валерий Орлов, уехал. Армия Валерия Орлова осталась."
    people = [
        Span(text.index(name), text.index(name) + len(name), "person") for name in ("Валерий Орлов", "Валерия Орлова")
    ]
    assert organisations(text, *people) == ["Армия Валерия Орлова"]


def test_what_the_model_has_stays_as_it_is() -> None:
    text = "Фирма «Лютик» закрылась."
    assert organisations(text, Span(6, 13, "organisation")) == []


def test_a_place_stays_beside_the_organisation_that_it_is_part_of() -> None:
    text = "В среду правительство Дании обсудило бюджет."
    assert [(text[s.start : s.end], s.kind) for s in find_spans([text], "ru")[0]] == [
        ("правительство Дании", "organisation"),
        ("Дании", "place"),
    ]


@pytest.mark.parametrize("text", ["Посольство США в Киеве встревожено.", "Разведка США обвинила Кремль в атаках."])
def test_a_noun_that_the_model_found_alone_stands_with_its_country(text: str) -> None:
    found = [text[s.start : s.end] for s in find_spans([text], "ru")[0] if s.kind == "organisation"]
    assert found == [" ".join(text.split()[:2])]


def test_an_abbreviation_of_a_place_is_one() -> None:
    text = "Экипаж вернулся с МКС, сообщили в НАСА."
    assert ("МКС", "place") in [(text[s.start : s.end], s.kind) for s in find_spans([text], "ru")[0]]


def test_a_name_ends_with_its_line() -> None:
    text = "Страны: Дания • Эфиопия • Коста-Рика\nЯмайка"
    found = [text[s.start : s.end] for s in find_spans([text], "ru")[0]]
    assert not any(set("•\n") & set(name) for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Илья Брусникин ушёл. За Брусникиным ушли все.", ["Брусникиным"]),
        ("Анна Цой ушла. Цой молчит.", ["Цой"]),
        ("Илья Брусникин ушёл. Брусника поспела.", []),
        ("Илья Брусникин ушёл. БРУСНИКИН, читайте также.", []),
    ],
)
def test_a_surname_is_known_from_the_full_name(text: str, expected: list[str]) -> None:
    full = Span(0, text.index(" ушл") if " ушла" in text else text.index(" ушёл"), "person")
    assert [text[s.start : s.end] for s in bare_surnames(text, [full])] == expected


def test_a_first_name_alone_makes_no_surname() -> None:
    assert bare_surnames("Илья ушёл. Илью ждут.", [Span(0, 4, "person")]) == []


def test_spans_that_hold_others_and_spans_apart() -> None:
    a, b, c, d = Span(0, 5, "place"), Span(0, 9, "organisation"), Span(8, 12, "person"), Span(12, 14, "person")
    assert outermost([d, c, a, b]) == [b, d]
    assert apart([a, c, d], [Span(4, 8, "place")]) == [c, d]
    assert apart([a], []) == [a]
