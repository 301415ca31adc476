"""Which rows are the same article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.article import section
from data.article.door import Door, make_articles
from data.article.identity import day_as_written
from data.article.raw import RawRow
from data.article.section import EXAMPLES
from data.article.url import read_address
from data.lake.stored_ids import StoredIds

DOOR = Door("i1", datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("Europe/Moscow"))


def article(door: Door = DOOR, **fields: str) -> pd.Series:
    row = RawRow("a.csv", 2, {"title": "Заголовок"} | fields)
    return make_articles([row], door).articles.iloc[0]


def id_of(door: Door = DOOR, **fields: str) -> str:
    return str(article(door, **fields)["article_id"])


# an article's own address


def test_identity_is_the_canonical_address() -> None:
    one = article(url="http://www.Example.com/News/1/?utm_source=x&b=2&a=1#top", text="один")
    other = article(url="https://example.com/News/1?a=1&b=2", text="другой", outlet="Вестник", external_id="7")
    assert one["article_id"] == other["article_id"]
    assert one["content_hash"] != other["content_hash"]


@pytest.mark.parametrize(
    "address", ["https://example.com/news/2", "https://example.com/News/1", "https://example.com/?id=1"]
)
def test_other_address_is_another_article(address: str) -> None:
    assert id_of(url="https://example.com/news/1") != id_of(url=address)


ADDRESSES = (
    "x.ru/1 x.ru/2018 x.ru/nato x.ru/p1 x.ru/2018/02/27/614 x.ru/2018/01/15/slug x.ru/news/12345 x.ru/news.html "
    "x.ru/news/putin-met-trump-in-helsinki x.ru/news/20180115 x.ru/politics/2018/01/15/a x.ru/?p=12 "
    "x.ru/index.php?id=3 x.ru/news?id=3&page=2 x.ru/news?page=about-us x.ru/rubric/politics/1234567 x.ru/topic/123 "
    "x.ru/category/world/putin-met-trump-in x.ru/tag/nato.html x.ru/2018/13/99 x.ru/story/abc x.ru/doc/4455 x.ru/archives/1664 "
    "x.ru/#!/news/5 t.me/vestnik/12 t.me/c/100/12 t.me/s/vestnik/12 vk.com/wall-1_2 vk.com/vestnik?w=wall-1_2 "
    "twitter.com/a/status/12 youtube.com/watch?v=abc x.ru/a-long-slug-of-words/page/2"
)


@pytest.mark.parametrize("canonical", ADDRESSES.split())
def test_in_doubt_an_address_is_an_article_s(canonical: str) -> None:
    address = read_address(f"https://{canonical}")
    assert address is not None
    assert not address.is_section
    assert id_of(url=f"https://{canonical}", title="а") == id_of(url=f"https://{canonical}", title="б")


@pytest.mark.parametrize("canonical", [example for examples in EXAMPLES.values() for example in examples])
def test_a_section_s_address_holds_many_articles(canonical: str) -> None:
    for url in (f"https://{canonical}", f"http://www.{canonical}#top", f"https://{canonical.replace('?', '/?')}"):
        address = read_address(url)
        assert address is not None
        assert address.is_section, url
    known = {"url": f"https://{canonical}", "title": "Учения НАТО", "outlet": "Вестник", "date": "2018-01-08 10:00"}
    same = known | {"title": "УЧЕНИЯ  НАТО", "date": "8 января 2018, 23:50 МСК", "text": "другой"}
    others = [known | change for change in ({"title": "б"}, {"outlet": "Курьер"}, {"date": "2018-01-09"})]
    assert id_of(**known) == id_of(**same)
    assert len({id_of(**known), *(id_of(**other) for other in others)}) == 4


def test_a_section_s_rows_without_title_are_told_apart_by_their_text() -> None:
    one, other = ({"title": "", "text": text, "url": "https://x.ru/news"} for text in ("один", "другой"))
    assert id_of(**one) != id_of(**other)


@pytest.mark.parametrize("path", ["/" + "a" * 10_000, "/" + "тег/" * 900, "/?q=" + "щ" * 3_000])
def test_an_address_of_any_length_harms_nothing(path: str) -> None:
    assert len(id_of(url="https://x.ru" + path)) == 16


PARTS = "news tag rubric 2018 01 12345 page 2 a-b-c-d search.php @a index.html feed x"


@given(st.sampled_from(["x.ru", "t.me", "m.vk.com"]), st.lists(st.sampled_from(PARTS.split()), min_size=1, max_size=4))
def test_the_short_way_to_tell_an_article_tells_the_same(host: str, parts: list[str]) -> None:
    canonical = "/".join([host, *parts])
    assert section.is_section(canonical) == section._by_its_parts(canonical)


@given(st.text(max_size=60))
def test_any_address_is_either_read_or_none(path: str) -> None:
    address = read_address("https://x.ru/" + path)
    assert address is None or isinstance(address.is_section, bool)


# a file's own ids


def test_ids_that_begin_anew_in_every_file_are_told_apart() -> None:
    one = {"outlet": "Вестник", "external_id": "1", "title": "Газ подорожал", "date": "15.01.2024"}
    assert id_of(**one) == id_of(**one | {"text": "исправлено", "date": "2024-01-15T23:59:00+03:00"})
    for change in ({"title": "б"}, {"date": "15.02.2024"}, {"outlet": "Курьер"}, {"external_id": "01"}):
        assert id_of(**one) != id_of(**one | change)
    assert article(**one | {"external_id": "00123"})["external_id"] == "00123"


def test_messages_of_one_channel_differ_by_their_ids_and_those_of_two_by_their_channels() -> None:
    message = {"title": "", "channel": "1001", "external_id": "2", "date": "2024-01-15T10:00:00", "text": "один"}
    assert id_of(**message) == id_of(**message | {"text": "исправлено"})
    for change in ({"external_id": "3"}, {"channel": "1002"}, {"outlet": "Вестник А"}):
        assert id_of(**message) != id_of(**message | change)


def test_an_id_with_neither_title_nor_outlet_says_nothing_alone() -> None:
    row = {"title": "", "external_id": "1", "date": "2024-01-15"}
    assert id_of(**row, text="один") != id_of(**row, text="другой")
    assert id_of(external_id="1", text="один") == id_of(external_id="1", text="другой")


def test_outlet_option_counts_as_outlet() -> None:
    told = replace(DOOR, outlet="Вестник")
    assert id_of(told, external_id="1") == id_of(external_id="1", outlet="Вестник")
    assert article(told, outlet="Курьер")["outlet"] == "Курьер"


# what is never part of it


def test_identity_outlives_zone_cleaning_and_settings() -> None:
    there = replace(DOOR, zone=ZoneInfo("America/New_York"), import_id="i2", language="ru")
    for more in ({}, {"external_id": "1"}, {"url": "https://x.ru/news"}):
        fields = {"title": "Ёж &amp; уж", "text": "Реклама\nтекст\x07", "date": "8 января 2018, 23:27"} | more
        one, other = article(**fields), article(there, **fields)
        assert one["article_id"] == other["article_id"]
        assert one["published_at"] != other["published_at"]


def test_parts_of_an_identity_do_not_run_together() -> None:
    assert id_of(title="аб", text="в") != id_of(title="а", text="бв")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-01-15 23:30:00+03:00", "2024-01-15"),
        ("Mon, 15 Jan 2024 23:30:00 -0500", "2024-01-15"),
        ("15.01.2024", "2024-01-15"),
        ("01/02/2024", "2024-02-01"),
        ("01/15/2024", "2024-01-15"),
        ("1705303800", "2024-01-15"),
        ("45306,4375", "2024-01-15"),
        ("45308", "2024-01-17"),
        (" вчера ", "вчера"),
        ("", ""),
    ],
)
def test_the_day_as_written(written: str, day: str) -> None:
    assert day_as_written(written) == day


# order and splitting

VALUES = {
    "title": ["", "Газ", "ГАЗ", "Учения"],
    "text": ["Министры.", "Альянс."],
    "date": ["", "15.01.2024", "2024-01-15T23:00:00-05:00", "01/13/2024", "01/02/2024", "1705303800"],
    "outlet": ["", "Вестник", "Курьер"],
    "channel": ["", "1001"],
    "external_id": ["", "1", "2"],
    "url": ["", "https://x.ru", "https://x.ru/news", "https://x.ru/1", "не адрес"],
}
ROWS = st.lists(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}), max_size=12)


def stored_by(parts: list[list[dict[str, str]]], known: StoredIds) -> set[str]:
    """The ids that imports of these parts, one after the other, let through."""
    stored: set[str] = set()
    for part in parts:
        frame, _, former = make_articles([RawRow("a", n, fields) for n, fields in enumerate(part)], DOOR)
        ids = frame["article_id"].tolist()
        sieved = known.sieve(ids, frame["content_hash"].tolist(), former)
        stored |= {identity for identity, new in zip(ids, sieved.new, strict=True) if new}
    return stored


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False), st.integers(0, 12), ROWS)
def test_order_and_splitting_change_no_stored_id(
    rows: list[dict[str, str]], chance: object, cut: int, old: list[dict[str, str]]
) -> None:
    """Also in an archive that holds articles under the ids of the former rule."""
    former = make_articles([RawRow("old", n, fields) for n, fields in enumerate(old)], DOOR)
    before = former.former_ids, former.articles["content_hash"].tolist()
    other = list(rows)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert stored_by([rows], StoredIds(*before)) == stored_by([other[:cut], other[cut:]], StoredIds(*before))
    assert not stored_by([old], StoredIds(*before))
