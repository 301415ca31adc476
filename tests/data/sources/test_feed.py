"""RSS, Atom and RDF files."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.feed import parse_feed
from tests.data.sources.stored import store

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru">
<channel><title>Вестник</title><link>https://vestnik.example/</link>
<item><title>Газ &amp; нефть</title><link>https://vestnik.example/r/1</link><guid isPermaLink="false">v-1</guid>
<pubDate>Mon, 15 Jan 2024 10:30:00 +0300</pubDate><description>Кратко</description>
<content:encoded><![CDATA[<p>Министры встретились.</p><script>alert(1)</script><p>Второй абзац.</p>]]></content:encoded></item>
<item><title>Учения</title><link>https://vestnik.example/r/2</link><pubDate>Tue, 16 Jan 2024 08:00:00 GMT</pubDate>
<description>Кратко</description><yandex:full-text>Полный текст об учениях.</yandex:full-text>
<source url="https://other.example/rss">Известия</source></item>
<item><title>Ставка</title><guid>https://vestnik.example/r/3</guid><description>Без даты</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Вестник</title>
<entry><title type="html">Газ &lt;b&gt;обсудили&lt;/b&gt;</title><link rel="alternate" href="https://vestnik.example/a/1"/>
<id>tag:vestnik.example,2024:1</id><updated>2024-01-16T09:00:00Z</updated><published>2024-01-15T10:30:00+03:00</published>
<summary>Кратко</summary><content type="html">&lt;p&gt;Министры встретились.&lt;/p&gt;</content></entry>
<entry><title>Учения</title><id>tag:vestnik.example,2024:2</id><updated>2024-01-16T09:00:00Z</updated><summary>О них</summary>
</entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://vestnik.example/"><title>Вестник</title></channel>
<item rdf:about="https://vestnik.example/d/1"><title>Газ</title><link>https://vestnik.example/d/1</link>
<description>Министры встретились.</description><dc:date>2024-01-15T10:30:00+03:00</dc:date></item></rdf:RDF>"""


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
@pytest.mark.parametrize(
    ("stated", "encoding"), [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("utf-8", "cp1251"), ("utf-16", "utf-16")]
)
def test_rss(tmp_path: Path, name: str, stated: str, encoding: str) -> None:
    found = store(put(tmp_path, name, RSS.format(encoding=stated), encoding))
    assert found.rows == [
        ("Газ & нефть", "Министры встретились.\n\nВторой абзац.", "Вестник"),
        ("Учения", "Полный текст об учениях.", "Известия"),
        ("Ставка", "Без даты", "Вестник"),
    ]
    assert list(found.articles["url"]) == [f"https://vestnik.example/r/{n}" for n in (1, 2, 3)]
    assert found.articles["external_id"][0] == "v-1"
    moments = [str(moment) for moment in found.articles["published_at"]]
    assert moments == ["2024-01-15 07:30:00+00:00", "2024-01-16 08:00:00+00:00", "NaT"]
    assert found.reasons == []


def test_atom(tmp_path: Path) -> None:
    found = store(put(tmp_path, "a.atom", ATOM))
    assert found.rows == [("Газ обсудили", "Министры встретились.", "Вестник"), ("Учения", "О них", "Вестник")]
    assert [str(moment) for moment in found.articles["published_at"]] == [
        "2024-01-15 07:30:00+00:00",
        "2024-01-16 09:00:00+00:00",
    ]
    assert found.articles["url"][0] == "https://vestnik.example/a/1"


def test_rdf(tmp_path: Path) -> None:
    found = store(put(tmp_path, "a.rdf", RDF))
    assert found.rows == [("Газ", "Министры встретились.", "Вестник")]
    assert found.days == ["2024-01-15"]


def test_the_case_of_a_feed(cases: Path) -> None:
    for name in ("feed.rss", "feed.xml"):
        found = store(cases / "files" / "23-other-kinds" / name)
        assert found.rows == [("Газ", "Министры встретились", "Вестник")]
        assert str(found.articles["published_at"][0]) == "2024-01-15 07:30:00+00:00"
        assert list(found.articles["url"]) == ["https://vestnik.example/r/1"]


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a7_a8_entities_are_refused_before_parsing(tmp_path: Path, declared: str, encoding: str) -> None:
    text = RSS.format(encoding=encoding).replace("<rss", f"{declared}<rss", 1).replace("Кратко", "&a;&b;")
    with pytest.raises(UsageError, match="declares XML entities"):
        store(put(tmp_path, "a.rss", text, encoding))


def test_a7_a_file_that_is_a_path_is_not_followed(tmp_path: Path) -> None:
    other = put(tmp_path, "other.rss", RSS.format(encoding="utf-8"))
    for text in (str(other), other.as_uri()):
        with pytest.raises(UsageError, match="is no RSS or Atom feed"):
            store(put(tmp_path, "a.rss", text))


@pytest.mark.parametrize("text", ["", "<html><body>x</body></html>", "<a><b/></a>", '{"items": []}', "\x00\x01"])
def test_a9_what_is_no_feed_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"is no RSS or Atom feed|is damaged"):
        store(put(tmp_path, "a.xml", text))


def test_a10_a_feed_that_is_cut_keeps_its_whole_items_and_says_where(tmp_path: Path) -> None:
    text = RSS.format(encoding="utf-8")
    found = store(put(tmp_path, "a.rss", text[: text.index("Полный текст") + 6]))
    assert [title for title, _, _ in found.rows] == ["Газ & нефть"]
    assert found.reasons == ["the feed breaks off behind item 1: what follows is missing"]


def test_a10_sloppy_markup_loses_nothing(tmp_path: Path) -> None:
    text = RSS.format(encoding="utf-8").replace("Кратко", "R&D <i>без конца")
    found = store(put(tmp_path, "a.rss", text))
    assert (len(found.rows), found.reasons) == (3, [])


@given(
    st.binary(max_size=300)
    | st.text(max_size=100).map(lambda text: RSS.replace("Кратко", text).encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UsageError):
        rows = list(parse_feed(data, "a.rss"))
        assert all(isinstance(row, (RawRow, Rejected, LeftOut)) for row in rows)
