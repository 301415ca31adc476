"""Several series over time, one on top of the other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.charts.axes import value_ticks
from dashboard.charts.chart import Chart, Look, Value, filled
from dashboard.charts.describe import describe_series
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import Grid, Label, end_labels, gaps, grid, notes, wrapped
from dashboard.texts import Texts
from dashboard.theme import Theme
from data.filter import Unit

HEIGHT = 320.0  # of the plot in pixels
FEW_PERIODS = 3  # up to so many, bars: an area over them is a sliver


def areas(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    by_column: str,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    unit: Unit = "articles",
    value: Value = "share",
    thing: str = "",
) -> Chart:
    """Stack series in the order given, the first at the bottom; gaps break them, incomplete periods are pale.

    Only what adds up may be stacked: articles or texts by topic, never names or outlets.

    Args:
        frame: of `analytics.trends.shares.series`, with `by_column`.
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        by_column: the column that holds the drawn things' ids.
        names, colours: by id.
        unit: what was counted.
        value: draw `share` or `count`.
        thing: what the things are (Topic), for the pointer.
    Returns:
        A chart whose selection carries `key` and `id`; every place of a band can be clicked. "No data" where the frame
        is empty or all null.
    Raises:
        UsageError: more rows than a chart may have.
    """
    if frame.empty or frame["count"].isna().all():
        return empty_chart(texts, look.theme, title=title, height=look.height or HEIGHT)
    height = look.height or HEIGHT
    bars = frame["key"].nunique() <= FEW_PERIODS
    drawn = grid(frame, texts, look.theme, value=value, by_column=by_column, names=names, colours=colours, whole=bars)
    high = np.cumsum(np.nan_to_num(drawn.value), axis=0)
    low = high - np.nan_to_num(drawn.value)
    levels = value_ticks(drawn.largest(high), value, texts)
    low, high = np.minimum(low, levels["top"]), np.minimum(high, levels["top"])
    spec = filled(
        _form(look.theme, texts.lang, unit, value, thing or texts.t("topic"), bars=bars, labels=look.labels),
        height=height,
        values=drawn.named | levels,
        rows={"gaps": gaps(drawn, texts), **end_labels(_middles(drawn, low, high), drawn, levels["top"], height)},
        colours=drawn.colours,
    )
    sentence = describe_series(drawn, texts, title=title, kind=value, unit=unit)
    nothing = drawn.gap | np.isnan(drawn.value)
    rows = drawn.table(
        low=np.where(nothing, np.nan, low), high=np.where(nothing, np.nan, high), **_edges(drawn), **_around(drawn)
    )
    return Chart(spec, rows, title, sentence, notes(drawn, texts, "bars" if bars else "areas"))


@cached_form
def _form(theme: Theme, lang: str, unit: Unit, value: Value, thing: str, *, bars: bool, labels: bool) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    y_title = parts.value_title(value, unit, texts)
    stack = alt.Chart().encode(color=parts.by_id(alt.Color, None if labels else parts.names_above("square")))

    def band(flag: str, opacity: float) -> alt.Chart:
        """The periods of a flag: an area ends where its rows are null."""
        inside = {f"{flag}_{edge}": f"datum.{flag} ? datum.{edge} : null" for edge in ("high", "low")}
        y = parts.value_y(f"{flag}_high", y_title)
        area: alt.Chart = (
            stack.mark_area(opacity=opacity, line=False)
            .transform_calculate(**inside)
            .encode(x=parts.time_x("at"), y=y, y2=alt.Y2(f"{flag}_low"))
        )
        return area

    high = parts.value_y("high", y_title)
    pale = alt.when(alt.datum.partial).then(alt.value(0.45)).otherwise(alt.value(0.85))
    columns = stack.mark_bar().encode(x=parts.time_x("at"), x2=alt.X2("until"), y=high, y2=alt.Y2("low"), opacity=pale)
    left, right = ("at", "until") if bars else ("left", "right")
    hits = alt.Chart().mark_rect(opacity=0, aria=True).transform_filter(alt.datum.high > alt.datum.low)
    hits = hits.encode(x=parts.time_x(left), x2=right, y=high, y2=alt.Y2("low"), color=parts.by_id(alt.Color))
    shown = [alt.Tooltip("name:N", title=thing), *parts.of_period(texts, unit)]
    return parts.compiled(
        parts.gaps(theme),
        *([columns] if bars else [band("whole", 0.85), band("pale", 0.4)]),
        *(parts.end_labels(y_title, theme) if labels else []),
        parts.clickable(hits, shown, "key", "id"),
        theme=theme,
        texts=texts,
        padding=parts.AROUND,
    )


def _edges(drawn: Grid) -> dict[str, np.ndarray]:
    """Whether a period belongs to the full-coloured area, and whether to the pale one (incomplete, or beside such)."""
    late = drawn.faint
    beside = late.copy()
    beside[1:] |= late[:-1]
    beside[:-1] |= late[1:]
    things = len(drawn.ids)
    return {"whole": np.tile(~late, (things, 1)), "pale": np.tile(beside, (things, 1))}


def _around(drawn: Grid) -> dict[str, np.ndarray]:
    """From half-way to the period before to half-way to the next: where a click means this period."""
    middles = (drawn.begins[1:] + drawn.begins[:-1]) / 2
    left = np.concatenate((drawn.begins[:1], middles))
    right = np.concatenate((middles, drawn.begins[-1:]))
    return {"left": np.tile(left, (len(drawn.ids), 1)), "right": np.tile(right, (len(drawn.ids), 1))}


def _middles(drawn: Grid, low: np.ndarray, high: np.ndarray) -> list[Label]:
    """The middle of each band at its right end, with its name; a series of nothing has none."""
    labels = []
    last = int(np.flatnonzero(~drawn.gap)[-1])
    edge = drawn.right
    for n, i in enumerate(drawn.ids):
        if np.nansum(drawn.value[n]) > 0:
            at = edge if last == len(drawn.keys) - 1 else drawn.begins[last]
            labels.append(Label(i, at, (low[n, last] + high[n, last]) / 2, wrapped(drawn.names[n])))
    return labels
