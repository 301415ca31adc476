"""What charts are composed of, in Altair: axes, colours, gaps, names beside marks, the layer that takes the pointer.

A form is made before there are rows. What depends on them it only names: `alt.expr(name)` reads the parameter of that
name, `alt.NamedData(name)` the rows of that name, and `chart.filled` brings both.

    span, days, ticks       of the time axis: its first and last millisecond, where ticks stand, their words
    top, figures, levels    of the value axis: its last value, where ticks stand, their words
    ids, names, rows        of the things: their order; their names by id; the same in lines
    across, columns         of a matrix: the order of its columns; their names by id
    kinds, named            of parts: their order; what they are called
    room                    for words behind bars, in pixels
    gaps, late, ends        named data: periods without articles; ends of series before the right edge; all ends
    lattice, behind         named data: every cell of a matrix; words behind bars

Modules that pages load import this one, and Altair, inside their `_form`. Channels are written as classes
(`text=alt.Text("said:N")`): from a bare string Altair makes the same one in 7 ms.
"""

from __future__ import annotations

import json
from typing import Any, Literal, TypeVar

import altair as alt

from dashboard.charts.axes import LEVEL
from dashboard.charts.chart import PICK, Value
from dashboard.charts.series import LINE
from dashboard.texts import Texts
from dashboard.theme import Theme, chart_config
from data.filter import Unit

LEVEL_WORDS = f"levels[toString(round(datum.value * {LEVEL}))]"
AROUND: dict[str, float] = {"left": 4, "top": 26, "right": 12, "bottom": 4}  # the value axis has its title above it

Palette = TypeVar("Palette", alt.Color, alt.Stroke, alt.Fill)


def compiled(*layers: alt.Chart, theme: Theme, texts: Texts, padding: float | dict[str, float] = 4) -> str:
    """A form as JSON: layers over the same rows, as wide as their container.

    It is not checked against the schema here, which takes as long as the rest: tests check every chart.

    Args:
        layers: from back to front.
        theme, texts: look, and how numbers are written.
        padding: around the plot and its axes, in pixels.
    """
    locale = {"number": texts.number_locale()}
    chart = alt.layer(
        *layers,
        data=alt.NamedData("drawn"),
        width="container",
        # the width counts axes and names, the height is the plot's alone
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        # four sides even where all are alike: Streamlit writes into what it is given
        padding=padding if isinstance(padding, dict) else dict.fromkeys(("left", "top", "right", "bottom"), padding),
        config=alt.Config(**chart_config(theme), locale=locale),
    )
    spec = chart.to_dict(validate=False)
    del spec["data"]
    return json.dumps(spec, ensure_ascii=False)


def time_x(field: str) -> alt.X:
    """Days, as milliseconds on a plain linear scale; see `chart` for why."""
    axis = alt.Axis(
        title=None,
        values=alt.expr("days"),
        labelExpr="ticks[toString(toNumber(datum.value))]",
        labelOverlap="parity",
        labelSeparation=6,
        labelLineHeight=15,
    )
    return alt.X(field, type="quantitative").axis(axis).scale(domain=alt.expr("span"), nice=False, zero=False)


def value_y(field: str, title: str) -> alt.Y:
    """Values from 0 to a round one, their title lying above the axis."""
    axis = alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleY=-12,
        titleX=0,
        values=alt.expr("figures"),
        labelExpr=LEVEL_WORDS,
    )
    return alt.Y(field, type="quantitative").axis(axis).scale(domain=[0, alt.expr("top")], nice=False, zero=True)


def row_y(theme: Theme, *, between: float, field: str = "id") -> alt.Y:
    """One row a thing, its name before it; `field` holds what `ids` lists."""
    axis = alt.Axis(
        title=None,
        labelExpr="rows[datum.value]",
        labelLimit=320,
        labelLineHeight=13,
        labelOffset=alt.expr("-6.5 * (length(rows[datum.value]) - 1)"),  # Vega centres the first line
        labelColor=theme.text,
        grid=False,
        domain=False,
        ticks=False,
    )
    scale = alt.Scale(domain=alt.expr("ids"), paddingInner=between, paddingOuter=between / 2)
    return alt.Y(f"{field}:N").sort(None).axis(axis).scale(scale)


def by_id(channel: type[Palette], legend: alt.Legend | None = None) -> Palette:
    """The colour of a thing, of those that `chart.filled` is given in the order of `ids`."""
    coloured: Palette = channel("id:N", scale=alt.Scale(domain=alt.expr("ids")), legend=legend)
    return coloured


def names_above(symbol: Literal["stroke", "square"]) -> alt.Legend:
    """A legend of names above the plot."""
    return alt.Legend(
        orient="top",
        labelExpr="width < 420 ? lines[datum.value] : names[datum.value]",
        columns=alt.expr("width < 420 ? 1 : 2"),
        symbolType=symbol,
        labelLimit=alt.expr("width < 420 ? width - 30 : 380"),
        offset=30,
    )


def gaps(theme: Theme) -> alt.Chart:
    """Periods without any article, shaded."""
    bands: alt.Chart = (
        alt.Chart(alt.NamedData("gaps"))
        .mark_rect(color=theme.grid, opacity=0.6)
        .encode(x=time_x("at"), x2=alt.X2("until"), tooltip=alt.Tooltip("said:N", title=" "))
    )
    return bands


def end_labels(y_title: str, theme: Theme) -> list[alt.Chart]:
    """Names beside the right ends of series, each joined to its end by a line: the rows `late` and `ends`.

    The plot gives way to them: Vega's `fit` counts words outside the plot.
    """
    edge, far = alt.XValue("width"), alt.X2Value("width")
    colour, level = by_id(alt.Color), value_y("value", y_title)
    late, ends = alt.Chart(alt.NamedData("late")), alt.Chart(alt.NamedData("ends"))
    return [
        late.mark_rule(strokeWidth=1, opacity=0.8, strokeDash=[1, 3]).encode(
            x=time_x("at"), x2=far, y=level, color=colour
        ),
        ends.mark_rule(strokeWidth=1, opacity=0.8, xOffset=3, x2Offset=14).encode(
            x=edge, x2=far, y=level, y2=alt.Y2("place"), color=colour
        ),
        ends.mark_text(
            align="left", baseline="middle", dx=18, lineBreak="\n", lineHeight=LINE, color=theme.text
        ).encode(x=edge, y=value_y("words", y_title), text=alt.Text("said:N")),
    ]


def value_title(value: Value, unit: Unit, texts: Texts) -> str:
    """What the figures of an axis or a legend are."""
    return texts.t(f"chart.share_axis.{unit}") if value == "share" else texts.t(f"unit.{unit}")


def figures(texts: Texts, unit: Unit, *, share: bool = True) -> list[alt.Tooltip]:
    """What the pointer shows of a mark: its count, and its share of its base."""
    shown = [alt.Tooltip("count:Q", format=",d", title=_capital(texts.t(f"unit.{unit}")))]
    if share:
        shown.append(alt.Tooltip("share:Q", format=".1%", title=_capital(texts.t("share"))))
        shown.append(alt.Tooltip("base:Q", format=",d", title=_capital(texts.t("base"))))
    return shown


def of_period(texts: Texts, unit: Unit, *, share: bool = True) -> list[alt.Tooltip]:
    """What the pointer shows of a mark of a period."""
    return [alt.Tooltip("when:N", title=texts.t("period")), *figures(texts, unit, share=share)]


def clickable(chart: alt.Chart, tooltip: list[alt.Tooltip], *fields: str) -> alt.Chart:
    """The layer that takes the pointer, and that a screen reader walks through.

    Args:
        chart: its mark unseen (opacity 0) where visible marks are too small to be hit.
        tooltip: what the pointer shows; it is read out as well.
        fields: text columns that a click hands back.
    """
    said = " + '; ' + ".join(_read_out(part) for part in tooltip)
    pick = alt.selection_point(name=PICK, fields=list(fields), toggle=False)
    described = chart.encode(tooltip=tooltip, description=alt.DescriptionValue(alt.expr(said)))
    return described.properties(name="clickable").add_params(pick)


def _read_out(tooltip: alt.Tooltip) -> str:
    part: Any = tooltip.to_dict(validate=False)
    field = f"datum.{part['field']}"
    said = f"format({field}, '{part['format']}')" if "format" in part else field
    return f"{json.dumps(part['title'] + ': ', ensure_ascii=False)} + {said}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
