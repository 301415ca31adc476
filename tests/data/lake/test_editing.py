"""Names as users say they are: read at once, undone one by one, kept through what changes the tables."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.forget import forget
from analytics.mentions.gazetteer import Gazetteer
from data.article.entity import entity_id
from data.errors import NothingToAnswer, UsageError
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
from data.lake.editing import undo
from data.lake.edits_file import read, written
from data.lake.export import export_table
from data.lake.name_editing import edit_names
from data.lake.name_edits import NameEdits, added, changed, of_entities, waiting
from data.settings import Workspace
from data.state import edits
from data.state.editions import latest
from data.state.edits import Edit
from data.words.alias import Alias
from tests.data.lake.small_archive import Row, write_edition

pytestmark = pytest.mark.slow

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ROWS = [
    Row(names=("p1", "p2"), outlet="ТАСС", import_id="a"),
    Row(names=("p2", "o1"), outlet="BBC", import_id="b"),
    Row(names=("p3",), outlet="BBC", import_id="b"),
]


@pytest.fixture
def archive(workspace: Workspace) -> Workspace:
    write_edition(workspace, ROWS)
    return workspace


def named(workspace: Workspace, *, warm: bool = False) -> dict[str, tuple[str, str, int]]:
    """Name, kind and number of articles of every entity."""
    opened = Archive.open(workspace, warm=warm)
    try:
        found = counts.top_entities(opened.reader(), Filter(), "articles", 10)
        columns = found[["entity_id", "name", "kind", "count"]].itertuples(index=False)
        return {row.entity_id: (row.name, row.kind, row.count) for row in columns}
    finally:
        opened.close()


def say(workspace: Workspace, **content: object) -> int:
    return edit_names(workspace, [content], "анна")[-1].number


FOUND = {
    "p1": ("p1", "person", 1),
    "p2": ("p2", "person", 2),
    "p3": ("p3", "person", 1),
    "o1": ("o1", "organisation", 1),
}


@pytest.mark.parametrize("warm", [False, True])
def test_each_edit_is_read_at_once_and_undone_by_itself(archive: Workspace, warm: bool) -> None:
    assert named(archive, warm=warm) == FOUND
    merged = say(archive, what="merge", entity="p3", into="p2")
    assert named(archive, warm=warm) == {k: v for k, v in FOUND.items() if k != "p3"} | {"p2": ("p2", "person", 3)}
    renamed = say(archive, what="rename", entity="p3", name="Пётр Второй")
    ignored = say(archive, what="ignore", entity="o1")
    kind = say(archive, what="kind", entity="p1", kind="place")
    assert named(archive, warm=warm) == {"p1": ("p1", "place", 1), "p2": ("Пётр Второй", "person", 3)}
    undo(archive, merged, "анна")
    assert named(archive, warm=warm) == {
        "p1": ("p1", "place", 1), "p2": ("p2", "person", 2), "p3": ("Пётр Второй", "person", 1)
    }  # fmt: skip
    again = undo(archive, ignored, "борис").number
    undo(archive, kind, "борис")
    undo(archive, renamed, "борис")
    assert named(archive, warm=warm) == FOUND
    undo(archive, again, "анна")
    assert "o1" not in named(archive, warm=warm)


def test_a_form_goes_to_a_new_name_or_to_another(archive: Workspace) -> None:
    say(archive, what="merge", entity="p3", into="p2")
    number = say(archive, what="split", entity="p2", forms=["p3"], name="Третий", kind="organisation")
    assert named(archive)[f"edit-{number}"] == ("Третий", "organisation", 1)
    assert named(archive)["p2"] == FOUND["p2"]
    say(archive, what="merge", entity=f"edit-{number}", into="o1")
    assert named(archive)["o1"] == ("o1", "organisation", 2)
    say(archive, what="merge", entity="p1", into="p2")
    say(archive, what="split", entity="p2", forms=["p1"], into="o1")
    assert named(archive) == {"p2": FOUND["p2"], "o1": ("o1", "organisation", 3)}


def test_the_reader_of_an_article_shows_names_as_said(archive: Workspace) -> None:
    say(archive, what="merge", entity="p1", into="p2")
    say(archive, what="rename", entity="p2", name="Второй")
    opened = Archive.open(archive)
    assert list(counts.article_mentions(opened.reader(), f"{0:016x}")["name"]) == ["Второй", "Второй"]
    opened.close()


def test_exports_carry_what_was_said_and_raw_what_was_found(archive: Workspace, tmp_path: Path) -> None:
    say(archive, what="merge", entity="p3", into="p2")
    say(archive, what="ignore", entity="o1")
    for raw, ids, mentioned in ((False, ["p1", "p2"], 4), (True, ["o1", "p1", "p2", "p3"], 5)):
        entities, mentions = tmp_path / f"e{raw}.parquet", tmp_path / f"m{raw}.parquet"
        export_table(archive, "entities", entities, raw=raw)
        assert sorted(pq.read_table(entities).column("entity_id").to_pylist()) == ids
        assert export_table(archive, "mentions", mentions, raw=raw).rows == mentioned
        assert set(pq.read_table(mentions).column("entity_id").to_pylist()) == set(ids)
    said = pd.read_parquet(tmp_path / "eFalse.parquet").set_index("entity_id")
    assert list(said.loc["p2", "forms"]) == ["p2", "p3"]
    assert said["edited"].dropna().to_dict() == {"p2": 1}
    mentioned = pd.read_parquet(tmp_path / "mFalse.parquet")
    assert set(mentioned["entity_id"][mentioned["edited"].notna()]) == {"p2"}
    assert pd.read_parquet(tmp_path / "eTrue.parquet")["edited"].isna().all()


def test_edits_go_to_another_archive_as_a_file(archive: Workspace, tmp_path: Path) -> None:
    wrong = say(archive, what="ignore", entity="p1")
    undo(archive, wrong, "анна")
    say(archive, what="merge", entity="p3", into="p2")
    new = say(archive, what="split", entity="p2", forms=["p3"], name='Третий "по счёту"', kind="person")
    say(archive, what="kind", entity=f"edit-{new}", kind="place")
    path = tmp_path / "names.toml"
    path.write_text(written(edits.log(archive), "name"), encoding="utf-8")
    other = Workspace(tmp_path / "other")
    write_edition(other, ROWS)
    edit_names(other, read(path, 1, "name"), "борис")
    assert named(other)["edit-2"] == ('Третий "по счёту"', "place", 1)
    assert {name for name, _, _ in named(other).values()} == {name for name, _, _ in named(archive).values()}


def test_a_forget_keeps_edits_of_names_that_are_left_and_wipes_the_others(archive: Workspace) -> None:
    say(archive, what="rename", entity="p1", name="Тайный")
    say(archive, what="rename", entity="p2", name="Второй")
    say(archive, what="merge", entity="p1", into="p2")
    say(archive, what="split", entity="p2", forms=["p1"], name="Иной", kind="person")
    forget(archive, article_id=f"{0:016x}")
    assert [edit.content["what"] for edit in edits.log(archive)] == ["forgotten", "rename", "forgotten", "forgotten"]
    assert named(archive)["p2"] == ("Второй", "person", 1)
    assert "Тайный".encode() not in archive.state.read_bytes()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"what": "merge", "entity": "p1", "into": "p1"}, "one name already"),
        ({"what": "merge", "entity": "p1"}, "does not say into"),
        ({"what": "paint", "entity": "p1"}, "cannot 'paint'"),
        ({"what": "rename", "entity": "p1", "name": "я" * 500}, "1 to 200 characters, this one 500"),
        ({"what": "rename", "entity": "p1", "name": "  "}, "1 to 200 characters"),
        ({"what": "kind", "entity": "p1", "kind": "planet"}, "no kind 'planet'"),
        ({"what": "split", "entity": "p1", "forms": ["p9"], "name": "Х", "kind": "person"}, "never written 'p9'"),
        ({"what": "split", "entity": "p1", "forms": ["p1"], "name": "Х", "kind": "person"}, "all the forms"),
        ({"what": "split", "entity": "p1", "forms": ["p1"]}, "where to"),
        ({"what": "split", "entity": "p1", "forms": ["p1"], "name": 7, "kind": "person"}, "says as name is no text"),
        ({"what": "split", "entity": "p1", "forms": [7]}, "says as forms is no text"),
        ({"what": "apart", "entity": "p1", "other": "p1"}, "one name already"),
        ({"what": "alias", "entity": "p1", "forms": []}, "does not say forms"),
        ({"what": "alias", "entity": "p1", "forms": ["…"]}, "no letter"),
        ({"what": "alias", "entity": "p1", "forms": ["я" * 500]}, "1 to 200 characters, this one 500"),
        ({"what": "alias", "entity": "p1", "forms": [f"ф{n}" for n in range(101)]}, "at most 100 forms, this one 101"),
        ({"what": "add", "name": " ", "kind": "person", "forms": []}, "1 to 200 characters"),
        ({"what": "add", "name": "Бацька", "kind": "planet", "forms": []}, "no kind 'planet'"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(archive: Workspace, content: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        edit_names(archive, [{"what": "ignore", "entity": "o1"}, content], "анна")
    assert named(archive) == FOUND
    assert edits.log(archive) == []


def test_names_that_are_not_there_circles_and_second_undoing(archive: Workspace) -> None:
    with pytest.raises(NothingToAnswer, match="id p9"):
        say(archive, what="ignore", entity="p9")
    say(archive, what="merge", entity="p1", into="p2")
    say(archive, what="merge", entity="p2", into="p3")
    with pytest.raises(UsageError, match="one name already"):
        say(archive, what="merge", entity="p3", into="p1")
    with pytest.raises(UsageError, match="one name already"):
        say(archive, what="alias", entity="p3", forms=["p1"])
    undo(archive, 1, "анна")
    with pytest.raises(UsageError, match="Edit 1 is undone already"):
        undo(archive, 1, "анна")
    with pytest.raises(UsageError, match="no edit 9"):
        undo(archive, 9, "анна")


def test_before_an_analysis_there_is_nothing_to_edit(workspace: Workspace) -> None:
    with pytest.raises(NothingToAnswer, match="no names yet"):
        say(workspace, what="ignore", entity="p1")


def test_an_edit_is_an_edition_and_no_reason_to_analyse_again(archive: Workspace) -> None:
    before = latest(archive)
    say(archive, what="ignore", entity="p1")
    after = latest(archive)
    assert before
    assert after
    assert (after.edition_id, after.edits) == (before.edition_id + 1, 1)
    assert after.derived == before.derived
    assert after.versions == before.versions


IDS = st.sampled_from("abcdef")
MERGES = st.lists(st.tuples(IDS, IDS), max_size=12)


@given(MERGES)
@settings(deadline=None)
def test_whatever_is_merged_into_whatever_reading_ends_and_agrees_with_sets(merges: list[tuple[str, str]]) -> None:
    when = pd.Timestamp("2026-01-01", tz="UTC").to_pydatetime()
    log = [
        Edit(n, "name", "я", when, {"what": "merge", "entity": one, "into": into})
        for n, (one, into) in enumerate(merges, 1)
    ]
    found = NameEdits.of(log)
    groups = {i: {i} for i in "abcdef"}
    for one, into in merges:
        both = groups[one] | groups[into]
        groups |= dict.fromkeys(both, both)
    for i in groups:
        assert {j for j in groups if found.read_as(j) == found.read_as(i)} == groups[i]


def test_ten_thousand_edits_are_read_in_a_moment() -> None:
    when = pd.Timestamp("2026-01-01", tz="UTC").to_pydatetime()
    log = [Edit(n, "name", "я", when, {"what": "merge", "entity": f"e{n}", "into": f"e{n + 1}"}) for n in range(10_000)]
    found = NameEdits.of(log)
    assert found.read_as("e0") == "e10000"
    assert found.into["e0"] == "e10000", "the chain is walked once"
    assert found.entities().num_rows == 10_001


ADD = {"what": "add", "name": "Бацька", "kind": "person", "forms": ["Бацьки", " Бацьку ", "Бацьки"]}


def test_names_are_added_for_the_next_analysis_to_look_for(archive: Workspace) -> None:
    number = say(archive, **ADD)
    with pytest.raises(UsageError, match="is there already"):
        say(archive, **ADD)
    say(archive, what="alias", entity="p1", forms=["Батька", "Батьку"])
    assert named(archive) == FOUND, "nothing was looked for yet"
    log = edits.log(archive)
    assert added(log) == (
        Alias("Бацька", "person", ("Бацьки", "Бацьку"), "exact case"),
        Alias("Батька", "person", ("Батьку",), "exact case"),
    )
    assert waiting(log, 0) == {1, 2}
    assert waiting(log, 2) == set()
    undo(archive, number, "анна")
    log = edits.log(archive)
    assert [alias.name for alias in added(log)] == ["Батька"]
    assert waiting(log, 0) == {2}
    assert waiting(log, 2) == {1}, "what was found under it goes with the next analysis"
    assert [alias.name for alias in changed(log, 2)] == ["Бацька"]
    assert [alias.name for alias in changed(log, 0)] == ["Батька"]


def test_what_the_analysis_looks_for_is_found_by_the_gazetteer_as_it_is_written(archive: Workspace) -> None:
    say(archive, **ADD)
    found = Gazetteer("ru", added(edits.log(archive)))
    text = "Бацька принял гостей; гости видели Бацьку и бацьку, но не Бацькой."
    assert [text[f.start : f.end] for f in found.find(text)[0]] == ["Бацька", "Бацьку"]


def test_what_is_found_under_an_alias_is_read_as_its_entity(workspace: Workspace) -> None:
    under = entity_id("Батька", "person")
    write_edition(workspace, ROWS)
    say(workspace, what="alias", entity="p1", forms=["Батька"])
    say(workspace, what="alias", entity="p1", forms=["p3"])
    assert [edit.content["made"] for edit in edits.log(workspace)] == [under, "p3"], "what is called so keeps its id"
    assert named(workspace)["p1"] == ("p1", "person", 2)
    log = [Edit(1, "name", "я", NOON, {"what": "alias", "entity": "p1", "forms": ["Батька"], "made": under})]
    assert NameEdits.of(log).read_as(under) == "p1"
    assert NameEdits.of([*log, Edit(2, "name", "я", NOON, {"what": "undo", "edit": 1})]).read_as(under) == under


def test_an_added_name_may_be_edited_in_the_same_file_and_goes_to_another_archive(
    archive: Workspace, tmp_path: Path
) -> None:
    made = entity_id("Бацька", "person")
    edit_names(archive, [ADD, {"what": "merge", "entity": made, "into": "p1"}], "анна")
    say(archive, what="apart", entity="p2", other="p3")
    path = tmp_path / "names.toml"
    path.write_text(written(edits.log(archive), "name"), encoding="utf-8")
    other = Workspace(tmp_path / "other")
    write_edition(other, ROWS)
    edit_names(other, read(path, 1, "name"), "борис")
    log = edits.log(other)
    assert [edit.content["what"] for edit in log] == ["add", "merge", "apart"]
    assert added(log) == added(edits.log(archive))
    assert NameEdits.of(log).apart().to_pylist() == [
        {"entity_id": "p2", "other_id": "p3"},
        {"entity_id": "p3", "other_id": "p2"},
    ]


def test_a_forget_keeps_what_is_still_to_be_looked_for(archive: Workspace) -> None:
    say(archive, **ADD)
    forget(archive, article_id=f"{0:016x}")
    assert [edit.content["what"] for edit in edits.log(archive)] == ["add"]
    assert of_entities(edits.log(archive), {"p2": ["p2"]}) == [], "once looked for and found nowhere it is wiped"
    assert of_entities(edits.log(archive), {"p2": ["Бацьки"]}) == [1]


def test_what_was_joined_before_anyone_edited_is_where_edits_begin() -> None:
    log = [Edit(1, "name", "я", NOON, {"what": "merge", "entity": "b", "into": "c"})]
    found = NameEdits.of(log, [("a", "b"), ("b", "a"), ("a", "a")])
    assert {found.read_as(each) for each in "abc"} == {"c"}
    assert {row["entity_id"]: row["edited"] for row in found.entities().to_pylist()} == {"a": 1, "b": 1, "c": 1}
    assert NameEdits.of([], [("a", "b")]).entities().column("edited").null_count == 2


def test_ten_thousand_lines_of_a_file_are_checked_in_one_pass(archive: Workspace, tmp_path: Path) -> None:
    lines = [f'[[edit]]\nwhat = "add"\nname = "Имя {n}"\nkind = "person"\nforms = ["Имени {n}"]\n' for n in range(5000)]
    lines += [f'[[edit]]\nwhat = "alias"\nentity = "p{1 + n % 2}"\nforms = ["Прозвище {n}"]\n' for n in range(5000)]
    path = tmp_path / "many.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    steps = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal steps
        steps += event == "call"

    wanted = read(path, 1, "name")
    sys.setprofile(counted)
    try:
        assert len(edit_names(archive, wanted, "анна")) == 10_000
    finally:
        sys.setprofile(None)
    assert steps < 200 * 10_000, "the work grows with the number of lines"
    log = edits.log(archive)
    found = Gazetteer("ru", added(log)).find("Приехал Прозвище 4999.")[0]
    assert [each.alias.name for each in found] == ["Прозвище 4999"]


def test_whoever_runs_the_program_is_the_author_unless_nobody_bears_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "анна")
    assert edits.user() == "анна"
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 2**31 - 5)
    assert edits.user() == "?"
