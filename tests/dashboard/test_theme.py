"""Contrast and ownership of colours."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.theme import DARK, LIGHT, OWNED, THEMES, colours, theme_of

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEME
def test_marks_stand_out_from_both_backgrounds(theme):
    for colour in (*theme.series, theme.other, theme.accent, theme.rose, theme.fell):
        for behind in (theme.background, theme.surface):
            assert contrast(colour, behind) >= 3, (colour, behind)


@THEME
def test_words_stand_out_from_both_backgrounds(theme):
    for colour in (theme.text, theme.muted, theme.accent, theme.rose, theme.fell):
        for behind in (theme.background, theme.surface):
            assert contrast(colour, behind) >= 4.5, (colour, behind)
    assert contrast(theme.text, theme.mark) >= 4.5


@THEME
def test_eight_different_colours(theme):
    assert len(theme.series) == len({*theme.series, theme.other}) - 1 == OWNED
    for a, b in combinations(theme.series, 2):
        distance = sum((int(a[n : n + 2], 16) - int(b[n : n + 2], 16)) ** 2 for n in (1, 3, 5)) ** 0.5
        assert distance >= 60, (a, b)


@THEME
def test_a_heat_map_goes_one_way(theme):
    steps = [luminance(colour) for colour in theme.ramp]
    assert steps == sorted(steps, reverse=theme is LIGHT)
    assert contrast(theme.ramp[-1], theme.background) >= 7


def test_owned_colours_are_kept_and_picks_take_free_ones():
    owned = {"a": 0, "b": 1, "h": 7}
    given = colours(LIGHT, owned, ["x", "b", "a", "y"])
    assert given["a"] == LIGHT.series[0]
    assert given["b"] == LIGHT.series[1]
    assert given["x"] == LIGHT.series[2]
    assert given["y"] == LIGHT.series[3]


def test_the_same_thing_has_the_same_number_in_both_themes():
    owned = {"a": 3}
    assert LIGHT.series.index(colours(LIGHT, owned, ["q", "a"])["a"]) == 3
    assert DARK.series.index(colours(DARK, owned, ["a", "q"])["a"]) == 3


def test_beyond_eight_all_are_grey():
    given = colours(LIGHT, {}, [str(n) for n in range(11)])
    assert len(set(list(given.values())[:8])) == 8
    assert list(given.values())[8:] == [LIGHT.other] * 3


def test_a_number_out_of_range_owns_nothing():
    assert colours(LIGHT, {"a": 99, "b": -1}, ["a", "b"]) == {"a": LIGHT.series[0], "b": LIGHT.series[1]}


def test_an_unknown_theme_is_light():
    assert theme_of(None) is theme_of("sepia") is LIGHT
    assert theme_of("dark") is DARK


def test_streamlit_is_given_the_same_colours():
    path = Path(__file__).resolve().parents[2] / "dashboard" / ".streamlit" / "config.toml"
    settings = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    for theme in (LIGHT, DARK):
        section = settings[theme.name]
        assert section["backgroundColor"].upper() == theme.background.upper()
        assert section["textColor"].upper() == theme.text.upper()
        assert section["primaryColor"].upper() == theme.accent.upper()
        assert section["secondaryBackgroundColor"].upper() == theme.surface.upper()
        assert tuple(section["chartCategoricalColors"]) == theme.series
