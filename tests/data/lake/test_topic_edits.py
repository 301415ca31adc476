"""Topics as users say they are: read at once, undone one by one, kept through what changes the tables."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.forget import forget
from data.errors import NothingToAnswer, StoreError, UsageError
from data.filter import NOT_STATED, Filter
from data.lake import counts
from data.lake.archive import Archive
from data.lake.doctor import examine
from data.lake.editing import undo
from data.lake.edits_file import read, written
from data.lake.export import export_table
from data.lake.topic_editing import edit_topics
from data.lake.topic_edits import Group, TopicEdits, left_of, made, waiting
from data.lake.transaction import change
from data.schema import ARTICLE_TOPICS, ARTICLES, TOPIC_LINEAGE, TOPICS
from data.settings import Workspace
from data.state import edits
from data.state.edits import Edit
from tests.data.lake.small_archive import Row, write_edition

WHEN = pd.Timestamp("2026-01-01", tz="UTC")
ROWS = [
    Row(theme="h1", topic="t1", story="s1", import_id="a"),
    Row(theme="h1", topic="t1", story="s1", import_id="b"),
    Row(theme="h1", topic="t2", story="s2", import_id="b"),
    Row(theme="h2", topic="t3", import_id="b", story_reason="single"),
    Row(theme="h2", topic=None, import_id="b", reason="no fit"),
    Row(theme="h9", topic="t9", language="en", import_id="b"),
]
FOUND = ["h1/t1/s1", "h1/t1/s1", "h1/t2/s2", "h2/t3/single", "h2/no fit/no fit", "h9/t9/new"]


def article(number: int) -> str:
    return f"{number:016x}"


@pytest.fixture
def archive(workspace: Workspace) -> Workspace:
    write_edition(workspace, ROWS, tongues={"h9": "en", "t9": "en"})
    return workspace


def stands(workspace: Workspace, *, warm: bool = False) -> list[str]:
    """Theme, topic and story of every article, or why it has none, as counts have them."""
    opened = Archive.open(workspace, warm=warm)
    try:
        reader = opened.reader()
        said = []
        for number in range(len(ROWS)):
            row = reader.records("article", {"article_id": article(number)})[0]
            story = row["story_id"] or row["story_reason"] or row["reason"] or "new"
            said.append("/".join([row["theme_id"] or row["reason"], row["topic_id"] or row["reason"], story]))
        for level, place in (("theme", 0), ("topic", 1)):
            ranked = counts.top_topics(reader, Filter(), "articles", None, level).set_index("topic_id")["count"]
            known = [each.split("/")[place] for each in said]
            expected = pd.Series([each for each in known if each[-1].isdigit()]).value_counts()
            assert ranked.to_dict() == expected.to_dict()
            sizes = counts.topics_of(reader, list(ranked.index)).set_index("topic_id")["size"]
            assert sizes.to_dict() == expected.to_dict(), "sizes are counted again"
        return said
    finally:
        opened.close()


def listed(workspace: Workspace, level: str = "topic") -> list[tuple[str, str]]:
    opened = Archive.open(workspace)
    found = counts.top_topics(opened.reader(), Filter(), "articles", None, level)
    opened.close()
    return list(zip(found["topic_id"], found["label"], strict=True))


def say(workspace: Workspace, **content: object) -> int:
    return edit_topics(workspace, [content], "анна")[-1].number


@pytest.mark.parametrize("warm", [False, True])
def test_each_edit_is_read_at_once_and_undone_by_itself(archive: Workspace, warm: bool) -> None:
    assert stands(archive, warm=warm) == FOUND
    merged = say(archive, what="merge", topic="t1", into="t3")
    assert stands(archive, warm=warm)[:3] == ["h2/t3/s1", "h2/t3/s1", "h1/t2/s2"], "with theme and story below it"
    moved = say(archive, what="move", articles=[article(2), article(4)], into="t1")
    assert stands(archive, warm=warm)[2:5] == ["h2/t3/moved", "h2/t3/single", "h2/t3/moved"]
    hidden = say(archive, what="hide", topic="t3")
    assert stands(archive, warm=warm)[:5] == ["h2/hidden/hidden"] * 5
    undo(archive, merged, "анна")
    assert stands(archive, warm=warm)[:5] == ["h1/t1/s1", "h1/t1/s1", "h1/t1/moved", "h2/hidden/hidden", "h1/t1/moved"]
    themes = say(archive, what="merge", topic="h1", into="h2")
    assert stands(archive, warm=warm)[:3] == ["h2/t1/s1", "h2/t1/s1", "h2/t1/moved"]
    undo(archive, hidden, "анна")
    theme = say(archive, what="hide", topic="h1")
    assert stands(archive, warm=warm)[:5] == ["hidden/hidden/hidden"] * 5, "of what it was merged into"
    for number in (moved, themes, theme):
        undo(archive, number, "борис")
    assert stands(archive, warm=warm) == FOUND


def test_all_undone_reads_as_found_and_all_redone_as_said(archive: Workspace) -> None:
    said = [
        {"what": "merge", "topic": "t2", "into": "t1"},
        {"what": "rename", "topic": "t1", "name": "Первая"},
        {"what": "move", "articles": [article(0), article(4)], "into": "t2"},
        {"what": "merge", "topic": "h1", "into": "h2"},
        {"what": "hide", "topic": "t3"},
        {"what": "move", "articles": [article(5), article(0)]},
        {"what": "merge", "topic": "s2", "into": "s1"},
        {"what": "pin", "topic": "t9"},
    ]
    made_ = [edit.number for edit in edit_topics(archive, said, "анна")]
    read_so = stands(archive), listed(archive)
    undone = [undo(archive, number, "борис").number for number in (*made_[::2], *made_[1::2])]
    assert stands(archive) == FOUND
    for number in undone[::-1]:
        undo(archive, number, "анна")
    assert (stands(archive), listed(archive)) == read_so
    assert read_so[0][:3] == ["moved/moved/moved", "h2/t1/s1", "h2/t1/s1"]


def test_a_story_goes_with_what_it_is_merged_into(archive: Workspace) -> None:
    say(archive, what="merge", topic="s2", into="s1")
    assert stands(archive)[2] == "h1/t1/s1"
    say(archive, what="hide", topic="s1")
    assert stands(archive)[:3] == ["h1/t1/hidden"] * 3


def test_what_is_near_no_topic_says_so_though_its_theme_is_hidden(archive: Workspace) -> None:
    say(archive, what="hide", topic="h2")
    for warm in (False, True):
        opened = Archive.open(archive, warm=warm)
        reader = opened.reader()
        found = {level: counts.reasons(reader, Filter(), level).dropna() for level in ("theme", "topic")}
        said = {level: dict(zip(each["reason"], each["count"], strict=True)) for level, each in found.items()}
        assert said == {"theme": {"hidden": 2}, "topic": {"hidden": 1, "no fit": 1}}
        opened.close()


def test_what_speaks_for_a_topic_is_of_it(archive: Workspace) -> None:
    with change(archive, "analyse") as found:
        topics, shown = found.read(TOPICS), {"t1": [0, 1], "t2": [2], "s1": [0, 1]}
        topics["representatives"] = [[article(n) for n in shown.get(i, [])] for i in topics["topic_id"]]
        titles = found.read(ARTICLES).assign(title=[f"Заголовок {n}" for n in range(len(ROWS))])
        found.overwrite(ARTICLES, titles)
        found.overwrite(TOPICS, topics)
        found.publish()
    say(archive, what="merge", topic="t2", into="t1")
    say(archive, what="move", articles=[article(0)], into="t3")
    opened = Archive.open(archive)
    rows = pa.Table.from_batches(opened.reader().stream("every_topics", {})).to_pylist()
    known = {row["topic_id"]: row for row in rows}
    assert known["t1"]["representatives"] == [article(1), article(2)]
    assert (known["s1"]["representatives"], known["s1"]["label"]) == ([article(1)], "Заголовок 1")
    opened.close()


def test_names_pins_and_notes(archive: Workspace) -> None:
    assert listed(archive)[0][0] == "t1"
    say(archive, what="rename", topic="t9", name=" Девятая ")
    say(archive, what="pin", topic="t9")
    note = say(archive, what="note", topic="t9", text="спросить редакцию")
    assert listed(archive)[0] == ("t9", "Девятая")
    opened = Archive.open(archive)
    reader = opened.reader()
    found = counts.topics_of(reader, ["t9", "t1"]).set_index("topic_id")
    assert (found.loc["t9", "note"], found["pinned"].to_dict()) == ("спросить редакцию", {"t9": True, "t1": False})
    assert counts.edited_topics(reader) == {"t9": note}
    opened.close()
    say(archive, what="hide", topic="t1")
    opened = Archive.open(archive)
    week = counts.week_counts(opened.reader(), Filter(), date(2018, 1, 8), "topics")
    assert set(week["id"]) == {"t2", "t3", "t9"}, "a week does not list what is hidden"
    opened.close()


def test_a_merged_topic_is_found_under_its_own_id_and_reasons_are_counted(archive: Workspace) -> None:
    say(archive, what="merge", topic="t2", into="t1")
    say(archive, what="move", articles=[article(3)])
    opened = Archive.open(archive, warm=True)
    reader = opened.reader()
    assert counts.passing(reader, Filter(topics=("t2",))).articles == 3
    series = counts.topic_series(reader, Filter(), "month", "articles", ["t2", NOT_STATED])
    assert dict(zip(series["topic_id"], series["count"], strict=True)) == {"t2": 3, NOT_STATED: 2}
    reasons = counts.reasons(reader, Filter(), "topic").dropna()
    assert dict(zip(reasons["reason"], reasons["count"], strict=True)) == {"moved": 1, "no fit": 1}
    opened.close()


def test_exports_carry_what_was_said_and_raw_what_was_found(archive: Workspace, tmp_path: Path) -> None:
    say(archive, what="merge", topic="t2", into="t1")
    say(archive, what="rename", topic="t1", name="Первая")
    for raw, ids in ((False, {"t1", "t3", "t9"}), (True, {"t1", "t2", "t3", "t9"})):
        topics, placed = tmp_path / f"t{raw}.parquet", tmp_path / f"a{raw}.parquet"
        export_table(archive, "topics", topics, raw=raw)
        export_table(archive, "article_topics", placed, raw=raw)
        found = pd.read_parquet(topics).set_index("topic_id")
        assert set(found.index[found["level"] == "topic"]) == ids
        assert set(pd.read_parquet(placed)["topic_id"].dropna()) == ids
        assert found.loc["t1", "label"] == ("Тема t1" if raw else "Первая")
        assert found["edited"].dropna().to_dict() == ({} if raw else {"t1": 2})
        assert found.loc["s2", "parent_id"] == ("t2" if raw else "t1")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"what": "merge", "topic": "t1", "into": "t1"}, "one topic already"),
        ({"what": "merge", "topic": "t1", "into": "h1"}, "topic cannot be merged into a theme"),
        ({"what": "merge", "topic": "t1", "into": "t9"}, "different languages: ru and en"),
        ({"what": "merge", "topic": "t1"}, "does not say into"),
        ({"what": "paint", "topic": "t1"}, "cannot 'paint'"),
        ({"what": "rename", "topic": "t1", "name": " "}, "1 to 200 characters"),
        ({"what": "rename", "topic": "t1", "name": 7}, "does not say name"),
        ({"what": "note", "topic": "t1", "text": "я" * 3_000}, "1 to 2000 characters, this one 3000"),
        ({"what": "hide", "topic": "t7"}, "has the id t7"),
        ({"what": "move", "articles": [], "into": "t1"}, "does not say articles"),
        ({"what": "move", "articles": [article(1)], "into": "h1"}, "this is a theme"),
        ({"what": "move", "articles": [article(5)], "into": "t1"}, "another language"),
        ({"what": "move", "articles": ["ff"], "into": "t1"}, "has the id ff"),
        ({"what": "move", "articles": [f"{n}" for n in range(1001)]}, "at most 1,000 articles"),
        ({"what": "split", "topic": "t1", "name": "Часть"}, "articles have in common"),
        ({"what": "split", "topic": "s1", "name": "Часть", "words": ["суд"]}, "cannot be split"),
        ({"what": "guide", "name": "Суды", "level": "story", "words": ["суд"]}, "no_level|level 'story'"),
        ({"what": "answer", "topic": "t1", "article": article(1), "belongs": False}, "nothing was asked"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(archive: Workspace, content: dict[str, object], says: str) -> None:
    with pytest.raises((UsageError, NothingToAnswer), match=says):
        edit_topics(archive, [{"what": "hide", "topic": "t2"}, content], "анна")
    assert edits.log(archive) == []


def test_circles_and_what_another_tab_did_before(archive: Workspace) -> None:
    say(archive, what="merge", topic="t1", into="t2")
    say(archive, what="merge", topic="t2", into="t3")
    with pytest.raises(UsageError, match="one topic already"):
        say(archive, what="merge", topic="t3", into="t1")
    undo(archive, 1, "анна")
    with pytest.raises(UsageError, match="Edit 1 is undone already"):
        undo(archive, 1, "анна")


def test_what_the_next_analysis_makes_is_logged_and_waits(archive: Workspace) -> None:
    asked = say(archive, what="guide", name="Суды", level="topic", words=["суд"], phrases=["уголовное дело"])
    say(archive, what="answer", topic=f"edit-{asked}", article=article(1), belongs=False)
    say(archive, what="rename", topic=f"edit-{asked}", name="Суды и приговоры")
    parted = say(archive, what="split", topic="t1", name="Часть", articles=[article(0), article(0)])
    log = edits.log(archive)
    assert log[-1].content["articles"] == [article(0)]
    assert made(log) == {f"edit-{asked}", f"edit-{parted}"}
    assert waiting(log, 0) == {1, 2, 4}
    assert waiting(log, 4) == set()
    assert stands(archive) == FOUND
    undo(archive, parted, "анна")
    assert waiting(edits.log(archive), 4) == {4}, "what was made is taken back"


def test_edits_go_to_another_archive_as_a_file(archive: Workspace, tmp_path: Path) -> None:
    say(archive, what="hide", topic="t2")
    undo(archive, 1, "анна")
    say(archive, what="guide", name='Суды "и" прочее', level="topic", words=["суд"])
    say(archive, what="answer", topic="edit-3", article=article(1), belongs=False)
    say(archive, what="move", articles=[article(1)])
    say(archive, what="merge", topic="t2", into="t1")
    path = tmp_path / "topics.toml"
    path.write_text(written(edits.log(archive), "topic"), encoding="utf-8")
    other = Workspace(tmp_path / "other")
    write_edition(other, ROWS, tongues={"h9": "en", "t9": "en"})
    edit_topics(other, read(path, 1, "topic"), "борис")
    assert stands(other) == stands(archive)
    assert edits.log(other)[1].content["topic"] == "edit-1"
    assert edits.log(other)[1].content["belongs"] is False
    with pytest.raises(UsageError, match="edits of topics, not of names"):
        read(path, 1, "name")


def refit(workspace: Workspace, renamed: dict[str, str], events: list[tuple[str, str, str]]) -> None:
    """Topics under other ids, and what became of which."""
    with change(workspace, "analyse") as found:
        topics, placed = found.read(TOPICS), found.read(ARTICLE_TOPICS)
        for column in ("topic_id", "parent_id"):
            topics[column] = topics[column].replace(renamed)
        for column in ("theme_id", "topic_id", "story_id"):
            placed[column] = placed[column].replace(renamed)
        found.overwrite(TOPICS, topics.drop_duplicates("topic_id"))
        found.overwrite(ARTICLE_TOPICS, placed)
        told = {"model": "m", "language": "ru", "at": pd.Timestamp.now("UTC"), "level": "topic"}
        rows = [
            {**told, "event": event, "topic_id": one, "into_id": into, "shared": 1, "share": 1.0, "label": None}
            for event, one, into in events
        ]
        found.append(
            TOPIC_LINEAGE, pd.DataFrame(rows).assign(label=None).astype({"shared": "int32", "share": "float32"})
        )
        found.publish()


def test_an_edit_follows_its_topic_through_refits_and_waits_while_it_is_gone(archive: Workspace) -> None:
    say(archive, what="rename", topic="t2", name="Вторая")
    refit(archive, {"t2": "u2"}, [("merged", "t2", "u2")])
    refit(archive, {"u2": "v2"}, [("merged", "u2", "v2")])
    assert ("v2", "Вторая") in listed(archive)
    refit(archive, {"v2": "w2"}, [("gone", "v2", "w2")])
    assert ("w2", "Тема t2") in listed(archive)
    opened = Archive.open(archive)
    assert opened.topics.idle == {1}
    opened.close()
    refit(archive, {"w2": "t2"}, [("gone", "w2", None)])
    refit(archive, {"t2": "x2"}, [("gone", "t2", None)])
    assert ("x2", "Тема t2") in listed(archive), "what once was its heir is none any more"
    refit(archive, {"x2": "t2"}, [("gone", "x2", None)])
    assert ("t2", "Вторая") in listed(archive), "it is back"


def test_what_a_refit_left_open_is_asked_once_and_the_answer_is_an_identity(archive: Workspace) -> None:
    say(archive, what="rename", topic="t1", name="Суды")
    refit(archive, {}, [("kept", "t1", "t1"), ("left", "t1", "t2")])

    def asked() -> list[tuple[str, str]]:
        opened = Archive.open(archive)
        found = counts.doubtful_topics(opened.reader())
        opened.close()
        assert (found["went"] == found["stayed"]).all()
        return list(zip(found["topic_id"], found["other_id"], strict=True))

    assert asked() == [("t1", "t2")]
    undo(archive, say(archive, what="same", topic="t1", into="t2"), "анна")
    number = say(archive, what="goes_on", topic="t1", into="t2")
    rest = f"edit-{number}"
    assert asked() == []
    assert stands(archive)[:3] == [f"h1/{rest}/s1", f"h1/{rest}/s1", "h1/t2/s2"]
    assert {("t2", "Суды"), (rest, "Тема t1")} < set(listed(archive)), "what was said goes with it"
    say(archive, what="rename", topic=rest, name="Остаток")
    with pytest.raises(UsageError, match="one topic already"):
        say(archive, what="goes_on", topic="t2", into="t1")
    refit(archive, {"t1": "v1"}, [("merged", "t1", "v1")])
    assert {("t2", "Суды"), ("v1", "Остаток")} < set(listed(archive)), "the rest has a fate of its own"
    opened = Archive.open(archive)
    assert counts.passing(opened.reader(), Filter(topics=("t1",))).articles == 1, "the earlier id leads on"
    opened.close()
    undo(archive, number, "анна")
    assert ("v1", "Суды") in listed(archive)


def test_an_import_changes_nothing_of_it(archive: Workspace) -> None:
    say(archive, what="merge", topic="t2", into="t1")
    write_edition(archive, [Row(theme="h1", topic="t2", story="s2")], first=len(ROWS))
    with change(archive, "edit") as found:
        found.publish(edits=1)
    opened = Archive.open(archive)
    assert counts.passing(opened.reader(), Filter(topics=("t1",))).articles == 4
    opened.close()


def test_a_forget_leaves_no_article_and_no_topic_without_articles_in_the_log(archive: Workspace) -> None:
    say(archive, what="move", articles=[article(0), article(1)], into="t2")
    say(archive, what="rename", topic="t3", name="Тайная")
    say(archive, what="guide", name="Суды", level="topic", words=["суд"], articles=[article(3)])
    say(archive, what="pin", topic="t1")
    forget(archive, article_id=article(0))
    forget(archive, article_id=article(3))
    log = edits.log(archive)
    assert [edit.content["what"] for edit in log] == ["move", "forgotten", "guide", "pin"]
    assert (log[0].content["articles"], log[2].content["articles"]) == ([article(1)], [])
    held = archive.state.read_bytes()
    assert not any(word in held for word in ("Тайная".encode(), article(0).encode() + b'", "' + article(1).encode()))
    forget(archive, article_id=article(1))
    assert [edit.content["what"] for edit in edits.log(archive)] == ["forgotten", "forgotten", "guide", "forgotten"]


def test_what_was_said_of_a_topic_merged_away_is_kept_for_what_it_was_merged_into(archive: Workspace) -> None:
    say(archive, what="merge", topic="t3", into="t1")
    say(archive, what="rename", topic="t3", name="Общая")
    forget(archive, article_id=article(3))
    log = edits.log(archive)
    assert [edit.content["what"] for edit in log] == ["forgotten", "rename"]
    assert log[1].content["topic"] == "t1"
    assert ("t1", "Общая") in listed(archive)


def test_what_a_story_was_called_by_a_headline_is_forgotten_with_it() -> None:
    groups = {"s1": Group("story", None, "ru", "Иной заголовок"), "s2": Group("story", None, "ru", "Второй")}
    content = {"what": "merge", "topic": "s1", "topic_name": "Тайный заголовок", "into": "s2", "into_name": "Мой"}
    log = [
        Edit(1, "topic", "я", WHEN, {"what": "rename", "topic": "s2", "topic_name": "Второй", "name": "Мой"}),
        Edit(2, "topic", "я", WHEN, content),
    ]
    told = TopicEdits.of(log, groups, {})
    left = left_of(log, told, told, set())
    assert (left[2]["topic_name"], left[2]["into_name"]) == ("Иной заголовок", "Мой")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("DELETE FROM edits WHERE number = 2", "Edit 2 is missing"),
        ("DELETE FROM edits WHERE number > 1", "Edit 2 is missing"),
        ("""UPDATE edits SET content = '{"what": "mer' WHERE number = 2""", "Edit 2 cannot be read"),
        ("UPDATE edits SET content = '[]' WHERE number = 2", "Edit 2 cannot be read"),
    ],
)
def test_a_log_that_is_cut_is_said_and_nothing_is_lost(archive: Workspace, damage: str, says: str) -> None:
    for topic in ("t1", "t2", "t3"):
        say(archive, what="pin", topic=topic)
    whole = archive.state.read_bytes()
    with sqlite3.connect(archive.state) as state:
        state.execute(damage)
    state.close()
    with pytest.raises(StoreError, match=says):
        Archive.open(archive)
    assert any(says in finding.what for finding in examine(archive))
    archive.state.write_bytes(whole)
    assert len(edits.log(archive)) == 3
    archive.state.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="state"):
        Archive.open(archive)


GROUPS = {
    **{f"h{n}": Group("theme", None, "ru", f"h{n}") for n in range(2)},
    **{f"t{n}": Group("topic", f"h{n % 2}", "ru", f"t{n}") for n in range(5)},
    **{f"s{n}": Group("story", f"t{n}", "ru", f"s{n}") for n in range(5)},
}
IDS = st.sampled_from(sorted(GROUPS))
SAID = st.one_of(
    st.tuples(st.just("merge"), IDS, IDS),
    st.tuples(st.sampled_from(["hide", "pin", "rename", "note"]), IDS, IDS),
    st.tuples(st.just("move"), st.sampled_from("abc"), st.sampled_from(["t0", "t1", "t2"])),
    st.tuples(st.just("undo"), st.integers(1, 12), IDS),
)


def as_edit(number: int, said: tuple[str, object, str]) -> Edit:
    what, one, other = said
    content = {"what": what, "topic": one, "into": other, "name": f"n{number}", "text": f"n{number}"}
    if what == "undo":
        content = {"what": "undo", "edit": one}
    elif what == "move":
        content = {"what": "move", "articles": [one], "into": other}
    elif what != "merge":
        del content["into"]
    return Edit(number, "topic", "я", WHEN, content)


@given(st.lists(SAID, max_size=12))
@settings(max_examples=40)
def test_whatever_is_said_and_undone_reads_as_if_the_rest_had_been_said_alone(said: list) -> None:
    said = [each for number, each in enumerate(said, 1) if each[0] != "undo" or each[1] < number]
    log = [as_edit(number, each) for number, each in enumerate(said, 1)]
    log = [edit for edit in log if edit.content["what"] != "undo" or edit.content["edit"] < edit.number]
    read = TopicEdits.of(log, GROUPS, {})
    alone = TopicEdits.of(edits.in_force(log), GROUPS, {})
    assert (read.topics(), read.articles()) == (alone.topics(), alone.articles())
    last = max((edit.number for edit in log), default=0)
    both = [*log, *(as_edit(last + n, ("undo", of, "")) for n, of in ((1, last), (2, last + 1)) if last)]
    again = TopicEdits.of(both, GROUPS, {})
    assert (again.topics(), again.articles()) == (read.topics(), read.articles()), "undone and redone"
    for row in read.topics().to_pylist():
        own, into = GROUPS[row["topic_id"]], row["into_id"]
        assert into not in read.into, "reading ends at what is merged into nothing"
        assert GROUPS[into].level == own.level
        assert row["in_theme"] == read.read_as(row["in_theme"])
