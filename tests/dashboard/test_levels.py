"""The level as a switch: themes, topics and stories on every page, in the list that unfolds, in filter and reader."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from data.lake import tables
from data.schema import ARTICLES, TOPICS
from data.state.editions import latest
from tests.dashboard.conftest import text_id
from tests.dashboard.test_pages import HOSTILE, healthy, html_of

pytestmark = pytest.mark.slow  # every test runs whole pages

NOON = datetime(2017, 11, 6, 9, tzinfo=UTC)
PLACES = [
    *[("Политика", "Выборы", f"Дебаты {n}") for n in range(7) for _ in range(9 - n)],
    *[("Политика", "Парламент", None)] * 5,
    *[("Хозяйство", "Нефть", "Цена барреля")] * 4,
]


def article(n, theme, topic, story, **more):
    row = {
        "title": f"Заголовок {n}",
        "text": f"Текст {n}: НАТО.",
        "outlet": "Маяк",
        "names": [("НАТО", "organisation")],
    }
    places = {"theme": theme, "topic": topic, "story": story, "story_reason": None if story else "single"}
    return {**row, **places, "published_at": NOON + timedelta(days=n % 21), **more}


@pytest.fixture
def archive(archive_of):
    return archive_of([article(n, *place) for n, place in enumerate(PLACES)])


def words(app):
    return " ".join(" ".join(healthy(app)).replace("\u00a0", " ").split())


def linked(app):
    """The rows of the page's first table."""
    page = html_of(app)
    return [attrs["href"] for tag, attrs in page.tags if tag == "a" and attrs.get("data-page") in ("topics", "topic")]


def first_table(app):
    (found, *_) = [e.proto.body for e in app.get("html") if "<table" in e.proto.body]
    return found


@pytest.mark.parametrize(
    ("level", "head", "largest"),
    [
        ("theme", "Крупнейшие направления", "Политика 47 92,2 %"),
        ("topic", "Крупнейшие темы", "Выборы 42 82,4 %"),
        ("story", "Крупнейшие сюжеты", "Дебаты 0 9 17,6 %"),
    ],
)
def test_overview_counts_what_the_switch_says(run_page, archive, level, head, largest):
    app = run_page(archive, "overview", level=level)
    seen = words(app)
    assert head in seen
    assert largest in seen
    number = {"theme": "2 направления в архиве", "topic": "3 темы в архиве", "story": "8 сюжетов в архиве"}[level]
    assert number in seen
    assert ("Без сюжета: о том же нет второго текста – 5." in seen) == (level == "story")


@pytest.mark.parametrize("page", ["overview", "weekly", "topics", "name", "articles"])
def test_the_switch_stands_on_every_page_with_topics_and_writes_the_address(run_page, archive, page):
    app = run_page(archive, page)
    (switch,) = [each for each in app.button_group if each.key == "switch-level"]
    assert (switch.value, switch.options) == ("topic", ["Направления", "Темы", "Сюжеты"])
    switch.set_value("story").run()
    assert app.query_params["level"] in ("story", ["story"])
    healthy(app)
    assert list(app.error) == []


def test_a_list_unfolds_down_to_what_is_opened_and_says_how_many_stories_it_leaves_out(run_page, archive):
    app = run_page(archive, "topics", level="theme", open=f"topic:{text_id('topic', 'Выборы')}")
    seen = words(app)
    body = first_table(app)
    order = ["Политика", "Выборы", "Дебаты 0", "Дебаты 4", "ещё 2 сюжета", "Парламент", "Хозяйство"]
    assert [body.index(word) for word in order] == sorted(body.index(word) for word in order)
    assert "Дебаты 5" not in body
    assert "Нефть" not in body
    assert 'class="in2"' in body
    assert "Карта тем направления «Политика»" in seen
    assert "← Все направления" in seen
    (more,) = [href for href in linked(app) if "level=story" in href]
    assert f"topic={text_id('topic', 'Выборы')}" in more


@pytest.mark.parametrize(
    ("level", "label", "said"),
    [("theme", "Политика", "Надёжное направление"), ("topic", "Выборы", "Надёжная тема"), ("story", "Дебаты 0", None)],
)
def test_what_is_opened_says_how_far_it_can_be_trusted(run_page, archive, level, label, said):
    seen = words(run_page(archive, "topics", level=level, topic=text_id(level, label)))
    if said is None:
        assert "при новом отборе статей" not in seen
    else:
        assert (
            f"{said}: при новом отборе статей находится снова на 90,0 %, на границе с другими 12,5 % текстов." in seen
        )


def test_a_list_that_nobody_opened_is_not_unfolded_but_for_the_largest_of_few_themes(run_page, archive, archive_of):
    for level, folded, unfolded in (("topic", 3, 0), ("theme", 3, 1)):
        app = run_page(archive, "topics", level=level)
        healthy(app)
        body = first_table(app)
        assert (body.count("▸"), body.count("▾")) == (folded, unfolded)
    assert "Нефть" not in body
    archive_of([article(n, f"Направление {n}", f"Тема {n}", None) for n in range(15)])
    app = run_page(archive, "topics", level="theme")
    healthy(app)
    assert (first_table(app).count("▸"), first_table(app).count("▾")) == (15, 0)


def test_what_has_no_topic_is_said_with_its_reasons_and_leads_to_these_articles(run_page, archive_of):
    bare = [article(n, None, None, None, reason=r, story_reason=r) for n, r in enumerate(("too short", "bulletin"), 50)]
    far = [article(n, "Политика", None, None, story_reason="no fit") for n in (60, 61)]
    workspace = archive_of([*(article(n, *place) for n, place in enumerate(PLACES)), *bare, *far])
    app = run_page(workspace, "topics", outlet="Маяк")
    seen = words(app)
    for said in ("Без темы", "7,3 % статей, 4:", "слишком короткие 1", "не близки ни к одной теме 2", "выпуски серий"):
        assert said in seen
    page = html_of(app)
    (address,) = [attrs["href"] for tag, attrs in page.tags if tag == "a" and attrs["href"].endswith("drill=topic%3A~")]
    assert "outlet=" in address
    app = run_page(workspace, "articles", outlet="Маяк", drill="topic:~")
    assert sorted(app.dataframe[0].value["title"]) == [f"Заголовок {n}" for n in (50, 51, 60, 61)]


def test_where_all_have_a_topic_that_is_said(run_page, archive):
    assert "Тема есть у каждой подходящей статьи." in words(run_page(archive, "topics"))
    assert "9,8 % статей, 5:" in words(run_page(archive, "topics", level="story"))


def test_themes_stand_on_their_own_map_and_colour_that_of_topics(run_page, archive):
    assert "Карта направлений" in words(run_page(archive, "topics", level="theme"))
    app = run_page(archive, "topics")
    assert "Цвет – направление." in words(app)
    given = {
        each["name"]: each.get("value") for each in json.loads(app.get("vega_lite_chart")[-1].proto.spec)["params"]
    }
    assert set(given["names"].values()) == {"Политика", "Хозяйство"}


def test_a_topic_can_be_all_that_pages_are_about(run_page, archive):
    app = run_page(archive, "topics", open=f"topic:{text_id('topic', 'Нефть')}")
    assert "Направление: Хозяйство" in words(app)
    app.button(key="topic-narrow").click().run()
    assert app.query_params["topic"] in (text_id("topic", "Нефть"), [text_id("topic", "Нефть")])
    assert app.query_params["level"] in ("story", ["story"])
    assert any("**4**" in m.value for m in app.markdown)
    assert "Цена барреля" in words(app)


@pytest.mark.parametrize(("level", "label", "passing"), [("theme", "Политика", 47), ("story", "Дебаты 6", 3)])
def test_a_filter_by_theme_or_story_narrows_every_page(run_page, archive, level, label, passing):
    for page in ("overview", "mentions", "articles"):
        app = run_page(archive, page, topic=text_id(level, label))
        assert any(f"**{passing}**" in m.value for m in app.markdown)
        kind = {"theme": "направление", "story": "сюжет"}[level]
        assert f"{label} ({kind})" in app.multiselect(key="filter-topic").options


def test_the_sidebar_offers_themes_before_their_topics_and_no_story(run_page, archive):
    options = run_page(archive, "overview").multiselect(key="filter-topic").options
    assert options[:5] == ["Политика (направление)", "Выборы", "Парламент", "Хозяйство (направление)", "Нефть"]
    assert [option for option in options if "Дебаты" in option] == []


def test_articles_name_their_theme_or_story(run_page, archive):
    for level, label in (("theme", "Политика"), ("story", "Дебаты 0")):
        app = run_page(archive, "articles", level=level, topic=text_id("story", "Дебаты 0"))
        assert set(app.dataframe[0].value["topic"]) == {label}
    app = run_page(archive, "articles", level="story", topic=text_id("topic", "Парламент"))
    assert set(app.dataframe[0].value["topic"]) == {"Без сюжета"}


REASONS = {
    "single": "о том же событии нет второго текста",
    "apart": "сюжет, о котором она, почти весь в другой теме",
    "new": "статья пришла после того, как сюжеты были найдены",
}


@pytest.mark.parametrize("reason", REASONS)
def test_the_reader_shows_the_path_and_why_it_ends(run_page, archive_of, reason):
    rows = [article(0, "Политика", "Выборы", None, story_reason=reason), article(1, "Политика", "Выборы", "Дебаты")]
    workspace = archive_of(rows)
    seen = words(run_page(workspace, "articles", open=f"article:{text_id('Заголовок 0', '0')}"))
    assert f"Направление: Политика › тема: Выборы › без сюжета: {REASONS[reason]}" in seen
    seen = words(run_page(workspace, "articles", open=f"article:{text_id('Заголовок 1', '1')}"))
    assert "Направление: Политика › тема: Выборы › сюжет: Дебаты" in seen


def test_the_reader_says_why_an_article_has_no_topic(run_page, archive_of):
    rows = [
        article(0, "Политика", None, None, story_reason="no fit"),
        article(1, None, None, None, reason="too short", story_reason="too short"),
    ]
    workspace = archive_of(rows)
    seen = words(run_page(workspace, "articles", open=f"article:{text_id('Заголовок 0', '0')}"))
    assert "Направление: Политика › без темы: статья не близка ни к одной теме" in seen
    seen = words(run_page(workspace, "articles", open=f"article:{text_id('Заголовок 1', '1')}"))
    assert "Без темы: текст слишком короткий" in seen


def test_an_older_archive_has_topics_alone_and_says_when_themes_come(run_page, archive_of):
    workspace = archive_of([article(n, None, "Выборы", None, story_reason=None) for n in range(10)])
    for page in ("overview", "topics", "weekly", "name", "articles"):
        app = run_page(workspace, page, level="theme")
        seen = words(app)
        assert "Направления и сюжеты появятся после следующего анализа." in seen
        assert [each for each in app.button_group if each.key == "switch-level"] == []
        assert any("пропущена" in t.value for t in app.toast)
    app = run_page(workspace, "articles", open=f"article:{tables.read(workspace, ARTICLES)['article_id'].iloc[0]}")
    assert "без сюжета" not in words(app)


@pytest.mark.parametrize("level", ["theme", "story"])
@pytest.mark.parametrize("page", ["overview", "weekly", "topics", "name", "articles"])
def test_b3_hostile_labels_are_shown_and_never_run(run_page, archive_of, page, level):
    app = run_page(archive_of([article(n, HOSTILE, HOSTILE, HOSTILE) for n in range(30)]), page, level=level)
    seen = healthy(app)
    assert "script" not in {tag for tag, _ in html_of(app).tags}
    assert page == "weekly" or any(HOSTILE in word for word in seen)  # where nothing moved
    markdown = [e.value for kind in ("header", "markdown", "caption") for e in getattr(app, kind)]
    assert [said for said in markdown if HOSTILE in said] == []


@pytest.mark.parametrize("level", ["theme", "story"])
@pytest.mark.parametrize("page", ["overview", "weekly", "topics", "name", "articles"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_demo_at_every_level(run_page, demo, page, level, lang):
    app = run_page(demo, page, level=level, lang=lang)
    healthy(app)
    assert list(app.error) == []


def test_the_largest_themes_own_colours_as_topics_do(demo):
    edition = latest(demo)
    known = tables.read(demo, TOPICS, edition.versions["topics"], ["topic_id", "level"]).set_index("topic_id")["level"]
    for level in ("theme", "topic"):
        owned = edition.colours[f"{level}s"]
        assert sorted(owned.values()) == list(range(8))
        assert set(known[list(owned)]) == {level}
