"""How much there is in each period, as bars."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.axes import value_ticks
from dashboard.charts.chart import Chart, Look, Value, filled
from dashboard.charts.describe import describe_volume
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import gaps, grid, notes
from dashboard.texts import Texts
from dashboard.theme import Theme
from data.filter import Unit

HEIGHT = 220.0  # of the plot in pixels
SPACED = 160  # up to so many bars have space between them


def volume(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    unit: Unit = "articles",
    value: Value = "count",
) -> Chart:
    """Draw one series as bars from 0 up; incomplete periods are pale, gaps are shaded.

    Args:
        frame: of `analytics.trends.shares.series` without a thing column.
        texts: language.
        title: subject, for `alt` and for whoever shows the chart.
        look: how it is to look.
        unit: what was counted.
        value: draw `count` or `share`.
    Returns:
        A chart whose selection carries `key`; the whole height of a period can be clicked. "No data" where the frame
        is empty or all null.
    Raises:
        UsageError: more rows than a chart may have.
    """
    if frame.empty or frame["count"].isna().all():
        return empty_chart(texts, look.theme, title=title, height=look.height or HEIGHT)
    drawn = grid(frame, texts, look.theme, value=value, whole=True)
    room = 0.1 * (drawn.ends - drawn.begins) if len(drawn.keys) <= SPACED else 0.0
    levels = value_ticks(drawn.largest(drawn.value), value, texts)
    spec = filled(
        _form(look.theme, texts.lang, unit, value),
        height=look.height or HEIGHT,
        values=drawn.named | levels,
        rows={"gaps": gaps(drawn, texts)},
    )
    sentence = describe_volume(drawn, texts, title=title, kind=value, unit=unit)
    rows = drawn.up_to(levels["top"]).table(left=drawn.begins + room, right=drawn.ends - room)
    return Chart(spec, rows, title, sentence, notes(drawn, texts, "bars"))


@cached_form
def _form(theme: Theme, lang: str, unit: Unit, value: Value) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    pale = alt.when(alt.datum.partial).then(alt.value(0.45)).otherwise(alt.value(1))
    y = parts.value_y("value", parts.value_title(value, unit, texts))
    bars = alt.Chart().mark_bar(color=theme.accent)
    bars = bars.encode(x=parts.time_x("left"), x2=alt.X2("right"), y=y, y2=alt.Y2Datum(0), opacity=pale)
    periods = alt.Chart().mark_rect(opacity=0, aria=True).transform_filter(~alt.datum.gap)
    periods = periods.encode(
        x=parts.time_x("at"), x2=alt.X2("until"), y=alt.YValue(0), y2=alt.Y2Value(alt.expr("height"))
    )
    shown = parts.of_period(texts, unit, share=value == "share")
    return parts.compiled(
        parts.gaps(theme),
        bars,
        parts.clickable(periods, shown, "key"),
        theme=theme,
        texts=texts,
        padding=parts.AROUND,
    )
