"""What each thing is made of, as one horizontal bar of parts: an outlet's own texts, reprints, and those in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dashboard.charts.chart import Chart, Look, Value, filled, table
from dashboard.charts.describe import describe_bars, of_all
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import in_rows
from dashboard.texts import Texts
from dashboard.theme import Theme

ROW = 27.0  # pixels
LETTER, BEFORE = 6.2, 12.0  # pixels that a letter of the words behind a bar takes, and the gap before them


def stacked(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    by_column: str,
    parts: Mapping[str, str],
    said: Sequence[str],
    value: Value = "share",
    thing: str = "",
) -> Chart:
    """Draw one bar a row in the frame's order, its parts side by side, and words behind it.

    Args:
        frame: `by_column` (ids, that are names as well), and a count in each column of `parts`.
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        by_column: the column of ids; an empty one reads "not stated".
        parts: what each part is called, by its column, in the order in which they are drawn; the last is grey.
        said: the words behind each bar.
        value: draw parts as `share` of their row's sum, or as `count`.
        thing: what the things are, for the pointer.
    Returns:
        A chart as high as its bars need, whose selection carries `id`. "No data" where the frame is empty.
    """
    if frame.empty:
        return empty_chart(texts, look.theme, title=title, height=160)
    total, frame, said = len(frame), frame.head(look.fitting(len(frame))), said[: look.fitting(len(frame))]
    ids = [str(i) for i in frame[by_column]]
    names = {i: i or texts.t("not_stated") for i in ids}
    count = frame[list(parts)].to_numpy(dtype="float64")
    whole = count.sum(axis=1, keepdims=True)
    share = np.divide(count, whole, out=np.zeros_like(count), where=whole > 0)
    drawn = share if value == "share" else count
    ends = drawn.cumsum(axis=1)
    rows = table(
        {
            "id": np.repeat(ids, len(parts)),
            "name": np.repeat([names[i] for i in ids], len(parts)),
            "part": np.tile(list(parts), len(ids)),
            "called": np.tile(list(parts.values()), len(ids)),
            "low": (ends - drawn).ravel(),
            "high": ends.ravel(),
            "count": count.ravel(),
            "share": share.ravel(),
            "base": np.repeat(whole.ravel(), len(parts)),
        }
    )
    spec = filled(
        _form(look.theme, texts.lang, thing or texts.t("name")),
        height=look.rows(len(ids), ROW),
        values={
            "top": float(ends.max()),
            "room": BEFORE + LETTER * max(map(len, said), default=0),
            "ids": ids,
            "rows": in_rows(names, look.row_letters),
            "kinds": list(parts),
            "named": dict(parts),
        },
        rows={
            "behind": [
                {"id": i, "at": end, "said": words} for i, end, words in zip(ids, ends[:, -1], said, strict=True)
            ]
        },
        colours=[look.theme.accent, *look.theme.series[1 : len(parts) - 1], look.theme.other],
    )
    return Chart(
        spec,
        rows,
        title,
        describe_bars(list(names.values()), list(said), texts, title=title),
        of_all(len(frame), total, texts),
    )


@cached_form
def _form(theme: Theme, lang: str, thing: str) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    low, at = (
        alt.X(field, type="quantitative")
        .axis(None)
        .scale(domain=[0, alt.expr("top")], range=[0, alt.expr("max(width - room, width / 4)")], nice=False)
        for field in ("low", "at")
    )
    y = parts.row_y(theme, between=0.32)
    legend = alt.Legend(
        orient="top", labelExpr="named[datum.value]", symbolType="square", columns=2, gridAlign="each", columnPadding=14
    )
    colour = alt.Color("part:N", scale=alt.Scale(domain=alt.expr("kinds")), legend=legend)
    shown = [alt.Tooltip("name:N", title=thing), alt.Tooltip("called:N", title=" "), *parts.figures(texts, "articles")]
    bars = alt.Chart().mark_bar(aria=True).encode(x=low, x2=alt.X2("high"), y=y, color=colour)
    words = alt.Chart(alt.NamedData("behind")).mark_text(align="left", dx=6, color=theme.muted)
    words = words.encode(x=at, y=y, text=alt.Text("said:N"))
    return parts.compiled(parts.clickable(bars, shown, "id"), words, theme=theme, texts=texts)
