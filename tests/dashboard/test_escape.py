"""Article text becomes HTML in one way only, and that way adds nothing but <mark> and <span class="pale">."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.escape import escape, markdown, web_address

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=5)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.words += data


@given(st.text(max_size=50), spans, st.dictionaries(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), st.text()))
def test_nothing_but_marks_and_pale_spans_is_ever_a_tag_and_no_letter_is_lost(text, marks, pale):
    parser = Tags()
    parser.feed(escape(text, marks, pale))
    parser.close()
    assert {tag for tag, _ in parser.tags} <= {"mark", "span"}
    for tag, attrs in parser.tags:
        assert [name for name, _ in attrs] == ([] if tag == "mark" else ["class", "title"])
    plain = re.sub(r'</?mark>|</span>|<span class="pale" title="[^"]*">', "", escape(text, marks, pale))
    assert html.unescape(plain) == html.unescape(escape(text))


def test_pale_spans_say_why_and_stand_beside_marks():
    shown = escape("Маяк. Текст", [(6, 11)], {(0, 5): 'под"пись'})
    assert shown == '<span class="pale" title="под&quot;пись">Маяк.</span> <mark>Текст</mark>'


def test_b2_script_and_handlers_are_shown_as_text():
    shown = escape('<script>alert(1)</script><img src=x onerror="alert(1)">')
    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


def test_marks_are_where_the_spans_are_and_overlaps_do_not_nest():
    assert escape("Генерал Герасимов <b>", [(8, 17)]) == "Генерал <mark>Герасимов</mark> &lt;b&gt;"
    assert escape("abcdef", [(0, 4), (2, 6)]) == "<mark>abcd</mark><mark>ef</mark>"
    assert escape("abc", [(5, 9)]) == "abc"


def test_b4_direction_overrides_and_invisible_characters_are_shown():
    assert escape("НА\u202eТО\u200b") == "НА[U+202E]ТО[U+200B]"


def test_b3_markdown_of_a_headline_is_shown_letter_for_letter():
    shown = markdown("![x](http://evil) :red[y] $z$ `w` **b** <i>\n# h")
    for active in ("![", "](", ":red[", "$z$", "`w`", "**", "<i>", "\n"):
        assert active not in shown
    assert re.sub(r"\\(.)", r"\1", shown) == "![x](http://evil) :red[y] $z$ `w` **b** <i> # h"


@pytest.mark.parametrize("url", ["http://a.example/x", "https://a.example", " https://a.example/я?q=1 "])
def test_addresses_of_the_web_are_links(url):
    assert web_address(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "https://",
        "http://[",
        float("nan"),
        "ftp://a.example",
    ],
)
def test_b2_other_addresses_are_no_links(url):
    assert web_address(url) is None
