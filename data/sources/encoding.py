"""Which encoding a text file is in, and its lines with their numbers, in bounded memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

LONGEST_LINE = 1_000_000
"""Characters; a longer line is refused, not read."""

_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CYRILLIC_ENCODINGS = ("cp1251", "koi8_u", "cp866", "mac_cyrillic")
"""KOI8-U holds KOI8-R's letters and the Ukrainian ones; old Macs wrote small letters as cp1251 does, but no capital."""
_UNUSUAL = re.compile(r"[^\w\s!-~«»„“”‘’–—…№§©°\x00-\x1f]|[ђѓљњќћџѕјЂЃЉЊЌЋЏЅЈ]")
_COMMON = re.compile("[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґ]")
_HIGH_PAIR = re.compile(rb"[\x80-\xff]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def detect(path: Path) -> str:
    """The encoding of a file: by its BOM, else UTF-8 or UTF-16 where its bytes are, else the likeliest Cyrillic one.

    The whole file decides: it may be ASCII for its first million lines. Single wrong bytes do not make a UTF-8 file
    another (they read as lone surrogates, which cleaning replaces).
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        for bom, name in _BOMS:
            if head.startswith(bom):
                return name
        if wide := _utf16(head[:4_096]):
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        wrong = fit = 0
        legacy = b""
        chunk = head
        while chunk:
            text = decoder.decode(chunk)
            if not text.isascii():
                bad, good = _counts(text)
                wrong, fit = wrong + bad, fit + good
                legacy = legacy or (chunk if bad else b"")
            chunk = file.read(_CHUNK)
    return "utf-8" if wrong * 10 <= fit else _legacy(legacy)


def _counts(text: str) -> tuple[int, int]:
    """Bytes that were no UTF-8, and characters outside ASCII that were."""
    outside = len(text) - len(text.encode("ascii", "ignore"))
    try:
        text.encode()
    except UnicodeEncodeError:
        bad = len(_ESCAPED_BYTE.findall(text))
        return bad, outside - bad
    return 0, outside


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a BOM: the high bytes, at every other place, are those of Latin or Cyrillic."""
    if len(head) < 8:
        return None
    even, odd = head[0::2], head[1::2]
    shares = [sum(half.count(byte) for byte in (b"\x00", b"\x04")) / len(half) for half in (even, odd)]
    if max(shares) < 0.7 or min(shares) > 0.3:
        return None
    return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"


def _legacy(sample: bytes) -> str:
    if len(_HIGH_PAIR.findall(sample)) * 4 < len(_HIGH.findall(sample)):
        return "cp1252"  # accents stand alone among ASCII letters; Cyrillic letters stand together
    return max(_CYRILLIC_ENCODINGS, key=lambda name: _likelihood(sample.decode(name, "replace")))


def _likelihood(text: str) -> int:
    """The more of the common letters, and the fewer signs that Russian and Ukrainian texts lack, the likelier."""
    return len(_COMMON.findall(text)) - len(_UNUSUAL.findall(text))


def open_text(path: Path, encoding: str, newline: str) -> TextIO:
    """Open for reading without ever failing on a byte; `newline` as for `open`."""
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return path.open(encoding=encoding, errors=errors, newline=newline)


def read_whole(data: bytes) -> str:
    """Decode a small file's bytes by the same rules."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    if wide := _utf16(data[:4_096]):
        return data.decode(wide, "replace")
    text = data.decode("utf-8", "surrogateescape")
    wrong, fit = _counts(text)
    return text if wrong * 10 <= fit else data.decode(_legacy(data), "replace")


@dataclass
class Lines:
    """The lines of a text file, each with its end; lines that are too long come as None and are not held in memory.

    `number` is the last line given out, from 1; `position` how many characters were read.
    """

    file: TextIO
    number: int = 0
    position: int = 0

    def __iter__(self) -> Iterator[tuple[int, str | None]]:
        while True:
            line = self.file.readline(LONGEST_LINE)
            if not line:
                return
            self.number += 1
            self.position += len(line)
            if len(line) < LONGEST_LINE or line[-1] in "\r\n":
                yield self.number, line
            else:
                self._skip_line()
                yield self.number, None

    def _skip_line(self) -> None:
        part = " "
        while part and part[-1] not in "\r\n":
            part = self.file.readline(LONGEST_LINE)
            self.position += len(part)
