"""What a spreadsheet would run is defused, nothing else is touched, and what was written can be read back."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.spreadsheet import LONGEST_CELL, defused, fitting, restored

TRICKY = st.text(alphabet="'=+-@＝;,\t\r\n\0 \u00a0xё5\"", max_size=16)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  =1", "'  =1"),
        ("-5", "'-5"),
        ("'=1", "''=1"),
        ("Цена;=HYPERLINK(1)", "Цена;'=HYPERLINK(1)"),
        ("Цена,+7;  @x", "Цена,'+7;'  @x"),
        ("список\n- раз\n- два", "список\n'- раз\n'- два"),
        ("раз; -cmd|x", "раз;' -cmd|x"),
        ("a=b", "a=b"),
        ("из-за", "из-за"),
        ("Да, - сказал он; - и ушёл", "Да, - сказал он; - и ушёл"),
        ("'слово'", "'слово'"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_a_formula_and_nowhere_else(text, written):
    assert defused(text) == written
    assert restored(written) == text


@given(st.one_of(TRICKY, st.text()))
def test_every_text_comes_back(text):
    assert restored(defused(text)) == text


@given(st.lists(TRICKY, min_size=1, max_size=3), st.sampled_from(";,"), st.sampled_from(";,\t"))
def test_no_cell_is_a_formula_whichever_separator_the_file_is_opened_with(texts, written_with, opened_with):
    file = io.StringIO()
    csv.writer(file, delimiter=written_with).writerow([defused(text) for text in texts])
    for line in re.split("[\r\n]", file.getvalue()):  # a program that takes a quote within a cell for a letter
        for cell in line.split(opened_with):
            assert not re.match(r'"?[=+\-@＝]|"?\s*[=@＝]', cell)


def test_a_cell_holds_what_excel_counts():
    assert fitting("я" * LONGEST_CELL) == ("я" * LONGEST_CELL, False)
    assert fitting("я" * (LONGEST_CELL + 1)) == ("я" * (LONGEST_CELL - 1) + "…", True)
    text, was_cut = fitting("😀" * 20_000)
    assert was_cut
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL
