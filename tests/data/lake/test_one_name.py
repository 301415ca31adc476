"""One name: the sentences it stands in, who else is called so, and which names may be one with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive, Reader
from data.lake.counts.one_name import AROUND
from data.lake.name_editing import edit_names
from data.settings import Workspace
from tests.dashboard.conftest import text_id, write_archive

NOON = datetime(2018, 1, 8, 9, tzinfo=UTC)
WHOLE, ALONE, OTHER = ("Сергей Собянин", "person"), ("Собянин", "person"), ("Иван Собянин", "person")
SHORT, CITY, CLUB = ("С. Собянин", "person"), ("Москва", "place"), ("Москва", "organisation")
LONG = "слово " * 100


def archived(workspace: Workspace) -> Workspace:
    texts = [
        ("Мэр Сергей Собянин открыл Маяк.", [WHOLE, ("Маяк", "organisation")]),
        ("Собянин сказал, что Маяк рядом.", [ALONE, ("Маяк", "organisation")]),
        ("Приехал и Иван Собянин.", [OTHER]),
        ("С. Собянин не приехал.", [SHORT]),
        (f"{LONG}Москва {LONG}", [CITY]),
        ("Москва и Маяк.", [CITY, ("Маяк", "organisation")]),
        ("Играет Москва.", [CLUB]),
        ("Играет Москва.", [CLUB]),
    ]
    rows = [
        {
            "title": f"Заголовок {n}",
            "text": text,
            "outlet": "Маяк",
            "names": names,
            "published_at": NOON + timedelta(days=n),
        }
        for n, (text, names) in enumerate(texts)
    ]
    for row in rows[-2:]:
        row["group"] = "same"
    write_archive(workspace, rows)
    return workspace


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def reader(new_workspace: Callable[[], Workspace], request: pytest.FixtureRequest) -> Iterator[Reader]:
    opened = Archive.open(archived(new_workspace()), warm=request.param)
    yield opened.reader()
    opened.close()


def entity(name: tuple[str, str]) -> str:
    return text_id(name[1], name[0])


def test_sentences_are_the_newest_first_cut_around_the_name_and_each_text_once(reader: Reader) -> None:
    found = counts.sentences(reader, Filter(), entity(CITY), 10)
    assert list(found["before"] + found["form"] + found["after"]) == [
        "Москва и Маяк.",
        f"…{LONG[-AROUND:]}Москва {LONG[: AROUND - 1]}…",
    ]
    assert list(found["title"]) == ["Заголовок 5", "Заголовок 4"]
    assert found["published_at"].is_monotonic_decreasing
    assert list(counts.sentences(reader, Filter(), entity(CITY), 1)["title"]) == ["Заголовок 5"]
    assert list(counts.sentences(reader, Filter(), entity(CLUB), 10)["title"]) == ["Заголовок 7"]
    assert counts.sentences(reader, Filter(outlets=("Вестник",)), entity(CITY), 10).empty


def test_who_is_called_the_same_is_another_kind_or_nobody(reader: Reader) -> None:
    assert list(counts.namesakes(reader, entity(CITY), 5)["entity_id"]) == [entity(CLUB)]
    assert counts.namesakes(reader, entity(WHOLE), 5).empty
    assert counts.namesakes(reader, "no such id", 5).empty


def offered(reader: Reader, entity_id: str | None = None) -> set[tuple[str, str, str]]:
    found = counts.suggestions(reader, 20, entity_id)
    return {(r["reason"], r["name"], r["other_name"]) for r in found.to_dict("records")}


ALL = {
    ("surname", "Собянин", "Сергей Собянин"),
    ("surname", "Собянин", "Иван Собянин"),
    ("initials", "С. Собянин", "Сергей Собянин"),
    ("kinds", "Москва", "Москва"),
}


def test_pairs_that_may_be_one_come_with_what_speaks_for_it(reader: Reader) -> None:
    assert offered(reader) == ALL
    assert offered(reader, entity(OTHER)) == {("surname", "Собянин", "Иван Собянин")}
    found = counts.suggestions(reader, 20).set_index(["name", "other_name"])
    assert set(found.loc[("Москва", "Москва"), ["kind", "other_kind"]]) == {"organisation", "place"}
    told = found.loc[[("Собянин", "Сергей Собянин")]].to_dict("records")[0]
    assert (told["bearers"], told["together"], told["shared"], told["beside"]) == (2, 0, 1, ["Маяк"])
    assert set(found["reason"]) <= set(counts.SUGGESTED)


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_said_to_be_two_is_offered_no_more(workspace: Workspace, turned: bool) -> None:
    archived(workspace)
    one, other = (WHOLE, ALONE) if turned else (ALONE, WHOLE)
    edit_names(workspace, [{"what": "apart", "entity": entity(one), "other": entity(other)}], "анна")
    opened = Archive.open(workspace)
    assert offered(opened.reader()) == ALL - {("surname", "Собянин", "Сергей Собянин")}
    assert counts.edited_names(opened.reader()) == {}, "nothing is read otherwise"
    opened.close()


def test_edited_names_are_marked(workspace: Workspace) -> None:
    archived(workspace)
    edit_names(workspace, [{"what": "merge", "entity": entity(ALONE), "into": entity(WHOLE)}], "анна")
    edit_names(workspace, [{"what": "rename", "entity": entity(WHOLE), "name": "С. С. Собянин"}], "анна")
    opened = Archive.open(workspace)
    reader = opened.reader()
    assert counts.edited_names(reader) == {entity(WHOLE): 2}
    opened.close()
