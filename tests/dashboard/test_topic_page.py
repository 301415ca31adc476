"""A topic's own page, and where links to topics that a refit gave up lead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dashboard.state import Drill, Opened, State, decode, drilled, encode
from data.filter import Lack
from tests.dashboard.conftest import text_id

NOON = datetime(2018, 1, 8, 9, tzinfo=UTC)
REFIT = datetime(2018, 3, 1, tzinfo=UTC)
MERGED, GONE = text_id("topic", "прежняя"), text_id("topic", "пропавшая")
PEACE, TRADE = text_id("topic", "мир"), text_id("topic", "торг")


def rows():
    told = [("мир", "пакт", "торг"), ("мир", "пакт", "торг"), ("мир", "ссора", "торг"), ("торг", None, "мир")]
    placed = [
        {"topic": topic, "theme": "дела", "story": story, "next": near, "score": 0.5, "next_score": 0.48}
        for topic, story, near in told
    ]
    placed += [{"next": "торг", "next_score": 0.2}, {"reason": "too short"}]
    return [
        {"title": f"Заголовок {n}", "text": "Текст.", "outlet": "Маяк", "published_at": NOON + timedelta(days=9 * n)}
        | row
        for n, row in enumerate(placed)
    ]


def archive(archive_of):
    lineage = [
        (REFIT, "topic", "merged", "прежняя", "мир"),
        (REFIT, "topic", "gone", "пропавшая", "торг"),
        (REFIT, "topic", "split", "мир", "торг"),
    ]
    return archive_of(rows(), lineage=lineage, months=[("topic", "мир", "2018-01", "пакт ссора")])


def said(app):
    assert not app.exception
    parts = [app.title, app.header, app.caption, app.info, app.text]
    return " ".join([*(each.value for kind in parts for each in kind), *(each.proto.body for each in app.get("html"))])


def test_it_says_what_a_topic_is(run_page, archive_of):
    page = said(run_page(archive(archive_of), "topic", open=f"topic:{PEACE}", lang="en"))
    for words in (
        "мир",
        "Theme: ",
        "Stories in order of time",
        "ссора",
        "Jan\u00a02018",
        "пакт, ссора",
        "What it borders on",
    ):
        assert words in page
    assert "was merged with it (10 articles)" in page
    assert f"open=topic%3A{TRADE}" in page


def test_a_link_to_a_merged_topic_opens_its_heir_and_filters_by_it(run_page, archive_of):
    workspace = archive(archive_of)
    page = said(run_page(workspace, "topic", open=f"topic:{MERGED}"))
    assert "раньше открывалось другое: «прежняя»" in page
    assert "Сюжеты по порядку" in page
    listed = run_page(workspace, "articles", topic=MERGED, lang="en")
    assert "3 articles" in said(listed)
    assert not listed.toast


def test_a_link_to_a_topic_that_is_gone_says_where_its_articles_are(run_page, archive_of):
    page = said(run_page(archive(archive_of), "topic", open=f"topic:{GONE}"))
    assert "«пропавшая»" in page
    assert f"open=topic%3A{TRADE}" in page
    assert "«пропавшая»" in said(run_page(archive(archive_of), "topics", open=f"topic:{GONE}"))
    assert "Этой темы в архиве больше нет" in said(run_page(archive(archive_of), "topic", open="topic:never"))


def test_what_has_no_topic_is_listed_by_reason_and_by_the_nearest(run_page, archive_of):
    workspace = archive(archive_of)
    page = said(run_page(workspace, "topics", lang="en"))
    assert "drill=lacks%3Atopic%3Ano+fit" in page
    assert f"drill=lacks%3Atopic%3Ano+fit%3A{TRADE}" in page
    listed = run_page(workspace, "articles", drill=f"lacks:topic:no fit:{TRADE}", lang="en")
    assert "1 article" in said(listed)
    chip = listed.button(key="chip-lacks").label.replace("\\", "")
    assert chip == "No topic: close to no topic; nearest: торг"


def test_lacks_go_through_the_address():
    for lack in (Lack("topic", "no fit"), Lack("story", "single"), Lack("topic", "no fit", "ru-1:2")):
        state = State(drill=Drill(lacks=lack), open=Opened("topic", "t"))
        assert decode(encode(state)) == (state, ())
        assert drilled(state).lacks == lack
    assert decode({"drill": ["lacks:topic:whatever"]})[0].drill == Drill()
