"""Topics are corrected on their page, and articles moved where they are read; what was said is listed and taken back."""

import pytest

from data.state import edits
from tests.dashboard.test_levels import words
from tests.data.lake.small_archive import Row, write_edition

pytestmark = pytest.mark.slow  # every test runs whole pages

ROWS = [Row(theme="h1", topic="t1")] * 3 + [Row(theme="h1", topic="t2")]


@pytest.fixture
def archive(workspace):
    write_edition(workspace, ROWS)
    return workspace


def opened(run_page, archive, topic):
    app = run_page(archive, "topics", open=f"topic:{topic}")
    app.session_state["topic-edit"] = True
    return app.run()


def test_a_topic_is_called_otherwise_merged_and_again_as_it_was(run_page, archive):
    app = opened(run_page, archive, "t2")
    app.text_input(key="topic-edit-name-t2").set_value("Суды")
    app.run().button(key="topic-edit-rename").click()
    app = app.run()
    assert "Правка 1 принята" in words(app)
    assert "Суды" in [each.value for each in app.subheader]
    app.selectbox(key="topic-edit-other-t2").set_value("t1")
    app.run().button(key="topic-edit-merge").click()
    app = app.run()
    assert "Тема t1" in [each.value for each in app.subheader], "what it was merged into is opened"
    assert "«Суды» – то же, что «Тема t1»" in " ".join(each.value for each in app.text)
    for number in (2, 1):
        app.button(key=f"topic-edit-undo-{number}").click()
        app = app.run()
    assert "Тема t2" in [each.value for each in opened(run_page, archive, "t2").subheader]
    assert [edit.content["what"] for edit in edits.log(archive)] == ["rename", "merge", "undo", "undo"]


def test_an_article_is_moved_where_it_is_read(run_page, archive):
    app = run_page(archive, "articles", open=f"article:{3:016x}")
    app.session_state["topic-edit-moving"] = True
    app = app.run()
    app.selectbox(key=f"topic-edit-into-{3:016x}").set_value("t1")
    app.run().button(key="topic-edit-move").click()
    app = app.run()
    assert "Правка 1 принята" in words(app)
    assert edits.log(archive)[0].content["into"] == "t1"
