"""Several series over time, as lines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

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
FEW_PERIODS = 32  # up to so many, every period has a visible point
MANY_PERIODS = 200  # from so many, lines are thin
THIN, THICK = 1.25, 2.25  # pixels


def lines(
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
    """Draw series as lines from 0 up; gaps break a line, incomplete periods are dashed.

    Args:
        frame: of `analytics.trends.shares.series`, with `by_column`.
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        by_column: the column that holds the drawn things' ids.
        names, colours: by id.
        unit: what was counted.
        value: draw `share` or `count`.
        thing: what the things are (Topic, Name), for the pointer.
    Returns:
        A chart whose selection carries `key` and `id`. "No data" where the frame is empty or all null.
    Raises:
        UsageError: more rows than a chart may have.
    """
    if frame.empty or frame["count"].isna().all():
        return empty_chart(texts, look.theme, title=title, height=look.height or HEIGHT)
    height = look.height or HEIGHT
    drawn = grid(frame, texts, look.theme, value=value, by_column=by_column, names=names, colours=colours)
    levels = value_ticks(drawn.largest(drawn.value), value, texts)
    shown = drawn.up_to(levels["top"])
    spec = filled(
        _form(look.theme, texts.lang, unit, value, thing or texts.t("name"), labels=look.labels),
        height=height,
        values={**drawn.named, **levels, "stroke": THIN if len(drawn.keys) >= MANY_PERIODS else THICK},
        rows={"gaps": gaps(drawn, texts), **end_labels(_ends(shown), shown, levels["top"], height)},
        colours=drawn.colours,
    )
    sentence = describe_series(drawn, texts, title=title, kind=value, unit=unit)
    return Chart(spec, _with_dashes(shown), title, sentence, notes(drawn, texts, "lines"))


@cached_form
def _form(theme: Theme, lang: str, unit: Unit, value: Value, thing: str, *, labels: bool) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    y_title = parts.value_title(value, unit, texts)
    x, colour = parts.time_x("at"), parts.by_id(alt.Color)
    named = parts.by_id(alt.Color, legend=None if labels else parts.names_above("stroke"))
    hollow = alt.when(alt.datum.partial).then(alt.value(theme.background)).otherwise(parts.by_id(alt.Fill))

    def y(field: str) -> alt.Y:
        return parts.value_y(field, y_title)

    strokes = alt.Chart().encode(x=x, color=named)
    solid = strokes.mark_line(strokeWidth=alt.expr("stroke")).encode(y=y("solid"))
    dashed = strokes.mark_line(strokeWidth=alt.expr("stroke"), strokeDash=[3, 4]).encode(y=y("dashed"))
    dots = alt.Chart().mark_point(size=34, strokeWidth=1.5, opacity=1)
    dots = dots.encode(x=x, y=y("dot"), stroke=parts.by_id(alt.Stroke), fill=hollow)
    points = alt.Chart().mark_point(size=260, opacity=0, aria=True).encode(x=x, y=y("value"), color=colour)
    points = points.transform_filter(alt.expr.isValid(alt.datum.value))
    shown = [alt.Tooltip("name:N", title=thing), *parts.of_period(texts, unit)]
    return parts.compiled(
        parts.gaps(theme),
        solid,
        dashed,
        dots,
        *(parts.end_labels(y_title, theme) if labels else []),
        parts.clickable(points, shown, "key", "id"),
        theme=theme,
        texts=texts,
        padding=parts.AROUND,
    )


def _with_dashes(drawn: Grid) -> pa.Table:
    """The rows with `solid` (values of whole periods), `dashed` (incomplete ones and those beside them) and `dot`."""
    values, late = drawn.value, drawn.faint
    beside = late.copy()
    beside[1:] |= late[:-1]
    beside[:-1] |= late[1:]
    nothing = np.pad(np.isnan(values), ((0, 0), (1, 1)), constant_values=True)
    alone = nothing[:, :-2] & nothing[:, 2:]
    visible = alone | late | (len(late) <= FEW_PERIODS)
    return drawn.table(
        solid=np.where(late, np.nan, values),
        dashed=np.where(beside, values, np.nan),
        dot=np.where(visible, values, np.nan),
    )


def _ends(drawn: Grid) -> list[Label]:
    """The last value of each series, with its name."""
    labels = []
    for n, i in enumerate(drawn.ids):
        known = np.flatnonzero(~np.isnan(drawn.value[n]))
        if len(known):
            labels.append(Label(i, drawn.begins[known[-1]], drawn.value[n, known[-1]], wrapped(drawn.names[n])))
    return labels
