"""A chart as a file for a report: PNG at 300 dpi, SVG or PDF, with its title above and what it shows below.

vl-convert draws the chart and turns the finished page into its format, on the server and without a browser. The look is
always the light one, so the chart must be made with `theme.LIGHT`. Nothing depends on the server's zone or locale: the
chart holds days as figures on a `utc` scale and words already written.

Glyphs. vl-convert carries Liberation Sans, but a single letter that this font lacks moves its whole line to another
font, a serif one. So letters outside the font's safe part stand in a `tspan` of their own. An older Liberation Sans
installed on the machine comes before the carried one; the safe part is what both have.
"""

from __future__ import annotations

import json
import re
import textwrap
from html import escape, unescape
from typing import Any, Literal

from dashboard.charts.chart import Chart
from dashboard.texts import Texts
from dashboard.theme import EXPORT_FONT, LIGHT, SCREEN_FONT
from data.errors import UsageError

Kind = Literal["png", "svg", "pdf"]

WIDTH = 760  # of the page in pixels, margins included
MARGIN = 24
TITLE, SMALL = 17, 11.5  # letter heights
TITLE_LETTERS, SMALL_LETTERS = 66, 112  # that fit into a line
DPI = 300
POINTS = 0.75  # of a CSS pixel

FAMILY = f"{EXPORT_FONT}, Arial, Helvetica, sans-serif"
FALLBACK = "DejaVu Sans, Noto Sans, Segoe UI Symbol, sans-serif"
UNSAFE = re.compile(
    r"[^\n -~\u00a0-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u2010\u2011"
    r"\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2195"
    r"\u2212\u221e\u2248\u2260\u2264\u2265\u25b2\u25ba\u25bc\u25c4]+"
)
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(chart: Chart, kind: Kind, *, title: str, filter_line: str, data_date: str, texts: Texts) -> bytes:
    """Make the file.

    Args:
        chart: made with the light theme.
        kind: format.
        title: above the picture, wrapped.
        filter_line: under it, what the numbers are over: filters and base.
        data_date: under it, the day the data are of, in words.
        texts: language.
    Returns:
        PNG: 3,166 pixels wide with 300 dpi written into it. SVG: words as words. PDF: one page, 20 cm wide, with the
        words as text. An empty chart gives a page that says that there is no data.
    Raises:
        UsageError: an unknown format.
    """
    import vl_convert as vl

    unit = POINTS if kind == "pdf" else 1.0
    page = compose(chart, title=title, filter_line=filter_line, data_date=data_date, texts=texts, unit=unit)
    if kind == "svg":
        return page.encode()
    if kind == "png":
        return bytes(vl.svg_to_png(page, scale=1, ppi=DPI))
    if kind == "pdf":
        return bytes(vl.svg_to_pdf(page))
    raise UsageError(f"A chart cannot be saved as {kind!r}.", "Choose png, svg or pdf.")


def compose(chart: Chart, *, title: str, filter_line: str, data_date: str, texts: Texts, unit: float = 1.0) -> str:
    """The whole page as SVG: title, chart, notes, filter line, data date; `unit` is the size of a pixel."""
    heads = textwrap.wrap(_clean(title), TITLE_LETTERS, max_lines=3, placeholder="…")
    below = [*chart.notes, filter_line, texts.t("export.data", date=data_date)]
    feet = [line for text in below for line in textwrap.wrap(_clean(text), SMALL_LETTERS)]
    inner, tall = _drawn(chart)
    top = MARGIN + len(heads) * (TITLE + 6) + 6
    foot = top + tall + 22
    height = round(foot + len(feet) * (SMALL + 5) + MARGIN - 12)
    size = f'width="{WIDTH * unit:g}" height="{height * unit:g}" viewBox="0 0 {WIDTH} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(_clean(chart.alt))}">',
        f'<rect width="100%" height="100%" fill="{LIGHT.background}"/>',
        *(_line(s, MARGIN + TITLE + n * (TITLE + 6), TITLE, LIGHT.text, "bold") for n, s in enumerate(heads)),
        f'<g transform="translate({MARGIN},{top})">{inner}</g>',
        *(_line(s, foot + n * (SMALL + 5), SMALL, LIGHT.muted, "normal") for n, s in enumerate(feet)),
        "</svg>",
    ]
    return apart("\n".join(parts)).replace(f'font-family="{EXPORT_FONT}"', f'font-family="{FAMILY}"')


def apart(svg: str) -> str:
    """Put letters that the font may lack into runs of their own, in another font."""

    def split(text: re.Match[str]) -> str:
        words = unescape(text[1])
        if not UNSAFE.search(words):
            return text[0]
        pieces, start = [], 0
        for odd in UNSAFE.finditer(words):
            pieces.append(escape(words[start : odd.start()]))
            pieces.append(f'<tspan font-family="{FALLBACK}">{escape(odd[0])}</tspan>')
            start = odd.end()
        return f">{''.join(pieces)}{escape(words[start:])}<"

    return re.sub(r">([^<>]+)<", split, NO_XML.sub("", svg))


def _drawn(chart: Chart) -> tuple[str, float]:
    """The chart alone: what stands inside its SVG, and its height."""
    import vl_convert as vl

    svg = vl.vegalite_to_svg(_for_print(chart), allowed_base_urls=[])
    root = re.match(r"<svg[^>]*>", svg)
    size = re.search(r'\bheight="([\d.]+)"', root[0]) if root else None
    if root is None or size is None:
        raise ValueError(f"vl-convert returned no SVG: {svg[:80]!r}")
    return svg[root.end() : svg.rindex("</svg>")], float(size[1])


def _for_print(chart: Chart) -> dict[str, Any]:
    """The specification at the page's width, in the export's font, without what only a pointer needs."""
    text = json.dumps({**chart.spec, "width": WIDTH - 2 * MARGIN}).replace(json.dumps(SCREEN_FONT)[1:-1], EXPORT_FONT)
    spec: dict[str, Any] = json.loads(text)
    spec["layer"] = [layer for layer in spec["layer"] if not _for_pointer(layer)]
    return spec | {"data": {"values": chart.to_dict()["data"]["values"]}}


def _for_pointer(layer: dict[str, Any]) -> bool:
    return isinstance(layer["mark"], dict) and layer["mark"].get("opacity") == 0


def _line(words: str, y: float, size: float, colour: str, weight: str) -> str:
    style = f'font-family="{EXPORT_FONT}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{MARGIN}" y="{y:.1f}" {style}>{escape(words)}</text>'


def _clean(text: str) -> str:
    return NO_XML.sub("", text)
