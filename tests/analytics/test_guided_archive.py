"""Topics that users describe and part, from the log to what readers see: real archives, two languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analytics.forget import forget
from analytics.guided import outgrown
from analytics.pipeline import analyse
from data.intake import import_paths
from data.lake import counts, tables
from data.lake.archive import Archive
from data.lake.editing import undo
from data.lake.topic_editing import edit_topics
from data.lake.topic_edits import waiting
from data.schema import ARTICLES, GUIDED_TOPICS
from data.settings import Workspace
from data.state import edits
from data.state.editions import latest

DEMO = Path(__file__).parents[2] / "data" / "demo" / "articles"
BASE = [DEMO / f"{name}.jsonl" for name in ("ru-oil", "ru-bitcoin", "uk-gas", "uk-nato", "uk-donbas")]
pytestmark = pytest.mark.fit


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Analysed, then given a guide in two languages and one whose words occur nowhere, which nothing carries out yet."""
    workspace = Workspace(tmp_path_factory.mktemp("guided") / "workspace")
    import_paths(workspace, BASE)
    analyse(workspace)
    guide = {"what": "guide", "name": "Газ и нефть", "level": "topic", "words": ["газ", "нефть", "Газпром"]}
    edit_topics(workspace, [guide, {**guide, "name": "Луна", "words": ["луноход"]}], "анна")
    return workspace


@pytest.fixture(scope="module")
def guided(found: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The same after the analysis that carried them out; for tests that read."""
    workspace = _copy(found, tmp_path_factory.mktemp("carried-out"))
    analyse(workspace)
    return workspace


def _copy(workspace: Workspace, folder: Path) -> Workspace:
    shutil.copytree(workspace.root, folder / "workspace")
    return Workspace(folder / "workspace")


def stands(workspace: Workspace) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Theme, topic and story of every article, as readers have them."""
    opened = Archive.open(workspace)
    rows = opened._connection.execute("SELECT article_id, theme_id, topic_id, story_id FROM article_topics").fetchall()
    inside = opened._connection.execute("SELECT topic_id, parent_id, size FROM topics").fetchall()
    opened.close()
    parents = {topic: parent for topic, parent, _ in inside}
    for _, theme, topic, story in rows:
        assert topic is None or parents[topic] == theme, "a topic's articles are of its theme"
        assert story is None or parents[story] == topic, "a story's articles are of its topic"
    placed = [topic for row in rows for topic in row[1:] if topic]
    assert {topic: size for topic, _, size in inside} == {topic: placed.count(topic) for topic in set(placed)}
    return {row[0]: row[1:] for row in rows}


def spoken_of(workspace: Workspace) -> dict[str, bool]:
    """Whether an article speaks of oil or gas."""
    known = tables.read(workspace, ARTICLES).set_index("article_id")
    words = (known["title"].fillna("") + " " + known["text"]).str.casefold()
    return (words.str.contains("нефт") | words.str.contains(r"\bгаз", regex=True)).to_dict()


def members(workspace: Workspace, topic: str) -> set[str]:
    return {i for i, (_, own, _) in stands(workspace).items() if own == topic}


def told(workspace: Workspace, number: int) -> dict:
    return next(each for each in latest(workspace).totals["guided"] if each["edit"] == number)


def test_a_guide_gathers_what_belongs_in_two_languages_as_one_line(guided: Workspace) -> None:
    speaks = spoken_of(guided)
    for language in ("ru", "uk"):
        mine = members(guided, f"edit-1-{language}")
        assert len(mine) >= 10
        assert sum(speaks[i] for i in mine) > 0.8 * len(mine)
    opened = Archive.open(guided)
    reader = opened.reader()
    both = counts.topics_of(reader, ["edit-1-ru", "edit-1-uk"]).set_index("topic_id")
    assert set(both["label"]) == {"Газ и нефть"}
    linked = opened._connection.execute("SELECT joined FROM linked_groups WHERE topic_id LIKE 'edit-1-%'").fetchall()
    assert len(linked) == 2
    assert len(set(linked)) == 1
    asked = counts.asked(reader, 1)
    assert 0 < len(asked) <= 10
    opened.close()


def test_words_that_occur_nowhere_stop_nothing_and_are_said(guided: Workspace) -> None:
    assert not told(guided, 2)["works"]
    assert "луноход" in told(guided, 2)["says"]
    assert not waiting(edits.log(guided), latest(guided).looked_for), "both are carried out"


def test_what_a_guide_took_has_no_second_topic_and_the_refit_says_why(guided: Workspace) -> None:
    assert "guided" in {refit["why"] for refit in latest(guided).totals["refits"]}
    apart = tables.read(guided, GUIDED_TOPICS, latest(guided).versions[GUIDED_TOPICS.name])
    mine = set(apart.loc[apart["belongs"], "article_id"])
    assert {i for i, (_, topic, _) in stands(guided).items() if topic in {"edit-1-ru", "edit-1-uk"}} == mine


def test_undone_at_once_and_back_at_once(guided: Workspace, tmp_path: Path) -> None:
    workspace = _copy(guided, tmp_path)
    before = stands(workspace)
    taken = undo(workspace, 1, "анна")
    left = stands(workspace)
    assert not {topic for row in left.values() for topic in row if topic and topic.startswith("edit-1")}
    assert left.keys() == before.keys()
    undo(workspace, taken.number, "анна")
    assert stands(workspace) == before


def test_it_hears_answers_and_outlives_an_import_a_refit_and_a_removal(guided: Workspace, tmp_path: Path) -> None:
    workspace, speaks = _copy(guided, tmp_path), spoken_of(guided)
    before = {i for i in members(workspace, "edit-1-ru") if speaks[i]}
    opened = Archive.open(workspace)
    asked = counts.asked(opened.reader(), 1)["article_id"]
    opened.close()
    said = {i: speaks[i] for i in asked}
    answers = [{"what": "answer", "topic": "edit-1-ru", "article": i, "belongs": b} for i, b in said.items()]
    edit_topics(workspace, answers, "анна")
    import_paths(workspace, [DEMO / "ru-gas.jsonl"])
    analyse(workspace)
    now = {*members(workspace, "edit-1-ru"), *members(workspace, "edit-1-uk")}
    assert {i: i in now for i in said} == said
    assert len(now - speaks.keys()) >= 5, "what came later is found too"
    analyse(workspace, topics="refit")
    after = members(workspace, "edit-1-ru")
    assert len(after & before) > 0.8 * len(before)
    forget(workspace, article_id=min(after))
    assert members(workspace, "edit-1-ru") == after - {min(after)}


def test_a_split_parts_a_guided_topic_and_is_below_its_theme(guided: Workspace, tmp_path: Path) -> None:
    workspace = _copy(guided, tmp_path)
    before = members(workspace, "edit-1-ru")
    split = {"what": "split", "topic": "edit-1-ru", "name": "Baker Hughes", "words": ["Brent"]}
    number = edit_topics(workspace, [split], "анна")[0].number
    analyse(workspace)
    now = stands(workspace)
    parted = {i for i, (_, topic, _) in now.items() if topic == f"edit-{number}-ru"}
    assert parted
    assert parted < before
    assert len({now[i][0] for i in before}) == 1
    undo(workspace, number, "анна")
    assert members(workspace, "edit-1-ru") == before


def test_a_guided_theme_has_topics_of_its_own(found: Workspace, tmp_path: Path) -> None:
    workspace = _copy(found, tmp_path)
    undo(workspace, 1, "анна")
    theme = {"what": "guide", "name": "Сырьё", "level": "theme", "words": ["нефть", "газ"]}
    number = edit_topics(workspace, [theme], "анна")[0].number
    analyse(workspace)
    of_theme = {topic for theme, topic, _ in stands(workspace).values() if theme == f"edit-{number}-ru"}
    assert of_theme
    assert None not in of_theme


def test_a_language_in_which_guides_leave_too_little_is_not_fitted_over_and_over() -> None:
    placed = pd.DataFrame({"article_id": [f"{n:03}" for n in range(60)], "language": "ru", "later": False})
    placed["topic_id"] = ["a"] * 20 + ["b"] * 40
    assert outgrown(frozenset(placed["article_id"][:20]), placed) == {"ru"}
    assert outgrown(frozenset(placed["article_id"][:40]), placed) == frozenset()
