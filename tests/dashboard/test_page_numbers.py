"""What pages print around their charts against what pandas counts: every sentence, figure, table and list with a number.

A sentence that a page fills a number into and that no twin here reckons fails: "no twin for key …".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.state import State, encode
from dashboard.texts import Texts
from data.filter import LEVELS, NOT_STATED, UNITS, Filter
from data.settings import INTERFACES
from tests.dashboard import page_twin as twin
from tests.dashboard.conftest import write_archive
from tests.dashboard.page_twin import Asked, percent
from tests.dashboard.reading_pages import Printed, Recorder, Told, keys_of, numbers, plain, read, rows_of, told

Numbers = tuple[float | None, ...]
EXAMPLES = max(2, settings.default.max_examples // 6)  # of each page: one costs about 0.3 s
DRAWN = (
    Phase.explicit,
    Phase.reuse,
    Phase.generate,
)  # a simpler state is sought for minutes, and the first tells enough
UNITS_OF_ALL = ("articles", "texts", "outlets")
ALL = len(twin.TWIN)


@pytest.fixture(scope="module")
def archive(new_workspace):
    workspace = new_workspace()
    write_archive(workspace, twin.written())
    return workspace


days = st.none() | st.integers(0, twin.DAYS - 1).map(lambda n: twin.FIRST + pd.Timedelta(days=n))


@st.composite
def filters(draw) -> Filter:
    start, end = draw(days), draw(days)
    if start and end and start > end:
        start, end = end, start
    few = [twin.placed("topic")[label] for label in ("Газ", "Суды")] + [twin.placed("theme")["Власть"], NOT_STATED]

    def some(values: list) -> tuple:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=1)))

    return Filter(
        start=start,
        end=end,
        languages=some(twin.LANGUAGES),
        outlets=some(["Маяк", "Сигма", NOT_STATED]),
        topics=some(few),
        entities=some(list(twin.ENTITIES.values())),
        words=draw(st.sampled_from(["", "", twin.WORD])),
    )


states = st.builds(
    State,
    filter=filters(),
    level=st.sampled_from(LEVELS),
    unit=st.sampled_from(UNITS),
    measure=st.sampled_from(["share", "count"]),
    each=st.booleans(),
    lang=st.sampled_from(INTERFACES),
)


# what a page's twin says: its sentences by key, rows of figures, tables by title, and lines of lists


def unit_of(asked: Asked, units: tuple[str, ...] = UNITS_OF_ALL) -> str:
    return asked.state.unit if asked.state.unit in units else "articles"


def base_of(asked: Asked, unit: str, without: str) -> pd.DataFrame:
    """What a share divides by; outlets divide by those that published at all."""
    return asked.passing("subject" if unit == "outlets" else without)


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["day"].notna()]


def said_everywhere(asked: Asked) -> dict[str, list[Numbers]]:
    """The banner and the sidebar."""
    undated = asked.but_period()["day"].isna().sum()
    key = "filters.undated.left" if asked.flt.start or asked.flt.end else "filters.undated"
    return {
        "count.articles": [(ALL,)],
        "count.outlets": [(twin.TWIN["outlet"].nunique(),)],
        "filters.passing": [(len(asked.passing()), ALL)],
        key: [(undated,)] if undated else [],
    }


def without(rows: pd.DataFrame, level: str) -> pd.Series:
    """Articles without a theme, topic or story by the reason, most first."""
    lacking = rows[rows[level].isna()]
    reasons = lacking["story_reason"].fillna(lacking["reason"]) if level == "story" else lacking["reason"]
    found = reasons.value_counts()
    return found.loc[sorted(found.index, key=lambda reason: (-found[reason], reason))]


def overview(asked: Asked) -> dict[str, list[Numbers]]:
    rows, level, unit = asked.passing(), asked.state.level, unit_of(asked)
    reasons = without(rows, level)
    topics, names = twin.by_label(rows, level, unit), twin.by_name(rows, unit)
    is_share = asked.flt.has_subject() and asked.state.measure == "share" and unit == "articles"
    return {
        "caption.volume_share": [(len(dated(asked.passing("subject"))),)] if is_share and len(dated(rows)) else [],
        "figure.reasons": [tuple(reasons)] if len(reasons) else [],
        f"caption.largest.{level}": [(twin.units(base_of(asked, unit, "topics"), unit),)] if topics else [],
        "caption.largest.entities": [(twin.units(base_of(asked, unit, "entities"), unit),)] if names else [],
        "caption.movers": [(5,)],
    }


def overview_figures(asked: Asked) -> list[tuple[str, Numbers]]:
    rows, level = asked.passing(), asked.state.level
    return [
        ("figure.articles", (len(rows),)),
        ("figure.reprints", (percent(twin.repeated(rows), len(rows)),)),
        ("figure.outlets", (twin.TWIN["outlet"].nunique(),)),
        (f"figure.{level}", (twin.TWIN[level].nunique(),)),
        (f"figure.without.{level}", (percent(rows[level].isna().sum(), len(rows)),)),
    ]


def ranking(counted: Mapping[str, int], base: int) -> dict[str, Numbers]:
    return {label: (n, percent(n, base)) for label, n in counted.items()}


def topics_ranked(asked: Asked, unit: str) -> dict[str, Numbers]:
    base = twin.units(base_of(asked, unit, "topics"), unit)
    return ranking(twin.by_label(asked.passing(), asked.state.level, unit), base)


def overview_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    unit, level = unit_of(asked), asked.state.level
    base = twin.units(base_of(asked, unit, "entities"), unit)
    return {
        f"largest.{level}": topics_ranked(asked, unit),
        "largest.entities": ranking(twin.by_name(asked.passing(), unit), base),
    }


def topics(asked: Asked) -> dict[str, list[Numbers]]:
    rows, level = asked.passing(), asked.state.level
    unit = unit_of(asked, ("articles", "texts"))
    based_on = dated(asked.passing("topics"))
    drawn = twin.by_label(rows, level, unit)
    lacking = rows[level].isna().sum()
    is_said = bool(twin.by_label(dated(rows), level, unit)) and unit == "articles"
    return {
        f"caption.topics.{level}": [(len(based_on),)] if is_said else [],
        "without.share": [(percent(lacking, len(rows)), lacking)] if lacking and drawn else [],
        **({f"trust.solid.{level}": [(90, 12.5)]} if level != "story" and drawn else {}),
    }


def topics_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    unit, level = unit_of(asked, ("articles", "texts")), asked.state.level
    listed = topics_ranked(asked, unit)
    if level == "theme" and listed:  # of few themes the largest is unfolded
        ids = twin.placed("theme")
        largest = min(listed, key=lambda label: (-listed[label][0], ids[label]))
        inside = twin.by_label(asked.passing(), "topic", unit)
        base = twin.units(base_of(asked, unit, "topics"), unit)
        listed |= ranking({label: n for label, n in inside.items() if twin.THEMES[label] == largest}, base)
    return {f"topics.all.{level}": listed}


def topics_lines(asked: Asked, texts: Texts) -> list[str]:
    """Why articles are of none, and what they are nearest to."""
    rows, level = asked.passing(), asked.state.level
    if not twin.by_label(rows, level, unit_of(asked, ("articles", "texts"))):
        return []
    lines = [f"{texts.t(f'reason.{reason}')} {n}" for reason, n in without(rows, level).items()]
    far = rows[rows["topic"].isna() & (rows["reason"] == "no fit")]
    if level == "topic" and len(far):
        near = far["next"].value_counts()
        ids = twin.placed("topic")
        order = sorted(near.index, key=lambda label: (-near[label], ids[label]))
        lines += [f"{texts.t('without.nearest')} {' · '.join(f'{label} {near[label]}' for label in order)}"]
    return lines


def mentions(asked: Asked) -> dict[str, list[Numbers]]:
    rows, unit, based_on = asked.passing(), asked.state.unit, asked.passing("entities")
    ranked, over_time = twin.by_name(rows, unit), twin.by_name(dated(rows), unit)
    chosen = {name for name, i in twin.ENTITIES.items() if i in asked.flt.entities} or set(ranked)
    drawn = [name for name in over_time if name in chosen]
    if not ranked:
        return {}
    if unit == "occurrences":
        of_series = [of_kinds(drawn, dated(based_on))] if drawn else []
        return {"caption.occurrences": [*of_series, of_kinds(ranked, based_on)]}
    base = twin.units(base_of(asked, unit, "entities"), unit)
    of_articles = [(len(dated(based_on)),)] if drawn and unit == "articles" else []
    return {"caption.mentions": of_articles, "caption.largest.entities": [(base,)]}


def of_kinds(names: Iterable[str], based_on: pd.DataFrame) -> Numbers:
    """Occurrences divide by those of names of the same kind."""
    return tuple(twin.occurrences(based_on, kind=kind) for kind in sorted({twin.KINDS[name] for name in names}))


def reprints(asked: Asked) -> dict[str, list[Numbers]]:
    rows = asked.passing()
    flows, credited = taken(rows), rows.explode("credits")["credits"].dropna()
    return {
        "caption.matrix": [(len(rows),)] if len(flows) >= 3 else [],
        "caption.sources": [(len(rows),)] if len(credited) else [],
    }


def reprints_figures(asked: Asked) -> list[tuple[str, Numbers]]:
    rows = asked.passing()
    series = rows["series"].value_counts()
    return [
        ("figure.passing", (len(rows),)),
        ("figure.texts", (rows["text"].nunique(),)),
        ("figure.reprint_share", (percent(twin.repeated(rows), len(rows)),)),
        ("figure.series", ((series > 1).sum(),)),
    ]


def copies(rows: pd.DataFrame) -> pd.DataFrame:
    """Articles of groups with their first publisher (null: not stated) and how many hours after it they came."""
    found = rows[rows["group"].notna()].copy()
    firsts = twin.FIRSTS.loc[found["group"]]
    found["source"], found["is_first"] = list(firsts["outlet"]), found["id"].to_numpy() == firsts["id"].to_numpy()
    found["lag"] = [
        None if at is None or own else (at - first).total_seconds() / 3600
        for at, first, own in zip(found["at"], firsts["at"], found["is_first"], strict=True)
    ]
    return found


def taken(rows: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """Articles whose text another outlet published first, by that one and their own."""
    found = copies(rows)
    found = found[found["source"].notna() & (found["source"] != found["outlet"].fillna(""))]
    return {(source, outlet): some for (source, outlet), some in found.groupby(["source", found["outlet"].fillna("")])}


def duration(hours: float | None) -> Numbers:
    """The numbers of a span of time in words: days from two on, else hours and minutes."""
    if hours is None or pd.isna(hours):
        return ()
    minutes = round(60 * hours)
    if minutes >= 2880 or (minutes and minutes % 1440 == 0):
        return (round(minutes / 1440),)
    return tuple(n for n in divmod(minutes, 60) if n)


def reprints_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    rows, texts = asked.passing(), Texts(asked.state.lang)
    found, credited = copies(rows), rows.explode("credits").dropna(subset=["credits"])
    flows: dict[str, Numbers] = {}
    for (source, outlet), some in taken(rows).items():
        flows[f"{source} {outlet or texts.t('not_stated')}"] = (len(some), *duration(some["lag"].dropna().median()))
    own = {}
    for outlet, some in rows.groupby(rows["outlet"].fillna("")):
        alone = some["group"].isna().sum()
        told_ = found.loc[found.index.intersection(some.index)]
        mine = (told_["source"] == outlet).sum()
        unknown = told_["source"].isna().sum()
        others = found[(found["source"] == outlet) & (found["outlet"].fillna("") != outlet)]["text"].nunique()
        own[outlet or texts.t("not_stated")] = (
            len(some),
            alone + mine,
            len(some) - alone - mine - unknown,
            unknown,
            others,
        )
    groups = {
        twin.FIRSTS.loc[group, "title"]: (
            len(some),
            some["outlet"].nunique(),
            *duration(some["lag"].astype(float).max()),
        )
        for group, some in found.groupby("group")
        if len(some) > 1
    }
    sources = {source: (len(some), some["outlet"].nunique()) for source, some in credited.groupby("credits")}
    titles = twin.TWIN.set_index("id")["title"]
    series = {
        titles[twin.BULLETINS[name]]: (*([n] if (n := some["outlet"].nunique()) > 1 else []), len(some))
        for name, some in rows.groupby("series")
        if len(some) > 1
    }
    return {
        "reprints.flows": flows,
        "reprints.own": own,
        "reprints.groups": groups,
        "reprints.sources": sources,
        "reprints.series": series,
    }


def articles(asked: Asked) -> dict[str, list[Numbers]]:
    rows = asked.passing()
    repeats = 0 if asked.state.each else twin.repeated(rows)
    if repeats:
        return {"articles.texts": [(rows["text"].nunique(), len(rows))]}
    return {"count.articles": [(len(rows),), (ALL,)]}


PAGES: dict[str, Callable[[Asked], dict[str, list[Numbers]]]] = {
    "overview": overview,
    "topics": topics,
    "mentions": mentions,
    "reprints": reprints,
    "articles": articles,
}
FIGURES = {"overview": overview_figures, "reprints": reprints_figures}
TABLES = {"overview": overview_tables, "topics": topics_tables, "reprints": reprints_tables}
LINES = {"topics": topics_lines}
LEFT = {"overview": {"overview.changed"}, "topics": {"name"}}
CONSTANT = {"note.few.lines", "note.few.bars", "note.few.areas", "note.few.cells", "note.matrix"}
"""What says of a chart how it is drawn."""


@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=EXAMPLES, phases=DRAWN)
@given(state=states)
def test_every_number_of_a_page_is_that_of_its_twin(page, state, archive, run_page, monkeypatch):
    listened = Recorder()
    with monkeypatch.context() as patch:
        listened.listen(patch)
        app = run_page(archive, page, **encode(state))
    assert [each.message for each in app.exception] == []
    assert not app.error
    asked, printed, texts = Asked(state), read(app), Texts(state.lang)
    found = told(printed.lines, listened.found)
    if not len(asked.passing()):
        compared(found, said_everywhere(asked))
        return
    compared(found, said_everywhere(asked) | PAGES[page](asked))
    assert sorted(found.left_over) == sorted(LINES[page](asked, texts) if page in LINES else [])
    if page in FIGURES:
        (row,) = printed.figures
        compared_figures(row, FIGURES[page](asked), listened)
    if page in TABLES:
        compared_tables(printed, TABLES[page](asked), listened, LEFT.get(page, set()))
    if page == "mentions":
        listed = {row["name"]: row["count"] for frame in app.dataframe for row in frame.value.to_dict("records")}
        assert listed == {name: f"{n}" for name, n in twin.by_name(asked.passing(), state.unit).items()}
    if page == "articles":
        list_of_articles(app, asked)


def compared(found: Told, expected: Mapping[str, list[Numbers]]) -> None:
    unknown = {key: said for key, said in found.sentences.items() if key not in expected and key not in CONSTANT}
    assert not unknown, f"no twin for keys {unknown}"
    for key, said in expected.items():
        assert sorted(set(found.sentences.get(key, []))) == sorted(set(said)), key


def compared_figures(row: list[tuple[str, str]], expected: list[tuple[str, Numbers]], listened: Recorder) -> None:
    shown = [(numbers(value), keys_of(plain(what), listened.found)) for value, what in row]
    assert len(shown) == len(expected)
    for (value, keys), (key, number) in zip(shown, expected, strict=True):
        assert key in keys
        assert value == number, key


def compared_tables(
    printed: Printed, expected: dict[str, dict[str, Numbers]], listened: Recorder, left: set[str]
) -> None:
    seen = set()
    for table in printed.tables:
        keys = keys_of(table.title or table.rows[0][0], listened.found)
        if keys & left:
            continue
        (key,) = keys & set(expected) or pytest.fail(f"no twin for a table of {keys}")
        seen.add(key)
        of_it = expected[key]
        rows = rows_of(table, listened.found)
        for label, shown in rows:
            name = max((name for name in of_it if name in label), key=len, default=None)
            assert name is not None, (key, label)
            assert shown == tuple(n for n in of_it[name] if n is not None), (key, name)
        assert len(rows) == len(of_it), key
    assert {key for key, rows in expected.items() if rows} <= seen


def list_of_articles(app, asked: Asked) -> None:
    """Each text once, with how many more articles have it; or every article."""
    rows, (frame,) = asked.passing(), (each.value for each in app.dataframe)
    once = not asked.state.each
    assert len(frame) == (rows["text"].nunique() if once else len(rows))
    more = rows["text"].value_counts() - 1
    expected = sorted(more[more > 0]) if once else []
    copies_ = frame["copies"] if "copies" in frame else pd.Series(dtype=str)
    assert sorted(int("".join(filter(str.isdigit, said))) for said in copies_ if said) == expected
