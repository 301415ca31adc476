"""Web archives (.warc, packed by gzip or not) as crawlers write them: a captured page an article."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, BinaryIO

from data.article.raw import LeftOut, RawRow, Rejected
from data.sources.captured_page import HTML, parse_captured_page
from data.sources.damage import LIBRARY_ERRORS, damaged
from data.sources.saved_page import LARGEST, parse_saved_page
from data.sources.source import Source

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_PAGES = frozenset({"response", "resource", "conversion"})


@dataclass
class WarcFile(Source):
    """One archive; `line` of a row is its record's number.

    Of an archive that is cut, what lies before the cut is given and one rejected row says where it breaks.
    """

    has_column: bool = field(default=False, init=False)

    def rows(self) -> Iterator[RawRow | Rejected | LeftOut]:
        size = max(self.path.stat().st_size, 1)
        with self.path.open("rb") as packed:
            head = packed.read(5)
            packed.seek(0)
            if head[:2] != _GZIP and head != b"WARC/":
                raise damaged(self.name, "WARC")
            stream = gzip.GzipFile(fileobj=packed) if head[:2] == _GZIP else packed
            for row in parse_warc(stream, self.name):
                self.done = min(packed.tell() / size, 1.0)
                yield row
        self.done = 1.0


def parse_warc(stream: BinaryIO | gzip.GzipFile, file: str) -> Iterator[RawRow | Rejected | LeftOut]:
    """The records of an unpacked archive, in their order.

    Raises:
        UsageError: its first record cannot be read.
    """
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (*LIBRARY_ERRORS, ArchiveLoadFailed)
    number = 0
    try:
        records = WARCIterator(stream)
        for number, record in enumerate(records, 1):
            row = _row(record, file, number)
            _drain(record)
            if getattr(record.raw_stream, "limit", 0) > 0:
                yield Rejected(file, number, f"the archive breaks off within record {number}, which is incomplete")
                return
            yield row
    except broken as error:
        if not number:
            raise damaged(file, "WARC", error) from error
        yield Rejected(file, number + 1, f"the archive breaks off behind record {number}: {_told(error)}")


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _drain(record: Any) -> None:
    while record.raw_stream.read(_CHUNK):
        pass


def _row(record: Any, file: str, number: int) -> RawRow | Rejected | LeftOut:
    """One record as an article, or as what it is."""
    kind = record.rec_type or "unknown"
    if kind not in _PAGES:
        return LeftOut(file, number, f"is a WARC record of type {kind}")
    headers = record.http_headers
    stated = (headers or record.rec_headers).get_header("Content-Type") or ""
    media, charset = _media(stated)
    status = headers.get_statuscode() if headers else "200"
    if status and status != "200":
        return LeftOut(file, number, f"is a WARC response with status {status}")
    if media not in HTML and not (kind == "conversion" and media == "text/plain"):
        return LeftOut(file, number, f"is a WARC {kind} of {media or 'unknown media'}")
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    page = _content(record)
    if len(page) > LARGEST:
        return Rejected(file, number, f"the page has more than {LARGEST:,} bytes", {"url": url})
    if kind == "conversion":
        row = parse_saved_page(page.decode("utf-8", "replace"), file)
        return RawRow(file, number, row.fields | {"url": url}, None, row.as_read) if isinstance(row, RawRow) else row
    return parse_captured_page(page, charset, url, file, number)


def _content(record: Any) -> bytes:
    """A record's payload, unpacked, up to one byte more than a page may have."""
    stream, parts, size = record.content_stream(), [], 0
    while size <= LARGEST and (part := stream.read(_CHUNK)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)[: LARGEST + 1]


def _media(stated: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type, in small letters."""
    message = Message()
    message["Content-Type"] = " ".join(stated.split())
    return message.get_content_type() if stated.strip() else "", message.get_content_charset("")
