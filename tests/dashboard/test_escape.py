"""Article text becomes HTML in one way only, and that way adds nothing but <mark> and <span class="pale">."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.escape import FOUND, NAME, OWN, escape, markdown, pale, web_address

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=5)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.words += data


@given(st.text(max_size=50), spans, spans, st.dictionaries(st.text(), spans, max_size=3))
def test_nothing_but_marks_and_pale_spans_is_ever_a_tag_and_no_letter_is_lost(text, names, found, clutter):
    shown = escape(text, {**{pale(why): at for why, at in clutter.items()}, NAME: names, FOUND: found})
    parser = Tags()
    parser.feed(shown)
    parser.close()
    assert {tag for tag, _ in parser.tags} <= {"mark", "span"}
    for tag, attrs in parser.tags:
        assert [name for name, _ in attrs] in ([[], ["class"]] if tag == "mark" else [["class", "title"]])
    plain = re.sub(r'</?mark>|<mark class="found">|</span>|<span class="pale" title="[^"]*">', "", shown)
    assert html.unescape(plain) == html.unescape(escape(text))


@given(st.text("абв", max_size=40), spans, spans)
def test_every_character_stands_in_the_last_tag_whose_span_covers_it(text, names, found):
    shown, at = escape(text, {NAME: names, FOUND: found}), 0
    for tag, run in re.findall(r"(?:<(mark[^>]*)>)?([^<]+)(?:</mark>)?", shown):
        for n in range(at, at + len(run)):
            covered = ["mark"] * any(a <= n < b for a, b in names)
            covered += ['mark class="found"'] * any(a <= n < b for a, b in found)
            assert (covered or [""])[-1] == tag
        at += len(run)
    assert at == len(text)


def test_pale_spans_say_why_and_stand_beside_marks():
    shown = escape("Маяк. Текст", {pale('под"пись'): [(0, 5)], NAME: [(6, 11)]})
    assert shown == '<span class="pale" title="под&quot;пись">Маяк.</span> <mark>Текст</mark>'


def test_b2_script_and_handlers_are_shown_as_text():
    shown = escape('<script>alert(1)</script><img src=x onerror="alert(1)">')
    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


def test_marks_are_where_the_spans_are_and_overlaps_do_not_nest():
    assert escape("Генерал Герасимов <b>", {NAME: [(8, 17)]}) == "Генерал <mark>Герасимов</mark> &lt;b&gt;"
    assert escape("abcdef", {NAME: [(0, 4)], OWN: [(2, 6)]}) == '<mark>ab</mark><mark class="own">cdef</mark>'
    assert escape("abc", {NAME: [(5, 9), (-9, -5)]}) == "abc"


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
