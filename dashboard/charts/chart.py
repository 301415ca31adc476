"""What every chart of Svodka is: a Vega-Lite specification, the frame it draws, and words for those who cannot see it.

A chart's *form* (marks, encodings, scales, axes, selection, look) does not depend on its rows. So Altair composes it
once for each variant (theme, language, unit …), in `_form` of the chart's module, and its JSON is kept. What depends on
the rows (domains, ticks and their words, names, colours, places of labels) the form only names; `filled` brings it, as
values of parameters and rows of named data. Altair 6.3 takes 80 ms for the form of a layered chart, 160 with its check
against the schema, more than a whole page may take; a kept form is filled in .2 ms. Tests check every chart against the
schema. Altair takes .8 s to import: the first chart does so, not the pages (all on 2 cores).

Time. Periods are naive local days, and neither the server nor a browser may shift them. So `at` and `until` hold
milliseconds of that day's midnight *as if it were UTC*, as floats that nobody takes for a moment in some zone; the
scale is a plain linear one, and ticks are values with their words written here. (Streamlit would send naive datetimes
through Arrow, and Vega would read them as UTC and print them in the browser's zone; vl-convert would read them in the
server's. And for the domain of a time scale Vega-Lite writes `datetime(n)`, where the interpreter that Streamlit draws
with takes n for a year.) A click hands back `key` (2017-W49) and `id` as text, never a moment.

Names from articles enter as data or as values of a parameter, never as part of an expression.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from dashboard.theme import Theme
from data.errors import UsageError

Spec = dict[str, Any]
Value = Literal["share", "count"]

MOST_ROWS = 20_000  # eight series over 48 years of weeks; more is less than a pixel each, and slow in the browser
LEAST_ROW = 22.0  # pixels
PICK = "pick"


@dataclass(frozen=True)
class Look:
    """How a chart is to look where it is shown.

    Attributes:
        theme: colours.
        labels: names stand beside marks; else in a legend above, where there is little width.
        width: of the plot in pixels, for which words are placed; None: a page's.
        height: of the plot in pixels; of a chart with rows the most; None: the chart's own.
    """

    theme: Theme
    labels: bool = True
    width: float | None = None
    height: float | None = None

    @property
    def row_letters(self) -> int:
        """How long the lines of a name before a row may be."""
        return 38 if self.labels else 22

    def fitting(self, number: int) -> int:
        """How many of so many rows there is room for."""
        return number if self.height is None else min(number, max(int(self.height / LEAST_ROW), 1))

    def rows(self, number: int, each: float) -> float:
        """The height of so many rows: `each` for one, less where that is more than may be."""
        return each * number if self.height is None else min(each, max(LEAST_ROW, self.height / number)) * number


@dataclass(frozen=True)
class Chart:
    """A chart ready to be shown or saved.

    Attributes:
        spec: Vega-Lite without top-level data. Its width follows its container, its selection is named `pick`.
        data: the rows drawn, as Arrow; the specification refers to its columns.
        title: shown above it by whoever shows it; not part of `spec`.
        alt: subject, span and main finding in a sentence or two.
        notes: what must be said under it (incomplete periods, gaps), one sentence each.
    """

    spec: Spec
    data: pa.Table
    title: str
    alt: str
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there was nothing to draw."""
        return len(self.data) == 0

    def to_dict(self) -> Spec:
        """The whole specification with the rows in it."""
        return {**self.spec, "data": {"values": self.data.to_pylist()}}


def filled(
    form: str,
    *,
    height: float,
    values: Mapping[str, Any] | None = None,
    rows: Mapping[str, list[Spec]] | None = None,
    colours: Sequence[str] = (),
) -> Spec:
    """A form with what depends on the rows.

    Args:
        form: of `composition.compiled`; read anew each time, for Streamlit changes what it is given.
        height: of the plot in pixels.
        values: of the parameters that the form names.
        rows: of the named data in it; a layer over none is left out.
        colours: of the things, in the order of `ids`.
    """
    spec: Spec = json.loads(form)
    given = rows or {}
    for layer in spec["layer"]:
        if "data" in layer:
            layer["data"] = {"values": given[layer["data"]["name"]]}
    spec["layer"] = [layer for layer in spec["layer"] if layer.get("data") != {"values": []}]
    spec["params"] = [{"name": n, "value": v} for n, v in (values or {}).items()] + spec.get("params", [])
    if colours:
        spec["config"]["range"] = {"category": list(colours)}
    return {**spec, "height": height}


def check_rows(rows: int) -> None:
    """Refuse what is too long to be drawn.

    Raises:
        UsageError: more than MOST_ROWS rows.
    """
    if rows > MOST_ROWS:
        raise UsageError(
            f"The chart would have {rows:,} points, {MOST_ROWS:,} are the most.",
            "Choose longer steps (weeks or months), a shorter period or fewer series.",
        )


def table(columns: Mapping[str, np.ndarray | pa.Array | Sequence[Any]]) -> pa.Table:
    """Columns of equal length as Arrow; NaN becomes null."""
    return pa.table({name: pa.array(values, from_pandas=True) for name, values in columns.items()})
