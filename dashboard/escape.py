"""The one way in which text of articles, labels and names becomes HTML: escaped, with nothing added but marks and
pale spans.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from urllib.parse import urlsplit

Span = tuple[int, int]
Marks = Mapping[str, Iterable[Span]]

NAME, OWN, FOUND = "<mark>", '<mark class="own">', '<mark class="found">'
"""A name that is counted, the one that the reader came from, a word that was searched for."""

# Characters that turn the reading direction or draw nothing: shown by code, for they can make a text lie about itself.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def escape(text: str, marks: Marks | None = None) -> str:
    """Text as HTML that shows it letter for letter, each marked span within its tag.

    Args:
        text: any text.
        marks: by the tag that opens it (NAME, OWN, FOUND, or one of `pale`) spans in Unicode code points, start
            included, end not; at most 255 tags. What of a span is outside the text is cut; where two overlap, the tag
            named later covers the other.
    """
    if not marks:
        return _plain(text)
    painted, tags = bytearray(len(text)), ["", *marks]
    for n, spans in enumerate(marks.values(), 1):
        for start, end in spans:
            first = min(max(start, 0), len(text))
            last = max(min(end, len(text)), first)
            painted[first:last] = bytes([n]) * (last - first)
    parts, at = [], 0
    for n, run in groupby(painted):
        begin, at = at, at + sum(1 for _ in run)
        parts.append(_tagged(tags[n], _plain(text[begin:at])))
    return "".join(parts)


def pale(why: str) -> str:
    """The tag of spans that stand back; the pointer shows why."""
    return f'<span class="pale" title="{_plain(why)}">'


def _tagged(tag: str, said: str) -> str:
    return f"{tag}{said}</{tag[1:5]}>" if tag else said


def _plain(text: str) -> str:
    return html.escape(_UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text))


def markdown(text: str) -> str:
    """Text that Streamlit's Markdown shows letter for letter: for labels of buttons, links and choices only."""
    one_line = " ".join(_UNSEEN.sub("", text).split())
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&^=\"'/])", r"\\\1", one_line)


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, http or https with a host; None for any other."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
