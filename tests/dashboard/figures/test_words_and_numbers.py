"""What a figure says against what pandas counts: for any filters every base, count and caption is that of its own rows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.context import Context, Request, open_context
from dashboard.figures.catalogue import FIGURES
from dashboard.state import Opened, State
from dashboard.texts import Texts
from dashboard.theme import LIGHT
from data.filter import Filter
from data.lake.archive import Archive
from tests.dashboard.conftest import text_id, write_archive

FIRST, DAYS, ROWS = date(2018, 1, 8), 28, 90
OUTLETS, LANGUAGES = ["Маяк", "Сигма", None], ["ru", "en"]
TOPICS = ["Газ", "Выборы", "Суды", None]
NAMES = [("Анна Ким", "person"), ("НАТО", "organisation"), ("Киев", "place")]
UNDATED = 3
EN = Texts("en")


def made() -> pd.DataFrame:
    """The twin: one row an article, drawn once for all."""
    pick = np.random.default_rng(5)
    return pd.DataFrame(
        [
            {
                "day": None if n < UNDATED else FIRST + timedelta(days=int(pick.integers(DAYS))),
                "outlet": OUTLETS[pick.integers(3)],
                "language": LANGUAGES[int(pick.random() < 0.3)],
                "topic": TOPICS[pick.integers(4)],
                "names": [name for name in NAMES if pick.random() < 0.4],
            }
            for n in range(ROWS)
        ],
        dtype=object,  # nulls stay None
    )


TWIN = made()
TOPIC_IDS = {label: text_id("topic", f"{label}") for label in TOPICS if label}


@pytest.fixture(scope="module")
def archive(new_workspace):
    workspace = new_workspace()
    rows = [
        {
            "title": f"Статья {n}",
            "text": f"Текст {n}: {', '.join(name for name, _ in row.names)}",
            "published_at": None
            if row.day is None
            else datetime(row.day.year, row.day.month, row.day.day, 9, tzinfo=UTC),
            "outlet": row.outlet,
            "language": row.language,
            "topic": row.topic,
            "names": row.names,
        }
        for n, row in enumerate(TWIN.itertuples())
    ]
    write_archive(workspace, rows)
    opened = Archive.open(workspace)
    yield opened
    opened.close()


days = st.none() | st.integers(0, DAYS - 1).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def filters(draw) -> dict:
    start, end = draw(days), draw(days)
    if start and end and start > end:
        start, end = end, start
    some = {
        "languages": LANGUAGES,
        "outlets": ["Маяк", "Сигма"],
        "topics": list(TOPIC_IDS),
        "names": [n for n, _ in NAMES],
    }
    picked = {key: draw(st.lists(st.sampled_from(values), max_size=1)) for key, values in some.items()}
    return {"start": start, "end": end, **picked}


def passing(asked: dict, *, without: str = "") -> pd.DataFrame:
    """The articles that pass, by pandas alone; `without` topics, names, or every subject."""
    rows = TWIN
    if asked["start"] or asked["end"]:
        low, high = asked["start"] or date.min, asked["end"] or date.max
        rows = kept(rows, [day is not None and low <= day <= high for day in rows["day"]])
    rows = rows[rows["language"].isin(asked["languages"])] if asked["languages"] else rows
    rows = rows[rows["outlet"].isin(asked["outlets"])] if asked["outlets"] else rows
    if asked["topics"] and without not in ("topics", "subject"):
        rows = rows[rows["topic"].isin(asked["topics"])]
    if asked["names"] and without not in ("names", "subject"):
        rows = kept(rows, [any(name in asked["names"] for name, _ in names) for names in rows["names"]])
    return rows


def kept(rows: pd.DataFrame, flags: list[bool]) -> pd.DataFrame:
    return rows[pd.Series(flags, rows.index, dtype=bool)]


def base_in(caption: str) -> tuple[int, str]:
    """The number of a caption's base, and the words behind it."""
    found = re.search(r"% of ([\d,]+) articles?: (.*?)\.(?: |$)", caption)
    return int(found[1].replace(",", "")), found[2]


@given(filters(), st.sampled_from(["share", "count"]))
def test_every_base_count_and_caption_is_that_of_its_own_rows(archive, asked, measure):
    context = opened(archive, asked, measure=measure)
    rows = passing(asked)
    for name in ("volume", "topics", "mentions", "names", "largest-topics", "largest-names"):
        figure = FIGURES[name](context)
        numbers = figure.table()
        assert figure.articles == len(rows), name
        check = {"volume": of_volume, "topics": of_topics, "largest-topics": of_topics, "names": of_names}
        check.get(name, of_names)(name, figure, numbers, asked, rows)


def opened(archive: Archive, asked: dict, **more) -> Context:
    """The page of a filter."""
    flt = Filter(
        start=asked["start"],
        end=asked["end"],
        languages=tuple(asked["languages"]),
        outlets=tuple(asked["outlets"]),
        topics=tuple(TOPIC_IDS[label] for label in asked["topics"]),
        entities=tuple(text_id(kind, name) for name, kind in NAMES if name in asked["names"]),
    )
    state = State(filter=flt, lang="en", **more)
    workspace = archive.workspace
    context, unknown = open_context(Request("chart", workspace, workspace, state, EN, LIGHT), archive)
    assert unknown == ()
    return context


def counted(numbers: pd.DataFrame, thing: str) -> dict[str, int]:
    sums = numbers.groupby(thing)[EN.t("unit.articles").capitalize()].sum()
    return {key: int(n) for key, n in sums.items() if n}


def of_volume(name, figure, numbers, asked, rows) -> None:
    dated = rows["day"].notna()
    assert int(numbers[EN.t("unit.articles").capitalize()].fillna(0).sum()) == int(dated.sum())
    based_on = passing(asked, without="subject")
    assert int(numbers[EN.t("base")].fillna(0).sum()) == int(based_on["day"].notna().sum())


def of_topics(name, figure, numbers, asked, rows) -> None:
    over_time = name == "topics"
    based_on = passing(asked, without="topics")
    own = rows[rows["day"].notna()] if over_time else rows
    expected = own["topic"].value_counts().to_dict()
    assert counted(numbers, EN.t("level.topic")) == expected
    if expected:
        base, words = base_in(figure.caption)
        assert base == (int(based_on["day"].notna().sum()) if over_time else len(based_on))
        said(words, asked, left_aside="topics")


def of_names(name, figure, numbers, asked, rows) -> None:
    over_time = name == "mentions"
    based_on = passing(asked, without="names")
    own = rows[rows["day"].notna()] if over_time else rows
    expected = pd.Series([each for names in own["names"] for each, _ in names]).value_counts().to_dict()
    found = counted(numbers, EN.t("name"))
    assert found == {each: n for each, n in expected.items() if each in found}
    assert len(found) == len(expected) or (over_time and asked["names"])
    if expected and name != "names":
        base, words = base_in(figure.caption)
        assert base == (int(based_on["day"].notna().sum()) if over_time else len(based_on))
        said(words, asked, left_aside="names")


@given(filters(), st.sampled_from(["topics", "names"]))
def test_outlets_are_counted_once_each_and_divide_by_those_that_publish(archive, asked, subject):
    context = opened(archive, asked, unit="outlets")
    rows, based_on = passing(asked), passing(asked, without="subject")
    figure = FIGURES[f"largest-{subject}"](context)
    numbers = figure.table()
    if subject == "topics":
        expected = rows.groupby("topic")["outlet"].nunique()
    else:
        told = rows.explode("names").dropna(subset=["names"])
        expected = told.groupby(told["names"].map(lambda each: each[0]))["outlet"].nunique()
    column, thing = EN.t("unit.outlets").capitalize(), EN.t("level.topic" if subject == "topics" else "name")
    found = {key: int(n) for key, n in zip(numbers[thing], numbers[column], strict=True) if n}
    assert found == {key: int(n) for key, n in expected.items() if n}
    if found:
        base = re.search(r"% of ([\d,]+) outlets?: ", figure.caption)
        assert int(base[1]) == based_on["outlet"].nunique()


@given(filters(), st.sampled_from([name for name in TOPICS if name]))
def test_outlets_of_a_topic_divide_by_what_each_of_them_publishes(archive, asked, topic):
    asked = {**asked, "topics": []}
    context = opened(archive, asked, open=Opened("topic", TOPIC_IDS[topic]))
    own = {**asked, "topics": [topic]}
    rows, based_on = passing(own), passing(own, without="topics")
    numbers = FIGURES["topic-outlets"](context).table()
    stated = {key: int(n) for key, n in rows["outlet"].value_counts().items()}
    found = numbers.set_index(EN.t("outlet"))
    for outlet, count in stated.items():
        assert found.loc[outlet, EN.t("unit.articles").capitalize()] == count
        assert found.loc[outlet, EN.t("base")] == (based_on["outlet"] == outlet).sum()


def said(words: str, asked: dict, left_aside: str) -> None:
    """The base's words name every filter that it obeys and none that it leaves aside."""
    for key in ("outlets", "topics", "names"):
        for value in asked[key]:
            assert (value in words) == (key != left_aside), (words, value)
