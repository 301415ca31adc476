"""A ranking: names, outlets or topics with their counts or shares, as horizontal bars."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.charts.axes import round_values
from dashboard.charts.chart import Chart, Look, Value, filled, table
from dashboard.charts.describe import amount, describe_bars, of_all
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import in_rows
from dashboard.texts import Texts
from dashboard.theme import Theme
from data.filter import Unit

ROW = 31.0  # pixels
MOST_BARS = 100


def bars(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    by_column: str,
    names: Mapping[str, str] | None = None,
    colours: Mapping[str, str] | None = None,
    unit: Unit = "articles",
    value: Value = "count",
    thing: str = "",
) -> Chart:
    """Draw one bar a row in the frame's order, with its value in words at its end.

    Args:
        frame: `by_column`, count, base (for the share and for the pointer; may be missing with `count`). A null in
            `by_column` reads "not stated".
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        by_column: the column that holds ids, or names where `names` is None.
        names, colours: by id; without colours all bars have the accent's.
        unit: what was counted.
        value: draw `count` or `share`.
        thing: what the things are, for the pointer.
    Returns:
        A chart as high as its bars need, whose selection carries `id`. At most MOST_BARS bars. "No data" where the
        frame is empty.
    """
    if frame.empty:
        return empty_chart(texts, look.theme, title=title, height=160)
    shown = frame.head(look.fitting(min(len(frame), MOST_BARS)))
    ids = ["" if pd.isna(i) else str(i) for i in shown[by_column].to_numpy()]
    said = {i: ((names.get(i) if names is not None else i) or texts.t("not_stated")) for i in ids}
    count = shown["count"].to_numpy(dtype="float64", na_value=np.nan)
    base = shown["base"].to_numpy(dtype="float64", na_value=np.nan) if "base" in shown else np.full(len(ids), np.nan)
    share = np.divide(count, base, out=np.full(len(ids), np.nan), where=base > 0)
    drawn = share if value == "share" else count
    words = [amount(v, value, unit, texts) for v in drawn]
    colour = [(colours or {}).get(i, look.theme.accent if colours is None else look.theme.other) for i in ids]
    rows = table(
        {
            "id": ids,
            "name": [said[i] for i in ids],
            "value": drawn,
            "count": count,
            "base": base,
            "share": share,
            "colour": colour,
            "words": [texts.percent(v) if value == "share" else texts.number(v) for v in drawn],
        }
    )
    largest = float(np.nanmax(drawn, initial=0))
    spec = filled(
        _form(look.theme, texts.lang, unit, thing or texts.t("name"), with_share=bool((base > 0).any())),
        height=look.rows(len(ids), ROW),
        values={
            "top": max(round_values(largest, whole=False)[-1], largest),
            "ids": ids,
            "rows": in_rows(said, look.row_letters),
        },
    )
    sentence = describe_bars(list(said.values()), words, texts, title=title)
    return Chart(spec, rows, title, sentence, of_all(len(shown), len(frame), texts))


@cached_form
def _form(theme: Theme, lang: str, unit: Unit, thing: str, *, with_share: bool) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    x = alt.X("value:Q").axis(None).scale(domain=[0, alt.expr("top")], nice=False)
    y = parts.row_y(theme, between=0.32)
    shown = [alt.Tooltip("name:N", title=thing), *parts.figures(texts, unit, share=with_share)]
    amounts = alt.Chart().mark_bar(cornerRadiusEnd=2).encode(x=x, y=y, color=alt.Color("colour:N").scale(None))
    words = alt.Chart().mark_text(align="left", dx=6, color=theme.muted).encode(x=x, y=y, text=alt.Text("words:N"))
    whole = alt.Chart().mark_rect(opacity=0, aria=True).encode(x=alt.XValue(0), x2=alt.X2Value(alt.expr("width")), y=y)
    return parts.compiled(amounts, words, parts.clickable(whole, shown, "id"), theme=theme, texts=texts)
