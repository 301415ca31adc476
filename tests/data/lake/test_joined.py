"""Why names are read as one: what the analysis joined and what users did, and how both are parted again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analytics.trends.answers import entity_named, name_answer
from data.errors import UsageError
from data.filter import Filter
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.lake.editing import undo
from data.lake.name_editing import edit_names
from data.lake.name_edits import NameEdits
from data.schema import ENTITIES
from data.settings import Workspace
from data.state.editions import latest, publish
from data.state.edits import Edit, log
from tests.dashboard.conftest import text_id, write_archive

NOON = datetime(2018, 1, 8, 9, tzinfo=UTC)
WHOLE, ALONE, LATIN, OTHER = (
    ("Владислав Сурков", "person"),
    ("Сурков", "person"),
    ("Vladislav Surkov", "person"),
    ("Сурок", "person"),
)
JOINED = [(ALONE, WHOLE, "surname"), (LATIN, WHOLE, "script")]


def entity(name: tuple[str, str]) -> str:
    return text_id(name[1], name[0])


@pytest.fixture
def archive(workspace: Workspace) -> Workspace:
    named = [[WHOLE], [ALONE, LATIN], [ALONE], [OTHER], [OTHER], [OTHER]]
    rows = [
        {
            "title": f"Заголовок {n}",
            "text": " ".join(name for name, _ in names),
            "outlet": "Маяк",
            "published_at": NOON,
            "names": names,
        }
        for n, names in enumerate(named)
    ]
    write_archive(workspace, rows, joined=JOINED)
    return workspace


@contextmanager
def reading(workspace: Workspace, *, warm: bool = False) -> Iterator[Reader]:
    opened = Archive.open(workspace, warm=warm)
    try:
        yield opened.reader()
    finally:
        opened.close()


def joined(workspace: Workspace, name: tuple[str, str] = WHOLE, *, warm: bool = False) -> list[tuple[str, str, int]]:
    with reading(workspace, warm=warm) as reader:
        found = counts.joined(reader, entity(name))
        return list(found[["name", "reason", "count"]].itertuples(index=False, name=None))


def articles(workspace: Workspace, name: tuple[str, str]) -> int:
    with reading(workspace) as reader:
        return counts.name_figures(reader, Filter(), entity(name)).articles


def apart(workspace: Workspace, one: tuple[str, str], other: tuple[str, str] = WHOLE) -> None:
    edit_names(workspace, [{"what": "apart", "entity": entity(one), "other": entity(other)}], "анна")


@pytest.mark.parametrize("warm", [False, True])
def test_the_most_mentioned_first_each_by_its_own_name_and_reason(archive: Workspace, warm: bool) -> None:
    assert joined(archive, warm=warm) == [("Сурков", "surname", 2), ("Vladislav Surkov", "script", 1)]
    assert joined(archive, ALONE, warm=warm) == joined(archive), "an old id leads to the same"
    assert joined(archive, OTHER, warm=warm) == []


def test_what_a_user_joined_bears_the_edit_and_keeps_what_it_had(archive: Workspace) -> None:
    edit_names(
        archive,
        [
            {"what": "rename", "entity": entity(OTHER), "name": "Сурков-младший"},
            {"what": "merge", "entity": entity(OTHER), "into": entity(WHOLE)},
        ],
        "анна",
    )
    assert joined(archive)[0] == ("Сурков-младший", "edit", 3)
    with reading(archive) as reader:
        found = counts.joined(reader, entity(WHOLE))
        assert found["edit"].tolist()[0] == 2
        assert found["edit"].isna().tolist() == found["into_id"].notna().tolist() == [False, True, True]
    undo(archive, 2, "анна")
    assert len(joined(archive)) == 2


def test_what_the_analysis_joined_is_parted_marked_and_joined_again(archive: Workspace) -> None:
    assert articles(archive, WHOLE) == 3
    apart(archive, ALONE)
    assert [log(archive)[0].content[key] for key in ("entity_name", "other_name")] == [ALONE[0], WHOLE[0]]
    assert joined(archive) == [("Vladislav Surkov", "script", 1)]
    assert (articles(archive, WHOLE), articles(archive, ALONE)) == (2, 2)
    with reading(archive) as reader:
        assert counts.edited_names(reader) == {entity(ALONE): 1, entity(WHOLE): 1}
        assert counts.suggestions(reader, 10).empty, "what was parted is not asked about"
    undo(archive, 1, "анна")
    assert (len(joined(archive)), articles(archive, WHOLE)) == (2, 3)


def test_what_a_user_joined_is_no_two_by_being_called_so(archive: Workspace) -> None:
    edit_names(archive, [{"what": "merge", "entity": entity(OTHER), "into": entity(WHOLE)}], "анна")
    for one in (OTHER, WHOLE):
        with pytest.raises(UsageError, match="one name already"):
            apart(archive, one)
    assert len(joined(archive)) == 3


def test_one_edit_after_another_sees_what_was_parted(archive: Workspace) -> None:
    edits = [
        {"what": "apart", "entity": entity(ALONE), "other": entity(WHOLE)},
        {"what": "merge", "entity": entity(ALONE), "into": entity(OTHER)},
    ]
    edit_names(archive, edits, "анна")
    assert joined(archive, OTHER) == [("Сурков", "edit", 2)]


@pytest.mark.parametrize("lineage", [[("a", "b")], [("a", "c"), ("b", "c")], [("b", "a")]])
def test_a_parting_holds_whatever_the_next_analysis_joins_both_to(lineage: list[tuple[str, str]]) -> None:
    said = [Edit(1, "name", "я", NOON, {"what": "apart", "entity": "a", "other": "b"})]
    found = NameEdits.of(said, lineage)
    assert found.read_as("a") != found.read_as("b")
    assert {row["edited"] for row in found.entities().to_pylist() if row["entity_id"] in "ab"} == {1}


def test_a_command_tells_it_and_finds_a_part_by_its_name(archive: Workspace) -> None:
    with reading(archive) as reader:
        told = name_answer(reader, "Сурков")["joined"]
        assert [(row["name"], row["reason"], row["edit"], row["articles"]) for row in told] == [
            ("Сурков", "surname", None, 2),
            ("Vladislav Surkov", "script", None, 1),
        ]
        assert entity_named(reader, "сурков", within=entity(WHOLE)) == entity(ALONE)
        assert entity_named(reader, entity(LATIN), within=entity(WHOLE)) == entity(LATIN)
        assert entity_named(reader, "Сурок", within=entity(WHOLE)) == entity(OTHER)


def test_what_english_calls_the_whole_is_not_what_the_parts_were_joined_to(archive: Workspace) -> None:
    names = tables.read(archive, ENTITIES)
    named = names.assign(name_en=names["name_en"].where(names["entity_id"] != entity(WHOLE), "Vladislav Surkov"))
    tables.overwrite(archive, ENTITIES, named)
    edition = latest(archive)
    assert edition
    publish(archive, replace(edition, versions={**edition.versions, "entities": tables.version(archive, ENTITIES)}))
    opened = Archive.open(archive)
    reader = opened.reader(language="en")
    assert counts.entities(reader, [entity(WHOLE)])["name"].tolist() == ["Vladislav Surkov"]
    assert set(counts.joined(reader, entity(WHOLE))["into_name"]) == {"Владислав Сурков"}
    opened.close()
