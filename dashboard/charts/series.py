"""What the charts of series share: a frame as a grid, gaps, notes, names beside the marks."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.charts.axes import MOST_TICKS, milliseconds, next_start, step_of, time_ticks
from dashboard.charts.chart import Spec, Value, check_rows, table
from dashboard.texts import Texts, msgid
from dashboard.theme import Theme
from data.errors import SchemaError

FEW = 5  # articles, or what is counted
LINE = 15.0  # height of a line of words, pixels
LEGEND_LINE = 38  # letters of a name in a narrow legend
LONGEST_LINE = 26  # letters of a name beside a mark; two lines at most


@dataclass(frozen=True)
class Grid:
    """A series frame ready to be drawn: T things by P periods.

    Attributes:
        ids, names: of the things, T.
        keys, when: of the periods, P; `when` is the period in words.
        begins, ends: P; milliseconds of its first day and of the day after it.
        partial, gap: P; a gap is not partial.
        few: P; a share of a base below FEW, which says little: drawn as a partial period, and stretches no axis.
        value, count, base, share: T × P, NaN where there is none.
        named: values of the parameters `span`, `days`, `ticks`, `ids` and `names`.
        colours: of the things, T.
    """

    ids: list[str]
    names: list[str]
    keys: list[str]
    when: list[str]
    begins: np.ndarray
    ends: np.ndarray
    partial: np.ndarray
    few: np.ndarray
    gap: np.ndarray
    value: np.ndarray
    count: np.ndarray
    base: np.ndarray
    share: np.ndarray
    named: Spec
    colours: list[str]

    @property
    def right(self) -> float:
        """The right edge of the time axis."""
        return float(self.named["span"][1])

    @property
    def faint(self) -> np.ndarray:
        """P; periods that are drawn so that nobody reads much into them."""
        return self.partial | self.few

    def largest(self, values: np.ndarray) -> float:
        """The largest of values, T × P, that an axis must reach: those of few count only where there are no others."""
        sure = values[:, ~self.few]
        return float(np.nanmax(values if np.isnan(sure).all() else sure, initial=0))

    def up_to(self, top: float) -> Grid:
        """The same with no value above the axis."""
        return replace(self, value=np.minimum(self.value, top))

    def table(self, **more: np.ndarray) -> pa.Table:
        """One row per thing and period: at, until, key, id, name, when, partial, gap, value, count, base, share, and
        what is added, each T × P.
        """
        things, periods = self.value.shape
        thing, period = np.divmod(np.arange(things * periods), periods)
        along = {"id": self.ids, "name": self.names}
        across = {
            "at": self.begins,
            "until": self.ends,
            "key": self.keys,
            "when": self.when,
            "partial": self.faint,
            "gap": self.gap,
        }
        full = {"value": self.value, "count": self.count, "base": self.base, "share": self.share, **more}
        return table(
            {name: pa.array(values).take(pa.array(thing)) for name, values in along.items()}
            | {name: pa.array(values).take(pa.array(period)) for name, values in across.items()}
            | {name: values.ravel() for name, values in full.items()}
        )


def grid(
    frame: pd.DataFrame,
    texts: Texts,
    theme: Theme,
    *,
    value: Value,
    by_column: str | None = None,
    names: Mapping[str, str] | None = None,
    colours: Mapping[str, str] | None = None,
    whole: bool = False,
    ticks: int = MOST_TICKS,
) -> Grid:
    """Make a frame of `analytics.trends.shares.series` ready.

    Args:
        frame: not empty; the periods of each thing stand together, in order, and are the same for all.
        texts: words of ticks and periods.
        theme: its `other` is the colour of an id without one.
        value: the column drawn.
        by_column: the column that names the drawn thing; None: one series, with the id "".
        names, colours: by id; an id without a name reads "not stated".
        whole: the marks fill their periods (bars), so the axis ends after the last one and not at its start.
        ticks: how many the time axis may have.
    Raises:
        UsageError: more rows than a chart may have.
        SchemaError: the things do not share their periods.
    """
    check_rows(len(frame))
    keys = frame["key"].to_numpy(dtype=object)
    things = int((keys == keys[0]).sum())
    periods = len(keys) // things
    if len(keys) % things or (keys.reshape(things, periods) != keys[:periods]).any():
        raise SchemaError(
            f"Series of {things} things in {len(keys)} rows do not share their periods; see shares.series."
        )
    shape = (things, periods)
    count, base, share = (
        frame[c].to_numpy(dtype="float64", na_value=np.nan).reshape(shape) for c in ("count", "base", "share")
    )
    ids = ["" if pd.isna(i) else str(i) for i in frame[by_column].to_numpy()[::periods]] if by_column else [""]
    known = {i: (names or {}).get(i) or texts.t("not_stated") for i in ids}
    partial, gap = (frame[c].to_numpy(dtype=bool)[:periods] for c in ("partial", "gap"))
    partial = partial & ~gap  # where nothing is, nothing is incomplete
    few = np.zeros(periods, dtype=bool)
    if value == "share":
        few = (np.nan_to_num(base).max(axis=0, initial=0) < FEW) & ~gap
    starts = frame["period"].to_numpy()[:periods].astype("datetime64[D]")
    step = step_of(keys[0])
    at, until = milliseconds(starts), milliseconds(next_start(starts, step))
    span = [float(at[0]), float(until[-1] if whole or periods == 1 else at[-1])]
    return Grid(
        ids=ids,
        names=list(known.values()),
        keys=keys[:periods].tolist(),
        when=_when(keys[:periods].tolist(), partial, few, texts),
        begins=at,
        ends=until,
        partial=partial,
        few=few,
        gap=gap,
        value=count if value == "count" else share,
        count=count,
        base=base,
        share=share,
        named={
            "span": span,
            **time_ticks(starts, step, texts, ticks),
            "ids": ids,
            "names": known,
            "lines": in_rows(known, LEGEND_LINE),
        },
        colours=[(colours or {}).get(i, theme.other) for i in ids],
    )


def _when(keys: list[str], late: np.ndarray, few: np.ndarray, texts: Texts) -> list[str]:
    marks = {
        (True, False): msgid("period.partial"),
        (False, True): msgid("period.few"),
        (True, True): msgid("period.partial_few"),
    }
    words = {flags: f" ({texts.t(mark, few=FEW)})" for flags, mark in marks.items()}
    flags = zip(late.tolist(), few.tolist(), strict=True)
    return [texts.period(key) + words.get(flag, "") for key, flag in zip(keys, flags, strict=True)]


def gaps(drawn: Grid, texts: Texts) -> list[Spec]:
    """The periods without any article, next ones together, as rows of the named data `gaps`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], drawn.gap, [False]))))
    low, high = drawn.named["span"]
    said = texts.t("period.gap")
    return [
        {"at": max(drawn.begins[first], low), "until": min(drawn.ends[after - 1], high), "said": said}
        for first, after in edges.reshape(-1, 2).tolist()
    ]


def notes(drawn: Grid, texts: Texts, mark: str) -> tuple[str, ...]:
    """What must be said under the chart: how incomplete periods are drawn (`mark`: bars, lines, areas, cells), gaps."""
    said = [texts.t(f"note.partial.{mark}")] if drawn.partial.any() else []
    said += [texts.t(f"note.few.{mark}", few=FEW)] if drawn.few.any() else []
    if drawn.gap.any():
        said.append(texts.t("note.gap"))
    return tuple(said)


@dataclass(frozen=True)
class Label:
    """A name at the right edge: where its mark ends, and what it says in at most two lines."""

    id: str
    at: float
    value: float
    lines: list[str]


def wrapped(name: str, letters: int = LONGEST_LINE) -> list[str]:
    """A name in at most two lines, cut with "…"; a dot between its words begins no line and stands before no cut."""
    lines = textwrap.wrap(name.replace(" · ", "\u00a0· "), letters, max_lines=2, placeholder="…") or [""]
    return [line.replace("\u00a0", " ").replace(" ·…", "…") for line in lines]


def in_rows(names: Mapping[str, str], letters: int) -> dict[str, list[str]]:
    """The parameter `rows`: names by id, in lines of so many letters."""
    return {i: wrapped(name, letters) for i, name in names.items()}


def end_labels(labels: list[Label], drawn: Grid, top: float, height: float) -> dict[str, list[Spec]]:
    """Names beside the right ends of series, moved apart where they would overlap: the named data `late` and `ends`.

    Args:
        labels: of the series.
        drawn: them.
        top: of the y axis.
        height: of the plot in pixels.
    """
    ordered = sorted(labels, key=lambda label: -label.value)
    wanted = [height * (1 - label.value / top) for label in ordered]
    places = spread(wanted, [LINE * len(label.lines) + 3 for label in ordered], height)
    rows: list[Spec] = [
        {
            "id": label.id,
            "at": label.at,
            "value": label.value,
            "place": top * (1 - place / height),
            "words": top * (1 - (place - LINE / 2 * (len(label.lines) - 1)) / height),  # Vega places the first line
            "said": "\n".join(label.lines),
        }
        for label, place in zip(ordered, places, strict=True)
    ]
    return {"late": [row for row in rows if row["at"] < drawn.right], "ends": rows}


def spread(wanted: list[float], sizes: list[float], height: float) -> list[float]:
    """Centres as near as may be to those wanted (from top to bottom), so that boxes of these sizes do not overlap."""
    places: list[float] = []
    edge = -8.0
    for want, size in zip(wanted, sizes, strict=True):
        places.append(max(want, edge + size / 2))
        edge = places[-1] + size / 2
    edge = max(height + 8, sum(sizes) - 8)
    for n in reversed(range(len(places))):
        places[n] = min(places[n], edge - sizes[n] / 2)
        edge = places[n] - sizes[n] / 2
    return places
