"""What is done all day: sort by a column, read on to the next article, empty a chart, see why an article was found."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import openpyxl
import pandas as pd
import pytest

from dashboard.components.order import arranged
from dashboard.context import Request, open_context
from dashboard.exports import table
from dashboard.state import State, decode
from dashboard.texts import Texts
from dashboard.theme import LIGHT
from data.lake.archive import Archive
from tests.dashboard.conftest import text_id

BEGIN = datetime(2018, 1, 8, 9, tzinfo=UTC)


@pytest.fixture
def archive(archive_of):
    """Thirty articles in three topics of 15, 10 and 5; one in two mentions НАТО."""
    topics = ["Газ"] * 15 + ["Суды"] * 10 + ["Выборы"] * 5
    return archive_of(
        [
            {
                "title": f"Статья {n}",
                "text": f"Санкций против банков {n} не будет, сказали в НАТО. Анна Ким согласна.",
                "published_at": BEGIN + timedelta(days=n),
                "outlet": ("Маяк", "Сигма")[n % 2],
                "topic": topic,
                "names": [("НАТО", "organisation"), ("Анна Ким", "person")] if n % 2 else [],
            }
            for n, topic in enumerate(topics)
        ]
    )


def article_id(n: int) -> str:
    return text_id(f"Статья {n}", f"{n}")


def html(app) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def listed(app) -> list[str]:
    """The topics of the list on Topics, in its order."""
    body = next(body for body in (each.proto.body for each in app.get("html")) if "<th" in body and "Газ" in body)
    return re.findall(r">(Газ|Суды|Выборы)<", body)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (None, ["Газ", "Суды", "Выборы"]),
        ("topics.name", ["Выборы", "Газ", "Суды"]),
        ("-topics.name", ["Суды", "Газ", "Выборы"]),
        ("topics.count", ["Выборы", "Суды", "Газ"]),
    ],
)
def test_the_list_of_topics_is_in_the_order_of_its_address(run_page, archive, sort, order):
    app = run_page(archive, "topics", **({"sort": sort} if sort else {}))
    assert listed(app) == order


def test_a_title_of_a_column_leads_to_its_order_and_says_what_is_so_now(run_page, archive):
    shown = html(run_page(archive, "topics", sort="-topics.share"))
    assert 'aria-sort="descending"' in shown
    assert "sort=topics.share" in shown
    assert "sort=-topics.count" in shown  # numbers begin with the largest
    assert "sort=topics.name" in shown


def test_every_table_on_reprints_and_mentions_takes_its_order(run_page, archive):
    app = run_page(archive, "mentions", sort="names.name")
    assert list(app.dataframe[0].value["name"]) == ["Анна Ким", "НАТО"]
    app = run_page(archive, "mentions", sort="-names.name")
    assert list(app.dataframe[0].value["name"]) == ["НАТО", "Анна Ким"]


def test_what_is_empty_comes_last_either_way():
    class Page:
        state = None

    frame = pd.DataFrame({"source": ["б", None, "А"], "articles": [1, 2, 3]})
    for sort, order in (("flows.source", ["А", "б", None]), ("-flows.source", ["б", "А", None])):
        Page.state, dropped = decode({"sort": [sort]})
        assert not dropped
        assert [None if pd.isna(v) else v for v in arranged(Page, "flows", frame)["source"]] == order


def test_the_reader_goes_on_to_the_next_article_of_the_list_and_back(run_page, archive):
    newest, second = f"article:{article_id(29)}", f"article:{article_id(28)}"
    app = run_page(archive, "articles", open=newest)
    assert app.button(key="reader-before").disabled
    app.button(key="reader-after").click().run()
    assert second in app.query_params["open"]
    app.button(key="reader-before").click().run()
    assert newest in app.query_params["open"]


def test_words_searched_for_and_the_name_one_came_from_are_marked_apart(run_page, archive):
    own = text_id("organisation", "НАТО")
    shown = html(run_page(archive, "articles", open=f"article:{article_id(29)}", drill=f"name:{own}"))
    assert '<mark class="own">НАТО</mark>' in shown
    assert "<mark>Анна Ким</mark>" in shown


def test_an_emptied_chart_stays_empty_and_offers_the_largest(run_page, archive):
    for page in ("topics", "mentions"):
        app = run_page(archive, page)
        assert app.multiselect(key="show").value
        app.multiselect(key="show").set_value([]).run()
        assert app.multiselect(key="show").value == []
        assert not app.exception
        app.button(key="show-largest").click().run()
        assert app.multiselect(key="show").value


def test_the_open_topic_is_drawn_though_it_is_not_among_the_largest(run_page, archive_of):
    topics = [f"Тема {n:02d}" for n in range(12)]
    rows = [
        {"title": f"{t} {k}", "text": f"{t} {k}", "published_at": BEGIN, "outlet": "Маяк", "topic": t}
        for n, t in enumerate(topics)
        for k in range(20 - n)
    ]
    last = text_id("topic", topics[-1])
    app = run_page(archive_of(rows), "topics", open=f"topic:{last}")
    assert last in app.multiselect(key="show").value


def test_the_files_of_articles_can_carry_text_and_names(archive):
    from dashboard.components.save import _articles_csv, _articles_xlsx

    opened = Archive.open(archive)
    context, _ = open_context(Request("articles", archive, archive, State(), Texts("ru"), LIGHT), opened)
    plain = _articles_csv(context, context.flt, whole=False).decode("utf-8-sig").splitlines()
    whole = pd.read_csv(io.BytesIO(_articles_csv(context, context.flt, whole=True)), sep=";")
    assert len(plain) == len(whole) + 1 == 31
    assert whole["Текст"].str.startswith("Санкций против банков").all()
    assert whole["Имена"].dropna().tolist() == ["Анна Ким, НАТО"] * 15
    sheet = openpyxl.load_workbook(io.BytesIO(_articles_xlsx(context, context.flt, whole=True))).worksheets[0]
    assert [cell.value for cell in sheet[1]][-2:] == ["Текст", "Имена"]
    assert table.MOST_ROWS >= sheet.max_row - 1 == 30
    opened.close()
