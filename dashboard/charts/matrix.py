"""Pairs of outlets as rows and columns, their number as colour and figure: who reprints whom."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd

from dashboard.charts.axes import levels, round_values
from dashboard.charts.chart import Chart, Look, filled, table
from dashboard.charts.describe import describe_pairs
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.texts import NOTHING, Texts
from dashboard.theme import Theme
from data.filter import NOT_STATED

ROW = 30.0  # pixels
MOST = 12  # rows, and columns
LONGEST_ROW = 30  # letters of a name before a row
LONGEST_COLUMN = 22  # and below a column
HALF = 0.5  # of the largest: from there on a cell is so strong that its figure takes the colour behind the chart


def matrix(frame: pd.DataFrame, texts: Texts, *, title: str, look: Look) -> Chart:
    """Draw source × outlet, the more the stronger; a cell without reprints is empty.

    Args:
        frame: source, outlet, articles, lag_hours (median; null: not known), most articles first; any number of pairs.
            An outlet that is `NOT_STATED` reads "not stated".
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
    Returns:
        A chart as high as its rows need, of at most MOST sources and MOST outlets, whose
        selection carries `id`, the outlet that reprints. "No data" where the frame is empty.
    """
    if frame.empty:
        return empty_chart(texts, look.theme, title=title, height=160)
    shown = largest(frame)
    sources, outlets = (_in_order(shown, side) for side in ("source", "outlet"))
    count = shown["articles"].to_numpy(dtype="float64")
    top = float(np.max(count, initial=1))
    said = {name: name if name != NOT_STATED else texts.t("not_stated") for name in [*sources, *outlets]}
    lags = [texts.duration(lag) for lag in shown["lag_hours"]]
    rows = table(
        {
            "id": shown["outlet"].tolist(),
            "source": shown["source"].tolist(),
            "name": [said[name] for name in shown["outlet"]],
            "first": [said[name] for name in shown["source"]],
            "count": count,
            "lag": [lag if lag != NOTHING else texts.t("group.same_day") for lag in lags],
            "words": [texts.number(n) for n in count],
            "strong": count > HALF * top,
        }
    )
    figures = [n for n in round_values(top, whole=True, most=4) if n <= top]
    spec = filled(
        _form(look.theme, texts.lang),
        height=look.rows(len(sources), ROW),
        values={
            "top": top,
            **levels(figures, "count", texts),
            "ids": sources,
            "rows": {name: [_short(said[name], LONGEST_ROW)] for name in sources},
            "across": outlets,
            "columns": {name: _short(said[name], LONGEST_COLUMN) for name in outlets},
        },
        rows={"lattice": [{"source": source, "id": outlet} for source in sources for outlet in outlets]},
    )
    notes = [texts.t("note.matrix")]
    if len(shown) < len(frame):
        size = {"rows": texts.number(len(sources)), "columns": texts.number(len(outlets))}
        notes.append(texts.t("note.matrix.largest", **size))
    return Chart(spec, rows, title, describe_pairs(rows, texts, title=title), tuple(notes))


def largest(frame: pd.DataFrame) -> pd.DataFrame:
    """Pairs of at most MOST sources and MOST outlets, the largest first; no row and no column of them is empty."""
    sources: set[str] = set()
    outlets: set[str] = set()
    for source, outlet in zip(frame["source"], frame["outlet"], strict=True):
        if (source in sources or len(sources) < MOST) and (outlet in outlets or len(outlets) < MOST):
            sources.add(source)
            outlets.add(outlet)
    return frame[frame["source"].isin(sources) & frame["outlet"].isin(outlets)]


def _in_order(shown: pd.DataFrame, side: str) -> list[str]:
    """The names of a side, those with most articles first."""
    sums = shown.groupby(side, sort=True)["articles"].sum().sort_values(ascending=False, kind="stable")
    return [str(name) for name in sums.index]


def _short(name: str, letters: int) -> str:
    return textwrap.shorten(name, letters, placeholder="…") if " " in name[:letters] else _cut(name, letters)


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1] + "…"


@cached_form
def _form(theme: Theme, lang: str) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    scale = alt.Scale(domain=[0, alt.expr("top")], range=list(theme.ramp), interpolate="lab")
    legend = alt.Legend(
        title=texts.t("chart.matrix.legend"),
        values=alt.expr("figures"),
        labelExpr=parts.LEVEL_WORDS,
        orient="top",
        gradientLength=alt.expr("min(220, width)"),
        gradientThickness=10,
    )
    axis = alt.Axis(
        title=None,
        labelExpr="columns[datum.value]",
        labelAngle=-40,
        labelAlign="right",
        labelBaseline="middle",
        labelLimit=170,
        labelOverlap=False,
        labelColor=theme.text,
        grid=False,
        domain=False,
        ticks=False,
    )
    sides = alt.Scale(domain=alt.expr("across"), paddingInner=0.06, paddingOuter=0.03)
    place = {
        "x": alt.X("id:N").sort(None).axis(axis).scale(sides),
        "y": parts.row_y(theme, between=0.06, field="source"),
    }
    lattice = alt.Chart(alt.NamedData("lattice")).mark_rect(color=theme.ramp[0], opacity=0.6).encode(**place)
    cells = alt.Chart().mark_rect(aria=True).encode(**place, color=alt.Color("count:Q", scale=scale, legend=legend))
    ink = alt.when(alt.datum.strong).then(alt.value(theme.background)).otherwise(alt.value(theme.text))
    words = alt.Chart().mark_text().encode(**place, text=alt.Text("words:N"), color=ink)
    shown = [
        alt.Tooltip("first:N", title=texts.t("reprints.source")),
        alt.Tooltip("name:N", title=texts.t("reprints.taker")),
        alt.Tooltip("count:Q", format=",d", title=texts.t("page.reprints")),
        alt.Tooltip("lag:N", title=texts.t("reprints.lag")),
    ]
    return parts.compiled(lattice, parts.clickable(cells, shown, "id"), words, theme=theme, texts=texts)
