"""Web archives, and pages saved with their pictures in one file."""

from __future__ import annotations

import contextlib
import gzip
import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.mhtml import parse_mhtml
from data.sources.warc import parse_warc
from tests.data.sources.stored import store

PAGE = """<html><head><meta charset="{charset}"><title>Саммит открылся</title>
<meta property="og:site_name" content="Вестник"><meta property="article:published_time" content="2018-01-08T19:27:00+03:00">
</head><body><nav><a href="/">Главная</a></nav><article><h1>Саммит открылся, выпуск {n}</h1>
<p>В Брюсселе начался саммит, на который приехали министры всех стран альянса, всего их {n}.</p>
<p>Второй день отведён переговорам о командной структуре и о военном диалоге.</p></article></body></html>"""


def warc(*records: tuple[str, str, str, bytes], packed: bool) -> bytes:
    """An archive of (type, media or HTTP status, address, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for kind, said, url, body in records:
        status = said if said[0].isdigit() else "200 OK"
        media = "text/html" if said[0].isdigit() else said
        http = None
        if kind == "response":
            http = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        if kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http, warc_content_type="" if http else media
            )
        )
    return out.getvalue()


def page(n: int, charset: str = "utf-8") -> bytes:
    return PAGE.format(n=n, charset=charset).encode("utf-8")


RECORDS = (
    ("request", "text/html", "https://vestnik.example/1", b""),
    ("response", "text/html; charset=UTF-8", "https://vestnik.example/1", page(1)),
    ("response", "404 Not Found", "https://vestnik.example/2", page(2)),
    ("response", "image/png", "https://vestnik.example/a.png", b"\x89PNG"),
    # the page states a wrong encoding, the server the right one
    ("response", "text/html; charset=UTF-8", "https://vestnik.example/3?a=b", page(3, "windows-1251")),
    ("resource", "text/html", "https://vestnik.example/4", page(4)),
)


@pytest.mark.parametrize(
    ("name", "packed"), [("a.warc", False), ("a.warc.gz", True), ("A.WARC.GZ", True), ("b.warc", True)]
)
def test_captured_pages_are_articles(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / name
    path.write_bytes(warc(*RECORDS, packed=packed))
    found = store(path)
    assert list(found.articles["url"]) == [f"https://vestnik.example/{n}" for n in ("1", "3?a=b", "4")]
    assert set(found.articles["outlet"]) == {"Вестник"}
    assert [text.split()[-1] for text in found.articles["text"].str.split("\n").str[0]] == ["1.", "3.", "4."]
    assert set(found.days) == {"2018-01-08"}
    assert found.left_out == [
        "is a WARC record of type request",
        "is a WARC record of type warcinfo",
        "is a WARC response of image/png",
        "is a WARC response with status 404",
    ]
    assert (found.report.read, found.reasons) == (7, [])


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(warc(*RECORDS, packed=False)))
    assert len(store(path).rows) == 3


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("part", [0.55, 0.8, 0.97])
def test_an_archive_cut_in_the_middle_keeps_what_lies_before(tmp_path: Path, packed: bool, part: float) -> None:
    records = [("response", "text/html", f"https://vestnik.example/{n}", page(n)) for n in range(10)]
    data = warc(*records, packed=packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data[: int(len(data) * part)])
    found = store(path)
    whole = len(found.rows)
    assert 10 * part - 2 < whole < 10
    assert list(found.articles["url"]) == [f"https://vestnik.example/{n}" for n in range(whole)]
    (reason,) = found.reasons
    assert reason.startswith(f"the archive breaks off behind record {whole + 1}: ")  # the first says what wrote it


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04dummy", b"WARC/1.0", gzip.compress(b"title,text\n", mtime=0), b"\x1f\x8b\x08"]
)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match="is damaged or is no WARC"):
        store(path)


def mhtml(body: bytes, charset: str = "utf-8", start: str = "") -> bytes:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://vestnik.example/1"
    made["Subject"] = "Saved"
    made["Date"] = "Mon, 22 Jan 2024 10:00:00 +0000"
    made.set_content("placeholder")
    made.make_related()
    made.set_param("type", "text/html")
    if start:
        made.set_param("start", start)
    made.get_payload().clear()
    for number, (media, data) in enumerate(
        (("text/css", b"p {}"), ("text/html", body), ("text/html", b"<p>frame</p>"))
    ):
        part = EmailMessage()
        part.set_content(data, maintype=media.split("/")[0], subtype=media.split("/")[1], cte="base64")
        part.set_param("charset", charset)
        part["Content-ID"] = f"<{number}>"
        made.attach(part)
    return bytes(made)


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_a_saved_page_is_an_article_with_its_own_date(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(mhtml(page(1, "windows-1251")))
    found = store(path)
    assert found.rows[0][1].startswith("В Брюсселе начался саммит")
    assert list(found.articles["url"]) == ["https://vestnik.example/1"]
    assert found.days == ["2018-01-08"]  # not when it was saved


def test_the_page_of_a_file_is_the_one_it_starts_with() -> None:
    assert "starts" not in mhtml(page(1)).decode("ascii", "replace").lower().split("\n\n")[0]
    row = parse_mhtml(mhtml(b"<p>frame</p>", start="<1>"), "a.mhtml")
    assert "Брюсселе" not in str(row)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04dummy", b"From: a\n\ntext", bytes(50)])
def test_what_is_no_saved_page_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="is damaged or is no saved page"):
        store(path)


SMALL = warc(("response", "text/html", "https://x.example/1", b"<p>a</p>"), packed=False)


@given(st.integers(0, len(SMALL)), st.binary(max_size=20), st.integers(0, 40))
def test_any_damage_of_an_archive_is_said(place: int, change: bytes, lost: int) -> None:
    with contextlib.suppress(UsageError):
        rows = list(parse_warc(io.BytesIO(SMALL[:place] + change + SMALL[place + lost :]), "a.warc"))
        assert all(isinstance(row, (RawRow, Rejected, LeftOut)) for row in rows)
