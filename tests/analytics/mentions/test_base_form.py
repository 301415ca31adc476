"""All written forms of an archive speak for a nominative together."""

import pandas as pd
import pytest

from analytics.mentions.base_form import voted
from analytics.mentions.entities import name_key


def shown(forms: dict[str, int], language: str = "ru") -> dict[str, str]:
    """The likeliest nominative of each form."""
    frame = pd.DataFrame({"surface": list(forms), "context": "", "count": list(forms.values())})
    return {form.surface: found[0].base for form, found in voted(frame, language).items()}


def test_what_stands_in_the_nominative_is_left_alone_and_its_forms_join_it() -> None:
    forms = {"Эгмунд Тисберг": 3, "Эгмунда Тисберга": 2, "Эгмунду Тисбергу": 1, "Эгмундом Тисбергом": 1}
    assert set(shown(forms).values()) == {"Эгмунд Тисберг"}


def test_of_three_syllables_the_last_declines_alone() -> None:
    forms = {"Но Му Хён": 3, "Но Му Хёна": 2, "Но Му Хёну": 1, "Но Му Хёном": 1}
    assert set(shown(forms).values()) == {"Но Му Хён"}


def test_the_other_forms_of_a_name_tell_a_woman_from_a_man() -> None:
    assert shown({"Лидова": 4, "Лидовой": 3, "Лидову": 2})["Лидова"] == "Лидова"
    assert shown({"Лидова": 4, "Лидов": 3, "Лидову": 2})["Лидова"] == "Лидов"


def test_full_names_speak_for_the_surname_alone() -> None:
    assert shown({"Лидова": 1, "Ольга Лидова": 4, "Ольгу Лидову": 2})["Лидова"] == "Лидова"
    assert shown({"Лидова": 1, "Пётр Лидов": 4, "Петру Лидову": 2})["Лидова"] == "Лидов"


def test_a_nominative_that_is_never_written_loses() -> None:
    assert shown({"Каберра": 20})["Каберра"] == "Каберра"


def test_forms_of_one_man_join_though_none_is_in_the_nominative() -> None:
    assert set(shown({"Дамиру Тесселю": 2, "Дамиром Тесселем": 2}).values()) == {"Дамир Тессель"}


def test_ukrainian_without_a_dictionary_votes_by_endings() -> None:
    forms = {"Остап Гриневич": 5, "Остапа Гриневича": 3, "Остапом Гриневичем": 1}
    assert set(shown(forms, "uk").values()) == {"Остап Гриневич"}


def test_weights_add_up_and_order_does_not_matter() -> None:
    frame = pd.DataFrame({"surface": ["Лидова", "Лидовой", "Лидов"], "context": "", "count": [2, 1, 1]})
    found = voted(frame, "ru")
    assert all(sum(reading.weight for reading in each) == pytest.approx(1) for each in found.values())
    assert voted(frame.iloc[::-1], "ru") == found


def test_no_forms_no_votes() -> None:
    assert voted(pd.DataFrame({"surface": [], "context": [], "count": []}), "ru") == {}


def test_accuracy_on_slavicner(corpora) -> None:
    """The benchmark's figure without contexts, a little lower: a change that costs more is seen here."""
    docs = pd.read_parquet(corpora / "slavicner" / "docs.parquet", columns=["id", "language"])
    gold = pd.read_parquet(corpora / "slavicner" / "mentions.parquet")
    ours = gold["doc_id"].isin(docs.loc[docs["language"] == "ru", "id"])
    people = gold[ours & gold["offset_ok"] & (gold["type"] == "PER")]
    found = shown(people["surface"].value_counts().to_dict())
    right = people["surface"].map(found).map(name_key) == people["lemma"].map(name_key)
    assert right.mean() >= 0.93
