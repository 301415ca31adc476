import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.annotate import body_hash
from analytics.colours import own_colours
from analytics.reprints import reprint_groups

BODY = "Министры обороны стран НАТО собрались в Брюсселе, чтобы договориться о новых командованиях и расходах. "


def test_case_spaces_and_punctuation_do_not_tell_bodies_apart():
    other = (
        "  МИНИСТРЫ обороны — стран «НАТО» собрались в Брюсселе чтобы договориться о новых командованиях; и расходах!"
    )
    assert body_hash(BODY) == body_hash(other) != body_hash(BODY + "Ещё")


def test_short_bodies_are_never_reprints():
    assert body_hash("Коротко.") is None


def groups(rows):
    facts = pd.DataFrame([(i, h) for i, h, _ in rows], columns=["article_id", "body_hash"])
    times = pd.to_datetime([t for *_, t in rows], utc=True).astype("datetime64[us, UTC]")
    articles = pd.DataFrame({"article_id": [i for i, *_ in rows], "published_at": times})
    found = reprint_groups(facts, articles)
    return [None if pd.isna(g) else g for g in found]


def test_a_group_is_named_after_its_first_article():
    assert groups([("b", "h", "2018-01-02"), ("a", "h", "2018-01-03"), ("c", "x", "2018-01-01")]) == ["b", "b", None]


def test_undated_copies_come_last_and_hashless_articles_stand_alone():
    assert groups([("a", "h", None), ("b", "h", "2018-01-03"), ("c", None, None), ("d", None, None)]) == [
        "b",
        "b",
        None,
        None,
    ]


@given(
    st.lists(st.text("abcdefghijklm", min_size=1, max_size=2), unique=True),
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 7)),
)
def test_eight_colours_all_different_and_kept_where_possible(largest, before):
    before = {i: n for n, i in {n: i for i, n in before.items()}.items()}
    owned = own_colours(largest, before)
    assert set(owned) == set(largest[:8])
    assert len(set(owned.values())) == len(owned)
    assert all(owned[i] == before[i] for i in owned if i in before)
