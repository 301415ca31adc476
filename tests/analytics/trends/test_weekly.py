"""Stray dates in archives that were imported and analysed as anybody would."""

from datetime import date

import pytest

from analytics.pipeline import analyse
from analytics.trends.answers import mentions_answer, weekly_answer
from analytics.trends.periods import calendar
from data.errors import NothingToAnswer
from data.filter import Filter
from data.intake import import_paths
from data.lake import counts, doctor
from data.lake.archive import Archive


def analysed(workspace, path):
    import_paths(workspace, [path])
    analyse(workspace)
    return Archive.open(workspace).reader()


@pytest.mark.fit
def test_one_article_in_a_later_week_does_not_make_it_the_default(workspace, cases):
    reader = analysed(workspace, cases / "engine" / "stray-last-week.csv")
    found = weekly_answer(reader, None, "ru")
    assert (found["week"], found["compared_with"], found["days"]) == ("2018-W03", "2018-W02", 7)
    weeks = calendar(counts.coverage(reader), "week").set_index("key")
    assert weeks.index[weeks["partial"]].tolist() == ["2018-W04", "2018-W05"]
    assert not weeks["gap"].any()


def test_one_article_of_1914_is_kept_named_and_on_no_axis_but_its_own(workspace, cases):
    reader = analysed(workspace, cases / "engine" / "lone-1914.csv")
    stray = date(1914, 8, 1)
    assert counts.passing(reader, Filter()).articles == 2
    (said,) = [found.what for found in doctor.examine(workspace) if found.level == "warning"]
    assert str(stray) in said
    days = mentions_answer(reader, "Швеция", Filter(), "day", "articles")
    assert [(row["period"], row["count"]) for row in days["series"]] == [("2018-01-31", 1)]
    assert days["outside"] == [{"articles": 1, "from": stray, "to": stray}]
    asked = mentions_answer(reader, "Швеция", Filter(start=stray, end=stray), "day", "articles")
    assert [(row["period"], row["count"]) for row in asked["series"]] == [("1914-08-01", 1)]
    with pytest.raises(NothingToAnswer, match="no full week"):
        weekly_answer(reader, None, "ru")
