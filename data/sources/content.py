"""Which kind of file some bytes are, where their name does not say or says wrongly."""

from __future__ import annotations

import re

from data.sources.columns import knows
from data.sources.encoding import read_whole

LEGACY_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Office files of before 2007 begin, and today's with a password."""
_MAGIC = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"PAR1": ".parquet",
    b"WARC/": ".warc",
    b"From ": ".mbox",
    b"\x1f\x8b": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\x00": ".xz",
    b"PK\x03\x04": ".zip",
    LEGACY_OFFICE: ".xls",
    b"SQLite format 3\x00": ".sqlite",
    b"7z\xbc\xaf\x27\x1c": ".7z",
    b"Rar!\x1a\x07": ".rar",
    b"\x28\xb5\x2f\xfd": ".zst",
    b"ARROW1": ".feather",
}
OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
"""A part of each Office document, which is a zip, and the ending it has."""
_USTAR = slice(257, 262)
_HEAD = 65_536
_MARKUP = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+)?(html|rss|feed|rdf:rdf)\b", re.IGNORECASE | re.DOTALL
)
_MAIL = re.compile(r"(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def ending_of(data: bytes) -> str:
    """The usual ending of the kind that a file's first bytes, 64 kB or more, look like; "" if like none."""
    if binary := binary_ending(data):
        return binary
    head = read_whole(data[:_HEAD])
    if not head.strip() or len(_CONTROL.findall(head)) * 10 > len(head):
        return ""
    if markup := _MARKUP.match(head):
        return ".html" if markup[1].lower() == "html" else ".xml"
    if head.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return ".json"
    if _MAIL.match(head) and re.search(r"(?im)^(?:from|message-id|mime-version):", head):
        return ".mhtml" if "multipart/related" in head else ".eml"
    line = head.lstrip("\ufeff").partition("\n")[0]
    return (
        ".csv" if any(d in line and knows(re.split(re.escape(d), line.replace('"', ""))) for d in ",;\t|") else ".txt"
    )


def binary_ending(data: bytes) -> str:
    """The ending that a file's first bytes give away; "" for text and for what no signature tells."""
    plain = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if data[_USTAR] == b"ustar":
        return ".tar"
    return next((ending for magic, ending in _MAGIC.items() if plain.startswith(magic)), "")


def is_text(data: bytes, text: str) -> bool:
    """Whether a small file's bytes, decoded as `text`, can be a text that a person wrote."""
    signed = binary_ending(data)
    return signed in ("", ".mbox") and len(_CONTROL.findall(text)) * 10 <= len(text)
