"""Colours and fonts of pages and charts, light and dark.

The eight series colours are the hues of Okabe and Ito ("Color Universal Design", 2008), darkened for the light theme
and lightened for the dark one until each stands at least 3:1 against both backgrounds (WCAG 2.2, 1.4.11); words stand
at least 4.5:1. `.streamlit/config.toml` repeats these values by hand; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

OWNED = 8  # topics, and names, with a colour of their own

SCREEN_FONT = '"Source Sans", "Source Sans 3", "Liberation Sans", Arial, sans-serif'
EXPORT_FONT = "Liberation Sans"  # carried by vl-convert; has Cyrillic


@dataclass(frozen=True)
class Theme:
    """One look.

    Attributes:
        name: `light` or `dark`.
        background, surface: of the page, and of the sidebar and boxes on it.
        text, muted: of words; of words that stand back.
        grid: lines behind marks.
        accent: buttons, links, and the marks of a chart with one series.
        series: the eight colours that topics and names own or take.
        other: grey, for what has no colour of its own.
        ramp: from nothing to most, for heat maps; begins near the background.
        rose, fell: of changes, never without a sign or arrow beside them.
        mark, found: behind names marked in an article, and behind words that were searched for.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    series: tuple[str, ...]
    other: str
    ramp: tuple[str, ...]
    rose: str
    fell: str
    mark: str
    found: str


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    surface="#F5F7FA",
    text="#1C2530",
    muted="#5A6675",
    grid="#E3E7EC",
    accent="#0B5C8F",
    series=("#00619E", "#B87700", "#008A64", "#B5588F", "#A83C00", "#2E96D0", "#6E6800", "#333333"),
    other="#8C8C8C",
    ramp=("#F1F5F9", "#B9D6EA", "#6AADD6", "#2A7AB0", "#0B3C66"),
    rose="#00734F",
    fell="#B03A00",
    mark="#FFE9A8",
    found="#BFE6C8",
)

DARK = Theme(
    name="dark",
    background="#14181F",
    surface="#1D232C",
    text="#E6EAEF",
    muted="#A3AEBB",
    grid="#2E3641",
    accent="#6CB8EC",
    series=("#3B9CE0", "#E69F00", "#12B886", "#DD8DBC", "#F0743A", "#8FD0F5", "#F0E442", "#E8E8E8"),
    other="#7D8590",
    ramp=("#1D232C", "#1F4B6E", "#2E7CB0", "#6CB8EC", "#DCEFFB"),
    rose="#3DD6A3",
    fell="#FF9166",
    mark="#5A4A12",
    found="#1F5A36",
)

THEMES = {"light": LIGHT, "dark": DARK}


def theme_of(name: str | None) -> Theme:
    """The theme of a name; light where it is unknown."""
    return THEMES.get(name or "", LIGHT)


def colours(theme: Theme, owned: Mapping[str, int], drawn: Iterable[str]) -> dict[str, str]:
    """A colour for each drawn thing.

    Args:
        theme: whose eight colours are given out.
        owned: number of the owned colour, from 0, by id: one of the two maps of `edition.colours`.
        drawn: ids in the order in which they were picked or ranked.
    Returns:
        By id: its own colour where it has one, else the first one that no other drawn thing owns or took, else grey.
    """
    ids = list(dict.fromkeys(drawn))
    given = {i: owned[i] for i in ids if 0 <= owned.get(i, -1) < len(theme.series)}
    free = [n for n in range(len(theme.series)) if n not in given.values()]
    for i in ids:
        if i not in given and free:
            given[i] = free.pop(0)
    return {i: theme.series[given[i]] if i in given else theme.other for i in ids}


def chart_config(theme: Theme, *, font: str = SCREEN_FONT, background: str | None = "transparent") -> dict[str, Any]:
    """The Vega-Lite `config` that gives every chart the look of a theme.

    Args:
        theme: colours.
        font: CSS font list.
        background: of the picture; `transparent` on a page.
    """
    words = {"labelColor": theme.muted, "titleColor": theme.muted, "labelFontSize": 12, "titleFontSize": 12}
    plain = {"titleFontWeight": "normal", "labelFont": font, "titleFont": font}
    axis = {**words, **plain, "gridColor": theme.grid, "domainColor": theme.grid, "tickColor": theme.grid}
    return {
        "font": font,
        "background": background,
        "view": {"stroke": None},
        "mark": {"aria": False},  # Vega's own words are English, their days the reader's zone's
        "axis": {**axis, "aria": False, "labelPadding": 6, "titlePadding": 10},
        "axisX": {"grid": False, "labelFlush": False},
        "axisY": {"domain": False, "ticks": False},
        "legend": {**words, **plain, "aria": False, "title": None, "symbolSize": 90, "labelLimit": 320},
        "title": {"color": theme.text, "font": font, "fontSize": 15, "fontWeight": 600, "anchor": "start"},
        "text": {"color": theme.text, "font": font, "fontSize": 12},
        "bar": {"color": theme.accent},
        "line": {"strokeWidth": 2.25, "strokeJoin": "round", "strokeCap": "round"},
        "point": {"filled": True, "size": 36},
    }
