import pandas as pd

from analytics.copies.headings import WITHIN, runs


def frame(*rows, **columns):
    found = pd.DataFrame(rows, columns=["article_id", "heading", "day", *columns])
    found["published_at"] = pd.Timestamp("2020-05-01", tz="UTC") + pd.to_timedelta(found.pop("day"), unit="D")
    return found.astype({"article_id": "str", "heading": "str"})


def known(*rows):
    return frame(*rows, run=0).astype({"run": "str"})


def test_the_same_heading_within_two_days():
    new = frame(("c", "x", 2), ("a", "x", 0), ("b", "y", 0), ("d", None, 0), ("e", "x", None), ("f", "x", 9))
    assert runs(new, known()).fillna("").tolist() == ["a", "a", "b", "", "", "f"]


def test_a_daily_title_makes_no_chain():
    new = frame(*((f"{day:02d}", "x", day) for day in range(30)))
    found = runs(new, known())
    spans = new.groupby(found)["published_at"].agg(lambda moments: moments.max() - moments.min())
    assert (len(spans), spans.max()) == (10, WITHIN)


def test_new_articles_join_what_is_there():
    there = known(("k", "x", 5, "g"), ("l", "x", 6, "g"), ("m", "x", 20, "m"))
    new = frame(("a", "x", 4), ("b", "x", 7), ("c", "x", 19), ("d", "y", 5))
    assert runs(new, there).tolist() == ["g", "b", "m", "d"]
