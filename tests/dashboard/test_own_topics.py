"""A topic of one's own is described, parted and answered for on the pages; each says that an analysis is started."""

import pandas as pd
import pytest

from dashboard import job
from data.lake.topic_editing import edit_topics
from data.lake.transaction import change
from data.schema import GUIDED_TOPICS, TOPICS
from data.state import edits
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import NOON, words

pytestmark = pytest.mark.slow  # every test runs whole pages

COURTS = text_id("topic", "Суды")
TOLD = {
    "edit": 1,
    "name": "Приговоры",
    "size": 2,
    "overlap": 0,
    "separation": 0.5,
    "missing": [],
    "languages": ["ru"],
    "says": "",
    "works": True,
    "gone": False,
}


@pytest.fixture
def archive(archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON, "text": "Текст", "theme": "Политика"}
    return archive_of([{**usual, "title": f"Статья {n}", "topic": "Суды"} for n in range(4)])


@pytest.fixture
def started(monkeypatch):
    """The workspaces of which an analysis was started, which none is here."""
    found = []
    monkeypatch.setattr(job, "start", found.append)
    return found


def test_a_topic_is_described_by_words_and_by_an_article_of_the_reader(run_page, archive, started):
    article = text_id("Статья 3", "3")
    app = run_page(archive, "articles", open=f"article:{article}")
    app.button(key="own-example").click()
    app = app.run()
    assert "пример для своей темы" in words(app)
    kept = app.session_state["own-topic-examples"]
    app = run_page(archive, "topics")
    app.session_state["own-topic-examples"], app.session_state["own-topic"] = kept, True
    app = app.run()
    assert app.button(key="topic-edit-guide").disabled
    app.text_input(key="own-name").set_value("Приговоры")
    app.text_input(key="own-words").set_value(" суд, прокурор + обвинение ,")
    app.run().button(key="topic-edit-guide").click()
    app = app.run()
    said = edits.log(archive)[0].content
    assert (said["what"], said["name"], said["level"]) == ("guide", "Приговоры", "topic")
    assert (said["words"], said["articles"]) == (["суд", "прокурор + обвинение"], [article])
    assert started == [archive]
    assert "Приговоры – ждёт анализа" in " ".join(each.value for each in app.text)


def test_what_was_parted_asks_and_an_answer_is_asked_no_more(run_page, archive, started):
    split = {"what": "split", "topic": COURTS, "name": "Приговоры", "words": ["приговор"]}
    edit_topics(archive, [split], "анна")
    with change(archive, "analyse") as now:
        scores = (0.9, 0.52, 0.4)
        rows = [
            (text_id(f"Статья {n}", str(n)), "ru", "edit-1-ru", 1, score, score > 0.5, n or None, ["суд"])
            for n, score in enumerate(scores)
        ]
        typed = {"edit": "int32", "score": "float32", "rank": "Int32"}
        now.overwrite(GUIDED_TOPICS, pd.DataFrame(rows, columns=GUIDED_TOPICS.columns).astype(typed))
        topics = now.read(TOPICS)
        made = topics[topics["topic_id"] == COURTS].assign(topic_id="edit-1-ru", label="Приговоры")
        now.append(TOPICS, made)
        now.publish(looked_for=1, totals={**now.before.totals, "guided": [TOLD]})
    app = run_page(archive, "topic", open="topic:edit-1-ru")
    app.session_state["own-asked"] = True
    app = app.run()
    assert "По словам: приговор." in " ".join(each.value for each in app.text)
    first, second = (text_id(f"Статья {n}", str(n)) for n in (1, 2))
    app.button(key=f"topic-edit-no-{first}").click()
    app = app.run()
    assert edits.log(archive)[-1].content["belongs"] is False
    keys = {each.key for each in app.button}
    assert f"topic-edit-no-{second}" in keys
    assert f"topic-edit-no-{first}" not in keys
    app.button(key="own-again").click()
    app.run()
    assert started == [archive]
