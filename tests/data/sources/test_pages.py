"""Saved pages as text and as HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data.article.door import Door, make_articles
from data.article.raw import RawRow, Rejected
from data.errors import UsageError
from data.sources.html_page import HtmlPage, parse_html
from data.sources.saved_page import SavedPage, parse_saved_page

DOOR = Door("i1", datetime(2026, 1, 1, tzinfo=UTC), ZoneInfo("Europe/Moscow"))


def article(row: RawRow | Rejected) -> pd.Series:
    return make_articles([row], DOOR)[0].iloc[0]


def test_the_seed_article(seeds: Path) -> None:
    (row,) = SavedPage(seeds / "000_97f0df2eef87aeec.txt", {}).rows()
    found = article(row)
    assert found["title"] == "В НАТО объяснили сближение с Россией"
    assert found["published_at"] == datetime(2018, 1, 8, 16, 27, tzinfo=UTC)
    assert found["text"].startswith("В командовании не опровергли, но и не подтвердили")
    assert found["text"].endswith("не общались ни разу с 2014 года.")
    assert "Реклама" not in found["text"]
    assert "Shutterstock" not in found["text"]
    assert len(found["text"].split("\n\n")) == 9
    assert found["flags"] == []


PAGE = "Заголовок\n\n8 января 2018, 19:27\nЛид\n\nАбзац.\n"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\ufeff" + PAGE,
        PAGE.replace("\n", "\r\n"),
        "8 января 2018, 19:27\n\nЗаголовок\nЛид\n\nАбзац.",
        "Заголовок\nОпубликовано: 8 января 2018, 19:27 | Политика\nЛид\n\nАбзац.",
        "Заголовок\n08.01.2018 19:27 • Мир\nЛид\n\nАбзац.",
    ],
)
def test_title_date_and_body(page: str) -> None:
    found = article(parse_saved_page(page, "a.txt"))
    assert (found["title"], found["text"]) == ("Заголовок", "Лид\n\nАбзац.")
    assert found["published_at"] == datetime(2018, 1, 8, 16, 27, tzinfo=UTC)


def test_address_and_outlet_near_the_top() -> None:
    row = parse_saved_page("Заголовок\nИсточник: Вестник\nhttps://x.ru/1\n8 января 2018\nТекст", "a.txt")
    assert row.fields == {
        "title": "Заголовок",
        "outlet": "Вестник",
        "url": "https://x.ru/1",
        "date": "8 января 2018",
        "text": "Текст",
    }


def test_dates_and_addresses_further_down_belong_to_the_text() -> None:
    body = "\n".join(f"Абзац {n}" for n in range(8)) + "\n9 января 2018\nhttps://x.ru/1"
    row = parse_saved_page("Заголовок\n8 января 2018\n" + body, "a.txt")
    assert row.fields["text"] == body


def test_a_first_line_that_is_a_paragraph_is_no_title() -> None:
    row = parse_saved_page("слово " * 60 + "\nВторой абзац", "a.txt")
    assert "title" not in row.fields


def test_a_page_without_address_is_known_by_what_was_read() -> None:
    one = article(parse_saved_page(PAGE + "Реклама\n", "a.txt"))
    other = article(parse_saved_page(PAGE, "b.txt"))
    assert one["text"] == other["text"]
    assert one["article_id"] != other["article_id"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_encodings_of_pages(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((PAGE + "Переговоры с военным руководством России.").encode(encoding))
    assert next(SavedPage(path, {}).rows()).fields["title"] == "Заголовок"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(1_000))
    with pytest.raises(UsageError, match="is not text"):
        next(SavedPage(path, {}).rows())


@pytest.mark.parametrize("kind", [SavedPage, HtmlPage])
def test_b1_a_page_above_20_megabytes_is_refused(tmp_path: Path, kind: type[SavedPage | HtmlPage]) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(UsageError, match="20,000,001 bytes"):
        next(kind(path, {}).rows())


HTML = """<html lang="en"><head><meta charset="{charset}"><title>Саммит НАТО открылся | Вестник</title>
<meta property="og:site_name" content="Вестник"><link rel="canonical" href="https://vestnik.example/2018/01/08/sammit">
<meta property="article:published_time" content="2018-01-08T19:27:00+03:00"></head>
<body><nav><a href="/">Главная</a></nav><article><h1>Саммит НАТО открылся</h1>
<p>В Брюсселе начался саммит, на который приехали министры всех стран альянса.</p><script>alert("x")</script>
<p>Второй день отведён переговорам о командной структуре и о военном диалоге.</p></article></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("utf-8", "cp1251"), ("koi8-r", "koi8-r")]
)
def test_html_page(charset: str, encoding: str) -> None:
    found = article(parse_html(HTML.format(charset=charset).encode(encoding), "a.html"))
    assert found["title"] == "Саммит НАТО открылся"
    assert found["text"].startswith("В Брюсселе начался саммит")
    assert found["text"].endswith("о военном диалоге.")
    assert (found["url"], found["outlet"]) == ("https://vestnik.example/2018/01/08/sammit", "Вестник")
    assert found["published_at"] == datetime(2018, 1, 8, 16, 27, tzinfo=UTC)
    assert found["language_given"] is None


def test_b1_html_without_an_article_is_rejected() -> None:
    for page in (b"", b"\x00\x01\xff" * 1_000, b"<div>" * 50_000, b"<html></html>"):
        row = parse_html(page, "a.html")
        assert isinstance(row, Rejected)
        assert row.reason == "no article is found on the page"


def test_html_dates_of_real_pages(corpora: Path) -> None:
    index = pq.read_table(corpora / "html_pages" / "index.parquet").to_pandas()
    dated = index[index["gold_date"].notna()].head(30)
    right = 0
    for path, gold in zip(dated["html_path"], dated["gold_date"], strict=True):
        row = parse_html((corpora / "html_pages" / path).read_bytes(), path)
        day = article(row)["published_at"] if isinstance(row, RawRow) else pd.NaT
        right += not pd.isna(day) and str(day.tz_convert("Europe/Berlin").date()) == str(gold)[:10]
    assert right >= 0.7 * len(dated)
