"""Adding articles: seen as understood before anything is stored, then imported and analysed apart from the page."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard import job
from dashboard.views.add_articles import safe_name
from data.intake import import_paths
from data.settings import DEMO_WORKSPACE, Workspace
from data.sources.csv_file import CsvFile
from data.state import editions, runs

ROOT = Path(__file__).resolve().parents[2]
ENDS_WITHIN = 600  # seconds: a ceiling for a machine under load, never waited for
ROWS = "дата;издание;заголовок;текст\n" + "".join(
    f"{n + 1:02}.01.2018 10:00;Маяк;Встреча номер {n};НАТО и Россия обсудили вопрос {n} в Брюсселе.\n" for n in range(5)
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "статьи.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_path_is_shown_as_understood_and_nothing_is_stored(run_page, workspace, file):
    app = run_page(workspace, "add")
    app.text_input(key="path").set_value(str(file)).run()
    assert list(app.error) == []
    frame = app.dataframe[0].value
    assert frame["Заголовок"].tolist() == [f"Встреча номер {n}" for n in range(5)]
    assert frame["Опубликовано"].iloc[0].replace("\u00a0", " ") == "1 янв. 2018, 10:00"
    assert not workspace.tables.exists()


def test_the_preview_says_what_an_import_would_find(run_page, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(CsvFile, "unused", lambda _: {"когда": "date", "лайки": None})
    path = tmp_path / "статьи.csv"
    path.write_text("издание;заголовок;когда;лайки\nМаяк;Газ;;5\n;Нефть;;6\n;;;\nМаяк;;;7\n", encoding="utf-8")
    app = run_page(workspace, "add")
    app.text_input(key="path").set_value(str(path)).run()
    assert "столбец «когда»" in app.warning[0].value.replace("\\", "")
    assert "date=когда" in app.warning[0].value.replace("\\", "")
    said = [text.value for text in app.text]
    assert said[0] == "Просмотрено строк: 3; не годятся: 1, не статьи: 0."
    assert said[1] == "Среди прочитанных статей: без даты – 2, без текста – 2, без издания – 1."
    assert said[2] == "статьи.csv: Заголовок ← заголовок; Издание ← издание; не использованы: когда, лайки"
    assert not workspace.tables.exists()


def test_a_finished_import_is_reported_in_full(run_page, workspace, tmp_path):
    rows = "url,title,text,date\nhttps://x.ru/1,а,б,вчера\nhttps://x.ru/1,в,г,2018-01-08\n,,,2018-01-08\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "photo.jpg").write_text("x", encoding="utf-8")
    run = runs.start(workspace, "import")
    report = import_paths(workspace, [tmp_path]).as_json()
    runs.finish(workspace, run, "done", report)
    app = run_page(workspace, "add")
    *said, imported = [text.value for text in app.text]
    assert imported.endswith(f"{tmp_path.name} · 1 статья")
    assert said == [
        "Прочитано строк: 3; сохранено: 1, уже были: 1, отклонено: 1, не статьи: 0.",
        "У 1 строки другой заголовок или текст, чем у сохранённой статьи; оставлена первая версия.",
        "Среди прочитанных статей: с непонятной датой – 1, без издания – 2.",
        "1 ссылка стоит у строк с разными заголовками или текстами. Чаще всего:",
        "· https://x.ru/1 – 2 строки",
        "Не прочитаны:",
        "· photo.jpg: такие файлы не читаются",
        f"Отклонённые строки и причины: {report['rejects'][0]}",
        "a.csv: Заголовок ← title; Текст ← text; Дата ← date; Ссылка ← url",
    ]
    english = run_page(workspace, "add", lang="en")
    assert english.text[0].value == "Rows read: 3; stored: 1, known already: 1, rejected: 1, no articles: 0."


def test_an_import_is_undone_after_a_question(run_page, workspace, file, monkeypatch):
    undone = []
    monkeypatch.setattr(job, "forget", lambda target, import_id: undone.append((target.root, import_id)))
    import_id = import_paths(workspace, [file]).import_id
    app = run_page(workspace, "add")
    assert "статьи.csv · 5 статей" in app.text[0].value
    app.button(key=f"undo-{import_id}").click().run()
    assert undone == []
    app.button(key="undo-yes").click().run()
    assert undone == [(workspace.root, import_id)]


@pytest.mark.slow
def test_undoing_is_a_job_of_its_own_and_the_page_tells(run_page, workspace, file):
    import_id = import_paths(workspace, [file]).import_id
    job.forget(workspace, import_id)
    assert ended(workspace) == [("forget", "done")]
    app = run_page(workspace, "add")
    assert "Удалено 5 статей" in app.success[0].value.replace("\\", "").replace("\u00a0", " ")
    assert not [button for button in app.button if button.key.startswith("undo-")]


def test_a_report_of_an_older_version_is_shown_as_far_as_it_goes(run_page, workspace):
    run = runs.start(workspace, "import")
    runs.finish(workspace, run, "done", {"read": 3, "stored": 2, "duplicates": 1, "rejected": 0, "rejects": []})
    app = run_page(workspace, "add")
    assert list(app.exception) == []
    assert app.text[0].value == "Прочитано строк: 3; сохранено: 2, уже были: 1, отклонено: 0, не статьи: 0."


def test_an_upload_is_kept_in_the_workspace_under_a_safe_name(run_page, workspace):
    app = run_page(workspace, "add")
    app.file_uploader(key="uploads").set_value(("../../a:b.csv", ROWS.encode(), "text/csv")).run()
    kept = [path for path in workspace.uploads.rglob("*") if path.is_file()]
    assert [path.read_text(encoding="utf-8") for path in kept] == [ROWS]
    assert all(".." not in path.relative_to(workspace.uploads).parts for path in kept)


def test_a_path_that_is_not_there_is_said(run_page, workspace, tmp_path):
    app = run_page(workspace, "add")
    app.text_input(key="path").set_value(str(tmp_path / "nothing.csv")).run()
    assert len(app.error) == 1
    assert "nothing.csv" in app.text[0].value


def test_from_the_demo_articles_go_into_an_archive_of_ones_own(run_page, tmp_path, file):
    demo = Workspace(tmp_path / DEMO_WORKSPACE)
    app = run_page(demo, "add")
    app.text_input(key="path").set_value(str(file)).run()
    assert any("«workspace»" in c.value for c in app.caption)


def ended(workspace):
    """Kind and outcome of the job's runs, newest first, once the last of them has ended."""
    until = time.monotonic() + ENDS_WITHIN
    while time.monotonic() < until:
        found = [(run.kind, run.outcome) for run in runs.recent(workspace)]
        if found and found[0][1] and found[0] != ("import", "done"):
            return found
        time.sleep(0.1)
    pytest.fail(f"not ended after {ENDS_WITHIN} s: {runs.recent(workspace)}")


@pytest.mark.fit
def test_the_job_imports_and_analyses_and_the_page_tells(run_page, workspace, file):
    job.start(workspace, job.import_arguments([file], {}))
    assert ended(workspace) == [("analyse", "done"), ("import", "done")]
    app = run_page(workspace, "add")
    assert "Статей 5" in app.success[0].value.replace("\\", "")


def test_a_failed_import_is_not_analysed(workspace, tmp_path):
    command = [sys.executable, "-m", "dashboard.job", str(workspace.root), "--", str(tmp_path / "nothing.csv")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "nothing.csv" in ended.stderr
    assert editions.latest(workspace) is None


def test_a_run_that_failed_or_died_is_told_with_its_error(run_page, workspace):
    run = runs.start(workspace, "import")
    runs.finish(workspace, run, "failed", {"error": {"message": "The disk is full.", "hint": "Free space."}})
    app = run_page(workspace, "add")
    assert "не получилось" in app.error[0].value
    assert app.text[0].value == "The disk is full. Free space."


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\a.csv", "a.csv"),
        ('a<b>:"c|d?*.csv', "a_b___c_d__.csv"),
        ("\x00\x1f.csv", "__.csv"),
        ("...", "file"),
        ("х" * 300 + ".csv", "х" * 100 + ".csv"),
    ],
)
def test_file_names_are_taken_from_uploads_with_care(name, safe):
    assert safe_name(name) == safe


def test_arguments_of_the_import_keep_paths_apart_from_options():
    said = job.import_arguments([Path("--outlet")], {"title": "Тема", "text": ""}, outlet="Маяк", zone="Europe/Kyiv")
    assert said == ["--outlet", "Маяк", "--zone", "Europe/Kyiv", "--map", "title=Тема", "--", "--outlet"]
