"""Why an article is in its topic: closed at first, and said in words once it is opened."""

import pytest

from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import NOON, words
from tests.dashboard.test_pages import html_of

pytestmark = pytest.mark.slow  # every test runs whole pages

OF_TOPIC = {"topic": "Нефть", "theme": "Хозяйство", "keywords": ["нефть", "цена барреля"], "reach": 0.4}
ARTICLES = [
    {"title": "Нефть растёт", "text": "Цена нефти растёт.", "vector": (1, 0), "next": "Банки", "next_score": 0.3},
    {"title": "Нефть падает", "text": "Нефть падает.", "vector": (0.8, 0.6)},
    {"title": "Баррель", "text": "Баррель.", "vector": (0.6, 0.8), "outlet": "Заря"},
    {"title": "Копия", "text": "Цена нефти растёт.", "vector": (1, 0), "group": "g"},
    {"title": "Банк", "text": "Банк.", "topic": "Банки", "keywords": ["банк"], "vector": (1, 0)},
    {"title": "Курс", "text": "Курс валют.", "topic": None, "theme": None, "reason": "bulletin", "next": "Нефть"},
    {"title": "Даль", "text": "Даль.", "topic": None, "reason": "no fit", "next": "Нефть", "score": 0.2},
    {"title": "Нет", "text": "Нет.", "topic": None, "theme": None, "reason": "too short"},
]


@pytest.fixture
def archive(archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON, "story_reason": "single", "score": 0.9, **OF_TOPIC}
    rows = [{**usual, **row} for row in ARTICLES]
    rows[0]["group"] = "g"
    rows[5] |= {"next_score": 0.25}
    rows[6] |= {"next_score": 0.2}
    return archive_of(rows)


def opened(run_page, archive, number, **more):
    """The reader with the expander open; its label and the page's words while it was closed; the words now."""
    article_id = text_id(ARTICLES[number]["title"], str(number))
    app = run_page(archive, "articles", open=f"article:{article_id}", **more)
    closed = " ".join([app.expander[0].label, words(app)])
    app.session_state[f"reader-why-{article_id}"] = True
    app.run()
    return app, closed, words(app)


def test_it_is_said_only_once_it_is_opened(run_page, archive):
    app, closed, seen = opened(run_page, archive, 0)
    assert "Почему статья в этой теме" in closed
    assert "Близость к теме" not in closed
    assert "Общие с темой слова: нефть, цена." in seen
    assert "Близость к теме – 0,90 из 1, много ближе края темы (0,40)." in seen
    assert "Следующая по близости тема (0,30): Банки" in seen
    near = [e.proto.body for e in app.get("html") if "Нефть падает" in e.proto.body and "<li>" in e.proto.body]
    assert "Заря" in near[0]
    assert near[0].index("Нефть падает") < near[0].index("Баррель")
    assert "Копия" not in near[0]
    linked = [attrs["href"] for tag, attrs in html_of(app).tags if tag == "a" and attrs.get("data-page") == "articles"]
    assert any(f"article%3A{text_id('Нефть падает', '1')}" in href for href in linked)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, "Это выпуск серии: её сообщения различаются лишь числами, датами и именами."),
        (6, "Ближайшая тема (близость 0,20 из 1, а край темы – 0,40): Нефть"),
        (7, "В тексте меньше трёх слов со смыслом: по ним темы не найти."),
    ],
)
def test_without_a_topic_the_reason_is_said(run_page, archive, number, said):
    _, closed, seen = opened(run_page, archive, number)
    assert "Почему статья без темы" in closed
    assert said in seen
    assert "Больше всего похожи" not in seen


def test_in_english_too(run_page, archive):
    _, closed, seen = opened(run_page, archive, 0, lang="en")
    assert "Why the article is in this topic" in closed
    assert "Nearness to the topic: 0.90 of 1, much nearer than the topic's edge (0.40)." in seen
    assert "Most alike in this topic:" in seen


def test_an_archive_of_an_older_program_says_what_it_has(run_page, archive_of):
    row = {"title": "Нефть", "text": "Нефть.", "outlet": "Маяк", "published_at": NOON, "topic": "Нефть"}
    workspace = archive_of([row])
    app = run_page(workspace, "articles", open=f"article:{text_id('Нефть', '0')}")
    app.session_state[f"reader-why-{text_id('Нефть', '0')}"] = True
    app.run()
    assert "Близость к теме – 0,50 из 1." in words(app)
