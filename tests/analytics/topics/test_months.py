"""Words by month: those that tell a month of a topic from its other months."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from analytics.topics.lineage import MOST_HEIRS, lineage_of
from analytics.topics.months import LEAST_TEXTS, SHOWN, words_by_month
from data.lake import tables
from data.schema import ARTICLE_FACTS, ARTICLE_TOPICS, ARTICLES, TOKENS, TOPIC_WORDS
from data.state.editions import latest


def archive(*articles):
    """(month's first day, words, topic, text) as the frames that `words_by_month` takes."""
    rows = [
        {
            "article_id": f"a{n}",
            "language": "ru",
            "text": text or f"a{n}",
            "published_at": day,
            "theme_id": "h",
            "topic_id": topic,
            "words": words.split(),
            "lemmas": [word.lower() for word in words.split()],
        }
        for n, (day, words, topic, text) in enumerate(articles)
    ]
    frame = pd.DataFrame(rows)
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True, format="ISO8601")
    return frame, pa.Table.from_pandas(frame[["article_id", "words", "lemmas"]], preserve_index=False)


def months(words, n=LEAST_TEXTS, topic="t", text=""):
    return [(day, said, topic, text) for day, said in words.items() for _ in range(n)]


def told(found, topic_id="t"):
    own = found[found["topic_id"] == topic_id]
    return {month: set(each["word"]) for month, each in own.groupby("month")}


def test_a_month_has_the_words_that_the_others_lack():
    frames = archive(*months({"2017-01-10": "газ вулкан", "2017-02-10": "газ нефть"}))
    found = words_by_month(*frames, "UTC")
    assert told(found) == told(found, "h") == {"2017-01": {"вулкан"}, "2017-02": {"нефть"}}


def test_months_begin_in_the_archives_zone_and_a_text_counts_once():
    copies = months({"2017-02-10": "обезьяна нефть"}, 9, text="one")
    frames = archive(*months({"2017-01-31T22:00": "газ", "2017-03-01T00:00": "вулкан"}), *copies)
    assert set(told(words_by_month(*frames, "UTC"))) == {"2017-01", "2017-03"}
    assert set(told(words_by_month(*frames, "Europe/Moscow"))) == {"2017-02", "2017-03"}
    assert "обезьяна" not in set(words_by_month(*frames, "UTC")["word"])


@pytest.mark.parametrize("days", [{}, {"2017-01-01": "газ"}, {None: "газ", "2017-01-01": "нефть"}])
def test_nothing_is_said_of_one_month(days):
    frames = (
        archive(*months(days))
        if days
        else (archive(("2017-01-01", "газ", "t", ""))[0].iloc[:0], TOKENS.schema.empty_table())
    )
    assert words_by_month(*frames, "UTC").empty


def test_the_demo_says_what_a_plain_count_says(demo):
    edition = latest(demo)

    def read(table):
        return tables.read(demo, table, edition.versions[table.name])

    words = read(TOPIC_WORDS)
    assert len(words)
    assert (
        words.groupby(["topic_id", "month"])["rank"]
        .agg(lambda ranks: list(ranks) == list(range(1, len(ranks) + 1)))
        .all()
    )
    assert words["rank"].max() <= SHOWN
    dates = read(ARTICLES)[["article_id", "published_at"]].merge(read(ARTICLE_FACTS)[["article_id", "reprint_group"]])
    texts = dates.merge(read(ARTICLE_TOPICS)[["article_id", "theme_id", "topic_id"]]).dropna(subset="published_at")
    texts = texts.assign(text=texts["reprint_group"].fillna(texts["article_id"])).sort_values(
        ["published_at", "article_id"]
    )
    texts = texts.drop_duplicates("text")
    texts["month"] = texts["published_at"].dt.tz_convert(edition.zone).dt.strftime("%Y-%m")
    sizes = {level: texts.groupby([level, "month"]).size() for level in ("theme_id", "topic_id")}
    for topic_id, month in words[["topic_id", "month"]].drop_duplicates().itertuples(index=False):
        size = max(sizes[level].get((topic_id, month), 0) for level in sizes)
        assert size >= LEAST_TEXTS


def test_what_is_gone_names_where_its_articles_are():
    def placed(topics):
        frame = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(topics))], "topic_id": topics})
        return frame.assign(theme_id="h", story_id=None).astype({"topic_id": "str", "story_id": "str"})

    before, now = placed(["old"] * 10 + ["kept"] * 4), placed(["kept"] * 4 + ["b"] * 3 + ["c", "c", "d"] + ["kept"] * 4)
    rows = lineage_of(before, now).query("level == 'topic' and event == 'gone'")
    assert list(zip(rows["into_id"], rows["shared"], np.round(rows["share"], 1), strict=True)) == [
        ("kept", 4, np.float32(0.4)),
        ("b", 3, np.float32(0.3)),
        ("c", 2, np.float32(0.2)),
    ]
    assert len(rows) == MOST_HEIRS
    nowhere = lineage_of(before.assign(topic_id="old"), now.assign(topic_id=None)).query("event == 'gone'")
    assert nowhere["into_id"].isna().all()
    assert nowhere["shared"].tolist() == [0]
