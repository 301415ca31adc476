"""Mail: newsletters and alerts, one message a file (.eml) or many (.mbox); attachments are named, never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO

from data.article.raw import LeftOut, RawRow, Rejected
from data.errors import UsageError
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.encoding import read_whole
from data.sources.source import Source

LARGEST = 100_000_000
"""Bytes of one message with all that is attached to it."""

_LINE = 1 << 20
_NAMED = 1_000
"""Attachments of a mailbox named each; further ones are counted."""
_HEADERS = ("From", "Sender", "Subject", "Date", "Message-ID")
_FRAME = re.compile(r"(?is)<(head|style|script|title)\b.*?</\1\s*>|<!--.*?-->")
_UTC = re.compile(r"[+-]0000\b")


@dataclass
class MailMessage(Source):
    """A file with one message."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = self.path.stat().st_size
        if size > LARGEST:
            raise UsageError(f"{self.name} has {size:,} bytes; a message may have {LARGEST:,}.", "Leave it out.")
        message = parse_message(self.path.read_bytes())
        if message is None:
            raise damaged(self.name, "mail message")
        yield from _rows(message, self.name, 1)
        self.done = 1.0


@dataclass
class Mailbox(Source):
    """A file of many messages; `line` of a row is its message's number."""

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = max(self.path.stat().st_size, 1)
        number = named = 0
        with self.path.open("rb") as file:
            for number, data in enumerate(split_mailbox(file), 1):
                self.done = file.tell() / size
                message = parse_message(data) if data is not None else None
                if data is None:
                    yield Rejected(self.name, number, f"the message has more than {LARGEST:,} bytes")
                elif message is None:
                    yield Rejected(self.name, number, "the message has no head: no sender, subject or date")
                else:
                    for row in _rows(message, self.name, number):
                        named += isinstance(row, LeftOut)
                        known = not isinstance(row, LeftOut) or named <= _NAMED
                        yield row if known else LeftOut(self.name, number, "is an attachment of a message")
        if not number:
            raise damaged(self.name, "mailbox")
        self.done = 1.0


def split_mailbox(file: BinaryIO) -> Iterator[bytes | None]:
    """The messages of a mailbox, which begin with a line "From …" at its head or behind an empty one; None: too large.

    Gives nothing where the file does not begin so.
    """
    parts: list[bytes] = []
    size, empty = -1, True
    while line := file.readline(_LINE):
        if empty and line.startswith(b"From "):
            if size >= 0:
                yield b"".join(parts) if size <= LARGEST else None
            parts, size, empty = [], 0, False
            continue
        if size < 0:
            if line.strip():
                return
            continue
        empty = not line.strip()
        size += len(line)
        if size <= LARGEST:
            parts.append(line[1:] if re.match(rb">+From ", line) else line)
        else:
            parts = []
    if size >= 0:
        yield b"".join(parts) if size <= LARGEST else None


def parse_message(data: bytes) -> EmailMessage | None:
    """A message; None for bytes without any header of one."""
    message = BytesParser(_class=EmailMessage, policy=default).parse(BytesIO(data))
    return message if any(name in message for name in _HEADERS) else None


def _rows(message: EmailMessage, file: str, line: int) -> Iterator[RawRow | Rejected | LeftOut]:
    try:
        yield RawRow(file, line, _fields(message), {name: _header(message, name) for name in _HEADERS})
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except LIBRARY_ERRORS as error:
        yield Rejected(file, line, f"the message cannot be read: {' '.join(str(error).split())[:200]}")
        return
    for name in attached:
        yield LeftOut(file, line, f"is an attachment of a message: {' '.join(name.split())[:100]}")


def _fields(message: EmailMessage) -> dict[str, str]:
    said = {
        "title": _header(message, "Subject"),
        "text": _text(message),
        "date": _date(message),
        "outlet": _sender(message),
        "external_id": _header(message, "Message-ID").strip("<> "),
    }
    return {name: value for name, value in said.items() if value.strip()}


def _header(message: EmailMessage, name: str) -> str:
    """A header's value, decoded; as its bytes stand where it breaks the rules too badly."""
    try:
        value = message[name]
        return " ".join(str(value).split()) if value is not None else ""
    except LIBRARY_ERRORS:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def _date(message: EmailMessage) -> str:
    """When it was sent; "-0000" is the mail standard's way to write UTC."""
    return _UTC.sub("+0000", _header(message, "Date"))


def _sender(message: EmailMessage) -> str:
    """The name that the sender goes by, else the sender's host."""
    addresses = [parseaddr(_header(message, name)) for name in ("From", "Sender")]
    name = next((name for name, _ in addresses if name.strip()), "")
    return name or next((address.partition("@")[2] for _, address in addresses if "@" in address), "")


def _text(message: EmailMessage) -> str:
    """The message's own text: the plain part, else the HTML without its frame, which the door makes plain."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except LIBRARY_ERRORS:  # a charset that nobody knows
        payload = part.get_payload(decode=True)
        text = read_whole(payload) if isinstance(payload, bytes) else ""
    return _FRAME.sub(" ", text) if part.get_content_subtype() == "html" else text
