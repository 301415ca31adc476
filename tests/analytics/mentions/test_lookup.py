"""Which entity a typed name means."""

import pandas as pd
import pytest

from analytics.mentions.lookup import find
from data.errors import NothingToAnswer

ENTITIES = pd.DataFrame(
    [
        ("1", "НАТО", "organisation", ["НАТО", "альянса"], 50),
        ("2", "Крым", "place", ["Крым", "Крыма"], 20),
        ("3", "Крым", "organisation", ["Крым"], 30),
        ("4", "Куртис Скапарротти", "person", ["Скапарротти", "Куртиса Скапарротти"], 4),
        ("5", "Королёв", "person", ["Королева"], 3),
        ("6", "Дональд Трамп", "person", ["Трампа", "Трамп"], 90),
        ("7", "Иванка Трамп", "person", ["Трамп"], 5),
    ],
    columns=["entity_id", "name", "kind", "forms", "articles"],
)


@pytest.mark.parametrize(
    ("name", "entity", "alternatives"),
    [
        ("НАТО", "1", ()),
        ("нато", "1", ()),
        ("NATO", "1", ()),
        ("«НАТО»", "1", ()),
        ("Крым", "3", ("2",)),
        ("Королев", "5", ()),
        ("скапарротти", "4", ()),
        ("Трамп", "6", ()),
        ("альянса", "1", ()),
    ],
)
def test_exact_name_then_alias_then_form(name: str, entity: str, alternatives: tuple[str, ...]) -> None:
    assert find(ENTITIES, name) == (entity, alternatives)


def test_forms_of_several_entities_are_alternatives() -> None:
    entities = ENTITIES.assign(forms=[["общее"] if i in (3, 4) else forms for i, forms in enumerate(ENTITIES["forms"])])
    assert find(entities, "Общее") == ("4", ("5",))


def test_a_misspelt_name_gets_the_nearest_three() -> None:
    with pytest.raises(NothingToAnswer) as error:
        find(ENTITIES, "Скапаротти")
    assert "Куртис Скапарротти" in error.value.hint
    assert error.value.hint.count(",") <= 2


@pytest.mark.parametrize("name", ["", " ", "«»", "qqqqqqqq"])
def test_nothing_near(name: str) -> None:
    with pytest.raises(NothingToAnswer) as error:
        find(ENTITIES, name)
    assert error.value.hint
