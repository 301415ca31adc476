"""The command line as a script sees it: one JSON document on stdout, an exit code, nothing else."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from data.settings import Workspace
from tests.data.lake.small_archive import Row, write_edition

ROOT = Path(__file__).parents[1]


def svodka(workspace, *args, env=None):
    return subprocess.run(
        [sys.executable, "-m", "svodka", "--workspace", str(getattr(workspace, "root", workspace)), *map(str, args)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=False,
    )


def answer(workspace, *args, code=0):
    done = svodka(workspace, *args, "--json")
    assert done.returncode == code, done.stderr[-2000:] + done.stdout[-500:]
    return json.loads(done.stdout)


def exported(workspace, table):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.jsonl"
        answer(workspace, "export", table, path)
        return path.read_text(encoding="utf-8")


def test_import_twice_stores_nothing_twice(workspace, tmp_path):
    path = tmp_path / "архив.csv"
    path.write_text(
        "заголовок;текст;дата;источник\nНАТО;О саммите;2018-01-08;А\nСША;О пошлинах;2018-01-09;Б\n", "utf-8"
    )
    first = answer(workspace, "import", path)
    assert {"read", "stored", "duplicates", "changed", "rejected", "rejects", "import_id", "left_out"} <= set(first)
    assert (first["read"], first["stored"], first["duplicates"], first["rejected"]) == (2, 2, 0, 0)
    second = answer(workspace, "import", path)
    assert (second["read"], second["stored"], second["duplicates"]) == (2, 0, 2)


def test_rejected_rows_make_exit_code_one_and_are_kept_with_their_reason(workspace, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"title": "НАТО", "text": "О саммите"}\nnot json\n{"title": "", "text": ""}\n', "utf-8")
    report = answer(workspace, "import", path, code=1)
    assert (report["read"], report["stored"], report["rejected"]) == (3, 1, 2)
    kept = [json.loads(line) for line in Path(report["rejects"][0]).read_text("utf-8").splitlines()]
    assert [row["line"] for row in kept] == [2, 3]
    assert all(set(row) == {"file", "line", "reason", "row"} for row in kept)


@pytest.mark.parametrize(
    ("args", "code", "name"),
    [
        (("topics",), 2, "nothing"),
        (("analyse",), 2, "nothing"),
        (("import", "/no/such/file.csv"), 2, "usage"),
        (("forget",), 2, "usage"),
        (("mentions",), 2, "usage"),
        (("analyse", "--topics", "never"), 2, "usage"),
        (("no-such-command",), 2, "usage"),
    ],
)
@pytest.mark.slow
def test_a_failure_is_one_document_too(workspace, args, code, name):
    error = answer(workspace, *args, code=code)["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["code"] == name
    assert error["message"]


def test_a_failure_without_json_is_one_sentence_on_stderr(workspace):
    done = svodka(workspace, "topics")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_topics(demo):
    rows = answer(demo, "topics")
    columns = {"topic_id", "language", "label", "parent_id", "parent", "keywords", "articles", "share", "linked"}
    assert set(rows[0]) == columns | {"pinned", "edited"}
    assert {row["language"] for row in rows} == {"ru", "uk", "en"}
    assert [row["articles"] for row in rows] == sorted((row["articles"] for row in rows), reverse=True)
    assert all(0 < row["share"] < 1 for row in rows)


def test_topics_name_those_that_tell_of_the_same_in_other_languages_and_a_week_counts_them_once(demo):
    rows = {row["topic_id"]: row for row in answer(demo, "topics")}
    linked = {i: row["linked"] for i, row in rows.items() if row["linked"]}
    assert len(linked) >= 8
    for i, others in linked.items():
        together = [i, *others]
        assert all(set(together) - {other} == set(linked[other]) for other in others)
        assert len({rows[each]["language"] for each in together}) == len(together)
    assert all(row["linked"] == [] for row in answer(demo, "topics", "--level", "story"))
    week = {row["id"]: row for row in answer(demo, "weekly")["topics"]}
    seen = [i for i in week if i in linked]
    assert seen
    assert all(sorted(week[i]["linked"]) == sorted(linked[i]) and week.keys().isdisjoint(linked[i]) for i in seen)


def test_topics_of_every_level_name_the_one_above(demo):
    themes, topics, stories = (answer(demo, "topics", "--level", level) for level in ("theme", "topic", "story"))
    assert 0 < len(themes) < len(topics)
    assert stories
    assert {row["parent"] for row in themes} == {None}
    for below, above in ((topics, themes), (stories, topics)):
        labels = {row["topic_id"]: row["label"] for row in above}
        assert all(row["parent"] == labels[row["parent_id"]] for row in below)
    printed = svodka(demo, "topics", "--level", "story").stdout
    assert "parent" in printed.splitlines()[0]
    assert answer(demo, "topics", "--level", "cluster", code=2)["error"]["code"] == "usage"


def test_why_names_words_figures_and_what_is_alike(demo):
    rows = [json.loads(line) for line in exported(demo, "article_topics").splitlines()]
    placed = next(row for row in rows if row["language"] == "ru" and row["topic_id"])
    found = answer(demo, "why", placed["article_id"])
    assert found["score"] == pytest.approx(placed["score"])
    assert found["reach"] <= found["score"]
    assert len(found["near"]) == 3
    printed = svodka(demo, "why", placed["article_id"]).stdout
    assert printed.startswith(f"{found['topic']}: ")
    assert f"Nearness {found['score']:.2f}, the topic's edge is at {found['reach']:.2f}." in printed
    assert answer(demo, "why", "https://nowhere.example/1", code=2)["error"]["code"] == "nothing"


def test_mentions_by_any_form_over_every_period(demo):
    found = answer(demo, "mentions", "альянс", "--by", "month")
    assert found["entity"]["name"] == "НАТО"
    assert found["entity"]["kind"] == "organisation"
    assert [row["period"] for row in found["series"]] == ["2017-11", "2017-12", "2018-01", "2018-02"]
    assert all(set(row) == {"period", "count", "share", "partial"} for row in found["series"])
    assert sum(row["count"] for row in found["series"]) > 40
    assert max(found["forms"], key=lambda row: row["count"])["form"] == "НАТО"


def test_a_gap_has_null_count_and_share(demo):
    found = answer(demo, "mentions", "НАТО", "--by", "day", "--from", "2018-01-06", "--to", "2018-01-08")
    assert [row["period"] for row in found["series"]] == ["2018-01-06", "2018-01-07", "2018-01-08"]
    gap = found["series"][1]
    assert (gap["count"], gap["share"]) == (None, None)


def test_an_unknown_name_suggests_the_nearest(demo):
    error = answer(demo, "mentions", "Столтенбергг", code=2)["error"]
    assert error["code"] == "nothing"
    assert "Столтенберг" in error["message"] + error["hint"]


def test_entities(demo):
    rows = answer(demo, "entities", "--kind", "organisation", "--top", "5")
    assert len(rows) == 5
    assert {row["kind"] for row in rows} == {"organisation"}
    assert rows[0]["occurrences"] >= rows[0]["articles"]


def test_weekly_compares_the_last_full_week(demo):
    found = answer(demo, "weekly")
    assert (found["week"], found["compared_with"]) == ("2018-W08", "2018-W07")
    states = {row["state"] for row in found["topics"] + found["names"]}
    assert states <= {"rose", "fell", "new", "came back", "steady"}
    assert {"rose", "fell", "new"} <= states
    assert found["sentence"].startswith("За неделю 19–25 февраля 2018 года — ")


def test_weekly_of_themes_and_of_stories(demo):
    for level, said in (("theme", "направление"), ("story", "сюжет")):
        found = answer(demo, "weekly", "--level", level)
        ids = {row["topic_id"] for row in answer(demo, "topics", "--level", level)}
        assert found["topics"]
        assert {row["id"] for row in found["topics"]} <= ids
        assert said in found["sentence"]


def test_weekly_of_a_week_outside_the_archive_has_no_comparison(demo):
    found = answer(demo, "weekly", "--week", "2019-W08")
    assert (found["compared_with"], found["topics"], found["names"]) == (None, [], [])


def test_export_and_no_overwrite_without_force(demo, tmp_path):
    path = tmp_path / "articles.csv"
    report = answer(demo, "export", "articles", path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file, delimiter=";")) == report["rows"] + 1
    assert (report["not_analysed"], report["cut_rows"], report["cut_cells"]) == (0, 0, 0)
    assert answer(demo, "export", "articles", path, code=2)["error"]["code"] == "usage"
    answer(demo, "export", "articles", path, "--force")


def test_status_and_doctor(demo):
    assert answer(demo, "status")["articles"] > 400
    assert not [row for row in answer(demo, "doctor") if row["level"] == "error"]


@pytest.mark.slow
def test_forget_undoes_an_import(workspace, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,text\nНАТО,О саммите\n", "utf-8")
    report = answer(workspace, "import", path)
    assert answer(workspace, "forget", "--import", report["import_id"])["removed"] == 1
    assert answer(workspace, "import", path)["stored"] == 1


def test_dry_run_shows_rows_as_understood_and_stores_nothing(workspace, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Заголовок,Текст,Дата\n" + "".join(f"Статья {n},О саммите,2018-01-08\n" for n in range(9)), "utf-8")
    report = answer(workspace, "import", path, "--dry-run")
    assert (report["read"], report["whole"], report["without_outlet"]) == (9, True, 9)
    assert [row["title"] for row in report["preview"]] == [f"Статья {n}" for n in range(5)]
    assert answer(workspace, "export", "articles", tmp_path / "b.csv", code=2)["error"]


def test_an_unknown_setting_is_named_with_its_line(workspace):
    workspace.root.mkdir(parents=True)
    (workspace.root / "svodka.toml").write_text('zona = "Europe/Kyiv"\n', "utf-8")
    error = answer(workspace, "status", code=2)["error"]
    assert "svodka.toml:1" in error["message"]
    assert "zone" in error["hint"]


def test_every_command_explains_itself():
    done = svodka("unused", "--help")
    for command in (
        "import",
        "analyse",
        "topics",
        "mentions",
        "name",
        "entities",
        "weekly",
        "export",
        "demo",
        "forget",
        "names",
        "why",
        "status",
        "doctor",
        "serve",
    ):
        assert command in done.stdout


@pytest.mark.parametrize("width", [80, 60])
@pytest.mark.parametrize(
    "command", ["topics", "mentions НАТО", "entities", "weekly", "doctor", "status"], ids=lambda c: c.split()[0]
)
def test_no_figure_is_cut_in_a_narrow_terminal(demo, width, command):
    answer_ = answer(demo, *command.split())
    done = svodka(demo, *command.split(), env={"COLUMNS": str(width)})
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    rows = {
        "topics": lambda: [(str(row["articles"]), f"{row['share']:.1%}") for row in answer_],
        "mentions": lambda: [(row["period"], str(row["count"])) for row in answer_["series"]],
        "entities": lambda: [(row["kind"], str(row["articles"]), str(row["occurrences"])) for row in answer_],
        "weekly": lambda: [
            (str(row["count"]), str(row["before"]), f"{row['change_pp']:.4g}")
            for row in answer_["items"]
            if row["listed"]
        ],
        "doctor": lambda: [(row["level"],) for row in answer_],
        "status": lambda: [(str(answer_["articles"]),)],
    }[command.split()[0]]()
    assert all(any(set(row) <= set(cells(line)) for line in lines) for row in rows)
    tabular = {"topics", "mentions", "entities", "doctor"} & {command.split()[0]}
    assert not tabular or max(map(len, lines)) <= width


def cells(line):
    return [*line.split(), *re.split(r"\s{1,}(?=\S+ \S+$)", line.strip()), " ".join(line.split()[-2:])]


def test_labels_give_way_and_sentences_wrap_while_figures_stand(capsys, monkeypatch):
    from dashboard.exports.terminal import show

    monkeypatch.setenv("COLUMNS", "40")
    long = "министры обороны и ещё многое другое сверх того"
    show([{"label": long, "articles": 1234567, "share": 0.5}], ("label", "articles", "share"))
    show([{"level": "warning", "what": long * 9, "next_step": ""}], ("level", "what", "next_step"))
    printed = capsys.readouterr().out
    assert re.search(r"министры обороны и ещё … +1234567 50\.0%", printed)
    assert re.sub(r"\s", "", printed).count("сверхтого") == 9
    show([{"label": long, **{f"n{n}": 1234567 for n in range(9)}}], ["label", *(f"n{n}" for n in range(9))])
    assert capsys.readouterr().out.count("1234567") == 9


@pytest.mark.slow
def test_names_are_edited_undone_and_taken_to_another_archive(workspace, tmp_path):
    rows = [Row(names=("p1", "p2")), Row(names=("p2", "o1"))]
    write_edition(workspace, rows)
    assert answer(workspace, "names", "edit", "merge", "p1", "p2", "--author", "анна")["number"] == 1
    assert {row["entity_id"]: row["articles"] for row in answer(workspace, "entities")} == {"p2": 2, "o1": 1}
    answer(workspace, "names", "edit", "rename", "p2", "Второй")
    answer(workspace, "names", "undo", 1)
    log = answer(workspace, "names", "log")
    assert [(row["number"], row["what"], row["state"]) for row in log] == [
        (1, "merge", "undone"), (2, "rename", "in force"), (3, "undo", "in force")
    ]  # fmt: skip
    assert log[0]["author"] == "анна"
    assert {row["name"] for row in answer(workspace, "entities")} == {"p1", "Второй", "o1"}
    path = tmp_path / "names.toml"
    assert svodka(workspace, "names", "export", path).returncode == 0
    other = Workspace(tmp_path / "other")
    write_edition(other, rows)
    assert len(answer(other, "names", "import", path)) == 1
    assert {row["name"] for row in answer(other, "entities")} == {"p1", "Второй", "o1"}
    assert "one name already" in answer(other, "names", "edit", "merge", "Второй", "p2", code=2)["error"]["message"]


@pytest.mark.slow
def test_topics_are_edited_undone_and_taken_to_another_archive(workspace, tmp_path):
    rows = [Row(theme="h1", topic="t1"), Row(theme="h1", topic="t1"), Row(theme="h1", topic="t2")]
    write_edition(workspace, rows)
    assert answer(workspace, "topics", "edit", "merge", "тема t1", "t2", "--author", "анна")["number"] == 1
    answer(workspace, "topics", "edit", "move", f"{0:016x}", "--nowhere")
    assert [(row["topic_id"], row["articles"], row["edited"]) for row in answer(workspace, "topics")] == [("t2", 2, 1)]
    asked = answer(workspace, "topics", "edit", "guide", "Суды", "--word", "суд")["number"]
    answer(workspace, "topics", "edit", "answer", f"edit-{asked}", f"{0:016x}", "--does-not")
    answer(workspace, "topics", "undo", 1)
    log = answer(workspace, "topics", "log")
    assert [(row["number"], row["what"], row["state"], row["from_next_analysis"]) for row in log] == [
        (1, "merge", "undone", False), (2, "move", "in force", False), (3, "guide", "in force", True),
        (4, "answer", "in force", True), (5, "undo", "in force", False),
    ]  # fmt: skip
    assert answer(workspace, "names", "log") == []
    path = tmp_path / "topics.toml"
    assert svodka(workspace, "topics", "export", path).returncode == 0
    other = Workspace(tmp_path / "other")
    write_edition(other, rows)
    assert len(answer(other, "topics", "import", path)) == 3
    assert answer(other, "topics", "--level", "theme")[0]["articles"] == 2
    assert "one topic already" in answer(other, "topics", "edit", "merge", "t1", "t1", code=2)["error"]["message"]
    assert answer(other, "topics", "doubts") == []
    number = answer(other, "topics", "edit", "goes-on", "t1", "t2")["number"]
    assert {row["topic_id"] for row in answer(other, "topics")} == {"t2", f"edit-{number}"}


@pytest.mark.slow
def test_names_are_added_told_apart_and_suggested(workspace):
    write_edition(workspace, [Row(names=("p1", "p2")), Row(names=("p2", "o1"))])
    answer(workspace, "names", "edit", "add", "Сидоров", "person", "--form", "Сидорова")
    answer(workspace, "names", "edit", "alias", "p1", "--form", "Первый", "--form", "Первого")
    answer(workspace, "names", "edit", "apart", "p1", "p2")
    answer(workspace, "names", "edit", "surname", "p1", "p2")
    said = answer(workspace, "names", "log")
    assert [(row["what"], row["from_next_analysis"]) for row in said] == [
        ("add", True), ("alias", True), ("apart", False), ("merge", False)
    ]  # fmt: skip
    assert said[1]["content"]["forms"] == ["Первый", "Первого"]
    assert answer(workspace, "names", "suggest") == []
    assert "does not say forms" in answer(workspace, "names", "edit", "alias", "p2", code=2)["error"]["message"]
    done = svodka(workspace, "names", "edit", "alias", "p2", "--form", "Вторая")
    assert "`svodka analyse` carries it out." in done.stdout


def test_one_topic(workspace):
    placed = {"theme": "h1", "topic": "t1"}
    rows = [
        Row(**placed, story="s1", outlet="ТАСС"),
        Row(**placed, outlet="BBC", names=("p1",)),
        Row(theme="h1", topic="t2"),
    ]
    write_edition(workspace, rows)
    label = answer(workspace, "topics")[0]["label"]
    found = answer(workspace, "topic", "t1")
    assert (found["topic"]["topic_id"], found["topic"]["parent_id"], found["led_on"]) == ("t1", "h1", None)
    assert [found[key] for key in ("articles", "texts", "outlets", "reprints")] == [2, 2, 2, 0]
    assert [(row["topic_id"], row["first_day"]) for row in found["stories"]] == [("s1", "2018-01-08")]
    assert (found["months"], found["history"], found["state"]) == ([], [], None)
    assert {row["outlet"] for row in found["by_outlet"]} == {"ТАСС", "BBC"}
    assert answer(workspace, "topic", label) == found
    assert f"{label} (topic, t1, ru)" in svodka(workspace, "topic", "t1").stdout
    assert "No topic is called" in answer(workspace, "topic", "никакая", code=2)["error"]["message"]


def test_one_name(workspace):
    write_edition(workspace, [Row(names=("p1", "p2"), outlet="ТАСС"), Row(names=("p2", "p2", "o1"), outlet="BBC")])
    answer(workspace, "names", "edit", "rename", "p2", "Второй")
    found = answer(workspace, "name", "второй")
    assert found["entity"] == {"entity_id": "p2", "name": "Второй", "kind": "person"}
    assert [found[key] for key in ("articles", "texts", "outlets", "occurrences", "edited")] == [2, 2, 2, 3, 1]
    assert found["first"]["published_at"] == "2018-01-08T16:27:00Z"
    assert {row["name"]: row["articles"] for row in found["beside"]} == {"p1": 1, "o1": 1}
    assert {row["outlet"] for row in found["by_outlet"]} == {"ТАСС", "BBC"}
    assert len(found["sentences"]) == 2
    printed = svodka(workspace, "name", "p2").stdout
    assert "Второй (person, p2)" in printed
    assert "2 articles, 2 distinct texts, 2 outlets, 3 occurrences; edit 1" in printed
    assert "No person, organisation or place" in answer(workspace, "name", "никто", code=2)["error"]["message"]
