"""Web archives (.warc, packed by gzip or not) as crawlers write them: a captured page an article."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
            stream = _Unpacked(gzip.GzipFile(fileobj=packed)) if head[:2] == _GZIP else packed
            for row in parse_warc(stream, self.name):
                self.done = min(packed.tell() / size, 1.0)
                yield row
        self.done = 1.0


class _Unpacked:
    """A gzip stream that ends where it is cut and remembers that; warcio takes the error for the archive's end."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self.cut = ""

    def read(self, size: int) -> bytes:
        try:
            return self._file.read1(size)
        except LIBRARY_ERRORS as error:
            self.cut = _told(error)
            return b""


def parse_warc(stream: BinaryIO | _Unpacked, file: str) -> Iterator[RawRow | Rejected | LeftOut]:
    """The records of an unpacked archive, in their order.

    Raises:
        UsageError: its first record cannot be read.
    """
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    broken = (*LIBRARY_ERRORS, ArchiveLoadFailed)
    whole, cut = 0, ""
    try:
        for record in WARCIterator(stream):
            row = _row(record, file, whole + 1)
            if _is_cut(record):
                cut = "the next one is incomplete"
                break
            whole += 1
            yield row
    except broken as error:
        cut = _told(error)
    cut = cut or getattr(stream, "cut", "")
    if not whole:
        raise damaged(file, "WARC", cut)
    if cut:
        yield Rejected(file, whole + 1, f"the archive breaks off behind record {whole}: {cut}")


def _is_cut(record: Any) -> bool:
    """Whether a record, read to its end here, has less in it than it states, or states nothing."""
    while record.raw_stream.read(_CHUNK):
        pass
    return record.length is None or getattr(record.raw_stream, "limit", 0) > 0


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


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
        return replace(row, line=number, fields=row.fields | {"url": url})
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
