"""A small archive whose every article is a row of pandas, and what pandas counts in it: the twin of the pages' numbers.

Nothing here asks the archive: what passes, what a share divides by, who published first is said anew, in plain pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd

from dashboard.state import State
from data.filter import NOT_STATED, Filter
from tests.dashboard.conftest import text_id

FIRST, DAYS, ROWS, UNDATED = date(2018, 1, 8), 49, 150, 4
OUTLETS, LANGUAGES = ["Маяк", "Сигма", "Вестник", None], ["ru", "en"]
THEMES = {"Газ": "Недра", "Руда": "Недра", "Выборы": "Власть", "Суды": "Власть"}
NAMES = [("Анна Ким", "person"), ("НАТО", "organisation"), ("Киев", "place"), ("ООН", "organisation")]
KINDS = dict(NAMES)
REASONS = ["no fit", "too short", "bulletin"]
WORD = "нефть"
GROUPS = [*"abcde", *[None] * 11]
TOPIC_OF = {"a": "Газ", "b": "Газ", "c": "Суды", "d": None, "e": "Руда"}


def made() -> pd.DataFrame:
    """One row an article, drawn once for all. The articles of a group are told on days of their own, by any outlet."""
    pick = np.random.default_rng(11)
    rows = []
    for n in range(ROWS):
        group = GROUPS[pick.integers(len(GROUPS))] if n % 2 else None
        topic = TOPIC_OF[group] if group else [*THEMES, None][pick.integers(5)]
        day = None if n < UNDATED else FIRST + timedelta(days=int(pick.integers(DAYS)))
        named = [name for name in NAMES if pick.random() < 0.35]
        story = f"{topic}: {'утро' if pick.random() < 0.5 else 'вечер'}"
        rows.append(
            {
                "id": text_id(letters(n), str(n)),  # as `write_archive` makes it
                "title": letters(n),
                "day": day,
                "at": day and datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + timedelta(minutes=n),
                "outlet": OUTLETS[pick.integers(4)],
                "language": "ru" if group else LANGUAGES[int(pick.random() < 0.3)],
                "theme": THEMES.get(topic or ""),
                "topic": topic,
                "story": story if topic and pick.random() < 0.6 else None,
                "reason": None if topic else REASONS[pick.integers(3)],
                "story_reason": "single" if topic else None,
                "next": ["Газ", "Суды"][pick.integers(2)],
                "group": group,
                "series": None if group or n % 7 else ["погода", "курсы"][n % 2],
                "credits": [each for each in ("ТАСС", "Рейтер") if pick.random() < 0.2],
                "names": [*named, *(named[:1] if pick.random() < 0.4 else [])],  # the first one may stand there twice
                "oil": bool(pick.random() < 0.4),
            }
        )
    frame = pd.DataFrame(rows, dtype=object)
    frame["text"] = frame["group"].where(frame["group"].notna(), frame["id"])
    return frame


def letters(n: int) -> str:
    """A title without a digit, for digits are what the test looks at."""
    return "Новость " + "".join("абвгдежзик"[int(digit)] for digit in f"{n:03d}")


TWIN = made()
BULLETINS = {name: rows["id"].iloc[0] for name, rows in TWIN.groupby("series")}
ENTITIES = {name: text_id(kind, name) for name, kind in NAMES}


def placed(level: str) -> dict[str, str]:
    """Ids of the themes, topics or stories by their label."""
    return {label: text_id(level, label) for label in TWIN[level].dropna().unique()}


def written() -> list[dict]:
    """The rows as `conftest.write_archive` takes them."""
    rows = []
    for row in TWIN.to_dict("records"):
        own = {key: row[key] for key in ("title", "outlet", "language", "group", "credits", "names", "next")}
        own |= {key: row[key] for key in ("theme", "topic", "story", "reason", "story_reason")}
        said = " ".join([letters(len(rows)), *(name for name, _ in row["names"]), *([WORD] if row["oil"] else [])])
        rows.append(
            own | {"text": said, "published_at": row["at"], "series": BULLETINS.get(row["series"]), "next_score": 0.47}
        )
    return rows


def first_publishers() -> pd.DataFrame:
    """Of each group the first article, its moment and its outlet: no two articles share a moment, none lacks its time."""
    dated = TWIN[TWIN["group"].notna() & TWIN["at"].notna()].sort_values("at")
    return dated.drop_duplicates("group").set_index("group")


FIRSTS = first_publishers()


@dataclass
class Asked:
    """What a page is asked for, and the articles that pass by pandas alone."""

    state: State

    @property
    def flt(self) -> Filter:
        return self.state.filter

    def passing(self, without: str = "", flt: Filter | None = None) -> pd.DataFrame:
        """The articles that pass; `without` topics, names (`entities`), or every `subject`."""
        flt, rows = flt or self.flt, TWIN
        if flt.start or flt.end:
            low, high = flt.start or date.min, flt.end or date.max
            rows = kept(rows, [day is not None and low <= day <= high for day in rows["day"]])
        return self.but_period(without, flt, rows)

    def but_period(self, without: str = "", flt: Filter | None = None, rows: pd.DataFrame = TWIN) -> pd.DataFrame:
        """The same whatever the period."""
        flt = flt or self.flt
        rows = rows[rows["language"].isin(flt.languages)] if flt.languages else rows
        rows = rows[rows["outlet"].fillna(NOT_STATED).isin(flt.outlets)] if flt.outlets else rows
        if flt.topics and without not in ("topics", "subject"):
            rows = kept(rows, [bool(of_topics(row) & set(flt.topics)) for row in rows.to_dict("records")])
        if flt.entities and without not in ("entities", "subject"):
            wanted = set(flt.entities)
            rows = kept(rows, [any(ENTITIES[name] in wanted for name, _ in names) for names in rows["names"]])
        return rows[rows["oil"].astype(bool)] if flt.words and without != "subject" else rows


def of_topics(row: dict) -> set[str]:
    """The ids that a filter by topic may name an article by."""
    own = {text_id(level, row[level]) for level in ("theme", "topic", "story") if row[level]}
    return own if row["topic"] else own | {NOT_STATED}


def kept(rows: pd.DataFrame, flags: list[bool]) -> pd.DataFrame:
    return rows[pd.Series(flags, rows.index, dtype=bool)]


def units(rows: pd.DataFrame, unit: str) -> int:
    """Articles, distinct texts or stated outlets."""
    return {"articles": len(rows), "texts": rows["text"].nunique(), "outlets": rows["outlet"].nunique()}[unit]


def by_label(rows: pd.DataFrame, level: str, unit: str) -> dict[str, int]:
    """How much each theme, topic or story has; a text is of those of its group's first article."""
    own = rows[level]
    if unit == "texts":
        own = own.where(rows["group"].isna(), rows["group"].map(FIRSTS[level]))
    found = {label: units(rows[own == label], unit) for label in own.dropna().unique()}
    return {label: n for label, n in found.items() if n}


def naming(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return kept(rows, [any(each == name for each, _ in names) for names in rows["names"]])


def occurrences(rows: pd.DataFrame, *, name: str = "", kind: str = "") -> int:
    """How often a name, or any of a kind, stands in these articles."""
    return sum(each == name or of == kind for names in rows["names"] for each, of in names)


def by_name(rows: pd.DataFrame, unit: str) -> dict[str, int]:
    if unit == "occurrences":
        found = {name: occurrences(rows, name=name) for name, _ in NAMES}
    else:
        found = {name: units(naming(rows, name), unit) for name, _ in NAMES}
    return {name: n for name, n in found.items() if n}


def repeated(rows: pd.DataFrame) -> int:
    """Articles whose text another of them has already."""
    return len(rows) - rows["text"].nunique()


def labels() -> dict[str, tuple[str, str]]:
    """The level and label of every theme, topic and story by its id."""
    return {i: (level, label) for level in ("theme", "topic", "story") for label, i in placed(level).items()}


def path_of(label: str) -> list[str]:
    """A theme, topic or story below what it is inside of."""
    topic, _, story = label.partition(":")
    if topic not in THEMES:
        return [label]
    return [THEMES[topic], topic, *([label] if story else [])]


def children(label: str) -> tuple[str, list[str]]:
    """The level of what is inside of a theme or topic, and what that is."""
    if label in THEMES:
        return "story", [each for each in placed("story") if each.startswith(f"{label}:")]
    return "topic", [topic for topic, theme in THEMES.items() if theme == label]


WEEKS = [f"2018-W{2 + n:02d}" for n in range(DAYS // 7)]
"""All of them are full."""


def of_week(rows: pd.DataFrame, n: int) -> pd.DataFrame:
    """The articles of a week, counted from 0."""
    monday = FIRST + timedelta(days=7 * n)
    return kept(rows, [day is not None and 0 <= (day - monday).days < 7 for day in rows["day"]])


def points(now: float, before: float) -> float:
    """A change of shares as it is printed, in percentage points."""
    return float(f"{100 * (now - before):.1f}")


def percent(count: float, base: float) -> float | None:
    """A share as it is printed: to a tenth of a per cent; None where it divides by nothing."""
    return float(f"{100 * count / base:.1f}") if base else None
