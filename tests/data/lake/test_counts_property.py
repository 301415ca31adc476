"""Every count from SQL equals the plain reference, on random small archives, for random filters, units and steps."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data.filter import LEVELS, NOT_STATED, STEPS, Filter
from data.lake import counts
from data.lake.archive import Archive
from data.settings import Workspace
from tests.data.lake.reference import (
    Reference,
    by_period,
    full_weeks,
    grouped,
    measure,
    of_kind,
    shown,
    start_of,
    week_of,
    week_topics_of_names,
)
from tests.data.lake.small_archive import KIND_OF, Row, write_edition

TOPICS = ("t1", "t2", "t3")
STORIES = ("s1", "s2", "s3", "s4")
PLACES = [
    {"theme": "h1", "topic": "t1", "story": "s1"},
    {"theme": "h1", "topic": "t1", "story": "s2"},
    {"theme": "h1", "topic": "t1", "story": None},
    {"theme": "h1", "topic": "t2", "story": "s3"},
    {"theme": "h2", "topic": "t3", "story": "s4"},
    {"theme": "h2", "topic": "t3", "story": None},
    {"theme": "h1", "topic": None, "story": None},
    {"theme": None, "topic": None, "story": None},
]
DRAWN = {"theme": ("h1", NOT_STATED), "topic": (*TOPICS[:2], NOT_STATED), "story": ("s1", "s4", NOT_STATED)}
LINKS = [("t1", "t2", 0.5, ["p1"]), ("t2", "t3", 0.4, []), ("h1", "h2", 0.3, ["o1", "p2"])]
TONGUES = {"t2": "uk", "h2": "uk"}
TOGETHER = (None, ("uk",))
NAMES = ("p1", "p2", "o1", "o2")
OUTLETS = ("ТАСС", "О'Хара", "BBC")
LANGUAGES = ("ru", "uk", "und")
FIRST = datetime(2017, 12, 20, 20, tzinfo=UTC)  # over a change of year, of ISO year and of month

MOMENTS = st.integers(0, 60 * 24).map(lambda hours: FIRST + timedelta(hours=hours))


def row(place, **more):
    return Row(**place, **more)


ROWS = st.builds(
    row,
    place=st.sampled_from(PLACES),
    published=st.none() | MOMENTS | MOMENTS | MOMENTS,
    outlet=st.none() | st.sampled_from(OUTLETS),
    language=st.sampled_from(LANGUAGES),
    reprint=st.none() | st.sampled_from(("g1", "g2")),
    names=st.lists(st.sampled_from(NAMES), max_size=4).map(tuple),
    date_only=st.booleans(),
    series=st.none() | st.just(f"{0:016x}"),
    sources=st.lists(st.sampled_from(("Reuters", "ТАСС")), max_size=3).map(tuple),
)
DAYS = st.none() | st.integers(-5, 70).map(lambda n: FIRST.date() + timedelta(days=n))


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filter,
    start=DAYS,
    end=DAYS,
    languages=some(*LANGUAGES, "xx"),
    outlets=some(*OUTLETS, NOT_STATED),
    topics=some("h1", "h2", *TOPICS, *STORIES, NOT_STATED, "gone"),
    entities=some(*NAMES, "p9"),
    together=st.booleans(),
    words=st.sampled_from(("", "слово")),
)


@pytest.mark.slow
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example writes an archive: too slow to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    rows=st.lists(ROWS, min_size=1, max_size=30),
    zone=st.sampled_from(("Europe/Moscow", "America/New_York", "UTC")),
    warm=st.booleans(),
    asked=st.lists(st.tuples(FILTERS, st.sampled_from(STEPS), st.sets(st.integers(0, 29))), min_size=2, max_size=3),
)
def test_counts_equal_the_reference(rows, zone, warm, asked):
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        write_edition(workspace, rows, zone=zone, links=LINKS, tongues=TONGUES)
        archive = Archive.open(workspace, warm=warm)
        reference = Reference(rows, zone)
        for flt, by, found in asked:
            reader = archive.reader()
            reader.found(pa.array([f"{n:016x}" for n in found], pa.string()) if flt.words else None)
            check_totals(reader, reference, flt, found)
            check_rankings(reader, reference, flt, found)
            check_series(reader, reference, flt, found, by)
            check_weeks(reader, reference, flt, found)
            check_copies(reader, reference, flt, found)
            check_names(reader, reference, flt, found)
        archive.close()


def check_totals(reader, reference, flt, found):
    passing = counts.passing(reader, flt)
    expected = reference.passing(flt, found)
    undated = [a for a in reference.passing(flt.without_period(), found) if a.day is None]
    assert (passing.articles, passing.undated) == (len(expected), len(undated))

    for level in LEVELS:
        reasons = dict(counts.reasons(reader, flt, level).itertuples(index=False))
        assert sum(reasons.values()) == len(expected)
        assert sum(n for why, n in reasons.items() if isinstance(why, str)) == sum(not a.of(level) for a in expected)
        page = counts.articles_page(reader, flt, level=level)
        assert dict(zip(page["article_id"], page["topic_id"], strict=True)) == {
            a.article_id: a.of(level) for a in expected
        }
    dated = page["published_at"].dropna()
    assert dated.is_monotonic_decreasing
    assert page["published_at"].isna().sum() == 0 or page["published_at"].isna()[len(dated) :].all()

    covered = counts.coverage(reader)
    dated = [a.day for a in reference.articles if a.day]
    assert (covered.days, covered.articles) == (set(dated), len(reference.articles))
    days = shown(dated)
    assert (covered.shown.first, covered.shown.last) == (min(days, default=None), max(days, default=None))
    assert covered.full == (full_weeks(days) if days else set())


def heads_of(reader, tongues):
    return counts.heads(reader, tongues) if tongues else {}


def check_rankings(reader, reference, flt, found):
    numerator = reference.passing(flt, found)
    for unit in ("articles", "texts", "outlets"):
        base = measure(reference.base(flt, unit, "topics", found), unit)
        for level, tongues in product(LEVELS, TOGETHER):
            own = partial(reference.topic_of, unit=unit, level=level, heads=heads_of(reader, tongues))
            topics = grouped(numerator, own)
            expected = positive({t: (measure(articles, unit), base) for t, articles in topics.items() if t})
            found_topics = counts.top_topics(reader, flt, unit, None, level, tongues=tongues)
            assert pairs(found_topics, "topic_id") == expected
            assert set(found_topics["total"]) <= {len(expected)}

        base = measure(reference.base(flt, unit, "entities", found), unit)
        expected = {e: (measure([a for a in numerator if e in a.row.names], unit), base) for e in NAMES}
        assert pairs(counts.top_entities(reader, flt, unit, None), "entity_id") == positive(expected)

        bases = grouped(reference.base(flt, unit, "subject", found), lambda a: a.outlet)
        outlets = grouped(numerator, lambda a: a.outlet)
        expected = {o: (measure(articles, unit), measure(bases[o], unit)) for o, articles in outlets.items()}
        assert pairs(counts.by_outlet(reader, flt, unit), "outlet") == positive(expected)

    every = reference.base(flt, "occurrences", "entities", found)
    expected = {e: (measure(numerator, "occurrences", e), of_kind(every, KIND_OF[e[0]])) for e in NAMES}
    assert pairs(counts.top_entities(reader, flt, "occurrences", None), "entity_id") == positive(expected)
    people = counts.top_entities(reader, flt, "articles", None, kind="person")
    assert set(people["entity_id"]) <= {"p1", "p2"}


def check_series(reader, reference, flt, found, by):
    numerator = reference.passing(flt, found)
    for unit in ("articles", "texts", "outlets"):
        base = by_period(reference.base(flt, unit, "subject", found), by)
        own = by_period(numerator, by)
        expected = {p: (measure(own.get(p, []), unit), measure(b, unit)) for p, b in base.items()}
        assert spread(counts.volume(reader, flt, by, unit)) == expected

        base = by_period(reference.base(flt, unit, "topics", found), by)
        for level, tongues in product(LEVELS, TOGETHER):
            heads = heads_of(reader, tongues)
            ids = tuple(dict.fromkeys(heads.get(i, i) for i in DRAWN[level]))
            expected = {
                (p, t): (
                    measure([a for a in own.get(p, []) if reference.topic_of(a, unit, level, heads) == t], unit),
                    measure(b, unit),
                )
                for p, b in base.items()
                for t in ids
            }
            drawn = counts.topic_series(reader, flt, by, unit, ids, level=level, tongues=tongues)
            assert spread(drawn, "topic_id") == expected

        base = by_period(reference.base(flt, unit, "entities", found), by)
        expected = {
            (p, e): (measure([a for a in own.get(p, []) if e in a.row.names], unit), measure(b, unit))
            for p, b in base.items()
            for e in NAMES
        }
        assert spread(counts.entity_series(reader, flt, by, unit, NAMES), "entity_id") == expected
        bases = counts.base_series(reader, flt, by, unit, "entities")
        assert {p.date(): b for p, b in bases.itertuples(index=False)} == {p: measure(b, unit) for p, b in base.items()}

        drawn = spread(counts.outlet_series(reader, flt, by, unit, ("BBC", NOT_STATED)), "outlet")
        base = by_period(reference.base(flt, unit, "subject", found), by)
        expected = {
            (p, o): (
                measure([a for a in own.get(p, []) if a.outlet == o], unit),
                measure([a for a in b if a.outlet == o], unit),
            )
            for p, b in base.items()
            for o in ("BBC", NOT_STATED)
            if any(a.outlet == o for a in b)
        }
        assert drawn == expected

    base = by_period(reference.base(flt, "occurrences", "entities", found), by)
    own = by_period(numerator, by)
    expected = {
        (p, e): (measure(own.get(p, []), "occurrences", e), of_kind(b, KIND_OF[e[0]]))
        for p, b in base.items()
        for e in NAMES
        if of_kind(b, KIND_OF[e[0]]) and any(e in a.row.names for a in reference.articles)
    }
    assert spread(counts.entity_series(reader, flt, by, "occurrences", NAMES), "entity_id") == expected


def check_weeks(reader, reference, flt, found):
    monday = start_of(date(2018, 1, 20), "week")
    for what, tongues in product((*LEVELS, None), TOGETHER):
        named = "topics" if what else "entities"
        rows = counts.week_counts(reader, flt, monday, named, what or "topic", tongues=tongues)
        columns = ["now", "before", "now_base", "before_base", "quiet", "earlier"]
        last = [None if pd.isna(day) else day.date() for day in rows["last"]]
        drawn = {
            row["id"]: (*(row[c] for c in columns), day) for row, day in zip(rows.to_dict("records"), last, strict=True)
        }
        assert drawn == week_of(reference, flt, found, monday, what, heads_of(reader, tongues))
        if what:
            rows = counts.week_name_topics(reader, flt, monday, NAMES, what, tongues=tongues)
            drawn = {(row.id, row.topic_id): (row.now, row.before) for row in rows.itertuples(index=False)}
            assert drawn == week_topics_of_names(reference, flt, found, monday, what, heads_of(reader, tongues))


def positive(expected):
    return {key: value for key, value in expected.items() if value[0]}


def pairs(frame: pd.DataFrame, key: str) -> dict[str, tuple[int, int]]:
    assert frame[key].is_unique
    assert frame["count"].is_monotonic_decreasing
    return {row[key]: (row["count"], row["base"]) for row in frame.to_dict("records")}


def spread(frame: pd.DataFrame, key: str | None = None) -> dict:
    assert str(frame["period"].dtype) == "datetime64[us]"
    rows = frame.to_dict("records")
    return {
        ((row["period"].date(), row[key]) if key else row["period"].date()): (row["count"], row["base"]) for row in rows
    }


def check_copies(reader, reference, flt, found):
    passing = reference.passing(flt, found)
    repeated = [a for a in passing if a.row.reprint]
    taken = [(source, a) for a in repeated if (source := reference.source(a)) is not None and source != a.outlet]
    flows = counts.reprint_flows(reader, flt, None)
    counted = Counter((source, a.outlet) for source, a in taken)
    assert {(r.source, r.outlet): r.articles for r in flows.itertuples()} == counted
    for row in flows.itertuples():
        lags = [reference.lag(a) for source, a in taken if (source, a.outlet) == (row.source, row.outlet)]
        known = [lag for lag in lags if lag is not None]
        assert pd.isna(row.lag_hours) if not known else row.lag_hours == pytest.approx(median(known), abs=1e-3)

    own = counts.own_share(reader, flt)
    assert own["articles"].sum() == len(passing) == own[["own", "reprints", "unknown"]].to_numpy().sum()
    assert dict(zip(own["outlet"], own["reprints"], strict=True)) == {
        name: sum(a.outlet == name for _, a in taken) for name in own["outlet"]
    }
    unknown = Counter(a.outlet for a in repeated if reference.source(a) is None)
    assert {o: n for o, n in zip(own["outlet"], own["unknown"], strict=True) if n} == unknown
    listed = set(own["outlet"])
    assert own["reprinted"].sum() == len({(source, a.text) for source, a in taken if source in listed})

    texts = Counter(a.text for a in passing)
    assert counts.repeated(reader, flt) == len(passing) - len(texts)
    once = counts.articles_page(reader, flt, once=True)
    assert sorted(once["copies"] + 1) == sorted(texts.values())
    large = counts.largest_groups(reader, flt, None)
    assert sorted(large["articles"]) == sorted(n for n in texts.values() if n > 1)
    assert set(large["article_id"]) == {reference.first[t].article_id for t, n in texts.items() if n > 1}
    told = {reference.first[a.text].article_id: reference.source(a) is not None for a in repeated}
    assert all(row.known == told[row.article_id] for row in large.itertuples())

    for a in repeated[:2]:
        members = counts.copies_of(reader, a.article_id)
        assert members["article_id"].iloc[0] == reference.first[a.text].article_id
        assert set(members["article_id"]) == {m.article_id for m in reference.group(a)}
        assert set(members["known"]) == {reference.source(a) is not None}
    for a in passing[:2]:
        assert counts.article_sources(reader, a.article_id) == tuple(sorted(set(a.row.sources)))
    credited = Counter(source for a in passing for source in set(a.row.sources))
    assert dict(counts.sources(reader, flt, None)[["source", "articles"]].itertuples(index=False)) == credited
    by_outlet = Counter((source, a.outlet) for a in passing for source in set(a.row.sources))
    assert {(r.source, r.outlet): r.articles for r in counts.credited(reader, flt, None).itertuples()} == by_outlet
    bulletins = [a for a in passing if a.row.series]
    series = counts.largest_series(reader, flt, None)
    assert series["articles"].to_list() == ([len(bulletins)] if len(bulletins) > 1 else [])
    for a in bulletins[:1]:
        assert len(counts.bulletins_of(reader, a.article_id)) == sum(
            b.row.series is not None for b in reference.articles
        )


def check_names(reader, reference, flt, found):
    passing = reference.passing(flt, found)
    for name in NAMES:
        own = [a for a in passing if name in a.row.names]
        figures = counts.name_figures(reader, flt, name)
        assert figures == counts.NameFigures(
            **{unit: measure(own, unit, name) for unit in ("articles", "texts", "outlets", "occurrences")}
        )
        beside = Counter(other for a in own for other in set(a.row.names) - {name})
        company = counts.named_beside(reader, flt, name, 10)
        assert pairs(company, "entity_id") == {other: (n, len(own)) for other, n in beside.items()}
        assert len(counts.named_beside(reader, flt, name, 1)) == min(1, len(beside))
        dated = sorted(a.row.published for a in own if a.row.published)
        for ascending in (True, False) if dated else ():
            end = counts.articles_page(reader, flt, "published_at", not ascending, 1, carrying=name)
            assert end["published_at"].iloc[0] == dated[0 if ascending else -1]
