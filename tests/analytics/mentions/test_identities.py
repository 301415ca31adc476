"""What the alias table and CLDR know of names: whom they mean, how languages call them."""

import pytest

from analytics.mentions.identities import identity, names_of_identity
from analytics.mentions.spelling import is_latin
from data.words.aliases import ALIASES


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("place", ("Вена", "Відень", "Vienna")),
        ("place", ("Эр-Рияд", "Ер-Ріяд", "Riyadh")),
        ("place", ("Буэнос-Айрес", "Буенос-Айрес", "Buenos Aires")),
        ("place", ("Сочи", "Сочі", "Sochi")),
    ],
)
def test_a_city_is_one_in_all_languages(kind: str, names: tuple[str, ...]) -> None:
    keys = {identity(name, kind) for name in names}
    assert len(keys) == 1
    assert names_of_identity(keys.pop()) == dict(zip(("ru", "uk", "en"), names, strict=True))


@pytest.mark.parametrize(("name", "english"), [("Люксембург", "Luxembourg"), ("Тунис", "Tunisia"), ("Киев", "Kyiv")])
def test_what_is_a_country_or_an_entry_is_no_other_city(name: str, english: str) -> None:
    assert names_of_identity(identity(name, "place"))["en"] == english


@pytest.mark.parametrize("name", ["Восток", "Петропавловск-Камчатский", "Центр"])
def test_what_is_no_city_of_that_name_is_unknown(name: str) -> None:
    assert identity(name, "place") == ""


@pytest.mark.parametrize(
    ("name", "ukrainian", "english"),
    [("МОК", "МОК", "IOC"), ("ООН", "ООН", "UN"), ("ХАМАС", "ХАМАС", "Hamas"), ("НАТО", "НАТО", "NATO")],
)
def test_an_abbreviation_stays_one_where_the_language_has_one(name: str, ukrainian: str, english: str) -> None:
    assert names_of_identity(identity(name, "organisation")) == {"ru": name, "uk": ukrainian, "en": english}


def test_every_entry_has_an_english_name() -> None:
    called = {alias: names_of_identity(identity(alias.name, alias.kind)).get("en", "") for alias in ALIASES}
    assert [alias.name for alias, english in called.items() if not is_latin(english) and not alias.needs] == []
