"""Names of a real archive that grows: what was named keeps its id, is called as all forms say, is read as one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.forget import forget
from analytics.pipeline import analyse
from data.filter import Filter
from data.intake import import_paths
from data.lake import counts, tables
from data.lake.archive import Archive
from data.lake.editing import undo
from data.lake.export import export_table
from data.lake.name_editing import edit_names
from data.schema import ENTITIES, ENTITY_LINEAGE, MENTIONS
from data.settings import Workspace
from data.state.editions import latest

pytestmark = pytest.mark.slow


def stored(workspace: Workspace, outlet: str, *texts: str) -> None:
    """Import articles of an outlet and analyse them."""
    rows = [(f"https://{outlet}.example/{n}", "2024-05-02T10:00:00Z", outlet, text) for n, text in enumerate(texts)]
    path = workspace.root.parent / f"{outlet}.csv"
    pd.DataFrame(rows, columns=["url", "published_at", "outlet", "text"]).assign(title="").to_csv(path, index=False)
    import_paths(workspace, [path])
    analyse(workspace)


def named(workspace: Workspace, *, warm: bool = False) -> dict[str, tuple[str, int]]:
    """Name and number of articles of every entity."""
    opened = Archive.open(workspace, warm=warm)
    try:
        found = counts.top_entities(opened.reader(), Filter(), "articles", 20)
        return {row[0]: (row[1], row[3]) for row in found.itertuples(index=False)}
    finally:
        opened.close()


def ids(workspace: Workspace) -> list[str]:
    """The ids that the mentions bear, in the order in which they were stored."""
    return tables.read(workspace, MENTIONS, latest(workspace).versions["mentions"])["entity_id"].tolist()


def test_new_articles_are_named_as_the_forms_of_the_archive_say(workspace: Workspace) -> None:
    stored(workspace, "first", "Мило Кастра приехал в гости.", "Мило Кастра ответил на вопросы.", "Мило Кастра уехал.")
    before = ids(workspace)
    stored(workspace, "second", "Речь Мило Кастра опубликована.")
    assert list(named(workspace).values()) == [("Мило Кастра", 4)]
    assert ids(workspace)[:3] == before


def test_what_later_articles_call_otherwise_keeps_its_id(workspace: Workspace) -> None:
    stored(workspace, "first", "Речь Мило Кастра опубликована.")
    (entity,) = named(workspace)
    assert named(workspace)[entity] == ("Мило Кастр", 1), "alone the dictionary's ending is all there is"
    stored(workspace, "second", "Мило Кастра приехал в гости.", "Мило Кастра ответил на вопросы.", "Мило Кастра уехал.")
    assert named(workspace) == {entity: ("Мило Кастра", 4)}
    assert set(ids(workspace)) == {entity}


@pytest.fixture
def joined(workspace: Workspace) -> tuple[Workspace, str, str]:
    """An archive in which initials are read as the full name of a later article; ids of the two."""
    stored(workspace, "first", "Указ подписал И. П. Державин.")
    (short,) = named(workspace)
    stored(workspace, "second", "Игорь Державин выступил с речью.", "Игорь Державин прибыл.")
    (full,) = {*ids(workspace)} - {short}
    return workspace, short, full


@pytest.mark.parametrize("warm", [False, True])
def test_initials_are_read_as_whom_later_articles_name(joined, warm: bool) -> None:
    workspace, short, full = joined
    assert named(workspace, warm=warm) == {full: ("Игорь Державин", 3)}
    opened = Archive.open(workspace, warm=warm)
    reader = opened.reader()
    assert len(counts.forms(reader, Filter(), short)) == 2, "a link with the older id still leads there"
    assert counts.top_entities(reader, Filter(entities=(short,)), "articles", 9)["count"].tolist() == [3]
    opened.close()
    lineage = tables.read(workspace, ENTITY_LINEAGE, latest(workspace).versions["entity_lineage"])
    assert lineage.to_numpy().tolist() == [[short, full, "initials"]]


def test_edits_lie_over_what_the_analysis_joined(joined, tmp_path: Path) -> None:
    workspace, short, full = joined
    (renamed,) = edit_names(workspace, [{"what": "rename", "entity": short, "name": "Державин"}], "анна")
    assert named(workspace) == {full: ("Державин", 3)}
    for raw, expected in ((False, "Державин"), (True, "Игорь Державин")):
        path = tmp_path / f"names-{raw}.parquet"
        export_table(workspace, "entities", path, raw=raw)
        assert pd.read_parquet(path)["name"].tolist() == [expected]
    undo(workspace, renamed.number, "анна")
    split = {"what": "split", "entity": full, "forms": ["И. П. Державин"], "name": "И. П. Державин", "kind": "person"}
    edit_names(workspace, [split], "анна")
    assert sorted(named(workspace).values()) == [("И. П. Державин", 1), ("Игорь Державин", 2)]


def test_what_was_read_as_somebody_forgotten_stands_by_itself(joined) -> None:
    workspace, short, _ = joined
    forget(workspace, outlet="second")
    assert named(workspace) == {short: ("И. П. Державин", 1)}


def test_names_that_users_add_are_looked_for_in_what_was_read_and_in_what_comes(workspace: Workspace) -> None:
    stored(workspace, "first", "Вечером усталый барабашка вернулся.", "Ничего не случилось. Барабашки нет.")
    assert named(workspace) == {}
    content = {"what": "add", "name": "Барабашка", "kind": "person", "forms": ["барабашка", "Барабашки"]}
    (added,) = edit_names(workspace, [content], "анна")
    assert named(workspace) == {}, "from the next analysis on"
    analyse(workspace)
    assert list(named(workspace).values()) == [("Барабашка", 2)]
    stored(workspace, "second", "Снова пришёл барабашка.", "Никто не пришёл.")
    assert list(named(workspace).values()) == [("Барабашка", 3)]
    before = latest(workspace).edition_id
    analyse(workspace)
    assert latest(workspace).edition_id == before, "nothing is left to look for"
    undo(workspace, added.number, "анна")
    analyse(workspace)
    assert named(workspace) == {}


def test_an_alias_that_users_add_means_its_entity(workspace: Workspace) -> None:
    stored(workspace, "first", "Игорь Державин выступил с речью.", "Наш Старик ушёл на покой.")
    entity = next(i for i, (name, _) in named(workspace).items() if name == "Игорь Державин")
    edit_names(workspace, [{"what": "alias", "entity": entity, "forms": ["Старик"]}], "анна")
    analyse(workspace)
    assert named(workspace)[entity] == ("Игорь Державин", 2)


@pytest.mark.parametrize("warm", [False, True])
def test_names_stand_in_the_language_of_the_interface_where_it_is_known(workspace: Workspace, warm: bool) -> None:
    stored(workspace, "first", "Йенс Столтенберг приехал в Германию. Игорь Державин и Курт Волкер остались дома.")
    opened = Archive.open(workspace, warm=warm)
    try:
        for language, expected in (
            ("ru", {"Йенс Столтенберг", "Германия", "Игорь Державин", "Курт Волкер"}),
            ("en", {"Jens Stoltenberg", "Germany", "Igor Derzhavin", "Курт Волкер"}),
        ):
            reader = opened.reader(language=language)
            assert set(counts.top_entities(reader, Filter(), "articles", 9)["name"]) == expected
        assert counts.find_entities(reader, "german", 5)["name"].tolist() == ["Germany"]
    finally:
        opened.close()
    table = tables.read(workspace, ENTITIES, latest(workspace).versions["entities"]).set_index("name")
    assert table["wikidata"].fillna("").to_dict() == {
        "Германия": "Q183",
        "Йенс Столтенберг": "Q57665",
        "Игорь Державин": "",
        "Курт Волкер": "",
    }
