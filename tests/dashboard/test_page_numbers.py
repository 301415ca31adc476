"""What pages print around their charts against what pandas counts: every sentence, figure, table and list with a number.

A sentence that a page fills a number into and that no twin here reckons fails: "no twin for key …".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from dashboard.state import Opened, State, encode
from dashboard.texts import Texts
from data.filter import LEVELS, NOT_STATED, UNITS, Filter
from data.settings import INTERFACES
from tests.dashboard import page_twin as twin
from tests.dashboard.conftest import write_archive
from tests.dashboard.page_twin import Asked, percent
from tests.dashboard.reading_pages import Printed, Recorder, Told, keys_of, numbers, plain, read, rows_of, told

Numbers = tuple[float | None, ...]
EXAMPLES = (settings.default.max_examples - 14) // 4  # of each page four, one in `quick`: one costs about 0.3 s
DRAWN = (
    Phase.explicit,
    Phase.reuse,
    Phase.generate,
)  # a simpler state is sought for minutes, and the first tells enough
UNITS_OF_ALL = ("articles", "texts", "outlets")
MORE = ("more", "fewer")
ALL, LEAST = len(twin.TWIN), 5  # articles of what is listed among changes


@pytest.fixture(scope="module")
def archive(new_workspace):
    workspace = new_workspace()
    write_archive(workspace, twin.written())
    return workspace


OPENED = [Opened("topic", i) for i in twin.labels()]
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
    week=st.none() | st.sampled_from(twin.WEEKS),
    open=st.none() | st.sampled_from([*OPENED, *(Opened("name", i) for i in twin.ENTITIES.values())]),
    lang=st.sampled_from(INTERFACES),
)


PARTED = State(
    filter=Filter(outlets=("Сигма",)),
    open=Opened("topic", twin.placed("topic")["Газ"]),
    unit="texts",
    week=twin.WEEKS[0],
    lang="en",
)
"""Reprints pass without the article that they repeat, and the week has none before it."""


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
        "caption.movers": [(LEAST,)],
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


def last_week(asked: Asked) -> Asked:
    return Asked(replace(asked.state, week=None))


def overview_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    unit, level = unit_of(asked), asked.state.level
    base = twin.units(base_of(asked, unit, "entities"), unit)
    return {
        f"largest.{level}": topics_ranked(asked, unit),
        "largest.entities": ranking(twin.by_name(asked.passing(), unit), base),
        "overview.changed": {label: (pp, more, n) for label, (pp, more, n, _) in moved(last_week(asked)).items()},
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
        f"caption.largest.{level}": [(twin.units(base_of(asked, unit, "topics"), unit),)] if drawn else [],
        **solid(looked_at(asked, topics_ranked(asked, unit))[0] if drawn else ""),
    }


def solid(label: str) -> dict[str, list[Numbers]]:
    """How far a theme or topic can be trusted, as `write_archive` has it of all; nothing is said of a story."""
    level = level_of(label) if label else "story"
    return {f"trust.solid.{level}": [(90, 12.5)]} if level != "story" else {}


def topics_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    unit, level = unit_of(asked, ("articles", "texts")), asked.state.level
    ranked = topics_ranked(asked, unit)
    if not ranked:
        return {}
    own, is_asked = looked_at(asked, ranked)
    unfolded = twin.path_of(own) if is_asked or level == "theme" else []  # of few themes the largest is unfolded
    base, listed = twin.units(base_of(asked, unit, "topics"), unit), dict(ranked)
    for label in (each for each in unfolded if level != "story"):
        below, inside = twin.children(label)
        counted = twin.by_label(asked.passing(), below, unit)
        if label in listed and below != level:
            listed |= ranking({each: counted[each] for each in inside if each in counted}, base)
    return {f"topics.all.{level}": listed, "name": beside(asked, own)}


def looked_at(asked: Asked, ranked: Mapping[str, Numbers]) -> tuple[str, bool]:
    """The label of what is opened, and whether the address says so; else the largest."""
    opened, ids = asked.state.open, twin.placed(asked.state.level)
    if opened and opened.what == "topic":
        return twin.labels()[opened.id][1], True
    return min(ranked, key=lambda label: (-ranked[label][0], ids[label])), opened is not None


def inside_of(asked: Asked, label: str) -> pd.DataFrame:
    """The articles of a theme, topic or story that pass."""
    return of_label(asked.passing(), label)


def beside(asked: Asked, label: str) -> dict[str, Numbers]:
    """The names that its articles mention."""
    return {name: (n,) for name, n in twin.by_name(inside_of(asked, label), "articles").items()}


def copied(rows: pd.DataFrame) -> list[Numbers]:
    """How many more articles may be said to carry a headline's text."""
    return [(n,) for most in rows["group"].value_counts() for n in range(1, most)]


def opened_topic(asked: Asked) -> str:
    """The label of the topic whose page it is: the one that is opened, else the largest of the archive."""
    sizes = twin.TWIN["topic"].value_counts()
    return (
        looked_at(asked, {})[0]
        if is_opened(asked, "topic")
        else min(sizes.index, key=lambda each: (-sizes[each], twin.placed("topic")[each]))
    )


def is_opened(asked: Asked, what: str) -> bool:
    return asked.state.open is not None and asked.state.open.what == what


def level_of(label: str) -> str:
    return next(level for level, each in twin.labels().values() if each == label)


def topic(asked: Asked) -> dict[str, list[Numbers]]:
    own = opened_topic(asked)
    rows, level = inside_of(asked, own), level_of(own)
    is_said = len(dated(rows)) and unit_of(asked) == "articles"
    return {
        f"caption.topics.{level}": [(len(dated(asked.passing("topics"))),)] if is_said else [],
        **solid(own),
    }


def topic_figures(asked: Asked) -> list[tuple[str, Numbers]]:
    rows = inside_of(asked, opened_topic(asked))
    if not len(rows):
        return []
    units = [(f"figure.name.{unit}", (twin.units(rows, unit),)) for unit in UNITS_OF_ALL]
    return [*units, ("figure.topic.reprints", (percent(twin.repeated(rows), len(rows)),))]


def topic_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    own = opened_topic(asked)
    rows = inside_of(asked, own)
    if not len(rows):
        return {}
    stories = {label: (len(some), some["outlet"].nunique()) for label, some in rows.groupby("story")}
    near = rows[rows["topic"].notna()]["next"].value_counts()
    outside = {label: (n, n) for label, n in near.items() if twin.THEMES[label] != own}
    tables = {"name": beside(asked, own)}
    return (
        tables if level_of(own) == "story" else tables | {"topic_page.stories": stories, "topic_page.beside": outside}
    )


def opened_name(asked: Asked) -> str:
    """The name whose page it is: the one that is opened, else the most mentioned."""
    if is_opened(asked, "name"):
        return next(name for name, i in twin.ENTITIES.items() if i == asked.state.open.id)
    counted = twin.by_name(twin.TWIN, "articles")
    return max(counted, key=lambda name: (counted[name], twin.by_name(twin.TWIN, "occurrences")[name]))


def name(asked: Asked) -> dict[str, list[Numbers]]:
    own, unit = opened_name(asked), asked.state.unit
    rows, based_on = twin.naming(asked.passing(), own), dated(asked.passing("entities"))
    others = set(twin.by_name(rows, "articles")) - {own}
    key, base = (
        ("caption.occurrences", of_kinds([own], based_on))
        if unit == "occurrences"
        else ("caption.mentions", (len(based_on),))
    )
    return {
        key: [base] if unit in ("articles", "occurrences") and len(dated(rows)) else [],
        "caption.company": [(len(rows),)] if others else [],
    }


def name_figures(asked: Asked) -> list[tuple[str, Numbers]]:
    own = opened_name(asked)
    rows = twin.naming(asked.passing(), own)
    units = [(f"figure.name.{unit}", (twin.units(rows, unit),)) for unit in UNITS_OF_ALL]
    return [*units, ("figure.name.occurrences", (twin.occurrences(rows, name=own),))] if len(rows) else []


def name_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    own, level = opened_name(asked), asked.state.level
    rows = twin.naming(asked.passing(), own)
    others = {each: n for each, n in twin.by_name(rows, "articles").items() if each != own}
    topics_ = {label: (n,) for label, n in twin.by_label(rows, level, "articles").items()}
    return {"name_page.company": ranking(others, len(rows)), f"level.{level}": topics_}


def name_lines(asked: Asked, texts: Texts) -> list[str]:
    """The forms in which it is written."""
    own = opened_name(asked)
    n = twin.occurrences(asked.passing(), name=own)
    return [f"{own} – {n}"] if n else []


def in_weeks(asked: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles of a week, on Overview of the last, and of the one before: languages and outlets count alone."""
    rows = asked.passing(flt=Filter(languages=asked.flt.languages, outlets=asked.flt.outlets))
    n = twin.WEEKS.index(asked.state.week or twin.WEEKS[-1])
    return twin.of_week(rows, n), twin.of_week(rows, n - 1)


def moved(asked: Asked) -> dict[str, tuple[float, int, int, int]]:
    """Of each topic and name its change in points and in articles, its articles, and those of the week before."""
    now, before = in_weeks(asked)
    found = {}
    for count in (
        lambda rows: twin.by_label(rows, asked.state.level, "articles"),
        lambda rows: twin.by_name(rows, "articles"),
    ):
        n, m = count(now), count(before)
        for label in {*n, *m} if len(now) and len(before) else ():
            a, b = n.get(label, 0), m.get(label, 0)
            found[label] = (twin.points(a / len(now), b / len(before)), a - b, a, b)
    return {label: each for label, each in found.items() if max(each[2:]) >= LEAST}


def weekly(asked: Asked) -> dict[str, list[Numbers]]:
    (now, before), level = in_weeks(asked), asked.state.level
    n = twin.WEEKS.index(asked.state.week or twin.WEEKS[-1])
    monday, days_ = twin.FIRST + timedelta(days=7 * n), twin.of_week(twin.TWIN, n)["day"].nunique()
    sunday = monday + timedelta(days=6)
    covered = {key: [(days_,)] if days_ < 7 else [] for key in ("weekly.missing", "week.lead.days")}
    covered["week.lead"] = [(monday.day, sunday.day, sunday.year, len(now))]
    if len(now) and len(before):
        return {"caption.movers": [(LEAST,)], **covered}
    has = {
        f"caption.largest.{level}": twin.by_label(now, level, "articles"),
        "caption.largest.entities": twin.by_name(now, "articles"),
    }
    return {key: [(len(now),)] if counted else [] for key, counted in has.items()} | covered


def weekly_parts(asked: Asked) -> dict[str, list[Numbers]]:
    """What items of the week may say."""
    changes, (now, before), level = moved(asked).values(), in_weeks(asked), asked.state.level
    more = len(now) - len(before)
    both = [(a, b) for _, _, a, b in changes]
    times = [(near,) for a, b in both if a and b for near in (max(a, b) // min(a, b), max(a, b) // min(a, b) + 1)]
    things = [inside for label in moved(asked) for inside in (of_label(now, label),) if len(inside)]
    return {
        "week.counts": both,
        "week.said.instead": both,
        **{f"week.said.{which}.percent": [(round(100 * abs(a - b) / b),) for a, b in both if b] for which in MORE},
        **{f"week.said.more.{how}_times": times for how in ("nearly", "exact", "over")},
        "week.said.new": [(n,) for n in range(1, twin.DAYS // 7 + 1)],
        "week.said.back": [(weeks,) for weeks in range(4, twin.DAYS // 7)],
        "week.reprinted": [(percent(twin.repeated(rows), len(rows)),) for rows in things],
        **{f"week.lead.{how}": [(abs(more),)] for how, so in (("more", more > 0), ("fewer", more < 0)) if so},
        **{f"week.lead.{of}": [(pp,) for pp, *_ in changes] for of in (f"rose.{level}", f"fell.{level}", "name")},
        "number.points": [(pp,) for pp, *_ in changes],
        "headlines.copies": copied(now),
    }


def of_label(rows: pd.DataFrame, label: str) -> pd.DataFrame:
    """The articles of a theme, topic or story, or those that have a name."""
    if label in twin.KINDS:
        return twin.naming(rows, label)
    return rows[(rows[["theme", "topic", "story"]] == label).any(axis=1)]


def weekly_tables(asked: Asked) -> dict[str, dict[str, Numbers]]:
    (now, before), level = in_weeks(asked), asked.state.level
    if len(now) and len(before):
        return {}
    return {
        f"largest.{level}": ranking(twin.by_label(now, level, "articles"), len(now)),
        "largest.entities": ranking(twin.by_name(now, "articles"), len(now)),
    }


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
    drawn = [opened_name(asked)] if is_opened(asked, "name") else [name for name in over_time if name in chosen]
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
    "topic": topic,
    "name": name,
    "weekly": weekly,
}
PARTS = {
    "topics": lambda asked: {"headlines.copies": copied(asked.passing())},
    "topic": lambda asked: {"headlines.copies": copied(inside_of(asked, opened_topic(asked)))},
    "name": lambda asked: {"headlines.copies": copied(twin.naming(asked.passing(), opened_name(asked)))},
    "weekly": weekly_parts,
}
"""Sentences of which a page prints some."""
FIGURES = {"overview": overview_figures, "reprints": reprints_figures, "topic": topic_figures, "name": name_figures}
TABLES = {
    "overview": overview_tables,
    "topics": topics_tables,
    "reprints": reprints_tables,
    "topic": topic_tables,
    "name": name_tables,
    "weekly": weekly_tables,
}
LINES = {"topics": topics_lines, "name": name_lines}
FEW = {"overview.changed", "topics.all.story"}
"""Tables that list some of their rows."""
ALWAYS = {"topic", "name", "weekly"}
"""Pages that show something where nothing passes."""
CONSTANT = {"note.few.lines", "note.few.bars", "note.few.areas", "note.few.cells"}
"""What says of a chart how it is drawn."""


@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=EXAMPLES, phases=DRAWN)
@given(state=states)
@example(state=PARTED)
def test_every_number_of_a_page_is_that_of_its_twin(page, state, archive, run_page, monkeypatch):
    listened = Recorder()
    with monkeypatch.context() as patch:
        listened.listen(patch)
        app = run_page(archive, page, **encode(state))
    assert [each.message for each in app.exception] == []
    assert not app.error
    asked, printed, texts = Asked(state), read(app), Texts(state.lang)
    found = told(printed.lines, listened.found)
    if not len(asked.passing()) and page not in ALWAYS:
        compared(found, said_everywhere(asked), {})
        return
    compared(found, said_everywhere(asked) | PAGES[page](asked), PARTS[page](asked) if page in PARTS else {})
    assert sorted(found.left_over) == sorted(LINES[page](asked, texts) if page in LINES else [])
    if page in FIGURES:
        compared_figures([pair for row in printed.figures for pair in row], FIGURES[page](asked), listened)
    if page in TABLES:
        compared_tables(printed, TABLES[page](asked), listened)
    if page == "mentions":
        listed = {row["name"]: row["count"] for frame in app.dataframe for row in frame.value.to_dict("records")}
        assert listed == {name: f"{n}" for name, n in twin.by_name(asked.passing(), state.unit).items()}
    if page == "articles":
        list_of_articles(app, asked)


def compared(found: Told, expected: Mapping[str, list[Numbers]], parts: Mapping[str, list[Numbers]]) -> None:
    known = {*expected, *parts, *CONSTANT}
    unknown = {key: said for key, said in found.sentences.items() if key not in known}
    assert not unknown, f"no twin for keys {unknown}"
    for key, some in parts.items():
        assert set(found.sentences.get(key, [])) <= set(some), key
    for key, said in expected.items():
        assert sorted(set(found.sentences.get(key, []))) == sorted(set(said)), key


def compared_figures(row: list[tuple[str, str]], expected: list[tuple[str, Numbers]], listened: Recorder) -> None:
    shown = [(numbers(value), keys_of(plain(what), listened.found)) for value, what in row]
    assert len(shown) == len(expected)
    for (value, keys), (key, number) in zip(shown, expected, strict=True):
        assert key in keys
        assert value == number, key


def compared_tables(printed: Printed, expected: dict[str, dict[str, Numbers]], listened: Recorder) -> None:
    seen = set()
    for table in printed.tables:
        keys = keys_of(table.title or table.rows[0][0], listened.found)
        (key,) = keys & set(expected) or pytest.fail(f"no twin for a table of {keys}")
        seen.add(key)
        of_it = expected[key]
        rows = rows_of(table, listened.found)
        for label, shown in rows:
            name = max((name for name in of_it if name in label), key=len, default=None)
            assert name is not None, (key, label)
            assert shown == tuple(n for n in of_it[name] if n is not None), (key, name)
        assert key in FEW or len(rows) == len(of_it), key
    assert {key for key, rows in expected.items() if rows} - FEW <= seen


def list_of_articles(app, asked: Asked) -> None:
    """Each text once, with how many more articles have it; or every article."""
    rows, (frame,) = asked.passing(), (each.value for each in app.dataframe)
    once = not asked.state.each
    assert len(frame) == (rows["text"].nunique() if once else len(rows))
    more = rows["text"].value_counts() - 1
    expected = sorted(more[more > 0]) if once else []
    copies_ = frame["copies"] if "copies" in frame else pd.Series(dtype=str)
    assert sorted(int("".join(filter(str.isdigit, said))) for said in copies_ if said) == expected
