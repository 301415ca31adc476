"""A chart as a file for a report: PNG, SVG or PDF, for a column, a page or a slide, with what it is about around it.

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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Literal, get_args

from dashboard.charts.chart import Chart, Look
from dashboard.theme import EXPORT_FONT, LIGHT, SCREEN_FONT
from data.errors import UsageError

FAMILY = f"{EXPORT_FONT}, Arial, Helvetica, sans-serif"
FALLBACK = "DejaVu Sans, Noto Sans, Segoe UI Symbol, sans-serif"
UNSAFE = re.compile(
    r"[^\n -~\u00a0-\u017f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u2010\u2011"
    r"\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2195"
    r"\u2212\u221e\u2248\u2260\u2264\u2265\u25b2\u25ba\u25bc\u25c4]+"
)
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Kind = Literal["png", "svg", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Place = Literal["column", "page", "slide"]

MARGIN = 24  # pixels
TITLE, SMALL = 17, 11.5  # letter heights in pixels; no letter of a picture is smaller than SMALL
WIDE_LETTER, SMALL_LETTER = 0.635, 0.553  # mean width of a letter of the title, and of what is small, by its height
MILLIMETRE = 72 / 25.4  # in points
POINTS = 0.75  # of a CSS pixel
MOST_TITLE = 3  # lines


@dataclass(frozen=True)
class Size:
    """What a picture is made for. It is laid out in pixels, as many as make its smallest letters this large in print.

    Attributes:
        width, height: of the whole in millimetres; without height it is as high as what it holds.
        letter: height of the smallest letters in points.
        dpi: of a PNG.
        labels: names stand beside marks, see `Look`.
    """

    width: float
    height: float | None
    letter: float
    dpi: int = 300
    labels: bool = True

    @property
    def points(self) -> float:
        """Of a pixel."""
        return self.letter / SMALL

    @property
    def across(self) -> float:
        """Its width in pixels."""
        return self.width * MILLIMETRE / self.points

    @property
    def down(self) -> float | None:
        """Its height in pixels."""
        return self.height * MILLIMETRE / self.points if self.height is not None else None

    @property
    def inner(self) -> float:
        """The width without margins in pixels."""
        return self.across - 2 * MARGIN


SIZES: dict[Place, Size] = {
    "column": Size(85, None, 7, labels=False),  # one of two columns of an A4 page
    "page": Size(160, None, 7.5),  # what an A4 page has between its margins
    "slide": Size(338.67, 190.5, 13, dpi=144),  # 16:9, 1920 by 1080 pixels
}


def render(
    draw: Callable[[Look], Chart],
    kind: Kind,
    *,
    title: str,
    subtitle: str = "",
    notes: Sequence[str] = (),
    size: Size = SIZES["page"],
    transparent: bool = False,
) -> bytes:
    """Make the file.

    Args:
        draw: makes the chart in a look.
        kind: format.
        title: above the picture, wrapped.
        subtitle: under it: whom or what it is about, and when.
        notes: under the picture and what the chart itself notes: what its numbers mean, filters, base, day of the data.
        size: what it is for.
        transparent: nothing behind it.
    Returns:
        PNG: as wide as `size` with its dpi written into it. SVG: words as words. PDF: one page with the words as text.
        An empty chart gives a page that says that there is no data.
    Raises:
        UsageError: an unknown format.
    """
    import vl_convert as vl

    if kind not in KINDS:
        raise UsageError(f"A chart cannot be saved as {kind!r}.", "Choose png, svg or pdf.")
    unit = size.points if kind != "svg" else size.points / POINTS
    page = compose(draw, title=title, subtitle=subtitle, notes=notes, size=size, transparent=transparent, unit=unit)
    if kind == "svg":
        return page.encode()
    if kind == "png":
        return bytes(vl.svg_to_png(page, scale=1, ppi=size.dpi))
    return bytes(vl.svg_to_pdf(page))


def compose(
    draw: Callable[[Look], Chart],
    *,
    title: str,
    subtitle: str = "",
    notes: Sequence[str] = (),
    size: Size = SIZES["page"],
    transparent: bool = False,
    unit: float = 1.0,
) -> str:
    """The whole page as SVG: title, subtitle, chart, notes; `unit` is the size of a pixel."""
    heads = _wrapped(title, size.inner / (TITLE * WIDE_LETTER), most=MOST_TITLE)
    under = _wrapped(subtitle, size.inner / (SMALL * SMALL_LETTER)) if subtitle else []
    top = MARGIN + len(heads) * (TITLE + 6) + len(under) * (SMALL + 5) + 8
    chart = draw(Look(LIGHT, labels=size.labels, width=size.inner))
    feet = _feet(chart, notes, size)
    inner, tall = _drawn(chart, size)
    below = 22 + len(feet) * (SMALL + 5) + MARGIN - 12
    if size.down is not None:
        chart, inner = _fitted(draw, chart, tall, size, size.down - top - below)
        feet = _feet(chart, notes, size)
    foot = (size.down - 22 - len(feet) * (SMALL + 5) - MARGIN + 12 if size.down else top + tall) + 22
    height = size.down or round(top + tall + below)
    whole = f'width="{size.across * unit:g}" height="{height * unit:g}" viewBox="0 0 {size.across:g} {height:g}"'
    behind = [] if transparent else [f'<rect width="100%" height="100%" fill="{LIGHT.background}"/>']
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {whole} role="img" aria-label="{escape(_clean(chart.alt))}">',
        *behind,
        *(_line(s, MARGIN + TITLE + n * (TITLE + 6), TITLE, LIGHT.text, "bold") for n, s in enumerate(heads)),
        *(_line(s, top - 10 - (len(under) - 1 - n) * (SMALL + 5), SMALL, LIGHT.muted) for n, s in enumerate(under)),
        f'<g transform="translate({MARGIN},{top:g})">{inner}</g>',
        *(_line(s, foot + n * (SMALL + 5), SMALL, LIGHT.muted) for n, s in enumerate(feet)),
        "</svg>",
    ]
    return apart("\n".join(parts)).replace(f'font-family="{EXPORT_FONT}"', f'font-family="{FAMILY}"')


def _fitted(draw: Callable[[Look], Chart], chart: Chart, tall: float, size: Size, room: float) -> tuple[Chart, str]:
    """The chart no higher than `room`: with a lower plot and fewer rows, and where that is too high still, smaller."""
    around = tall - chart.spec["height"] + SMALL + 5  # and a note more
    chart = draw(Look(LIGHT, labels=size.labels, width=size.inner, height=max(room - around, 1)))
    inner, tall = _drawn(chart, size)
    if tall <= room:
        return chart, inner
    scale = room / tall
    return chart, f'<g transform="translate({size.inner * (1 - scale) / 2:g},0) scale({scale:g})">{inner}</g>'


def _feet(chart: Chart, notes: Sequence[str], size: Size) -> list[str]:
    letters = size.inner / (SMALL * SMALL_LETTER)
    return [line for text in (*chart.notes, *notes) for line in _wrapped(text, letters)]


def _wrapped(text: str, letters: float, most: int | None = None) -> list[str]:
    return textwrap.wrap(_clean(text), max(int(letters), 8), max_lines=most, placeholder="…")


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


def _drawn(chart: Chart, size: Size) -> tuple[str, float]:
    """The chart alone: what stands inside its SVG, and its height."""
    import vl_convert as vl

    svg = vl.vegalite_to_svg(_for_print(chart, size), allowed_base_urls=[])
    root = re.match(r"<svg[^>]*>", svg)
    tall = re.search(r'\bheight="([\d.]+)"', root[0]) if root else None
    if root is None or tall is None:
        raise ValueError(f"vl-convert returned no SVG: {svg[:80]!r}")
    return numbered(svg[root.end() : svg.rindex("</svg>")]), float(tall[1])


def numbered(svg: str) -> str:
    """The same with its clips and gradients counted from 0: Vega counts on from one picture to the next."""
    kinds = r"(clip|gradient_)\d+"
    own = {old[0]: f"{old[1]}{n}" for n, old in enumerate(re.finditer(rf'(?<=id="){kinds}(?=")', svg))}
    return re.sub(rf'(?<=id="){kinds}(?=")|(?<=url\(#){kinds}(?=\))', lambda found: own.get(found[0], found[0]), svg)


def _for_print(chart: Chart, size: Size) -> dict[str, Any]:
    """The specification at the picture's width, in the export's font, without what only a pointer needs."""
    text = json.dumps({**chart.spec, "width": size.inner}).replace(json.dumps(SCREEN_FONT)[1:-1], EXPORT_FONT)
    spec: dict[str, Any] = json.loads(text)
    spec["layer"] = [layer for layer in spec["layer"] if not _for_pointer(layer)]
    return spec | {"data": {"values": chart.to_dict()["data"]["values"]}}


def _for_pointer(layer: dict[str, Any]) -> bool:
    return isinstance(layer["mark"], dict) and layer["mark"].get("opacity") == 0


def _line(words: str, y: float, size: float, colour: str, weight: str = "normal") -> str:
    style = f'font-family="{EXPORT_FONT}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{MARGIN}" y="{y:.1f}" {style}>{escape(words)}</text>'


def _clean(text: str) -> str:
    return NO_XML.sub("", text)
