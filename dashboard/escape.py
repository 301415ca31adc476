"""The one way in which text of articles, labels and names becomes HTML: escaped, with nothing added but marks and
pale spans.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

Span = tuple[int, int]

_MARK = ("<mark>", "</mark>")

# Characters that turn the reading direction or draw nothing: shown by code, for they can make a text lie about itself.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def escape(text: str, marks: Iterable[Span] = (), pale: Mapping[Span, str] | None = None) -> str:
    """Text as HTML that shows it letter for letter, the marked spans within <mark>, the pale ones in a span that says
    why.

    Args:
        text: any text.
        marks: spans in Unicode code points, start included, end not; those outside the text are cut, and where two
            overlap the later one begins where the earlier ends.
        pale: spans that stand back, with the words that the pointer shows; for them the same holds.
    """
    spans = [(*span, _MARK) for span in marks] + [(*span, _pale(why)) for span, why in (pale or {}).items()]
    parts, at = [], 0
    for start, end, (opening, closing) in sorted(spans):
        first, last = max(start, at), min(end, len(text))
        if first < last:
            parts += [_plain(text[at:first]), opening, _plain(text[first:last]), closing]
            at = last
    return "".join([*parts, _plain(text[at:])])


def _pale(why: str) -> tuple[str, str]:
    return f'<span class="pale" title="{_plain(why)}">', "</span>"


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
