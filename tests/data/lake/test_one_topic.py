"""One topic: its figures and stories, what it borders on, what lacks one, and what refits made of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from data.filter import Filter, Lack
from data.lake import counts, tables
from data.lake.archive import Archive, Reader
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLES
from data.settings import Workspace
from data.state.editions import latest
from tests.dashboard.conftest import text_id, write_archive

NOON = datetime(2018, 1, 8, 9, tzinfo=UTC)
FIRST, SECOND, THIRD = (NOON + timedelta(days=n) for n in (30, 60, 90))
LINEAGE = [
    (FIRST, "topic", "kept", "мир", "мир"),
    (FIRST, "topic", "merged", "давний", "прежний"),
    (FIRST, "topic", "new", None, "спорт"),
    (SECOND, "topic", "merged", "прежний", "мир"),
    (SECOND, "topic", "split", "мир", "торг"),
    (THIRD, "topic", "gone", "рассеян", "спорт"),
    (THIRD, "topic", "gone", "рассеян", "давний"),
    (THIRD, "topic", "gone", "исчез", None),
    (SECOND, "topic", "merged", "по", "кругу"),
    (SECOND, "topic", "merged", "кругу", "по"),
]


def article(n: int, topic: str | None, **more) -> dict:
    placed = {"topic": topic, "theme": "дела"} if topic else {"theme": None}
    return {
        "title": f"{n}",
        "text": "Текст.",
        "outlet": "Маяк",
        "published_at": NOON + timedelta(days=n),
        **placed,
        **more,
    }


def archived(workspace: Workspace) -> Workspace:
    rows = [
        article(0, "мир", story="пакт", next="торг", score=0.5, next_score=0.49, group="one"),
        article(1, "мир", story="пакт", next="торг", score=0.5, next_score=0.3, group="one", outlet="Заря"),
        article(2, "мир", story="ссора", next="спорт", score=0.5, next_score=0.52),
        article(3, "торг", next="мир", score=0.5, next_score=0.1),
        article(4, "спорт"),
        article(5, None, next="мир", next_score=0.2),
        article(6, None, next="торг", next_score=0.2),
        article(7, None, next="торг", next_score=0.2),
        article(8, None, reason="too short"),
    ]
    write_archive(workspace, rows, lineage=LINEAGE, months=[("topic", "мир", "2018-01", "пакт ссора")])
    return workspace


@pytest.fixture(scope="module", params=[False, True], ids=["cold", "warm"])
def reader(new_workspace: Callable[[], Workspace], request: pytest.FixtureRequest) -> Iterator[Reader]:
    opened = Archive.open(archived(new_workspace()), warm=request.param)
    yield opened.reader()
    opened.close()


def topic(label: str) -> str:
    return text_id("topic", label)


PEACE, TRADE, SPORT = (topic(label) for label in ("мир", "торг", "спорт"))


def test_its_figures_stories_and_words(reader):
    assert counts.topic_figures(reader, Filter(), PEACE) == counts.TopicFigures(3, 2, 2, 1)
    found = counts.stories_of(reader, Filter(), PEACE, 5)
    assert found[["label", "count", "outlets"]].to_numpy().tolist() == [["пакт", 2, 2], ["ссора", 1, 1]]
    assert (found["last_day"] - found["first_day"]).dt.days.tolist() == [1, 0]
    largest = counts.stories_of(reader, Filter(), PEACE, 1)
    assert (largest["label"].tolist(), largest["total"].tolist()) == (["пакт"], [2])
    assert counts.topic_words(reader, PEACE)["word"].tolist() == ["пакт", "ссора"]
    assert counts.topic_words(reader, SPORT).empty


def test_what_it_borders_on(reader):
    found = counts.topic_neighbours(reader, Filter(), PEACE, 0.05, 5)
    assert found[["label", "near", "count"]].to_numpy().tolist() == [["торг", 1, 2], ["спорт", 1, 1]]
    edge = counts.topic_edge(reader, Filter(), PEACE, 0.05, 5)
    assert edge[["title", "next_topic_id"]].to_numpy().tolist() == [["2", SPORT], ["0", TRADE]]


def test_what_has_no_topic_by_reason_and_by_the_nearest(reader):
    def lacking(*lack, **more):
        return counts.passing(reader, Filter(lacks=Lack(*lack), **more)).articles

    assert [lacking("topic", reason) for reason in ("no fit", "too short", "too few")] == [3, 1, 0]
    assert lacking("topic", "no fit", TRADE) == 2
    assert lacking("topic", "no fit", outlets=("Заря",)) == 0
    found = counts.without_nearest(reader, Filter(), "no fit", 1)
    assert found[["label", "count", "total"]].to_numpy().tolist() == [["торг", 2, 2]]
    page = counts.articles_page(reader, Filter(lacks=Lack("topic", "no fit", TRADE)), "published_at", False)
    assert page["title"].tolist() == ["6", "7"]


def test_a_merged_one_leads_to_its_heir_through_every_refit(reader):
    asked = [topic(label) for label in ("давний", "прежний", "рассеян", "исчез", "по", "никогда", "мир")]
    assert counts.topic_heirs(reader, asked) == {topic("давний"): PEACE, topic("прежний"): PEACE}
    assert counts.topic_fates(reader, [topic("давний")])[topic("давний")].at == pd.Timestamp(FIRST)


def test_a_gone_one_says_when_and_where_its_articles_are(reader):
    fates = counts.topic_fates(reader, [topic("рассеян"), topic("исчез"), topic("никогда")])
    assert set(fates) == {topic("рассеян"), topic("исчез")}
    assert fates[topic("исчез")] == counts.Fate("gone", "topic", pd.Timestamp(THIRD), "исчез", ())
    scattered = fates[topic("рассеян")]
    assert (scattered.event, scattered.label, set(scattered.into)) == ("gone", "рассеян", {SPORT, PEACE})


def test_its_history(reader):
    def told(label):
        found = counts.topic_history(reader, topic(label))
        return (
            found[["event", "other_id"]]
            .astype(object)
            .where(found[["event", "other_id"]].notna(), None)
            .to_numpy()
            .tolist()
        )

    assert told("мир") == [["took", topic("прежний")], ["parted", TRADE]]
    assert told("торг") == [["from", PEACE]]
    assert told("спорт") == [["new", None], ["gathered", topic("рассеян")]]


def test_on_the_demo_as_pandas_counts(demo):
    edition = latest(demo)

    def read(table):
        return tables.read(demo, table, edition.versions[table.name])

    placed = read(ARTICLE_TOPICS).drop(columns=["language", "published_at"])
    every = read(ARTICLES).merge(read(ARTICLE_FACTS), on="article_id").merge(placed, on="article_id")
    every["text"] = every["reprint_group"].fillna(every["article_id"])
    reader = Archive.open(demo, warm=True).reader()
    for topic_id, own in every.groupby("topic_id"):
        found = counts.topic_figures(reader, Filter(), topic_id)
        assert (found.articles, found.texts, found.outlets) == (
            len(own),
            own["text"].nunique(),
            own["outlet"].nunique(),
        )
        stories = counts.stories_of(reader, Filter(), topic_id, 1000).set_index("topic_id")["count"]
        assert stories.to_dict() == own["story_id"].value_counts().to_dict()
        near = counts.topic_neighbours(reader, Filter(), topic_id, 0.05, 1000).set_index("topic_id")
        assert near["count"].to_dict() == own["next_topic_id"].value_counts().to_dict()
        assert near["near"].sum() == (own["score"] - own["next_score"] < 0.05).sum()
