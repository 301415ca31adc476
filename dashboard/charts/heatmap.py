"""Series as rows of a table, their values as colours: many topics over many weeks at one look."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.charts.axes import levels, round_values
from dashboard.charts.chart import Chart, Look, Value, filled
from dashboard.charts.describe import describe_series
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import gaps, grid, in_rows, notes
from dashboard.texts import Texts
from dashboard.theme import Theme
from data.filter import Unit

ROW = 30.0  # pixels
SPACED = 160  # up to so many periods have space between them


def heatmap(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    by_column: str,
    names: Mapping[str, str],
    unit: Unit = "articles",
    value: Value = "share",
    thing: str = "",
) -> Chart:
    """Draw thing × period, the more the darker (in the dark theme the lighter); incomplete periods are framed.

    Args:
        frame: of `analytics.trends.shares.series`, with `by_column`; its things in the order of the rows.
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        by_column: the column that holds the drawn things' ids.
        names: by id.
        unit: what was counted.
        value: draw `share` or `count`.
        thing: what the things are (Topic), for the pointer.
    Returns:
        A chart as high as its rows need, whose selection carries `key` and `id`. "No data" where the frame is empty or
        all null.
    Raises:
        UsageError: more rows than a chart may have.
    """
    if frame.empty or frame["count"].isna().all():
        return empty_chart(texts, look.theme, title=title, height=220)
    drawn = grid(frame, texts, look.theme, value=value, by_column=by_column, names=names, whole=True, ticks=7)
    room = 0.03 * (drawn.ends - drawn.begins) if len(drawn.keys) <= SPACED else 0.0
    largest = drawn.largest(drawn.value) or 1.0
    figures = [n for n in round_values(largest, whole=value == "count", most=4) if n <= largest]
    named = dict(zip(drawn.ids, drawn.names, strict=True))
    spec = filled(
        _form(look.theme, texts.lang, unit, value, thing or texts.t("topic")),
        height=look.rows(len(drawn.ids), ROW),
        values={
            **drawn.named,
            "top": largest,
            **levels(figures, value, texts),
            "rows": in_rows(named, look.row_letters),
        },
        rows={"gaps": gaps(drawn, texts)},
    )
    sentence = describe_series(drawn, texts, title=title, kind=value, unit=unit)
    edges = {"left": drawn.begins + room, "right": drawn.ends - room}
    rows = drawn.up_to(largest).table(**{side: _across(at, drawn.ids) for side, at in edges.items()})
    return Chart(spec, rows, title, sentence, notes(drawn, texts, "cells"))


@cached_form
def _form(theme: Theme, lang: str, unit: Unit, value: Value, thing: str) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    scale = alt.Scale(domain=[0, alt.expr("top")], range=list(theme.ramp), interpolate="lab")
    legend = alt.Legend(
        title=parts.value_title(value, unit, texts),
        values=alt.expr("figures"),
        labelExpr=parts.LEVEL_WORDS,
        orient="top",
        gradientLength=alt.expr("min(220, width)"),
        gradientThickness=10,
    )
    framed = alt.when(alt.datum.partial).then(alt.value(theme.muted)).otherwise(alt.value(None))
    cells = alt.Chart().mark_rect(strokeDash=[2, 2], aria=True).transform_filter(alt.expr.isValid(alt.datum.value))
    cells = cells.encode(
        x=parts.time_x("left"),
        x2=alt.X2("right"),
        y=parts.row_y(theme, between=0.08),
        color=alt.Color("value:Q", scale=scale, legend=legend),
        stroke=framed,
    )
    shown = [alt.Tooltip("name:N", title=thing), *parts.of_period(texts, unit)]
    return parts.compiled(parts.gaps(theme), parts.clickable(cells, shown, "key", "id"), theme=theme, texts=texts)


def _across(periods: np.ndarray, ids: list[str]) -> np.ndarray:
    return np.tile(periods, (len(ids), 1))
