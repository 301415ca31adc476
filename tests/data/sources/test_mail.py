"""Mail: single messages and mailboxes."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.mail import Mailbox, MailMessage
from tests.data.sources.stored import store


def message(n: int = 1, **headers: str) -> EmailMessage:
    made = EmailMessage()
    given_headers = {
        "From": "Вестник <news@vestnik.example>",
        "To": "Аналитик <a@b.example>",
        "Subject": f"Газ обсудили в Брюсселе, выпуск {n} для всех читателей рассылки",
        "Date": f"Mon, {14 + n} Jan 2024 10:30:00 +0300",
        "Message-ID": f"<{n}@vestnik.example>",
    } | headers
    for name, value in given_headers.items():
        if value:
            made[name] = value
    made.set_content(f"Министры встретились в {n} раз.\n\nВторой абзац.\n")
    return made


TITLE = "Газ обсудили в Брюсселе, выпуск 1 для всех читателей рассылки"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_message_is_an_article(tmp_path: Path) -> None:
    found = store(put(tmp_path, "a.eml", bytes(message())))
    assert found.rows == [(TITLE, "Министры встретились в 1 раз.\n\nВторой абзац.", "Вестник")]
    assert str(found.articles["published_at"][0]) == "2024-01-15 07:30:00+00:00"
    assert list(found.articles["external_id"]) == ["1@vestnik.example"]


@pytest.mark.parametrize(
    ("headers", "outlet"),
    [
        ({"From": "news@vestnik.example", "Sender": "Рассыльщик <r@x.example>"}, "Рассыльщик"),
        ({"From": "news@vestnik.example"}, "vestnik.example"),
        ({"From": '"Times, The" <a@b.example>'}, "Times, The"),
    ],
)
def test_the_outlet_is_who_sent_it(tmp_path: Path, headers: dict[str, str], outlet: str) -> None:
    assert store(put(tmp_path, "a.eml", bytes(message(**headers)))).rows[0][2] == outlet


def test_minus_0000_is_utc(tmp_path: Path) -> None:
    data = bytes(message()).replace(b"+0300", b"-0000")
    assert str(store(put(tmp_path, "a.eml", data)).articles["published_at"][0]) == "2024-01-15 10:30:00+00:00"


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251", "no-such-charset"])
def test_charsets(tmp_path: Path, charset: str) -> None:
    encoding = "utf-8" if charset.startswith("no") else charset
    head = f"Subject: a\nDate: Mon, 15 Jan 2024 10:30:00 +0300\nContent-Type: text/plain; charset={charset}\n"
    data = head.encode() + b"Content-Transfer-Encoding: 8bit\n\n" + "Министры встретились.".encode(encoding)
    assert store(put(tmp_path, "a.eml", data)).rows[0][1] == "Министры встретились."


def test_html_alone_is_cleaned_and_the_plain_part_comes_before_it(tmp_path: Path) -> None:
    page = "<html><head><title>Шапка</title><style>p {}</style></head><body><p>Раз.</p><script>x()</script><p>Два.</p>"
    alone = message()
    alone.set_content(page, subtype="html")
    assert store(put(tmp_path, "a.eml", bytes(alone))).rows[0][1] == "Раз.\n\nДва."
    both = message()
    both.add_alternative(page, subtype="html")
    assert store(put(tmp_path, "b.eml", bytes(both))).rows[0][1].startswith("Министры встретились")


def test_attachments_are_named_and_never_written(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(b"MZ\x90" * 100, maintype="application", subtype="x-msdownload", filename="../../../счёт.exe")
    made.add_attachment("title,text\na,b\n", subtype="csv", filename="table.csv")
    made.add_attachment(message(2))
    folder = tmp_path / "in"
    folder.mkdir()
    found = store(put(folder, "a.eml", bytes(made)))
    assert found.rows == [(TITLE, "Министры встретились в 1 раз.\n\nВторой абзац.", "Вестник")]
    assert found.left_out == [
        "is an attachment of a message: ../../../счёт.exe",
        "is an attachment of a message: message/rfc822",
        "is an attachment of a message: table.csv",
    ]
    assert (found.report.read, found.report.stored) == (4, 1)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.eml"]


def mbox(*messages: bytes) -> bytes:
    return b"".join(b"From a@b Mon Jan 15 10:30:00 2024\n" + data + b"\n\n" for data in messages)


def test_a_mailbox(tmp_path: Path) -> None:
    quoted = bytes(message(2)).replace(b"\n\n", b"\n\n>From the editor:\nno From here\n", 1)
    path = put(tmp_path, "a.mbox", mbox(bytes(message(1)), quoted.replace(b"base64", b"7bit", 1), b"\nno head\n"))
    rows = list(Mailbox(path).rows())
    assert [row.line for row in rows] == [1, 2, 3]
    assert rows[1].fields["text"].startswith("From the editor:\nno From here")
    found = store(path)
    assert found.days == ["2024-01-15", "2024-01-16"]
    assert found.reasons == ["the message has no head: no sender, subject or date"]


@pytest.mark.parametrize("name", ["a.eml", "a.mbox"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04dummy", b"just text\n" * 9, bytes(100)])
def test_what_is_no_mail_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(UsageError, match="is damaged or is no mail"):
        store(put(tmp_path, name, data))


def test_many_attachments_of_a_mailbox_are_counted_beyond_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.sources.mail._NAMED", 2)
    made = message()
    for n in range(4):
        made.add_attachment(b"x", maintype="image", subtype="png", filename=f"{n}.png")
    found = store(put(tmp_path, "a.mbox", mbox(bytes(made))))
    named = [f"is an attachment of a message: {n}.png" for n in (0, 1)]
    assert found.left_out == ["is an attachment of a message", *named]
    assert found.report.left_out.total() == 4


def test_a_message_that_is_too_large_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.sources.mail.LARGEST", 2_000)
    large = bytes(message(2)) + b"x" * 3_000
    found = store(put(tmp_path, "a.mbox", mbox(bytes(message(1)), large, bytes(message(3)))))
    assert found.days == ["2024-01-15", "2024-01-17"]
    assert found.reasons == ["the message has more than 2,000 bytes"]


HEAD = st.sampled_from(
    [b"From: ", b"Subject: ", b"Date: ", b"Message-ID: ", b"Content-Type: ", b"From a\n", b"\n", b""]
)


@given(st.lists(st.tuples(HEAD, st.binary(max_size=30)).map(b"".join), max_size=12).map(b"\n".join), st.booleans())
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, many: bool) -> None:
    path = put(tmp_path_factory.getbasetemp(), "any", (b"From x\n" if many else b"") + data)
    with contextlib.suppress(UsageError):
        rows = list((Mailbox if many else MailMessage)(path).rows())
        assert all(isinstance(row, (RawRow, Rejected, LeftOut)) for row in rows)
