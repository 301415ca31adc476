"""Themes or topics as circles: near where they are alike, large where they have many articles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from dashboard.charts.chart import Chart, Look, Spec, filled, table
from dashboard.charts.describe import describe_map
from dashboard.charts.empty import empty_chart
from dashboard.charts.form_cache import cached_form
from dashboard.charts.series import LINE, wrapped
from dashboard.texts import Texts
from dashboard.theme import Theme
from data.filter import Level

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 460.0  # of the plot in pixels
SMALLEST, LARGEST = 4.0, 34.0  # radii in pixels
CROWD = 12  # from so many topics on, circles shrink with their number
NOMINAL = 640.0  # that of the plot in a window of 1,100 pixels, for which names are placed; a wider one gives more room
LETTER = 6.9  # mean width of a letter at 12 pixels
MOST_NAMED = 24
RIM = 3.0  # pixels around the circle of what is being looked at
NARROW = 520.0  # of the plot on a page: below it names would lie on each other and give way to numbers
NARROWEST = 330.0  # that of the plot on a telephone, for which numbers are placed
DIGIT = 6.5  # width of a digit at 11 pixels
ALIGNED: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Name:
    """Where a name stands: beside its circle by as many pixels in a plot of any width.

    Attributes:
        x: of the circle.
        dx: from there to the end or middle of the name that `align` says.
        y: centre of the first line.
        said: with its line breaks.
        number: of the circle, from 1.
    """

    x: float
    dx: float
    y: float
    align: str
    said: str
    number: int


def topic_map(
    frame: pd.DataFrame,
    texts: Texts,
    *,
    title: str,
    look: Look,
    colours: Mapping[str, str],
    level: Level = "topic",
    groups: Mapping[str, str] | None = None,
    opened: str = "",
) -> Chart:
    """Draw the map of themes or of topics.

    Args:
        frame: topic_id, label, count, x, y (any scale; a row with a null place is left out), the largest first; with
            `groups` also group.
        texts: language.
        title: subject, for the sentence in `alt` and for whoever shows the chart.
        look: how it is to look.
        colours: by id, or with `groups` by group; grey where one has none.
        level: which of the two they are.
        groups: what circles are grouped by: names of the groups that have a colour, by id, for the legend.
        opened: id of the one that is being looked at: its circle has a rim.
    Returns:
        A chart whose selection carries `id`. The largest topics are named as far as names do not overlap. On a page
        every other circle bears its number in `numbered`, in a narrow one all do; the name is shown under the pointer
        too. "No data" where no topic has a place.
    """
    placed = numbered(frame)
    if placed.empty:
        return empty_chart(texts, look.theme, title=title, height=look.height or HEIGHT)
    height, width = look.height or HEIGHT, look.width or NOMINAL
    count = placed["count"].to_numpy(dtype="float64")
    largest = LARGEST * min(1.0, math.sqrt(CROWD / len(count)))
    radius = SMALLEST + (largest - SMALLEST) * np.sqrt(count / max(count.max(), 1.0))
    across = _stretched(placed["x"].to_numpy(dtype="float64"), width)
    down = _stretched(placed["y"].to_numpy(dtype="float64"), height)
    names = [str(label) for label in placed["label"]]
    ids = [str(i) for i in placed["topic_id"]]
    coloured_by = ids if groups is None else [str(i) for i in placed["group"]]
    named = groups or {}
    rows = table(
        {
            "id": ids,
            "name": names,
            "group": [i if i in named else "" for i in coloured_by],
            "count": count,
            "x": across / width,
            "y": down / height,
            "area": np.pi * radius**2,
            "colour": [colours.get(i, look.theme.other) for i in coloured_by],
            "rim": [look.theme.text if i == opened else look.theme.background for i in ids],
            "wide": [RIM if i == opened else 1.0 for i in ids],
        }
    )
    labels = name_places(names, across, down, radius, (width, height))
    on_page = look.width is None
    legend = {i: name for i, name in named.items() if i in coloured_by}
    if named and len(legend) < len(set(coloured_by)):
        legend[""] = texts.t("others")
    legend = legend if len(legend) > 1 else {}
    spec = filled(
        _form(look.theme, texts.lang, level, grouped=bool(legend)),
        height=height,
        values={"narrow": NARROW if on_page else 0} | ({"ids": list(legend), "names": legend} if legend else {}),
        rows={
            **_label_rows(labels, (width, height)),
            "numbers": _number_rows(labels, across, down, (width, height)) if on_page else [],
        },
        colours=[colours.get(i, look.theme.other) for i in legend],
    )
    sentence = describe_map(names, texts, title=title, level=level)
    return Chart(spec, rows, title, sentence, (texts.t("chart.map.note"),))


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """The topics that have a place, in the order of their numbers, which begin at 1."""
    placed = frame[frame["x"].notna() & frame["y"].notna()]
    return placed.sort_values("count", ascending=False, kind="stable")


@cached_form
def _form(theme: Theme, lang: str, level: Level, *, grouped: bool) -> str:
    import altair as alt

    from dashboard.charts import composition as parts

    texts = Texts(lang)
    x = alt.X("x:Q").axis(None).scale(domain=[0, 1], nice=False)
    y = alt.Y("y:Q").axis(None).scale(domain=[0, 1], nice=False, reverse=True)
    circles = alt.Chart().mark_circle(aria=True, opacity=0.75)
    colour = alt.Color("colour:N").scale(None)
    if grouped:
        colour = alt.Color("group:N", scale=alt.Scale(domain=alt.expr("ids")), legend=_legend())
    circles = circles.encode(x=x, y=y, size=alt.Size("area:Q").scale(None), color=colour)
    circles = circles.encode(stroke=alt.Stroke("rim:N").scale(None), strokeWidth=alt.StrokeWidth("wide:Q").scale(None))
    names = []
    for align in ALIGNED:
        said = alt.Chart(alt.NamedData(align)).encode(x=x, y=y, text=alt.Text("said:N"))
        common: dict[str, Any] = {
            "baseline": "middle",
            "lineBreak": "\n",
            "lineHeight": LINE,
            "dx": alt.expr("datum.dx"),
            "opacity": alt.expr("width < narrow ? 0 : 1"),
        }
        words = said.mark_text(align=align, color=theme.text, **common)
        halo = said.mark_text(
            align=align,
            color=theme.background,
            stroke=theme.background,
            strokeWidth=3,
            strokeOpacity=0.8,
            strokeJoin="round",
            **common,
        )
        names += [halo, words]
    number = alt.Chart(alt.NamedData("numbers")).encode(x=x, y=y, text=alt.Text("said:N"))
    seen = alt.expr("width < narrow || !datum.named ? 1 : 0")
    halo = {"stroke": theme.background, "strokeWidth": 3, "strokeJoin": "round", "color": theme.background}
    for look in (halo, {"color": theme.text}):
        names.append(number.mark_text(baseline="middle", fontSize=11, dx=alt.expr("datum.dx"), opacity=seen, **look))
    figure = alt.Tooltip("count:Q", format=",d", title=texts.t("chart.map.size"))
    shown = [alt.Tooltip("name:N", title=texts.t(f"level.{level}")), figure]
    return parts.compiled(parts.clickable(circles, shown, "id"), *names, theme=theme, texts=texts, padding=8)


def _legend() -> alt.Legend:
    import altair as alt

    return alt.Legend(
        orient="top",
        labelExpr="names[datum.value]",
        columns=alt.expr("width < 420 ? 1 : 3"),
        symbolType="circle",
        labelLimit=290,
        offset=10,
    )


def _label_rows(labels: list[Name], size: tuple[float, float]) -> dict[str, list[Spec]]:
    """Names as rows of the named data of their alignment."""
    return {
        align: [
            {"x": each.x / size[0], "dx": each.dx, "y": each.y / size[1], "said": each.said}
            for each in labels
            if each.align == align
        ]
        for align in ALIGNED
    }


def _number_rows(labels: list[Name], across: np.ndarray, down: np.ndarray, size: tuple[float, float]) -> list[Spec]:
    """The number of each circle in its middle, or beside it where another one is, and whether its name is shown."""
    named = {each.number for each in labels}
    taken: list[Box] = []
    found = []
    for n, (x, y) in enumerate(zip(across / size[0] * NARROWEST, down, strict=True), start=1):
        wide, tall = DIGIT * len(str(n)) + 2, 2 * DIGIT
        shifts = [
            (0.0, 0.0),
            *((dx * wide, dy * tall) for r in (1, 2) for dx, dy in ((r, 0), (-r, 0), (0, r), (0, -r))),
        ]
        boxes = [(dx, dy, _around_point(x + dx, y + dy, wide, tall)) for dx, dy in shifts]
        dx, dy, box = next((each for each in boxes if not any(each[2].meets(other) for other in taken)), boxes[0])
        taken.append(box)
        found.append({"x": x / NARROWEST, "y": (y + dy) / size[1], "dx": dx, "said": str(n), "named": n in named})
    return found


def _around_point(x: float, y: float, wide: float, tall: float) -> Box:
    return Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def name_places(
    names: list[str], across: np.ndarray, down: np.ndarray, radius: np.ndarray, size: tuple[float, float]
) -> list[Name]:
    """Where names may stand without touching another name, another circle or the border.

    Args:
        names, across, down, radius: of the circles in pixels, the largest first.
        size: width and height of the plot.
    Returns:
        At most MOST_NAMED names.
    """
    circles = [Box(x - r, y - r, x + r, y + r) for x, y, r in zip(across, down, radius, strict=True)]
    taken: list[Box] = []
    placed = []
    for n, name in enumerate(names[:MOST_NAMED]):
        lines = wrapped(name)
        width, tall = LETTER * max(map(len, lines)), LINE * len(lines)
        for align, x, y in _around(across[n], down[n], radius[n], tall):
            left = {"left": x, "center": x - width / 2, "right": x - width}[align]
            box = Box(left, y - tall / 2, left + width, y + tall / 2)
            inside = box.left >= 0 and box.right <= size[0] and box.top >= 0 and box.bottom <= size[1]
            if inside and not any(box.meets(other) for other in [*taken, *circles[:n], *circles[n + 1 :]]):
                taken.append(box)
                centre, first = float(across[n]), float(y - tall / 2 + LINE / 2)
                placed.append(Name(centre, float(x) - centre, first, align, "\n".join(lines), n + 1))
                break
    return placed


def _around(x: float, y: float, r: float, tall: float) -> list[tuple[str, float, float]]:
    below, above, aside = y + r + tall / 2 + 3, y - r - tall / 2 - 3, 0.7 * r
    return [
        ("left", x + r + 5, y),
        ("right", x - r - 5, y),
        ("center", x, below),
        ("center", x, above),
        ("left", x + aside, below),
        ("left", x + aside, above),
        ("right", x - aside, below),
        ("right", x - aside, above),
    ]


def _stretched(values: np.ndarray, size: float) -> np.ndarray:
    """Places between the borders, with room for the largest circle."""
    low, high = values.min(), values.max()
    room = LARGEST + 6
    if math.isclose(low, high):
        return np.full(len(values), size / 2)
    places: np.ndarray = room + (values - low) / (high - low) * (size - 2 * room)
    return places
