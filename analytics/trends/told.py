"""How a change between two weeks is told: a word that its numbers bear out, or the numbers themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analytics.trends.movers import LEAST_ARTICLES
from analytics.trends.periods import start_of
from data.lake.coverage import Coverage

NEARLY_GONE = 10
"""So many times fewer articles, or more, are nearly none."""
MOST_WEEKS = 52
"""Longer spans are told by the day that they began on."""
OVER, SHORT, NEARLY = 0.05, 0.02, 0.1
"""What is so far over a whole multiple, or so far short of it, is called that; what is so far below it nearly that."""
STEPS = (
    (1.1, "slightly"),
    (1.22, "percent"),
    (1.28, "quarter"),
    (1.3, "percent"),
    (1.37, "third"),
    (1.45, "percent"),
    (1.55, "half"),
    (1.8, "over_half"),
)
"""How growth below a multiple is told, by its upper bound (left out)."""
STEPS_DOWN = (
    (1.1, "slightly"),
    (1.28, "percent"),
    (1.38, "quarter"),
    (1.45, "percent"),
    (1.57, "third"),
    (1.8, "over_third"),
)
"""The same by articles before / now: 4/3 is a quarter fewer, 3/2 a third fewer."""
WORDED = {2: "two", 3: "three", 4: "four"}


@dataclass(frozen=True)
class Told:
    """What is said of a change.

    Attributes:
        key: of the words, `more.exact_two`; `more.…` and `fewer.…` speak of articles.
        n: the number in the words, which takes its plural form; None: there is none.
        percent: of more or fewer articles, where the words hold it.
        day: where they hold one.
    """

    key: str
    n: int | None = None
    percent: int | None = None
    day: date | None = None


def told(count: int, before: int, change_pp: float) -> Told:
    """How a rise or a fall of the share is told by the articles of the week and of the week before.

    Where these went the other way than the share, both are said. Small counts are given as they are: no multiple of
    fewer than LEAST_ARTICLES articles is one.
    """
    if change_pp > 0 and count <= before:
        return Told("share_up_same" if count == before else "share_up_fewer")
    if change_pp < 0 and count >= before:
        return Told("share_down_same" if count == before else "share_down_more")
    if not (before and count):
        return Told("gone" if before else "from_none")
    return _rise(count, before) if count > before else _fall(count, before)


def told_new(monday: date, coverage: Coverage) -> Told:
    """How it is told that there was nothing earlier in the archive."""
    first = coverage.shown.first or monday
    weeks = (monday - start_of(first, "week")).days // 7 + 1
    return Told("new", n=weeks) if weeks <= MOST_WEEKS else Told("new_since", day=first)


def told_back(monday: date, last: date, coverage: Coverage) -> Told:
    """How it is told that something came back: after so many weeks if all of these are full, else since when.

    Args:
        monday: of the week.
        last: day of its last article before.
    """
    missed = [start_of(last, "week") + timedelta(days=7 * n) for n in range(1, MOST_WEEKS + 2)]
    missed = [week for week in missed if week < monday]
    is_whole = len(missed) <= MOST_WEEKS and coverage.full.issuperset(missed)
    return Told("back", n=len(missed)) if is_whole else Told("back_since", day=last)


def _rise(count: int, before: int) -> Told:
    return Told("instead", n=count) if before < LEAST_ARTICLES else _more(count / before)


def _fall(count: int, before: int) -> Told:
    if before >= NEARLY_GONE * count:
        return Told("nearly_gone")
    return Told("instead", n=count) if count < LEAST_ARTICLES else _fewer(before / count)


def _more(ratio: float) -> Told:
    if (step := _step(ratio, STEPS)) is not None:
        return Told(f"more.{step}", percent=round(100 * (ratio - 1)) if step == "percent" else None)
    times, how = _multiple(ratio)
    return Told(f"more.{how}_{WORDED[times]}") if times in WORDED else Told(f"more.{how}_times", n=times)


def _fewer(ratio: float) -> Told:
    if (step := _step(ratio, STEPS_DOWN)) is not None:
        return Told(f"fewer.{step}", percent=round(100 * (1 - 1 / ratio)) if step == "percent" else None)
    times, how = _multiple(ratio)
    return Told(f"fewer.{how}_{WORDED[times]}") if times in WORDED else Told("fewer.over_four")


def _step(ratio: float, steps: tuple[tuple[float, str], ...]) -> str | None:
    return next((said for end, said in steps if ratio < end), None)


def _multiple(ratio: float) -> tuple[int, str]:
    """A whole multiple, and whether the ratio is it, nearly it or over it."""
    below, above = int(ratio), int(ratio) + 1
    if ratio >= (1 - SHORT) * above:
        return above, "exact"
    if ratio <= (1 + OVER) * below:
        return below, "exact"
    return (above, "nearly") if ratio >= (1 - NEARLY) * above else (below, "over")
