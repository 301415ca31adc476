"""Articles at the door: identity, cleaning, dates, folding."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article.dates import ColumnDates
from data.article.door import Door, make_articles
from data.article.folding import fold
from data.article.language import language_code
from data.article.raw import RawRow
from data.schema import ARTICLES

NOTHING_TOLD = ColumnDates()
DOOR = Door("i1", datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("Europe/Moscow"))


def articles(*fields: dict[str, str], door: Door = DOOR) -> pd.DataFrame:
    return make_articles([RawRow("a.csv", n, f) for n, f in enumerate(fields, 2)], door)[0]


def article(door: Door = DOOR, **fields: str) -> pd.Series:
    return articles({"title": "Заголовок"} | fields, door=door).iloc[0]


def test_frame_keeps_the_contract() -> None:
    made = articles({"title": "а", "date": "2018-01-08"}, {"text": "б"}, {"title": "в", "url": "http://x.ru/1"})
    assert ARTICLES.check(made)["article_id"].nunique() == 3


def test_no_rows_make_a_frame_of_the_contract() -> None:
    assert len(ARTICLES.check(articles())) == 0


# cleaning


def test_b4_unfit_characters_are_dropped_and_flagged() -> None:
    found = article(title="НА\x00ТО\u200b и \u202eРФ", text="бит\ud800ый\ttext\x1b\nстрока")
    assert (found["title"], found["text"]) == ("НАТО и РФ", "бит\ufffdый\ttext\nстрока")
    assert "cleaned" in found["flags"]


def test_b4_decomposed_letters_are_composed() -> None:
    found = article(title=unicodedata.normalize("NFD", "Ещё войска Йемена"), text="x")
    assert found["title"] == "Ещё войска Йемена"
    assert found["flags"] == ["undated"]


def test_b4_a_word_of_one_megabyte_is_kept() -> None:
    assert len(article(text="щ" * 1_000_000)["text"]) == 1_000_000


def test_emoji_joined_by_zero_width_joiners_stay_whole() -> None:
    assert article(text="семья 👨‍👩‍👧 дома")["text"] == "семья 👨‍👩‍👧 дома"


def test_entities_are_unescaped_even_twice() -> None:
    found = article(title="&laquo;НАТО&raquo; &amp;quot;и&amp;quot; Россия&nbsp;&#8212; диалог")
    assert found["title"] == '«НАТО» "и" Россия — диалог'


def test_an_ampersand_of_a_name_is_left_alone() -> None:
    assert article(title="AT&T и H&M; R&D")["title"] == "AT&T и H&M; R&D"


def test_b2_markup_becomes_text_with_line_breaks() -> None:
    found = article(text="<p>Первый <b>абзац</b></p><script>alert(1)</script><p>Второй &lt;b&gt;</p>")
    assert found["text"] == "Первый абзац\n\nВторой <b>"


def test_signs_of_comparison_are_no_markup() -> None:
    assert article(text="если a < b и c > d")["text"] == "если a < b и c > d"


def test_adverts_and_captions_are_no_text() -> None:
    text = "Лид\nРеклама\nПосол на встрече. Фото: Reuters\nАбзац о том, что фото: это вид искусства.\n[Реклама]\n© РИА Новости"
    assert article(text=text)["text"] == "Лид\nАбзац о том, что фото: это вид искусства."


def test_a_body_of_one_line_is_never_taken_for_a_caption() -> None:
    assert article(text="Фото: Reuters")["text"] == "Фото: Reuters"


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        ("Саммит НАТО открылся", "Саммит НАТО открылся\n\nВ Брюсселе начали.", "В Брюсселе начали."),
        ("Саммит НАТО открылся", "САММИТ НАТО ОТКРЫЛСЯ. В Брюсселе начали.", "В Брюсселе начали."),
        ("Саммит НАТО открылся", "Саммит НАТО открылся В Брюсселе начали.", "В Брюсселе начали."),
        ("Саммит НАТО открылся", "Саммит НАТО открылся", ""),
        ("Саммит НАТО открылся", "Саммит НАТО открылся в Брюсселе.", "Саммит НАТО открылся в Брюсселе."),
        ("Россия", "Россия и НАТО договорились.", "Россия и НАТО договорились."),
        ("Россия", "Россия НАТО не угрожает.", "Россия НАТО не угрожает."),
        ("", "Текст", "Текст"),
    ],
)
def test_a_body_that_begins_with_its_title_loses_the_copy(title: str, text: str, left: str) -> None:
    assert articles({"title": title, "text": text}).iloc[0]["text"] == left


def test_what_programs_write_for_nothing_is_nothing() -> None:
    found = article(text="nan", url="None", outlet="NULL", language="", date="NaT")
    assert (found["text"], found["url"], found["outlet"], found["date_raw"]) == ("", None, None, None)
    assert found["flags"] == ["undated", "no_text"]


def test_a_row_with_neither_title_nor_text_is_rejected() -> None:
    frame, rejected, _ = make_articles([RawRow("a.csv", 7, {"title": " \x00 ", "url": "https://x.ru/1"}, ["x"])], DOOR)
    assert len(frame) == 0
    assert [(r.file, r.line, r.reason, r.row) for r in rejected] == [("a.csv", 7, "neither title nor text", ["x"])]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://x.ru/1", "http://", "http://[1", "x.ru", "http://a b.ru/"],
)
def test_b2_only_web_addresses_are_kept(address: str) -> None:
    found = article(url=address)
    assert found["url"] is None
    assert "bad_url" in found["flags"]


def test_e12_login_is_cut_from_an_address() -> None:
    assert article(url="https://user:secret@example.com/1")["url"] == "https://example.com/1"


@pytest.mark.parametrize(
    ("given_as", "code"),
    [
        ("ru-RU", "ru"),
        ("RUS", "ru"),
        ("русский", "ru"),
        ("ua", "uk"),
        ("uk_UA", "uk"),
        ("English", "en"),
        ("kk", "kk"),
        ("und", None),
        ("?", None),
        ("", None),
    ],
)
def test_languages_as_files_name_them(given_as: str, code: str | None) -> None:
    assert language_code(given_as) == code


# time


def published(
    raw: str, zone: str = "Europe/Moscow", column: ColumnDates = NOTHING_TOLD
) -> tuple[str | None, list[str]]:
    found = article(replace(DOOR, zone=ZoneInfo(zone), dates=column), date=raw, text="x")
    moment = found["published_at"]
    return None if pd.isna(moment) else f"{moment:%Y-%m-%d %H:%M}", found["flags"]


def test_a_naive_time_is_in_the_zone() -> None:
    assert published("8 января 2018, 19:27") == ("2018-01-08 16:27", [])
    assert published("8 января 2018, 19:27", "Europe/Kyiv") == ("2018-01-08 17:27", [])


def test_an_aware_time_is_converted() -> None:
    assert published("2018-01-08T19:27:00-05:00") == ("2018-01-09 00:27", [])


def test_a_date_alone_is_noon_of_that_local_day() -> None:
    assert published("08.01.2018") == ("2018-01-08 09:00", ["date_only"])


def test_midnight_column_outranks_its_zone() -> None:
    assert published("2018-01-08T00:00:00+00:00", "America/New_York", ColumnDates(midnight=True)) == (
        "2018-01-08 17:00",
        ["date_only"],
    )


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("", "undated"),
        ("вчера", "unreadable_date"),
        ("2030-01-01", "future_date"),
        ("0001-01-01T00:30", "unreadable_date"),
    ],
)
def test_a_date_is_never_invented(raw: str, flag: str) -> None:
    moment, flags = published(raw)
    assert moment is None
    assert flags == [flag]
    assert article(date=raw)["date_raw"] == (raw or None)


def test_a_stamp_less_than_a_day_ahead_is_kept() -> None:
    assert published("2026-01-01T23:00:00Z")[0] == "2026-01-01 23:00"
    assert published("2026-01-02T00:01:00Z") == (None, ["future_date"])


def test_old_dates_stay() -> None:
    assert published("28.07.1914") == ("1914-07-28 09:29", ["date_only"])  # Moscow was 2:31 ahead then


@pytest.mark.parametrize(
    ("raw", "zone", "utc"),
    [
        ("2018-03-25 02:59", "Europe/Kyiv", "2018-03-25 00:59"),
        ("2018-03-25 03:30", "Europe/Kyiv", "2018-03-25 01:30"),  # skipped by the clock: read with the offset before
        ("2018-03-25 04:00", "Europe/Kyiv", "2018-03-25 01:00"),
        ("2018-10-28 03:30", "Europe/Kyiv", "2018-10-28 00:30"),  # happens twice: the earlier
        ("2018-10-28 04:00", "Europe/Kyiv", "2018-10-28 02:00"),
        ("2014-10-26 01:30", "Europe/Moscow", "2014-10-25 21:30"),  # the last change of Moscow's clock
        ("2018-03-25", "Europe/Kyiv", "2018-03-25 09:00"),
        ("2018-10-28", "Europe/Kyiv", "2018-10-28 10:00"),
    ],
)
def test_e6_days_on_which_clocks_change(raw: str, zone: str, utc: str) -> None:
    assert published(raw, zone)[0] == utc


@given(
    st.dates(date(1900, 1, 1), date(2025, 1, 1)),
    st.sampled_from(["Europe/Moscow", "Europe/Kyiv", "Pacific/Apia", "America/New_York"]),
)
def test_e6_a_date_alone_is_that_day_in_every_zone(day: date, zone: str) -> None:
    found = article(replace(DOOR, zone=ZoneInfo(zone)), date=day.isoformat())
    assert found["published_at"].tz_convert(zone).date() == day


# folding


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ёлка", "елка"),
        ("НАТО", "нато"),
        ("HATО", "нато"),
        ("CША", "сша"),
        ("Йемен", "йемен"),
        ("за\u0301мок", "замок"),
        ("IT-компания", "it-компания"),
        ("PRщик", "prщик"),
        ("NATO", "nato"),
        ("їжак", "їжак"),
        (unicodedata.normalize("NFD", "Йод ёж"), "йод еж"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.text(max_size=40)
                for name in ("title", "text", "date", "url", "outlet", "external_id", "language")
            },
        ),
        max_size=8,
    )
)
def test_any_rows_make_articles_that_keep_the_contract(rows: list[dict[str, str]]) -> None:
    raw = [RawRow("a", n, fields) for n, fields in enumerate(rows)]
    frame, rejected, former = make_articles(raw, DOOR)
    ARTICLES.check(frame.drop_duplicates("article_id"))
    assert len(frame) == len(former) == len(rows) - len(rejected)
    again = make_articles(raw, DOOR)[0]
    assert list(frame["article_id"]) == list(again["article_id"])
