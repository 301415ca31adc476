"""Many articles in one document: news databases' downloads and digests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.bundle import Row, parse_bundle
from data.sources.html_page import HtmlPage, parse_html_download
from data.sources.saved_page import parse_document
from tests.data.sources.stored import store


def told(rows: list[Row]) -> list[tuple[str, str, str, str]]:
    names = ("outlet", "date", "title", "text")
    return [tuple(row.fields.get(name, "") for name in names) for row in rows if isinstance(row, RawRow)]


def others(rows: list[Row]) -> list[str]:
    return [row.reason for row in rows if isinstance(row, (Rejected, LeftOut))]


def test_the_case_of_a_news_database(cases: Path) -> None:
    found = store(cases / "files" / "12-nexis-txt-many" / "nexis.txt")
    assert found.rows == [
        ("Gas talks in Brussels", "Ministers met in Brussels to discuss gas supplies.", "The Herald (London)"),
        ("NATO drills in Poland", "The alliance will hold drills in Poland this autumn.", "The Herald (London)"),
        ("Bank keeps rate", "The central bank kept its key rate unchanged.", "The Herald (London)"),
    ]
    assert found.days == ["2024-01-15", "2024-01-16", "2024-01-17"]  # never the load date
    assert set(found.articles["language_given"]) == {"en"}
    assert (found.report.read, found.report.stored, found.report.rejected) == (3, 3, 0)


OLD_NEXIS = """
                               1 of 2 DOCUMENTS

                    Copyright 2003 The New York Times Company
                             The New York Times

                 January 15, 2003, Wednesday, Late Edition - Final

SECTION: Section A; Column 1; Pg. 1

LENGTH: 512 words

HEADLINE: Talks on gas

BYLINE: By J DOE

BODY:
Ministers met. They said: nothing.

Section two follows.

LOAD-DATE: January 16, 2003
                               2 of 2 DOCUMENTS

                              Copyright 2003 Newsday
                                     Newsday

                     February 1, 2003 Saturday ALL EDITIONS

HEADLINE: Rates kept

BODY:
The bank kept its rate.

LOAD-DATE: February 2, 2003
"""
NEXIS_UNI = """Page 1 of 2
User Name: J Doe
Date and Time: Monday, January 22, 2024 10:00 AM EST
Job Number: 123
Documents (2)
1. Gas talks in Brussels
Client/Matter: -None-
2. NATO drills in Poland
Client/Matter: -None-

Gas talks in Brussels
The Herald (London)
January 15, 2024 Monday

Copyright 2024 Herald Ltd All Rights Reserved

Section: NEWS; Pg. 1
Length: 20 words
Byline: J Doe

Body

Ministers met in Brussels.

Load-Date: January 16, 2024

End of Document

NATO drills in Poland
The Guardian
January 16, 2024 Tuesday 10:30 AM GMT

Copyright 2024 Guardian All Rights Reserved

Length: 20 words

Body

Alliance drills.

Classification

Language: ENGLISH

Load-Date: January 17, 2024

End of Document
"""
FACTIVA = """Dow Jones Factiva

Gas talks in Brussels
By J Doe
20 words
15 January 2024
10:30
The Herald (London)
HERLD
1
English
Copyright 2024 Herald Ltd

Ministers met in Brussels.

Second paragraph.

Document HERLD00020240115ek1f0000x

NATO drills in Poland
1,312 words
16 January 2024
Agence France Presse
AFPR
English
(c) 2024 AFP

Alliance drills.

Document AFPR000020240116ek1g00001

Search Summary
Text: gas
"""
INTEGRUM = """Результаты поиска

Документ 1 из 3
Российская газета
15.01.2024
Газ обсудили в Брюсселе

Министры встретились.

Документ 2 из 3
Известия
16.01.2024
Учения НАТО

Альянс проведёт учения.

Документ 3 из 3
Заголовок: Ставка
Источник: Вестник
Дата: 17.01.2024
Рубрика: Экономика
Текст: ЦБ сохранил ставку.
Ещё абзац.
"""
TITLE_FIRST = """Документ № 1 из 2
Газ обсудили в Брюсселе министры стран
Дата публикации: 15 января 2024 г., 10:30
Источник: Российская газета
https://rg.example/1

Министры встретились.

Документ № 2 из 2
Учения НАТО начались в Польше
16 января 2024
Альянс проведёт учения. Это второй раз.
"""
HERALD, DAY = "The Herald (London)", "January 15, 2024 Monday"


@pytest.mark.parametrize(
    ("text", "articles", "rest"),
    [
        (
            OLD_NEXIS,
            [
                (
                    "The New York Times",
                    "January 15, 2003",
                    "Talks on gas",
                    "Ministers met. They said: nothing.\n\nSection two follows.",
                ),
                ("Newsday", "February 1, 2003", "Rates kept", "The bank kept its rate."),
            ],
            [],
        ),
        (
            NEXIS_UNI,
            [
                (HERALD, DAY, "Gas talks in Brussels", "Ministers met in Brussels."),
                ("The Guardian", "January 16, 2024 Tuesday 10:30 AM GMT", "NATO drills in Poland", "Alliance drills."),
            ],
            ["is the head of a download, before its first article"],
        ),
        (
            FACTIVA,
            [
                (
                    HERALD,
                    "15 January 2024 10:30",
                    "Gas talks in Brussels",
                    "Ministers met in Brussels.\n\nSecond paragraph.",
                ),
                ("Agence France Presse", "16 January 2024", "NATO drills in Poland", "Alliance drills."),
            ],
            [
                "is the head of a download, before its first article",
                "is the end of a download, behind its last article",
            ],
        ),
        (
            INTEGRUM,
            [
                ("Российская газета", "15.01.2024", "Газ обсудили в Брюсселе", "Министры встретились."),
                ("Известия", "16.01.2024", "Учения НАТО", "Альянс проведёт учения."),
                ("Вестник", "17.01.2024", "Ставка", "ЦБ сохранил ставку.\nЕщё абзац."),
            ],
            ["is the head of a download, before its first article"],
        ),
        (
            TITLE_FIRST,
            [
                (
                    "Российская газета",
                    "15 января 2024 г., 10:30",
                    "Газ обсудили в Брюсселе министры стран",
                    "Министры встретились.",
                ),
                ("", "16 января 2024", "Учения НАТО начались в Польше", "Альянс проведёт учения. Это второй раз."),
            ],
            [],
        ),
    ],
)
def test_downloads_of_databases(text: str, articles: list[tuple[str, str, str, str]], rest: list[str]) -> None:
    rows = list(parse_document(text, "a.txt"))
    assert sorted(told(rows)) == sorted(articles)
    assert sorted(others(rows)) == sorted(rest)


def test_lines_of_the_articles_can_be_looked_up() -> None:
    rows = [row for row in parse_document(INTEGRUM, "a.txt") if isinstance(row, RawRow)]
    assert [INTEGRUM.splitlines()[row.line - 2] for row in rows] == [f"Документ {n} из 3" for n in (1, 2, 3)]


def test_documents_that_are_counted_and_missing_are_named() -> None:
    text = "".join(f"Документ {n} из 12\nВестник\n1{n}.01.2024\nНовость {n}\n\nТекст.\n" for n in (1, 2, 4, 5))
    rows = list(parse_document(text, "a.txt"))
    assert len(told(rows)) == 4
    assert others(rows) == ["the file counts 12 documents and 4 are in it; missing: 3, 6, 7, 8, 9, 10, 11, 12"]


def test_a_cover_that_counts_more_than_there_are_is_told() -> None:
    rows = list(parse_document(NEXIS_UNI.replace("Documents (2)", "Documents (12)"), "a.txt"))
    assert len(told(rows)) == 2
    assert "the file counts 12 documents and 2 are in it" in others(rows)


DIGEST = """Дайджест за неделю

Газ обсудили в Брюсселе
Вестник, 15.01.2024

Министры встретились.
-----
Учения НАТО
Известия, 16.01.2024
Альянс проведёт учения.
-----
Ставка
РБК | 17 января 2024
ЦБ сохранил.
"""


@pytest.mark.parametrize("rule", ["-----", "* * *", "_______________", "=====", "~~~~"])
@pytest.mark.parametrize("apart", [False, True])
def test_digests_between_rules(rule: str, apart: bool) -> None:
    text = DIGEST.replace("-----", rule)
    if apart:
        text = text.replace("неделю\n", f"неделю\n{rule}\n")
    rows = list(parse_document(text, "a.txt"))
    assert told(rows) == [
        ("Вестник", "15.01.2024", "Газ обсудили в Брюсселе", "Министры встретились."),
        ("Известия", "16.01.2024", "Учения НАТО", "Альянс проведёт учения."),
        ("РБК", "17 января 2024", "Ставка", "ЦБ сохранил."),
    ]
    assert others(rows) == ["is the head of a download, before its first article"]


WEEK = [
    (
        "Вестник",
        "15.01.2024",
        "Газ обсудили в Брюсселе",
        "Министры встретились.\n\n1. Решили отложить.\n\nВторой абзац.",
    ),
    ("Известия", "16.01.2024", "Учения НАТО", "Альянс проведёт учения."),
    ("РБК", "17.01.2024", "Ставка", "ЦБ сохранил."),
]


@pytest.mark.parametrize(
    "form",
    [
        "{n}/3\n{title}\n{outlet}, {date}\n\n{text}\n\n",
        "№ {n}\n{title}\n{outlet} | {date}\n{text}\n\n",
        "[{n} из 3]\n{date}, {outlet}\n{title}\n\n{text}\n\n",
        "Новость {n}\n{title}\nИсточник: {outlet}\n{date}\n\n{text}\n\n",
        "{title}\n{outlet} ({date})\n\n{text}\n\n",
        "{title}\nИсточник: {outlet}\nДата: {date}\n\n{text}\n\n",
        "{outlet}, {date}\n{title}\n\n{text}\n\n",
    ],
)
def test_digests_without_rules(form: str) -> None:
    text = "Дайджест\n\n" + "".join(
        form.format(n=n, outlet=outlet, date=date, title=title, text=text)
        for n, (outlet, date, title, text) in enumerate(WEEK, 1)
    )
    rows = list(parse_document(text, "a.txt"))
    assert told(rows) == WEEK
    assert others(rows) == ["is the head of a download, before its first article"]


def test_a_numbered_digest_with_a_list_of_contents() -> None:
    listed = "".join(f"{n}. {title}\n" for n, (_, _, title, _) in enumerate(WEEK, 1))
    parts = (f"{n}. {title}\n{outlet}, {date}\n\nТекст {n}.\n\n" for n, (outlet, date, title, _) in enumerate(WEEK, 1))
    rows = list(parse_document(f"Дайджест\n{listed}\n" + "".join(parts), "a.txt"))
    assert told(rows) == [(outlet, date, title, f"Текст {n}.") for n, (outlet, date, title, _) in enumerate(WEEK, 1)]


def test_records_of_labelled_lines() -> None:
    text = "Мониторинг\n" + "\n".join(
        f"Заголовок: Новость {n}\nИсточник: Вестник\nДата: 1{n}.01.2024\nURL: https://v.example/{n}\nТекст: Раз: два.\n"
        for n in range(3)
    )
    rows = list(parse_document(text, "a.txt"))
    assert told(rows) == [("Вестник", f"1{n}.01.2024", f"Новость {n}", "Раз: два.") for n in range(3)]
    assert [row.fields["url"] for row in rows if isinstance(row, RawRow)] == [
        f"https://v.example/{n}" for n in range(3)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Заголовок\n8 января 2018, 19:27\nЛид\n\n***\n\nВторая часть без даты.\n\n***\n\nТретья часть.",
        "Заголовок\n8 января 2018\nАбзац.\nСтатья 3 из 5\nКонец.",
        "Заголовок\nИсточник: Вестник\n8 января 2018\nОн сказал: нет.\nИсточник: агентство",
        "Саммит\n8 января 2018\n1. Первое.\n2. Второе.\n3. Третье.\n",
        "Саммит\nВестник, 8 января 2018\n\nАбзац о том.\n\nОб этом сообщает\nВестник\n",
        "Саммит\n8 января 2018\n"
        + "Абзац.\n\n" * 9
        + "Ответ\nАноним, 9 января 2018\nДа.\n\nОтвет\nАнна, 9 января 2018\nНет.",
        "Хроника\n-----\n10 января 2018\nСобытие.\n-----\nИтоги\n-----\nВыводы\n-----\nЕщё",
    ],
)
def test_one_article_stays_one(text: str) -> None:
    assert parse_bundle(text, "a.txt") == []
    assert len(list(parse_document(text, "a.txt"))) == 1


def test_articles_without_marks_between_them_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nLoad-Date: January 1, 2024\nOther\n\nLoad-Date: January 2, 2024\n", encoding="utf-8")
    with pytest.raises(UsageError, match="seems to hold 2 articles of a news database, without marks"):
        store(path)


def test_parts_of_which_half_are_articles_are_refused() -> None:
    dated = [f"Новость {n}\n15.01.2024\nТекст.\n" for n in range(3)]
    with pytest.raises(UsageError, match="has 5 parts between its rules, of which 3 begin with title and date"):
        parse_bundle("-----\n".join([dated[0], "Ещё\n", dated[1], "Ещё\n", dated[2]]), "a.txt")


def test_a_download_in_html(tmp_path: Path) -> None:
    one = (
        "<div><p><span>{n} of 2 DOCUMENTS</span></p></div><div><p>The Herald</p></div><div><p>January 1{n}, 2024 Monday</p>"
        "</div><br><div><p>Gas talks {n}</p></div><div><p><b>LENGTH: </b>20 words</p></div><div><p>Ministers met {n}.</p>"
        "<p>Two.</p></div><div><p><b>LOAD-DATE: </b>January 16, 2024</p></div>"
    )
    page = f"<html><head><title>LexisNexis</title></head><body>{one.format(n=1)}{one.format(n=2)}</body></html>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    rows = list(HtmlPage(path).rows())
    assert told(rows) == [
        ("The Herald", f"January 1{n}, 2024 Monday", f"Gas talks {n}", f"Ministers met {n}.\n\nTwo.") for n in (1, 2)
    ]
    assert parse_html_download(b"<html><body><p>Document 3</p><p>one of 3 Documents</p></body></html>", "a.html") == []


LINES = st.sampled_from(
    [*OLD_NEXIS.splitlines(), *FACTIVA.splitlines(), *INTEGRUM.splitlines(), *DIGEST.splitlines(), "", "12/13", "Body"]
) | st.text(max_size=60)


@given(st.lists(LINES, max_size=60).map("\n".join))
def test_any_lines_are_read_or_refused(text: str) -> None:
    try:
        rows = list(parse_document(text, "a.txt"))
    except UsageError:
        return
    assert rows
