"""Names of groups: given once, merged with a record, resolved on read."""

import pandas as pd

from analytics.copies.groups import name, resolved

NONE = pd.Index([], dtype="str")


def members(*rows):
    found = pd.DataFrame(rows, columns=["article_id", "day", "group", "cluster"])
    found["published_at"] = pd.Timestamp("2020-05-01", tz="UTC") + pd.to_timedelta(found.pop("day"), unit="D")
    return found.astype({"group": "str"})


def named(*rows, used=NONE):
    groups, lineage = name(members(*rows), used)
    return groups.fillna("").tolist(), list(lineage.itertuples(index=False, name=None))


def test_a_group_is_named_after_its_first_article():
    assert named(("b", 1, None, "x"), ("a", 2, None, "x"), ("c", 0, None, "y"), ("d", None, None, "x")) == (
        ["b", "b", "", "b"],
        [],
    )


def test_a_first_article_that_arrives_late_does_not_rename_it():
    assert named(("a", 0, None, "x"), ("b", 1, "b", "x"), ("c", 2, "b", "x")) == (["b", "b", "b"], [])


def test_two_groups_that_turn_out_to_be_one():
    groups, lineage = named(
        ("a", 2, "a", "x"), ("b", 3, "a", "x"), ("c", 1, "c", "x"), ("d", 4, "c", "x"), ("e", 5, None, "x")
    )
    assert (groups, lineage) == (["c"] * 5, [("a", "c")])


def test_a_group_stays_with_the_article_it_is_named_after():
    rows = (("a", 0, "a", "x"), ("b", 1, "a", "y"), ("c", 2, "a", "y"), ("d", 3, "a", "z"))
    assert named(*rows, used=pd.Index(["a"])) == (["a", "b", "b", ""], [])


def test_a_group_whose_name_giver_was_removed_stays_with_its_first_article():
    assert named(("b", 1, "a", "x"), ("c", 2, "a", "x")) == (["a", "a"], [])


def test_a_name_is_never_given_twice():
    rows = (("a", 0, "z", "x"), ("b", 1, None, "x"), ("z", 0, "z", "y"))
    assert named(*rows, used=pd.Index(["a", "z"])) == (["b", "b", "z"], [])


def test_merges_are_resolved_to_their_end():
    lineage = pd.DataFrame({"group": ["a", "b", "d"], "into": ["b", "c", "e"]}, dtype="str")
    given = pd.Series(["a", "b", "c", "d", None, "q"], dtype="str")
    assert resolved(given, lineage).fillna("").tolist() == ["c", "c", "c", "e", "", "q"]
    assert resolved(given, lineage[:0]).fillna("").tolist() == ["a", "b", "c", "d", "", "q"]
