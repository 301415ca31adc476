"""Series as the trends make them, of invented counts, and a fixed chart of them as a picture.

Run as a script it prints that picture as SVG: a test does so under several zones.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import numpy as np
import pandas as pd

from analytics.trends.periods import calendar, start_of
from analytics.trends.shares import series
from dashboard.charts.chart import Chart, Look
from dashboard.charts.lines import lines
from dashboard.exports.picture import SIZES, render
from dashboard.texts import Texts
from data.lake.coverage import coverage_of

NAMES = {"t1": "НАТО · военный диалог", "t2": "санкции США · Минфин США · российские олигархи", "t3": "Сирия"}
COLOURS = {"t1": "#00619E", "t2": "#B87700", "t3": "#008A64"}
COUNTS = {
    "t1": [3, 8, 2, 5, 0, 9, 4, 1, 0, 6],
    "t2": [1, 0, 4, 2, 0, 3, 8, 12, 5, 2],
    "t3": [0, 1, 1, 0, 0, 2, 0, 3, 1, 1],
}
LENGTH = {"day": 1, "week": 7, "month": 31}


def spread(counts=COUNTS, by="week", first=date(2017, 11, 2), missing=()) -> pd.DataFrame:
    """A frame of `shares.series`: counts of topics by period from `first` on; `missing` periods have no article, the
    last one has some on its first day alone."""
    starts = [start_of(first, by)]
    while len(starts) < len(next(iter(counts.values()))):
        starts.append(start_of(starts[-1] + timedelta(days=LENGTH[by]), by))
    every = np.arange(np.datetime64(first), np.datetime64(starts[-1]) + 1)
    without = [(starts[n] <= every) & (every < starts[n + 1]) for n in missing]
    days = every[~np.logical_or.reduce(without)] if without else every
    coverage = coverage_of(days, np.ones(len(days), dtype=np.int64))
    rows = [
        (thing, pd.Timestamp(start).as_unit("us"), n)
        for thing, values in counts.items()
        for k, (start, n) in enumerate(zip(starts, values, strict=True))
        if k not in missing
    ]
    found = pd.DataFrame(rows, columns=["topic_id", "period", "count"])
    base = found.groupby("period", as_index=False)["count"].sum().rename(columns={"count": "base"})
    return series(found, base.assign(base=base["base"] + 10), calendar(coverage, by), "topic_id")


WORDS = {
    "ru": (
        "Темы по неделям",
        "НАТО и Сирия",
        "% от 412 статей: 1 нояб. 2017 – 1 янв. 2018, русский",
        "Данные на 1 янв. 2018",
    ),
    "en": (
        "Topics by week",
        "NATO and Syria",
        "% of 412 articles: 1 Nov 2017 – 1 Jan 2018, Russian",
        "Data as of 1 Jan 2018",
    ),
}


def picture(kind: str, place: str = "page", lang: str = "ru") -> bytes:
    """A fixed chart as a file."""
    texts, (title, subtitle, *notes) = Texts(lang), WORDS[lang]
    frame = spread({i: COUNTS[i] for i in ("t1", "t2")}, missing=(4,))

    def draw(look: Look) -> Chart:
        return lines(frame, texts, title=title, look=look, by_column="topic_id", names=NAMES, colours=COLOURS)

    return render(draw, kind, title=title, subtitle=subtitle, notes=notes, size=SIZES[place])


if __name__ == "__main__":
    sys.stdout.buffer.write(picture("svg"))
