"""A chart in a sentence: subject, span and main finding, for whoever does not see it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from analytics.trends.periods import bounds
from dashboard.charts.chart import Value
from dashboard.charts.series import Grid
from dashboard.texts import Texts
from data.filter import Level, Unit

MOST_NAMED = 3
MOST_LISTED = 5


def amount(value: float, kind: Value, unit: Unit, texts: Texts) -> str:
    """A value in words: 23 статьи, 7,4 %."""
    return texts.percent(value) if kind == "share" else texts.plural(f"count.{unit}", int(value))


def describe_series(drawn: Grid, texts: Texts, *, title: str, kind: Value, unit: Unit) -> str:
    """When each of the largest series stands highest."""
    known = [n for n in range(len(drawn.ids)) if not np.isnan(drawn.value[n]).all()]
    if not known:
        return texts.t("alt.empty", title=title)
    tops = {n: int(np.nanargmax(drawn.value[n])) for n in known}
    ranked = sorted(known, key=lambda n: -drawn.value[n, tops[n]])
    said = [
        texts.t(
            "alt.peak",
            name=drawn.names[n],
            most=amount(drawn.value[n, tops[n]], kind, unit, texts),
            at=texts.period(drawn.keys[tops[n]]),
        )
        for n in ranked[:MOST_NAMED]
    ]
    more = [texts.t("alt.more", n=len(ranked) - MOST_NAMED)] if len(ranked) > MOST_NAMED else []
    return texts.t("alt.series", title=title, span=span_of(drawn, texts), peaks="; ".join(said + more))


def describe_volume(drawn: Grid, texts: Texts, *, title: str, kind: Value, unit: Unit) -> str:
    """How much in all, and when most."""
    values = drawn.value[0]
    if np.isnan(values).all():
        return texts.t("alt.empty", title=title)
    top = int(np.nanargmax(values))
    words = {"most": amount(values[top], kind, unit, texts), "at": texts.period(drawn.keys[top])}
    if kind == "share":
        return texts.t("alt.volume_share", title=title, span=span_of(drawn, texts), **words)
    total = texts.plural(f"count.{unit}", int(np.nansum(values)))
    return texts.t("alt.volume", title=title, span=span_of(drawn, texts), total=total, **words)


def describe_bars(names: list[str], said: list[str], texts: Texts, *, title: str) -> str:
    """The first rows of a ranking."""
    rows = [texts.t("alt.row", name=n, value=v) for n, v in zip(names, said, strict=True)]
    more = [texts.t("alt.more", n=len(rows) - MOST_LISTED)] if len(rows) > MOST_LISTED else []
    return texts.t("alt.bars", title=title, rows="; ".join(rows[:MOST_LISTED] + more))


def of_all(shown: int, total: int, texts: Texts) -> tuple[str, ...]:
    """What must be said under rows of which not all are drawn; nothing where all are."""
    return (texts.t("note.rows", shown=texts.number(shown), total=texts.number(total)),) if shown < total else ()


def describe_pairs(drawn: pa.Table, texts: Texts, *, title: str) -> str:
    """The largest pairs of a matrix: its rows `first`, `name`, `words`, largest first."""
    rows = [
        texts.t("alt.pair", source=row["first"], outlet=row["name"], value=row["words"]) for row in drawn.to_pylist()
    ]
    more = [texts.t("alt.more", n=len(rows) - MOST_LISTED)] if len(rows) > MOST_LISTED else []
    return texts.t("alt.matrix", title=title, rows="; ".join(rows[:MOST_LISTED] + more))


def describe_map(names: list[str], texts: Texts, *, title: str, level: Level) -> str:
    """How many themes or topics, and the largest."""
    rows = texts.plural(f"count.{level}", len(names))
    return texts.t("alt.map", title=title, rows=rows, largest=texts.listing(names[:MOST_NAMED]))


def span_of(drawn: Grid, texts: Texts) -> str:
    """From the first day of the first period to the last day of the last."""
    return texts.span(bounds(drawn.keys[0])[0], bounds(drawn.keys[-1])[1])
