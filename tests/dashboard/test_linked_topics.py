"""Topics of several languages about one thing: one line with its parts on every page, and each part alone in a click."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.components.chart import to_articles
from dashboard.escape import markdown
from dashboard.state import Drill, State
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import first_table, words
from tests.dashboard.test_pages import healthy, html_of

pytestmark = pytest.mark.slow  # every test runs whole pages

NOON = datetime(2017, 11, 6, 9, tzinfo=UTC)
TOLD = [("ru", "Альянс", 12), ("uk", "Союзники", 6), ("en", "Alliance", 9), ("ru", "Нефть", 15)]
NATO = ("НАТО", "organisation")
LINKS = [
    ("topic", "Альянс", "Союзники", [NATO]),
    ("topic", "Союзники", "Alliance", []),
    ("theme", "О: Альянс", "О: Alliance", []),
]
ALLIANCE = [text_id("topic", label) for label in ("Альянс", "Alliance", "Союзники")]


@pytest.fixture
def archive(archive_of):
    told = [(language, label) for language, label, many in TOLD for _ in range(many)]
    rows = [
        {
            "title": f"{label} {n}",
            "text": f"Текст {n}: НАТО.",
            "outlet": "Маяк" if n % 2 and label != "Нефть" else "Вестник",
            "language": language,
            "theme": f"О: {label}",
            "topic": label,
            "names": [NATO],
            "published_at": NOON + timedelta(days=n % 21),
        }
        for n, (language, label) in enumerate(told)
    ]
    return archive_of(rows, links=LINKS)


def lines(app):
    """The text of each line of the page's first table."""
    healthy(app)
    body = first_table(app).split("<tbody>")[1].replace("\u00a0", " ")
    plain = body.replace("</td>", " </td>").replace('<div class="quiet">', " ")
    for tag in ("<b>", "</b>"):
        plain = plain.replace(tag, "")
    rows = plain.split("</tr>")[:-1]
    return [" ".join("".join(part.split(">")[-1] for part in row.split("<")).split()) for row in rows]


def links_of(app):
    found = [attrs for tag, attrs in html_of(app).tags if tag == "a" and attrs.get("data-page") in ("topics", "topic")]
    return [parse_qs(urlsplit(attrs["href"]).query) for attrs in found]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["▸ Альянс ru 12 · en 9 · uk 6 27 64,3 %", "▸ Нефть 15 35,7 %"]),
        ({"lang": "en"}, ["▸ Alliance ru 12 · en 9 · uk 6 27 64.3%", "▸ Нефть 15 35.7%"]),
        ({"language": ["uk", "en"]}, ["▸ Союзники en 9 · uk 6 15 100 %"]),
        ({"language": "uk"}, ["▸ Союзники украинский 6 100 %"]),
        ({"unit": "outlets", "chart": "lines"}, ["▸ Альянс ru 2 · en 2 · uk 2 2 100 %", "▸ Нефть 1 50,0 %"]),
        (
            {"apart": "1"},
            [
                "▸ Нефть 15 35,7 %",
                "▸ Альянс 12 28,6 %",
                "▸ Alliance английский 9 21,4 %",
                "▸ Союзники украинский 6 14,3 %",
            ],
        ),
        ({"level": "theme", "open": f"topic:{text_id('theme', 'О: Нефть')}"}, ["▸ О: Альянс ru 12 · en 9 21 50,0 %"]),
    ],
)
def test_what_is_told_in_several_languages_is_one_line_with_its_parts(run_page, archive, more, expected):
    seen = lines(run_page(archive, "topics", **more))
    assert seen[: len(expected)] == expected


def test_each_part_leads_to_that_topic_alone(run_page, archive):
    app = run_page(archive, "topics")
    opened = [query["open"][0] for query in links_of(app) if "open" in query]
    assert {f"topic:{i}" for i in ALLIANCE} <= set(opened)
    app = run_page(archive, "topics", open=f"topic:{ALLIANCE[2]}")
    assert lines(app)[0] == "▾ Альянс ru 12 · en 9 · uk 6 27 64,3 %"
    assert f'open=topic%3A{ALLIANCE[2]}" data-page="topics" title="Союзники">uk 6</a></b>' in first_table(app)
    seen = words(app)
    assert "В других языках: Альянс (русский) , Alliance (английский) . Общее: НАТО." in seen
    assert "Слова: Союзники" in seen


def test_a_theme_unfolds_into_the_topics_of_the_language_that_is_looked_at(run_page, archive):
    app = run_page(archive, "topics", level="theme", open=f"topic:{text_id('theme', 'О: Alliance')}")
    seen = lines(app)
    assert seen[:2] == ["▾ О: Альянс ru 12 · en 9 21 50,0 %", "▸ Alliance английский 9 21,4 %"]


def test_a_link_to_a_part_draws_the_line_that_it_is_in(run_page, archive):
    app = run_page(archive, "topics", show=[ALLIANCE[1], ALLIANCE[2]])
    healthy(app)
    assert app.multiselect(key="show").value == [ALLIANCE[0]]
    app = run_page(archive, "topics", show=[ALLIANCE[1], ALLIANCE[2]], apart="1")
    healthy(app)
    assert app.multiselect(key="show").value == [ALLIANCE[1], ALLIANCE[2]]


def test_the_switch_writes_the_address_and_stands_only_where_it_says_something(run_page, archive, archive_of):
    for page in ("overview", "weekly", "topics"):
        app = run_page(archive, page)
        assert app.toggle(key="together").value
        app.toggle(key="together").set_value(False).run()
        healthy(app)
        assert app.query_params["apart"] in ("1", ["1"])
    app.toggle(key="together").set_value(True).run()
    assert "apart" not in app.query_params
    assert "together" not in [each.key for each in run_page(archive, "topics", level="story").toggle]
    unlinked = archive_of([{"title": "А", "text": "Б", "outlet": None, "topic": "В", "published_at": NOON}])
    app = run_page(unlinked, "topics")
    assert "В других языках" not in words(app)
    assert "together" not in [each.key for each in app.toggle]


def test_a_click_on_the_chart_lists_the_articles_of_all_parts(run_page, archive):
    app = run_page(archive, "articles", drill=[f"topic:{i}" for i in ALLIANCE], each="1")
    healthy(app)
    assert len(app.dataframe[0].value) == 27
    assert app.button(key="chip-topic").label == markdown("Тема: Альянс (ru, en, uk)")
    app.button(key="chip-topic").click().run()
    healthy(app)
    assert len(app.dataframe[0].value) == 42
    app = run_page(archive, "articles", drill=[f"topic:{i}" for i in (ALLIANCE[0], text_id("topic", "Нефть"))])
    healthy(app)
    assert app.button(key="chip-topic").label == markdown("Тема: Альянс, Нефть")


def test_overview_and_week_rank_it_once_with_its_languages(run_page, archive):
    seen = words(run_page(archive, "overview"))
    assert "Альянс ru en uk 27 64,3 %" in seen
    assert "Союзники" not in seen.split("Чаще всего упоминают")[0].split("Крупнейшие темы")[1]
    seen = words(run_page(archive, "weekly", week="2017-W46"))
    assert "Альянс ru en uk" in seen
    assert "почти вдвое меньше статей · 7 статей, неделей раньше 13 · −42,9 п. п." in seen
    seen = words(run_page(archive, "weekly", week="2017-W46", apart="1"))
    assert "Альянс тема на 29 % меньше статей · 5 статей, неделей раньше 7 · −14,3 п. п." in seen


def test_the_reader_says_where_else_it_is_told(run_page, archive):
    app = run_page(archive, "articles", open=f"article:{text_id('Alliance 18', '18')}")
    assert "В других языках: Альянс (русский) , Союзники (украинский) ." in words(app)


def test_what_a_click_picks_of_a_line_are_all_its_parts():
    pick = to_articles("topic", lambda i: (i, "u1"))
    page, state = pick(State(show=("r1",)), {"id": "r1", "key": "2017-W46"})
    assert (page, state) == ("articles", State(drill=Drill(period="2017-W46", topic=("r1", "u1"))))
