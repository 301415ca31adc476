"""Ukrainian names without Ukrainian weights: the model for Russian on mapped letters, and what the texts say."""

import pytest

from analytics.mentions.model import find_spans
from analytics.mentions.territories import territories


def found(*texts: str) -> list[list[tuple[str, str]]]:
    spans = find_spans(texts, "uk")
    return [[(text[s.start : s.end], s.kind) for s in each] for text, each in zip(texts, spans, strict=True)]


def test_names_keep_their_places_and_letters() -> None:
    text = "Президентка Грузії Саломе Зурабішвілі прибула до Києва, повідомив В'ячеслав Ґеник."
    names = dict(found(text)[0])
    assert names["Грузії"] == "place"
    assert names["Саломе Зурабішвілі"] == "person"
    assert names["В'ячеслав Ґеник"] == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Рішення ухвалив Верховний суд у Гаазі.", "Верховний суд", "organisation"),
        ("Війна триває у Південній Осетії.", "Південній Осетії", "place"),
        ("Так вирішила Європейська комісія.", "Європейська комісія", "organisation"),
        ("Угоду підписали Ямайка й Чад.", "Ямайка", "place"),
        ("Він переїхав до Львівської області.", "Львівської області", "place"),
    ],
)
def test_kinds_by_what_things_are_called(text: str, name: str, kind: str) -> None:
    assert (name, kind) in found(text)[0]


def test_what_is_written_in_small_letters_is_nobody() -> None:
    assert found("Стюардеса відповіла.", "Її звуть Ганна Чуб, вона стюардеса, як і мати.")[0] == []


def test_a_name_in_latin_letters_is_an_organisation_where_the_model_sees_one_often() -> None:
    texts = [
        "Авіакомпанія Skyhen скасувала рейси.",
        "Представник компанії Skyhen вибачився.",
        "Літаки Skyhen стоять.",
        "Угода щодо Frexit провалилась. Після Frexit усе інакше. Без Frexit ніяк.",
    ]
    names = found(*texts)
    assert [("Skyhen", "organisation") in each for each in names] == [True, True, True, False]
    assert "Frexit" not in dict(names[3])


@pytest.mark.parametrize(
    "text", ["Вакцина CV-19X2 і вірус.", "Сайт www.Skyhen.com працює.", "It was said that Skyhen left us."]
)
def test_codes_addresses_and_foreign_sentences_name_nothing(text: str) -> None:
    assert found(text)[0] == []


def test_a_person_in_latin_letters_behind_the_name() -> None:
    text = "Про це заявив Мартін Лохер (Martin Locher) у Берліні."
    assert dict(found(text)[0])["Martin Locher"] == "person"


def test_a_surname_alone() -> None:
    text = "Тереза Мей виступила. Мей визнала поразку."
    assert [name for name, _ in found(text)[0] if "Мей" in name] == ["Тереза Мей", "Мей"]


def test_territories_of_a_language() -> None:
    assert {"україна", "велика британія", "європа"} <= territories("uk")
    assert territories("uk").isdisjoint(("світ", "європеиский союз", "європейський союз"))
    assert territories("no such language") == frozenset()
