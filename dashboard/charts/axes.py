"""Where ticks stand, at period starts and round values, and their words: values of parameters that axes name."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Literal

import numpy as np

from dashboard.charts.chart import Spec, Value
from dashboard.texts import Texts
from data.filter import Step

Days = np.ndarray[Any, np.dtype[np.datetime64]]
Said = Literal["day", "month", "year"]

MOST_TICKS = 9
LEVEL = 10**7  # levels are looked up as whole numbers: JavaScript and Python write fractions differently
YEARS = (1, 2, 5, 10, 20, 50, 100, 1000)


def step_of(key: str) -> Step:
    """The step of a period's key: 2017-12-04 a day, 2017-W49 a week, 2017-12 a month."""
    return "week" if "W" in key else "month" if len(key) == 7 else "day"


def next_start(starts: Days, step: Step) -> Days:
    """The first day after each period."""
    return _moved(starts, step, 1)


def milliseconds(days: Days) -> np.ndarray:
    """Naive local days as milliseconds of their midnight as if it were UTC."""
    return days.astype("datetime64[ms]").astype("int64").astype("float64")


def time_ticks(starts: Days, step: Step, texts: Texts, most: int = MOST_TICKS) -> Spec:
    """The parameters `days` (where ticks stand, milliseconds) and `ticks` (their words) of a time axis.

    Args:
        starts: first days of the periods, in order.
        step: their length.
        texts: words of the ticks.
        most: ticks.
    """
    words = tick_words(starts, step, texts, most)
    at = milliseconds(np.array([*words], dtype="datetime64[D]")).tolist()
    return {"days": at, "ticks": {str(int(tick)): lines for tick, lines in zip(at, words.values(), strict=True)}}


def tick_words(starts: Days, step: Step, texts: Texts, most: int = MOST_TICKS) -> dict[date, list[str]]:
    """At most `most` period starts that begin something round (a week, month, quarter, year), and their labels.

    A label has a second line with the year at the first tick and wherever the year changes; years have one line.
    """
    said, days = _chosen(starts, step, most)
    labels: dict[date, list[str]] = {}
    year = None
    for day in days.astype("datetime64[D]").tolist():
        if said == "year":
            labels[day] = [str(day.year)]
            continue
        head = texts.tick(day) if said == "day" else texts.month_tick(day)
        labels[day] = [head] if day.year == year else [head, str(day.year)]
        year = day.year
    return labels


def _chosen(starts: Days, step: Step, most: int) -> tuple[Said, Days]:
    now, before = (_groups(days) for days in (starts, _moved(starts, step, -1)))
    finest = {"day": 0, "week": 1, "month": 3}[step]
    levels = [(said, starts[group != other]) for (said, group), (_, other) in zip(now, before, strict=True)]
    return next((level for level in levels[finest:] if len(level[1]) <= most), levels[-1])


def _groups(days: Days) -> list[tuple[Said, np.ndarray]]:
    """From fine to coarse: what a tick is called, and what must change at it."""
    day = days.astype("datetime64[D]").astype("int64")
    month = days.astype("datetime64[M]").astype("int64")
    year = days.astype("datetime64[Y]").astype("int64") + 1970
    weeks = (day + 3) // 7  # 1970-01-01 was a Thursday
    fine: list[tuple[Said, np.ndarray]] = [("day", day), ("day", weeks), ("day", weeks // 2)]
    months: list[tuple[Said, np.ndarray]] = [("month", month), ("month", month // 3), ("month", month // 6)]
    return [*fine, *months, *(("year", year // n) for n in YEARS)]


def _moved(starts: Days, step: Step, n: int) -> Days:
    if step == "month":
        moved: Days = (starts.astype("datetime64[M]") + n).astype("datetime64[D]")
        return moved
    return starts.astype("datetime64[D]") + n * (7 if step == "week" else 1)


def value_ticks(largest: float, value: Value, texts: Texts) -> Spec:
    """The parameters `top` (a round value not below the largest), `figures` and `levels` (their words) of an axis."""
    figures = round_values(largest, whole=value == "count")
    return {"top": figures[-1], **levels(figures, value, texts)}


def levels(figures: list[float], value: Value, texts: Texts) -> Spec:
    """The parameters `figures`, as given, and `levels`, their words."""
    words = level_words(figures, value, texts)
    return {"figures": figures, "levels": {str(round(n * LEVEL)): w for n, w in zip(figures, words, strict=True)}}


def level_words(ticks: list[float], value: Value, texts: Texts) -> list[str]:
    """Round values in words, all with as many digits as their step needs."""
    if value == "count":
        return [texts.number(tick, 0) for tick in ticks]
    step = 100 * ticks[1]
    digits = next(n for n in range(8) if n == 7 or abs(step * 10**n - round(step * 10**n)) < 1e-6)
    return [texts.number(100 * tick, digits) + texts.percent_sign for tick in ticks]


def round_values(largest: float, *, whole: bool, most: int = 5) -> list[float]:
    """0 and up to `most` more values at equal round steps (1, 2, 2.5 or 5 times a power of ten) up to the largest."""
    if not largest > 0:
        return [0.0, 1.0] if whole else [0.0, 0.01]
    rough = largest / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * (1 - 1e-9))
    if whole:
        step = float(math.ceil(step))
    return [round(n * step, 12) for n in range(math.ceil(largest / step - 1e-9) + 1)]
