"""Topics are corrected on their page, and articles moved where they are read; what was said is listed and taken back."""

import pytest

from data.lake.topic_editing import edit_topics
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
    return [each.value for each in app.header]


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


def test_topics_that_are_chosen_together_are_one(run_page, archive):
    app = run_page(archive, "topics")
    app.session_state["topic-table"] = True
    app = app.run()
    (key,) = (each.key for each in app.dataframe if each.key and each.key.startswith("pick-topics"))
    app.session_state[key] = {"selection": {"rows": [0, 1], "columns": [], "cells": []}}
    app.run().button(key="topic-edit-merge-chosen").click()
    assert "Правка 1 принята" in words(app.run())
    assert edits.log(archive)[0].content["into"] == VOTES, "the largest stays"


def test_a_hidden_topic_says_so_where_it_is_opened_and_is_listed(run_page, archive):
    edit_topics(archive, [{"what": "hide", "topic": COURTS}], "анна")
    for page in ("topics", "topic"):
        app = run_page(archive, page, open=f"topic:{COURTS}")
        assert "«Суды» скрыто правкой 1" in " ".join(each.value for each in app.text)
    app = run_page(archive, "topics")
    app.session_state["topic-edits"] = True
    app.run().button(key="topics-edit-show-1").click()
    assert "Правка 1 отменена" in words(app.run())
    assert [edit.content["what"] for edit in edits.log(archive)] == ["hide", "undo"]


def test_a_filter_by_a_merged_topic_is_called_as_what_it_was_merged_into(run_page, archive):
    edit_topics(archive, [{"what": "merge", "topic": COURTS, "into": VOTES}], "анна")
    app = run_page(archive, "articles", topic=COURTS)
    chosen = next(each for each in app.multiselect if each.key and "topic" in each.key)
    assert chosen.value == [VOTES]


def test_articles_that_are_chosen_on_a_topic_page_are_moved(run_page, archive):
    app = run_page(archive, "topic", open=f"topic:{COURTS}")
    app.session_state["topic-pick"] = True
    app = app.run()
    (key,) = (each.key for each in app.dataframe if each.key and each.key.startswith("pick-articles"))
    app.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app = app.run()
    app.selectbox(key=f"topic-articles-into-{COURTS}").set_value(VOTES)
    app.run().button(key="topic-edit-move").click()
    app.run()
    content = edits.log(archive)[0].content
    assert (content["articles"], content["into"]) == ([text_id("Статья 3", "3")], VOTES)


def test_what_a_refit_left_open_is_asked_until_it_is_answered(run_page, archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON, "text": "Текст", "theme": "Политика"}
    rows = [{**usual, "title": f"Статья {n}", "topic": label} for n, label in enumerate(["Выборы", "Суды"])]
    lineage = [(NOON, "topic", event, "Суды", into) for event, into in (("kept", "Суды"), ("left", "Выборы"))]
    archive = archive_of(rows, lineage=lineage)
    for page, where in (("topics", None), ("topic", f"topic:{VOTES}")):
        app = run_page(archive, page, **({"open": where} if where else {}))
        if page == "topics":
            assert "Вопросы после пересчёта тем: 1" in [each.label for each in app.expander]
            app.session_state["topic-doubts"] = True
            app = app.run()
        assert "то же, что раньше?" in words(app)
    app.button(key=f"topic-edit-goes_on-{COURTS}").click()
    app = app.run()
    assert "то же, что раньше?" not in words(app)
    assert edits.log(archive)[0].content["what"] == "goes_on"
    app = run_page(archive, "topic", open=f"topic:{COURTS}")
    assert "Выборы" in app.title[0].value
    assert "Суды" in run_page(archive, "topic", open="topic:edit-1").title[0].value
