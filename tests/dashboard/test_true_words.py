"""Numbers on pages are what their words say: the sidebar's, those of an empty period, of thin shares, of odd weeks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from dashboard.charts.chart import Look
from dashboard.charts.lines import lines
from dashboard.charts.series import FEW
from dashboard.charts.volume import volume
from dashboard.texts import Texts
from dashboard.theme import LIGHT
from tests.dashboard.charts.invented import COLOURS, NAMES, spread

BEGIN = datetime(2018, 1, 8, 9, tzinfo=UTC)
RU = Texts("ru")


@pytest.fixture
def archive(archive_of):
    """Three weeks with two articles a day, and two articles without a date."""
    rows = [
        {
            "title": f"Статья {n}",
            "text": f"Текст {n} НАТО",
            "published_at": BEGIN + timedelta(days=n // 2),
            "outlet": "Маяк",
            "topic": ("Газ", "Суды")[n % 2],
            "names": [("НАТО", "organisation")] if n % 3 else [],
        }
        for n in range(42)
    ]
    undated = [{"title": f"Без даты {n}", "text": "x", "published_at": None, "outlet": "Маяк"} for n in range(2)]
    return archive_of([*rows, *undated])


def sidebar(app) -> str:
    return " ".join(each.value for each in (*app.sidebar.markdown, *app.sidebar.caption))


def test_after_a_click_the_sidebar_counts_what_the_list_holds(archive, run_page):
    said = sidebar(run_page(archive, "articles", drill="period:2018-01-09"))
    assert "Подходят **2** статьи из 44" in said
    assert "Подходят **44** статьи из 44" in sidebar(run_page(archive, "overview", drill="period:2018-01-09"))


def test_the_list_says_how_an_article_is_opened(archive, run_page):
    said = " ".join(each.value for each in run_page(archive, "articles").main.caption)
    assert "Щелчок по строке открывает статью" in said


def test_undated_articles_are_said_to_be_in_no_period(archive, run_page):
    assert "2 из них без даты" in sidebar(run_page(archive, "overview"))
    assert "Ещё 2 без даты: ни в один период не входят" in sidebar(run_page(archive, "overview", from_="2018-01-09"))


@pytest.mark.parametrize("period", [("2030-01-01", "2030-02-01"), ("1999-01-01", "1999-02-01"), ("2030-01-01", None)])
def test_an_empty_period_stays_empty_whatever_is_touched(archive, run_page, period):
    parameters = {name: value for name, value in zip(("from_", "to"), period, strict=True) if value}
    app = run_page(archive, "overview", **parameters)
    assert "**0** статей" in sidebar(app)
    outlets = next(each for each in app.sidebar.multiselect if "Маяк" in each.options)
    app = outlets.select("Маяк").run()
    assert "**0** статей" in sidebar(app)
    written = {name: app.query_params.get(name) for name in ("outlet", "from", "to")}
    assert written == {"outlet": "Маяк", "from": period[0], "to": period[1]}
    assert not [each for each in app.main.caption if "2030 – " in each.value and "2018" in each.value]


def test_a_week_without_comparison_shows_its_largest(archive, run_page):
    app = run_page(archive, "weekly", week="2018-W02")
    said = " ".join(each.proto.body for each in app.get("html"))
    assert "Газ" in said
    assert "НАТО" in said


def test_a_share_of_few_articles_stretches_no_axis_and_is_marked():
    frame = spread({"t1": [3, 8, 2, 5, 0, 9, 4, 1, 0, 2], "t2": [1, 0, 4, 2, 0, 3, 8, 2, 5, 0]})
    frame.loc[frame["key"] == frame["key"].unique()[4], ["count", "base"]] = 2
    frame["share"] = frame["count"] / frame["base"]
    frame["share"] = frame["share"].astype("float64")
    chart = lines(frame, RU, title="Темы", look=Look(LIGHT), by_column="topic_id", names=NAMES, colours=COLOURS)
    rows = chart.data.to_pandas()
    top = next(param["value"] for param in chart.spec["params"] if param["name"] == "top")
    few = rows["base"] < FEW
    assert top < 1
    assert rows.loc[few, "share"].eq(1).all()
    assert rows.loc[few, "value"].eq(top).all()
    assert rows.loc[few, "partial"].all()
    assert rows.loc[few, "when"].str.contains("меньше 5 в основании").all()
    assert any("меньше чем 5" in note for note in chart.notes)
    alone = frame[frame["topic_id"] == "t1"].drop(columns="topic_id")
    counted = volume(alone, RU, title="Статьи", look=Look(LIGHT), value="count")
    assert np.isclose(counted.data.to_pandas()["value"].max(), 9), "counts are never thin"
