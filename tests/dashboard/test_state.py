"""The address codec: every state survives, whatever else comes is dropped and said."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.trends.periods import key_of, start_of
from dashboard.state import (
    CHARTS,
    LONGEST_WORDS,
    MOST_SHOWN,
    MOST_VALUES,
    OPENED,
    SORTABLE,
    Drill,
    Dropped,
    EditionIds,
    Opened,
    Order,
    State,
    clean_words,
    decode,
    drilled,
    elsewhere,
    encode,
    from_widgets,
    mentioned_topics,
    settle,
    to_widgets,
    with_entities_as,
)
from data.filter import LEVELS, NOT_STATED, STEPS, UNITS, Filter
from data.lake.coverage import coverage_of
from data.schema import KINDS
from data.settings import INTERFACES

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ids = texts.filter(lambda t: t != NOT_STATED)
several = st.lists(ids, max_size=4, unique=True).map(tuple)
with_none = st.lists(ids | st.just(NOT_STATED), max_size=4, unique=True).map(tuple)
days = st.dates(date(1000, 1, 8), date(9999, 12, 20))
keys = st.builds(lambda day, step: key_of(start_of(day, step), step), days, st.sampled_from(STEPS))
weeks = days.map(lambda day: key_of(start_of(day, "week"), "week"))


@st.composite
def filters(draw):
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and start > end:
        start, end = end, start
    return Filter(
        start=start,
        end=end,
        languages=draw(several),
        outlets=draw(with_none),
        topics=draw(with_none),
        entities=draw(several),
        together=draw(st.booleans()),
        words=clean_words(draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))),
    )


orders = st.sampled_from(sorted(SORTABLE)).flatmap(
    lambda table: st.builds(Order, st.just(table), st.sampled_from(SORTABLE[table]), st.booleans())
)
drills = st.builds(Drill, st.none() | keys, with_none, st.none() | ids, st.none() | ids | st.just(""))
states = st.builds(
    State,
    filter=filters(),
    show=st.none() | st.lists(ids, max_size=MOST_SHOWN, unique=True).map(tuple),
    week=st.none() | weeks,
    drill=drills,
    open=st.none() | st.builds(Opened, st.sampled_from(OPENED), ids),
    level=st.sampled_from(LEVELS),
    unit=st.sampled_from(UNITS),
    measure=st.sampled_from(["share", "count"]),
    by=st.none() | st.sampled_from(STEPS),
    chart=st.none() | st.sampled_from(CHARTS),
    kind=st.none() | st.sampled_from(KINDS),
    lang=st.none() | st.sampled_from(INTERFACES),
    each=st.booleans(),
    own=st.booleans(),
    apart=st.booleans(),
    sort=st.lists(orders, max_size=4, unique_by=lambda order: order.table).map(tuple),
)


@given(states)
def test_every_state_survives_the_address(state):
    assert decode(encode(state)) == (state, ())


@given(filters())
def test_every_filter_survives_the_controls(flt):
    assert from_widgets(to_widgets(flt)) == flt


@given(
    st.dictionaries(
        st.sampled_from([*encode(State()), "from", "to", "drill", "open", "week", "words", "x"]) | texts,
        st.lists(st.text(max_size=30), max_size=5),
        max_size=8,
    )
)
def test_whatever_comes_is_read_and_reads_the_same_again(parameters):
    state, _ = decode(parameters)
    assert decode(encode(state)) == (state, ())


def test_a_bare_address_is_the_default_state_and_has_no_parameter():
    assert decode({}) == (State(), ())
    assert encode(State()) == {}


def test_e8_script_huge_values_and_unknown_parameters_are_dropped_and_named():
    state, dropped = decode(
        {
            "language": ["<script>alert(1)</script>" * 100],
            "from": ["../../etc/passwd"],
            "unit": ["<script>"],
            "words": ["а" * 1_000_000],
            "page": ["../../"],
            **{f"p{n}": ["1"] for n in range(1000)},
        }
    )
    assert state == State(filter=Filter(words="а" * LONGEST_WORDS))
    assert {"language", "from", "unit", "words", "page", "p999"} <= {d.parameter for d in dropped}
    assert len(dropped) == 1005


def test_e8_of_a_thousand_values_fifty_are_used():
    state, dropped = decode({"outlet": [f"Газета {n}" for n in range(1000)]})
    assert len(state.filter.outlets) == MOST_VALUES
    assert dropped == (Dropped("outlet"),)


@pytest.mark.parametrize(
    "parameters",
    [
        {"week": ["2017-12"]},
        {"week": ["2017-W60"]},
        {"drill": ["period:tomorrow"]},
        {"drill": ["colour:red"]},
        {"open": ["topic:"]},
        {"by": ["year"]},
        {"level": ["cluster"]},
        {"from": ["2017-13-01"]},
    ],
)
def test_a_value_that_says_nothing_is_dropped(parameters):
    assert decode(parameters) == (State(), (Dropped(next(iter(parameters))),))


def test_dates_in_the_wrong_order_are_put_right():
    state, _ = decode({"from": ["2018-02-01"], "to": ["2018-01-01"]})
    assert (state.filter.start, state.filter.end) == (date(2018, 1, 1), date(2018, 2, 1))


DAYS = np.array(["2017-11-01", "2018-02-28"], dtype="datetime64[D]")
COVERAGE = coverage_of(DAYS, np.array([200, 183]), undated=17)
KNOWN = EditionIds({"ru", "en"}, {"Маяк", "Вестник"}, {"t1", "t2"}, {"e1"})


def test_ids_the_edition_does_not_have_are_dropped_and_reported():
    state = State(
        filter=Filter(languages=("ru", "xx"), outlets=("Маяк", NOT_STATED), topics=("t1", "gone"), entities=("e9",)),
        show=("t2", "e9"),
        drill=Drill(topic=("gone",), outlet="Маяк"),
        open=Opened("topic", "gone"),
    )
    settled, dropped = settle(state, KNOWN, COVERAGE)
    assert settled.filter == Filter(languages=("ru",), outlets=("Маяк", NOT_STATED), topics=("t1",))
    assert (settled.show, settled.drill, settled.open) == (("t2",), Drill(outlet="Маяк"), None)
    assert {d.parameter for d in dropped} == {"language", "topic", "name", "show", "drill", "open"}


def test_every_id_that_may_be_a_storys_is_looked_up_once():
    state = State(
        filter=Filter(topics=("t1", NOT_STATED, "s1")),
        show=("s2", "s1"),
        drill=Drill(topic=("s3",)),
        open=Opened("topic", "s4"),
    )
    assert mentioned_topics(state) == ("t1", "s1", "s3", "s4", "s2")
    assert mentioned_topics(State(drill=Drill(topic=(NOT_STATED,)), open=Opened("name", "e1"))) == ()


def test_a_level_that_an_older_archive_lacks_is_dropped_and_reported():
    settled, dropped = settle(State(level="theme"), replace(KNOWN, levels=("topic",)), COVERAGE)
    assert (settled.level, dropped) == ("topic", (Dropped("level"),))
    assert settle(State(level="theme"), KNOWN, COVERAGE) == (State(level="theme"), ())


def test_a_period_is_cut_to_coverage_without_a_word():
    state = State(filter=Filter(start=date(1, 1, 1), end=date(9999, 12, 31)))
    settled, dropped = settle(state, KNOWN, COVERAGE)
    assert (settled.filter.start, settled.filter.end) == (date(2017, 11, 1), date(2018, 2, 28))
    assert dropped == ()


def test_a_period_reaches_what_axes_leave_out():
    days = np.array(["1914-08-01", "2018-01-01", "2018-01-20"], dtype="datetime64[D]")
    state = State(filter=Filter(start=date(1900, 1, 1), end=date(1914, 12, 31)))
    settled, _ = settle(state, KNOWN, coverage_of(days, np.array([1, 5, 5])))
    assert settled.filter == Filter(start=date(1914, 8, 1), end=date(1914, 12, 31))


def test_a_period_outside_coverage_stays_empty():
    settled, _ = settle(State(filter=Filter(start=date(2030, 1, 1))), KNOWN, COVERAGE)
    assert settled.filter.start == date(2030, 1, 1)


def test_an_article_may_be_opened_that_no_list_offers():
    assert settle(State(open=Opened("article", "abc")), KNOWN, COVERAGE)[0].open == Opened("article", "abc")


def test_a_drill_replaces_the_filter_of_its_own_dimension_only():
    flt = Filter(
        start=date(2017, 11, 1),
        end=date(2017, 11, 5),
        languages=("ru",),
        topics=("t1",),
        entities=("e1", "e2"),
        together=True,
    )
    state = State(filter=flt, drill=Drill(period="2017-W49", topic=(NOT_STATED,)))
    assert drilled(state) == replace(flt, start=date(2017, 12, 4), end=date(2017, 12, 10), topics=(NOT_STATED,))
    assert drilled(State(filter=flt, drill=Drill(name="e3"))) == replace(flt, entities=("e3",), together=False)
    assert drilled(State(filter=flt, drill=Drill(topic=("t2", "t3")))) == replace(flt, topics=("t2", "t3"))
    assert drilled(State(filter=flt)) == flt


def test_another_page_gets_filters_and_switches_but_not_what_was_opened():
    state = State(
        filter=Filter(words="санкции"),
        show=("t1",),
        week="2017-W49",
        drill=Drill(topic=("t1",)),
        open=Opened("topic", "t1"),
        level="story",
        unit="texts",
        by="day",
        lang="en",
        each=True,
        own=True,
        apart=True,
    )
    kept = {"level": "story", "unit": "texts", "by": "day", "lang": "en", "each": True, "own": True, "apart": True}
    assert elsewhere(state) == State(filter=Filter(words="санкции"), **kept)


def test_a_link_to_what_became_part_of_another_leads_there():
    before = State(
        filter=Filter(entities=("a", "b", "c")), drill=Drill(name="a"), open=Opened("name", "a"), show=("a", "t1")
    )
    after = State(filter=Filter(entities=("b", "c")), drill=Drill(name="b"), open=Opened("name", "b"), show=("b", "t1"))
    assert with_entities_as(before, lambda i: "b" if i == "a" else i) == after
    assert with_entities_as(before, str) == before
