"""`analyse` as a whole, on small real archives."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from analytics.forget import forget
from analytics.pipeline import analyse
from analytics.topics.model import load, save
from data.errors import Locked, NothingToAnswer, StoreError
from data.filter import Filter
from data.intake import import_paths
from data.lake import counts, tables
from data.lake.archive import Archive
from data.lake.log import log_path
from data.lake.status import waiting
from data.lake.topic_editing import edit_topics
from data.schema import ARTICLE_TOPICS, ARTICLE_VECTORS, ARTICLES, MENTIONS, TABLES, TOKENS, TOPIC_LINEAGE, TOPICS
from data.settings import Workspace
from data.state.editions import latest
from data.state.imports import recorded
from tests.analytics.copies.bulletins import weather

DEMO = Path(__file__).parents[2] / "data" / "demo" / "articles"
pytestmark = pytest.mark.fit


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("pipeline") / "workspace")
    import_paths(workspace, [DEMO / "ru-nato.jsonl", DEMO / "ru-oil.jsonl", DEMO / "en-brexit.jsonl"])
    analyse(workspace)
    return workspace


@pytest.fixture
def analysed(base, tmp_path) -> Workspace:
    import shutil

    shutil.copytree(base.root, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


def read(workspace, table):
    return tables.read(workspace, table, latest(workspace).versions[table.name])


def test_nothing_imported_is_said(workspace):
    with pytest.raises(NothingToAnswer, match="no articles"):
        analyse(workspace)


def test_every_article_has_a_topic_or_a_reason(analysed):
    found = read(analysed, ARTICLE_TOPICS)
    assert len(found) == 45 + 20 + 14
    assert found["topic_id"].isna().equals(found["reason"].notna())


def test_a_language_with_few_articles_is_left_out_and_counted(analysed):
    found = read(analysed, ARTICLE_TOPICS)
    assert set(found.loc[found["language"] == "en", "reason"]) == {"too few"}
    assert latest(analysed).totals["unclassified_reasons"]["too few"] == 14
    assert set(read(analysed, TOPICS)["language"]) == {"ru"}


def test_mentions_stand_where_they_say(analysed):
    articles = tables.read(analysed, ARTICLES).set_index("article_id")
    mentions = read(analysed, MENTIONS)
    assert len(mentions) > 200
    for row in mentions.itertuples():
        part = articles.loc[row.article_id, row.part]
        assert part[row.start : row.end] == row.surface
        assert row.sentence_start <= row.start < row.end <= row.sentence_end <= len(part)


def test_only_new_articles_go_through_the_stages_again(analysed):
    tokens = read(analysed, TOKENS)
    models = latest(analysed).models
    import_paths(analysed, [DEMO / "ru-iran.jsonl"])
    steps = []
    totals = analyse(analysed, progress=lambda stage, done, total: steps.append((stage, done, total)))
    assert max(total for stage, _, total in steps if stage == "names") == 12
    assert totals["articles"] == len(tokens) + 12
    assert latest(analysed).models == models
    assert set(tokens["article_id"]) < set(read(analysed, TOKENS)["article_id"])


def test_vectors_stand_beside_the_topics_whatever_comes_and_goes(analysed):
    def kept():
        placed = read(analysed, ARTICLE_TOPICS).set_index("article_id")
        found = read(analysed, ARTICLE_VECTORS).set_index("article_id")
        assert set(found.index) == set(placed.index[placed["score"].notna()])
        assert found["topic_id"].equals(placed.loc[found.index, "topic_id"])
        return found

    first = kept()
    assert set(first["model"]) == {latest(analysed).models["ru"]}
    import_paths(analysed, [DEMO / "ru-iran.jsonl"])
    analyse(analysed)
    second = kept()
    assert len(second) == len(first) + 12
    assert second.loc[first.index, "vector"].equals(first["vector"])
    forget(analysed, article_id=first.index[0])
    assert set(kept().index) == set(second.index) - {first.index[0]}
    analyse(analysed, topics="refit")
    assert set(kept()["model"]) == {latest(analysed).models["ru"]}


def test_after_a_removal_from_several_imports_what_comes_is_analysed(analysed):
    import_paths(analysed, [DEMO / "ru-iran.jsonl"])
    forget(analysed, article_id=read(analysed, ARTICLES)["article_id"].iloc[0])
    import_paths(analysed, [DEMO / "ru-korea.jsonl"])
    assert analyse(analysed)["articles"] == len(read(analysed, ARTICLES)) == len(read(analysed, ARTICLE_TOPICS))


def test_bulletins_that_fit_no_topic_are_counted_apart_also_those_that_came_before_their_series(analysed, tmp_path):
    folder = analysed.models / latest(analysed).models["ru"]
    model = load(folder)
    save(replace(model, centres=replace(model.centres, reach=model.centres.reach + 2)), folder)  # nothing fits any more

    def imported(*numbers):
        path = tmp_path / f"weather-{numbers[0]}.jsonl"
        rows = [{"title": f"Погода {n}", "text": weather(Random(n)), "date": f"2018-01-{n:02}"} for n in numbers]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        import_paths(analysed, [path])
        reasons = analyse(analysed, topics="keep")["unclassified_reasons"]
        return {reason: reasons.get(reason, 0) for reason in ("no fit", "bulletin")}

    assert imported(1) == {"no fit": 1, "bulletin": 0}
    assert imported(*range(2, 9)) == {"no fit": 0, "bulletin": 8}


def test_keep_without_a_model_has_nothing_to_answer_with(workspace):
    import_paths(workspace, [DEMO / "en-brexit.jsonl"])
    with pytest.raises(NothingToAnswer, match="topics"):
        analyse(workspace, topics="keep")


def test_a_refit_goes_on_from_the_topics_and_says_what_became_of_them(analysed):
    import_paths(analysed, [DEMO / "ru-korea.jsonl"])
    before, placed = latest(analysed), read(analysed, ARTICLE_TOPICS).set_index("article_id")["topic_id"].dropna()
    topics = read(analysed, TOPICS)
    old = set(topics.loc[topics["level"] == "topic", "topic_id"])
    assert analyse(analysed, topics="refit")["edition"] == before.edition_id + 1
    assert latest(analysed).models["ru"] != before.models["ru"]
    now = read(analysed, ARTICLE_TOPICS).set_index("article_id")["topic_id"]
    assert (now.reindex(placed.index) == placed).mean() > 0.8
    lineage = read(analysed, TOPIC_LINEAGE).query("level == 'topic'")
    assert set(lineage["topic_id"].dropna()) == old
    assert set(lineage.loc[lineage["event"] == "kept", "into_id"]) <= set(now)
    assert set(lineage["model"]) == {latest(analysed).models["ru"]}
    both = before.colours["topics"].keys() & latest(analysed).colours["topics"].keys()
    assert len(both) > len(before.colours["topics"]) / 2
    assert all(before.colours["topics"][i] == latest(analysed).colours["topics"][i] for i in both)
    labels = topics.set_index("topic_id")["label"]
    called = lineage.dropna(subset="topic_id")
    assert called["label"].to_list() == labels.reindex(called["topic_id"]).to_list()


def test_a_changed_alias_table_redoes_names(analysed, monkeypatch):
    monkeypatch.setattr("analytics.derive.names_version", lambda: "another")
    steps = []
    analyse(analysed, progress=lambda stage, done, total: steps.append((stage, total)))
    assert ("names", 79) in steps
    assert latest(analysed).stages["names"] == "another"


def test_any_executor_carries_out_the_units(workspace):
    import_paths(workspace, [DEMO / "ru-iran.jsonl"])
    with ThreadPoolExecutor(1) as executor:
        totals = analyse(workspace, executor=executor)
    assert (totals["articles"], totals["unclassified_reasons"]) == (12, {"too few": 12})


def test_e3_a_damaged_derived_table_is_made_anew(analysed):
    edition = latest(analysed)
    folder = tables.folder_of(analysed, MENTIONS)
    log_path(folder, edition.versions["mentions"]).write_bytes(b"\0" * 500)
    count = len(tables.read(analysed, TOKENS))
    analyse(analysed)
    for table in TABLES:
        table.check(read(analysed, table))
    assert len(read(analysed, TOKENS)) == count
    assert len(read(analysed, MENTIONS)) > 200


def test_e10_a_damaged_model_is_refused_not_guessed(analysed):
    model = next(analysed.models.iterdir())
    for file in model.glob("*.safetensors"):
        file.write_bytes(b"\0" * 64)
    import_paths(analysed, [DEMO / "ru-iran.jsonl"])
    with pytest.raises(StoreError) as refused:
        analyse(analysed)
    assert refused.value.hint


def test_totals_are_json(analysed):
    totals = latest(analysed).totals
    assert json.loads(json.dumps(totals)) == totals
    of_texts = {"articles", "texts", "reprints", "series", "only_clutter", "blocks"}
    of_topics = {"themes", "topics", "stories", "unclassified", "unclassified_reasons"}
    assert set(totals) == {"mentions", "seconds", "refits", "guided"} | of_texts | of_topics


def test_stages_say_what_ran_and_topics_that_were_kept_are_found_anew_the_next_time(analysed, monkeypatch):
    kept = latest(analysed).stages["topics"]
    monkeypatch.setattr("analytics.derive.topics_version", lambda: "another")
    old, models = set(read(analysed, TOPICS)["topic_id"]), latest(analysed).models
    import_paths(analysed, [DEMO / "ru-iran.jsonl"])
    analyse(analysed, topics="keep")
    assert latest(analysed).stages["topics"] == kept
    assert set(read(analysed, TOPICS)["topic_id"]) >= old
    analyse(analysed)
    assert latest(analysed).stages["topics"] == "another vectors=offline"
    assert latest(analysed).models["ru"] != models["ru"]
    assert {refit["why"] for refit in latest(analysed).totals["refits"]} == {"updated"}
    assert old & set(read(analysed, TOPICS)["topic_id"])  # those that hold the same articles


@pytest.fixture
def few(workspace) -> Workspace:
    """Articles that are too few for topics, so that an analysis takes a second."""
    import_paths(workspace, [DEMO / "en-brexit.jsonl"])
    return workspace


def meanwhile(stage: str, act):
    """Progress that does something else the first time a stage begins."""
    done = []

    def progress(name: str, *_: int) -> None:
        if name == stage and not done:
            done.append(name)
            act()

    return progress


def test_an_import_goes_on_while_an_analysis_computes_and_both_are_kept(few):
    add = meanwhile("topics", lambda: import_paths(few, [DEMO / "ru-iran.jsonl"]))
    totals = analyse(few, progress=add)
    edition = latest(few)
    assert (totals["articles"], edition.totals["articles"]) == (14, 14)
    assert len(read(few, ARTICLES)) == 14 + 12
    assert waiting(few, edition) == 12
    assert analyse(few)["articles"] == 26


def test_an_analysis_overtaken_by_a_removal_begins_again(few):
    import_paths(few, [DEMO / "ru-iran.jsonl"])
    (iran,) = (e["import_id"] for e in recorded(few) if e["paths"][0].endswith("ru-iran.jsonl"))
    stages = []
    remove = meanwhile("search", lambda: forget(few, import_id=iran, now=True))
    totals = analyse(few, progress=lambda name, *rest: (stages.append(name), remove(name, *rest)))
    assert totals["articles"] == 14
    assert stages.count("check") == 2
    assert set(read(few, ARTICLE_TOPICS)["article_id"]) == set(read(few, ARTICLES)["article_id"])


def test_two_analyses_at_once_are_refused(few):
    again = meanwhile("names", lambda: analyse(few))
    with pytest.raises(Locked, match="is writing"):
        analyse(few, progress=again)


def test_where_nothing_is_new_nothing_is_written(few):
    first = analyse(few)
    edition = latest(few)
    again = analyse(few)
    assert (again["edition"], again["articles"]) == (first["edition"], 14)
    assert latest(few) == edition


def test_edits_of_topics_hold_through_refits_imports_and_forgets(analysed):
    found, placed = read(analysed, TOPICS), read(analysed, ARTICLE_TOPICS)
    russian = found[(found["level"] == "topic") & (found["language"] == "ru")].sort_values("size", ascending=False)
    named, large, gone, into, hidden, pinned = russian["topic_id"].head(6)
    moved = placed.loc[placed["topic_id"] == large, "article_id"].head(3).tolist()
    said = [
        {"what": "rename", "topic": named, "name": "Своё имя"},
        {"what": "note", "topic": named, "text": "спросить редакцию"},
        {"what": "move", "articles": moved, "into": named},
        {"what": "merge", "topic": gone, "into": into},
        {"what": "hide", "topic": hidden},
        {"what": "pin", "topic": pinned},
    ]
    edit_topics(analysed, said, "анна")

    def hold(articles):
        archive = Archive.open(analysed)
        reader, read_as = archive.reader(), archive.topics.read_as
        assert archive.topics.idle == set()
        ranked = counts.top_topics(reader, Filter(), "articles", None)
        own = counts.topics_of(reader, [named]).iloc[0]
        assert (own["label"], own["note"]) == ("Своё имя", "спросить редакцию")
        assert {counts.article(reader, i)["topic_id"] for i in articles} == {named}
        assert read_as(gone) == into
        assert {gone, hidden}.isdisjoint(ranked["topic_id"])
        assert ranked["topic_id"].iloc[0] == pinned
        archive.close()
        stored = read(analysed, ARTICLE_TOPICS)["topic_id"].value_counts()
        merged = ranked.set_index("topic_id")["count"]
        assert merged[into] == stored[gone] + stored[into], "the tables stay as they are found"
        assert counts_of(analysed, "hidden") == stored[hidden]

    hold(moved)
    analyse(analysed, topics="refit")
    hold(moved)
    import_paths(analysed, [DEMO / "ru-gas.jsonl", DEMO / "en-nato.jsonl"])
    analyse(analysed)
    hold(moved)
    forget(analysed, article_id=moved[0])
    hold(moved[1:])


def counts_of(workspace, reason):
    """How many articles are of no topic for this reason."""
    archive = Archive.open(workspace)
    found = counts.reasons(archive.reader(), Filter()).set_index("reason")["count"]
    archive.close()
    return found[reason]
