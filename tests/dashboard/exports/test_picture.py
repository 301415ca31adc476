"""Charts as files: the same picture as agreed, at print resolution, with readable words, whatever letters they hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.charts.bars import bars
from dashboard.charts.chart import Look
from dashboard.charts.empty import empty_chart
from dashboard.exports.picture import EXPORT_FONT, FALLBACK, MILLIMETRE, apart, compose, render
from dashboard.texts import NBSP, Texts
from dashboard.theme import LIGHT, chart_config
from data.errors import UsageError
from tests.dashboard.charts.invented import picture

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
RU = Texts("ru")
AROUND = {"title": "Темы", "notes": ["русский", "Данные на 1 янв. 2018"]}
LOOK = Look(LIGHT)


def drawing(chart):
    return lambda look: chart


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_svg_is_as_agreed(lang):
    assert picture("svg", lang=lang).decode() == (GOLDEN / f"lines-{lang}.svg").read_text(encoding="utf-8")


def test_svg_holds_words_as_words():
    drawn = picture("svg").decode()
    for words in ("Темы по неделям", "% от 412 статей", "Данные на 1 янв. 2018", "НАТО · военный диалог", "Пунктир"):
        assert words in drawn


@pytest.mark.parametrize(
    ("place", "pixels", "dpi"),
    [("column", (1003, None), 300), ("page", (1889, None), 300), ("slide", (1920, 1080), 144)],
)
def test_a_png_is_as_large_as_its_place_and_is_not_blank(place, pixels, dpi):
    drawn = Image.open(io.BytesIO(picture("png", place)))
    assert drawn.width == pytest.approx(pixels[0], abs=2)
    assert drawn.height == (pytest.approx(pixels[1], abs=2) if pixels[1] else drawn.height)
    assert drawn.info["dpi"] == pytest.approx((dpi, dpi), abs=0.01)
    colours = {colour for _, colour in drawn.convert("RGB").getcolors(maxcolors=1 << 24)}
    assert {(0x00, 0x61, 0x9E), (0xB8, 0x77, 0x00), (255, 255, 255)} <= colours


@pytest.mark.parametrize(("place", "width"), [("column", 85), ("page", 160), ("slide", 338.67)])
def test_pdf_is_one_page_of_its_width_with_its_words_as_text(place, width):
    (page,) = PdfReader(io.BytesIO(picture("pdf", place))).pages
    assert float(page.mediabox.width) == pytest.approx(width * MILLIMETRE, abs=1)
    text = page.extract_text().replace(NBSP, " ")
    for words in ("Темы по неделям", "30 окт.", "санкции США", "1 нояб. 2017 – 1 янв. 2018", "Данные на 1 янв. 2018"):
        assert words in text


def test_what_only_a_pointer_needs_is_left_out():
    assert 'opacity="0"' not in picture("svg").decode()


def test_d3_empty_data_gives_a_page_that_says_so():
    nothing = drawing(empty_chart(RU, LIGHT, title="Темы", height=200))
    assert "Нет данных" in render(nothing, "svg", **AROUND).decode()
    (page,) = PdfReader(io.BytesIO(render(nothing, "pdf", **AROUND))).pages
    assert "Нет данных" in page.extract_text()
    drawn = Image.open(io.BytesIO(render(nothing, "png", **AROUND))).convert("L")
    middle = drawn.crop((0, drawn.height // 3, drawn.width, 2 * drawn.height // 3))
    assert middle.getextrema()[0] < 160


def test_d3_a_missing_glyph_leaves_the_rest_of_its_line_in_its_font():
    line = '<text font-family="x">Курс ₽ и 漢字 &amp; &lt;b&gt;</text>'
    split = apart(line)
    assert split.count(f'<tspan font-family="{FALLBACK}">') == 2
    assert f'Курс <tspan font-family="{FALLBACK}">₽</tspan> и ' in split
    assert split.endswith(" &amp; &lt;b&gt;</text>")
    plain = "<text>НАТО, «Сирия» – 12,5 % · № ▲ − …</text>"
    assert apart(plain) == plain


def test_d3_a_missing_glyph_does_not_change_other_letters():
    chart = drawing(empty_chart(RU, LIGHT, title="x", height=40))
    drawn = [
        Image.open(io.BytesIO(render(chart, "png", **AROUND | {"title": title}))).convert("L").crop((60, 60, 318, 130))
        for title in ("НАТО и все", "НАТО и все 漢")
    ]
    assert drawn[0].tobytes() == drawn[1].tobytes()


def test_hostile_titles_are_words_and_nothing_else():
    chart = drawing(empty_chart(RU, LIGHT, title="x", height=40))
    page = compose(chart, **AROUND | {"title": '</text><script>alert("1")</script>\x00\x1b\ud800 & "'})
    assert "<script" not in page
    assert not {"\x00", "\x1b", "\ud800"} & set(page)
    render(chart, "png", **AROUND | {"title": "x" * 5000, "notes": ["слово " * 400]})


def test_names_with_control_characters_are_drawn():
    import pandas as pd

    frame = pd.DataFrame({"outlet": ["Сигма\x0b&<", "Орион"], "count": [3, 2]})
    chart = drawing(bars(frame, RU, title="Издания", look=LOOK, by_column="outlet"))
    assert "Орион" in render(chart, "svg", **AROUND).decode()
    assert render(chart, "pdf", **AROUND).startswith(b"%PDF")


def test_the_screen_font_is_replaced_everywhere():
    assert "Source Sans" in str(chart_config(LIGHT))
    drawn = picture("svg").decode()
    assert "Source Sans" not in drawn
    assert f'font-family="{EXPORT_FONT}, ' in drawn


def test_an_unknown_format_is_refused():
    with pytest.raises(UsageError, match="gif") as refused:
        render(drawing(empty_chart(RU, LIGHT, title="x", height=40)), "gif", **AROUND)
    assert "png" in refused.value.hint
