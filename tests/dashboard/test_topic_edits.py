"""Topics are corrected on their page, and articles moved where they are read; what was said is listed and taken back."""

import pytest

from data.state import edits
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import NOON, words

pytestmark = pytest.mark.slow  # every test runs whole pages

COURTS, VOTES = (text_id("topic", label) for label in ("Суды", "Выборы"))


@pytest.fixture
def archive(archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON, "text": "Текст", "theme": "Политика"}
    labels = ["Выборы", "Выборы", "Выборы", "Суды"]
    return archive_of([{**usual, "title": f"Статья {n}", "topic": label} for n, label in enumerate(labels)])


def opened(run_page, archive, topic):
    app = run_page(archive, "topics", open=f"topic:{topic}")
    app.session_state["topic-edit"] = True
    return app.run()


def headings(app):
    return [each.value for each in app.subheader]


def test_a_topic_is_called_otherwise_merged_and_again_as_it_was(run_page, archive):
    app = opened(run_page, archive, COURTS)
    assert app.button(key="topic-edit-rename").disabled
    app.text_input(key=f"topic-edit-name-{COURTS}").set_value("Приговоры")
    app.run().button(key="topic-edit-rename").click()
    app = app.run()
    assert "Правка 1 принята" in words(app)
    assert "Приговоры" in headings(app)
    app.selectbox(key=f"topic-edit-other-{COURTS}").set_value(VOTES)
    app.run().button(key="topic-edit-merge").click()
    app = app.run()
    assert "Выборы" in headings(app), "what it was merged into is opened"
    assert "«Приговоры» – то же, что «Выборы»" in " ".join(each.value for each in app.text)
    for number in (2, 1):
        app.button(key=f"topic-edit-undo-{number}").click()
        app = app.run()
    assert "Суды" in headings(app)
    assert [edit.content["what"] for edit in edits.log(archive)] == ["rename", "merge", "undo", "undo"]


def test_an_article_is_moved_where_it_is_read(run_page, archive):
    article = text_id("Статья 3", "3")
    app = run_page(archive, "articles", open=f"article:{article}")
    app.session_state["topic-edit-moving"] = True
    app = app.run()
    app.selectbox(key=f"topic-edit-into-{article}").set_value(VOTES)
    app.run().button(key="topic-edit-move").click()
    app = app.run()
    assert "Правка 1 принята" in words(app)
    app.session_state[f"reader-why-{article}"] = True
    assert "по правке" in words(app.run())
    assert edits.log(archive)[0].content["into"] == VOTES
