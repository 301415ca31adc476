"""Surnames that stand alone, known from the full name in the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.mentions.spans import Span, apart
from data.article.folding import fold

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
ENDING = re.compile(
    r"(?<=\w{3})(?:ого|его|ому|ему|ові|еві|ою|ею|ой|ей|ый|ий|ій|ая|яя|ую|юю|ым|им|ом|ем|єм|ої|ых|их|[аяеуюыиіїєьй])$"
)


def bare_surnames(text: str, spans: Sequence[Span]) -> list[Span]:
    """The words that no span touches and that are the last word of a person's full name, in any case.

    Args:
        spans: in order of place, without overlap.
    """
    full = (WORD.findall(text, span.start, span.end) for span in spans if span.kind == "person")
    surnames = {_stem(words[-1]) for words in full if len(words) > 1 and len(words[-1]) > 2}
    if not surnames:
        return []
    words = [word for word in WORD.finditer(text) if word.group()[0].isupper() and _stem(word.group()) in surnames]
    return apart([Span(*word.span(), "person") for word in words if not word.group().isupper()], spans)


def _stem(word: str) -> str:
    return ENDING.sub("", fold(word))
